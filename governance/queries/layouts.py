"""Report layouts, and the days' notice the law asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from core.models import Record
from governance.models import (
    ExemptParagraph,
    LayoutClearance,
    LayoutImplication,
    LayoutPart,
    LayoutRow,
    LayoutSection,
    NoticeRule,
    ReportLayout,
)
from governance.queries.forums import partners_of
from partnerships.models import Agreement, Body


def layouts() -> list[ReportLayout]:
    """Every layout that is not retired: those of bodies, and after them those that all share."""
    return list(ReportLayout.objects.not_retired().select_related("body"))


def shared_layouts() -> Any:
    """Those that all share and are not retired."""
    return ReportLayout.objects.not_retired().filter(body=None)


def layouts_of(body: Body) -> list[ReportLayout]:
    """The body's own, also those that are retired."""
    return list(body.report_layouts.select_related("body", "retired_by"))


def versions_of(layout: ReportLayout) -> list[ReportLayout]:
    """The version before it and the one after, as far as there are any."""
    beside = Q(next_versions=layout) | Q(supersedes=layout)
    return list(ReportLayout.objects.not_retired().filter(beside).select_related("body").order_by("version"))


def bodies_in_use(keys: set[int]) -> Any:
    """Those of these bodies that are not retired."""
    return Body.objects.not_retired().filter(pk__in=keys)


def layouts_near(agreement: Agreement, *, on: date) -> Any:
    """Those of the agreement's partners, and those that all share, in the latest version on offer."""
    theirs = Q(body__in=partners_of(agreement, on=on))
    offered = ReportLayout.objects.not_retired().filter(is_offered=True)
    return offered.filter(theirs | Q(body=None)).exclude(next_versions__in=offered)


def retired_rules_and_layouts() -> list[ReportLayout | NoticeRule | ExemptParagraph]:
    """What was retired of all that is shared."""
    return [
        *ReportLayout.objects.retired().filter(body=None),
        *NoticeRule.objects.retired(),
        *ExemptParagraph.objects.retired(),
    ]


def notice_rules() -> list[NoticeRule]:
    """Every rule that is not retired, whether in force now or not."""
    return list(NoticeRule.objects.not_retired())


@dataclass(frozen=True)
class LayoutFacts:
    """What a layout's page shows: each part with its sections and their rows; what is retired apart."""

    parts: list[tuple[LayoutPart, list[tuple[LayoutSection, list[LayoutRow]]]]]
    implications: list[LayoutImplication]
    clearances: list[LayoutClearance]
    retired: list[Any]


def layout_facts(layout: ReportLayout) -> LayoutFacts:
    parts = list(layout.parts.select_related("retired_by"))
    sections = list(LayoutSection.objects.filter(part__layout=layout).select_related("part", "retired_by"))
    rows = list(LayoutRow.objects.filter(section__part__layout=layout).select_related("retired_by"))
    implications = list(layout.implications.select_related("retired_by"))
    clearances = list(layout.clearances.select_related("retired_by"))

    def beneath(part: LayoutPart) -> list[tuple[LayoutSection, list[LayoutRow]]]:
        return [
            (section, [row for row in _current(rows) if row.section_id == section.pk])
            for section in _current(sections)
            if section.part_id == part.pk
        ]

    return LayoutFacts(
        parts=[(part, beneath(part)) for part in _current(parts)],
        implications=_current(implications),
        clearances=_current(clearances),
        retired=[each for each in (*parts, *sections, *rows, *implications, *clearances) if each.is_retired],
    )


def _current[R: Record](rows: list[R]) -> list[R]:
    return [each for each in rows if not each.is_retired]
