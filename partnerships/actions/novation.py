"""Confirming who stands in the place of a body that closed: one act for each agreement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from core import actions
from core.history import act, lock, submission
from core.models import User
from core.permissions import Permission, may_at
from core.rules import RulesBroken, must_not_be_retired
from partnerships import rules
from partnerships.hanging import Handover, Thing, hand_over, held_without_dates, things_of
from partnerships.models import Agreement, Body, FormerHolder, Invitation, Novation, Party
from partnerships.queries.closing import is_bound, parties_left_behind

# Which successors each thing goes to, by its code; none where it ends with the body.
type Answers = Mapping[str, Sequence[Body]]


def novate(
    agreement: Agreement,
    *,
    body: Body,
    joining: Sequence[Body],
    answers: Answers | None = None,
    all_to: Sequence[Body] | None = None,
    by: User,
    at: datetime,
    why: str = "",
) -> None:
    """Put those that join in the place of a body that closed, from the day after its last.

    Each of its things goes where `answers` say; without them to `all_to`, or to all that join. A successor is
    confirmed at once where `by` acts for it, else when its own people accept. Raises `RulesBroken`.
    """
    with act("agreement.novated", by=by, at=at, why=why) as opened:
        lock(agreement)
        agreement.refresh_from_db()
        must_not_be_retired(agreement)
        body.refresh_from_db()
        rules.succession.body_has_closed(body, localdate(at))
        last: date = body.closed_on  # type: ignore[assignment]  # the rule asked
        rules.succession.novation_is_confirmed_by_one_concerned(agreement, body, by)
        rules.succession.those_that_join_follow_it(body, joining)
        party = parties_left_behind(body, last).filter(agreement=agreement).first()
        rules.succession.body_is_still_a_party(party)
        assert party is not None
        handover = Handover(body, joining, last, opened)
        joined = [_join(agreement, party, successor, handover) for successor in joining]
        for thing in things_of(body.pk, last=last, agreements=[agreement.pk]):
            to = answers.get(thing.code) if answers is not None else joining if all_to is None else all_to
            rules.succession.each_thing_is_answered(thing, to, joining)
            hand_over(thing, Handover(body, to or (), last, opened))
            _remember(agreement, thing, handover)
        _leave(agreement, party, handover)
        bound = is_bound(party)
        successors: list[Party | None] = [*joined] or [None]
        for successor in successors:
            new = Novation(
                agreement=agreement, party=party, successor=successor, on=handover.first, is_bound=bound
            )
            actions.record(new, by=by, at=at)
        opened.concerns(agreement)


def _join(agreement: Agreement, party: Party, body: Body, handover: Handover) -> Party:
    """The successor's own place among the parties: one it has on that day, or a new one."""
    by, at = handover.by, handover.at
    known = agreement.parties.not_left_on(handover.first).filter(body=body).select_related("body").first()
    if known is not None:
        return known
    says: dict[str, Any] = {"agreement": agreement, "body": body, "role_note": party.role_note}
    new = Party(joined_on=handover.first, **says)
    new.confirmed = bool(may_at(by, Permission.ANSWER_INVITATIONS, body.pk))
    if not new.confirmed and not agreement.invitations.open().filter(body=body).exists():
        inviter = handover.body
        actions.record(Invitation(inviter=inviter, joined_on=handover.first, **says), by=by, at=at)
    actions.record(new, by=by, at=at)
    return new


def _remember(agreement: Agreement, thing: Thing, handover: Handover) -> None:
    """Let earlier days be read with the body that closed, where the thing says only who holds it now."""
    if held_without_dates(thing.kind):
        former = FormerHolder(agreement=agreement, kind=thing.kind, key=thing.key, name=thing.name)
        former.body, former.to_on = handover.body, handover.last
        actions.record(former, by=handover.by, at=handover.at)


def _leave(agreement: Agreement, party: Party, handover: Handover) -> None:
    party.left_on = handover.last
    actions.change(party, by=handover.by, at=handover.at)
    if agreement.kept_by_id == party.body_id and handover.to:
        agreement.refresh_from_db()
        agreement.kept_by = handover.to[0]
        actions.write(agreement)


@dataclass(frozen=True)
class Outcome:
    """How many were confirmed, and why each other was refused, by its key."""

    confirmed: int
    refused: Mapping[int, str]


def novate_several(
    agreements: Iterable[Agreement],
    *,
    body: Body,
    joining: Sequence[Body],
    to: Body | None,
    by: User,
    at: datetime,
    why: str = "",
) -> Outcome:
    """Novate several, each with an act of its own, and everything in them to one successor.

    Those that were confirmed stay so where a later one is refused: it can be gone on with at any time.
    """
    confirmed, refused = 0, {}
    all_to = [to] if to else []
    for agreement in agreements:
        # A form is sent once: the first act carries its key.
        with submission(None) if confirmed else nullcontext():
            try:
                novate(agreement, body=body, joining=joining, all_to=all_to, by=by, at=at, why=why)
                confirmed += 1
            except RulesBroken as refusal:
                refused[agreement.pk] = str(refusal.broken[0])
    return Outcome(confirmed, refused)
