"""What is amiss with an agreement's money."""

from datetime import date

import pytest

from budgets.findings import money_is_in_order
from core.findings import Urgency
from core.money import gbp
from tests.budgets.factories import (
    ContributionLineFactory,
    FundFactory,
    GrantFactory,
    agreed,
    kent,
    put,
    southwark,
)
from tests.factories import AgreementFactory, PartyFactory

pytestmark = pytest.mark.django_db
ON = date(2003, 12, 8)


def found(*agreements, on=ON):
    return [finding.message for finding in money_is_in_order(agreements, on)]


def test_southwarks_contributions_are_not_yet_agreed():
    assert found(southwark()) == [
        "Not yet agreed: the contributions of Southwark Council (proposed) and Southwark PCT (indicative)"
    ]


def test_kents_pool_of_aligned_funds_is_flagged_and_its_totals_do_not_foot():
    assert found(kent()) == [
        "Community equipment pool is a pooled fund but contains Integrated budget (integrated), "
        "CCG aligned budget (aligned) and County aligned budget (aligned)",
        "The contribution of Seven clinical commissioning groups is not divided between the partners",
        "Annual budget (£11,400,000): does not foot: the published figure is £197,000 more than its parts",
        "Combined annual spend (£11,300,000): does not foot: the published figure is £97,000 more than "
        "its parts",
    ]


def test_an_empty_pool_has_no_host_and_no_contributions():
    fund = FundFactory(name="Pool")
    assert found(fund.agreement) == ["Pool has no host", "Pool has no contributions"]


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
    findings = list(money_is_in_order([grant.agreement], on))
    assert [finding.urgency for finding in findings] == ([urgency] if urgency else [])
    if urgency:
        assert "Access and Systems Capacity Grant (£54,000)" in findings[0].message


def test_queries_do_not_grow_with_agreements(django_assert_num_queries):
    for agreements in ([southwark()], [kent(), AgreementFactory()]):
        with django_assert_num_queries(9):
            list(money_is_in_order(agreements, ON))
