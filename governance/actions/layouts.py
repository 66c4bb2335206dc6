"""Writes of report layouts that are more than recording, changing or retiring one record."""

from __future__ import annotations

from datetime import datetime

from core.actions import record, write_new
from core.history import act
from core.models import User
from governance.models import LayoutImplication, LayoutSection, ReportLayout

OF_A_SECTION = ("part", "position", "block", "title", "level", "numbered", "required", "hint")
OF_AN_IMPLICATION = ("position", "kind", "title")


def copy_layout(new: ReportLayout, *, original: ReportLayout, by: User, at: datetime) -> None:
    """Record a layout with every section and implication of another. Raises `RulesBroken`."""
    with act("report-layout.copied", by=by, at=at):
        record(new, by=by, at=at)
        sections = [
            LayoutSection(layout=new, **{name: getattr(each, name) for name in OF_A_SECTION})
            for each in original.sections.current()
        ]
        implications = [
            LayoutImplication(layout=new, **{name: getattr(each, name) for name in OF_AN_IMPLICATION})
            for each in original.implications.current()
        ]
        write_new(sections, at=at)
        write_new(implications, at=at)
