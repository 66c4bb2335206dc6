"""Records of many kinds as they stand, or as they were recorded at a moment, in a few queries.

`read` asks for all kinds in one query, each row whole as JSON, and in one more for every step of the
relations that are asked for with them: the number depends neither on the records nor on the kinds.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any, cast

from django.db import connection, models
from django.db.models import Expression, QuerySet, TextField, Value

from core.folding import Folded, fold
from core.models import Record, User

_JSON = json.JSONDecoder(parse_float=Decimal)


@dataclass(frozen=True)
class Wanted:
    """A kind of record to read: those that belong, by `path`, to the keys asked for; without one, all.

    `related` are the relations to read with them, as `select_related` names them.
    """

    model: type[Any]
    path: str = ""
    related: tuple[str, ...] = ()


class Records:
    """What was read: instances that were never saved like this, each with its relations in place."""

    def __init__(self) -> None:
        self._rows: dict[type[models.Model], dict[int, Any]] = defaultdict(dict)
        self._belonging: dict[type[models.Model], set[int]] = defaultdict(set)
        self._places: dict[int, dict[int, Any]] = defaultdict(dict)
        self._beneath: dict[tuple[type[Record], str], dict[int, list[Any]]] = {}

    def find[R: models.Model](self, model: type[R], key: int | None) -> R | None:
        """The record of that key, one that was retired too; None where it was not read."""
        return None if key is None else self._rows[model].get(key)

    def all[R: Record](self, model: type[R]) -> list[R]:
        """Those that belong to what was asked for and are not retired, in the order of their model."""
        return _in_order(model, (row for row in self._of(model) if not row.is_retired))

    def retired[R: Record](self, model: type[R]) -> list[R]:
        """Those that belong to what was asked for and were retired, in the order of their model."""
        return _in_order(model, (row for row in self._of(model) if row.is_retired))

    def of_place(self, place: int) -> dict[int, Any]:
        """What was asked for at that place, by key."""
        return self._places[place]

    def _of(self, model: type[models.Model]) -> Iterator[Any]:
        return (self._rows[model][key] for key in self._belonging[model])

    def beneath[R: Record](self, model: type[R], key: int, *, by: str = "") -> list[R]:
        """Those of `all` that belong to the record of that key: by their parent, or by the field named."""
        by = by or model.parent_field
        if (model, by) not in self._beneath:
            groups: dict[int, list[Any]] = defaultdict(list)
            for row in self.all(model):
                groups[getattr(row, f"{by}_id")].append(row)
            self._beneath[model, by] = groups
        return cast("list[R]", self._beneath[model, by].get(key, []))

    def keep(self, row: Any, *, place: int | None) -> Any:
        """Keep what was asked for at that place, or read with it; the first reading of a record stays."""
        kept = self._rows[type(row)].setdefault(row.pk, row)
        if place is not None:
            self._belonging[type(row)].add(row.pk)
            self._places[place][row.pk] = kept
        return kept


def read(wanted: Iterable[Wanted], keys: Collection[int], *, known_at: datetime | None = None) -> Records:
    """Read these kinds of record of what has these keys; with `known_at`, as they were recorded then."""
    wanted = tuple(wanted)
    if keys and known_at is None:
        return _gathered(wanted, _rows_beneath(wanted, keys), None)
    return read_rows([(each, _belonging(each, keys, known_at)) for each in wanted], known_at)


def read_rows(asked: Sequence[tuple[Wanted, QuerySet[Any]]], known_at: datetime | None = None) -> Records:
    """Read these rows, each of a kind of record; what they name is as it was recorded at `known_at`."""
    found = rows_of_all([(each.model, rows) for each, rows in asked])
    return _gathered([each for each, _ in asked], found, known_at)


def _gathered(
    wanted: Sequence[Wanted], found: Iterable[tuple[int, Any]], known_at: datetime | None
) -> Records:
    """The rows that were found, each with the place of its kind, and then what they name, step by step."""
    records, links, is_first = Records(), [], True
    while wanted:
        named: dict[type[models.Model], set[int]] = defaultdict(set)
        beyond: dict[type[models.Model], set[str]] = defaultdict(set)
        for place, row in found:
            each, kept = wanted[place], records.keep(row, place=place if is_first else None)
            for path in each.related:
                name, _, further = path.partition("__")
                link: Any = each.model._meta.get_field(name)
                if getattr(kept, link.attname) is not None:
                    links.append((link, kept))
                    named[link.related_model].add(getattr(kept, link.attname))
                    beyond[link.related_model] |= {further} - {""}
        waiting = [
            (Wanted(model, related=tuple(beyond[model])), rows)
            for model, those in named.items()
            for rows in _of_keys(model, those, known_at)
        ]
        wanted = [each for each, _ in waiting]
        found, is_first = rows_of_all([(each.model, rows) for each, rows in waiting]), False
    for link, row in links:
        link.set_cached_value(row, records.find(link.related_model, getattr(row, link.attname)))
    return records


def read_retired(wanted: Sequence[Wanted], key: int) -> list[Any]:
    """What was retired of these kinds of record, of what has this key, each with who retired it."""
    found = read([replace(each, related=(*each.related, "retired_by")) for each in wanted], [key])
    return [row for each in wanted for row in found.retired(each.model)]


def read_named(asked: Sequence[tuple[type[Any], QuerySet[Any]]]) -> list[dict[int, Any]]:
    """The records of each, by their keys, retired ones too, with what their names are made of."""
    wanted = [(Wanted(model, related=getattr(model, "str_needs", ())), rows) for model, rows in asked]
    records = read_rows(wanted)
    return [records.of_place(place) for place in range(len(wanted))]


def visible(keys: Mapping[type[Any], Collection[int]], *, to: User) -> list[tuple[type[Any], QuerySet[Any]]]:
    """The records of these keys that the user may see, a kind at a time; people are seen by everybody."""
    seen = {
        model: model.objects.visible_to(to) if issubclass(model, Record) else model._base_manager
        for model in keys
    }
    return [(model, rows.filter(pk__in=keys[model])) for model, rows in seen.items()]


def _belonging(wanted: Wanted, keys: Collection[int], known_at: datetime | None) -> QuerySet[Any]:
    """The rows of this kind. What belongs to something does so for good, unless its own field says so."""
    model = wanted.model
    if not wanted.path:
        return _as_known(model, model._base_manager.values("pk"), known_at)
    asked = {f"{wanted.path}__in": keys}
    if known_at is None:
        return model._base_manager.filter(**asked)
    ever = _history_of(model) if "__" not in wanted.path and wanted.path != "pk" else None
    if ever is None:
        return _as_known(model, model._base_manager.filter(**asked).values("pk"), known_at)
    return _as_known(model, ever.filter(**asked).values("id"), known_at)


def _of_keys(
    model: type[models.Model], keys: Collection[int], known_at: datetime | None
) -> Iterator[QuerySet[Any]]:
    """What is named beside: as it was recorded then, else, of what is recorded otherwise, as it stands."""
    if known_at is not None and issubclass(model, Record):
        yield _as_known(model, keys, known_at)
    yield model._base_manager.filter(pk__in=keys)


def _as_known(model: type[models.Model], keys: Any, known_at: datetime | None) -> QuerySet[Any]:
    if known_at is None:
        return model._base_manager.filter(pk__in=keys)
    versions = _history_of(model)
    then = versions.filter(id__in=keys, act__at__lte=known_at)
    latest = then.order_by("id", "-history_id").distinct("id").values("history_id")
    return versions.filter(history_id__in=latest)


def _history_of(model: Any) -> QuerySet[Any]:
    return model.history.model._base_manager.all()


class _WholeRow(Expression):
    """The row of the queryset's own table, as JSON text; of some columns alone, where any are named."""

    output_field = TextField()

    def __init__(self, columns: Sequence[str] = ()) -> None:
        super().__init__()
        self.columns = columns

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        table = compiler.quote_name(compiler.query.get_initial_alias())
        if not self.columns:
            return f"to_jsonb({table})::text", ()
        columns = ", ".join(f"{table}.{compiler.quote_name(column)}" for column in self.columns)
        return f"(SELECT to_jsonb(part) FROM (SELECT {columns}) part)::text", ()


