"""Model fields of this house: money in pounds, financial years, and names that tell things apart."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from djmoney.models.fields import MoneyField

from core.dates import FinancialYear
from core.folding import fold

# Unicode categories of what is not seen, or has no fixed look.
UNSEEN_CHARACTERS = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}


def pounds_field(verbose_name: str, **options: Any) -> MoneyField:
    """An amount in pounds and pence, up to £999,999,999,999.99.

    Pair it with `gbp_only("name")` in the model's constraints.
    """
    return MoneyField(verbose_name, max_digits=14, decimal_places=2, default_currency="GBP", **options)


def printed_note() -> models.TextField[str, str]:
    """A note that the document prints."""
    return models.TextField("note", blank=True, help_text="Printed in the agreement")


def remark_field() -> models.CharField[str, str]:
    """What is said of the record itself: where it comes from, what its source leaves open."""
    return models.CharField(
        "remark",
        max_length=300,
        blank=True,
        help_text="Where this comes from, or what the paper leaves open. Kept with the record, never printed",
    )


def copied_from_field() -> models.ForeignKey[Any, Any]:
    """The record that this one was begun as a copy of."""
    return models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="copies",
        verbose_name="copied from",
    )


def gbp_only(field: str) -> models.CheckConstraint:
    """The database refuses any currency but sterling in this field."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}_currency": "GBP"}), name=f"%(app_label)s_%(class)s_{field}_gbp"
    )


if TYPE_CHECKING:
    _Texts = models.CharField[str, str]
else:
    _Texts = models.CharField


class NameField(_Texts):
    """A name that looks like no other: in compatibility form (NFKC), Latin letters, single spaces.

    Characters that are not seen, and letters of other scripts that look like ours, are refused.
    """

    def clean(self, value: Any, model_instance: models.Model | None) -> str:
        text = unicodedata.normalize("NFKC", str(value or "").replace("\r\n", " "))
        if any(unicodedata.category(character) in UNSEEN_CHARACTERS for character in text):
            raise ValidationError("It has a character that cannot be seen. Type it anew.", code="unseen")
        if strange := [letter for letter in text if letter.isalpha() and not fold(letter).isascii()]:
            raise ValidationError(
                "Use Latin letters only: “%(letter)s” is another that may look alike.",
                code="other_script",
                params={"letter": strange[0]},
            )
        return str(super().clean(" ".join(text.split()), model_instance))


if TYPE_CHECKING:
    _SmallIntegers = models.SmallIntegerField[FinancialYear | int | None, Any]
else:
    _SmallIntegers = models.SmallIntegerField


class FinancialYearField(_SmallIntegers):
    """A financial year, 1 April to 31 March, stored as the calendar year in which it starts."""

    # The year keeps its bounds itself; those of the column would compare it with plain integers.
    validators: list[Any] = []

    def from_db_value(self, value: int | None, *_: Any) -> FinancialYear | None:
        return None if value is None else FinancialYear(value)

    def to_python(self, value: Any) -> FinancialYear | None:
        if value is None or isinstance(value, FinancialYear):
            return value
        try:
            return FinancialYear(int(value)) if str(value).isdigit() else FinancialYear.parse(str(value))
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def get_prep_value(self, value: Any) -> int | None:
        year = self.to_python(value)
        return None if year is None else year.year

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj))

    def formfield(self, **options: Any) -> Any:
        from core.forms.fields import FinancialYearField as FormField

        return models.Field.formfield(self, form_class=FormField, **options)
