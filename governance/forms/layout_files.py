"""The form that takes a layout from a file, and what it makes of one: all of it, or nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.forms.action import ActionForm
from core.models import Record
from core.reference import Row
from governance.models import LayoutImplication, LayoutPart, LayoutRow, LayoutSection, ReportLayout
from governance.queries.layout_contents import (
    OF_A_LAYOUT,
    OF_A_LAYOUT_PART,
    OF_A_LAYOUT_ROW,
    OF_A_LAYOUT_SECTION,
    OF_AN_IMPLICATION,
)

LARGEST = 200_000  # bytes; the largest of ours has 8,000
MOST = 200  # parts, sections of a part, rows of a section, implications
TABLE = "report_layout"


class LayoutImportForm(ActionForm):
    """A file that "Download as a file" made, here or elsewhere."""

    file = forms.FileField(
        label="File of a layout",
        help_text="One that was downloaded from a layout's page. If any of it is wrong, nothing is recorded.",
        error_messages={"required": "Choose the file of a layout", "empty": "This file is empty"},
    )

    def clean_file(self) -> tuple[Row, list[Row], list[Row]]:
        """What the layout says, its parts and its implications."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(f"The file is too large: a layout has at most {LARGEST // 1000} kB")
        try:
            read = tomllib.loads(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise ValidationError("This is no text file. Choose one that was downloaded here") from None
        except (ValueError, RecursionError) as error:
            raise ValidationError(f"The file cannot be read as TOML: {str(error)[:200]}") from None
        tables = read.pop(TABLE, None)
        if read or not isinstance(tables, list) or len(tables) != 1 or not isinstance(tables[0], dict):
            raise ValidationError(f"The file must hold one [[{TABLE}]] and nothing beside it")
        return _layout(tables[0])


def _layout(table: Row) -> tuple[Row, list[Row], list[Row]]:
    table.pop("code", None)  # by which the site knows its own
    parts, implications = table.pop("part", []), table.pop("implication", [])
    _check(ReportLayout, table, OF_A_LAYOUT, "Layout")
    for place, part in _numbered(parts, "Part"):
        sections = part.pop("section", []) if isinstance(part, dict) else []
        _check(LayoutPart, part, OF_A_LAYOUT_PART, place)
        for where, section in _numbered(sections, f"{place}, section"):
            rows = section.pop("row", []) if isinstance(section, dict) else []
            _check(LayoutSection, section, OF_A_LAYOUT_SECTION, where)
            for at, row in _numbered(rows, f"{where}, row"):
                _check(LayoutRow, row, OF_A_LAYOUT_ROW, at)
            section["row"] = rows
        part["section"] = sections
    for place, each in _numbered(implications, "Implication"):
        _check(LayoutImplication, each, OF_AN_IMPLICATION[1:], place)
    return table, parts, implications


def _numbered(rows: Any, noun: str) -> Iterable[tuple[str, Any]]:
    """The rows with their places in words, as "Part 2, section 3"."""
    if not isinstance(rows, list) or len(rows) > MOST:
        raise ValidationError(f"{noun}: give a list of at most {MOST}")
    return [(f"{noun} {place}", row) for place, row in enumerate(rows, start=1)]


def _check(model: type[Record], row: Any, names: Sequence[str], place: str) -> None:
    """Refuse what a record of the model does not take, at its place."""
    if not isinstance(row, dict):
        raise ValidationError(f"{place}: it must be a table")
    for name, value in row.items():
        if name not in names:
            raise ValidationError(f"{place}: “{str(name)[:60]}” is nothing that it says")
        if not isinstance(value, str | int) or "\0" in str(value):
            raise ValidationError(f"{place}, {name}: give a text, a whole number, true or false")
        if isinstance(value, str) and not value.strip():
            row[name] = ""
    new = model(**row)
    try:
        new.clean_fields(exclude={each.name for each in model._meta.concrete_fields} - set(names))
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise ValidationError(f"{place}, {field}: {messages[0]}") from None
