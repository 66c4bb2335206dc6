"""Where a report goes, whose it is and what kind of decision it asks for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from core.dates import in_words
from governance.calculations.exempt import Marking
from governance.calculations.exempt import in_words as in_words_of
from governance.models import (
    CabinetReport,
    Classification,
    DateStyle,
    Forum,
    LayoutRow,
    ReportRow,
    ReportSection,
    Source,
)
from governance.queries.reports.exempt import mark_of
from governance.queries.reports.facts import HeaderFacts, RowFacts, StageFacts


def header_of(report: CabinetReport, marking: Marking) -> HeaderFacts:
    """What stands above the report."""
    same = {
        name: getattr(report, name)
        for name in HeaderFacts.__dataclass_fields__
        if name not in ("council", "forum", "is_open", "classification", "decision_by")
    }
    return HeaderFacts(
        council=report.forum.body.name,
        forum=report.forum.name,
        is_open=report.classification == Classification.OPEN,
        classification=_classification(report, marking),
        decision_by=_decision_by(report.forum),
        **same,
    )


def _classification(report: CabinetReport, marking: Marking) -> str:
    words = str(Classification(report.classification).label)
    if report.classification == Classification.OPEN:
        words = report.layout.open_label or words
    named = marking.named or (marking.paragraphs if report.classification != Classification.OPEN else ())
    return f"{words} (Schedule 12A, {in_words_of(named)})" if named else words


def _decision_by(forum: Forum) -> str:
    if forum.is_executive:
        return "Executive" if forum.name == "Executive" else f"Executive ({forum.name})"
    return "Council" if forum.kind == Forum.Kind.COUNCIL else forum.name


def timetable_of(report: CabinetReport) -> tuple[StageFacts, ...]:
    """Every meeting to print that the report goes to, in the order of their days; one without comes last."""
    style = report.layout.date_style
    stages = [
        StageFacts(
            stage.forum.name,
            stage.held_on,
            stage.get_purpose_display(),
            day(stage.held_on, style) or "Not fixed",
        )
        for stage in report.current_stages
        if stage.in_timetable
    ]
    due = f"Not before {day(report.due_on, style)}" if report.due_on else "Not fixed"
    decided = day(report.meeting_on, style) or due
    stages.append(StageFacts(report.forum.name, report.meeting_on, "Decision", decided))
    return tuple(sorted(stages, key=lambda stage: stage.held_on or date.max))


def rows_of(report: CabinetReport, section: ReportSection, marking: Marking) -> tuple[RowFacts, ...]:
    """What a section says that shows rows: those of its layout, and after them the report's own.

    A row that has nothing to say is left out, unless it stands beside others or says so.
    """
    typed = [row for row in report.current_rows if row.section_id == section.pk]
    left_to_it = {row.layout_row_id: row for row in typed if row.layout_row_id}
    rows = [
        _typed(left_to_it[row.pk], row) if row.pk in left_to_it else _said(row, report, marking)
        for row in report.layout_rows.get(section.layout_section_id or 0, ())
    ]
    rows += [_typed(row) for row in typed if not row.layout_row_id]
    beside = {place - 1 for place, row in enumerate(rows) if row.is_beside}
    return tuple(row for place, row in enumerate(rows) if row.said or row.is_beside or place in beside)


def _typed(row: ReportRow, of_layout: LayoutRow | None = None) -> RowFacts:
    said = row.text or (of_layout.if_empty if of_layout else "")
    beside = of_layout.is_beside if of_layout else False
    label = of_layout.label if of_layout else row.label
    # What stands where nothing is typed is no Markdown: a dash alone would be a list
    return RowFacts(label, said, is_typed=bool(row.text), is_beside=beside, exempt=mark_of(row))


def _said(row: LayoutRow, report: CabinetReport, marking: Marking) -> RowFacts:
    source = Source(row.source)
    said = SAYS[source](report, marking) if source in SAYS else ""
    return RowFacts(row.label, said or row.if_empty, source == Source.TITLE, is_beside=row.is_beside)


def day(value: date | None, style: str) -> str:
    """The day as the layout writes it; nothing where there is none."""
    if value is None:
        return ""
    if style == DateStyle.SLASHES:
        return f"{value:%d/%m/%Y}"
    return f"{value.day}{_ending(value.day)} {value:%B %Y}" if style == DateStyle.ORDINAL else in_words(value)


def _ending(number: int) -> str:
    return "th" if 11 <= number <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _yes_no(value: bool | None) -> str:
    return "" if value is None else "Yes" if value else "No"


def _on(name: str) -> Says:
    return lambda report, _: day(getattr(report, name), report.layout.date_style)


def _as_recorded(name: str) -> Says:
    return lambda report, _: getattr(report, name)


def _due(report: CabinetReport, _: Marking) -> str:
    if report.due_on is None:
        return ""
    return f"Not before {day(report.due_on, report.layout.date_style)} by {report.forum.name}"


type Says = Callable[[CabinetReport, Marking], str]

# What a row says of each source; one that is free is typed in the report.
SAYS: dict[Source, Says] = {
    **{
        source: _as_recorded(source)
        for source in (
            Source.TITLE,
            Source.REFERENCE,
            Source.ITEM_NUMBER,
            Source.WARDS,
            Source.FROM_POST,
            Source.LEAD_OFFICER_POST,
            Source.CONTACT_POSTS,
            Source.LEAD_MEMBER_POST,
            Source.DEPARTMENT,
            Source.DIVISION,
            Source.KEY_REASON,
            Source.DUE_REASON,
            Source.CALL_IN,
            Source.EXEMPT_REASON,
        )
    },
    **{
        source: _on(source)
        for source in (
            Source.MEETING_ON,
            Source.NOTICE_ON,
            Source.AGENDA_ON,
            Source.DATED_ON,
            Source.FINAL_SENT_ON,
        )
    },
    Source.AGREEMENTS: lambda report, _: "\n".join(
        f"{each.reference} {each.title}" for each in (report.agreement, *report.further_agreements_named)
    ),
    Source.COUNCIL: lambda report, _: report.forum.body.name,
    Source.FORUM: lambda report, _: report.forum.name,
    Source.CLASSIFICATION: lambda report, marking: _classification(report, marking),
    Source.AUTHOR_POST: lambda report, _: report.author_post or report.from_post,
    Source.IS_KEY: lambda report, _: _yes_no(report.is_key),
    Source.DECISION_TYPE: lambda report, _: (
        _yes_no(report.is_key) and ("Key" if report.is_key else "Non-key")
    ),
    Source.DECIDED_BY: lambda report, _: _decision_by(report.forum),
    Source.DUE: _due,
    Source.VERSION: lambda report, _: report.version_note or str(report.version),
}