# Stand for the keys in a statement that is kept, and are none.
_STAND_INS = (-(2**62), 1 - 2**62)


@cache
def _statement(wanted: tuple[Wanted, ...]) -> tuple[str, list[Any]]:
    """What asks for these kinds beneath any keys. To put it together takes longer than to run it."""
    asked = [(each.model, _belonging(each, _STAND_INS, None)) for each in wanted]
    sql, values = _rows_together(asked).query.sql_with_params()
    return sql.replace("IN (%s, %s)", "= ANY(%s)"), [each for each in values if each != _STAND_INS[1]]


def _rows_beneath(wanted: tuple[Wanted, ...], keys: Collection[int]) -> Iterator[tuple[int, Any]]:
    """As `rows_of_all`, of what has these keys."""
    sql, values = _statement(wanted)
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(keys) if each == _STAND_INS[0] else each for each in values])
        for place, said in cursor.fetchall():
            yield place, _instance(wanted[place].model, said)


def rows_of_all(wanted: Sequence[tuple[Any, QuerySet[Any]]], *also: str) -> Iterator[tuple[int, Any]]:
    """All rows in one query, as instances of the model beside each queryset, each with its queryset's place.

    `also` are annotations of them all, which the instances get.
    """
    if not wanted:
        return
    for place, said, *annotated in _rows_together(wanted, *also):
        row = _instance(wanted[place][0], said)
        for name, value in zip(also, annotated, strict=True):
            setattr(row, name, value)
        yield place, row


