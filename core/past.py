"""A record and all that belongs to it, as it stood at the end of a day: read from the history alone.

Nothing here asks what the records say now, so what came after that day cannot show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db import models
from djmoney.models.fields import CurrencyField

from core.models import UNSEEN, Record, User
from core.reading import read_named, rows_of_all, visible
from core.sentences import sentence_start
from core.timeline import in_words

Rows = dict[type[Record], dict[Any, Any]]
HIDDEN_FIELDS = {"id", "key", "position", "retired_at", "retired_by", "retired_why"}


@dataclass(frozen=True)
class Line:
    """One record: its key, its name, and its values in words under the headings of its part."""

    key: int
    name: str
    values: list[str]


@dataclass(frozen=True)
class Part:
    """All records of one kind that were in use."""

    model: type[Record]
    headings: list[str]
    lines: list[Line]

    @property
    def heading(self) -> str:
        meta = self.model._meta
        return sentence_start(str(meta.verbose_name if len(self.lines) == 1 else meta.verbose_name_plural))

    @property
    def is_prose(self) -> bool:
        """Whether a table would be too narrow for its texts."""
        return any(len(value) > 200 for line in self.lines for value in line.values)


class Past:
    """What belonged to `root` at the end of that day, as instances that were never saved like this.

    The number of queries depends on how many kinds of record there are, not on how many records.
    """

    def __init__(self, root: Record, *, on: date, seen_by: User) -> None:
        self.on = on
        self.rows: Rows = {}
        self._seen_by = seen_by
        self._gather(root)
        self._others = self._named_beside()
        self._relate()
        self.root = self.rows[type(root)].get(root.pk)
        self.names: Mapping[Any, Mapping[Any, str]] = {
            model: {key: self._name(row) for key, row in rows.items()} for model, rows in self.rows.items()
        }

    def _gather(self, root: Record) -> None:
        """Every kind of record beneath the root, then what these bring with them: one query a step down."""
        waiting: dict[tuple[type[Record], str], set[Any]] = {(type(root), "id"): {root.pk}}
        while waiting:
            latest = [(model, self._latest(model, field, keys)) for (model, field), keys in waiting.items()]
            found: Rows = {model: {} for model, _ in waiting}
            for _, row in rows_of_all(latest, "is_hidden"):
                if not row.is_hidden:
                    found[type(row)][row.pk] = row
            waiting = defaultdict(set)
            for model, rows in found.items():
                self.rows[model] = self.rows.get(model, {}) | rows
                for each in _beneath(model) if rows else ():
                    waiting[each, f"{each.parent_field}_id"] |= set(rows)
                for relation in model.brings:
                    related: Any = model._meta.get_field(relation).related_model
                    brought = {getattr(row, f"{relation}_id") for row in rows.values() if not row.is_retired}
                    if brought - {None}:
                        waiting[related, "id"] |= brought - {None}

    def _latest(self, model: type[Record], field: str, keys: set[Any]) -> Any:
        history: Any = model.history
        then = history.filter(**{f"{field}__in": keys}, act__at__date__lte=self.on)
        latest = then.order_by("id", "-history_id").distinct("id").values("history_id")
        versions = history.model._base_manager.filter(history_id__in=latest)
        return versions.annotate(is_hidden=model.hidden_from(self._seen_by))

    def _named_beside(self) -> dict[Any, dict[Any, Any]]:
        """What the rows name that does not belong to the root: bodies, kinds, forums, other agreements."""
        keys: dict[Any, set[Any]] = defaultdict(set)
        for _, row, field in self._relations():
            key = getattr(row, field.attname)
            if key is not None and key not in self.rows.get(field.related_model, {}):
                keys[field.related_model].add(key)
        return dict(zip(keys, read_named(visible(keys, to=self._seen_by)), strict=True))

    def _relations(self) -> Iterator[tuple[type[Record], Any, Any]]:
        for model, rows in self.rows.items():
            foreign = [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
            for row in rows.values():
                yield from ((model, row, field) for field in foreign)

    def _relate(self) -> None:
        for _, row, field in self._relations():
            if (related := self._related(row, field)) is not None:
                setattr(row, field.name, related)

    def _related(self, row: Any, field: Any) -> Any:
        key, model = getattr(row, field.attname), field.related_model
        return self.rows.get(model, {}).get(key) or self._others.get(model, {}).get(key)

    def _name(self, row: Any) -> str:
        """Its name, unless that is made of a record of which nothing may be read here."""
        for need in row.str_needs:
            field = row._meta.get_field(need.split("__")[0])
            if getattr(row, field.attname) is not None and self._related(row, field) is None:
                return UNSEEN
        return str(row)

    def in_use(self, model: type[Record]) -> list[Any]:
        """The records of this kind that neither were retired then nor belonged to what was."""
        rows = [row for row in self.rows.get(model, {}).values() if self._is_in_use(row)]
        return sorted(rows, key=lambda row: (getattr(row, "position", None) or 0, row.pk))

    def _is_in_use(self, row: Any) -> bool:
        while row is not None:
            if row.is_retired:
                return False
            above = self.rows.get(row.parent_model(), {}) if row.parent_field else {}
            row = above.get(getattr(row, f"{row.parent_field}_id")) if above else None
        return True

    def parts(self) -> list[Part]:
        """The kinds of record of which there were any, the root first."""
        return [self._part(model, rows) for model in self.rows if (rows := self.in_use(model))]

    def _part(self, model: type[Record], rows: Sequence[Any]) -> Part:
        fields = self._shown_fields(model)
        values = {row.pk: [self._words(row, field) for field in fields] for row in rows}
        columns = {place: [values[row.pk][place] for row in rows] for place in range(len(fields))}
        called = [self._name(row) for row in rows]
        shown = [place for place, column in columns.items() if any(column) and column != called]
        headings = [sentence_start(str(fields[place].verbose_name)) for place in shown]
        lines = [Line(row.pk, self._name(row), [values[row.pk][place] for place in shown]) for row in rows]
        return Part(model, headings, lines)

    def _shown_fields(self, model: type[Record]) -> list[Any]:
        """All that the history keeps of it, but for what says only that it belongs to the root."""
        history: Any = model.history
        of_the_root = bool(model.parent_field) and model.parent_model() is type(self.root)
        hidden = HIDDEN_FIELDS | ({model.parent_field} if of_the_root else set())
        kept = {field.name for field in history.model._meta.concrete_fields} - hidden
        fields = model._meta.concrete_fields
        return [field for field in fields if field.name in kept and not isinstance(field, CurrencyField)]

    def _words(self, row: Any, field: Any) -> str:
        value = getattr(row, field.attname)
        if value is None or value == "":
            return ""
        if isinstance(field, models.ForeignKey):
            related = self._related(row, field)
            return UNSEEN if related is None else str(related)
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        return in_words(value)


def _beneath(model: type[Record]) -> list[type[Record]]:
    records = [each for each in apps.get_models() if issubclass(each, Record)]
    return [each for each in records if each.parent_field and each.parent_model() is model]
