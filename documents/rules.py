"""What must be true before a document is issued, and of documents that were."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.utils.text import Truncator

from budgets.calculations import Schedule
from core.rules import RuleBroken, check_all, must_not_be_retired, refuses
from core.sentences import mid_sentence, sentence_start
from documents.models import BoardPaper, IssuedDocument, KeptFile, PaperKind
from documents.queries.board_papers import PaperFacts
from documents.queries.decisions import RecordVersions
from documents.queries.facts import AgreementFacts
from documents.queries.reports import CabinetReportFacts, Versions
from governance.calculations.clearance import ClearanceFacts, unmet
from governance.calculations.exempt import Marking
from governance.calculations.references import unresolved_in
from governance.models import Board, CabinetReport, Meeting, ReportStatus
from partnerships.models import Agreement, AgreementStatus


@refuses(
    "issued-document-is-never-changed",
    IssuedDocument,
    BoardPaper,
    source="Good practice: what was handed out stays as it was handed out",
    retiring=None,
)
def issued_document_is_never_changed(document: KeptFile) -> None:
    """An issued document is kept as it is. Issue another, which supersedes it."""
    if document.pk is not None:
        raise RuleBroken(issued_document_is_never_changed)


@refuses("withdrawn-agreement-is-not-issued")
def withdrawn_agreement_is_not_issued(agreement: Agreement) -> None:
    """The agreement was withdrawn. Take it back to drafting before you issue it."""
    if agreement.status == AgreementStatus.WITHDRAWN:
        raise RuleBroken(withdrawn_agreement_is_not_issued)


@refuses("agreement-document-names-two-parties", source="SI 2000/617 reg 4(1)")
def agreement_document_names_two_parties(facts: AgreementFacts) -> None:
    """An agreement needs at least two parties. Record them, then issue it."""
    if len(facts.parties) < 2:
        raise RuleBroken(agreement_document_names_two_parties)


@refuses("issued-report-recommends-something", source="Good practice: a report for decision asks for one")
def issued_report_recommends_something(facts: CabinetReportFacts) -> None:
    """The report recommends nothing. Add what the meeting is asked to do.

    A layout without a place for recommendations, as of a record of decisions, asks for none.
    """
    if facts.report.has_recommendations and not _recommendations(facts):
        raise RuleBroken(issued_report_recommends_something)


@refuses("issued-recommendations-name-a-body", source="Good practice: one paper may go to several bodies")
def issued_recommendations_name_a_body(facts: CabinetReportFacts) -> None:
    """Every recommendation must name the body that is asked."""
    nameless = [each.text for each in _recommendations(facts) if not each.addressed_to]
    if nameless:
        listed = "; ".join(f"“{Truncator(text).chars(80)}”" for text in nameless)
        raise RuleBroken(issued_recommendations_name_a_body, detail=f"None is named in {listed}.")


@refuses("issued-report-has-its-required-sections", source="The council's report layout")
def issued_report_has_its_required_sections(facts: CabinetReportFacts) -> None:
    """The layout requires sections that are empty. Write them, if only that there is nothing to say."""
    report = facts.report
    sections = (*report.sections, *(each for front in report.fronts for each in front.sections))
    empty = [each.title or each.block for each in sections if not each.is_written]
    if empty:
        raise RuleBroken(issued_report_has_its_required_sections, detail=f"They are: {'; '.join(empty)}.")


@refuses(
    "issued-report-refers-to-what-is-recorded",
    source="Good practice: figures, dates and names in the text are those of the record",
)
def issued_report_refers_to_what_is_recorded(facts: CabinetReportFacts) -> None:
    """The report refers to what is not in the record, or no longer."""
    if missing := unresolved_in((facts.report.parts, facts.report.fronts)):
        listed = "; ".join(f"[{name}]" for name in missing)
        raise RuleBroken(issued_report_refers_to_what_is_recorded, detail=f"Correct {listed}.")


@refuses("issued-report-is-cleared", source="The council's report layout")
def issued_report_is_cleared(clearances: tuple[ClearanceFacts, ...]) -> None:
    """The layout asks posts to clear the report as it now stands, and not all of them have."""
    if missing := unmet(clearances, required=True):
        raise RuleBroken(issued_report_is_cleared, detail=f"{'; '.join(missing)}.")


@refuses("issued-report-is-classified-as-it-is-marked", source="Local Government Act 1972 s.100B and Sch 12A")
def issued_report_is_classified_as_it_is_marked(marking: Marking) -> None:
    """The classification of the report and what is marked exempt in it must agree."""
    if fault := marking.classified_as_it_is_marked():
        raise RuleBroken(issued_report_is_classified_as_it_is_marked, detail=fault)


@refuses(
    "exempt-content-names-paragraph-and-reason",
    source="Local Government Act 1972 s.100B(5) and Sch 12A para 10",
)
def exempt_content_names_paragraph_and_reason(marking: Marking) -> None:
    """What is exempt must name its paragraph of Schedule 12A, and the report the public-interest reason."""
    if fault := marking.names_paragraph_and_reason():
        raise RuleBroken(exempt_content_names_paragraph_and_reason, detail=fault)


@refuses(
    "exempt-paragraphs-were-in-force",
    source="Local Government Act 1972 Sch 12A, as it was before and after SI 2006/88",
)
def exempt_paragraphs_were_in_force(marking: Marking) -> None:
    """The paragraphs named must be of Schedule 12A as it was on the day of the report."""
    if fault := marking.paragraphs_are_in_force():
        raise RuleBroken(exempt_paragraphs_were_in_force, detail=fault)


@refuses("report-may-be-issued-now")
def report_may_be_issued_now(report: CabinetReport) -> None:
    """Only a draft, or a report that is ready to issue, can be issued."""
    if not (report.is_open or report.status == ReportStatus.ISSUED):
        detail = f"{report.reference} is {mid_sentence(report.get_status_display())}."
        raise RuleBroken(report_may_be_issued_now, detail=detail)


@refuses(
    "report-version-is-issued-once", source="Good practice: what members had before them stays as they had it"
)
def report_version_is_issued_once(report: CabinetReport) -> None:
    """This version of the report was issued already. Reopen the report to issue its next version."""
    if report.documents.filter(number=report.version).exists():
        raise RuleBroken(report_version_is_issued_once, detail=f"It is version {report.version}.")


@refuses("decision-record-records-a-decision")
def decision_record_records_a_decision(versions: RecordVersions | None) -> None:
    """Nothing is recorded that this forum decided. Record it, then issue the record of it."""
    if versions is None or not versions.whole.resolutions:
        raise RuleBroken(decision_record_records_a_decision)


@refuses(
    "decision-record-says-when-and-why",
    source="SI 2012/2089 regs 12(2) and 13(4); SI 2014/2095 reg 7(3); before 2012 SI 2000/3272 regs 3 and 4",
)
def decision_record_says_when_and_why(versions: RecordVersions) -> None:
    """The record must say of each resolution on which day it was taken, and for what reasons."""
    whole = versions.whole
    numbers = [
        str(number)
        for number, each in enumerate(whole.resolutions, start=1)
        if whole.law.source and not (each.decided_on and each.reasons.strip())
    ]
    if numbers:
        raise RuleBroken(decision_record_says_when_and_why, detail=f"Not yet: {', '.join(numbers)}.")


@refuses(
    "exempt-decision-names-paragraph-and-reason",
    source="Local Government Act 1972 s.100B(5) and Sch 12A para 10",
)
def exempt_decision_names_paragraph_and_reason(versions: RecordVersions) -> None:
    """What is exempt in a record must name its paragraph, and its report the public-interest reason."""
    exempt = versions.whole.exempt
    if exempt is None:
        return
    missing = [
        "a resolution names no paragraph" if not all(under for _, under in exempt.withheld) else "",
        "" if exempt.reason.strip() else "the report gives no reason",
    ]
    if any(missing):
        detail = sentence_start(f"{' and '.join(filter(None, missing))}.")
        raise RuleBroken(exempt_decision_names_paragraph_and_reason, detail=detail)


@refuses("issued-schedule-has-a-contribution", source="SI 2000/617 reg 7(3)(b)")
def issued_schedule_has_a_contribution(schedule: Schedule) -> None:
    """There is nothing to put in a budget schedule. Record a contribution first."""
    if not (schedule.rows or schedule.requested or any(fund.rows for fund in schedule.in_view)):
        raise RuleBroken(issued_schedule_has_a_contribution)


@refuses("issued-board-paper-says-something")
def issued_board_paper_says_something(facts: PaperFacts) -> None:
    """There is nothing to put in this paper yet. Record it first."""
    missing = {
        PaperKind.TERMS: "" if facts.board.terms else "No terms of reference are written.",
        PaperKind.AGENDA: "" if facts.meeting and facts.meeting.items else "The agenda has no items.",
        PaperKind.MINUTES: "" if _was_held(facts) else "The meeting is not recorded as held.",
    }
    if detail := missing[PaperKind(facts.kind)]:
        raise RuleBroken(issued_board_paper_says_something, detail=detail)


def _was_held(facts: PaperFacts) -> bool:
    return facts.meeting is not None and facts.meeting.status == Meeting.Status.HELD


@refuses(
    "record-stands-still-while-issued",
    source="A document prints what the record says at the moment it is issued",
)
def record_stands_still_while_issued(made_from: Any, now: Any) -> None:
    """Somebody changed the record while the document was being made. Look at it again, then issue."""
    if made_from != now:
        raise RuleBroken(record_stands_still_while_issued)


def check_agreement(agreement: Agreement, facts: AgreementFacts) -> None:
    """Raise `RulesBroken` with everything that forbids issuing the agreement."""
    check_all(
        [
            partial(must_not_be_retired, agreement),
            partial(withdrawn_agreement_is_not_issued, agreement),
            partial(agreement_document_names_two_parties, facts),
        ]
    )


def check_report(report: CabinetReport, versions: Versions) -> None:
    """Raise `RulesBroken` with everything that forbids issuing the report."""
    facts, marking = versions.whole, versions.marking
    check_all(
        [
            partial(must_not_be_retired, report),
            partial(must_not_be_retired, report.agreement),
            partial(report_may_be_issued_now, report),
            partial(report_version_is_issued_once, report),
            partial(issued_report_recommends_something, facts),
            partial(issued_recommendations_name_a_body, facts),
            partial(issued_report_has_its_required_sections, facts),
            partial(issued_report_refers_to_what_is_recorded, facts),
            partial(issued_report_is_cleared, versions.clearances),
            partial(issued_report_is_classified_as_it_is_marked, marking),
            partial(exempt_content_names_paragraph_and_reason, marking),
            partial(exempt_paragraphs_were_in_force, marking),
        ]
    )


def check_decision_record(report: CabinetReport, versions: RecordVersions | None) -> None:
    """Raise `RulesBroken` with everything that forbids issuing the record."""
    must_not_be_retired(report)
    must_not_be_retired(report.agreement)
    decision_record_records_a_decision(versions)
    check_all(
        [
            partial(decision_record_says_when_and_why, versions),
            partial(exempt_decision_names_paragraph_and_reason, versions),
        ]
    )


def check_board_paper(board: Board, meeting: Meeting | None, facts: PaperFacts) -> None:
    """Raise `RulesBroken` with everything that forbids issuing the paper."""
    must_not_be_retired(board)
    if meeting is not None:
        must_not_be_retired(meeting)
    issued_board_paper_says_something(facts)


def check_schedule(agreement: Agreement, schedule: Schedule) -> None:
    """Raise `RulesBroken` with everything that forbids issuing the budget schedule."""
    check_all(
        [partial(must_not_be_retired, agreement), partial(issued_schedule_has_a_contribution, schedule)]
    )


def _recommendations(facts: CabinetReportFacts) -> list[Any]:
    return [
        each
        for section in facts.report.sections
        for group in section.recommendations
        for under in group.subgroups
        for each in under.recommendations
    ]
