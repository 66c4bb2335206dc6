"""What must be told of the money of an agreement, and what must not."""

from datetime import date

from core.money import gbp
from partnerships.as_at import ContractFacts
from tests.values import (
    COUNCIL,
    MEMORANDUM,
    TRUST,
    agreement,
    body,
    flexibility,
    fund,
    grant,
    group,
    line,
    made,
    party,
    published,
    schedule,
)
from tests.warnings import Cases

POOLED = (flexibility("pooled_fund"),)
BOTH = (line(COUNCIL, {2003: 730_000}), line(TRUST, {2003: 296_000}))
MEMO = agreement(basis=MEMORANDUM, flexibilities=POOLED)
DIVIDED = fund("Pool", line("CCGs", {2015: 1}))
WHOLE = fund("Pool")


def of(*funds, flexibilities=POOLED, host=None, on=None, **said):
    return agreement(
        flexibilities=flexibilities,
        host=host,
        schedule=schedule(*funds, **said),
        **({"on": on} if on else {}),
    )


def inside(kind):
    return of(WHOLE, fund("Part", kind=kind, within=WHOLE.key))


def beginning(starts_on, *years):
    pool = fund("Pool", line(COUNCIL, dict(years)))
    return of(pool, flexibilities=(flexibility("pooled_fund", starts_on=starts_on),))


def contracted(value, years, **said):
    of_a_contract = made(ContractFacts, provider="The provider", value=gbp(value), term_years=years)
    pool = schedule(fund("Pool", line(COUNCIL, {2015: 11_400_000})))
    return agreement(**{"contracts": (of_a_contract,), "schedule": pool} | said)


def renewed(renewal, *years):
    return agreement(renewal=renewal, schedule=schedule(fund("Pool", line(COUNCIL, dict.fromkeys(years, 1)))))


GONE = body("The trust", "nhs", closed_on=date(2013, 3, 31))


def closed_partner(*funds, on=None):
    parties = (party(COUNCIL), party(GONE))
    return agreement(parties=parties, schedule=schedule(*funds), **({"on": on} if on else {}))


