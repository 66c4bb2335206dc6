"""Beginning an agreement as a copy of another, with its funds and the rows of their grids."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import TextChoices

from budgets.models import (
    Contribution,
    ContributionLine,
    Fund,
    FundKind,
    PartnerGroup,
    PartnerGroupMember,
    Status,
)
from budgets.rules import funds_are_recorded_by_who_may
from core.actions import save_new, values_of
from core.history import act
from core.models import User
from partnerships import actions
from partnerships.models import Agreement

OF_A_GROUP = ("name",)
OF_A_FUND = ("name", "kind", "unit", "position")
OF_ITS_HOST = ("host_id", "pool_manager_post")
OF_A_LINE = (
    "partner",
    "description",
    "recurrence",
    "given_as",
    "spending",
    "charges",
    "source",
    "source_detail",
    "rounded_to",
    "position",
)
OF_AN_AMOUNT = ("year", "amount", "why_negative")


class MoneyCopied(TextChoices):
    NONE = "none", "None of it"
    LINES = "lines", "Its funds and contribution lines, without amounts"
    AMOUNTS = "amounts", "Its funds and contribution lines, with their amounts as proposed"


def copy_agreement(
    new: Agreement,
    *,
    original: Agreement,
    money: str,
    with_invitations: bool = False,
    by: User,
    at: datetime,
) -> None:
    """Record an agreement on the terms of another and, as far as is asked for, its money.

    A line is of a partner: those of bodies that are not party to the new agreement are left out, but for
    funds that are only in view. Raises `RulesBroken`.
    """
    with act("agreement.copied", by=by, at=at):
        parties = actions.copy_agreement(
            new, original=original, with_invitations=with_invitations, by=by, at=at
        )
        if money != MoneyCopied.NONE:
            funds_are_recorded_by_who_may(new, by)
            lines = _copy_lines(new, original, parties, at=at)
            if money == MoneyCopied.AMOUNTS:
                _copy_amounts(lines, at=at)


def _copy_lines(
    new: Agreement, original: Agreement, parties: set[int], *, at: datetime
) -> dict[int, ContributionLine]:
    """The new lines by the keys of those they are copied from."""
    groups = _copy_groups(new, original, parties, at=at)
    funds = _copy_funds(new, original, parties, at=at)
    lines = {}
    stored = ContributionLine.objects.in_use().filter(fund__agreement=original).select_related("partner")
    for old in stored:
        fund = funds[old.fund_id]
        if old.group_id or old.partner_id in parties or fund.kind == FundKind.IN_VIEW:
            group = groups[old.group_id]
            lines[old.pk] = ContributionLine(fund=fund, group=group, **values_of(old, OF_A_LINE))
    save_new(lines.values(), at=at)
    return lines


def _copy_groups(
    new: Agreement, original: Agreement, parties: set[int], *, at: datetime
) -> dict[int | None, Any]:
    """The new groups by the keys of the old ones, each with those of its members that are partners."""
    groups: dict[int | None, Any] = {
        old.pk: PartnerGroup(agreement=new, **values_of(old, OF_A_GROUP))
        for old in original.partner_groups.not_retired()
    }
    save_new(groups.values(), at=at)
    members = PartnerGroupMember.objects.not_retired().filter(group__in=groups, body__in=parties)
    save_new((PartnerGroupMember(group=groups[old.group_id], body_id=old.body_id) for old in members), at=at)
    return groups | {None: None}


def _copy_funds(
    new: Agreement, original: Agreement, parties: set[int], *, at: datetime
) -> dict[int | None, Any]:
    """The new funds by the keys of the old ones; what contains another is recorded before it."""
    waiting = list(original.funds.not_retired())
    funds: dict[int | None, Any] = {None: None}
    while level := [old for old in waiting if old.within_id in funds]:
        made: dict[int | None, Any] = {
            old.pk: _fund_like(old, new, funds[old.within_id], parties) for old in level
        }
        save_new(made.values(), at=at)
        funds |= made
        waiting = [old for old in waiting if old.pk not in funds]
    return funds


def _fund_like(old: Fund, new: Agreement, within: Fund | None, parties: set[int]) -> Fund:
    has_host = old.host_id in parties
    has_holder = old.holder_id in parties or old.kind == FundKind.IN_VIEW
    names = (*OF_A_FUND, *(OF_ITS_HOST if has_host else ()), *(("holder_id",) if has_holder else ()))
    return Fund(agreement=new, within=within, **values_of(old, names))


def _copy_amounts(lines: dict[int, ContributionLine], *, at: datetime) -> None:
    """What was agreed, proposed or indicative is proposed; what was only asked for is so here too."""
    save_new(
        (
            Contribution(line=lines[old.line_id], status=_status_of(old), **values_of(old, OF_AN_AMOUNT))
            for old in Contribution.objects.not_retired().filter(line__in=lines)
        ),
        at=at,
    )


def _status_of(old: Contribution) -> Status:
    return Status.REQUESTED if old.status == Status.REQUESTED else Status.PROPOSED
