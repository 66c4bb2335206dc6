"""The schedule of an agreement: the one source of its tables."""

from datetime import date

import pytest
from django.db.models import Sum

from budgets.models import Contribution, ContributionLine, Fund
from budgets.queries import cells_at, grid_changes_since, grid_of
from core import actions
from core.dates import FinancialYear
from core.money import gbp
from core.timeline import FieldChange
from partnerships.queries import agreements_as_at
from tests.budgets.factories import (
    ContributionLineFactory,
    FundFactory,
    GrantFactory,
    kent,
    put,
    schedule_of,
    southwark,
)
from tests.factories import NOW, recorder

pytestmark = pytest.mark.django_db


def thousands(schedule_total):
    return [None if amount is None else amount.amount / 1000 for amount in schedule_total.with_total]


def test_southwarks_table_is_its_published_one():
    schedule = schedule_of(southwark())

    assert [str(year) for year in schedule.years] == ["2003/04", "2004/05", "2005/06"]
    assert [(row.label, row.note, thousands(row)) for row in schedule.rows] == [
        ("Southwark Council", "Proposed", [730, 748, 767, 2245]),
        ("Southwark PCT", "Indicative", [296, 303, 310, 909]),
    ]
    assert thousands(schedule.by_year) == [1026, 1051, 1077, 3154]
    assert [(row.label, thousands(row)) for row in schedule.requested] == [
        ("Southwark Council: Extra investment", [None, 350, None, 350])
    ]
    assert [(check.scope, check.words) for check in schedule.checks] == [
        ("2003/04", "Adds up."),
        ("2004/05", "Adds up."),
        ("2005/06", "Adds up."),
    ]
    assert schedule.unit == 1000


def test_kents_pool_holds_its_parts_and_its_published_totals_do_not_add_up():
    schedule = schedule_of(kent())

    assert [(fund.depth, fund.name, fund.total.total) for fund in schedule.funds] == [
        (0, "Community equipment pool", gbp(11_203_000)),
        (1, "Integrated budget", gbp(1_603_000)),
        (1, "CCG aligned budget", gbp(4_800_000)),
        (1, "County aligned budget", gbp(4_800_000)),
    ]
    assert schedule.grand_total == gbp(11_203_000)
    assert {partner.label: partner.total for partner in schedule.by_partner} == {
        "Seven clinical commissioning groups": gbp(5_618_000),
        "Kent County Council": gbp(5_585_000),
    }
    assert [check.words for check in schedule.checks] == [
        "Does not add up: the published figure is £197,000 more than its parts.",
        "Does not add up: the published figure is £97,000 more than its parts.",
    ]


def test_sql_and_the_calculation_agree():
    schedule = schedule_of(kent())
    funds = Fund.objects.not_retired().with_totals()
    assert {fund.pk: fund.own_total or 0 for fund in funds} == {
        fund.key: fund.own.total.amount for fund in schedule.funds
    }
    lines = ContributionLine.objects.in_use().with_totals()
    assert {line.pk: line.total for line in lines} == {
        row.line.key: row.total.amount for row in schedule.rows
    }
    counted = Contribution.objects.counted().aggregate(whole=Sum("amount"))
    assert gbp(counted["whole"]) == schedule.grand_total


def test_what_is_retired_or_only_in_view_is_in_no_total():
    agreement = southwark()
    before = schedule_of(agreement).grand_total
    outside = FundFactory(agreement=agreement, name="Wheelchairs", kind="in_view")
    put(ContributionLineFactory(fund=outside), {2003: 99_000})
    gone = ContributionLineFactory(fund=agreement.funds.get(name="Community equipment"))
    put(gone, {2003: 1_000})
    actions.retire(gone, by=recorder(), at=NOW, why="Never agreed")

    schedule = schedule_of(agreement)
    assert schedule.grand_total == before
    assert [(fund.name, fund.total.total) for fund in schedule.in_view] == [("Wheelchairs", gbp(99_000))]


def test_queries_do_not_grow_with_agreements(django_assert_num_queries):
    agreements = [southwark(), kent()]
    GrantFactory(agreement=agreements[0])
    for count in (1, 2):
        with django_assert_num_queries(3):
            agreements_as_at([each.pk for each in agreements[:count]], on=date(2003, 12, 8))


def test_grid_says_what_changed_since_it_was_opened():
    agreement = southwark()
    fund = agreement.funds.get()
    line = fund.lines.first()
    opened = grid_of(fund)
    put(line, {2003: 731_000})
    put(line, {2006: 780_000})

    assert cells_at(fund, opened.version) == opened.cells
    assert [(change.field, change.by) for change in grid_changes_since(fund, opened.version)] == [
        (FieldChange("Southwark Council, 2003/04", "£730,000.00", "£731,000.00"), "Recorder"),
        (FieldChange("Southwark Council, 2006/07", "", "£780,000.00"), "Recorder"),
    ]
    assert grid_of(fund).cells[line.pk, FinancialYear(2006)] == gbp(780_000)
