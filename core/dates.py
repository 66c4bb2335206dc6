"""Financial years, clear days, working days and periods. Nothing here reads the clock: pass the day in."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Self

import holidays

ONE_DAY = timedelta(days=1)
FIRST_YEAR = 1974  # the councils and health authorities of the Acts of 1972 and 1973 began on 1 April 1974
LAST_YEAR = 2199
# The days of those years: what is read by financial year keeps within them.
FIRST_DAY, LAST_DAY = date(FIRST_YEAR, 4, 1), date(LAST_YEAR + 1, 3, 31)
LONG_AGO = date(1800, 1, 1)  # some Acts and bodies are older


@dataclass(frozen=True, order=True)
class FinancialYear:
    """A financial year of councils and the NHS, 1 April to 31 March: `FinancialYear(2003)` is 2003/04.

    `year` is the calendar year it starts in, 1974 to 2199; ValueError outside.
    """

    year: int

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise ValueError(f"{self} is not between 1974/75 and 2199/00.")

    def __str__(self) -> str:
        return f"{self.year:04d}/{(self.year + 1) % 100:02d}"

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    @classmethod
    def containing(cls, day: date) -> Self:
        """Return the financial year the day falls in."""
        return cls(day.year if (day.month, day.day) >= (4, 1) else day.year - 1)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read 2003/04, 2003-04 (any dash) or 2003/2004; ValueError, fit to show, for anything else."""
        written = re.fullmatch(r"([0-9]{4})\s*[/\-‐‑–—]\s*([0-9]{4}|[0-9]{2})", text.strip())
        if written:
            first, second = written.groups()
            if f"{int(first) + 1:04d}".endswith(second):
                return cls(int(first))
        shown = text.strip()[:20] or "Nothing"
        raise ValueError(f"{shown} is not a financial year. Write it like 2003/04")

    @property
    def starts_on(self) -> date:
        """1 April."""
        return date(self.year, 4, 1)

    @property
    def ends_on(self) -> date:
        """31 March, inclusive."""
        return date(self.year + 1, 3, 31)

    @property
    def next(self) -> Self:
        return type(self)(self.year + 1)

    @property
    def previous(self) -> Self:
        return type(self)(self.year - 1)


def financial_years(first: FinancialYear, last: FinancialYear) -> list[FinancialYear]:
    """Return every financial year from the first to the last, both included; none where they are reversed."""
    return [FinancialYear(year) for year in range(first.year, last.year + 1)]


@dataclass(frozen=True)
class Period:
    """A span of days, both ends included; None is an open end. ValueError where the ends are reversed."""

    starts_on: date | None
    ends_on: date | None

    def __post_init__(self) -> None:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValueError("The last day is before the first day.")

    def __contains__(self, day: date) -> bool:
        return (self.starts_on or date.min) <= day <= (self.ends_on or date.max)

    def overlaps(self, other: "Period") -> bool:
        """Say whether the two periods share a day."""
        return (self.starts_on or date.min) <= (other.ends_on or date.max) and (
            other.starts_on or date.min
        ) <= (self.ends_on or date.max)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Return England's bank and public holidays of a calendar year; none is known outside 1974 to 2200."""
    if not FIRST_YEAR <= year <= LAST_YEAR + 1:
        return frozenset()
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """Say whether the day is neither at a weekend nor a bank holiday in England."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def clear_days_between(given_on: date, event_on: date, *, working: bool) -> int:
    """Count the clear days between giving notice and the event: neither of the two days counts.

    With `working`, only working days count. Zero where the event is the next day, the same day or earlier.
    Whether weekends and bank holidays count is each council's own setting, so the caller must say.
    """
    days = max((event_on - given_on).days - 1, 0)
    if not working or not days:
        return days
    weeks, rest = divmod(days, 7)
    odd_days = sum((given_on.weekday() + 1 + n) % 7 < 5 for n in range(rest))
    lost = sum(
        day.weekday() < 5 and given_on < day < event_on
        for year in range(given_on.year, event_on.year + 1)
        for day in bank_holidays(year)
    )
    return weeks * 5 + odd_days - lost


def latest_day_giving(clear_days: int, *, before: date, working: bool) -> date:
    """Return the last day on which notice still leaves this many clear days before the event.

    With `working` it may itself fall at a weekend: the day of notice is not one of the clear days.
    """
    if not working:
        return before - ONE_DAY * (clear_days + 1)
    days = _working_days(before, -ONE_DAY)
    earliest_clear_day = before
    for _ in range(clear_days):
        earliest_clear_day = next(days)
    return earliest_clear_day - ONE_DAY


def earliest_day_giving(clear_days: int, *, after: date, working: bool) -> date:
    """Return the first day that leaves this many clear days after notice given on the day `after`.

    With `working` it may itself fall at a weekend: the day of the event is not one of the clear days.
    """
    last_clear_day = add_working_days(after, clear_days) if working else after + ONE_DAY * clear_days
    return last_clear_day + ONE_DAY


def add_working_days(day: date, working_days: int) -> date:
    """Return the nth working day after the day, or before it where n is negative; for zero, the day."""
    days = _working_days(day, ONE_DAY if working_days > 0 else -ONE_DAY)
    for _ in range(abs(working_days)):
        day = next(days)
    return day


def months_before(day: date, months: int) -> date:
    """Return the same day so many months earlier, or that month's last: from 31 May to 29 February."""
    year, month_from_0 = divmod(day.year * 12 + day.month - 1 - months, 12)
    last_day = calendar.monthrange(year, month_from_0 + 1)[1]
    return date(year, month_from_0 + 1, min(day.day, last_day))


def months_after(day: date, months: int) -> date:
    """Return the corresponding date so many months later, or that month's last: from 31 May to 30 June."""
    return months_before(day, -months)


def last_day_giving_months(months: int, *, ending: date) -> date:
    """Return the last day on which so many months' notice can be given that ends on that day.

    By the corresponding date: notice of the 30th or the 31st ends with a month that has no such day, so that
    nine months which end on 28 February begin as late as 31 May.
    """
    if (ending + ONE_DAY).day > 1:
        return months_before(ending, months)
    first_after = months_before(ending + ONE_DAY, months)
    return first_after - ONE_DAY


def in_words(day: date) -> str:
    """1 April 2026."""
    return f"{day.day} {day:%B} {day.year}"


def _working_days(day: date, step: timedelta) -> Iterator[date]:
    while True:
        day += step
        if is_working_day(day):
            yield day
