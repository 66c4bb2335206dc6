"""What of this app leaves as a file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import batched
from typing import Any

from django.utils import timezone

from core.models import User
from core.sentences import sentence_start
from core.spreadsheet import Column, Kind, csv_lines
from core.timeline import EXEMPT_CHANGED, Entry, timeline

HISTORY_COLUMNS = [
    Column("When", kind=Kind.MOMENT),
    Column("Who"),
    Column("What"),
    Column("Why"),
    Column("Record"),
    Column("Name"),
    Column("Field"),
    Column("Before"),
    Column("After"),
]
ACTS_AT_A_TIME = 100


def history_csv(acts: Any, *, seen_by: User) -> Iterator[bytes]:
    """One line for each field an act changed, streamed, the latest act first."""
    return csv_lines(HISTORY_COLUMNS, _history_rows(acts, seen_by))


def _history_rows(acts: Any, seen_by: User) -> Iterator[list[Any]]:
    for some in batched(acts.iterator(chunk_size=ACTS_AT_A_TIME), ACTS_AT_A_TIME, strict=False):
        for entry in timeline(some, seen_by=seen_by):
            yield from _entry_rows(entry)


def _entry_rows(entry: Entry) -> Iterator[list[Any]]:
    act = entry.act
    start = [timezone.localtime(act.at), act.by.name, act.label, entry.why]
    rows = []
    for change in entry.changes:
        if change.is_hidden:
            rows.append([*start, change.noun, "", sentence_start(EXEMPT_CHANGED), "", ""])
        rows += [
            [*start, change.noun, change.name, field.label, field.before, field.after]
            for field in change.fields
        ]
    return iter(rows or [[*start, "", "", "", "", ""]])
