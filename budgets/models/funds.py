"""The funds of an agreement: pooled, aligned, integrated, or only in view beside it."""

from __future__ import annotations

from typing import ClassVar, Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q, Sum
from django.urls import reverse

from budgets.models.status import COUNTED
from core.constraints import once
from core.fields import printed_note
from core.history import History
from core.models import Record, RecordQuerySet
from core.search import search_index
from partnerships.models import Agreement, Body


class FundKind(models.TextChoices):
    """What the fund is in law. Only a pooled fund is one of SI 2000/617 reg 7."""

    POOLED = "pooled", "Pooled fund"
    ALIGNED = "aligned", "Aligned fund"
    INTEGRATED = "integrated", "Integrated fund"
    IN_VIEW = "in_view", "In view"


class Unit(models.IntegerChoices):
    """What one unit of a published table is, in pounds."""

    POUNDS = 1, "£"
    THOUSANDS = 1_000, "£000"
    MILLIONS = 1_000_000, "£m"


class FundQuerySet(RecordQuerySet):
    def with_totals(self) -> Self:
        """Annotates `own_total`: pounds over all years in its own lines, without the funds inside it.

        None where there is no contribution. Requested sums, and what was retired, are not counted.
        """
        counted = Q(
            lines__retired_at=None,
            lines__contributions__retired_at=None,
            lines__contributions__status__in=COUNTED,
        )
        return self.annotate(own_total=Sum("lines__contributions__amount", filter=counted))


class Fund(Record):
    """Money of an agreement that is held and steered together, or reported beside it."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="funds")
    name = models.CharField("name", max_length=200, help_text="For example: community equipment pooled fund")
    kind = models.CharField("kind of fund", max_length=12, choices=FundKind)
    within = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name="part of",
        help_text="The fund that contains this one, if any. Its totals then include this fund, once.",
    )
    host = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="funds_hosted",
        verbose_name="host",
        help_text="The partner responsible for its accounts and audit. Leave empty for the agreement's host.",
    )
    pool_manager_post = models.CharField(
        "pool manager",
        max_length=200,
        blank=True,
        help_text="For a pooled fund: the post, not the person (reg 7(4)). Leave empty for the agreement's.",
    )
    holder = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="funds_held",
        verbose_name="held by",
        help_text="For an aligned fund: the partner in whose own accounts the money stays.",
    )
    unit = models.PositiveIntegerField(
        "figures are published in",
        choices=Unit,
        default=Unit.POUNDS,
        help_text="How tables show them at first",
    )
    position = models.PositiveSmallIntegerField(
        "order", default=1, validators=[MaxValueValidator(999)], help_text="1 comes first"
    )
    source = models.CharField(
        "where the figures come from",
        max_length=300,
        blank=True,
        help_text="For example: report to the Executive, 16 December 2003, paragraph 31. Never printed",
    )
    note = printed_note()

    objects: ClassVar = FundQuerySet.as_manager()
    history = History()
    parent_field = "agreement"
    above_field = "within"
    has_page = True

    class Meta(Record.Meta):
        verbose_name = "fund"
        ordering = ["position", "pk"]
        indexes = [search_index("fund", "name")]
        constraints = [
            *Record.Meta.constraints,
            once("agreement", "name", at="name", message="The agreement has a fund of this name already."),
            models.CheckConstraint(condition=Q(kind__in=FundKind.values), name="fund_kind_is_known"),
            models.CheckConstraint(condition=Q(unit__in=Unit.values), name="fund_unit_is_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def apart(self) -> str:
        """What kind it is."""
        return str(self.get_kind_display())

    def get_absolute_url(self) -> str:
        """Its page; before it is recorded, the Money tab it will be on."""
        if self.pk is None:
            return reverse("budgets:agreement-money", args=[self.agreement.reference])
        return reverse("budgets:fund", args=[self.pk])
