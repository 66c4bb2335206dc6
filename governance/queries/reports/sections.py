"""A report laid out: its sections in their places, their paragraphs numbered as its layout says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from core.folding import fold
from governance.calculations.exempt import Marking
from governance.calculations.numbering import Kind, Numbers, paragraphs_of
from governance.models import (
    BackgroundPaper,
    Block,
    CabinetReport,
    HeadingStyle,
    Implication,
    LayoutPart,
    Recommendation,
    ReportConsultee,
    ReportFront,
    ReportOption,
    ReportRisk,
    ReportRow,
    ReportSection,
)
from governance.queries.exempt import marking_of, paragraphs_for
from governance.queries.reports.exempt import exempt_facts, mark_of
from governance.queries.reports.facts import (
    ConsulteeFacts,
    FrontFacts,
    ImplicationFacts,
    OptionFacts,
    PaperFacts,
    PartFacts,
    RejectionFacts,
    ReportFacts,
    RiskFacts,
    RowFacts,
    SectionFacts,
    TableFacts,
    TermsFacts,
)
from governance.queries.reports.fronts import in_front
from governance.queries.reports.particulars import header_of, rows_of, timetable_of
from governance.queries.reports.recommendations import decisions_of, recommendation_groups
from governance.queries.reports.rows import gather, parts_of

ROWS: dict[Block, type[Any]] = {
    Block.RECOMMENDATIONS: Recommendation,
    Block.IF_REJECTED: Recommendation,
    Block.IMPLICATIONS: Implication,
    Block.IMPLICATIONS_TABLE: Implication,
    Block.CONSULTATION: ReportConsultee,
    Block.CONSULTATION_TABLE: ReportConsultee,
    Block.BACKGROUND_PAPERS: BackgroundPaper,
    Block.OPTIONS: ReportOption,
    Block.OPTIONS_TABLE: ReportOption,
    Block.RISKS: ReportRisk,
    Block.RISKS_TABLE: ReportRisk,
    Block.ROWS: ReportRow,
}
ALWAYS_SHOWN = (Block.TIMETABLE, Block.BUDGET_TABLE, Block.DECISIONS)


def report_facts(report: CabinetReport, *, exempt: bool = False) -> ReportFacts:
    """Read the report as it will be issued, its paragraphs numbered as its layout says.

    The open reading has nothing of what is exempt but what the law asks to be said of it.
    """
    gather(report, exempt=exempt)
    return facts_of_gathered(report, marking_of(report, paragraphs_for(report)))


def facts_of_gathered(report: CabinetReport, marking: Marking) -> ReportFacts:
    """The same of a report of which all was gathered, marked so."""
    parts = parts_laid_out(report, marking)
    every = [section for part in parts for section in part.sections]
    return ReportFacts(
        reference=report.reference,
        title=report.title,
        version=report.version,
        status=report.get_status_display(),
        is_draft=report.is_open,
        agreement_reference=report.agreement.reference,
        header=header_of(report, marking),
        timetable=timetable_of(report),
        table=TableFacts(
            report.table_title,
            report.table_note,
            tuple((each.line_id, each.label, each.note) for each in report.current_table_labels),
        ),
        parts=parts,
        has_budget_table=any(_shows_the_table(section) for section in every),
        has_recommendations=any(each.block == Block.RECOMMENDATIONS for each in report.current_sections),
        exempt=exempt_facts(marking),
        shows_exempt=report.shows_exempt and marking.has_exempt,
        partners=report.partners_named,
        fronts=tuple(_front(report, front, marking) for front in report.current_fronts),
    )


def _front(report: CabinetReport, front: ReportFront, marking: Marking) -> FrontFacts:
    here = in_front(report, front)
    return FrontFacts(
        key=front.pk,
        forum_key=front.stage.forum_id,
        layout=front.layout.name,
        council=front.stage.forum.body.name,
        forum=front.stage.forum.name,
        meeting_on=front.stage.held_on,
        timetable=tuple(
            each
            for each in timetable_of(here)
            if (each.forum, each.held_on) != (here.forum.name, here.meeting_on)
        ),
        parts=parts_laid_out(here, marking),
    )


class Gathered:
    """The rows of a report that its blocks show."""

    def __init__(self, report: CabinetReport, marking: Marking) -> None:
        self.report, self.marking = report, marking
        self.recommendations: list[Recommendation] = report.current_recommendations
        self.implications: list[Implication] = report.current_implications
        self.papers = tuple(
            PaperFacts(each.title, each.held_at, each.contact_post, each.dated_on, mark_of(each))
            for each in report.current_papers
        )
        self.consultees = _consulted(report)
        self.options = tuple(
            OptionFacts(
                each.title,
                each.get_standing_display(),
                each.text,
                each.reasons_for,
                each.reasons_against,
                mark_of(each),
            )
            for each in report.current_options
        )
        self.risks = tuple(
            RiskFacts(
                each.title,
                each.get_likelihood_display(),
                each.get_impact_display(),
                each.mitigation,
                each.owner_post,
                mark_of(each),
            )
            for each in report.current_risks
        )
        self.rejections = tuple(
            RejectionFacts(each.in_full.rstrip(". "), each.if_rejected, mark_of(each))
            for each in report.current_recommendations
            if each.if_rejected.strip()
        )
        shows_terms = any(each.block == Block.TERMS_OF_REFERENCE for each in report.current_sections)
        self.terms = _terms_of(report) if shows_terms else ()
        self.withheld = {type(part) for part in report.exempt_parts} if not report.shows_exempt else set()

    def withholds(self, section: ReportSection) -> bool:
        """Whether the section would show rows, were they not exempt: then it is not called unwritten."""
        return ROWS.get(Block(section.block)) in self.withheld

    def fills(self, section: ReportSection) -> bool:
        """Whether the section has something to show."""
        return bool(section.text.strip()) or section.block in ALWAYS_SHOWN or bool(self._rows_of(section))

    def rows(self, section: ReportSection) -> tuple[RowFacts, ...]:
        """What the section says, where it shows rows chosen one by one."""
        return rows_of(self.report, section, self.marking)

    def _rows_of(self, section: ReportSection) -> Any:
        if section.block == Block.ROWS:
            return self.rows(section)
        rows = {
            Block.RECOMMENDATIONS: self.recommendations,
            Block.IF_REJECTED: self.rejections,
            Block.IMPLICATIONS: [each for each in self.implications if each.is_answered],
            Block.IMPLICATIONS_TABLE: [each for each in self.implications if each.is_answered],
            Block.CONSULTATION: self.consultees,
            Block.BACKGROUND_PAPERS: self.papers,
            Block.OPTIONS: self.options,
            Block.OPTIONS_TABLE: self.options,
            Block.RISKS: self.risks,
            Block.RISKS_TABLE: self.risks,
            Block.CONSULTATION_TABLE: self.consultees,
            Block.TERMS_OF_REFERENCE: self.terms,
            Block.STRUCTURE_CHART: self.report.boards_terms,
        }
        return rows.get(Block(section.block))


def _consulted(report: CabinetReport) -> tuple[ConsulteeFacts, ...]:
    """The posts whose advice was asked, then those who were listed besides them."""
    asked = [
        ConsulteeFacts(each.post, True, each.is_given or None, each.asked_on, mark_of(each.part))
        for each in report.current_advice
    ]
    named = {fold(each.post) for each in asked}
    listed = [
        ConsulteeFacts(each.name, each.sought, each.included, each.sought_on, mark_of(each))
        for each in report.current_consultees
        if fold(each.name) not in named
    ]
    return (*asked, *listed)


def _terms_of(report: CabinetReport) -> tuple[TermsFacts, ...]:
    return tuple(
        TermsFacts(board.name, tuple((each.number, each.heading, each.text) for each in terms))
        for board, terms in report.boards_terms
    )


def parts_laid_out(report: CabinetReport, marking: Marking) -> tuple[PartFacts, ...]:
    return tuple(_parts(report, Gathered(report, marking)))


def _parts(report: CabinetReport, gathered: Gathered) -> Iterable[PartFacts]:
    for part, sections in parts_of(report):
        laid = tuple(_laid_out(part, _shown(sections, gathered), gathered))
        if laid:
            capitals = part.heading_style == HeadingStyle.CAPITALS
            yield PartFacts(part.kind, part.title, capitals, part.begins_page, part.is_appended, laid)


def _shown(sections: Sequence[ReportSection], gathered: Gathered) -> list[ReportSection]:
    """Sections with something in them or required, and the headings that stand over such sections."""
    kept: list[ReportSection] = []
    for section in reversed(sections):
        stands_over = section.is_prose and bool(kept) and kept[-1].level > section.level
        is_missed = section.required and not gathered.withholds(section)
        if is_missed or gathered.fills(section) or stands_over:
            kept.append(section)
    return kept[::-1]


def _laid_out(
    part: LayoutPart, sections: Sequence[ReportSection], gathered: Gathered
) -> Iterable[SectionFacts]:
    """Each section at most one level beneath the heading above it; what is appended numbers each afresh."""
    numbers, above = Numbers(part.numbering, part.first_number), 0
    for place, section in enumerate(sections):
        level = min(section.level, above + 1)
        if section.title:
            above = level
        if part.is_appended and level == 1 and section.title:
            numbers = Numbers(part.numbering, part.first_number)
        following = sections[place + 1].level if place + 1 < len(sections) else 1
        is_bare_heading = section.is_prose and not section.text and following > section.level
        yield _section(section, level, gathered, numbers, written=is_bare_heading or gathered.fills(section))


def _section(
    section: ReportSection, level: int, gathered: Gathered, numbers: Numbers, *, written: bool
) -> SectionFacts:
    """Lay out one section; the numbers run on from heading to text to rows, as they are printed."""
    has_heading_number = section.heading_numbered and section.title
    own = numbers if section.numbered else None
    return SectionFacts(
        key=section.pk,
        block=section.block,
        number=numbers.heading(level) if has_heading_number else "",
        title=section.title,
        level=level,
        is_written=written,
        paragraphs=paragraphs_of(section.text, own),
        arrangement=section.layout_section.arrangement if section.layout_section else "",
        exempt=mark_of(section),
        **_contents_of(section, gathered, own),
    )


def _contents_of(section: ReportSection, gathered: Gathered, numbers: Numbers | None) -> dict[str, Any]:
    report = gathered.report
    match Block(section.block):
        case Block.RECOMMENDATIONS:
            return {"recommendations": recommendation_groups(report, gathered.recommendations, numbers)}
        case Block.IMPLICATIONS:
            answered = [each for each in gathered.implications if each.is_answered]
            return {"implications": tuple(_implication(each, numbers) for each in answered)}
        case Block.IMPLICATIONS_TABLE:
            return {"implications": tuple(_implication(each, None) for each in gathered.implications)}
        case Block.BACKGROUND_PAPERS:
            return {"papers": gathered.papers}
        case Block.OPTIONS | Block.OPTIONS_TABLE:
            return {"options": gathered.options}
        case Block.IF_REJECTED:
            return {"rejections": gathered.rejections}
        case Block.RISKS | Block.RISKS_TABLE:
            return {"risks": gathered.risks}
        case Block.CONSULTATION | Block.CONSULTATION_TABLE:
            return {"consultees": gathered.consultees}
        case Block.ROWS:
            return {"rows": gathered.rows(section)}
        case Block.DECISIONS:
            return {"decisions": decisions_of(report)}
        case Block.TERMS_OF_REFERENCE:
            return {"terms": gathered.terms}
    return {}


def _implication(row: Implication, numbers: Numbers | None) -> ImplicationFacts:
    text = row.text or ("" if row.applies else "No implications.")
    return ImplicationFacts(
        key=row.pk,
        title=row.heading,
        applies=row.applies,
        references=row.references,
        officer_post=row.officer_post,
        text=row.text,
        paragraphs=paragraphs_of(text, numbers),
        exempt=mark_of(row),
    )


def _shows_the_table(section: SectionFacts) -> bool:
    items = [*section.paragraphs, *(item for each in section.implications for item in each.paragraphs)]
    return section.block == Block.BUDGET_TABLE or any(item.kind == Kind.BUDGET_TABLE for item in items)
