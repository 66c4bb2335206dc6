"""Days in three boxes, and financial years."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.dates import FinancialYear

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
    """A date in three inputs, between 1900 and 2200; the month as a number or a word."""

    widget = DateInput

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        parts = [str(part or "").strip() for part in value]
        if not any(parts):
            return None
        if missing := [place for place in range(3) if not parts[place]]:
            names = " and ".join(f"a {PARTS[place]}" for place in missing)
            raise ValidationError(
                f"The date must include {names}", code="incomplete", params={"parts": missing}
            )
        return self._real_date(*parts)

    def _real_date(self, day: str, month: str, year: str) -> date:
        if not (day.isascii() and day.isdecimal() and year.isascii() and year.isdecimal()) or len(day) > 2:
            raise self._unreal()
        if len(year) != 4:
            raise ValidationError(
                "Write the year with four figures, like 2027", code="year", params={"parts": [2]}
            )
        try:
            found = date(int(year), self._month(month), int(day))
        except ValueError:
            raise self._unreal() from None
        if not 1900 <= found.year <= 2200:
            raise ValidationError(
                "The year must be between 1900 and 2200", code="year", params={"parts": [2]}
            )
        return found

    def _month(self, month: str) -> int:
        if month.isascii() and month.isdecimal() and len(month) <= 2:
            return int(month)
        word = month.lower().rstrip(".")
        named = [number for number, name in enumerate(MONTHS, 1) if len(word) >= 3 and name.startswith(word)]
        return named[0] if named else 0

    def _unreal(self) -> ValidationError:
        return ValidationError("Enter a real date, like 31 3 2027", code="invalid")


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
