"""The arithmetic of a schedule, for any funds within funds."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.calculations import Figure, FundFacts, LineFacts, PublishedFacts, Verdict, lay_out
from core.dates import FinancialYear
from core.money import gbp, total

AMOUNTS = st.integers(0, 10**13).map(lambda pence: gbp(Decimal(pence) / 100))
YEARS = st.integers(2000, 2005).map(FinancialYear)


def line(key, contributor, figures, status="agreed", rounded_to=1):
    words = dict.fromkeys(
        ("recurrence", "given_as", "spending", "charges", "source", "source_detail", "grant", "note"), ""
    )
    return LineFacts(
        key=key,
        contributor=contributor,
        contributor_key=contributor,
        description="",
        rounded_to=rounded_to,
        figures=tuple(
            Figure(year, amount, status, status.capitalize(), status != "requested")
            for year, amount in sorted(figures.items())
        ),
        **words,
    )


def fund(key, lines=(), within=None, kind="pooled"):
    return FundFacts(key, f"Fund {key}", kind, kind, within, "", "", "", 1, "", "", tuple(lines))


def published(amount, rounded_to=1, **scope):
    scope = {"fund": None, "contributor_key": None, "year": None} | scope
    return PublishedFacts(1, "Total", gbp(amount), rounded_to, contributor="", source="", note="", **scope)


@st.composite
def funds(draw):
    """Funds in any tree, some only in view, each with lines of a few partners."""
    found = []
    for key in range(1, draw(st.integers(1, 6)) + 1):
        kind = draw(st.sampled_from(["pooled", "aligned", "in_view"]))
        above = [each.key for each in found if each.kind != "in_view"]
        within = None if kind == "in_view" or not above else draw(st.sampled_from([None, *above]))
        lines = [
            line(
                key * 10 + n,
                draw(st.sampled_from(["A", "B", "C"])),
                draw(st.dictionaries(YEARS, AMOUNTS, max_size=4)),
                draw(st.sampled_from(["agreed", "indicative", "requested"])),
            )
            for n in range(draw(st.integers(0, 3)))
        ]
        found.append(fund(key, lines, within, kind))
    return found


@given(funds())
def test_every_way_of_adding_up_gives_the_same_total(given_funds):
    schedule = lay_out(given_funds)
    whole = schedule.grand_total
    assert total(row.total for row in schedule.rows) == whole
    assert total(each.total for each in schedule.by_partner) == whole
    assert total(each.total for each in schedule.by_fund) == whole
    assert total(each.own.total for each in schedule.funds) == whole
    assert total(schedule.by_year.amounts) == whole
    for place, amount in enumerate(schedule.by_year.amounts):
        assert total(each.amounts[place] for each in schedule.by_partner) == amount


@given(funds())
def test_no_fund_is_lost_or_shown_twice(given_funds):
    schedule = lay_out(given_funds)
    shown = [each.key for each in (*schedule.funds, *schedule.in_view)]
    assert sorted(shown) == [each.key for each in given_funds]


YEAR = FinancialYear(2003)
ROWS = [line(1, "A", {YEAR: gbp(730_400)}), line(2, "B", {YEAR: gbp(296_400)})]
ROUNDED = [
    line(1, "A", {YEAR: gbp(730_000)}, rounded_to=1_000),
    line(2, "B", {YEAR: gbp(296_000)}, rounded_to=1_000),
    line(3, "C", {YEAR: gbp(800)}),
]


@pytest.mark.parametrize(
    ("rows", "amount", "rounded_to", "verdict", "allowance"),
    [
        (ROWS, 1_026_800, 1, Verdict.ADDS_UP, 0),
        (ROWS, 1_026_801, 1, Verdict.DOES_NOT_ADD_UP, 0),
        # Exact parts add nothing: the total alone was rounded, to the nearest £1,000.
        (ROWS, 1_027_300, 1_000, Verdict.WITHIN_ROUNDING, 500),
        (ROWS, 1_027_301, 1_000, Verdict.DOES_NOT_ADD_UP, 500),
        # Half a unit of the total, and half a unit of each of the two rounded parts.
        (ROUNDED, 1_028_300, 1_000, Verdict.WITHIN_ROUNDING, 1_500),
        (ROUNDED, 1_028_301, 1_000, Verdict.DOES_NOT_ADD_UP, 1_500),
        (ROUNDED, 1_027_801, 1, Verdict.DOES_NOT_ADD_UP, 1_000),
        # £1 million rounded to the million is no excuse for £2 million.
        (ROWS, 3_000_000, 1_000_000, Verdict.DOES_NOT_ADD_UP, 500_000),
    ],
)
def test_rounding_explains_half_a_unit_of_the_total_and_of_each_rounded_part(
    rows, amount, rounded_to, verdict, allowance
):
    (check,) = lay_out([fund(1, rows)], [published(amount, rounded_to)]).checks
    assert (check.verdict, check.allowance) == (verdict, gbp(allowance))


def test_a_check_says_what_rounding_could_explain():
    (check,) = lay_out([fund(1, ROUNDED)], [published(1_028_000, 1_000)]).checks
    assert check.words == (
        "Does not add up: the published figure is £1,200 more than its parts. Rounding could explain up to "
        "£1,500: half a unit of the total, and half a unit of each of 2 rounded parts."
    )


def test_a_published_total_of_which_nothing_is_recorded_is_not_compared():
    (check,) = lay_out([fund(1, [line(1, "A", {})])], [published(1_028_000, 1_000)]).checks
    assert (check.adds_up, check.differs, check.words) == (
        False,
        False,
        "No figure is recorded to compare it with.",
    )


def test_a_line_says_in_which_years_it_is_settled_otherwise():
    years = [FinancialYear(year) for year in (2003, 2004, 2005, 2007)]
    said = dict(zip(years, ["agreed", "proposed", "proposed", "indicative"], strict=True))
    figures = tuple(Figure(year, gbp(1), status, status.capitalize(), True) for year, status in said.items())
    schedule = lay_out([fund(1, [replace(line(1, "A", {}), figures=figures)])])
    assert schedule.rows[0].note == "Proposed in 2004/05 to 2005/06; Indicative in 2007/08"
    assert schedule.by_year.settled == "£1 agreed, £2 proposed, £1 indicative"


def test_a_published_total_has_a_scope():
    first = fund(1, [*ROWS, line(3, "A", {FinancialYear(2004): gbp(5)}, "requested")])
    inner = fund(2, [line(4, "A", {FinancialYear(2004): gbp(70)})], within=1)
    apart = fund(3, [line(5, "A", {FinancialYear(2004): gbp(900)})], kind="in_view")
    scopes = [
        ({}, 1_026_870),
        ({"fund": 1}, 1_026_870),
        ({"fund": 2}, 70),
        ({"fund": 3}, 900),
        ({"contributor_key": "A"}, 730_470),
        ({"year": FinancialYear(2004)}, 70),
        ({"contributor_key": "B", "year": FinancialYear(2004)}, 0),
    ]
    checks = lay_out([first, inner, apart], [published(0, **scope) for scope, _ in scopes]).checks
    assert [check.recorded for check in checks] == [gbp(recorded) for _, recorded in scopes]
