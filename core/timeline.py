"""Reading the history: acts in the order they happened, with every field before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone
from djmoney.models.fields import CurrencyField
from djmoney.money import Money

from core import dates
from core.differences import Kind, Piece, marked_up
from core.history import StampedHistory
from core.models import UNSEEN, Act, Record, User
from core.sentences import mid_sentence, sentence_start

EXEMPT_CHANGED = "exempt content changed"
# By kind of record, the names of those that somebody may know only as they were once called.
Names = Mapping[Any, Mapping[Any, str]]
IN_SHORT = 40  # characters of a value that a line of the history has room for
HIDDEN_FIELDS = {"id", "retired_at", "retired_by"}


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
    keys = [act.pk for act in acts]
    for history in _histories_of(keys):
        for row, change in _changes(history, keys, seen_by, called or {}):
            by_act[row.act_id].append(change)
    return [Entry(act, by_act[act.pk]) for act in acts]


def changes_since(record: Record, version: int, *, seen_by: User) -> list[LaterChange]:
    """Every field somebody changed after that version of the record, oldest first."""
    rows = list(
        record.history.filter(history_id__gte=version).order_by("history_id").select_related("act__by")
    )
    labels = _Labels(rows, seen_by)
    hidden = type(record).hidden_versions(rows, seen_by)
    return [
        LaterChange(change, row.act.by.name, row.act.at)
        for before, row in zip(rows, rows[1:], strict=False)
        if not {before.history_id, row.history_id} & hidden
        for change in _field_changes(before, row, labels)
    ]


def _histories_of(act_keys: Sequence[int]) -> list[Any]:
    """The tables of history in which these acts left rows: one query asks them all."""
    if not act_keys:
        return []
    histories: list[Any] = [model for model in apps.get_models() if issubclass(model, StampedHistory)]
    marks = [
        history.objects.filter(act__in=act_keys).order_by().values_list(models.Value(place))[:1]
        for place, history in enumerate(histories)
    ]
    return [histories[place] for (place,) in sorted(marks[0].union(*marks[1:], all=True).order_by())]


def _changes(
    history: Any, act_keys: Sequence[int], seen_by: User, called: Names
) -> Iterable[tuple[Any, RecordChange]]:
    earlier = history.objects.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    previous_key = Subquery(earlier.order_by("-history_id").values("history_id")[:1])
    rows = list(
        history.objects.filter(act__in=act_keys).annotate(previous=previous_key).order_by("history_id")
    )
    if not rows:
        return
    before = history.objects.in_bulk([row.previous for row in rows if row.previous])
    tracked = history.instance_type
    if tracked in called:
        names: Mapping[Any, Any] = called[tracked]
    else:
        names = _in_bulk(tracked, {row.id for row in rows}, tracked.objects.history_seen_by(seen_by))
    rows = [row for row in rows if row.id in names]
    labels = _Labels([*rows, *before.values()], seen_by, called)
    hidden = _hidden(tracked, [*rows, *before.values()], seen_by)
    for row in rows:
        if {row.history_id, row.previous} & hidden:
            noun = sentence_start(str(tracked._meta.verbose_name))
            yield row, RecordChange(noun, "", row.previous is None, [], is_hidden=True)
            continue
        fields = _field_changes(before.get(row.previous), row, labels)
        name = str(names[row.id])
        yield (
            row,
            RecordChange(
                sentence_start(str(tracked._meta.verbose_name)),
                name,
                row.previous is None,
                fields,
                _lost(before.get(row.previous), row),
            ),
        )


def _hidden(model: Any, rows: Sequence[Any], seen_by: User) -> set[int]:
    return model.hidden_versions(rows, seen_by) if issubclass(model, Record) else set()


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


def _in_bulk(model: Any, keys: set[Any], among: Any = None, **annotations: Any) -> dict[Any, Any]:
    relations = getattr(model, "str_needs", ())
    rows = model._base_manager.all() if among is None else among
    rows = rows.select_related(*relations) if relations else rows
    return rows.annotate(**annotations).in_bulk(keys)


def _names(model: Any, keys: set[Any], seen_by: User, called: Names) -> dict[Any, str]:
    if model in called:
        return {key: called[model].get(key, UNSEEN) for key in keys}
    if not issubclass(model, Record):
        return {key: str(row) for key, row in _in_bulk(model, keys).items()}
    seen = Exists(model.objects.visible_to(seen_by).filter(pk=OuterRef("pk")))
    rows = _in_bulk(model, keys, is_seen=seen)
    return {key: str(row) if row.is_seen else UNSEEN for key, row in rows.items()}


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

    def __init__(self, rows: Sequence[Any], seen_by: User, called: Names | None = None) -> None:
        self.named: dict[str, dict[Any, str]] = {}
        if not rows:
            return
        for field in _shown_fields(type(rows[0])):
            if isinstance(field, models.ForeignKey):
                keys = {getattr(row, field.attname) for row in rows} - {None}
                self.named[field.name] = (
                    _names(field.related_model, keys, seen_by, called or {}) if keys else {}
                )

    def words(self, field: models.Field, value: Any) -> str:
        if value is None or value == "":
            return ""
        if field.name in self.named:
            return self.named[field.name].get(value, str(value))
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
