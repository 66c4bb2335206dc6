"""What must be true of the money of an agreement, asked of it as at a day. Each warns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from budgets.calculations import FundSchedule, GrantFacts, Schedule, Verdict, years_in_words
from budgets.models import FundKind, GrantOutcome
from core.dates import FinancialYear, in_words
from core.money import Money
from core.rules import Breach, Place, Urgency, warns
from core.sentences import mid_sentence
from partnerships.as_at import AgreementAsAt
from partnerships.models import Flexibility, Renewal
from partnerships.rules.agreements import POOLING, REGULATED

NOTICE_OF_A_GRANT = timedelta(days=90)
EACH_CONTRIBUTION = "SI 2000/617 reg 7(3)(b): the contributions of each partner"
MONEY = Place("money")
LAST_QUARTER = (1, 2, 3)
NEARLY_A_YEAR = Decimal("0.75")
NEAR_ENOUGH = Decimal("0.01")


@warns("pool-host", source="SI 2000/617 reg 7(4)", applies=REGULATED & POOLING)
def each_pool_has_a_host(agreement: AgreementAsAt) -> Iterator[Breach]:
    """Each pooled fund must name the partner that hosts it."""
    pools = _pooled(agreement)
    for pool in pools:
        if not pool.fund.host:
            yield Breach(_fund(pool), f"{pool.name} has no host")
    if not pools and agreement.host is None:
        yield Breach(Place("overview"), "The pooled fund has no host")


@warns("pool-manager", source="SI 2000/617 reg 7(4)", applies=REGULATED & POOLING)
def each_pool_has_a_manager(agreement: AgreementAsAt) -> Iterator[Breach]:
    """The host of each pooled fund must appoint its pool manager."""
    pools = _pooled(agreement)
    for pool in pools:
        if not pool.fund.pool_manager_post:
            yield Breach(_fund(pool), f"{pool.name} has no pool manager")
    if not pools and not agreement.pool_manager_post:
        yield Breach(Place("overview"), "The pooled fund has no pool manager")


@warns("pool-recorded", source="SI 2000/617 reg 7(3)(b)", applies=REGULATED & POOLING)
def a_pooled_fund_is_recorded(agreement: AgreementAsAt) -> Iterator[Breach]:
    """An agreement that uses a pooled fund must say what is paid into one."""
    if not _pooled(agreement):
        yield Breach(MONEY, "It uses a pooled fund, and no pooled fund is recorded", Urgency.SOON)


@warns("pool-flexibility", source="SI 2000/617 reg 7", applies=REGULATED)
def a_pooled_fund_is_a_flexibility_used(agreement: AgreementAsAt) -> Iterator[Breach]:
    """A pooled fund needs the flexibility that allows it."""
    if Flexibility.Kind.POOLED_FUND not in agreement.uses:
        for pool in _pooled(agreement):
            message = f"{pool.name} is a pooled fund, and the flexibility “Pooled fund” is not recorded"
            yield Breach(Place("scope", anchor="flexibilities"), message, Urgency.SOON)


@warns("pool-holds-no-aligned", source="SI 2000/617 reg 7: an aligned fund is no part of a pooled fund")
def a_pooled_fund_holds_no_aligned_fund(agreement: AgreementAsAt) -> Iterator[Breach]:
    """An aligned fund is held separately: it cannot be part of a pooled fund."""
    for pool in _pooled(agreement):
        inside = [
            fund
            for fund in agreement.part(Schedule).funds
            if fund.fund.within == pool.key and fund.fund.kind in (FundKind.ALIGNED, FundKind.INTEGRATED)
        ]
        if any(fund.fund.kind == FundKind.ALIGNED for fund in inside):
            names = _listed([f"{fund.name} ({fund.fund.kind})" for fund in inside])
            message = f"{pool.name} is a pooled fund but contains {names}"
            yield Breach(_fund(pool), message, Urgency.NOTE)


@warns("fund-has-contributions", source=EACH_CONTRIBUTION)
def each_fund_has_contributions(agreement: AgreementAsAt) -> Iterator[Breach]:
    """Each fund must say what is contributed to it."""
    for fund in agreement.part(Schedule).funds:
        if not fund.has_parts and not any(row.line.figures for row in fund.rows):
            yield Breach(_fund(fund), f"{fund.name} has no contributions", Urgency.SOON)


@warns("contributions-agreed", source=EACH_CONTRIBUTION)
def contributions_are_agreed(agreement: AgreementAsAt) -> Iterator[Breach]:
    """Each partner must agree what it contributes."""
    rows = agreement.part(Schedule).not_firm
    if rows:
        names = _listed(sorted({f"{row.label} ({mid_sentence(row.note)})" for row in rows}))
        message = f"Not yet agreed: the {'contribution' if len(rows) == 1 else 'contributions'} of {names}"
        yield Breach(MONEY, message, Urgency.SOON)


@warns("contributions-divided", source=EACH_CONTRIBUTION)
def contributions_are_divided(agreement: AgreementAsAt) -> Iterator[Breach]:
    """A figure of several partners together must be divided between them."""
    rows = agreement.part(Schedule).rows
    groups = sorted({row.line.contributor for row in rows if row.line.contributor_key.startswith("group-")})
    if groups:
        message = f"The contribution of {_listed(groups)} is not divided between the partners"
        yield Breach(MONEY, message, Urgency.NOTE)


@warns("contributions-of-each", source=EACH_CONTRIBUTION)
def each_partner_contributes(agreement: AgreementAsAt) -> Iterator[Breach]:
    """The contribution of each partner must be recorded."""
    schedule = agreement.part(Schedule)
    contributing = {row.line.contributor_key for row in schedule.rows}
    for group in schedule.groups:
        if f"group-{group.key}" in contributing:
            contributing.update(member.contributor_key for member in group.members)
    without = [str(party) for party in agreement.partners if f"body-{party.body.key}" not in contributing]
    if schedule.rows and without:
        yield Breach(MONEY, f"No contribution of {_listed(without)} is recorded", Urgency.NOTE)


@warns("published-totals", source="A published total should be the sum of its parts")
def published_totals_add_up(agreement: AgreementAsAt) -> Iterator[Breach]:
    """A published total must be the sum of its parts."""
    for check in agreement.part(Schedule).checks:
        if check.differs:
            urgency = Urgency.NOTE if check.verdict is Verdict.WITHIN_ROUNDING else Urgency.SOON
            message = f"{check.label} (£{check.published.amount:,.0f}): {mid_sentence(check.words)}"
            place = Place("money", anchor=f"published-total-{check.key}")
            yield Breach(place, message.rstrip("."), urgency)


@warns("pool-part-year", source=EACH_CONTRIBUTION, applies=POOLING)
def a_pool_of_part_of_a_year_has_figures_of_that_part(agreement: AgreementAsAt) -> Iterator[Breach]:
    """A pooled fund that begins late in a financial year should not have a whole year's figures for it."""
    begins = [each.starts_on for each in agreement.flexibilities if each.kind == Flexibility.Kind.POOLED_FUND]
    day = next((each for each in begins if each and each.month in LAST_QUARTER), None)
    schedule = agreement.part(Schedule)
    year = FinancialYear.containing(day) if day else None
    if day is None or year not in schedule.years or year.next not in schedule.years:
        return
    place = schedule.years.index(year)
    for pool in _pooled(agreement):
        first, following = (_amount(pool.total.amounts[each]) for each in (place, place + 1))
        if first and following and first >= following * NEARLY_A_YEAR:
            message = (
                f"{pool.name} begins on {in_words(day)}, and its figure of {year} (£{first:,.0f}) is like "
                f"that of the whole of {year.next} (£{following:,.0f})"
            )
            yield Breach(_fund(pool), message, Urgency.NOTE)


