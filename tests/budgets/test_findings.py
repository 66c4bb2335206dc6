"""What needs attention in an agreement's money."""

from datetime import date

import pytest

from core.actions import change
from core.money import gbp
from core.rules import Urgency
from partnerships.findings import findings_of
from partnerships.queries import agreement_as_at
from tests.budgets.factories import (
    ContributionLineFactory,
    FundFactory,
    GrantFactory,
    agreed,
    kent,
    put,
    southwark,
)
from tests.factories import NOW, FlexibilityFactory, PartyFactory, recorder

pytestmark = pytest.mark.django_db
ON = date(2003, 12, 8)


def findings(agreement, on=ON):
    return findings_of(agreement_as_at(agreement.pk, on=on), of_app="budgets")


def found(agreement, on=ON):
    return [finding.message for finding in findings(agreement, on)]


def test_southwarks_contributions_are_not_yet_agreed():
    assert found(southwark()) == [
        "Not yet agreed: the contributions of Southwark Council (proposed) and Southwark PCT (indicative)"
    ]


def test_kents_pool_of_aligned_funds_is_flagged_and_its_totals_do_not_add_up():
    assert found(kent()) == [
        "Annual budget (£11,400,000): does not add up: the published figure is £197,000 more than its parts",
        "Combined annual spend (£11,300,000): does not add up: the published figure is £97,000 more than "
        "its parts",
        "Community equipment pool is a pooled fund but contains Integrated budget (integrated), "
        "CCG aligned budget (aligned) and County aligned budget (aligned)",
        "The contribution of Seven clinical commissioning groups is not divided between the partners",
    ]


def test_each_pool_has_its_host_its_manager_and_contributions():
    fund = FundFactory(name="Pool")
    agreement = fund.agreement
    FlexibilityFactory(agreement=agreement, kind="pooled_fund")
    assert found(agreement) == ["Pool has no host", "Pool has no pool manager", "Pool has no contributions"]
    other = FundFactory(name="Other", agreement=agreement, host=agreement.kept_by, pool_manager_post="Head")
    assert found(agreement) == [
        "Pool has no host",
        "Pool has no pool manager",
        "Pool has no contributions",
        "Other has no contributions",
    ]
    fund.host, fund.pool_manager_post = agreement.kept_by, "Head of Commissioning"
    change(fund, by=recorder(), at=NOW)
    assert found(agreement) == ["Pool has no contributions", "Other has no contributions"]
    assert other.host == fund.host


def test_a_pooled_flexibility_has_a_fund_and_a_pooled_fund_its_flexibility():
    flexibility = FlexibilityFactory(kind="pooled_fund")
    assert found(flexibility.agreement) == [
        "The pooled fund has no host",
        "The pooled fund has no pool manager",
        "It uses a pooled fund, and no pooled fund is recorded",
    ]
    assert "Pool is a pooled fund, and the flexibility “Pooled fund” is not recorded" in found(
        FundFactory(name="Pool").agreement
    )


def test_a_partner_without_a_contribution_is_named():
    fund = FundFactory(kind="aligned")
    line = ContributionLineFactory(fund=fund, partner=fund.agreement.kept_by)
    put(line, {2003: 1})
    agreed(line)
    silent = PartyFactory(agreement=line.fund.agreement)
    assert found(line.fund.agreement) == [f"No contribution of {silent.body} is recorded"]


@pytest.mark.parametrize(
    ("on", "urgency"),
    [
        (date(2003, 10, 1), None),
        (date(2003, 10, 2), Urgency.SOON),
        (date(2003, 12, 8), Urgency.NOW),
        (date(2003, 12, 31), Urgency.NOW),
        (date(2004, 1, 1), Urgency.NOW),
    ],
)
def test_a_grant_is_watched_from_90_days_before_its_condition_falls_due(on, urgency):
    grant = GrantFactory(amount=gbp(54_000), needed_by=date(2003, 12, 31))
    told = findings(grant.agreement, on)
    assert [finding.urgency for finding in told] == ([urgency] if urgency else [])
    if urgency:
        assert "Access and Systems Capacity Grant (£54,000)" in told[0].message
