"""Grants from outside the partnership, and what they hang on."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from budgets.models.funds import Fund
from core.constraints import NOT_RETIRED
from core.fields import gbp_only, pounds_field, printed_note, remark_field
from core.history import History
from core.models import Record
from partnerships.models import Agreement, Body


class GrantOutcome(models.TextChoices):
    PENDING = "pending", "Not yet known"
    MET = "met", "Condition met"
    LOST = "lost", "Lost"


class Grant(Record):
    """Money somebody outside the partnership gives, often on a condition and by a date.

    It is listed beside the schedule. What of it is contributed to a fund is a contribution line of its own.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="grants")
    fund = models.ForeignKey(
        Fund,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="grants",
        verbose_name="for the fund",
        help_text="Leave empty where it is for the agreement as a whole",
    )
    name = models.CharField(
        "name", max_length=200, help_text="For example: Access and Systems Capacity Grant"
    )
    giver = models.CharField(
        "given by", max_length=200, blank=True, help_text="For example: Department of Health"
    )
    receiver = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="paid to"
    )
    amount = pounds_field("amount", null=True, blank=True)
    condition = models.TextField(
        "condition", blank=True, help_text="What must be so before it can be had. Leave empty if nothing"
    )
    needed_by = models.DateField(
        "condition to be met by", null=True, blank=True, help_text="The last day on which it still counts"
    )
    outcome = models.CharField("outcome", max_length=8, choices=GrantOutcome, default=GrantOutcome.PENDING)
    outcome_on = models.DateField("day of the outcome", null=True, blank=True)
    note = printed_note()
    remark = remark_field()

    history = History()
    parent_field = "agreement"

    class Meta(Record.Meta):
        verbose_name = "grant"
        ordering = ["needed_by", "pk"]
        constraints = [
            *Record.Meta.constraints,
            gbp_only("amount"),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0),
                name="grant_amount_not_negative",
                violation_error_message="A grant cannot be less than £0.",
                violation_error_code="amount",
            ),
            models.CheckConstraint(
                condition=Q(outcome_on=None) | ~Q(outcome=GrantOutcome.PENDING),
                name="grant_day_of_outcome_needs_outcome",
                violation_error_message="Say what the outcome was, or leave its day empty.",
                violation_error_code="outcome",
            ),
            models.UniqueConstraint(
                fields=["agreement", "name", "fund", "needed_by"],
                condition=NOT_RETIRED,
                nulls_distinct=False,
                name="grant_once",
                violation_error_message="This grant is recorded already. Change that one.",
                violation_error_code="name",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('budgets:agreement-money', args=[self.agreement.reference])}#grants"
