"""What must be true of Cabinet reports."""

from __future__ import annotations

from typing import Any

from core.rules import RuleBroken, refuses
from core.sentences import mid_sentence
from governance.models import (
    TRANSITIONS,
    BackgroundPaper,
    CabinetReport,
    Implication,
    Recommendation,
    ReportConsultee,
    ReportSection,
    ReportStage,
    ReportStatus,
)
from governance.models.layouts import MARKED_BY_ROW


@refuses(
    "issued-report-is-not-changed",
    CabinetReport,
    source="Good practice: what members had before them stays as they had it",
    retiring=None,
)
def issued_report_is_not_changed(report: CabinetReport) -> None:
    """An issued, superseded or withdrawn report is not changed. Reopen it as a draft of its next version."""
    if not report.is_open:
        raise RuleBroken(issued_report_is_not_changed, detail=_now(report))


@refuses(
    "contents-of-an-issued-report-are-not-changed",
    ReportStage,
    ReportSection,
    Recommendation,
    Implication,
    BackgroundPaper,
    ReportConsultee,
    source="Good practice: what members had before them stays as they had it",
    retiring=None,
)
def contents_of_an_issued_report_are_not_changed(content: Any) -> None:
    """An issued, superseded or withdrawn report is not changed. Reopen it as a draft to change this."""
    if not content.report.is_open:
        raise RuleBroken(contents_of_an_issued_report_are_not_changed, detail=_now(content.report))


@refuses(
    "what-shows-rows-is-marked-row-by-row",
    ReportSection,
    source="Good practice: rows that are left out of the paper but not marked would still be seen elsewhere",
)
def what_shows_rows_is_marked_row_by_row(section: ReportSection) -> None:
    """This section shows rows that are recorded apart. Mark those of them that are exempt, one by one."""
    if section.is_exempt and section.block in MARKED_BY_ROW:
        raise RuleBroken(what_shows_rows_is_marked_row_by_row)


@refuses("required-section-stays", ReportSection, source="The council's report layout", retiring=True)
def required_section_stays(section: ReportSection) -> None:
    """The layout requires this section. Write that there is nothing to say, rather than leave it out."""
    if section.required:
        raise RuleBroken(required_section_stays)


@refuses("report-status-follows-its-transitions")
def report_status_follows_its_transitions(report: CabinetReport, to: ReportStatus) -> None:
    """The report cannot go from its present status to that one."""
    if to not in TRANSITIONS[ReportStatus(report.status)]:
        detail = f"It is {mid_sentence(report.get_status_display())}."
        raise RuleBroken(report_status_follows_its_transitions, field="to", detail=detail)


@refuses("outcome-follows-issue", source="Good practice: nothing is decided on a draft")
def outcome_follows_issue(report: CabinetReport) -> None:
    """Outcomes are recorded once the report was issued."""
    if report.status != ReportStatus.ISSUED:
        raise RuleBroken(outcome_follows_issue, detail=_now(report))


def _now(report: CabinetReport) -> str:
    return f"{report.reference} is {mid_sentence(report.get_status_display())}."
