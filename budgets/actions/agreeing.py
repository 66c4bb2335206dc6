"""A figure is agreed by whose money it is; changed since, it is agreed no more and its partner is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial

from budgets import rules
from budgets.models import Contribution, LostAgreement, Status
from core import actions
from core.history import StaleEdit, act, lock
from core.models import User
from core.money import Money
from core.rules import check_all, must_not_be_retired
from partnerships.models import Agreement

AGREED_ANEW = "Agreed anew"
SEEN = "Seen by the partner"
AGREEMENT = (
    "status",
    "agreed_amount",
    "agreed_amount_currency",
    "agreed_at",
    "agreed_by",
    "agreed_as_reported",
    "agreed_source",
)
RETIREMENT = ("retired_at", "retired_by", "retired_why")

# Figures with the amount that was seen of each, by the key of the contribution.
type Seen = Mapping[int, Money]


def agree_figures(*, agreement: Agreement, figures: Seen, by: User, at: datetime, source: str = "") -> int:
    """Agree figures of the body whose finance officer `by` is; return how many.

    Raises `RulesBroken` for a figure of another body or, without a source, of several partners together,
    and `StaleEdit` where one is no longer the amount that was seen.
    """
    with act("figures.agreed", by=by, at=at, why=source) as opened:
        agreed = _locked(agreement, figures)
        check_all(partial(rules.figure_is_agreed_by_its_own_finance_officer, each, by) for each in agreed)
        check_all(partial(rules.figure_of_several_has_a_source, each, source) for each in agreed)
        _agree(agreed, by=by, at=at, source=source, as_reported=False)
        opened.concerns(agreement)
        return len(agreed)


def record_agreed_as_reported(
    *, agreement: Agreement, figures: Seen, by: User, at: datetime, source: str
) -> int:
    """Record figures as agreed where nobody of the partner could sign in to agree them; return how many.

    `source` names the paper or minute. Commands that load what papers say call this. Raises
    `RulesBroken` without a source, or where the partner has people, who agree it themselves, and `StaleEdit`.
    """
    with act("figures.recorded-as-agreed", by=by, at=at, why=source) as opened:
        agreed = _locked(agreement, figures)
        rules.figure_agreed_as_reported_has_a_source(source)
        check_all(partial(rules.figure_of_a_body_with_people_is_agreed_by_them, each) for each in agreed)
        _agree(agreed, by=by, at=at, source=source, as_reported=True)
        opened.concerns(agreement)
        return len(agreed)


def see_lost_agreements(
    *, agreement: Agreement, lost: Sequence[LostAgreement], by: User, at: datetime
) -> None:
    """Say that the partner has seen what became of figures it had agreed. Raises `RulesBroken`."""
    with act("lost-agreements.seen", by=by, at=at) as opened:
        lock(agreement)
        check_all(partial(rules.lost_agreement_is_seen_by_its_own_finance_officer, each, by) for each in lost)
        _retire(lost, by=by, at=at, why=SEEN)
        opened.concerns(agreement)


def lose(figure: Contribution, now: Money | None, *, by: User, at: datetime, why: str) -> LostAgreement:
    """Take its agreement from a figure that becomes `now`, None where it goes; both are yet to be written."""
    lost = LostAgreement(
        contribution=figure,
        partner_id=figure.line.partner_id,
        group_id=figure.line.group_id,
        amount_before=figure.agreed_amount,
        amount_after=now,
        lost_at=at,
        lost_by=by,
        why=why,
    )
    figure.not_agreed()
    return lost


def _locked(agreement: Agreement, figures: Seen) -> list[Contribution]:
    """These figures as stored, each still the amount that was seen; nobody else writes until the act ends."""
    lock(agreement)
    agreement.refresh_from_db()
    must_not_be_retired(agreement)
    rows = Contribution.objects.in_use().filter(line__fund__agreement=agreement, pk__in=figures)
    found = list(rows.select_related("line__partner", "line__group", "line__fund"))
    if {each.pk: each.amount for each in found} != dict(figures):
        raise StaleEdit
    return found


def _agree(agreed: Sequence[Contribution], *, by: User, at: datetime, source: str, as_reported: bool) -> None:
    for each in agreed:
        each.status, each.agreed_amount = Status.AGREED, each.amount
        each.agreed_at, each.agreed_by = at, by
        each.agreed_as_reported, each.agreed_source = as_reported, source
    actions.write_changed(agreed, AGREEMENT, at=at)
    whose = {each.pk: (each.line.partner_id, each.line.group_id) for each in agreed}
    told = LostAgreement.objects.not_retired().filter(contribution__in=agreed)
    answered = [each for each in told if whose[each.contribution_id] == (each.partner_id, each.group_id)]
    _retire(answered, by=by, at=at, why=AGREED_ANEW)


def _retire(lost: Iterable[LostAgreement], *, by: User, at: datetime, why: str) -> None:
    rows = [each for each in lost if not each.is_retired]
    for each in rows:
        each.retired_at, each.retired_by, each.retired_why = at, by, why
    actions.write_changed(rows, RETIREMENT, at=at)