def _rows_together(wanted: Sequence[tuple[Any, QuerySet[Any]]], *also: str) -> QuerySet[Any, Any]:
    first, *others = [
        rows.order_by()
        .annotate(share=Value(place), row=_WholeRow(_columns_of(rows)))
        .values_list("share", "row", *also)
        for place, (_, rows) in enumerate(wanted)
    ]
    return first.union(*others, all=True).order_by() if others else first


def _columns_of(rows: QuerySet[Any]) -> list[str]:
    """The columns to read where some are deferred, as the bytes of documents are; otherwise none is named."""
    names, is_deferred = rows.query.deferred_loading
    fields = rows.model._meta.concrete_fields
    return [each.column for each in fields if each.name not in names] if names and is_deferred else []


def _instance(model: type[models.Model], said: str) -> Any:
    """The row as an instance of its model; an amount keeps every digit."""
    values = _JSON.decode(said)
    names, reads = _reading(model, tuple(values))
    given = [read(values[column]) if read else values[column] for column, read in reads]
    return model.from_db("default", names, given)


# Fields whose value JSON says as Python does.
_PLAIN = (models.CharField, models.TextField, models.BooleanField, models.IntegerField)
_SAID_AS_IT_IS = {each.to_python for each in _PLAIN}


@cache
def _reading(model: type[models.Model], columns: tuple[str, ...]) -> tuple[list[str], list[Any]]:
    """The names of the fields of these columns; and of each its column, with what makes its value, if any."""
    fields: list[Any] = [each for each in model._meta.concrete_fields if each.column in columns]
    made = [(each, type(each.target_field if each.is_relation else each).to_python) for each in fields]
    reads = [(each.column, None if make in _SAID_AS_IT_IS else each.to_python) for each, make in made]
    return [each.attname for each in fields], reads


def _in_order[R: Record](model: type[R], rows: Iterable[R]) -> list[R]:
    """In the order of the model, as the database sorts; names as they are looked for."""
    found = sorted(rows, key=lambda row: row.pk)
    if len(found) < 2:
        return found
    for ordering in reversed(model._meta.ordering or ()):
        is_descending = str(ordering).startswith("-")
        found.sort(key=lambda row: _place(row, ordering), reverse=is_descending)
    return found


def _place(row: Any, ordering: Any) -> tuple[bool, Any]:
    if isinstance(ordering, Folded):
        [expression] = ordering.get_source_expressions()
        value: Any = fold(getattr(row, expression.name))
    else:
        value = row
        *related, last = str(ordering).lstrip("-").split("__")
        for name in related:
            value = getattr(value, name)
        value = getattr(value, f"{last}_id", None) or getattr(value, last)  # a record stands by its key
    return value is None, value
