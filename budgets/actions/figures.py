"""Writing the figures of a fund: the grid, how far they are settled, a line that moves, what is retired."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.timezone import localdate

from budgets.actions.agreeing import AGREEMENT, RETIREMENT, Seen, lose
from budgets.models import Contribution, ContributionLine, Fund, LostAgreement, Status
from budgets.queries import grid_version
from budgets.rules import (
    agreed_figure_changes_with_a_reason,
    figure_agreed_is_agreed_by_agreeing,
    line_is_of_a_fund_in_use,
)
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

type Typed = Mapping[tuple[int, FinancialYear], Money | None]

CLEARED = "Cleared in the grid"


class NothingChanged(Exception):
    """Every figure is as it was; no act was made."""


@dataclass
class _Differences:
    """What is to be made, changed and cleared for the figures to be as typed, and what is agreed no more."""

    new: list[Contribution] = field(default_factory=list)
    changed: list[Contribution] = field(default_factory=list)
    cleared: list[Contribution] = field(default_factory=list)
    lost: list[LostAgreement] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.new) + len(self.changed) + len(self.cleared)


def save_contributions(
    *,
    fund: Fund,
    cells: Typed,
    by: User,
    at: datetime,
    status: str = "",
    version: int | None = None,
    why: str = "",
) -> int:
    """Save amounts of a fund's lines, all or none; return how many changed.

    `cells` maps (key of the line, year) to an amount in pounds, None to clear it; cells it leaves out stay.
    What is new or changed gets the `status`; without one, what is new is proposed and what was changed
    stays as settled as it was, but that an agreed figure is only proposed and `why` is required.
    With the `version` of the grid it was typed in, raises `StaleEdit` where an amount changed since.
    Raises `RulesBroken`, each with the name of its cell as the field, and `NothingChanged`.
    """
    with act("contributions.changed", by=by, at=at, why=why) as opened:
        _lock_in_use(fund)
        if version is not None and grid_version(fund) != version:
            raise StaleEdit
        found = _differences(fund, cells, status, by=by, at=at, why=why)
        if not found.count:
            raise NothingChanged
        if found.lost:
            agreed_figure_changes_with_a_reason(why)
        for amount in (*found.new, *found.changed):
            amount.why_negative = (why or amount.why_negative) if amount.amount.amount < 0 else ""
        _check_all([*found.new, *found.changed])
        for amount in found.cleared:
            amount.retired_at, amount.retired_by, amount.retired_why = at, by, why or CLEARED
        actions.write_new(found.new, at=at)
        fields = ("amount", "amount_currency", "why_negative", *AGREEMENT, *RETIREMENT)
        actions.write_changed([*found.changed, *found.cleared], fields, at=at)
        actions.write_new(found.lost, at=at)
        opened.concerns(fund.agreement)
        return found.count


def _lock_in_use(fund: Fund) -> None:
    lock(fund)
    fund.refresh_from_db()
    must_not_be_retired(fund)
    must_not_belong_to_what_is_retired(fund)


def _differences(fund: Fund, cells: Typed, status: str, *, by: User, at: datetime, why: str) -> _Differences:
    lines = {line.pk: line for line in fund.lines.not_retired().select_related("partner", "group", "fund")}
    stored = {
        (amount.line_id, amount.year): amount
        for amount in Contribution.objects.not_retired().filter(line__in=lines)
    }
    found = _Differences()
    for key, typed in cells.items():
        if key[0] not in lines:
            raise RuleBroken(line_is_of_a_fund_in_use, detail="Or the line itself was.")
        amount = stored.get(key) or Contribution(line=lines[key[0]], year=key[1])
        is_new, amount.line = amount.pk is None, lines[key[0]]
        if typed == (None if is_new else amount.amount):
            continue
        if amount.is_agreed:
            found.lost.append(lose(amount, typed, by=by, at=at, why=why))
        if typed is None:
            found.cleared.append(amount)
        else:
            amount.amount, amount.status = typed, status or amount.status
            (found.new if is_new else found.changed).append(amount)
    return found


def _check_all(amounts: Iterable[Contribution]) -> None:
    """Raise `RulesBroken` with what every amount would break, at the cells in fault or at the reason."""
    broken = []
    for amount in amounts:
        try:
            clean(amount)
            check(amount)
        except RulesBroken as refusal:
            broken += [each.at("why" if each.field == "why" else amount.cell) for each in refusal.broken]
    if broken:
        raise RulesBroken(broken)


def settle_figures(*, fund: Fund, figures: Seen, status: str, by: User, at: datetime, why: str = "") -> int:
    """Say that figures are proposed, indicative or requested; return how many that changes.

    Those that were agreed are so no more: `why` is then required and their partner is told. Raises
    `StaleEdit` where a figure is no longer the amount that was seen, `RulesBroken` and `NothingChanged`.
    """
    with act("figures.settled", by=by, at=at, why=why) as opened:
        _lock_in_use(fund)
        if status == Status.AGREED:
            raise RuleBroken(figure_agreed_is_agreed_by_agreeing, field="status")
        rows = Contribution.objects.in_use().filter(line__fund=fund, pk__in=figures)
        stored = list(rows.select_related("line__partner", "line__group", "line__fund"))
        if {each.pk: each.amount for each in stored} != dict(figures):
            raise StaleEdit
        changed = [each for each in stored if each.status != status]
        if not changed:
            raise NothingChanged
        lost = [lose(each, each.amount, by=by, at=at, why=why) for each in changed if each.is_agreed]
        if lost:
            agreed_figure_changes_with_a_reason(why)
        for each in changed:
            each.status = status
        actions.write_changed(changed, AGREEMENT, at=at)
        actions.write_new(lost, at=at)
        opened.concerns(fund.agreement)
        return len(changed)


def change_line(
    line: ContributionLine, *, by: User, at: datetime, version: int | None = None, why: str = ""
) -> None:
    """Save a changed line. Where its partner is another now, what the one before agreed is agreed no more."""
    with act("contribution-line.changed", by=by, at=at, why=why):
        lock(line, version=version)
        stored = ContributionLine.objects.get(pk=line.pk)
        if (stored.partner_id, stored.group_id) != (line.partner_id, line.group_id):
            _lose_all(stored.contributions.not_retired(), by=by, at=at, why=why)
        actions.change(line, by=by, at=at, version=version, why=why)


def retire_with_figures(retired: Fund | ContributionLine, *, by: User, at: datetime, why: str) -> None:
    """Retire a line, or a fund with its lines; what was agreed of it is agreed no more."""
    with act(f"{retired.noun().replace(' ', '-')}.retired", by=by, at=at, why=why):
        lock(retired)
        of_it = {"line__fund": retired} if isinstance(retired, Fund) else {"line": retired}
        _lose_all(Contribution.objects.in_use().filter(**of_it), by=by, at=at, why=why)
        actions.retire(retired, by=by, at=at, why=why)


def _lose_all(figures: Iterable[Contribution], *, by: User, at: datetime, why: str) -> None:
    agreed = [figure for figure in figures if figure.is_agreed]
    if agreed:
        agreed_figure_changes_with_a_reason(why)
        lost = [lose(figure, None, by=by, at=at, why=why) for figure in agreed]
        actions.write_changed(agreed, AGREEMENT, at=at)
        actions.write_new(lost, at=at)


def add_line_for_each_partner(*, fund: Fund, by: User, at: datetime) -> int:
    """Begin a fund with a line for each partner that has none in it; return how many were added."""
    with act("contribution-line.recorded", by=by, at=at):
        lock(fund)
        taken = fund.lines.not_retired().exclude(partner=None).values_list("partner", flat=True)
        parties = (
            fund.agreement.parties.not_left_on(localdate(at)).exclude(body__in=taken).select_related("body")
        )
        added = [
            ContributionLine(fund=fund, partner=party.body, position=n) for n, party in enumerate(parties, 1)
        ]
        if not added:
            raise NothingChanged
        for line in added:
            actions.record(line, by=by, at=at)
        return len(added)
