"""Each rule refuses what it should; the factories obey them all."""

from datetime import date

import pytest

from budgets import rules
from budgets.actions import save_contributions
from core import actions
from core.dates import FinancialYear
from core.models import Act
from core.money import gbp
from core.rules import RulesBroken, must_not_belong_to_what_is_retired
from tests.budgets.factories import (
    ContributionFactory,
    ContributionLineFactory,
    FundFactory,
    GrantFactory,
    PartnerGroupFactory,
    PartnerGroupMemberFactory,
    PublishedTotalFactory,
    put,
    schedule_of,
)
from tests.factories import NOW, AgreementFactory, BodyFactory, PartyFactory, recorder

pytestmark = pytest.mark.django_db


def breaks(rule, do, field=None):
    """Doing this breaks that rule, at that field of the form."""
    with pytest.raises(RulesBroken) as refused:
        do()
    assert [(each.rule, each.field) for each in refused.value.broken] == [(rule, field)]


def change(record, **values):
    for name, value in values.items():
        setattr(record, name, value)
    actions.change(record, by=recorder(), at=NOW)


def retire(record):
    actions.retire(record, by=recorder(), at=NOW, why="Not needed")


def test_fund_host_is_a_partner():
    breaks(rules.fund_host_is_a_partner, lambda: FundFactory(host=BodyFactory()), "host")


def test_fund_holder_is_a_partner():
    breaks(rules.fund_holder_is_a_partner, lambda: FundFactory(holder=BodyFactory()), "holder")
    FundFactory(kind="in_view", holder=BodyFactory())


def test_fund_is_part_of_one_of_its_agreement():
    elsewhere = FundFactory()
    breaks(rules.fund_is_part_of_one_of_its_agreement, lambda: FundFactory(within=elsewhere), "within")
    retire(elsewhere)
    breaks(
        rules.fund_is_part_of_one_of_its_agreement,
        lambda: FundFactory(within=elsewhere, agreement=elsewhere.agreement),
        "within",
    )


def test_fund_is_not_part_of_itself():
    pool = FundFactory()
    part = FundFactory(agreement=pool.agreement, within=pool, kind="aligned")
    breaks(rules.fund_is_not_part_of_itself, lambda: change(pool, within=part), "within")
    breaks(rules.fund_is_not_part_of_itself, lambda: change(part, within=part), "within")


def test_fund_in_view_stands_alone():
    pool = FundFactory()
    breaks(
        rules.fund_in_view_stands_alone,
        lambda: FundFactory(agreement=pool.agreement, within=pool, kind="in_view"),
        "within",
    )
    FundFactory(agreement=pool.agreement, within=pool, kind="aligned")
    breaks(rules.fund_in_view_stands_alone, lambda: change(pool, kind="in_view"), "kind")


def test_fund_with_parts_is_kept():
    pool = FundFactory()
    part = FundFactory(agreement=pool.agreement, within=pool)
    breaks(rules.fund_with_parts_is_kept, lambda: retire(pool))
    retire(part)
    retire(pool)
    assert schedule_of(pool.agreement).is_empty


def test_contributor_is_a_partner():
    stranger = BodyFactory()
    breaks(rules.contributor_is_a_partner, lambda: ContributionLineFactory(partner=stranger), "partner")
    ContributionLineFactory(partner=stranger, fund=FundFactory(kind="in_view"))


def test_line_names_one_contributor():
    fund = FundFactory()
    group = PartnerGroupFactory(agreement=fund.agreement)
    both = {"group": group, "partner": PartyFactory(agreement=fund.agreement).body}
    breaks(rules.line_names_one_contributor, lambda: ContributionLineFactory(fund=fund, **both), "partner")
    breaks(
        rules.line_names_one_contributor, lambda: ContributionLineFactory(fund=fund, partner=None), "partner"
    )


def test_line_keeps_to_its_agreement():
    group = PartnerGroupFactory()
    breaks(
        rules.line_keeps_to_its_agreement, lambda: ContributionLineFactory(partner=None, group=group), "group"
    )


def test_line_is_of_a_fund_in_use():
    line = ContributionLineFactory()
    retire(line.fund)
    breaks(must_not_belong_to_what_is_retired, lambda: change(line, note="Later"))
    cells = {(line.pk, FinancialYear(2026)): gbp(1)}
    other = FundFactory(agreement=line.fund.agreement)
    breaks(
        rules.line_is_of_a_fund_in_use,
        lambda: save_contributions(fund=other, cells=cells, by=recorder(), at=NOW),
    )


def test_contributor_exists_in_the_year():
    line = ContributionLineFactory()
    change(line.partner, opened_on=date(2002, 4, 1), closed_on=date(2013, 3, 31))
    for year in (2001, 2013):
        breaks(
            rules.contributor_exists_in_the_year,
            lambda year=year: ContributionFactory(line=line, year=FinancialYear(year)),
            "year",
        )
    put(line, {2002: 1, 2012: 1})


def test_group_member_is_a_partner():
    breaks(rules.group_member_is_a_partner, lambda: PartnerGroupMemberFactory(body=BodyFactory()), "body")


def test_group_that_contributes_is_kept():
    group = PartnerGroupFactory()
    line = ContributionLineFactory(fund=FundFactory(agreement=group.agreement), partner=None, group=group)
    breaks(rules.group_that_contributes_is_kept, lambda: retire(group))
    retire(line)
    retire(group)


def test_partner_with_money_is_kept():
    agreement = AgreementFactory()
    party = PartyFactory(agreement=agreement)
    line = ContributionLineFactory(fund=FundFactory(agreement=agreement), partner=party.body)
    breaks(rules.partner_with_money_is_kept, lambda: retire(party))
    retire(line)
    retire(party)


def test_grant_goes_to_a_partner():
    breaks(rules.grant_goes_to_a_partner, lambda: GrantFactory(receiver=BodyFactory()), "receiver")


def test_grant_keeps_to_its_agreement():
    breaks(rules.grant_keeps_to_its_agreement, lambda: GrantFactory(fund=FundFactory()), "fund")


def test_grant_was_met_in_time():
    late = {"needed_by": date(2003, 12, 31), "outcome": "met", "outcome_on": date(2004, 1, 2)}
    breaks(rules.grant_was_met_in_time, lambda: GrantFactory(**late), "outcome_on")
    GrantFactory(**late | {"outcome_on": date(2003, 12, 31)})


def test_published_total_keeps_to_its_agreement():
    for field, value in (
        ("fund", FundFactory),
        ("group", PartnerGroupFactory),
        ("partner", BodyFactory),
    ):
        breaks(
            rules.published_total_keeps_to_its_agreement,
            lambda field=field, value=value: PublishedTotalFactory(**{field: value()}),
            field,
        )


def test_a_grid_is_saved_whole_or_not_at_all():
    line = ContributionLineFactory(fund=FundFactory(agreement=AgreementFactory()))
    change(line.partner, closed_on=date(2013, 3, 31))
    before = Act.objects.count()
    cells = {(line.pk, FinancialYear(2012)): gbp(1), (line.pk, FinancialYear(2014)): gbp(2)}
    breaks(
        rules.contributor_exists_in_the_year,
        lambda: save_contributions(fund=line.fund, cells=cells, by=recorder(), at=NOW),
        f"cell-{line.pk}-2014",
    )
    assert line.contributions.count() == 0
    assert Act.objects.count() == before
