"""Days in three boxes, and financial years."""

import re
from calendar import monthrange
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.dates import FIRST_DAY, LAST_DAY, FinancialYear, in_words
from core.sentences import sentence_start

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
PARTS = ("day", "month", "year")
DAY, MONTH, YEAR = range(3)
ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
WHOLE_DATE = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?([0-9]{1,2})(?:st|nd|rd|th)?[\s/.\-]+([0-9]{1,2}|[A-Za-z]{3,9})\.?,?[\s/.\-]+([0-9]{2,4})"
)


class DateInput(forms.MultiWidget):
    """Day, month and year, posted as name_0, name_1 and name_2."""

    macro = "date"  # for core.forms.renderer

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__([forms.TextInput(), forms.TextInput(), forms.TextInput()], attrs)

    def decompress(self, value: Any) -> list[Any]:
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                return [None, None, None]
        return [value.day, value.month, value.year] if value else [None, None, None]

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else id_


class DateField(forms.Field):
    """A date in three inputs, the month as a number or a word; a whole date typed in one of them is read too.

    Inclusive of `first` and `last`.
    """

    widget = DateInput

    def __init__(self, *, first: date = FIRST_DAY, last: date = LAST_DAY, **kwargs: Any) -> None:
        self.first, self.last = first, last
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        parts = [str(part or "").strip() for part in value]
        given = [part for part in parts if part]
        if not given:
            return None
        if len(given) == 1 and (whole := parts_of_date(given[0])):
            parts = whole
        if missing := [place for place in range(3) if not parts[place]]:
            names = " and ".join(f"a {PARTS[place]}" for place in missing)
            raise ValidationError(
                f"The date must include {names}", code="incomplete", params={"parts": missing}
            )
        return self._within(self._real_date(*parts))

    def _real_date(self, day: str, month: str, year: str) -> date:
        if not _is_number(year):
            raise _wrong("Write the year in figures, like 2027", YEAR)
        if len(year) != 4:
            raise _wrong("Write the year with four figures, like 2027", YEAR)
        in_year = month_of(month)
        if not in_year:
            raise _wrong("Enter a month from 1 to 12, or its name", MONTH)
        if int(year) == 0:
            raise _wrong(self._bounds(), YEAR)
        days = monthrange(int(year), in_year)[1]
        if not (_is_number(day) and len(day) <= 2 and 1 <= int(day) <= days):
            raise _wrong(f"{sentence_start(MONTHS[in_year - 1])} {year} has the days 1 to {days}", DAY)
        return date(int(year), in_year, int(day))

    def _within(self, found: date) -> date:
        if not self.first <= found <= self.last:
            raise _wrong(self._bounds(), YEAR)
        return found

    def _bounds(self) -> str:
        return f"Enter a date from {in_words(self.first)} to {in_words(self.last)}"


def _wrong(message: str, place: int) -> ValidationError:
    return ValidationError(message, code=PARTS[place], params={"parts": [place]})


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def month_of(text: str) -> int:
    """The month of a number or of a name of three letters or more; 0 where it is none."""
    if _is_number(text) and len(text) <= 2:
        return int(text) if 1 <= int(text) <= 12 else 0
    word = text.lower().rstrip(".")
    named = [number for number, name in enumerate(MONTHS, 1) if len(word) >= 3 and name.startswith(word)]
    return named[0] if named else 0


def parts_of_date(text: str) -> list[str] | None:
    """Day, month and year of a whole date as people write it; None where it is not one.

    "4 March 2026", "Wednesday 4th March, 2026", "4/3/2026", "04.03.2026" and "2026-03-04".
    """
    if iso := ISO_DATE.fullmatch(text):
        return [iso[3], iso[2], iso[1]]
    written = WHOLE_DATE.fullmatch(text[:60])
    return list(written.groups()) if written else None


class FinancialYearField(forms.Field):
    """A financial year typed 2003/04, 2003-04 or 2003/2004, cleaned to FinancialYear."""

    widget = forms.TextInput
    max_length = 10  # the width shown

    def to_python(self, value: Any) -> FinancialYear | None:
        if isinstance(value, FinancialYear):
            return value
        typed = str(value or "").strip()
        if not typed:
            return None
        try:
            return FinancialYear.parse(typed)
        except ValueError as refused:
            raise ValidationError(str(refused), code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, FinancialYear) else value
