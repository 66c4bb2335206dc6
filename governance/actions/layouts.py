"""Writes of report layouts that are more than recording, changing or retiring one record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from core.actions import record, values_of, write, write_new
from core.history import act, lock
from core.models import User
from core.reference import Row, ordered
from core.rules import must_not_be_retired
from governance.models import (
    LayoutClearance,
    LayoutImplication,
    LayoutPart,
    LayoutRow,
    LayoutSection,
    ReportLayout,
)
from governance.queries.layout_contents import OF_A_LAYOUT, contents_of
from governance.rules.layouts import layout_in_use_is_not_changed, next_version_is_begun_once


def record_layout(
    new: ReportLayout, *, parts: Iterable[Row], implications: Iterable[Row], by: User, at: datetime
) -> None:
    """Record a layout with all that is in it, each kind in the order in which it is given.

    A part has its "section" and a section its "row", as files of layouts have them. Raises `RulesBroken`.
    """
    with act("report-layout.recorded", by=by, at=at):
        record(new, by=by, at=at)
        for part, sections in _apart(parts, "section"):
            above = LayoutPart(layout=new, **part)
            write_new([above], at=at)
            _write_sections(above, sections, at=at)
        write_new([LayoutImplication(layout=new, **each) for each in ordered(implications)], at=at)


def _write_sections(part: LayoutPart, rows: Iterable[Row], *, at: datetime) -> None:
    apart = list(_apart(rows, "row"))
    sections = [LayoutSection(part=part, **values) for values, _ in apart]
    write_new(sections, at=at)
    shown = [
        LayoutRow(section=section, **row)
        for section, (_, rows) in zip(sections, apart, strict=True)
        for row in ordered(rows)
    ]
    write_new(shown, at=at)


def _apart(rows: Iterable[Row], inner: str) -> Iterable[tuple[Row, list[Row]]]:
    """The rows with their places, each without those within it, and these."""
    for row in ordered(rows):
        within = row.pop(inner, [])
        yield row, within


def copy_layout(new: ReportLayout, *, original: ReportLayout, by: User, at: datetime) -> None:
    """Record a layout with everything that is in another. Raises `RulesBroken`."""
    with act("report-layout.copied", by=by, at=at):
        new.copied_from = original
        parts, implications = contents_of(original)
        record_layout(new, parts=parts, implications=implications, by=by, at=at)
        clearances = [
            LayoutClearance(layout=new, **values_of(each, ("position", "role", "post")))
            for each in original.clearances.not_retired()
        ]
        write_new(clearances, at=at)


def begin_next_version(layout: ReportLayout, *, by: User, at: datetime) -> ReportLayout:
    """Record the layout's next version, with all that is in this one; it is not offered yet.

    Raises `RulesBroken`.
    """
    with act("report-layout.version-begun", by=by, at=at):
        lock(layout)
        must_not_be_retired(layout)
        next_version_is_begun_once(layout)
        version = layout.version + 1
        new = ReportLayout(
            body=layout.body,
            code=f"{layout.code.removesuffix(f'-v{layout.version}')}-v{version}" if layout.code else None,
            version=version,
            supersedes=layout,
            is_offered=False,
            **values_of(layout, OF_A_LAYOUT),
        )
        copy_layout(new, original=layout, by=by, at=at)
    return new


def move_content(content: Any, *, up: bool, by: User, at: datetime) -> None:
    """Let a part, section, row or implication change places with the one before or after it.

    Where there is none, nothing changes. Raises `RulesBroken`.
    """
    with act(f"{content.noun().replace(' ', '-')}.moved", by=by, at=at):
        lock(content)
        content.refresh_from_db()
        must_not_be_retired(content)
        layout_in_use_is_not_changed(content)
        others = content.siblings().exclude(pk=content.pk)
        other = (
            others.filter(position__lte=content.position).order_by("-position", "-pk").first()
            if up
            else others.filter(position__gte=content.position).order_by("position", "pk").first()
        )
        if other is None:
            return
        here, there = content.position, other.position
        # No two stand in one place, not even meanwhile.
        for record, place in ((content, content.next_position()), (other, here), (content, there)):
            record.position = place
            write(record)
