"""Writes of report layouts that are more than recording, changing or retiring one record."""

from __future__ import annotations

from datetime import datetime

from core.actions import record, values_of, write_new
from core.history import act
from core.models import User
from governance.models import LayoutClearance, LayoutImplication, LayoutSection, ReportLayout

# What a section, and an implication, of a report takes over from its layout.
OF_A_SECTION = ("part", "position", "block", "title", "level", "numbered", "required")
OF_AN_IMPLICATION = ("position", "kind", "title")


def copy_layout(new: ReportLayout, *, original: ReportLayout, by: User, at: datetime) -> None:
    """Record a layout with every section and implication of another. Raises `RulesBroken`."""
    with act("report-layout.copied", by=by, at=at):
        new.copied_from = original
        record(new, by=by, at=at)
        sections = [
            LayoutSection(layout=new, hint=each.hint, **values_of(each, OF_A_SECTION))
            for each in original.sections.not_retired()
        ]
        implications = [
            LayoutImplication(layout=new, **values_of(each, OF_AN_IMPLICATION))
            for each in original.implications.not_retired()
        ]
        write_new(sections, at=at)
        write_new(implications, at=at)
        clearances = [
            LayoutClearance(layout=new, **values_of(each, ("position", "role", "post")))
            for each in original.clearances.not_retired()
        ]
        write_new(clearances, at=at)
