"""What of this app leaves as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import batched
from typing import Any, NamedTuple

from django.utils import timezone

from core.dates import in_words
from core.models import User
from core.past import Past
from core.sentences import sentence_start
from core.spreadsheet import Column, Kind, Sheet, csv_lines, workbook_bytes
from core.timeline import EXEMPT_CHANGED, Entry, Names, timeline
from partnerships.queries import RegisterLine

REGISTER_COLUMNS: tuple[tuple[Column, Callable[[RegisterLine], Any]], ...] = (
    (Column("Reference", 18), lambda line: line.agreement.reference),
    (Column("Title", 44), lambda line: line.agreement.title),
    (Column("Legal basis", 30), lambda line: line.agreement.legal_basis.name),
    (Column("Client group", 30), lambda line: line.agreement.client_group),
    (Column("Partners", 44), lambda line: line.partners),
    (Column("Host partner", 30), lambda line: line.agreement.host.name if line.agreement.host else ""),
    (Column("Flexibilities", 34), lambda line: line.flexibilities),
    (Column("First day", 14, Kind.DATE), lambda line: line.agreement.starts_on),
    (Column("Last day", 14, Kind.DATE), lambda line: line.agreement.ends_on),
    (Column("Status", 14), lambda line: line.agreement.get_status_display()),
    (Column("Signed by every partner", 14), lambda line: "Yes" if line.is_signed else "No"),
    (Column("To act on now", 12, Kind.WHOLE), lambda line: line.act_now),
)

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


BODY_COLUMNS: tuple[tuple[Column, Callable[[Any], Any]], ...] = (
    (Column("code"), lambda body: body.ods_code or body.gss_code),
    (Column("name"), lambda body: body.name),
    (Column("kind"), lambda body: body.kind.code),
    (Column("opened"), lambda body: body.opened_on),
    (Column("closed"), lambda body: body.closed_on),
    (
        Column("successor"),
        lambda body: ";".join(
            each.successor.ods_code or each.successor.gss_code for each in body.followed_by
        ),
    ),
    (Column("type"), lambda body: body.followed_by[0].kind if body.followed_by else ""),
)
BODIES_AT_A_TIME = 500


def bodies_csv(bodies: Any) -> Iterator[bytes]:
    """One line for each body, as a file of bodies is imported."""
    lines = bodies.iterator(chunk_size=BODIES_AT_A_TIME)
    rows = ([value(body) for _, value in BODY_COLUMNS] for body in lines)
    return csv_lines([column for column, _ in BODY_COLUMNS], rows)


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


def register_csv(lines: Iterable[RegisterLine]) -> Iterator[bytes]:
    """One line for each agreement, streamed."""
    rows = ([value(line) for _, value in REGISTER_COLUMNS] for line in lines)
    return csv_lines([column for column, _ in REGISTER_COLUMNS], rows)


def register_workbook(lines: Iterable[RegisterLine], *, on: date, at: datetime, by_name: str) -> bytes:
    """The same as a workbook that says as at which day it is, and who asked for it."""
    title = "Register of agreements"
    rows = [[value(line) for _, value in REGISTER_COLUMNS] for line in lines]
    made = f"As recorded on {in_words(on)}, for {by_name}"
    columns = [column for column, _ in REGISTER_COLUMNS]
    return workbook_bytes([Sheet(title, columns, rows, (title, made))], title=title, created_at=at)


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
