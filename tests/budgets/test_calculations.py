"""The arithmetic of a schedule, for any funds within funds."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.calculations import FundFacts, LineFacts, PublishedFacts, Verdict, lay_out
from core.dates import FinancialYear
from core.money import gbp, total

AMOUNTS = st.integers(0, 10**13).map(lambda pence: gbp(Decimal(pence) / 100))
YEARS = st.integers(2000, 2005).map(FinancialYear)


def line(key, contributor, figures, certainty="agreed"):
    words = dict.fromkeys(
        ("recurrence", "given_as", "spending", "charges", "source", "source_detail", "grant", "note"), ""
    )
    return LineFacts(
        key=key,
        contributor=contributor,
        contributor_key=contributor,
        description="",
        certainty=certainty,
        certainty_label=certainty.capitalize(),
        counted=certainty != "requested",
        figures=tuple(sorted(figures.items())),
        **words,
    )


def fund(key, lines=(), within=None, kind="pooled"):
    return FundFacts(key, f"Fund {key}", kind, kind, within, "", "", 1, "", "", tuple(lines))


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


ROWS = [line(1, "A", {FinancialYear(2003): gbp(730_400)}), line(2, "B", {FinancialYear(2003): gbp(296_400)})]


@pytest.mark.parametrize(
    ("amount", "rounded_to", "verdict", "difference"),
    [
        (1_026_800, 1, Verdict.FOOTS, 0),
        (1_026_801, 1, Verdict.DOES_NOT_FOOT, 1),
        # Rounded to £1,000 a row, 730 and 296 add up to 1,026: one unit a row is allowed, and said.
        (1_026_000, 1_000, Verdict.WITHIN_ROUNDING, -800),
        (1_028_800, 1_000, Verdict.WITHIN_ROUNDING, 2_000),
        (1_028_801, 1_000, Verdict.DOES_NOT_FOOT, 2_001),
    ],
)
def test_a_published_total_may_differ_by_one_unit_a_row(amount, rounded_to, verdict, difference):
    (check,) = lay_out([fund(1, ROWS)], [published(amount, rounded_to)]).checks
    assert (check.verdict, check.difference) == (verdict, gbp(difference))


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
