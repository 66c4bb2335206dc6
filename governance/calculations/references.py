"""References in a report's texts to what the record says, such as [total 2004/05] and [meeting date].

A text that names the record cannot disagree with it. A reference is put into words when the report is read;
one to what is not recorded, or no longer, stays in its brackets and says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any

from budgets.calculations import Schedule, Total
from core.dates import in_words
from core.folding import fold
from core.jinja import money

NOT_RECORDED = "not in the record"
KINDS = "total|contribution|fund|partner|meeting date|notice date|decision date|council|forum|agreement"
# Square brackets that no address in round ones makes a link.
REFERENCE = re.compile(rf"\[\s*((?:{KINDS})\b[^\[\]\n]*)\](?!\()", re.IGNORECASE)
UNRESOLVED = re.compile(rf"\[([^\[\]\n]+): {NOT_RECORDED}\]")


@dataclass(frozen=True)
class Said:
    """What can be referred to, as it is written between the brackets, and what it says."""

    name: str
    words: str


def sayings(
    *,
    council: str,
    forum: str,
    agreement: str,
    meeting_on: date | None,
    notice_on: date | None,
    due_on: date | None,
    schedule: Schedule | None,
    partners: Iterable[str] = (),
) -> tuple[Said, ...]:
    """Everything a text of the report can refer to."""
    contribute = {each.label for each in schedule.by_partner} if schedule else set()
    days = (("meeting date", meeting_on), ("notice date", notice_on), ("decision date", due_on))
    return (
        Said("council", council),
        Said("forum", forum),
        Said("agreement", agreement),
        *(Said(name, in_words(day)) for name, day in days if day),
        *(Said(f"partner: {name}", name) for name in partners if name not in contribute),
        *(_of_money(schedule) if schedule else ()),
    )


def _of_money(schedule: Schedule) -> Iterator[Said]:
    years = [str(year) for year in schedule.years]
    yield from _totals("total", schedule.by_year, years)
    for partner in schedule.by_partner:
        yield Said(f"partner: {partner.label}", partner.label)
        yield from _totals(f"contribution: {partner.label}", partner, years)
    for fund in schedule.funds:
        yield from _totals(f"fund: {fund.name}", fund.total, years)


def sums_of(schedule: Schedule) -> Iterator[Said]:
    """Those that say a sum of money."""
    return (each for each in _of_money(schedule) if not each.name.startswith("partner: "))


def _totals(name: str, of: Total, years: list[str]) -> Iterator[Said]:
    """Of each year that has a figure, and over all years."""
    for year, amount in zip(years, of.amounts, strict=False):
        if amount is not None:
            yield Said(f"{name} {year}", money(amount, pence=False))
    if any(amount is not None for amount in of.amounts):
        yield Said(name, money(of.total, pence=False))


def by_name(said: tuple[Said, ...]) -> dict[str, str]:
    return {fold(each.name): each.words for each in said}


def unknown_in(text: str, known: Mapping[str, str]) -> list[str]:
    """The references of the text to what is not recorded, as they were typed."""
    return [match[1].strip() for match in REFERENCE.finditer(text) if fold(match[1].strip()) not in known]


def resolved(value: Any, known: Mapping[str, str]) -> Any:
    """The facts with every reference in their texts put into words."""

    def words(match: re.Match[str]) -> str:
        name = match[1].strip()
        return known.get(fold(name), f"[{name}: {NOT_RECORDED}]")

    return _changed(value, lambda text: REFERENCE.sub(words, text))


def refers(value: Any) -> bool:
    """Whether any text of the facts refers to the record."""
    return any(REFERENCE.search(text) for text in _texts(value))


def referred_to(value: Any) -> list[str]:
    """What the texts of the facts refer to, as it is written there, each once."""
    return list(
        dict.fromkeys(match[1].strip() for text in _texts(value) for match in REFERENCE.finditer(text))
    )


def unresolved_in(value: Any) -> list[str]:
    """References of the facts that could not be put into words, each once."""
    return list(dict.fromkeys(match[1] for text in _texts(value) for match in UNRESOLVED.finditer(text)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if type(value) is str:
        return change(value)
    if isinstance(value, tuple):
        return tuple(_changed(each, change) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: _changed(getattr(value, field.name), change) for field in fields(value)}
        return replace(value, **parts)
    return value