@warns("figures-beyond-renewal", source="The agreement's own renewal")
def figures_reach_no_further_than_the_agreement(agreement: AgreementAsAt) -> Iterator[Breach]:
    """An agreement renewed year by year binds nobody to the figures of later years."""
    years = agreement.part(Schedule).years
    if agreement.renewal == Renewal.YEARLY and len(years) > 1:
        message = (
            f"It is renewed year by year, and has figures for {years_in_words(years)}: those after the first "
            "year wait for each year's decision"
        )
        yield Breach(MONEY, message, Urgency.NOTE)


@warns("contract-value", source="Good practice: what is contracted is what is paid for")
def contracts_cost_what_is_contributed(agreement: AgreementAsAt) -> Iterator[Breach]:
    """A contract's value over its years should be what is contributed to it each year."""
    schedule = agreement.part(Schedule)
    yearly = [amount for each in schedule.by_year.amounts if (amount := _amount(each))]
    for contract in agreement.contracts:
        if not (contract.value and contract.term_years and yearly):
            continue
        each_year, paid = contract.value.amount / contract.term_years, sum(yearly, Decimal(0)) / len(yearly)
        if abs(each_year - paid) > paid * NEAR_ENOUGH:
            message = (
                f"{contract}: £{contract.value.amount:,.0f} over {contract.term_years} years is "
                f"£{each_year:,.0f} a year, and £{paid:,.0f} a year is contributed"
            )
            yield Breach(Place("scope", anchor="contracts"), message, Urgency.NOTE)


