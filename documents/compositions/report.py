"""A Cabinet report in the layout of its council.

`facts.report` (governance.queries.reports.ReportFacts) says which parts, sections and numbers there are, and
this says what each shows. The table of contributions is the agreement's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import dropwhile

from django.utils.text import Truncator

from budgets.calculations import Schedule
from documents.blocks import (
    Block,
    Blocks,
    Box,
    Document,
    Heading,
    Item,
    Items,
    Kind,
    Look,
    Margins,
    Numbered,
    Paragraph,
    Section,
    Title,
)
from documents.calculations import grouped_table
from documents.compositions.boards import structure_chart
from documents.compositions.money import money_tables
from documents.compositions.parts import cell, day, particulars, table, typed
from documents.compositions.report_rows import arranged, dotted, flat, labelled, mark, rows_of, said
from documents.prose import prose
from documents.queries.reports import CabinetReportFacts
from documents.trees import finished
from governance.calculations.numbering import Item as NumberedText
from governance.calculations.numbering import Kind as TextKind
from governance.models import Arrangement
from governance.models import Block as Shows
from governance.queries.reports.facts import (
    ExemptFacts,
    FrontFacts,
    HeaderFacts,
    ImplicationFacts,
    PartFacts,
    SectionFacts,
)


def report_document(facts: CabinetReportFacts, front: FrontFacts | None = None) -> Document:
    """The report as it reads with these facts, open or with what is exempt as they have it.

    With a further front, that stands before the same text in place of the council's own head.
    """
    report = facts.report
    exempt = "exempt " if report.shows_exempt else ""
    under = f", {front.council}" if front else ""
    return finished(
        Document(
            name=f"{report.title}: {exempt}report {report.reference}{under}",
            margins=_margins(facts, front or report.header),
            content=_Composition(facts, front).content(),
        )
    )


def _margins(facts: CabinetReportFacts, met_by: FrontFacts | HeaderFacts) -> Margins:
    report, header = facts.report, facts.report.header
    note = f" ({Truncator(header.version_note).chars(40)})" if header.version_note else ""
    drafted = f", draft of {day(facts.on)}" if facts.is_draft else ""
    met = f", {day(met_by.meeting_on)}" if met_by.meeting_on else ""
    withheld = report.exempt if report.shows_exempt else None
    return Margins(
        reference=report.reference,
        version=f"Version {report.version}{note}{drafted}",
        footer=f"{Truncator(f'{met_by.council}, {met_by.forum}').chars(90)}{met}",
        seal=facts.seal,
        status="DRAFT" if facts.is_draft else "",
        not_for_publication=f"exempt by {withheld.under}." if withheld else "",
        reason=f"Reason: {Truncator(withheld.reason).chars(260) or 'not given yet'}" if withheld else "",
    )


class _Composition:
    """Puts one report together; what its sections need of the whole stands here."""

    def __init__(self, facts: CabinetReportFacts, front: FrontFacts | None = None) -> None:
        self.facts = facts
        self.report = facts.report
        self.header = facts.report.header
        self.front = front
        self.timetable = (front or self.report).timetable
        self.parts = (*front.parts, *_without_head(self.report.parts)) if front else self.report.parts
        self.title_at = _first_with_title(self.parts)

    def content(self) -> Blocks:
        head = () if self.title_at else (self._masthead(), *self._restriction(), *self._notice())
        return (*head, *(self._part(part) for part in self.parts))

    # Parts and sections

    def _part(self, part: PartFacts) -> Section:
        return Section(
            part.title,
            self._sections(part, part.sections),
            Kind.PART,
            code=part.kind,
            begins_page=part.begins_page,
            capitals=part.capital_headings,
        )

    def _sections(self, part: PartFacts, sections: Sequence[SectionFacts]) -> Blocks:
        """Sections of one level, each with the deeper ones that follow it within it."""
        return flat(self._gathered(part, first, beneath) for first, *beneath in _gathered(sections))

    def _gathered(self, part: PartFacts, first: SectionFacts, beneath: Sequence[SectionFacts]) -> Blocks:
        begins = part.is_appended and not part.title and first.level == 1 and bool(first.title)
        within = self._sections(part, beneath)
        laid = self._section(first, within, begins_page=begins, capitals=part.capital_headings)
        if first.key != self.title_at:
            return (laid,)
        return (laid, *self._restriction(), *self._notice())

    def _section(
        self, section: SectionFacts, within: Blocks, *, begins_page: bool, capitals: bool
    ) -> Section:
        missing = () if section.is_written else (Paragraph("Not written yet", Look.MISSING),)
        content = (
            *mark(section.exempt),
            *missing,
            *self._texts(section.paragraphs),
            *self._shown(section),
            *within,
        )
        return Section(
            "" if section.block == Shows.TIMETABLE else section.title,  # that is the caption of its table
            content,
            number=section.number,
            key=f"section-{section.key}",
            code=_look(section),
            begins_page=begins_page,
            capitals=capitals and section.level == 1,
        )

    def _shown(self, section: SectionFacts) -> Blocks:
        """What the section takes from the record."""
        match Shows(section.block):
            case Shows.ROWS:
                return arranged(section, self._said(section))
            case Shows.TIMETABLE:
                meetings = ((each.forum, each.when) for each in self.timetable)
                return (particulars(meetings, section.title),)
            case Shows.BUDGET_TABLE:
                return self._budget_table()
            case Shows.STRUCTURE_CHART:
                missing = "The structure chart goes here. No board is recorded to answer to another."
                return structure_chart(self.report.chart) or (Paragraph(missing, Look.MISSING),)
            case Shows.IMPLICATIONS:
                lines = section.arrangement == Arrangement.LINES
                return flat(map(self._run_in if lines else self._implication, section.implications))
        return rows_of(section)

    def _said(self, section: SectionFacts) -> list[Blocks]:
        """What each row of the section says."""
        return [self._title(section) if row.is_title else said(row) for row in section.rows]

    def _title(self, section: SectionFacts) -> Blocks:
        return (Title(self.report.title, again=section.key != self.title_at),)

    def _texts(self, texts: Iterable[NumberedText]) -> Blocks:
        return tuple(block for each in texts for block in self._text(each))

    def _text(self, text: NumberedText) -> Blocks:
        if text.kind == TextKind.HEADING:
            return (Heading(text.text),)
        if text.kind == TextKind.BUDGET_TABLE:
            return self._budget_table()
        return (Numbered(prose(text.text), dotted(text.number)),) if text.number else prose(text.text)

    def _implication(self, implication: ImplicationFacts) -> Blocks:
        post = implication.officer_post
        advice = (Paragraph(f"Advice of the {post}", Look.ADVICE),) if post else ()
        missing = Paragraph("Not written yet", Look.MISSING)
        text = self._texts(implication.paragraphs) or cell(implication.references) or (missing,)
        return (Section(implication.title, (*mark(implication.exempt), *text, *advice)),)

    def _run_in(self, implication: ImplicationFacts) -> Blocks:
        """The implication with its heading at the beginning of its first line."""
        text = (*self._texts(implication.paragraphs), *cell(implication.references))
        return (*mark(implication.exempt), *labelled(implication.title, text))

    # Its head

    def _masthead(self) -> Block:
        met_by = self.front or self.header
        organisation = Paragraph(f"{met_by.council}, {met_by.forum}", Look.LABEL)
        return Box((organisation, Title(self.report.title)), Look.MASTHEAD)

    def _restriction(self) -> Blocks:
        """That it is not open, where no row of its head says so."""
        words = self.header.classification
        sections = (section for part in self.parts for section in part.sections)
        is_said = any(row.said == words for each in sections for row in each.rows)
        return () if self.header.is_open or is_said else (Paragraph(words, Look.RESTRICTION),)

    def _notice(self) -> Blocks:
        """What the law asks to be said of what is exempt: which parts, under which paragraphs, and why."""
        exempt = self.report.exempt
        if exempt is None:
            return ()
        return (Box((exempt_section(exempt, self._publication(exempt)),), Look.EXEMPT_NOTICE),)

    def _publication(self, exempt: ExemptFacts) -> str:
        if exempt.is_whole:
            return "This report is not for publication."
        if self.report.shows_exempt:
            return (
                "This version of the report holds what is exempt, and is not for publication. "
                "An open version is published."
            )
        return "Part of this report is not for publication, and is left out of this version."

    # Its money

    def _budget_table(self) -> Blocks:
        schedule = self.facts.schedule
        if schedule is None or schedule.is_empty or not schedule.years:
            missing = (
                "The table of contributions goes here. No contribution is recorded on the agreement yet."
            )
            return (Paragraph(missing, Look.MISSING),)
        words = self.report.table
        outermost = [fund for fund in schedule.funds if fund.depth == 0]
        tables = (
            money_tables(
                words.title or f"Contributions to {fund.name}", grouped_table(fund, schedule, self.labels())
            )
            for fund in outermost
        )
        note = words.note or ("" if words.title else self._source_of(schedule))
        return (*flat(tables), Paragraph(note, Look.TABLE_NOTE))

    def labels(self) -> dict[int, tuple[str, str]]:
        """What the report calls lines of contributions, by their keys."""
        return {key: (label, note) for key, label, note in self.report.table.labels}

    def _source_of(self, schedule: Schedule) -> str:
        """Where the figures come from; a report with a title of its own for them says that itself."""
        not_firm = " “Indicative” and “proposed” figures are not yet agreed." if schedule.not_firm else ""
        return (
            f"Contributions recorded in agreement {self.report.agreement_reference} on {day(self.facts.on)}. "
            f"Years are financial years, 1 April to 31 March.{not_firm}"
        )


def exempt_section(exempt: ExemptFacts, publication: str) -> Section:
    """What the law asks to be said of what is exempt, after what is published of it."""
    worded = [(number, wording) for number, wording in exempt.paragraphs if wording]
    stop = ":" if worded else "."
    paragraphs = tuple(Item((Paragraph(f"paragraph {number}: {wording}"),)) for number, wording in worded)
    because = (
        "In all the circumstances of the case, the public interest in maintaining the exemption "
        "outweighs the public interest in disclosing the information:"
    )
    return Section(
        "Exempt information",
        (
            Paragraph(f"{publication} It holds exempt information under {exempt.under}{stop}"),
            Items(paragraphs),
            table("", ("What is exempt", "Under"), exempt.withheld),
            Paragraph(because),
            *typed(exempt.reason),
        ),
    )


def _first_with_title(parts: Iterable[PartFacts]) -> int | None:
    """The section that shows the report's title first; none where a heading would stand before it."""
    for part in parts:
        for section in part.sections:
            if part.title or not (section.block == Shows.TIMETABLE or _is_head(section)):
                return None
            if any(row.is_title for row in section.rows):
                return section.key
    return None


def _without_head(parts: Iterable[PartFacts]) -> Iterable[PartFacts]:
    """The report without the rows and boxes of its own council that stand before its text."""
    first, *others = parts
    text = dropwhile(lambda each: each.block == Shows.TIMETABLE or _is_head(each), first.sections)
    kept = replace(first, sections=tuple(text), begins_page=True)
    return (kept, *others) if kept.sections else others


def _is_head(section: SectionFacts) -> bool:
    return section.block == Shows.ROWS and not section.title and not section.paragraphs


def _look(section: SectionFacts) -> str:
    """The name of its style: what is in a box under a heading has one around both."""
    boxed = section.block == Shows.ROWS and section.arrangement == Arrangement.BOX and section.title
    return "boxed" if boxed else "summary" if section.block == Shows.SUMMARY else ""


def _gathered(sections: Sequence[SectionFacts]) -> list[list[SectionFacts]]:
    """Each section of the first one's level with the deeper ones that follow it."""
    groups: list[list[SectionFacts]] = []
    for section in sections:
        if groups and section.level > groups[0][0].level:
            groups[-1].append(section)
        else:
            groups.append([section])
    return groups
