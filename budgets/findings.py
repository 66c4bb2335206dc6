"""What can be amiss with the money of an agreement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.timezone import localtime

from budgets.calculations import FundSchedule, GrantFacts, Schedule, Verdict
from budgets.models import FundKind, GrantOutcome, LostAgreement
from budgets.queries import lost_agreements_of, schedules_of
from core.dates import in_words
from core.findings import Finding, Urgency, finder, teller
from core.models import User
from core.permissions import Permission, bodies_where
from core.sentences import mid_sentence
from partnerships.models import Agreement, Flexibility, Party
from partnerships.queries import by_agreement

NOTICE_OF_A_GRANT = timedelta(days=90)
EACH_CONTRIBUTION = "SI 2000/617 reg 7(3)(b): the contributions of each partner"


@finder
def money_is_in_order(agreements: Sequence[Agreement], on: date) -> Iterator[Finding]:
    """Everything amiss with funds, contributions, grants and published totals."""
    live = [agreement for agreement in agreements if not agreement.is_over]
    schedules = schedules_of(live)
    parties = by_agreement(Party.objects.not_left_on(on).filter(agreement__in=live).select_related("body"))
    pooling = Flexibility.objects.current().filter(agreement__in=live, kind=Flexibility.Kind.POOLED_FUND)
    said_already = set(pooling.filter(agreement__host=None).values_list("agreement", flat=True))
    for agreement in live:
        schedule = schedules[agreement.pk]
        if agreement.pk not in said_already:
            yield from _pools_without_host(agreement, schedule)
        yield from _pools_of_aligned_funds(agreement, schedule)
        yield from _funds_without_contributions(agreement, schedule)
        yield from _not_yet_agreed(agreement, schedule)
        yield from _undivided(agreement, schedule)
        yield from _partners_without_contribution(agreement, schedule, parties[agreement.pk])
        yield from _totals_that_do_not_foot(agreement, schedule)
        yield from _grants_at_risk(agreement, schedule, on)


@teller
def agreed_figures_that_changed(user: User) -> Iterator[Finding]:
    """Figures that the user's own body had agreed and somebody changed or took away since."""
    for lost in lost_agreements_of(user, permission=Permission.SEE):
        agreement = lost.contribution.line.fund.agreement
        if may_agree_figures_of(user, agreement):
            url = reverse("budgets:figures-agree", args=[agreement.reference])
        else:
            url = _money_tab(agreement)
        yield Finding(agreement, Urgency.NOW, _what_became_of(lost), f"Why: {lost.why}", url)


def may_agree_figures_of(user: User, agreement: Agreement) -> bool:
    return bool(bodies_where(user, Permission.AGREE_FIGURES) & agreement.responsible_bodies(user.today))


def _what_became_of(lost: LostAgreement) -> str:
    gone = lost.amount_after is None
    now = "is among your figures no more" if gone else f"is now £{lost.amount_after.amount:,.2f}"
    day = in_words(localtime(lost.lost_at).date())
    what = f"{lost} in {lost.contribution.line.fund}"
    return f"{what}: you agreed £{lost.amount_before.amount:,.2f}; it {now}. Changed by {lost.lost_by}, {day}"


def _pools_without_host(agreement: Agreement, schedule: Schedule) -> Iterator[Finding]:
    for fund in _pooled(schedule):
        if not fund.fund.host:
            message = f"{fund.name} has no host"
            yield Finding(agreement, Urgency.NOW, message, "SI 2000/617 reg 7(4)", _fund_page(fund))


def _pools_of_aligned_funds(agreement: Agreement, schedule: Schedule) -> Iterator[Finding]:
    """Kent's pooled fund holds two aligned budgets and an integrated one: recorded as it is, and said."""
    for pool in _pooled(schedule):
        inside = [
            fund
            for fund in schedule.funds
            if fund.fund.within == pool.key and fund.fund.kind in (FundKind.ALIGNED, FundKind.INTEGRATED)
        ]
        if any(fund.fund.kind == FundKind.ALIGNED for fund in inside):
            names = _listed([f"{fund.name} ({fund.fund.kind})" for fund in inside])
            message = f"{pool.name} is a pooled fund but contains {names}"
            source = "SI 2000/617 reg 7: an aligned fund is held separately and is no part of a pooled fund"
            yield Finding(agreement, Urgency.NOTE, message, source, _fund_page(pool))


