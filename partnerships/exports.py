"""What of this app leaves as a file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import batched
from typing import Any

from django.utils import timezone

from core.models import User
from core.past import Past
from core.sentences import sentence_start
from core.spreadsheet import Column, Kind, csv_lines
from core.timeline import EXEMPT_CHANGED, Entry, Names, timeline

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
PAST_COLUMNS = [Column("Kind"), Column("Name"), Column("Field"), Column("Value")]


def history_csv(acts: Any, *, seen_by: User, called: Names | None = None) -> Iterator[bytes]:
    """One line for each field an act changed, streamed, the latest act first."""
    return csv_lines(HISTORY_COLUMNS, _history_rows(acts, seen_by, called))


def _history_rows(acts: Any, seen_by: User, called: Names | None) -> Iterator[list[Any]]:
    for some in batched(acts.iterator(chunk_size=ACTS_AT_A_TIME), ACTS_AT_A_TIME, strict=False):
        for entry in timeline(some, seen_by=seen_by, called=called):
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


def past_csv(past: Past) -> Iterator[bytes]:
    """One line for each value of each record that was in use then."""
    rows = (
        [sentence_start(str(part.model._meta.verbose_name)), line.name, heading, value]
        for part in past.parts()
        for line in part.lines
        for heading, value in zip(part.headings, line.values, strict=True)
        if value
    )
    return csv_lines(PAST_COLUMNS, rows)
