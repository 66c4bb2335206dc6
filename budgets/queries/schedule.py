"""The schedule of one agreement or of many, in a number of queries that never grows with the data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from budgets.calculations import (
    Figure,
    FundFacts,
    GrantFacts,
    GroupFacts,
    LineFacts,
    PublishedFacts,
    Schedule,
    lay_out,
)
from budgets.models import (
    COUNTED,
    Contribution,
    ContributionLine,
    Fund,
    Grant,
    PartnerGroup,
    PartnerGroupMember,
    PublishedTotal,
)
from partnerships.models import Agreement, Body


def schedule_of(agreement: Agreement) -> Schedule:
    """The agreement's budget schedule as it stands now."""
    return schedules_of([agreement])[agreement.pk]


def schedules_of(agreements: Sequence[Agreement]) -> dict[int, Schedule]:
    """The schedules of several agreements by their keys, in as many queries as for one."""
    funds = _funds(agreements)
    published = _by_agreement(
        PublishedTotal.objects.current().filter(agreement__in=agreements), _published, "partner", "group"
    )
    grants = _by_agreement(
        Grant.objects.current().filter(agreement__in=agreements), _grant, "fund", "receiver"
    )
    groups = _groups(agreements)
    return {
        agreement.pk: lay_out(
            funds[agreement.pk], published[agreement.pk], grants[agreement.pk], groups[agreement.pk]
        )
        for agreement in agreements
    }


def _by_agreement(rows: Any, facts: Any, *related: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows.select_related(*related):
        found[row.agreement_id].append(facts(row))
    return found


def _funds(agreements: Sequence[Agreement]) -> dict[int, list[FundFacts]]:
    lines = _lines(agreements)
    rows = list(
        Fund.objects.current()
        .filter(agreement__in=agreements)
        .select_related("host", "holder", "agreement__host")
    )
    by_key = {fund.pk: fund for fund in rows}
    funds: dict[int, list[FundFacts]] = defaultdict(list)
    for fund in rows:
        funds[fund.agreement_id].append(_fund(fund, by_key, tuple(lines[fund.pk])))
    return funds


def _fund(fund: Fund, by_key: dict[int, Fund], lines: tuple[LineFacts, ...]) -> FundFacts:
    return FundFacts(
        key=fund.pk,
        name=fund.name,
        kind=fund.kind,
        kind_label=fund.get_kind_display(),
        within=fund.within_id,
        host=_host(fund, by_key),
        holder=str(fund.holder or ""),
        unit=fund.unit,
        source=fund.source,
        note=fund.note,
        lines=lines,
    )


def _host(fund: Fund, by_key: dict[int, Fund]) -> str:
    """The fund's host, else that of the fund it is part of, else the agreement's."""
    level: Fund | None = fund
    while level is not None:
        if level.host is not None:
            return str(level.host)
        level = by_key.get(level.within_id) if level.within_id else None
    return str(fund.agreement.host or "")


def _lines(agreements: Sequence[Agreement]) -> dict[int, list[LineFacts]]:
    figures: dict[int, list[Figure]] = defaultdict(list)
    amounts = Contribution.objects.in_use().filter(line__fund__agreement__in=agreements)
    for amount in amounts.select_related("agreed_by"):
        figures[amount.line_id].append(_figure(amount))
    lines: dict[int, list[LineFacts]] = defaultdict(list)
    in_use = ContributionLine.objects.in_use().filter(fund__agreement__in=agreements)
    for line in in_use.select_related("partner", "group", "grant"):
        lines[line.fund_id].append(_line(line, tuple(figures[line.pk])))
    return lines


def _figure(amount: Contribution) -> Figure:
    return Figure(
        year=amount.year,
        amount=amount.amount,
        status=amount.status,
        status_label=amount.get_status_display(),
        counted=amount.status in COUNTED,
        agreed=amount.how_agreed,
    )


def _line(line: ContributionLine, figures: tuple[Figure, ...]) -> LineFacts:
    return LineFacts(
        key=line.pk,
        contributor=str(line.contributor),
        contributor_key=_contributor_key(line),
        description=line.description,
        recurrence=line.get_recurrence_display(),
        given_as=line.get_given_as_display(),
        spending=line.get_spending_display(),
        charges=line.get_charges_display(),
        source=line.get_source_display(),
        source_detail=line.source_detail,
        grant=str(line.grant or ""),
        note=line.note,
        rounded_to=line.rounded_to,
        figures=figures,
    )


def _contributor_key(row: ContributionLine | PublishedTotal) -> str:
    return f"body-{row.partner_id}" if row.partner_id else f"group-{row.group_id}"


def _published(row: PublishedTotal) -> PublishedFacts:
    of_somebody = row.partner_id or row.group_id
    return PublishedFacts(
        key=row.pk,
        label=row.label,
        amount=row.amount,
        rounded_to=row.rounded_to,
        fund=row.fund_id,
        contributor_key=_contributor_key(row) if of_somebody else None,
        contributor=str(row.partner or row.group) if of_somebody else "",
        year=row.year,
        source=row.source,
        note=row.note,
    )


def _grant(grant: Grant) -> GrantFacts:
    return GrantFacts(
        key=grant.pk,
        name=grant.name,
        giver=grant.giver,
        receiver=str(grant.receiver or ""),
        fund=str(grant.fund or ""),
        amount=grant.amount,
        condition=grant.condition,
        needed_by=grant.needed_by,
        outcome=grant.outcome,
        outcome_label=grant.get_outcome_display(),
        outcome_on=grant.outcome_on,
        note=grant.note,
    )


def _groups(agreements: Sequence[Agreement]) -> dict[int, list[GroupFacts]]:
    members: dict[int, list[Body]] = defaultdict(list)
    current = PartnerGroupMember.objects.current().filter(group__agreement__in=agreements)
    for member in current.select_related("body"):
        members[member.group_id].append(member.body)
    groups: dict[int, list[GroupFacts]] = defaultdict(list)
    for group in PartnerGroup.objects.current().filter(agreement__in=agreements):
        bodies = members[group.pk]
        names, keys = tuple(map(str, bodies)), tuple(f"body-{body.pk}" for body in bodies)
        groups[group.agreement_id].append(GroupFacts(group.pk, group.name, names, keys))
    return groups
