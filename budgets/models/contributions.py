"""What each partner puts into a fund, a line for each kind of money and an amount for each financial year."""

from __future__ import annotations

from typing import ClassVar, Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q, Sum
from django.utils.timezone import localtime

from budgets.models.funds import Fund
from budgets.models.grants import Grant
from budgets.models.groups import PartnerGroup, of_partner_or_group
from budgets.models.rounding import Rounding
from budgets.models.status import COUNTED, Status
from core.constraints import NOT_RETIRED, once
from core.dates import FIRST_YEAR, LAST_YEAR, FinancialYear, in_words
from core.fields import FinancialYearField, gbp_only, pounds_field, printed_note, remark_field
from core.history import History
from core.models import Record, RecordQuerySet, User
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

    def with_totals(self) -> Self:
        """Annotates `total`: pounds over all years that totals count, None where there is no such amount."""
        counted = Q(contributions__retired_at=None, contributions__status__in=COUNTED)
        return self.annotate(total=Sum("contributions__amount", filter=counted))


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
    rounded_to = models.PositiveIntegerField(
        "its figures are rounded to",
        choices=Rounding,
        default=Rounding.POUND,
        help_text="As the paper gives them: what a published total may differ by is counted from this",
    )
    position = models.PositiveSmallIntegerField(
        "order", default=1, validators=[MaxValueValidator(999)], help_text="1 comes first"
    )
    note = printed_note()
    remark = remark_field()

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
            of_partner_or_group("contribution_line_has_partner_or_group"),
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
        return self.in_use().filter(status__in=COUNTED)


class Contribution(Record):
    """The amount of one line in one financial year: the actual figure, never a rate of growth.

    It is agreed only together with the amount that was agreed; `agreed_as_reported` where nobody of the
    partner's own signed in to agree it, and a source says where it was agreed.
    """

    line = models.ForeignKey(ContributionLine, on_delete=models.PROTECT, related_name="contributions")
    year = FinancialYearField("financial year")
    amount = pounds_field("amount")
    status = models.CharField("status", max_length=12, choices=Status, default=Status.PROPOSED)
    why_negative = models.TextField("why it is below £0", blank=True)
    agreed_amount = pounds_field("amount agreed", null=True, blank=True)
    agreed_at = models.DateTimeField("agreed", null=True, blank=True)
    agreed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="agreed by"
    )
    agreed_as_reported = models.BooleanField("agreed as reported", default=False)
    agreed_source = models.CharField("where it was agreed", max_length=300, blank=True)

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
            gbp_only("agreed_amount"),
            models.CheckConstraint(
                condition=Q(amount__gte=0) | ~Q(why_negative=""),
                name="contribution_below_zero_has_a_reason",
                violation_error_message="Say why the contribution is below £0.",
                violation_error_code="amount",
            ),
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="contribution_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    status=Status.AGREED,
                    agreed_amount__isnull=False,
                    agreed_amount=F("amount"),
                    agreed_at__isnull=False,
                    agreed_by__isnull=False,
                )
                | (
                    ~Q(status=Status.AGREED)
                    & Q(agreed_amount=None, agreed_at=None, agreed_by=None, agreed_source="")
                    & Q(agreed_as_reported=False)
                ),
                name="contribution_agreed_is_the_amount_agreed",
                violation_error_message="An agreed figure is the amount that was agreed.",
                violation_error_code="amount",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.AGREED) | Q(retired_at=None), name="contribution_agreed_is_in_use"
            ),
            models.CheckConstraint(
                condition=Q(agreed_as_reported=False) | ~Q(agreed_source=""),
                name="contribution_reported_agreement_has_source",
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

    @property
    def is_agreed(self) -> bool:
        return self.status == Status.AGREED

    @property
    def is_counted(self) -> bool:
        """Whether it belongs in totals."""
        return self.status in COUNTED

    @property
    def how_agreed(self) -> str:
        """By whom and when, or by which source; nothing where it is not agreed."""
        if not self.is_agreed or self.agreed_at is None:
            return ""
        if self.agreed_as_reported:
            return f"As reported, nobody there confirmed it: {self.agreed_source}"
        on = in_words(localtime(self.agreed_at).date())
        return "; ".join(filter(None, [f"By {self.agreed_by}, {on}", self.agreed_source]))

    def not_agreed(self, status: str = Status.PROPOSED) -> None:
        """Put it back to that status, and take away all that says it was agreed."""
        self.status = status
        self.agreed_amount = self.agreed_at = self.agreed_by = None
        self.agreed_as_reported, self.agreed_source = False, ""


class LostAgreement(Record):
    """An agreed figure that was changed, cleared or taken away since: what its partner is told.

    It is retired when the partner agrees the figure anew, or has seen that it is gone.
    """

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="lost_agreements")
    partner = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="lost_agreements"
    )
    group = models.ForeignKey(
        PartnerGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="lost_agreements"
    )
    amount_before = pounds_field("amount agreed")
    amount_after = pounds_field("amount now", null=True, blank=True)
    lost_at = models.DateTimeField("changed")
    lost_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="changed by")
    why = models.TextField("why")

    history = History()
    parent_field = "contribution"
    str_needs = ("partner", "group", "contribution")

    class Meta(Record.Meta):
        verbose_name = "lost agreement"
        ordering = ["pk"]
        constraints = [
            *Record.Meta.constraints,
            gbp_only("amount_before"),
            gbp_only("amount_after"),
            of_partner_or_group("lost_agreement_of_partner_or_group"),
        ]

    def __str__(self) -> str:
        """Whose it was when it was agreed, and of which year."""
        return f"{self.partner or self.group}, {self.contribution.year}"


def cell_name(line_key: int, year: FinancialYear) -> str:
    """The name of a grid's cell: `cell-12-2003`."""
    return f"cell-{line_key}-{year.year}"
