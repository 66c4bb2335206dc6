"""Partners whose contribution is published as one figure and not divided between them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.constraints import once
from core.folding import Folded
from core.history import History
from core.models import Record
from partnerships.models import Agreement, Body


class PartnerGroup(Record):
    """Several partners named together in a schedule, such as "Seven clinical commissioning groups"."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="partner_groups")
    name = models.CharField(
        "name",
        max_length=200,
        help_text="As the schedule names them. For example: seven clinical commissioning groups",
    )
    note = models.TextField("note", blank=True)

    history = History()
    parent_field = "agreement"

    class Meta(Record.Meta):
        verbose_name = "partner group"
        ordering = [Folded("name"), "pk"]
        constraints = [
            *Record.Meta.constraints,
            once("agreement", "name", at="name", message="The agreement has a group of this name already."),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('budgets:agreement-money', args=[self.agreement.reference])}#groups"


class PartnerGroupMember(Record):
    """A partner that belongs to the group."""

    group = models.ForeignKey(PartnerGroup, on_delete=models.PROTECT, related_name="members")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name="partner")

    history = History()
    parent_field = "group"
    str_needs = ("body",)

    class Meta(Record.Meta):
        verbose_name = "partner group member"
        ordering = ["pk"]
        constraints = [
            *Record.Meta.constraints,
            once("group", "body", at="body", message="This partner is in the group already."),
        ]

    def __str__(self) -> str:
        return str(self.body)


def of_partner_or_group(name: str) -> models.CheckConstraint:
    """It is of one `partner`, or of several together, the `group`: of one of the two."""
    return models.CheckConstraint(
        condition=Q(partner=None, group__isnull=False) | Q(partner__isnull=False, group=None),
        name=name,
        violation_error_message="Select one partner, or several partners together: one of the two.",
        violation_error_code="partner",
    )