def _funds_without_contributions(agreement: Agreement, schedule: Schedule) -> Iterator[Finding]:
    for fund in schedule.funds:
        if not fund.has_parts and not any(row.line.figures for row in fund.rows):
            message = f"{fund.name} has no contributions"
            yield Finding(agreement, Urgency.SOON, message, EACH_CONTRIBUTION, _fund_page(fund))


def _not_yet_agreed(agreement: Agreement, schedule: Schedule) -> Iterator[Finding]:
    rows = schedule.not_firm
    if rows:
        names = _listed(sorted({f"{row.label} ({mid_sentence(row.note)})" for row in rows}))
        message = f"Not yet agreed: the {'contribution' if len(rows) == 1 else 'contributions'} of {names}"
        yield Finding(agreement, Urgency.SOON, message, EACH_CONTRIBUTION, _money_tab(agreement))


def _undivided(agreement: Agreement, schedule: Schedule) -> Iterator[Finding]:
    groups = sorted(
        {row.line.contributor for row in schedule.rows if row.line.contributor_key.startswith("group-")}
    )
    if groups:
        message = f"The contribution of {_listed(groups)} is not divided between the partners"
        yield Finding(agreement, Urgency.NOTE, message, EACH_CONTRIBUTION, _money_tab(agreement))


def _partners_without_contribution(
    agreement: Agreement, schedule: Schedule, parties: Sequence[Party]
) -> Iterator[Finding]:
    if not schedule.rows:
        return
    contributing = {row.line.contributor_key for row in schedule.rows}
    for group in schedule.groups:
        if f"group-{group.key}" in contributing:
            contributing.update(group.member_keys)
    without = [str(party.body) for party in parties if f"body-{party.body_id}" not in contributing]
    if without:
        message = f"No contribution of {_listed(without)} is recorded"
        yield Finding(agreement, Urgency.NOTE, message, EACH_CONTRIBUTION, _money_tab(agreement))


def _totals_that_do_not_foot(agreement: Agreement, schedule: Schedule) -> Iterator[Finding]:
    for check in schedule.checks:
        if not check.foots:
            urgency = Urgency.NOTE if check.verdict is Verdict.WITHIN_ROUNDING else Urgency.SOON
            message = f"{check.label} (£{check.published.amount:,.0f}): {mid_sentence(check.words)}"
            source = check.source or "A published total should be the sum of its parts"
            yield Finding(agreement, urgency, message.rstrip("."), source, f"{_money_tab(agreement)}#checks")


def _grants_at_risk(agreement: Agreement, schedule: Schedule, on: date) -> Iterator[Finding]:
    for grant in schedule.grants:
        due = grant.needed_by
        if grant.outcome != GrantOutcome.PENDING or due is None or due - on > NOTICE_OF_A_GRANT:
            continue
        day = in_words(due)
        if due < on:
            message = f"The condition of {_grant(grant)} was to be met by {day}: record its outcome"
        else:
            message = f"The condition of {_grant(grant)} must be met by {day}"
        source = grant.condition or "The condition of the grant"
        urgency = Urgency.NOW if due < on or due - on <= NOTICE_OF_A_GRANT / 3 else Urgency.SOON
        yield Finding(agreement, urgency, message, source, f"{_money_tab(agreement)}#grants")


def _pooled(schedule: Schedule) -> list[FundSchedule]:
    return [fund for fund in schedule.funds if fund.fund.kind == FundKind.POOLED]


def _grant(grant: GrantFacts) -> str:
    return f"{grant.name} (£{grant.amount.amount:,.0f})" if grant.amount else grant.name


def _listed(names: Sequence[str]) -> str:
    """One, two and three; a long list is cut."""
    if len(names) > 4:
        names = [*names[:3], f"{len(names) - 3} more"]
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _money_tab(agreement: Agreement) -> str:
    return reverse("budgets:agreement-money", args=[agreement.reference])


def _fund_page(fund: FundSchedule) -> str:
    return reverse("budgets:fund", args=[fund.key])