@warns("money-of-a-closed-body", source="SI 2000/617 regs 3 and 7")
def no_money_stays_with_a_closed_body(agreement: AgreementAsAt) -> Iterator[Breach]:
    """No body can contribute after it closed, nor host or hold a fund.

    Of a body whose last day is still to come, only its contributions after that day are told.
    """
    closed = {party.body.key: party.body for party in agreement.parties if party.body.closed_on}
    for fund in agreement.part(Schedule).funds:
        for body in closed.values():
            last: date = body.closed_on  # type: ignore[assignment]  # chosen so
            urgency = Urgency.NOW if last < agreement.on else Urgency.SOON
            if years := _contributes_after(fund, body.key, last):
                verb = "closed" if last < agreement.on else "closes"
                message = f"{body} {verb} on {in_words(last)} and is to contribute to {fund.name} in {years}"
                yield Breach(_fund(fund), message, urgency)
            own_host = fund.fund.host if fund.fund.host != str(agreement.host) else ""
            for does, name in (("hosts", own_host), ("holds", fund.fund.holder)):
                if name == body.name and last < agreement.on:
                    yield Breach(_fund(fund), f"{body}, which {does} {fund.name}, closed on {in_words(last)}")


def _contributes_after(fund: FundSchedule, body: int, last: date) -> str:
    """The years after that day in which the body is to contribute, in words."""
    years = {
        figure.year
        for line in fund.fund.lines
        if line.contributor_key == f"body-{body}"
        for figure in line.figures
        if figure.year.starts_on > last and figure.amount
    }
    return years_in_words(sorted(years)) if years else ""


@warns("grants", source="The condition of the grant")
def conditions_of_grants_are_met(agreement: AgreementAsAt) -> Iterator[Breach]:
    """The condition of a grant must be met by its day, and its outcome recorded."""
    for grant in agreement.part(Schedule).grants:
        due = grant.needed_by
        if grant.outcome != GrantOutcome.PENDING or due is None or due - agreement.on > NOTICE_OF_A_GRANT:
            continue
        if due < agreement.on:
            message = f"The condition of {_grant(grant)} was to be met by {in_words(due)}: record its outcome"
        else:
            message = f"The condition of {_grant(grant)} must be met by {in_words(due)}"
        is_near = due - agreement.on <= NOTICE_OF_A_GRANT / 3
        place = Place("money", anchor=f"grant-{grant.key}")
        yield Breach(place, message, Urgency.NOW if is_near else Urgency.SOON)


def _pooled(agreement: AgreementAsAt) -> list[FundSchedule]:
    return [fund for fund in agreement.part(Schedule).funds if fund.fund.kind == FundKind.POOLED]


def _amount(amount: Money | None) -> Decimal:
    return amount.amount if amount else Decimal(0)


def _fund(fund: FundSchedule) -> Place:
    return Place("fund", fund.key)


def _grant(grant: GrantFacts) -> str:
    return f"{grant.name} (£{grant.amount.amount:,.0f})" if grant.amount else grant.name


def _listed(names: Sequence[str]) -> str:
    """One, two and three; a long list is cut."""
    if len(names) > 4:
        names = [*names[:3], f"{len(names) - 3} more"]
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
