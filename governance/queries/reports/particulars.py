"""Where a report goes, whose it is and what kind of decision it asks for."""

from __future__ import annotations

from datetime import date

from core.dates import in_words
from governance.calculations.exempt import Marking
from governance.calculations.exempt import in_words as in_words_of
from governance.models import CabinetReport, Classification, Forum
from governance.queries.reports.facts import HeaderFacts, StageFacts


def header_of(report: CabinetReport, marking: Marking) -> HeaderFacts:
    """What stands above the report."""
    same = {
        name: getattr(report, name)
        for name in HeaderFacts.__dataclass_fields__
        if name not in ("council", "forum", "classification", "decision_by")
    }
    return HeaderFacts(
        council=report.forum.body.name,
        forum=report.forum.name,
        classification=_classification(report, marking),
        decision_by=_decision_by(report.forum),
        **same,
    )


def _classification(report: CabinetReport, marking: Marking) -> str:
    words = str(Classification(report.classification).label)
    named = marking.named or (marking.paragraphs if report.classification != Classification.OPEN else ())
    return f"{words} (Schedule 12A, {in_words_of(named)})" if named else words


def _decision_by(forum: Forum) -> str:
    if forum.is_executive:
        return "Executive" if forum.name == "Executive" else f"Executive ({forum.name})"
    return "Council" if forum.kind == Forum.Kind.COUNCIL else forum.name


def timetable_of(report: CabinetReport) -> tuple[StageFacts, ...]:
    """Every meeting the report goes to, in the order of their days; one without a day comes last."""
    stages = [
        StageFacts(stage.forum.name, stage.held_on, stage.get_purpose_display())
        for stage in report.current_stages
    ]
    stages.append(StageFacts(report.forum.name, report.meeting_on, "Decision"))
    return tuple(sorted(stages, key=lambda stage: stage.held_on or date.max))


def audit_trail(report: CabinetReport) -> tuple[tuple[str, str], ...]:
    """Who wrote which version and whether it is key, as (what, answer)."""
    return (
        ("Lead officer", report.lead_officer_post),
        ("Report author", report.author_post),
        ("Version", report.version_note or str(report.version)),
        ("Dated", in_words(report.dated_on) if report.dated_on else ""),
        ("Key decision?", _yes_no(report.is_key)),
        (
            "Final report sent to the committee clerk",
            in_words(report.final_sent_on) if report.final_sent_on else "",
        ),
    )


def decision_status(report: CabinetReport) -> tuple[tuple[str, str], ...]:
    """What kind of decision it is, as (what, answer)."""
    not_key = "N/A" if report.is_key is False else ""
    return (
        ("Key decision", _yes_no(report.is_key)),
        ("Reason", report.key_reason or not_key),
        ("Appeared in forward plan", in_words(report.notice_on) if report.notice_on else not_key),
        ("Executive or Council decision", _decision_by(report.forum)),
    )


def _yes_no(value: bool | None) -> str:
    return "" if value is None else "Yes" if value else "No"