CASES: Cases = {
    # Southwark 2003: a pool from 31 March 2004, with £1,026,000 for 2003/04.
    "pool-part-year": [
        (
            "a whole year's figure",
            beginning(date(2004, 3, 31), (2003, 1_026_000), (2004, 1_051_000)),
            [
                "Pool begins on 31 March 2004, and its figure of 2003/04 (£1,026,000) is like that of the "
                "whole of 2004/05 (£1,051,000)"
            ],
        ),
        ("a part's", beginning(date(2004, 3, 1), (2003, 87_000), (2004, 1_051_000)), []),
        ("from the year's first day", beginning(date(2004, 4, 1), (2004, 1_000), (2005, 1_000)), []),
        ("no figure of the next year", beginning(date(2004, 3, 1), (2003, 1_000)), []),
        ("no pool", agreement(), None),
    ],
    "figures-beyond-renewal": [
        (
            "year by year",
            renewed("yearly", 2003, 2004, 2005),
            [
                "It is renewed year by year, and has figures for 2003/04 to 2005/06: those after the first "
                "year wait for each year's decision"
            ],
        ),
        ("its own year alone", renewed("yearly", 2003), []),
        ("for longer", renewed("option", 2003, 2004), []),
    ],
    # Kent 2015: circa £55m over five years.
    "contract-value": [
        (
            "less a year than is contributed",
            contracted(55_000_000, 5),
            [
                "The provider: £55,000,000 over 5 years is £11,000,000 a year, and £11,400,000 a year is "
                "contributed"
            ],
        ),
        ("what is contributed", contracted(57_000_000, 5), []),
        ("without figures", contracted(55_000_000, 5, schedule=()), []),
    ],
    "pool-host": [
        ("a pool without", of(fund(host="")), ["Pool has no host"]),
        ("no pool and no host", of(), ["The pooled fund has no host"]),
        ("none of the agreement, though each pool has its own", of(fund("One"), fund("Two")), []),
        ("of the agreement, before there is a pool", of(host=COUNCIL), []),
        ("a memorandum", MEMO, None),
    ],
    "pool-manager": [
        ("a pool without", of(fund(pool_manager_post="")), ["Pool has no pool manager"]),
        ("no pool and no manager", of(), ["The pooled fund has no pool manager"]),
        ("none of the agreement, though each pool has its own", of(fund("One"), fund("Two")), []),
        ("an aligned fund", of(fund(), fund("Aligned", kind="aligned", pool_manager_post="")), []),
        ("a memorandum", MEMO, None),
    ],
    "pool-recorded": [
        ("a flexibility alone", of(), ["It uses a pooled fund, and no pooled fund is recorded"]),
        ("with its pool", of(fund()), []),
        ("no such flexibility", of(flexibilities=()), None),
    ],
    "pool-flexibility": [
        (
            "a pool alone",
            of(fund(), flexibilities=()),
            ["Pool is a pooled fund, and the flexibility “Pooled fund” is not recorded"],
        ),
        ("with its flexibility", of(fund()), []),
        ("an aligned fund", of(fund(kind="aligned"), flexibilities=()), []),
        ("a memorandum", MEMO, None),
    ],
    "pool-holds-no-aligned": [
        ("an aligned fund inside", inside("aligned"), ["Pool is a pooled fund but contains Part (aligned)"]),
        ("an integrated one", inside("integrated"), []),
        ("an aligned fund beside", of(fund(), fund("Beside", kind="aligned")), []),
    ],
    "fund-has-contributions": [
        ("an empty one", of(fund()), ["Pool has no contributions"]),
        ("a line without a figure", of(fund("Pool", line(COUNCIL, {}))), ["Pool has no contributions"]),
        ("a full one", of(fund("Pool", *BOTH)), []),
    ],
    "contributions-agreed": [
        (
            "two that are not",
            of(fund("Pool", line(COUNCIL, {2003: 1}, "proposed"), line(TRUST, {2003: 1}, "indicative"))),
            [
                "Not yet agreed: the contributions of Southwark Council (proposed) "
                "and Southwark PCT (indicative)"
            ],
        ),
        ("two that are", of(fund("Pool", *BOTH)), []),
    ],
    "contributions-divided": [
        (
            "one of a group",
            of(DIVIDED),
            ["The contribution of CCGs is not divided between the partners"],
        ),
        ("one of each", of(fund("Pool", *BOTH)), []),
    ],
    "contributions-of-each": [
        (
            "one partner's alone",
            of(fund("Pool", BOTH[0])),
            ["No contribution of Southwark PCT is recorded"],
        ),
        ("each partner's", of(fund("Pool", *BOTH)), []),
        (
            "each partner's, one in a group",
            of(fund("Pool", BOTH[0]), DIVIDED, groups=[group("CCGs", TRUST)]),
            [],
        ),
        ("none at all", of(fund()), []),
    ],
    "published-totals": [
        (
            "one that differs",
            of(fund("Pool", *BOTH), published=[published("Budget", 1_027_000)]),
            ["Budget (£1,027,000): does not add up: the published figure is £1,000 more than its parts"],
        ),
        ("the sum", of(fund("Pool", *BOTH), published=[published("Pooled budget", 1_026_000)]), []),
        ("one with nothing to compare", of(fund(), published=[published("Pooled budget", 1)]), []),
    ],
    "money-of-a-closed-body": [
        (
            "contributions after it closed",
            closed_partner(fund("Pool", line(GONE, {2012: 1, 2013: 2, 2014: 3}), host="")),
            ["The trust closed on 31 March 2013 and is to contribute to Pool in 2013/14 to 2014/15"],
        ),
        (
            "a fund that it hosts, and one that it holds",
            closed_partner(fund("Pool", host="The trust"), fund("Aligned", host="", holder="The trust")),
            [
                "The trust, which hosts Pool, closed on 31 March 2013",
                "The trust, which holds Aligned, closed on 31 March 2013",
            ],
        ),
        (
            "before it closes",
            closed_partner(fund("Pool", line(GONE, {2013: 2}), host="The trust"), on=date(2012, 6, 1)),
            ["The trust closes on 31 March 2013 and is to contribute to Pool in 2013/14"],
        ),
        ("until it closed", closed_partner(fund("Pool", line(GONE, {2012: 1}), host="")), []),
        ("a partner that goes on", of(fund("Pool", line(COUNCIL, {2030: 1}))), []),
    ],
    "grants": [
        (
            "one whose day passed",
            of(grants=[grant(needed_by=date(2026, 3, 31))]),
            ["The condition of Access grant was to be met by 31 March 2026: record its outcome"],
        ),
        (
            "one whose day comes",
            of(grants=[grant(needed_by=date(2026, 12, 31))]),
            ["The condition of Access grant must be met by 31 December 2026"],
        ),
        ("one that was lost", of(grants=[grant(needed_by=date(2026, 3, 31), outcome="lost")]), []),
        ("one far off", of(grants=[grant(needed_by=date(2027, 12, 31))]), []),
    ],
}
