"""Amounts in pounds or thousands of pounds, as people write them."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from djmoney.money import Money

LARGEST = Decimal("999999999999.99")
AMOUNT = re.compile(r"(-?)£?\s?(-?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+|(?=\.))(?:\.([0-9]+))?")


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
