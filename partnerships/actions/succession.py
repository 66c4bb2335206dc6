"""Recording what becomes of bodies."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from core import actions
from core.history import act, lock, lock_order
from core.models import User
from core.rules import must_not_be_retired
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
    added = 0
    with act("reorganisation.bodies-named", by=by, at=at):
        lock(reorganisation)
        reorganisation.refresh_from_db()
        must_not_be_retired(reorganisation)
        lock_order(Succession())
        for predecessor in before:
            known = {
                each.successor_id: each
                for each in predecessor.successions.not_retired().select_related("predecessor", "successor")
            }
            for successor in after:
                edge = known.get(successor.pk) or Succession(predecessor=predecessor, successor=successor)
                if edge.reorganisation_id == reorganisation.pk:
                    continue
                edge.reorganisation, edge.kind, edge.on = reorganisation, kind, reorganisation.on
                (actions.change if edge.pk else actions.record)(edge, by=by, at=at)
                added += 1
    return added


def change_reorganisation(
    changed: Reorganisation, *, by: User, at: datetime, version: int | None = None, why: str = ""
) -> None:
    """Change an event; what is part of it takes effect on its day. Raises `RulesBroken`, or `StaleEdit`."""
    with act("reorganisation.changed", by=by, at=at, why=why):
        actions.change(changed, by=by, at=at, version=version, why=why)
        edges = changed.successions.not_retired().exclude(on=changed.on)
        for edge in edges.select_related("predecessor", "successor"):
            edge.reorganisation, edge.on = changed, changed.on
            actions.change(edge, by=by, at=at)
