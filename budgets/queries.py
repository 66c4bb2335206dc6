"""Reads that gather the facts of a schedule or a grid; their number never grows with the data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Prefetch

from budgets.calculations import (
    Check,
    FundFacts,
    FundSchedule,
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
from core.dates import FinancialYear
from core.money import Money
from core.timeline import FieldChange, LaterChange, in_words
from partnerships.models import Agreement, Body

type Cells = dict[tuple[int, FinancialYear], Money]


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
    figures: dict[int, list[tuple[FinancialYear, Money]]] = defaultdict(list)
    for amount in Contribution.objects.in_use().filter(line__fund__agreement__in=agreements):
        figures[amount.line_id].append((amount.year, amount.amount))
    lines: dict[int, list[LineFacts]] = defaultdict(list)
    in_use = ContributionLine.objects.in_use().filter(fund__agreement__in=agreements)
    for line in in_use.select_related("partner", "group", "grant"):
        lines[line.fund_id].append(_line(line, tuple(figures[line.pk])))
    return lines


def _line(line: ContributionLine, figures: tuple[tuple[FinancialYear, Money], ...]) -> LineFacts:
    return LineFacts(
        key=line.pk,
        contributor=str(line.contributor),
        contributor_key=_contributor_key(line),
        description=line.description,
        certainty=line.certainty,
        certainty_label=line.get_certainty_display(),
        counted=line.certainty in COUNTED,
        recurrence=line.get_recurrence_display(),
        given_as=line.get_given_as_display(),
        spending=line.get_spending_display(),
        charges=line.get_charges_display(),
        source=line.get_source_display(),
        source_detail=line.source_detail,
        grant=str(line.grant or ""),
        note=line.note,
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


@dataclass(frozen=True)
class Grid:
    """A fund's amounts for editing: a row a line, a column a year, and the version they are."""

    fund: Fund
    lines: Sequence[ContributionLine]
    cells: Cells
    version: int

    @property
    def years(self) -> list[FinancialYear]:
        return sorted({year for _, year in self.cells})


def grid_of(fund: Fund) -> Grid:
    """The fund's own lines in use, with their amounts."""
    lines = list(fund.lines.current().select_related("partner", "group"))
    amounts = Contribution.objects.current().filter(line__in=lines)
    cells = {(amount.line_id, amount.year): amount.amount for amount in amounts}
    return Grid(fund, lines, cells, grid_version(fund))


def grid_version(fund: Fund) -> int:
    """Number of the latest change to any amount or line of the fund; nought before the first."""
    amounts = _amount_history(fund).aggregate(latest=Max("history_id"))["latest"]
    return amounts or 0


def cells_at(fund: Fund, version: int) -> Cells:
    """The amounts as they were at that version of the grid."""
    rows = _amount_history(fund).filter(history_id__lte=version).order_by("id", "-history_id").distinct("id")
    return {(row.line_id, row.year): row.amount for row in rows if row.retired_at is None}


def grid_changes_since(fund: Fund, version: int) -> list[LaterChange]:
    """Every amount somebody changed after that version of the grid, oldest first."""
    rows = list(_amount_history(fund).select_related("act__by").order_by("history_id"))
    names = {line.pk: str(line) for line in fund.lines.select_related("partner", "group")}
    last: dict[int, str] = {}
    changes = []
    for row in rows:
        after = "" if row.retired_at else f"£{row.amount.amount:,.2f}"
        before = last.get(row.id, "")
        last[row.id] = after
        if row.history_id > version and before != after:
            field = FieldChange(f"{names[row.line_id]}, {row.year}", before, after)
            changes.append(LaterChange(field, row.act.by.name, row.act.at))
    return changes


def _amount_history(fund: Fund) -> Any:
    return Contribution.history.filter(line__fund=fund)


def retired_lines_typed_in(fund: Fund, typed: dict[int, str]) -> list[LaterChange]:
    """Lines retired while a grid was open, with what the user had typed for them, by the line's key."""
    gone = fund.lines.filter(pk__in=typed, retired_at__isnull=False)
    return [
        LaterChange(
            FieldChange(f"{line}: the whole line", f"You typed {typed[line.pk]}", "Retired"),
            line.retired_by.name,
            line.retired_at,
        )
        for line in gone.select_related("partner", "group", "retired_by")
        if line.retired_at and line.retired_by
    ]


def version_of_the_record(agreement: Agreement) -> str:
    """Which state of the agreement a file shows: the last thing done to it, and when."""
    latest = agreement.acts.order_by("-at", "-pk").first()
    if latest is None:
        return "Nothing recorded yet"
    return f"As changed on {in_words(latest.at)}: {latest.label.lower()} (entry {latest.pk} of the history)"


def partners_by_name(agreement: Agreement) -> list[str]:
    """The names of the current partners, in the order they were recorded."""
    return [str(party.body) for party in agreement.parties.current().select_related("body")]


@dataclass(frozen=True)
class MoneyTab:
    """The records the Money tab links to, besides the schedule's facts."""

    grants: Sequence[Grant]
    groups: Sequence[PartnerGroup]
    published: dict[int, PublishedTotal]
    retired: Sequence[Any]


def money_tab(agreement: Agreement) -> MoneyTab:
    members = Prefetch(
        "members", PartnerGroupMember.objects.current().select_related("body"), to_attr="current_members"
    )
    return MoneyTab(
        grants=list(agreement.grants.current().select_related("receiver", "fund")),
        groups=list(agreement.partner_groups.current().prefetch_related(members)),
        published={total.pk: total for total in agreement.published_totals.current()},
        retired=_retired(
            agreement.funds, agreement.partner_groups, agreement.grants, agreement.published_totals
        ),
    )


@dataclass(frozen=True)
class FundPage:
    """A fund's own page: its schedule and the lines to change."""

    schedule: FundSchedule | None
    columns: tuple[str, ...]
    parts: tuple[FundSchedule, ...]
    lines: Sequence[ContributionLine]
    published: Sequence[Check]
    retired: Sequence[Any]


def fund_page(fund: Fund) -> FundPage:
    schedule = schedule_of(fund.agreement)
    laid_out = {each.key: each for each in (*schedule.funds, *schedule.in_view)}
    keys = set(PublishedTotal.objects.current().filter(fund=fund).values_list("pk", flat=True))
    return FundPage(
        schedule=laid_out.get(fund.pk),
        columns=schedule.columns,
        parts=tuple(each for each in schedule.funds if each.fund.within == fund.pk),
        lines=list(fund.lines.current().select_related("partner", "group", "grant")),
        published=tuple(check for check in schedule.checks if check.key in keys),
        retired=_retired(fund.lines.select_related("partner", "group")),
    )


def _retired(*row_sets: Any) -> list[Any]:
    return [
        row for rows in row_sets for row in rows.filter(retired_at__isnull=False).select_related("retired_by")
    ]
