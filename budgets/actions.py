"""Writes of this app that are more than recording, changing or retiring one record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from budgets.exports import ScheduleFile, schedule_file
from budgets.models import Contribution, ContributionLine, Fund
from budgets.queries import grid_version
from budgets.rules import line_is_of_a_fund_in_use
from core import actions
from core.dates import FinancialYear
from core.history import StaleEdit, act, lock
from core.models import User
from core.money import Money
from core.rules import (
    RuleBroken,
    RulesBroken,
    check,
    clean,
    must_not_be_retired,
    must_not_belong_to_what_is_retired,
)
from partnerships.models import Agreement

type Typed = Mapping[tuple[int, FinancialYear], Money | None]

CLEARED = "Cleared in the grid"


class NothingChanged(Exception):
    """Every amount is as it was; no act was made."""


def save_contributions(
    *, fund: Fund, cells: Typed, by: User, at: datetime, version: int | None = None, why: str = ""
) -> int:
    """Save amounts of a fund's lines, all or none; return how many changed.

    `cells` maps (key of the line, year) to an amount in pounds, None to clear it; cells it leaves out stay.
    With the `version` of the grid it was typed in, raises `StaleEdit` where an amount changed since.
    Raises `RulesBroken`, each with the name of its cell as the field, and `NothingChanged`.
    """
    with act("contributions.changed", by=by, at=at, why=why) as opened:
        lock(fund)
        fund.refresh_from_db()
        must_not_be_retired(fund)
        must_not_belong_to_what_is_retired(fund)
        if version is not None and grid_version(fund) != version:
            raise StaleEdit
        new, changed, cleared = _differences(fund, cells)
        if not (new or changed or cleared):
            raise NothingChanged
        _check_all([*new, *changed])
        for amount in cleared:
            amount.retired_at, amount.retired_by, amount.retired_why = at, by, why or CLEARED
        fields = ["amount", "amount_currency", "retired_at", "retired_by", "retired_why"]
        actions.write_new(new, at=at)
        actions.write_changed([*changed, *cleared], fields, at=at)
        opened.concerns(fund.agreement)
        return len(new) + len(changed) + len(cleared)


def _differences(
    fund: Fund, cells: Typed
) -> tuple[list[Contribution], list[Contribution], list[Contribution]]:
    """What is to be made, changed and cleared for the amounts to be as typed."""
    lines = {line.pk: line for line in fund.lines.current().select_related("partner", "group", "fund")}
    stored = {
        (amount.line_id, amount.year): amount
        for amount in Contribution.objects.current().filter(line__in=lines)
    }
    new, changed, cleared = [], [], []
    for (line_key, year), typed in cells.items():
        if line_key not in lines:
            raise RuleBroken(line_is_of_a_fund_in_use, detail="Or the line itself was.")
        amount = stored.get((line_key, year))
        if amount is None:
            if typed is not None:
                new.append(Contribution(line=lines[line_key], year=year, amount=typed))
        elif typed is None:
            cleared.append(amount)
        elif amount.amount != typed:
            amount.line, amount.amount = lines[line_key], typed
            changed.append(amount)
    return new, changed, cleared


def _check_all(amounts: Iterable[Contribution]) -> None:
    """Raise `RulesBroken` with what every amount would break, at the cells in fault."""
    broken = []
    for amount in amounts:
        try:
            clean(amount)
            check(amount)
        except RulesBroken as refusal:
            broken += [each.at(amount.cell) for each in refusal.broken]
    if broken:
        raise RulesBroken(broken)


def add_line_for_each_partner(*, fund: Fund, by: User, at: datetime) -> int:
    """Begin a fund with a line for each partner that has none in it; return how many were added."""
    with act("contribution-line.recorded", by=by, at=at):
        lock(fund)
        taken = fund.lines.current().exclude(partner=None).values_list("partner", flat=True)
        parties = fund.agreement.parties.current().exclude(body__in=taken).select_related("body")
        added = [
            ContributionLine(fund=fund, partner=party.body, position=n) for n, party in enumerate(parties, 1)
        ]
        if not added:
            raise NothingChanged
        for line in added:
            actions.record(line, by=by, at=at)
        return len(added)


def export_schedule(*, agreement: Agreement, file_format: str, by: User, at: datetime) -> ScheduleFile:
    """The schedule as `xlsx` or `csv`, and in the history that it was taken out."""
    with act("budget-schedule.exported", by=by, at=at, why=f"As {file_format}") as opened:
        file = schedule_file(agreement, file_format, at=at, by_name=by.name)
        opened.concerns(agreement)
        return file
