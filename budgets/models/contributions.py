"""What each partner puts into a fund, a line for each kind of money and an amount for each financial year."""

from __future__ import annotations

from typing import ClassVar, Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q, Sum

from budgets.models.certainty import COUNTED, Certainty
from budgets.models.funds import Fund
from budgets.models.grants import Grant
from budgets.models.groups import PartnerGroup
from core.constraints import NOT_RETIRED, once
from core.dates import FIRST_YEAR, LAST_YEAR, FinancialYear
from core.fields import FinancialYearField, gbp_only, pounds_field
from core.history import History
from core.models import Record, RecordQuerySet
from partnerships.models import Body


class Recurrence(models.TextChoices):
    RECURRENT = "recurrent", "Recurrent"
    NON_RECURRENT = "non_recurrent", "Non-recurrent"
    NOT_STATED = "not_stated", "Not stated"


class GivenAs(models.TextChoices):
    CASH = "cash", "Cash"
    IN_KIND = "in_kind", "In kind"
    NOT_STATED = "not_stated", "Not stated"


class Spending(models.TextChoices):
    REVENUE = "revenue", "Revenue"
    CAPITAL = "capital", "Capital"
    NOT_STATED = "not_stated", "Not stated"


class Charges(models.TextChoices):
    GROSS = "gross", "Gross: before charges to users"
    NET = "net", "Net: after charges to users"
    NOT_STATED = "not_stated", "Not stated"


class Source(models.TextChoices):
    BASE_BUDGET = "base_budget", "Base budget"
    NHS_MINIMUM = "nhs_minimum", "NHS minimum contribution"
    FACILITIES_GRANT = "facilities_grant", "Disabled facilities grant"
    IMPROVED_FUND = "improved_fund", "Improved Better Care Fund"
    NAMED_GRANT = "named_grant", "Named grant"
    OTHER = "other", "Other"
    NOT_STATED = "not_stated", "Not stated"


class ContributionLineQuerySet(RecordQuerySet):
    def in_use(self) -> Self:
        """Neither the line nor its fund was retired."""
        return self.filter(retired_at=None, fund__retired_at=None)

    def counted(self) -> Self:
        """Those whose amounts belong in totals."""
        return self.filter(certainty__in=COUNTED)

    def with_totals(self) -> Self:
        """Annotates `total`: pounds over all years, None where there is no amount."""
        return self.annotate(total=Sum("contributions__amount", filter=Q(contributions__retired_at=None)))


class ContributionLine(Record):
    """One partner's money of one kind in one fund: a row of the schedule."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="lines")
    partner = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contribution_lines",
        verbose_name="partner",
    )
    group = models.ForeignKey(
        PartnerGroup,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="lines",
        verbose_name="or several partners together",
        help_text="Only where the figure is not divided between them",
    )
    description = models.CharField(
        "what it is", max_length=200, blank=True, help_text="Needed only to tell two lines of a partner apart"
    )
    certainty = models.CharField(
        "how certain it is",
        max_length=12,
        choices=Certainty,
        default=Certainty.PROPOSED,
    )
    recurrence = models.CharField(
        "recurrent or not", max_length=14, choices=Recurrence, default=Recurrence.NOT_STATED
    )
    given_as = models.CharField("cash or in kind", max_length=10, choices=GivenAs, default=GivenAs.NOT_STATED)
    spending = models.CharField(
        "revenue or capital", max_length=10, choices=Spending, default=Spending.NOT_STATED
    )
    charges = models.CharField("charges to users", max_length=10, choices=Charges, default=Charges.NOT_STATED)
    source = models.CharField("source of the money", max_length=20, choices=Source, default=Source.NOT_STATED)
    source_detail = models.CharField(
        "source in words", max_length=300, blank=True, help_text="For example: cash limit budget"
    )
    grant = models.ForeignKey(
        Grant,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="lines",
        verbose_name="depends on the grant",
        help_text="If this sum is only there when a grant is",
    )
    position = models.PositiveSmallIntegerField(
        "order", default=1, validators=[MaxValueValidator(999)], help_text="1 comes first"
    )
    note = models.TextField("note", blank=True)

    objects: ClassVar = ContributionLineQuerySet.as_manager()
    history = History()
    parent_field = "fund"
    str_needs = ("partner", "group")

    class Meta(Record.Meta):
        verbose_name = "contribution line"
        ordering = ["position", "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["fund", "partner", "group", "description"],
                condition=NOT_RETIRED,
                nulls_distinct=False,
                name="contribution_line_once",
                violation_error_message="This partner has such a line here already. Describe it differently.",
                violation_error_code="description",
            ),
            models.CheckConstraint(
                condition=Q(partner=None, group__isnull=False) | Q(partner__isnull=False, group=None),
                name="contribution_line_has_partner_or_group",
                violation_error_message="Select one partner, or several partners together: one of the two.",
                violation_error_code="partner",
            ),
            models.CheckConstraint(
                condition=Q(certainty__in=Certainty.values), name="contribution_line_certainty_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contributor}: {self.description}" if self.description else str(self.contributor)

    @property
    def contributor(self) -> Body | PartnerGroup:
        """The partner, or the partners together."""
        return self.partner or self.group  # type: ignore[return-value]


class ContributionQuerySet(RecordQuerySet):
    def in_use(self) -> Self:
        """Neither the amount, its line nor its fund was retired."""
        return self.filter(retired_at=None, line__retired_at=None, line__fund__retired_at=None)

    def counted(self) -> Self:
        """Those that belong in totals."""
        return self.in_use().filter(line__certainty__in=COUNTED)


class Contribution(Record):
    """The amount of one line in one financial year: the actual figure, never a rate of growth."""

    line = models.ForeignKey(ContributionLine, on_delete=models.PROTECT, related_name="contributions")
    year = FinancialYearField("financial year")
    amount = pounds_field("amount")

    objects: ClassVar = ContributionQuerySet.as_manager()
    history = History()
    parent_field = "line"
    str_needs = ("line__partner", "line__group")

    class Meta(Record.Meta):
        verbose_name = "contribution"
        ordering = ["year", "pk"]
        constraints = [
            *Record.Meta.constraints,
            once("line", "year", at="year", message="The line has an amount in this year already."),
            gbp_only("amount"),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="contribution_not_negative",
                violation_error_message="A contribution cannot be less than nought.",
                violation_error_code="amount",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR), name="contribution_year_is_sane"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line}, {self.year}"

    @property
    def cell(self) -> str:
        """The name of its cell in the grid."""
        return cell_name(self.line_id, self.year)


def cell_name(line_key: int, year: FinancialYear) -> str:
    """The name of a grid's cell: `cell-12-2003`."""
    return f"cell-{line_key}-{year.year}"
