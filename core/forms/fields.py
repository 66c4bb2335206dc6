"""Form fields that forgive how people type, and say in words what they cannot take."""

import re
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from djmoney.money import Money

from core.dates import FinancialYear

LARGEST = Decimal("999999999999.99")
AMOUNT = re.compile(r"(-?)£?\s?(-?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+|(?=\.))(?:\.([0-9]+))?")
PROSE_LENGTH = 100_000
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
NULL_CHARACTER = (
    "The text holds a null character, which cannot be kept. Take it out, or paste it as plain text"
)
REFERENCE = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")


class PoundsField(forms.Field):
    """An amount as people write it ("1,234.50", "£1,234.5"), cleaned to Money in pounds, exact to the penny.

    With `unit=1000` it is typed and shown in £000: 730 is £730,000.00 and 54.125 is £54,125.00.
    At most £999,999,999,999.99 either way; below nought only where `allow_negative`.
    """

    widget = forms.TextInput
    prefix = {"text": "£"}  # shown before the input

    def __init__(self, *, unit: int = 1, allow_negative: bool = False, **kwargs: Any) -> None:
        self.unit = unit
        self.allow_negative = allow_negative
        self.suffix = {"text": "thousand"} if unit == 1000 else None
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {"inputmode": "decimal", "class": "govuk-input--width-10 app-figure", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        """Show a stored amount in the field's unit, with every penny: £54,125.50 in £000 is 54.1255."""
        if isinstance(value, Money):
            value = value.amount
        if not isinstance(value, Decimal | int):
            return value
        if self.unit == 1:
            return f"{value:,.2f}"
        return f"{Decimal(value) / self.unit:,.5f}".rstrip("0").removesuffix(".")

    def to_python(self, value: Any) -> Money | None:
        if isinstance(value, Money):
            return value
        typed = str(value or "").strip()[:100].replace("\N{MINUS SIGN}", "-")
        return self._read(typed) if typed else None

    def _read(self, typed: str) -> Money:
        written = AMOUNT.fullmatch(typed)
        if not written or (written[1] and written[2]):
            raise ValidationError(f"Enter an amount in {self._example()}", code="invalid")
        places = 2 if self.unit == 1 else 5
        if len((written[4] or "").rstrip("0" if self.unit > 1 else "")) > places:
            raise ValidationError(self._too_fine(), code="decimals")
        amount = Decimal(f"{written[3].replace(',', '') or 0}.{written[4] or 0}") * self.unit
        if amount > LARGEST:
            raise ValidationError(f"Enter an amount of £{LARGEST:,.2f} or less", code="too_large")
        if (written[1] or written[2]) and amount:
            if not self.allow_negative:
                raise ValidationError("Enter an amount of nought or more", code="negative")
            amount = -amount
        return Money(amount.quantize(Decimal("0.01")), "GBP")

    def _example(self) -> str:
        return "pounds, like 1,234.50" if self.unit == 1 else "thousands of pounds, like 54.125 for £54,125"

    def _too_fine(self) -> str:
        if self.unit == 1:
            return "Enter pounds and pence with at most two decimals, like 1,234.50"
        return "Enter thousands of pounds with at most five decimals (a penny is 0.00001)"


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


class ShortText(forms.CharField):
    """One line of text, refused in words where it is too long or holds a null character."""

    def __init__(self, *, max_length: int | None = 200, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        djangos_own = (MaxLengthValidator, ProhibitNullCharactersValidator)
        self.validators = [check for check in self.validators if not isinstance(check, djangos_own)]

    def validate(self, value: str | None) -> None:
        super().validate(value)
        if not value:
            return
        if "\0" in value:
            raise ValidationError(NULL_CHARACTER, code="null_character")
        if self.max_length is not None and len(value) > self.max_length:
            raise ValidationError(
                f"Text must be {self.max_length:,} characters or fewer. Yours has {len(value):,}",
                code="max_length",
            )

    def has_changed(self, initial: Any, data: Any) -> bool:
        # Spaces around a stored text are not shown, so leaving them out is no change.
        return super().has_changed(self.to_python(initial), data)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # A browser cuts a paste at maxlength without a word.
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


class ProseField(ShortText):
    """Paragraphs in Markdown. A line end is one newline, so a character typed is a character counted."""

    widget = forms.Textarea

    def __init__(self, *, max_length: int | None = PROSE_LENGTH, **kwargs: Any) -> None:
        super().__init__(max_length=max_length or PROSE_LENGTH, **kwargs)

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        return text and text.replace("\r\n", "\n").replace("\r", "\n")


class ReasonField(ProseField):
    """Why somebody does something, for those who read the history later."""

    def __init__(self, **kwargs: Any) -> None:
        asked: dict[str, Any] = {
            "help_text": "The history keeps your reason.",
            "max_length": 2_000,
            "widget": forms.Textarea(attrs={"rows": 3}),
        }
        super().__init__(**(asked | kwargs))


class ReferenceField(ShortText):
    """A reference such as ABC-CARE-2026: letters (made capitals), digits and single hyphens between them."""

    def __init__(self, *, max_length: int | None = 40, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "class": "govuk-input--width-20", "autocomplete": "off"}

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        return text and text.upper()

    def validate(self, value: str | None) -> None:
        super().validate(value)
        if value and not REFERENCE.fullmatch(value):
            raise ValidationError(
                "Use only capital letters, digits and single hyphens, like ABC-CARE-2026", code="invalid"
            )


LOST = "Part of this page was lost on its way here. Copy what you typed, open the page again and paste it in"


class VersionField(forms.IntegerField):
    """Carries the version a form was opened with."""

    widget = forms.HiddenInput
    default_error_messages = {"required": LOST, "invalid": LOST}

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False  # nobody types it


class SubmissionField(forms.UUIDField):
    """Carries the one-time key of a form, so that a form sent twice is done once."""

    widget = forms.HiddenInput
    default_error_messages = {"invalid": LOST}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "initial": uuid4, **kwargs})

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False  # nobody types it


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
