"""What must be true of report layouts, and of what reports make of them."""

from __future__ import annotations

from typing import Any

from core.rules import RuleBroken, refuses
from governance.models import (
    LayoutImplication,
    LayoutPart,
    LayoutRow,
    LayoutSection,
    ReportLayout,
    ReportSection,
)

STAYS = "Good practice: a report keeps the form in which it was begun"
# What of a layout itself shows in its reports.
PRINTED = ("recommendation_style", "recommendation_lead", "recommendation_marks", "date_style", "open_label")


@refuses(
    "layout-in-use-is-not-changed",
    LayoutPart,
    LayoutSection,
    LayoutRow,
    LayoutImplication,
    source=STAYS,
    retiring=None,
)
def layout_in_use_is_not_changed(content: Any) -> None:
    """Reports were begun in this version of the layout. Begin its next version, and change that."""
    if content.layout.is_in_use():
        raise RuleBroken(layout_in_use_is_not_changed)


@refuses("layout-in-use-keeps-its-words", ReportLayout, source=STAYS)
def layout_in_use_keeps_its_words(layout: ReportLayout) -> None:
    """Reports were begun in this version of the layout. Begin its next version to write them otherwise."""
    if layout.pk is None or not layout.is_in_use():
        return
    stored = ReportLayout.objects.get(pk=layout.pk)
    changed = [name for name in PRINTED if getattr(layout, name) != getattr(stored, name)]
    if changed:
        raise RuleBroken(layout_in_use_keeps_its_words, field=changed[0])


@refuses("next-version-is-begun-once", source="Good practice: one form is worked on at a time")
def next_version_is_begun_once(layout: ReportLayout) -> None:
    """The next version of this layout was begun already. Change that one."""
    if layout.next_versions.not_retired().exists():
        raise RuleBroken(next_version_is_begun_once)


@refuses("locked-section-keeps-its-heading", ReportSection, source="The council's report layout")
def locked_section_keeps_its_heading(section: ReportSection) -> None:
    """The layout keeps the heading of this section as it is."""
    of_layout = section.layout_section
    if of_layout and of_layout.is_locked and section.title != of_layout.title:
        raise RuleBroken(locked_section_keeps_its_heading, field="title", detail=f"It is “{of_layout}”.")


@refuses("locked-section-stays", ReportSection, source="The council's report layout", retiring=True)
def locked_section_stays(section: ReportSection) -> None:
    """The layout keeps this section in every report. Say in it that there is nothing to say."""
    if section.layout_section and section.layout_section.is_locked:
        raise RuleBroken(locked_section_stays)
