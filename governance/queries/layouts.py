"""Report layouts, and the days' notice the law asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from governance.models import (
    ExemptParagraph,
    LayoutImplication,
    LayoutSection,
    NoticeRule,
    Part,
    ReportLayout,
)


def layouts() -> list[ReportLayout]:
    """Every layout that is not retired."""
    return list(ReportLayout.objects.current())


def retired_rules_and_layouts() -> list[ReportLayout | NoticeRule | ExemptParagraph]:
    """What was retired of any of them."""
    return [
        *ReportLayout.objects.retired(),
        *NoticeRule.objects.retired(),
        *ExemptParagraph.objects.retired(),
    ]


def notice_rules() -> list[NoticeRule]:
    """Every rule that is not retired, whether in force now or not."""
    return list(NoticeRule.objects.current())


@dataclass(frozen=True)
class LayoutFacts:
    """What a layout's page shows; retired rows apart."""

    parts: list[tuple[str, list[LayoutSection]]]
    implications: list[LayoutImplication]
    retired: list[Any]


def layout_facts(layout: ReportLayout) -> LayoutFacts:
    sections = list(layout.sections.select_related("retired_by"))
    implications = list(layout.implications.select_related("retired_by"))
    current = [each for each in sections if not each.is_retired]
    parts = [(str(part.label), [each for each in current if each.part == part]) for part in Part]
    return LayoutFacts(
        parts=[(label, rows) for label, rows in parts if rows],
        implications=[each for each in implications if not each.is_retired],
        retired=[each for each in (*sections, *implications) if each.is_retired],
    )
