"""Report layouts, and the days' notice the law asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from governance.models import (
    ExemptParagraph,
    LayoutClearance,
    LayoutImplication,
    LayoutSection,
    NoticeRule,
    Part,
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


def bodies_in_use(keys: set[int]) -> Any:
    """Those of these bodies that are not retired."""
    return Body.objects.not_retired().filter(pk__in=keys)


def layouts_near(agreement: Agreement, *, on: date) -> Any:
    """Those of the agreement's partners, and those that all share: what its reports can be set out in."""
    theirs = Q(body__in=partners_of(agreement, on=on))
    return ReportLayout.objects.not_retired().filter(theirs | Q(body=None))


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
    """What a layout's page shows; retired rows apart."""

    parts: list[tuple[str, list[LayoutSection]]]
    implications: list[LayoutImplication]
    clearances: list[LayoutClearance]
    retired: list[Any]


def layout_facts(layout: ReportLayout) -> LayoutFacts:
    sections = list(layout.sections.select_related("retired_by"))
    implications = list(layout.implications.select_related("retired_by"))
    clearances = list(layout.clearances.select_related("retired_by"))
    current = [each for each in sections if not each.is_retired]
    parts = [(str(part.label), [each for each in current if each.part == part]) for part in Part]
    return LayoutFacts(
        parts=[(label, rows) for label, rows in parts if rows],
        implications=[each for each in implications if not each.is_retired],
        clearances=[each for each in clearances if not each.is_retired],
        retired=[each for each in (*sections, *implications, *clearances) if each.is_retired],
    )
