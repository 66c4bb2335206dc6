"""Reading the history: acts in the order they happened, with every field before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.utils import timezone
from djmoney.models.fields import CurrencyField
from djmoney.money import Money

from core import dates
from core.differences import Kind, Piece, marked_up
from core.history import StampedHistory
from core.models import UNSEEN, Act, Record, User
from core.reading import read_named, rows_of_all, visible
from core.sentences import mid_sentence, sentence_start

EXEMPT_CHANGED = "exempt content changed"
# By kind of record, the names of those that somebody may know only as they were once called.
Names = Mapping[Any, Mapping[Any, str]]
IN_SHORT = 40  # characters of a value that a line of the history has room for
HIDDEN_FIELDS = {"id", "key", "retired_at", "retired_by"}


@dataclass(frozen=True)
class FieldChange:
    """One field before and after, in words; an empty text where there was nothing."""

    label: str
    before: str
    after: str

    @cached_property
    def pieces(self) -> list[Piece]:
        """What differs, word by word where much of a text is the same."""
        return marked_up(self.before, self.after)

    @property
    def is_marked_up(self) -> bool:
        """Whether a part is the same: else both are shown whole."""
        return any(piece.kind is Kind.SAME for piece in self.pieces)


@dataclass(frozen=True)
class RecordChange:
    """What an act did to one record."""

    noun: str
    name: str
    is_new: bool
    fields: list[FieldChange]
    lost: str = ""  # the sum that went out of use with the record: "amount £54,000.00"
    is_hidden: bool = False  # not for this reader's eyes: it has no name and no fields

    @property
    def in_short(self) -> str:
        """The one field that changed, where there is room to say so: "amount from £730 to £731"."""
        if self.is_hidden:
            return EXEMPT_CHANGED
        if self.lost:
            return f"{self.lost} cleared"
        if self.is_new or len(self.fields) != 1:
            return ""
        field = self.fields[0]
        before, after = field.before or "nothing", field.after or "nothing"
        if max(len(before), len(after)) > IN_SHORT or "\n" in before + after:
            return ""
        return f"{mid_sentence(field.label)} from {before} to {after}"


@dataclass(frozen=True)
class Entry:
    """One line of the timeline: the act and the records it changed."""

    act: Act
    changes: list[RecordChange]

    @property
    def why(self) -> str:
        """The reason that was given; it may say what a hidden change hides."""
        return "" if any(change.is_hidden for change in self.changes) else self.act.why


@dataclass(frozen=True)
class LaterChange:
    """What somebody else changed while an edit was open."""

    field: FieldChange
    by: str
    at: datetime


def timeline(acts: Sequence[Act], *, seen_by: User, called: Names | None = None) -> list[Entry]:
    """The acts with all their field changes. The number of queries does not grow with the acts.

    What was done to records whose history the user may not read is left out, and what a field names that they
    may not see, as another partnership's agreement, is not named. Of what was or became exempt the reader who
    may not read it learns that it changed. Records of a kind that stands in `called` have the names they have
    there; no others of that kind are shown.
    """
    by_act: dict[int, list[RecordChange]] = defaultdict(list)
    versions = _versions_of([act.pk for act in acts], seen_by)
    before = _versions_before(versions, seen_by)
    names, labels = _names_and_labels(versions, [*versions, *before.values()], seen_by, called or {})
    for row in (each for each in versions if each.id in names[each.instance_type]):
        tracked, earlier = row.instance_type, before.get((type(row), row.previous))
        noun = sentence_start(str(tracked._meta.verbose_name))
        if row.is_hidden or (earlier is not None and earlier.is_hidden):
            change = RecordChange(noun, "", earlier is None, [], is_hidden=True)
        else:
            fields = _field_changes(earlier, row, labels)
            change = RecordChange(
                noun, str(names[tracked][row.id]), earlier is None, fields, _lost(earlier, row)
            )
        by_act[row.act_id].append(change)
    return [Entry(act, by_act[act.pk]) for act in acts]


def changes_since(record: Record, version: int, *, seen_by: User) -> list[LaterChange]:
    """Every field somebody changed after that version of the record, oldest first."""
    later = record.history.filter(history_id__gte=version).select_related("act__by")
    rows = list(later.annotate(is_hidden=record.hidden_from(seen_by)).order_by("history_id"))
    _, labels = _names_and_labels([], rows, seen_by, {})
    return [
        LaterChange(change, row.act.by.name, row.act.at)
        for before, row in zip(rows, rows[1:], strict=False)
        if not (before.is_hidden or row.is_hidden)
        for change in _field_changes(before, row, labels)
    ]


def _histories_of(act_keys: Sequence[int]) -> list[Any]:
    """The tables of history in which these acts left rows: one short query asks them all."""
    histories: list[Any] = [model for model in apps.get_models() if issubclass(model, StampedHistory)]
    asked = " UNION ALL ".join(
        f"(SELECT {place} FROM {history._meta.db_table} WHERE act_id = ANY(%(acts)s) LIMIT 1)"
        for place, history in enumerate(histories)
    )
    with connection.cursor() as cursor:
        cursor.execute(asked, {"acts": list(act_keys)})
        return [histories[place] for (place,) in sorted(cursor.fetchall())]


def _versions_of(act_keys: Sequence[int], seen_by: User) -> list[Any]:
    """What these acts left in any table of history, in the order in which they left it there."""
    rows = []
    for history in _histories_of(act_keys):
        earlier = history._base_manager.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
        previous = Subquery(earlier.order_by("-history_id").values("history_id")[:1])
        stamped = _versions(history, seen_by).filter(act__in=act_keys)
        rows.append((history, stamped.annotate(previous=previous)))
    found = sorted(rows_of_all(rows, "is_hidden", "previous"), key=lambda each: (each[0], each[1].pk))
    return [row for _, row in found]


def _versions_before(versions: Sequence[Any], seen_by: User) -> dict[tuple[Any, int], Any]:
    """The version that each of these took the place of, by its table and key."""
    keys: dict[Any, set[int]] = defaultdict(set)
    for row in versions:
        if row.previous is not None:
            keys[type(row)].add(row.previous)
    rows = [(history, _versions(history, seen_by).filter(pk__in=those)) for history, those in keys.items()]
    return {(type(row), row.pk): row for _, row in rows_of_all(rows, "is_hidden")}


def _versions(history: Any, seen_by: User) -> QuerySet[Any]:
    """The rows of a table of history, `is_hidden` where the user may not read their values."""
    tracked = history.instance_type
    hidden = tracked.hidden_from(seen_by) if issubclass(tracked, Record) else Value(False)
    return history._base_manager.annotate(is_hidden=hidden)


def _names_and_labels(
    changed: Sequence[Any], rows: Sequence[Any], seen_by: User, called: Names
) -> tuple[dict[Any, Mapping[Any, Any]], _Labels]:
    """Of each kind that was changed, the records whose history the user may read; and what the rows name.

    Of a kind that stands in `called`, both are the names that it has there.
    """
    keys: dict[Any, set[int]] = defaultdict(set)
    for row in changed:
        keys[row.instance_type].add(row.id)
    tracked = {model: those for model, those in keys.items() if model not in called}
    named = {model: those for model, those in _foreign_keys(rows).items() if model not in called}
    histories = [
        (model, model.objects.history_seen_by(seen_by).filter(pk__in=those))
        for model, those in tracked.items()
    ]
    found = iter(read_named([*histories, *visible(named, to=seen_by)]))
    names = {**{model: next(found) for model in tracked}, **called}
    return names, _Labels({**{model: next(found) for model in named}, **called})


def _foreign_keys(rows: Sequence[Any]) -> dict[Any, set[Any]]:
    keys: dict[Any, set[Any]] = defaultdict(set)
    for row in rows:
        for field in _shown_fields(type(row)):
            if isinstance(field, models.ForeignKey) and (key := getattr(row, field.attname)) is not None:
                keys[field.related_model].add(key)
    return keys


def _is_retired(before: Any, after: Any) -> bool:
    """Whether this row is the one that took the record out of use."""
    if before is None or not hasattr(after, "retired_at"):
        return False
    return before.retired_at is None and after.retired_at is not None


def _lost(before: Any, after: Any) -> str:
    """The first sum that a retired record held; empty where it held none, or was not retired."""
    if not _is_retired(before, after):
        return ""
    sums = ((field, getattr(before, field.name)) for field in _shown_fields(type(after)))
    return next(
        (f"{field.verbose_name} {in_words(value)}" for field, value in sums if isinstance(value, Money)), ""
    )


def _shown_fields(history: Any) -> list[models.Field]:
    model = history.instance_type
    hidden = HIDDEN_FIELDS | {getattr(model, "parent_field", "")}
    own = {field.name for field in model._meta.concrete_fields} - hidden
    return [f for f in history._meta.concrete_fields if f.name in own and not isinstance(f, CurrencyField)]


def _field_changes(before: Any, after: Any, labels: _Labels) -> list[FieldChange]:
    """What differs; all that a retired record had, and all that a restored one has again."""
    changes, gone = [], _is_retired(before, after)
    back = before is not None and _is_retired(after, before)
    for field in _shown_fields(type(after)):
        old = labels.words(field, getattr(before, field.attname)) if before is not None else ""
        new = labels.words(field, getattr(after, field.attname))
        if field.name != "retired_why":
            old, new = "" if back else old, "" if gone else new
        if old != new:
            label = str(field.verbose_name)
            changes.append(FieldChange(sentence_start(label), old, new))
    return changes


class _Labels:
    """Values in words; the records that foreign keys name are fetched once for all rows."""

    def __init__(self, named: Mapping[Any, Mapping[Any, Any]]) -> None:
        self._named = named

    def words(self, field: models.Field, value: Any) -> str:
        if value is None or value == "":
            return ""
        if isinstance(field, models.ForeignKey):
            return str(self._named[field.related_model].get(value, UNSEEN))
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        return in_words(value)


def in_words(value: Any) -> str:
    """A value as the history shows it."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Money):
        return f"£{value.amount:,.2f}".replace("£-", "−£")
    if isinstance(value, datetime):
        at = timezone.localtime(value)
        return f"{dates.in_words(at)}, {at:%H:%M}"
    if isinstance(value, date):
        return dates.in_words(value)
    return str(value)
