"""What a variation of the agreement changes in its money: one contribution of one year."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from budgets.models.funds import Fund
from budgets.models.groups import PartnerGroup, of_partner_or_group
from core.constraints import NOT_RETIRED
from core.dates import FIRST_YEAR, LAST_YEAR
from core.fields import FinancialYearField, gbp_only, pounds_field
from core.history import History
from core.models import Record
from core.money import pounds_in_words
from partnerships.calculations.variations import Target, same_name
from partnerships.models import Body, VariationChange


class ContributionChange(VariationChange):
    """What a partner, or several together, contribute to a fund in a year, in place of what was agreed."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="+", verbose_name="fund")
    partner = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="partner"
    )
    group = models.ForeignKey(
        PartnerGroup,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="or several partners together",
        help_text="Only where the figure is not divided between them",
    )
    description = models.CharField(
        "what it is",
        max_length=200,
        blank=True,
        help_text="As the line of the schedule is described, where the partner has several in this fund",
    )
    year = FinancialYearField("financial year")
    amount = pounds_field("new amount", help_text="Of the whole year. £0 where there is none")

    history = History()
    str_needs = ("fund", "partner", "group")

    class Meta(VariationChange.Meta):
        verbose_name = "change of a contribution"
        verbose_name_plural = "changes of contributions"
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["variation", "fund", "partner", "group", "description", "year"],
                condition=NOT_RETIRED,
                nulls_distinct=False,
                name="contribution_change_once",
                violation_error_message="This variation changes this contribution already.",
                violation_error_code="year",
            ),
            of_partner_or_group("contribution_change_of_partner_or_group"),
            gbp_only("amount"),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="contribution_change_not_negative",
                violation_error_message="Enter £0 or more.",
                violation_error_code="amount",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                name="contribution_change_year_is_sane",
            ),
        ]

    def __str__(self) -> str:
        whose = f"{self.contributor}: {self.description}" if self.description else str(self.contributor)
        return f"{self.fund}, {whose}, {self.year}: {pounds_in_words(self.amount)}"

    @property
    def contributor(self) -> Body | PartnerGroup:
        """The partner, or the partners together."""
        return self.partner or self.group  # type: ignore[return-value]

    @property
    def targets(self) -> tuple[Target, ...]:
        whose = self.partner_id, self.group_id
        return (("figure", (self.fund_id, *whose, same_name(self.description), self.year)),)
