"""Amounts as accountants write them: the one reader of typed money on this site."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.money import SCALES, Money

LARGEST = Decimal("999999999999.99")
LONGEST = 100
# Full-width forms are those of ASCII; a superscript digit is a footnote's mark, and never read as a digit.
AS_TYPED_HERE = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, "\N{MINUS SIGN}‐‑‒–—―"), "-"),
    ord("\N{FULLWIDTH POUND SIGN}"): "£",
}
NIL = re.compile(r"£? ?-+|£? ?nil", re.IGNORECASE)
AMOUNT = re.compile(
    r"(?P<open>\()?(?P<sign>-)? ?(?P<pounds>£)? ?(?P<inner>[-(])? ?"
    r"(?P<whole>[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+|[1-9][0-9]*|0)?"
    r"(?:\.(?P<part>[0-9]*))?"
    r" ?(?P<scale>k|thousand|mn|million|m|billion|bn)?(?P<close>\))?",
    re.IGNORECASE,
)


def read_pounds(typed: str, *, unit: int = 1) -> Decimal:
    """Return the pounds that were meant, not rounded: "£1.2m" is 1200000, "(1,234)" is -1234, "–" is 0.

    A plain number counts in `unit` pounds; one with £, k, m, million … says itself what it is. Raises
    ValidationError in words for what cannot be read, or could be read in two ways.
    """
    if len(typed) > LONGEST:
        raise _too_large()
    text = " ".join(typed.translate(AS_TYPED_HERE).split())
    if NIL.fullmatch(text):
        return Decimal(0)
    written = AMOUNT.fullmatch(text)
    if not written or not (written["whole"] or written["part"]):
        raise ValidationError(_cannot_be_read(text, unit), code="invalid")
    brackets = (written["open"] or "") + (written["inner"] or "").strip("-")
    minus = [written["sign"], written["open"], written["inner"]]
    if len(brackets) != len(written["close"] or "") or len([each for each in minus if each]) > 1:
        raise ValidationError(_cannot_be_read(text, unit), code="invalid")
    number = Decimal(f"{re.sub('[, ]', '', written['whole'] or '0')}.{written['part'] or 0}")
    scale = SCALES[written["scale"].lower()] if written["scale"] else 1 if written["pounds"] else unit
    return -number * scale if any(minus) and number else number * scale


def _cannot_be_read(text: str, unit: int) -> str:
    example = {
        1: "pounds, like 1,234.50",
        1_000: "thousands of pounds, like 54.125 for £54,125",
        1_000_000: "millions of pounds, like 1.2 for £1,200,000",
    }[unit]
    if re.fullmatch(r"[^,]*[0-9],[0-9]{1,2}", text):
        return f"Enter an amount in {example}: a full stop before the pence, not a comma"
    return f"Enter an amount in {example}"


def _too_large() -> ValidationError:
    return ValidationError(f"Enter an amount of £{LARGEST:,.2f} or less", code="too_large")


class PoundsField(forms.Field):
    """An amount as people write it ("1,234.50", "£1.2m"), cleaned to Money in pounds, exact to the penny.

    With `unit` 1000 or 1000000 a plain number is typed and shown in £000 or £m: 730 is £730,000.00.
    At most £999,999,999,999.99 either way; below £0 only where `allow_negative`.
    """

    widget = forms.TextInput
    prefix = {"text": "£"}  # shown before the input

    def __init__(self, *, unit: int = 1, allow_negative: bool = False, **kwargs: Any) -> None:
        self.unit = unit
        self.allow_negative = allow_negative
        self.suffix = {1_000: {"text": "thousand"}, 1_000_000: {"text": "million"}}.get(unit)
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
        return f"{Decimal(value) / self.unit:,.8f}".rstrip("0").removesuffix(".")

    def to_python(self, value: Any) -> Money | None:
        if isinstance(value, Money):
            return value
        typed = str(value or "").strip()
        return self._read(typed) if typed else None

    def _read(self, typed: str) -> Money:
        amount = read_pounds(typed, unit=self.unit)
        if abs(amount) > LARGEST:
            raise _too_large()
        if amount != amount.quantize(Decimal("0.01")):
            raise ValidationError(self._too_fine(), code="decimals")
        if amount < 0 and not self.allow_negative:
            raise ValidationError("Enter £0 or more", code="negative")
        return Money(amount.quantize(Decimal("0.01")), "GBP")

    def _too_fine(self) -> str:
        if self.unit == 1:
            return "Enter pounds and pence with at most two decimals, like 1,234.50"
        places, words = (5, "thousands") if self.unit == 1_000 else (8, "millions")
        penny = f"{Decimal('0.01') / self.unit:f}"
        return f"Enter {words} of pounds with at most {places} decimals (a penny is {penny})"
