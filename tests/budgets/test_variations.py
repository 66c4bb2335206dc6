"""Contributions that a variation changes: as at both sides of its day, and what is refused."""

from datetime import date, timedelta

import pytest

from budgets.calculations import Schedule
from core.money import gbp
from core.rules import RulesBroken
from partnerships.queries import agreement_as_at
from tests.budgets.factories import (
    ContributionChangeFactory,
    ContributionLineFactory,
    FundFactory,
    PartnerGroupMemberFactory,
    put,
)
from tests.factories import AgreementFactory, BodyFactory, PartyChangeFactory, VariationFactory
from tests.partnerships.test_variations import signed

pytestmark = pytest.mark.django_db
FROM = date(2026, 10, 1)
BEFORE = FROM - timedelta(days=1)


@pytest.fixture
def agreement():
    return AgreementFactory(starts_on=date(2025, 4, 1))


@pytest.fixture
def variation(agreement):
    return VariationFactory(agreement=agreement, effective_on=FROM)


def figures(agreement, on, **asked):
    """Every counted figure of each row, by its label and year."""
    value = agreement_as_at(agreement.pk, on=on, parts=[Schedule], **asked)
    return {
        (row.label, figure.year.year): figure.amount.amount
        for row in value.part(Schedule).rows
        for figure in row.figures
        if figure
    }


def test_a_contribution_reads_as_varied_from_the_day(agreement, variation):
    body = agreement.kept_by
    line = ContributionLineFactory(fund=FundFactory(agreement=agreement), partner=body)
    put(line, {2026: 1000, 2027: 1100})
    ContributionChangeFactory(variation=variation, fund=line.fund, partner=body, amount=gbp(1250))
    first = {(body.name, 2026): 1000, (body.name, 2027): 1100}
    assert figures(agreement, FROM) == first
    assert figures(agreement, FROM, including=variation.pk) == first | {(body.name, 2026): 1250}
    signed(variation)
    assert figures(agreement, BEFORE) == first
    assert figures(agreement, FROM) == first | {(body.name, 2026): 1250}


def test_what_several_contribute_together_is_varied(agreement, variation):
    group = PartnerGroupMemberFactory(group__agreement=agreement, group__name="Two boards").group
    line = ContributionLineFactory(fund=FundFactory(agreement=agreement), partner=None, group=group)
    put(line, {2026: 800})
    ContributionChangeFactory(variation=variation, fund=line.fund, partner=None, group=group, amount=gbp(900))
    signed(variation)
    assert figures(agreement, BEFORE) == {("Two boards", 2026): 800}
    assert figures(agreement, FROM) == {("Two boards", 2026): 900}
    with pytest.raises(RulesBroken, match="one partner, or several partners together: one of the two"):
        second = VariationFactory(agreement=agreement, effective_on=FROM)
        ContributionChangeFactory(variation=second, fund=line.fund, group=group)


def test_what_is_in_no_line_yet_is_a_line_of_its_own(agreement, variation):
    body, fund = agreement.kept_by, FundFactory(agreement=agreement)
    for year, amount in ((2026, 50), (2027, 60)):
        ContributionChangeFactory(
            variation=variation, fund=fund, partner=body, description="Grant", year=year, amount=gbp(amount)
        )
    label = f"{body.name}: Grant"
    assert figures(agreement, FROM, including=variation.pk) == {(label, 2026): 50, (label, 2027): 60}
    assert figures(agreement, BEFORE, including=variation.pk) == {}


def refused(**said):
    with pytest.raises(RulesBroken) as broken:
        ContributionChangeFactory(**said)
    return [(each.rule.code, each.field) for each in broken.value.broken]


def test_contribution_is_varied_of_a_partner(variation):
    told = refused(variation=variation, partner=BodyFactory())
    assert told == [("contribution-is-varied-of-a-partner", "partner")]
    ContributionChangeFactory(variation=variation, partner=PartyChangeFactory(variation=variation).body)


def test_contribution_is_varied_in_a_fund_of_the_agreement(variation):
    told = refused(variation=variation, fund=FundFactory())
    assert told == [("contribution-is-varied-in-a-fund-of-the-agreement", "fund")]
    told = refused(variation=variation, partner=None, group=PartnerGroupMemberFactory().group)
    assert told == [("contribution-is-varied-in-a-fund-of-the-agreement", "group")]


def test_contribution_changes_with_its_variation_or_later(variation):
    told = refused(variation=variation, from_on=BEFORE)
    assert told == [("contribution-changes-with-its-variation-or-later", "from_on")]


def test_contribution_that_is_signed_stands(variation):
    ContributionChangeFactory(variation=variation)
    signed(variation)
    assert refused(variation=variation) == [("contribution-that-is-signed-stands", None)]


def test_contribution_changes_on_a_day_of_its_own(agreement, variation):
    fund = ContributionChangeFactory(variation=variation).fund
    signed(variation)
    second = VariationFactory(agreement=agreement, effective_on=FROM)
    told = refused(variation=second, fund=fund)
    assert told == [("contribution-changes-on-a-day-of-its-own", "from_on")]
