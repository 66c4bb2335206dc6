"""What of this app leaves as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import batched
from typing import Any, NamedTuple

from django.utils import timezone

from core.models import User
from core.past import Past
from core.sentences import sentence_start
from core.spreadsheet import Column, Kind, csv_lines
from core.timeline import EXEMPT_CHANGED, Entry, Names, timeline

ACTS_AT_A_TIME = 500


class HistoryLine(NamedTuple):
    """One field that an act changed; an act that changed none has a line of its own."""

    entry: Entry
    record: str = ""
    name: str = ""
    field: str = ""
    before: str = ""
    after: str = ""


HISTORY_COLUMNS: tuple[tuple[Column, Callable[[HistoryLine], Any]], ...] = (
    (Column("When", kind=Kind.MOMENT), lambda line: timezone.localtime(line.entry.act.at)),
    (Column("Who"), lambda line: line.entry.act.by.name),
    (Column("What"), lambda line: line.entry.act.label),
    (Column("Why"), lambda line: line.entry.why),
    (Column("Record"), lambda line: line.record),
    (Column("Name"), lambda line: line.name),
    (Column("Field"), lambda line: line.field),
    (Column("Before"), lambda line: line.before),
    (Column("After"), lambda line: line.after),
)


class PastLine(NamedTuple):
    """One value of a record as it was then."""

    kind: str
    name: str
    field: str
    value: str


PAST_COLUMNS: tuple[tuple[Column, Callable[[PastLine], str]], ...] = (
    (Column("Kind"), lambda line: line.kind),
    (Column("Name"), lambda line: line.name),
    (Column("Field"), lambda line: line.field),
    (Column("Value"), lambda line: line.value),
)


def history_csv(acts: Any, *, seen_by: User, called: Names | None = None) -> Iterator[bytes]:
    """One line for each field an act changed, streamed, the latest act first."""
    lines = _history_lines(acts, seen_by, called)
    rows = ([value(line) for _, value in HISTORY_COLUMNS] for line in lines)
    return csv_lines([column for column, _ in HISTORY_COLUMNS], rows)


def _history_lines(acts: Any, seen_by: User, called: Names | None) -> Iterator[HistoryLine]:
    for some in batched(acts.iterator(chunk_size=ACTS_AT_A_TIME), ACTS_AT_A_TIME, strict=False):
        for entry in timeline(some, seen_by=seen_by, called=called):
            yield from _changes(entry) or [HistoryLine(entry)]


def _changes(entry: Entry) -> list[HistoryLine]:
    lines = []
    for change in entry.changes:
        if change.is_hidden:
            lines.append(HistoryLine(entry, change.noun, "", sentence_start(EXEMPT_CHANGED)))
        lines += [
            HistoryLine(entry, change.noun, change.name, field.label, field.before, field.after)
            for field in change.fields
        ]
    return lines


def past_csv(past: Past) -> Iterator[bytes]:
    """One line for each value of each record that was in use then."""
    lines = (
        PastLine(sentence_start(str(part.model._meta.verbose_name)), line.name, heading, shown)
        for part in past.parts()
        for line in part.lines
        for heading, shown in zip(part.headings, line.values, strict=True)
        if shown
    )
    rows = ([value(line) for _, value in PAST_COLUMNS] for line in lines)
    return csv_lines([column for column, _ in PAST_COLUMNS], rows)
