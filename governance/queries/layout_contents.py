"""What a layout says, and all that is in it, as values: for a copy of it, its next version or a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from core.actions import values_of
from core.reference import Row
from governance.models import LayoutRow, LayoutSection, ReportLayout

HOW_IT_PRINTS = (
    "recommendation_style",
    "recommendation_lead",
    "recommendation_marks",
    "date_style",
    "open_label",
    "max_pages",
    "max_words",
    "deadline_days",
    "deadline_at",
)
# What a layout says of itself, for its next version or a file of it.
OF_A_LAYOUT = ("name", "source", "is_verified", *HOW_IT_PRINTS)
# What a section, and an implication, of a report takes over from its layout.
OF_A_SECTION = ("position", "block", "title", "level", "heading_numbered", "numbered", "required")
OF_AN_IMPLICATION = ("position", "kind", "title")
# What a part of a layout says of itself, for a copy or a file of it.
OF_A_LAYOUT_PART = ("kind", "title", "numbering", "first_number", "heading_style", "begins_page")
OF_A_LAYOUT_SECTION = (*OF_A_SECTION[1:], "arrangement", "is_locked", "hint")
OF_A_LAYOUT_ROW = ("label", "source", "if_empty", "is_beside", "hint")


def contents_of(layout: ReportLayout) -> tuple[list[Row], list[Row]]:
    """The parts of a layout, with all in them, and its implications: as `record_layout` takes them."""
    parts = list(layout.parts.not_retired())
    sections = list(LayoutSection.objects.not_retired().filter(part__in=parts))
    rows = list(LayoutRow.objects.not_retired().filter(section__in=sections))
    return [
        values_of(part, OF_A_LAYOUT_PART)
        | {
            "section": [
                values_of(section, OF_A_LAYOUT_SECTION)
                | {"row": [values_of(row, OF_A_LAYOUT_ROW) for row in rows if row.section_id == section.pk]}
                for section in sections
                if section.part_id == part.pk
            ]
        }
        for part in parts
    ], _values(layout.implications.not_retired(), OF_AN_IMPLICATION[1:])


def _values(rows: Iterable[Any], names: Sequence[str]) -> list[Row]:
    return [values_of(row, names) for row in rows]
