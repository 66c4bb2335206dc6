"""Rows of members and of meetings, as they are pasted from a spreadsheet or a table in Word."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from core.folding import fold
from core.pasted import rows_in

MOST_ROWS = 200
DAYS = ("%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d.%m.%Y", "%d-%b-%y", "%d-%b-%Y")
STATUSES = {"planned": "planned", "held": "held", "cancelled": "cancelled"}


@dataclass
class PastedRow:
    """A row as it was read, and what could not be read in it."""

    number: int
    cells: list[str]
    values: dict[str, object] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)


def members_in(text: str, seats: dict[str, int], bodies: dict[str, int]) -> list[PastedRow]:
    """Seat, member, body, first day, last day. `seats` and `bodies` are keys by folded name."""
    rows = _rows(text, "seat")
    for row in rows:
        seat, name, body, first, last = _five(row.cells)
        row.values = {"name": name}
        _named(row, "seat", seat, seats, "no seat of this board is called")
        if not name:
            row.errors.append("the member is missing")
        if body:
            _named(row, "body", body, bodies, "no body is called")
        for column, typed in (("from_on", first), ("to_on", last)):
            _day(row, column, typed)
    return rows


def meetings_in(text: str) -> list[PastedRow]:
    """Day, what became of it, members attending, decisions, minutes."""
    rows = _rows(text, "date")
    for row in rows:
        day, status, attending, decisions, minutes = _five(row.cells)
        row.values = {"decisions": decisions, "minutes": minutes}
        if not day:
            row.errors.append("the date is missing")
        _day(row, "held_on", day)
        _named(row, "status", status or "planned", STATUSES, "write planned, held or cancelled, not")
        if attending and not re.fullmatch(r"\d{1,3}", attending):
            row.errors.append(f"the number attending is no whole number: “{attending}”")
        elif attending:
            row.values["attending"] = int(attending)
    return rows


def body_names_in(text: str) -> set[str]:
    """The names of bodies in rows of members."""
    return {body for row in _rows(text, "seat") if (body := _five(row.cells)[2])}


def _rows(text: str, heading: str) -> list[PastedRow]:
    """The rows but for a first one that names the columns."""
    rows = [
        PastedRow(number, cells, errors=_more_than_five(cells))
        for number, cells in enumerate(rows_in(text), 1)
    ]
    return rows[1:] if rows and fold(rows[0].cells[0]).startswith(heading) else rows


def _five(cells: Sequence[str]) -> list[str]:
    return [*cells, "", "", "", "", ""][:5]


def _more_than_five(cells: Sequence[str]) -> list[str]:
    return [f"there are more than five columns: “{cells[5]}”"] if any(cells[5:]) else []


def _named(row: PastedRow, column: str, typed: str, known: Mapping[str, object], wrong: str) -> None:
    found = known.get(fold(typed))
    if found is None:
        row.errors.append(f"{wrong} “{typed}”" if typed else f"the {column} is missing")
    else:
        row.values[column] = found


def _day(row: PastedRow, column: str, typed: str) -> None:
    if not typed:
        row.values[column] = None
        return
    day = next(filter(None, (_read(typed, shape) for shape in DAYS)), None)
    if day is None:
        row.errors.append(f"“{typed}” is no day like 31/12/2026 or 31 December 2026")
    row.values[column] = day


def _read(typed: str, shape: str) -> date | None:
    try:
        return datetime.strptime(typed, shape).replace(tzinfo=UTC).date()
    except ValueError:
        return None
