"""Two versions of a report, section by section: from the facts an issue keeps, or those a draft has now.

Facts are read as plain JSON, as `calculations.as_json` writes them: those of an old issue may have fields
that are no more, and lack some that are new. Numbers are left out, so that a paragraph that moved down is the
same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.dates import in_words
from core.sentences import sentence_start
from core.timeline import FieldChange

PARTICULARS, MONEY = "Particulars", "Contributions recorded in the agreement"
# What says where something stands, and not what it says.
NOT_SAID = {"key", "block", "arrangement", "code", "number", "level", "kind", "letter", "is_written"}
CHART = "Structure chart"
# What is said first; the rest follows by its name, for kept facts have no order of their own.
FIRST = ("title", "post", "board", "lead", "standing", "text", "applies", "paragraphs")
YES_NO = {"applies", "sought", "included"}


@dataclass(frozen=True)
class Section:
    """What one section says, a line for each paragraph or row."""

    key: str
    title: str
    text: str


@dataclass(frozen=True)
class Comparison:
    """A section in both versions. `change` marks what differs."""

    title: str
    is_new: bool
    is_gone: bool
    change: FieldChange

    @property
    def is_same(self) -> bool:
        return not (self.is_new or self.is_gone) and self.change.before == self.change.after


def compared(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Comparison]:
    """Every section of either version, in the order of the later one."""
    return compared_sections(sections_of(before), sections_of(after))


def compared_sections(before: Iterable[Section], after: Iterable[Section]) -> list[Comparison]:
    """These sections of two versions, in the order of the later one."""
    old, new = ({each.key: each for each in sections} for sections in (before, after))
    keys = [*new, *(key for key in old if key not in new)]
    return [_comparison(old.get(key), new.get(key)) for key in keys]


def _comparison(old: Section | None, new: Section | None) -> Comparison:
    named = new or old
    assert named is not None
    title = named.title if not old or not new or old.title == new.title else f"{new.title} (was: {old.title})"
    before, after = (each.text if each else "" for each in (old, new))
    return Comparison(title, old is None, new is None, FieldChange(title, before, after))


def sections_of(facts: Mapping[str, Any]) -> Iterator[Section]:
    """The sections of a report's facts, with its particulars first and its money last."""
    report = facts["report"]
    yield Section("particulars", PARTICULARS, "\n".join(_particulars(report)))
    fronts = (part for front in report.get("fronts", ()) for part in front["parts"])
    for part in (*report["parts"], *fronts):
        for section in part["sections"]:
            said = {name: value for name, value in section.items() if name not in ("title", "exempt")}
            title = section["title"] or sentence_start(section["block"].replace("_", " "))
            yield Section(str(section["key"]), title, "\n".join(_lines(said)))
    if chart := report.get("chart"):
        yield Section("chart", CHART, "\n".join(chart["sentences"]))
    if facts.get("schedule"):
        yield Section("money", MONEY, "\n".join(_money(facts["schedule"])))


def _particulars(report: Mapping[str, Any]) -> Iterator[str]:
    yield f"Title: {report['title']}"
    for name, value in _in_order(report["header"]):
        if said := _said(name, value):
            yield f"{sentence_start(name.replace('_', ' '))}: {said}"


def _lines(value: Any) -> Iterator[str]:
    """A line for each text and for each row of what has no rows in it."""
    if isinstance(value, list):
        for each in value:
            yield from _lines(each)
    elif isinstance(value, Mapping):
        yield from _lines_of_row(value)
    elif value:
        yield str(value)


def _lines_of_row(row: Mapping[str, Any]) -> Iterator[str]:
    shown = {name: value for name, value in _in_order(row) if name not in NOT_SAID}
    if "paragraphs" in shown:
        shown.pop("text", None)  # the same words
    rows = {name: value for name, value in shown.items() if isinstance(value, list | Mapping)}
    words = [said for name, value in shown.items() if name not in rows and (said := _said(name, value))]
    if words:
        yield "; ".join(words)
    for value in rows.values():
        yield from _lines(value)


def _in_order(row: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return sorted(
        row.items(), key=lambda item: (FIRST.index(item[0]) if item[0] in FIRST else len(FIRST), item[0])
    )


def _said(name: str, value: Any) -> str:
    match value:
        case bool():
            answer = "yes" if value else "no"
            return f"{name}: {answer}" if name in YES_NO else answer if name == "is_key" else ""
        case str() if name.endswith("_on"):
            return in_words(date.fromisoformat(value))
        case None | list() | dict():
            return ""
    return str(value)


def _money(schedule: Mapping[str, Any]) -> Iterator[str]:
    years = schedule["years"]
    for fund in schedule["funds"]:
        for row in (*fund["rows"], fund["total"]):
            amounts = [
                f"{year} £{amount['amount']}"
                for year, amount in zip(years, row["amounts"], strict=False)
                if amount
            ]
            yield f"{fund['fund']['name']}, {row['label']}: {', '.join(amounts)}"
