"""Importing bodies from a file: all of its rows, or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from core import actions
from core.history import act, lock_order
from core.models import Record, User
from core.rules import RulesBroken, check, clean
from partnerships.calculations.body_files import BodyRow
from partnerships.models import Body, Succession
from partnerships.queries.body_files import FIELDS, PlannedRow, planned

FIELDS_WRITTEN = tuple(name.removesuffix("_id") for name in FIELDS)


@dataclass(frozen=True)
class Imported:
    """What the file did or, for a trial, would do; nothing where any row has an error."""

    rows: Sequence[PlannedRow]
    bodies: int
    successions: int

    @property
    def wrong(self) -> list[str]:
        """Every row's errors, each with its number."""
        return [
            f"Row {each.row.number}: {'; '.join(each.row.errors)}" for each in self.rows if each.row.errors
        ]


class _TakeBack(Exception):
    """Undoes what was written: the file has an error, or was only tried."""


def import_bodies(
    rows: Sequence[BodyRow], *, kept_by: Body, by: User, at: datetime, trial: bool = False
) -> Imported:
    """Record and change bodies, and who follows whom, as the rows say; new ones are kept by that body.

    Where any row has an error, or for a `trial`, nothing is written. A file that says what is recorded
    already writes nothing and opens no act.
    """
    plan = planned(rows, by=by, kept_by=kept_by)
    news = [each.is_new for each in plan]
    bodies = sum(each.is_new or bool(each.changed) for each in plan)
    told = Imported(plan, bodies, sum(len(each.edges) for each in plan))
    if told.wrong or not (told.bodies or told.successions):
        return told
    try:
        with transaction.atomic(), act("bodies.imported", by=by, at=at):
            lock_order(Succession())
            _write(plan, news, by=by, at=at)
            if trial or told.wrong:
                raise _TakeBack
    except _TakeBack:
        for each, is_new in zip(plan, news, strict=True):
            if is_new and each.body:
                each.body.pk = None
    return told


def _write(plan: Sequence[PlannedRow], news: Sequence[bool], *, by: User, at: datetime) -> None:
    new = [each for each, is_new in zip(plan, news, strict=True) if is_new]
    changed = [each for each, is_new in zip(plan, news, strict=True) if each.changed and not is_new]
    edges = [(each, edge) for each in plan for edge in each.edges]
    for each in new + changed:
        _tried(each, each.body, check)
        _tried(each, each.body, clean)
    if any(each.row.errors for each in plan):
        return
    try:
        with transaction.atomic():
            actions.write_new([each.body for each in new if each.body], at=at)
            actions.write_changed([each.body for each in changed if each.body], FIELDS_WRITTEN, at=at)
    except RulesBroken as refusal:
        plan[0].row.errors.append(f"or another: {refusal.broken[0]}")
        return
    for each, edge in edges:
        edge.predecessor, edge.successor = edge.predecessor, edge.successor  # whose keys are known now
        _tried(each, edge, clean)
    if any(each.row.errors for each in plan):
        return
    actions.write_new([edge for _, edge in edges], at=at)
    for each, edge in edges:  # once all are written, so that each is judged among the others
        _tried(each, edge, check)


def _tried(each: PlannedRow, record: Record | None, ask: Callable[[Record], None]) -> None:
    if record is None:
        return
    try:
        ask(record)
    except RulesBroken as refusal:
        each.row.errors += [str(broken) for broken in refusal.broken]
