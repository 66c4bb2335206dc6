"""What must be true of Cabinet reports."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from core.models import User
from core.permissions import Permission, may
from core.rules import RuleBroken, refuses
from core.sentences import mid_sentence
from governance.models import (
    TRANSITIONS,
    BackgroundPaper,
    CabinetReport,
    Implication,
    Recommendation,
    ReportConsultee,
    ReportFront,
    ReportRow,
    ReportSection,
    ReportStage,
    ReportStatus,
    TableLabel,
)
from governance.models.layout_parts import MARKED_BY_ROW


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
    ReportFront,
    ReportRow,
    TableLabel,
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


@refuses("front-is-for-a-meeting-of-its-report", ReportFront)
def front_is_for_a_meeting_of_its_report(front: ReportFront) -> None:
    """A front is for one of the other meetings that its own report goes to."""
    if front.stage.report_id != front.report_id:
        raise RuleBroken(front_is_for_a_meeting_of_its_report, field="stage")


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


@refuses("copy-is-of-a-partner-s-layout-and-forum")
def copy_is_of_a_partner_s_layout_and_forum(copy: CabinetReport, partners: Collection[int]) -> None:
    """A report is set out in the layout of a partner, or in one that all share, and decided at a partner."""
    layout, forum = copy.layout, copy.forum
    if layout.body_id is not None and layout.body_id not in partners:
        detail = f"{layout.body} is no partner of {copy.agreement.reference}, and this is its layout."
        raise RuleBroken(copy_is_of_a_partner_s_layout_and_forum, field="agreement", detail=detail)
    if forum.body_id not in partners:
        detail = f"{forum.body} is no partner of {copy.agreement.reference}."
        raise RuleBroken(copy_is_of_a_partner_s_layout_and_forum, field="forum", detail=detail)


@refuses("exempt-is-copied-by-who-may-read-it", source="Local Government Act 1972, Schedule 12A")
def exempt_is_copied_by_who_may_read_it(original: CabinetReport, by: User) -> None:
    """What is exempt in a report is only copied by somebody who may read it. Leave it out."""
    decision = may(by, Permission.SEE_EXEMPT, original)
    if not decision:
        raise RuleBroken(exempt_is_copied_by_who_may_read_it, field="exempt", detail=decision.reason)


@refuses("exempt-copy-keeps-to-its-readers", source="Local Government Act 1972, Schedule 12A")
def exempt_copy_keeps_to_its_readers(copy: CabinetReport, original: CabinetReport) -> None:
    """What is exempt is only copied to a meeting of a body that reads it already."""
    if copy.forum.body_id not in original.bodies_that_read_exempt():
        detail = f"{copy.forum.body} does not. Choose another meeting, or leave out what is exempt."
        raise RuleBroken(exempt_copy_keeps_to_its_readers, field="forum", detail=detail)


def _now(report: CabinetReport) -> str:
    return f"{report.reference} is {mid_sentence(report.get_status_display())}."
