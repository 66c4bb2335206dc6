"""Reads about a body that closes: what hangs on it, and what is confirmed of that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from core.models import User
from core.permissions import Permission, bodies_where
from partnerships.hanging import Beside, Thing, beside, things_of
from partnerships.models import Agreement, Body, Novation, Party


def parties_left_behind(body: Body, last: date) -> Any:
    """Where the body is party after its last day: who succeeds it there is not confirmed yet."""
    parties = Party.objects.not_retired().filter(body=body, agreement__retired_at=None)
    return parties.filter(Q(left_on=None) | Q(left_on__gt=last))


def is_bound(party: Party) -> bool:
    """Whether the party has signed, or stands in the place of one that had."""
    signed = party.agreement.signatures.not_retired().filter(body=party.body_id)
    return signed.exists() or party.succeeds.not_retired().filter(is_bound=True).exists()


def unconfirmed_agreements(body: Body, *, seen_by: User) -> Any:
    """Agreements that the user may see in which the body is party after its last day, if it has one."""
    if body.closed_on is None:
        return Agreement.objects.none()
    behind = parties_left_behind(body, body.closed_on)
    return Agreement.objects.visible_to(seen_by).not_retired().filter(pk__in=behind.values("agreement"))


def novated_agreements(body: Body, *, seen_by: User) -> Any:
    """Agreements that the user may see in which it is confirmed who succeeds the body."""
    done = Novation.objects.not_retired().filter(party__body=body)
    return Agreement.objects.visible_to(seen_by).not_retired().filter(pk__in=done.values("agreement"))


def successors_of(body: Body) -> list[Body]:
    """The bodies that follow it, by the record of that."""
    edges = body.successions.not_retired().select_related("successor__kind")
    return list(dict.fromkeys(edge.successor for edge in edges))


def agreements_confirmed_by(user: User, body: Body, agreements: Any) -> Any:
    """Those of the agreements in which the user may confirm who succeeds the body.

    That is for the people of the body itself, of a successor, and of the body that keeps the agreement.
    """
    keepers = _keepers_for(user, body, successors_of(body))
    return agreements if keepers is None else agreements.filter(kept_by__in=keepers)


def _keepers_for(user: User, body: Body, successors: Sequence[Body]) -> set[int | None] | None:
    """The bodies of the user's by keeping an agreement; None where they may confirm in any."""
    mine = bodies_where(user, Permission.CHANGE_AGREEMENTS)
    return None if mine & {body.pk, *(each.pk for each in successors)} else mine


def confirms_any(user: User, body: Body) -> bool:
    """Whether it is the user's to confirm who succeeds the body, in all agreements they see or in some."""
    if _keepers_for(user, body, successors_of(body)) is None:
        return True
    waiting = unconfirmed_agreements(body, seen_by=user)
    return agreements_confirmed_by(user, body, waiting).exists()


@dataclass(frozen=True)
class Hanging:
    """An agreement with what hangs on the body there; `may_confirm`: whether it is the user's to say."""

    agreement: Agreement
    things: Sequence[Thing]
    may_confirm: bool


@dataclass(frozen=True)
class Closing:
    """What a page about a body that closes shows."""

    successors: Sequence[Body]
    hanging: Sequence[Hanging]
    may_confirm: bool
    novated: int
    beside: Sequence[Beside]


def closing(body: Body, shown: Collection[Agreement], *, seen_by: User) -> Closing:
    """`shown` are the agreements of which it is told what hangs on the body."""
    assert body.closed_on is not None
    hanging = hanging_in(shown, body, seen_by=seen_by)
    return Closing(
        successors=successors_of(body),
        hanging=hanging,
        may_confirm=any(each.may_confirm for each in hanging),
        novated=novated_agreements(body, seen_by=seen_by).count(),
        beside=list(beside(body, seen_by=seen_by, last=body.closed_on)),
    )


def hanging_in(agreements: Collection[Agreement], body: Body, *, seen_by: User) -> list[Hanging]:
    """What hangs on the body in each of these agreements, in a number of queries that does not grow."""
    assert body.closed_on is not None
    keys = [each.pk for each in agreements]
    found = defaultdict(list)
    for thing in things_of(body.pk, last=body.closed_on, agreements=keys):
        found[thing.agreement].append(thing)
    keepers = _keepers_for(seen_by, body, successors_of(body))
    return [
        Hanging(each, found[each.pk], keepers is None or each.kept_by_id in keepers) for each in agreements
    ]
