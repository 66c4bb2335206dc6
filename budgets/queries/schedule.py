"""The schedule, budgets' part of an agreement as at a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from budgets.calculations import (
    Figure,
    FundFacts,
    GrantFacts,
    GroupFacts,
    GroupMemberFacts,
    LineFacts,
    PublishedFacts,
    Schedule,
    lay_out,
)
from budgets.calculations.varied import VariedFigure, varied_lines
from budgets.models import (
    COUNTED,
    Contribution,
    ContributionChange,
    ContributionLine,
    Fund,
    FundKind,
    Grant,
    PartnerGroup,
    PartnerGroupMember,
    PublishedTotal,
    Status,
)
from core.dates import in_words
from core.reading import Records, Wanted
from partnerships.as_at import AgreementAsAt
from partnerships.models import Agreement
from partnerships.queries import agreement_as_at, part_of_agreement
from partnerships.queries.varied import changes_standing


@part_of_agreement(
    Schedule,
    Wanted(Fund, "agreement", ("host", "holder")),
    Wanted(ContributionLine, "fund__agreement", ("partner", "group", "grant")),
    Wanted(Contribution, "line__fund__agreement", ("agreed_by",)),
    Wanted(PublishedTotal, "agreement", ("partner", "group")),
    Wanted(Grant, "agreement", ("fund", "receiver")),
    Wanted(PartnerGroup, "agreement"),
    Wanted(PartnerGroupMember, "group__agreement", ("body",)),
    Wanted(ContributionChange, "variation__agreement", ("fund", "partner", "group")),
)
def schedule_part(agreement: AgreementAsAt, records: Records) -> Schedule:
    """The budget schedule: what is in use of the agreement's funds, lines, amounts, totals and grants."""
    funds = records.beneath(Fund, agreement.key)
    by_key = {fund.pk: fund for fund in funds}
    varied = _varied(agreement, records)
    return lay_out(
        [
            _fund(fund, by_key, agreement, varied_lines(_lines(fund, records), varied.get(fund.pk, ())))
            for fund in funds
        ],
        [_published(each) for each in records.beneath(PublishedTotal, agreement.key)],
        [_grant(each) for each in records.beneath(Grant, agreement.key)],
        [_group(each, records) for each in records.beneath(PartnerGroup, agreement.key)],
    )


def schedule_of(agreement: Agreement, *, on: date) -> Schedule:
    """The agreement's budget schedule alone."""
    return agreement_as_at(agreement.pk, on=on, parts=[Schedule]).part(Schedule)


def _varied(agreement: AgreementAsAt, records: Records) -> dict[int, list[VariedFigure]]:
    """The figures that variations in force on the day have changed, by the key of their fund."""
    signed = {each.number: each.signed_on for each in agreement.variations}
    found: dict[int, list[VariedFigure]] = {}
    for change in changes_standing(agreement, records, ContributionChange).values():
        said, day = change.what, signed[change.number]
        figure = Figure(
            year=said.year,
            amount=said.amount,
            status=Status.AGREED,
            status_label=Status.AGREED.label,
            counted=True,
            agreed=f"By {change.by}, {f'signed {in_words(day)}' if day else 'not signed yet'}",
        )
        whose = str(said.contributor), _contributor_key(said)
        varied = VariedFigure(said.pk, *whose, said.description, figure)
        found.setdefault(said.fund_id, []).append(varied)
    return found


def _fund(
    fund: Fund, by_key: dict[int, Fund], agreement: AgreementAsAt, lines: tuple[LineFacts, ...]
) -> FundFacts:
    is_aligned = fund.kind == FundKind.ALIGNED  # held apart: the host of what is pooled is not its own
    upwards: list[Fund | AgreementAsAt] = [fund] if is_aligned else [*_upwards(fund, by_key), agreement]
    hosts = [str(each.host) for each in upwards if each.host]
    managers = [each.pool_manager_post for each in upwards if each.pool_manager_post]
    return FundFacts(
        key=fund.pk,
        name=fund.name,
        kind=fund.kind,
        kind_label=fund.get_kind_display(),
        within=fund.within_id,
        host=next(iter(hosts), ""),
        pool_manager_post=next(iter(managers), ""),
        holder=str(fund.holder or ""),
        unit=fund.unit,
        source=fund.source,
        note=fund.note,
        lines=lines,
    )


def _upwards(fund: Fund, by_key: dict[int, Fund]) -> Iterator[Fund]:
    """The fund, then each that contains the one before."""
    level: Fund | None = fund
    while level is not None:
        yield level
        level = by_key.get(level.within_id) if level.within_id else None


def _lines(fund: Fund, records: Records) -> tuple[LineFacts, ...]:
    return tuple(
        _line(line, tuple(_figure(amount) for amount in records.beneath(Contribution, line.pk)))
        for line in records.beneath(ContributionLine, fund.pk)
    )


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


def _contributor_key(row: ContributionLine | PublishedTotal | ContributionChange) -> str:
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
        remark=grant.remark,
    )


def _group(group: PartnerGroup, records: Records) -> GroupFacts:
    members = tuple(
        GroupMemberFacts(each.pk, f"body-{each.body_id}", str(each.body))
        for each in records.beneath(PartnerGroupMember, group.pk)
    )
    return GroupFacts(group.pk, group.name, group.note, members)
