"""By which tests a council says that a decision is key: its own, between two days."""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from core.fields import gbp_only, pounds_field
from core.history import History
from core.money import pounds_in_words
from core.sentences import mid_sentence
from governance.models.forums import InForceAtCouncil
from partnerships.models import Body


class KeyTest(InForceAtCouncil):
    """One of them. SI 2012/2089 reg 8 says "significant"; the council says from which sum that is.

    A decision that any of them meets is key.
    """

    class Kind(models.TextChoices):
        ANY = "any", "Any spending, income or saving"
        REVENUE = "revenue", "Revenue spending"
        CAPITAL = "capital", "Capital spending"
        SAVINGS = "savings", "Savings"
        INCOME = "income", "Income"
        CONTRACT = "contract", "Contract"
        PROPERTY = "property", "Property"
        GRANT = "grant", "Grant or loan"

    class Measure(models.TextChoices):
        NOT_STATED = "not_stated", "Not stated"
        ANNUAL = "annual", "In one year"
        FULL_YEAR = "full_year", "In a full year"
        WHOLE_LIFE = "whole_life", "Over its whole life"
        PROJECT = "project", "In one project"

    class Operator(models.TextChoices):
        AT_LEAST = "at_least", "This amount or more"
        MORE_THAN = "more_than", "More than this amount"

    class Combine(models.TextChoices):
        EITHER = "either", "Either is enough"
        GREATER = "greater", "The greater of the two"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="key_tests", verbose_name="council")
    kind = models.CharField("of what", max_length=10, choices=Kind, default=Kind.ANY)
    measure = models.CharField("measured", max_length=10, choices=Measure, default=Measure.NOT_STATED)
    operator = models.CharField("from where", max_length=10, choices=Operator, default=Operator.AT_LEAST)
    amount = pounds_field("amount", null=True, blank=True)
    percent = models.DecimalField(
        "per cent of the budget of the service",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(100)],
    )
    combine = models.CharField(
        "where it has an amount and a percentage", max_length=8, choices=Combine, default=Combine.EITHER
    )
    wards_min = models.PositiveSmallIntegerField(
        "how many wards or divisions",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(200)],
        help_text="A decision that affects so many is key, whatever it costs. Leave empty in a test of money",
    )

    history = History()
    anchor = "key-tests"

    class Meta(InForceAtCouncil.Meta):
        verbose_name = "key decision test"
        ordering = ["from_on", "kind", "pk"]
        constraints = [
            *InForceAtCouncil.Meta.constraints,
            gbp_only("amount"),
            models.CheckConstraint(
                condition=models.Q(wards_min=None, amount__isnull=False)
                | models.Q(wards_min=None, percent__isnull=False)
                | models.Q(wards_min__isnull=False, amount=None, percent=None),
                name="key_test_of_money_or_wards",
                violation_error_message="Enter an amount, a percentage of the budget, or a number of wards.",
                violation_error_code="amount",
            ),
        ]

    def __str__(self) -> str:
        return self.in_words

    @property
    def in_words(self) -> str:
        """For example: "Revenue spending of £1,000,000 or more, in one year"."""
        if self.wards_min:
            return f"{self.wards_min} or more wards or divisions affected"
        more = self.operator == self.Operator.MORE_THAN
        sums = [pounds_in_words(self.amount)] if self.amount is not None else []
        if self.percent is not None:
            sums.append(f"{Decimal(self.percent).normalize():f}% of the budget of the service")
        joined = " or ".join(sums)
        if len(sums) == 2 and self.combine == self.Combine.GREATER:
            joined += ", whichever is greater"
        or_more = ", or more" if len(sums) == 2 else " or more"
        said = f"more than {joined}" if more else f"{joined}{or_more}"
        is_measured = self.measure != self.Measure.NOT_STATED
        measured = f", {mid_sentence(self.get_measure_display())}" if is_measured else ""
        return f"{self.get_kind_display()} of {said}{measured}"
