"""Whether a council's own tests make a decision key, by what the council itself gives under the agreement."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from budgets.calculations import Schedule
from core.dates import Period
from core.money import Money, gbp, pounds_in_words

# Kinds of test that the contributions of an agreement can answer, and the spending each counts.
OF_CONTRIBUTIONS: dict[str, Callable[[str], bool]] = {
    "any": lambda spending: True,
    "revenue": lambda spending: spending != "Capital",
    "capital": lambda spending: spending == "Capital",
}
OF_A_YEAR, OF_THE_WHOLE = ("annual", "full_year"), ("whole_life", "project")
EVERY_WARD = re.compile(r"^\W*all\b|\b(borough|city|county|district|council)[- ]?wide\b", re.IGNORECASE)
BETWEEN_WARDS = re.compile(r",|;|\band\b|&|\n")
ALL = 1_000


@dataclass(frozen=True)
class KeyTestFacts:
    """One test of a council. `words` say the whole of it."""

    words: str
    kind: str
    measure: str
    more_than: bool
    amount: Money | None
    percent: Decimal | None
    is_greater: bool
    wards_min: int | None
    in_force: Period
    source: str


@dataclass(frozen=True)
class Spent:
    """What a council gives: in the year in which it gives most, and in all years that are recorded."""

    year: str
    annual: Money
    whole: Money
    years: int

    @property
    def words(self) -> str:
        if not self.years:
            return "The record holds no such contribution of the council"
        if self.years == 1:
            return f"{pounds_in_words(self.annual)} in {self.year}, the one year recorded"
        return (
            f"{pounds_in_words(self.annual)} in {self.year}, the highest year; "
            f"{pounds_in_words(self.whole)} over the {self.years} years recorded"
        )


@dataclass(frozen=True)
class KeyAnswer:
    """What one test says: `is_key` is None where what is recorded cannot tell."""

    test: KeyTestFacts
    is_key: bool | None
    detail: str

    @property
    def label(self) -> str:
        return {True: "Key", False: "Not key", None: "Cannot tell"}[self.is_key]


def answers(
    tests: Iterable[KeyTestFacts], *, schedule: Schedule | None, body: int, wards: str
) -> tuple[KeyAnswer, ...]:
    return tuple(_answer(each, schedule, body, wards) for each in tests)


def spent(schedule: Schedule, body: int, counts: Callable[[str], bool]) -> Spent:
    """What the body of that key gives by lines of its own, of the spending that counts."""
    own = [
        row
        for row in schedule.rows
        if row.line.contributor_key == f"body-{body}" and counts(row.line.spending)
    ]
    by_year = {
        str(year): sum((row.amounts[place] or gbp(0) for row in own), gbp(0))
        for place, year in enumerate(schedule.years)
        if any(row.amounts[place] is not None for row in own)
    }
    if not by_year:
        return Spent("", gbp(0), gbp(0), 0)
    highest = max(by_year, key=lambda year: by_year[year])
    return Spent(highest, by_year[highest], sum(by_year.values(), gbp(0)), len(by_year))


def wards_in(text: str) -> int | None:
    """How many wards a report names; a great many for all of them, None where it names none."""
    if EVERY_WARD.search(text):
        return ALL
    return len([each for each in BETWEEN_WARDS.split(text) if each.strip()]) or None


def _answer(test: KeyTestFacts, schedule: Schedule | None, body: int, wards: str) -> KeyAnswer:
    if test.wards_min:
        return _of_wards(test, wards)
    if test.kind not in OF_CONTRIBUTIONS:
        return KeyAnswer(test, None, "The contributions do not say: see what is decided")
    if schedule is None:
        return KeyAnswer(test, None, "The money was not read")
    found = spent(schedule, body, OF_CONTRIBUTIONS[test.kind])
    year, whole = _meets(test, found.annual), _meets(test, found.whole)
    if not found.years:
        is_key = None
    elif test.measure in OF_A_YEAR or test.measure in OF_THE_WHOLE:
        is_key = year if test.measure in OF_A_YEAR else whole
    else:
        is_key = year if year == whole else None
    return KeyAnswer(test, is_key, f"{found.words}{_apart(year, whole) if found.years else ''}")


def _apart(year: bool | None, whole: bool | None) -> str:
    if year == whole or None in (year, whole):
        return ""
    return ": key by the whole, not by the year" if whole else ": key by the year, not by the whole"


def _meets(test: KeyTestFacts, spent: Money) -> bool | None:
    """Whether the sum meets the test. What a percentage of the budget comes to, the record does not say."""
    over = None
    if test.amount is not None:
        over = spent > test.amount if test.more_than else spent >= test.amount
    if test.percent is None:
        return over
    return over if over is not test.is_greater else None


def _of_wards(test: KeyTestFacts, wards: str) -> KeyAnswer:
    named = wards_in(wards)
    if named is None:
        return KeyAnswer(test, None, "The report names no wards")
    is_key = named >= (test.wards_min or 0)
    return KeyAnswer(test, is_key, "All wards are affected" if named == ALL else f"The report names {named}")
