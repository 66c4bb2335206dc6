"""Totals as somebody published them, kept to be checked against the record."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from budgets.models.funds import Fund
from budgets.models.groups import PartnerGroup
from budgets.models.rounding import Rounding
from core.fields import FinancialYearField, gbp_only, pounds_field, printed_note
from core.history import History
from core.models import Record
from partnerships.models import Agreement, Body


class PublishedTotal(Record):
    """A total as a paper gives it, which may not add up: the checks say so, and nothing refuses it."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="published_totals")
    label = models.CharField(
        "what the paper calls it",
        max_length=200,
        help_text="For example: annual budget for community equipment",
    )
    amount = pounds_field("amount as published")
    rounded_to = models.PositiveIntegerField("rounded to", choices=Rounding, default=Rounding.POUND)
    fund = models.ForeignKey(
        Fund,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="published_totals",
        verbose_name="of the fund",
        help_text="Leave empty for all funds of the agreement",
    )
    partner = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="of the partner",
        help_text="Leave empty for all partners",
    )
    group = models.ForeignKey(
        PartnerGroup,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="published_totals",
        verbose_name="or of several partners together",
    )
    year = FinancialYearField(
        "in the financial year", null=True, blank=True, help_text="Like 2003/04. Leave empty for all years"
    )
    source = models.CharField(
        "where it was published",
        max_length=300,
        blank=True,
        help_text="Paper, date, page or paragraph. Never printed",
    )
    note = printed_note()

    history = History()
    parent_field = "agreement"

    class Meta(Record.Meta):
        verbose_name = "published total"
        ordering = ["year", "pk"]
        constraints = [
            *Record.Meta.constraints,
            gbp_only("amount"),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="published_total_not_negative",
                violation_error_message="A published total cannot be less than £0.",
                violation_error_code="amount",
            ),
            models.CheckConstraint(
                condition=Q(partner=None) | Q(group=None),
                name="published_total_of_partner_or_group",
                violation_error_message="Select a partner or several partners together, not both.",
                violation_error_code="group",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}, {self.year}" if self.year else self.label

    def get_absolute_url(self) -> str:
        return f"{reverse('budgets:agreement-money', args=[self.agreement.reference])}#checks"
