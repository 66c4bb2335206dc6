"""A layout as a report in it would read: an example that is put together and never recorded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from core.models import Record
from governance.calculations.boards import TermFacts
from governance.models import (
    BackgroundPaper,
    Board,
    CabinetReport,
    Forum,
    Implication,
    LayoutImplication,
    LayoutPart,
    LayoutRow,
    LayoutSection,
    Recommendation,
    ReportConsultee,
    ReportLayout,
    ReportOption,
    ReportRisk,
    ReportRow,
    ReportSection,
    ReportStage,
    Source,
)
from governance.queries.exempt import marking_of
from governance.queries.layouts import LayoutFacts
from governance.queries.reports.facts import ReportFacts
from governance.queries.reports.sections import facts_of_gathered
from partnerships.models import Agreement, Body

NEW = -1  # stands for the key of what is typed and not recorded yet


def example_facts(
    layout: ReportLayout, facts: LayoutFacts, *, on: date, typed: Record | None = None
) -> ReportFacts:
    """The example in this layout, with what is being typed in place of what is recorded."""
    if typed is not None and typed.pk is None:
        typed.pk = NEW
    parts = _with(typed, LayoutPart, [part for part, _ in facts.parts])
    sections = _with(typed, LayoutSection, [each for _, beneath in facts.parts for each, _ in beneath])
    rows = _with(typed, LayoutRow, [row for _, beneath in facts.parts for _, of in beneath for row in of])
    report = _report(typed if isinstance(typed, ReportLayout) else layout, on)
    known = {part.pk: part for part in parts}
    report.current_sections = [
        _section(report, each, known[each.part_id])
        for part in parts
        for each in sections
        if each.part_id == part.pk
    ]
    report.layout_rows = {
        each.pk: [row for row in rows if row.section_id == each.pk] for each in report.current_sections
    }
    report.current_rows = [
        _row(report, section, row)
        for section in report.current_sections
        for row in report.layout_rows[section.pk]
        if row.source == Source.FREE
    ]
    report.current_implications = [
        _implication(report, each) for each in _with(typed, LayoutImplication, facts.implications)
    ]
    return facts_of_gathered(report, marking_of(report, ()))


def _with[R: Record](typed: Record | None, model: type[R], recorded: Iterable[R]) -> list[R]:
    """What is recorded, in its order; what is being typed stands in its place, or where it says."""
    if not isinstance(typed, model):
        return list(recorded)
    kept: list[Any] = [each for each in recorded if each.pk != typed.pk]
    return sorted([*kept, typed], key=lambda each: each.position or 0)


def _report(layout: ReportLayout, on: date) -> CabinetReport:
    body = layout.body or Body(name="Name of the council")
    cabinet = Forum(pk=1, body=body, name="Cabinet", kind=Forum.Kind.EXECUTIVE)
    report = CabinetReport(
        pk=0,
        agreement=Agreement(reference="EXAMPLE", title="The agreement"),
        reference="EXAMPLE-R1",
        title="Title of the report",
        layout=layout,
        forum=cabinet,
        meeting_on=on,
        item_number="5",
        wards="All",
        from_post="Director of Adult Social Care",
        author_post="Head of Commissioning",
        lead_officer_post="Assistant Director",
        lead_member_post="Cabinet Member for Adult Social Care",
        contact_posts="Head of Commissioning\nFinance Business Partner",
        department="Adult Social Care",
        division="All divisions",
        is_key=True,
        key_reason="Spending over the council’s threshold",
        notice_on=on,
        agenda_on=on,
        due_on=on,
        due_reason="So that notice is long enough",
        dated_on=on,
        final_sent_on=on,
        exempt_reason="None of it is exempt",
    )
    report.exempt_parts, report.shows_exempt, report.every_sections = [], False, []
    report.current_decisions, report.current_advice, report.current_table_labels = [], [], []
    report.further_agreements_named, report.partners_named = [], ()
    report.current_own_values, report.current_fronts, report.front_sections = [], [], []
    report.current_options = [ReportOption(report=report, title="An option", text="What it means.")]
    report.current_risks = [ReportRisk(report=report, title="A risk", mitigation="What is done about it.")]
    report.current_recommendations = [
        Recommendation(report=report, pk=place, forum=cabinet, verb=verb, text=text)
        for place, (verb, text) in enumerate(
            (("approve", "the first thing it is asked to decide"), ("note", "the second")), start=1
        )
    ]
    report.current_papers = [
        BackgroundPaper(report=report, title="A background paper", held_at="Town Hall", contact_post="Author")
    ]
    report.current_consultees = [
        ReportConsultee(report=report, name="Chief Finance Officer", sought=True, included=True)
    ]
    scrutiny = Forum(pk=2, body=body, name="Scrutiny Committee", kind=Forum.Kind.SCRUTINY)
    report.current_stages = [
        ReportStage(report=report, forum=scrutiny, held_on=on, purpose=ReportStage.Purpose.SCRUTINY)
    ]
    purpose = TermFacts(0, "1", "Purpose", "What the board is for.", 1)
    report.boards_terms = [(Board(name="Name of the board"), [purpose])]
    return report


def _section(report: CabinetReport, of: LayoutSection, part: LayoutPart) -> ReportSection:
    section = ReportSection(
        pk=of.pk,
        report=report,
        layout_section=of,
        part=part,
        position=of.position or 0,
        block=of.block,
        title=of.title,
        level=of.level,
        heading_numbered=of.heading_numbered,
        numbered=of.numbered,
        required=of.required,
    )
    if section.is_prose:
        section.text = f"{of.hint or 'The text of this section.'}\n\nIts second paragraph."
    return section


def _row(report: CabinetReport, section: ReportSection, of: LayoutRow) -> ReportRow:
    text = of.hint or "Typed in each report"
    return ReportRow(report=report, section=section, layout_row=of, label=of.label, text=text)


def _implication(report: CabinetReport, of: LayoutImplication) -> Implication:
    return Implication(
        report=report,
        kind=of.kind,
        title=of.title,
        applies=True,
        references="Paragraph 1",
        text="What it means.",
    )
