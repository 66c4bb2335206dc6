"""Recording what becomes of bodies."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from core import actions
from core.history import act, lock, lock_order, tell_once_committed
from core.models import User
from core.rules import check, must_not_be_retired
from partnerships.models import Body, Reorganisation, Succession


def name_bodies(
    reorganisation: Reorganisation,
    *,
    before: Iterable[Body],
    after: Iterable[Body],
    kind: str,
    by: User,
    at: datetime,
) -> int:
    """Record that each of the ones is followed by each of the others; return how many that adds.

    One of them that is recorded already, outside of any reorganisation, becomes a part of this one. Raises
    `RulesBroken`.
    """
    with act("reorganisation.bodies-named", by=by, at=at):
        lock(reorganisation)
        reorganisation.refresh_from_db()
        must_not_be_retired(reorganisation)
        lock_order(Succession())
        edges = _edges(list(before), list(after))
        for edge in edges:
            edge.reorganisation, edge.kind, edge.on = reorganisation, kind, reorganisation.on
            check(edge)
        _write(edges, reorganisation, at=at)
    return len(edges)


def _edges(before: list[Body], after: list[Body]) -> list[Succession]:
    """An edge from each of the ones to each of the others that is part of no reorganisation yet."""
    recorded = Succession.objects.not_retired().filter(predecessor__in=before, successor__in=after)
    known = {(each.predecessor_id, each.successor_id): each for each in recorded}
    edges = []
    for predecessor in before:
        for successor in after:
            edge = known.get((predecessor.pk, successor.pk)) or Succession()
            edge.predecessor, edge.successor = predecessor, successor
            if edge.reorganisation_id is None:
                edges.append(edge)
    return edges


def _write(edges: list[Succession], reorganisation: Reorganisation, *, at: datetime) -> None:
    fields = ("reorganisation", "kind", "on")
    actions.write_changed([each for each in edges if each.pk], fields, at=at)
    actions.write_new([each for each in edges if each.pk is None], at=at)
    if affected := set(reorganisation.agreements_affected()):
        tell_once_committed(affected, at=at)


def change_reorganisation(
    changed: Reorganisation, *, by: User, at: datetime, version: int | None = None, why: str = ""
) -> None:
    """Change an event; what is part of it takes effect on its day. Raises `RulesBroken`, or `StaleEdit`."""
    with act("reorganisation.changed", by=by, at=at, why=why):
        actions.change(changed, by=by, at=at, version=version, why=why)
        edges = changed.successions.not_retired().exclude(on=changed.on)
        moved = list(edges.select_related("predecessor", "successor"))
        for edge in moved:
            edge.reorganisation, edge.on = changed, changed.on
            check(edge)
        _write(moved, changed, at=at)
