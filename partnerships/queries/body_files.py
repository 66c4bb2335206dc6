"""What the rows of a file of bodies would do to the register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from core.dates import ONE_DAY
from core.folding import fold
from core.models import User
from core.permissions import Permission, bodies_where
from partnerships.calculations.body_files import BodyRow
from partnerships.models import Body, BodyKind, Succession

FIELDS = ("name", "kind_id", "opened_on", "closed_on")
CHANGES = {"name": "name", "kind_id": "kind", "opened_on": "opening day", "closed_on": "closing day"}


@dataclass
class PlannedRow:
    """A row with the body that it records or changes, and who follows that; both are yet to be written."""

    row: BodyRow
    body: Body | None = None
    changed: tuple[str, ...] = ()
    edges: list[Succession] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        return self.body is not None and self.body.pk is None

    @property
    def does(self) -> str:
        """In words."""
        if self.is_new:
            return "New"
        said = [f"Changes its {' and '.join(CHANGES[name] for name in self.changed)}"] if self.changed else []
        if self.edges:
            said.append("Adds who follows it")
        return "; ".join(said) or "As it is recorded"


def planned(rows: Sequence[BodyRow], *, by: User, kept_by: Body) -> list[PlannedRow]:
    """What each row would do; what it may not, or cannot, is told at the row."""
    known = _known(rows)
    kinds = _kinds()
    mine = bodies_where(by, Permission.CHANGE_BODIES)
    plan = [PlannedRow(row) for row in rows]
    for each in plan:
        _plan_body(each, known.get(each.row.code), kinds, mine, kept_by)
    _same_name_twice(plan)
    bodies = known | {each.row.code: each.body for each in plan if each.body}
    types = {name: code for code, label in Succession.Kind.choices for name in (code, fold(label))}
    edges = Succession.objects.not_retired().filter(predecessor__in=[body.pk for body in known.values()])
    recorded = set(edges.values_list("predecessor", "successor"))
    for each in plan:
        _plan_edges(each, bodies, types, recorded, mine)
    return plan


def _known(rows: Sequence[BodyRow]) -> dict[str, Body]:
    codes = {row.code for row in rows} | {code for row in rows for code in row.successors}
    coded = Q(ods_code__in=codes) | Q(gss_code__in=codes)
    found = Body.objects.not_retired().filter(coded).select_related("kind").order_by("pk")
    return {code: body for body in found for code in (body.ods_code, body.gss_code) if code}


def _kinds() -> dict[str, BodyKind]:
    kinds = BodyKind.objects.not_retired()
    return {name: kind for kind in kinds for name in (kind.code, fold(kind.name))}


def _plan_body(
    each: PlannedRow,
    known: Body | None,
    kinds: dict[str, BodyKind],
    mine: set[int | None],
    kept_by: Body,
) -> None:
    row = each.row
    kind = kinds.get(row.kind.lower()) or kinds.get(fold(row.kind))
    if row.kind and kind is None:
        row.errors.append(f"no kind of body is called “{row.kind[:60]}”")
    if kind is None:
        return
    says: dict[str, Any] = {
        "name": row.name,
        "kind_id": kind.pk,
        "opened_on": row.opened_on,
        "closed_on": row.closed_on,
    }
    if known is None:
        codes = {"gss_code": row.code} if row.is_gss else {"ods_code": row.code}
        each.body = Body(kind=kind, kept_by=kept_by, **codes, **says)
        return
    each.body = known
    each.changed = tuple(name for name in FIELDS if getattr(known, name) != says[name])
    if each.changed and not mine & {known.pk, known.kept_by_id}:
        what = " and ".join(CHANGES[name] for name in each.changed)
        row.errors.append(
            f"its {what} is recorded otherwise; only its own people, or who keeps its record, change that"
        )
    for name in each.changed:
        setattr(known, name, says[name])
    known.kind = kind


def _same_name_twice(plan: Sequence[PlannedRow]) -> None:
    """Tell of each row whose name and opening day another body has, in the register or in the file."""
    named = Body.objects.not_retired().filter(name__in={each.row.name for each in plan})
    taken: dict[tuple[str, Any], tuple[int | None, str]] = {
        (body.name, body.opened_on): (body.pk, body.ods_code or body.gss_code or "no code") for body in named
    }
    for each in plan:
        body = each.body
        if body is None or not (body.pk is None or each.changed):
            continue
        whose = taken.setdefault((body.name, body.opened_on), (body.pk, each.row.code))
        if whose != (body.pk, each.row.code) and (body.pk is None or whose[0] != body.pk):
            each.row.errors.append(
                f"a body of this name that opened on this day is there already ({whose[1]})"
            )


def _plan_edges(
    each: PlannedRow,
    bodies: dict[str, Body],
    types: dict[str, str],
    recorded: set[tuple[int, int]],
    mine: set[int | None],
) -> None:
    row, body = each.row, each.body
    if body is None:
        return
    kind = types.get(row.type)
    if row.successors and row.type and kind is None:
        row.errors.append(f"“{row.type[:40]}” is no type: {', '.join(Succession.Kind.values)}")
    for code in row.successors:
        successor = bodies.get(code)
        if successor is None:
            row.errors.append(f"its successor {code[:20]} is neither in the file nor in the register")
            continue
        if kind is None or successor is body or (body.pk, successor.pk) in recorded:
            continue
        on = row.closed_on + ONE_DAY if row.closed_on else successor.opened_on
        if on is None:
            row.errors.append("say when it closed, so that the day on which it was followed is known")
        elif body.pk and not mine & {body.pk, body.kept_by_id}:
            row.errors.append("only its own people, or those who keep its record, record who follows it")
        else:
            each.edges.append(Succession(predecessor=body, successor=successor, kind=kind, on=on))
