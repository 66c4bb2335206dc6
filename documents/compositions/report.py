"""A Cabinet report in the layout of its council.

`facts.report` (governance.queries.reports.ReportFacts) says which parts, sections and numbers there are, and
this says what each shows. The table of contributions is the agreement's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils.text import Truncator

from core.jinja import NOTHING
from documents.blocks import (
    Block,
    Blocks,
    Box,
    Column,
    Document,
    Heading,
    Item,
    Items,
    Kind,
    Letterhead,
    Look,
    Margins,
    Numbered,
    Paragraph,
    Particulars,
    Row,
    Section,
    Table,
    Title,
    TitleBand,
)
from documents.calculations import grouped_table
from documents.compositions.money import money_tables
from documents.compositions.parts import cell, day, table, typed
from documents.compositions.report_rows import dotted, flat, mark, rows_of
from documents.prose import prose
from documents.queries.reports import CabinetReportFacts
from documents.trees import finished
from governance.calculations.numbering import Item as NumberedText
from governance.calculations.numbering import Kind as TextKind
from governance.models import Block as Shows
from governance.models import Part
from governance.queries.reports.facts import (
    ExemptFacts,
    ImplicationFacts,
    PartFacts,
    SectionFacts,
)

HEADS = (Shows.HEADER_BOX, Shows.TIMETABLE)


def report_document(facts: CabinetReportFacts) -> Document:
    """The report as it reads with these facts, open or with what is exempt as they have it."""
    report = facts.report
    exempt = "exempt " if report.shows_exempt else ""
    return finished(
        Document(
            name=f"{report.title}: {exempt}report {report.reference}",
            margins=_margins(facts),
            content=_Composition(facts).content(),
            capital_headings=report.capital_headings,
        )
    )


def _margins(facts: CabinetReportFacts) -> Margins:
    report, header = facts.report, facts.report.header
    note = f" ({Truncator(header.version_note).chars(40)})" if header.version_note else ""
    drafted = f", draft of {day(facts.on)}" if facts.is_draft else ""
    met = f", {day(header.meeting_on)}" if header.meeting_on else ""
    withheld = report.exempt if report.shows_exempt else None
    return Margins(
        reference=report.reference,
        version=f"Version {report.version}{note}{drafted}",
        footer=f"{Truncator(f'{header.council}, {header.forum}').chars(90)}{met}",
        seal=facts.seal,
        status="DRAFT" if facts.is_draft else "",
        not_for_publication=f"exempt by {withheld.under}." if withheld else "",
        reason=f"Reason: {Truncator(withheld.reason).chars(260) or 'not given yet'}" if withheld else "",
    )


class _Composition:
    """Puts one report together; what its sections need of the whole stands here."""

    def __init__(self, facts: CabinetReportFacts) -> None:
        self.facts = facts
        self.report = facts.report
        self.header = facts.report.header
        self.has_timetable = any(each.block == Shows.TIMETABLE for each in self.report.sections)

    def content(self) -> Blocks:
        has_head = any(each.block in HEADS for each in self.report.sections)
        head = () if has_head else (self._masthead(), *self._restriction(), *self._notice())
        return (*head, *(self._part(part) for part in self.report.parts))

    # Parts and sections

    def _part(self, part: PartFacts) -> Section:
        sections = tuple(self._sections(part))
        if part.code != Part.SUPPORTING:
            return Section("", sections, Kind.PART)
        again = (self._letterhead(again=True),) if self.has_timetable else ()
        title = part.title or str(Part.SUPPORTING.label)
        titled = Section(title, sections, Kind.PART, code="supporting")
        return Section("", (*flat(again), titled), Kind.PART, begins_page=True)

    def _sections(self, part: PartFacts) -> Iterator[Block]:
        """The sections of a part, each of the second level within the one of the first before it."""
        for first, *beneath in _gathered(part.sections):
            within = tuple(self._section(each) for each in beneath)
            yield self._section(first, within, begins_page=part.code == Part.APPENDIX)
            if part.code == Part.COVERING and first.block in HEADS:
                yield from self._notice()

    def _section(self, section: SectionFacts, within: Blocks = (), *, begins_page: bool = False) -> Section:
        missing = () if section.is_written else (Paragraph("Not written yet", Look.MISSING),)
        content = (
            *mark(section.exempt),
            *missing,
            *self._texts(section.paragraphs),
            *self._shown(section),
            *within,
        )
        return Section(
            section.title,
            content,
            number=section.number,
            key=f"section-{section.key}",
            code=LOOKS.get(Shows(section.block), ""),
            begins_page=begins_page,
        )

    def _shown(self, section: SectionFacts) -> Blocks:
        """What the section takes from the record."""
        match Shows(section.block):
            case Shows.HEADER_BOX:
                return (self._header_box(),)
            case Shows.TIMETABLE:
                return flat([self._letterhead()])
            case Shows.BUDGET_TABLE:
                return self._budget_table()
            case Shows.IMPLICATIONS:
                return tuple(map(self._implication, section.implications))
        return rows_of(section)

    def _texts(self, texts: Iterable[NumberedText]) -> Blocks:
        return tuple(block for each in texts for block in self._text(each))

    def _text(self, text: NumberedText) -> Blocks:
        if text.kind == TextKind.HEADING:
            return (Heading(text.text),)
        if text.kind == TextKind.BUDGET_TABLE:
            return self._budget_table()
        return (Numbered(prose(text.text), dotted(text.number)),) if text.number else prose(text.text)

    def _implication(self, implication: ImplicationFacts) -> Section:
        post = implication.officer_post
        advice = (Paragraph(f"Advice of the {post}", Look.ADVICE),) if post else ()
        missing = Paragraph("Not written yet", Look.MISSING)
        said = self._texts(implication.paragraphs) or cell(implication.references) or (missing,)
        return Section(implication.title, (*mark(implication.exempt), *said, *advice))

    # Its head

    def _masthead(self) -> Block:
        organisation = Paragraph(f"{self.header.council}, {self.header.forum}", Look.LABEL)
        return Box((organisation, Title(self.report.title)), Look.MASTHEAD)

    def _restriction(self) -> Blocks:
        words = self.header.classification
        return (Paragraph(words, Look.RESTRICTION),) if words != "Open" else ()

    def _header_box(self) -> Block:
        header = self.header
        columns = tuple(map(Column, ("Item no.", "Classification", "Date", "Meeting name")))
        said = (header.item_number, header.classification, day(header.meeting_on), header.forum)
        meeting = Row(tuple(cell(each or NOTHING) for each in said))
        return Box(
            (
                Table(columns, (meeting,), headed=False),
                Particulars(
                    (
                        ("Report title", (Title(self.report.title),)),
                        ("Ward(s) or groups affected", cell(header.wards or NOTHING)),
                        ("From", cell(header.from_post or NOTHING)),
                    )
                ),
            ),
            Look.HEADER_BOX,
        )

    def _letterhead(self, *, again: bool = False) -> Blocks:
        """The head of a report that goes to several meetings; `again` that of a later part."""
        header = self.header
        stages = [(each.forum, day(each.held_on) or "Not fixed") for each in self.report.timetable]
        post = header.from_post
        report_of = f"Report of the {post}" if post and not again else ""
        timetable = table("Forward timetable of consultation and meetings", ("Meeting", "Date"), stages)
        return (
            Letterhead(header.council, "Wards affected" if header.wards else "", header.wards),
            *self._restriction(),
            Table(timetable.columns, timetable.rows, timetable.caption, look="timetable"),
            TitleBand(Title(self.report.title, again=again), report_of),
        )

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
        not_firm = " “Indicative” and “proposed” figures are not yet agreed." if schedule.not_firm else ""
        note = (
            f"Contributions recorded in agreement {self.report.agreement_reference} on {day(self.facts.on)}. "
            f"Years are financial years, 1 April to 31 March.{not_firm}"
        )
        outermost = [fund for fund in schedule.funds if fund.depth == 0]
        tables = (
            money_tables(f"Contributions to {fund.name}", grouped_table(fund, schedule)) for fund in outermost
        )
        return (*flat(tables), Paragraph(note, Look.TABLE_NOTE))


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


LOOKS = {Shows.DECISION_STATUS: "boxed", Shows.SUMMARY: "summary"}


def _gathered(sections: Sequence[SectionFacts]) -> list[list[SectionFacts]]:
    """Each section of the first level with those of the second that follow it."""
    groups: list[list[SectionFacts]] = []
    for section in sections:
        if section.level == 1 or not groups:
            groups.append([section])
        else:
            groups[-1].append(section)
    return groups
