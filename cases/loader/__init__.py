"""Reads a case and records what it says, through the actions that forms call.

A case is a TOML file and, beside it, a Markdown file of the paper's words. A table is named after a model
(`[[report_stage]]`), its keys after that model's fields. `id` is the name by which other tables of the file
refer to the record; `why` is the reason kept in the history; `retired_why` takes the record out again. A
table within another (`[[board.seat]]`) belongs to that one, and everything to the file's agreement. Reference
data goes by its code, and a part of a report by its number. `text.passage = "…"` is a passage of the Markdown
file, and `""` leaves a field empty.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from cases.loader.paper import CaseRefused, Paper, text_of
from cases.loader.tables import (
    FOUND_BY,
    GIVEN_AS,
    MADE_WITH,
    RECORDED_BY,
    SHARED,
    STATUSES,
    Table,
    fields_of,
    may_name,
    models_by_table,
    move_to,
)
from core import actions
from core.models import Record, User
from core.rules import RulesBroken
from partnerships.models import Agreement
from partnerships.models.reference import Reference

__all__ = ["PAPERS", "Case", "CaseRefused"]

PAPERS = Path(__file__).parent.parent / "papers"


class Case:
    """The two files of a case, read and ready to be loaded. Raises `CaseRefused`."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        try:
            self.tables = tomllib.loads(text_of(path), parse_float=Decimal)
        except tomllib.TOMLDecodeError as error:
            raise CaseRefused(f"{self.name}: {error}") from error
        self.paper = Paper(path.with_suffix(".md"))
        agreement = self.tables.get("agreement")
        if not isinstance(agreement, dict) or not isinstance(agreement.get("reference"), str):
            raise self._refused("agreement", "reference", "each file has one agreement, with its reference.")
        self.reference: str = agreement["reference"]

    def load(self, *, by: User, at: datetime) -> None:
        """Record all of it, or nothing. Raises `CaseRefused`."""
        self.by, self.at = by, at
        self.called: dict[tuple[type[Record], Any], Record] = {}
        self.met: set[Record] = set()
        with transaction.atomic():
            self._record_all(self.tables)
            for key in self.paper.unused:
                raise CaseRefused(f"{self.paper.name}: no record has the passage “{key}”.")

    def _refused(self, place: str, field: str | None, why: str) -> CaseRefused:
        return CaseRefused(f"{self.name}: {', '.join(filter(None, [place, field]))}: {why}")

    def _record_all(self, tables: Table, within: Sequence[Record] = (), above: str = "") -> None:
        for table, rows in tables.items():
            rows = rows if isinstance(rows, list) else [rows]
            for number, row in enumerate(rows, start=1):
                place, model = f"{above}{table} {number}", models_by_table().get(table)
                if model is None or not isinstance(row, dict):
                    raise self._refused(place, None, f"there is no field and no table “{table}” here.")
                if above and not any(may_name(field, within[-1]) for field in fields_of(model).values()):
                    raise self._refused(place, None, f"it cannot belong to the {within[-1].noun()}.")
                if row in rows[: number - 1]:
                    raise self._refused(place, None, "it is there twice.")
                record = self._record(model, row, number, within, place)
                if isinstance(record, Agreement):
                    within = (record,)

    def _record(
        self, model: type[Record], row: Table, number: int, within: Sequence[Record], place: str
    ) -> Record:
        fields, values, inner = fields_of(model), {}, {}
        for key, given in row.items():
            if isinstance(given, dict | list) and "passage" not in given:
                inner[key] = given
            elif key in fields:
                values[key] = self._value(fields[key], given, within, place)
            elif key not in ("id", "why", "retired_why") and (key != "status" or model not in STATUSES):
                raise self._refused(place, key, f"the {model.noun()} has no such field.")
        for name, field in fields.items():
            above = [each for each in within if may_name(field, each)]
            is_new = above and above[-1] is within[-1] and above[-1] not in values.values()  # named once
            if name not in values and above and (is_new or not field.null):
                values[name] = above[-1]
            elif name not in values and isinstance(field, models.ForeignKey) and not field.null:
                raise self._refused(place, name, "it is missing.")
        new = model(**values)
        if "position" in fields and "position" not in values:
            new.position = number  # type: ignore[attr-defined]
        record = self._known(new, place) or new
        self._write(record, values, row, place)
        name = row.get("id", place)
        if (model, name) in self.called:
            raise self._refused(place, "id", f"another {model.noun()} is called “{name}”.")
        self.called[model, name] = record
        self._record_all(inner, (*within, record), f"{place}, ")
        if not isinstance(record, Agreement):  # what was issued takes no more contents
            self._move(record, row, place)
        return record

    def _value(self, field: Any, given: Any, within: Sequence[Record], place: str) -> Any:
        """What the field is to hold. Raises `CaseRefused`."""
        if isinstance(given, dict):
            key = given["passage"]
            if key not in self.paper.passages:
                raise self._refused(place, field.name, f"{self.paper.name} has no passage “{key}”.")
            self.paper.unused = [each for each in self.paper.unused if each != key]
            return self.paper.passages[key]
        if given == "" and field.null:
            return None
        if isinstance(field, models.ForeignKey):
            return self._referred(field, given, within, place)
        types, wanted = next((types, said) for kind, types, said in GIVEN_AS if isinstance(field, kind))
        if not isinstance(given, types) or (isinstance(given, bool) and types is not bool):
            raise self._refused(place, field.name, f"give {wanted}, not {given!r}.")
        try:
            return field.to_python(given)
        except ValidationError as error:
            raise self._refused(place, field.name, " ".join(error.messages)) from error

    def _referred(self, field: Any, given: Any, within: Sequence[Record], place: str) -> Record:
        model = field.related_model
        found = self.called.get((model, given))
        if found is None and model in FOUND_BY:
            found = FOUND_BY[model](given, within)
        if found is None and issubclass(model, Reference):
            found = model.objects.not_retired().filter(code=given).first()
        if found is None:
            raise self._refused(place, field.name, f"no {model.noun()} above is called “{given}”.")
        return found

    def _known(self, new: Record, place: str) -> Record | None:
        """The record that is meant, where it is recorded already."""
        model: Any = type(new)
        for names in (*SHARED.get(model, ()), *MADE_WITH.get(model, ())):
            wanted = {name: getattr(new, model._meta.get_field(name).attname) for name in names}
            found = model.objects.not_retired().filter(**wanted).first() if all(wanted.values()) else None
            if found in self.met:
                raise self._refused(place, names[-1], f"this {model.noun()} is recorded above already.")
            if found is not None:
                return found
        return None

    def _move(self, record: Record, row: Table, place: str) -> None:
        """Take the record to the status that its table says."""
        if (status := row.get("status")) is None or type(record) not in STATUSES:
            return
        if status not in STATUSES[type(record)].values:
            raise self._refused(place, "status", f"there is no status “{status}”.")
        move_to(record, status, by=self.by, at=self.at, why=row.get("why", ""))

    def _write(self, record: Record, values: Table, row: Table, place: str) -> None:
        by, at, why = self.by, self.at, row.get("why", "")
        try:
            if record.pk is None:
                RECORDED_BY.get(type(record), actions.record)(record, by=by, at=at, why=why)
            elif type(record) in MADE_WITH:
                for name, value in values.items():
                    setattr(record, name, value)
                actions.change(record, by=by, at=at, why=why)
            if isinstance(record, Agreement):
                self._move(record, row, place)
            if "retired_why" in row:
                actions.retire(record, by=by, at=at, why=row["retired_why"])
        except RulesBroken as refusal:
            broken = refusal.broken[0]
            raise self._refused(place, broken.field, str(broken)) from refusal
        if record.pk:
            self.met.add(record)
