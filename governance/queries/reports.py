"""What a Cabinet report says, ready to be shown: one reading for the page and the PDF alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Prefetch, Q, prefetch_related_objects

from core.dates import in_words
from core.models import User
from governance.calculations.numbering import Item, Kind, Numbers, paragraphs_of, roman
from governance.models import (
    BackgroundPaper,
    Block,
    Board,
    CabinetReport,
    Classification,
    Forum,
    HeadingStyle,
    Implication,
    LayoutImplication,
    LayoutSection,
    NoticeRule,
    Part,
    Recommendation,
    RecommendationStyle,
    ReportConsultee,
    ReportLayout,
    ReportSection,
    ReportStage,
    TermOfReference,
)
from partnerships.models import Agreement, Body, Party

NOT_NAMED = "[body not named]"
NEEDED = ("agreement", "layout", "forum__body__kind")
ALWAYS_SHOWN = (
    Block.HEADER_BOX,
    Block.TIMETABLE,
    Block.AUDIT_TRAIL,
    Block.DECISION_STATUS,
    Block.BUDGET_TABLE,
)


@dataclass(frozen=True)
class StageFacts:
    """A meeting the report goes to."""

    forum: str
    held_on: date | None
    purpose: str


@dataclass(frozen=True)
class HeaderFacts:
    """What stands above the report, in its boxes and in its audit trail."""

    council: str
    forum: str
    meeting_on: date | None
    item_number: str
    classification: str
    wards: str
    from_post: str
    author_post: str
    lead_officer_post: str
    lead_member_post: str
    department: str
    division: str
    version_note: str
    dated_on: date | None
    final_sent_on: date | None
    is_key: bool | None
    key_reason: str
    notice_on: date | None
    due_on: date | None
    agenda_on: date | None
    decision_by: str
    call_in_note: str


@dataclass(frozen=True)
class RecommendationFacts:
    """One recommendation. In the sentence style `text` is the whole sentence."""

    key: int
    number: str
    text: str
    addressed_to: str
    outcome: str
    decided_on: date | None
    outcome_note: str


@dataclass(frozen=True)
class Subgroup:
    """Recommendations under one letter, with the verb they share; both empty where there is no letter."""

    letter: str
    lead: str
    recommendations: tuple[RecommendationFacts, ...]


@dataclass(frozen=True)
class RecommendationGroup:
    """Recommendations to one body. In the sentence style there is one group, without number or lead."""

    number: str
    lead: str
    subgroups: tuple[Subgroup, ...]


@dataclass(frozen=True)
class ImplicationFacts:
    key: int
    title: str
    applies: bool | None
    references: str
    officer_post: str
    text: str
    paragraphs: tuple[Item, ...]


@dataclass(frozen=True)
class PaperFacts:
    title: str
    held_at: str
    contact_post: str
    dated_on: date | None


@dataclass(frozen=True)
class ConsulteeFacts:
    post: str
    sought: bool | None
    included: bool | None
    sought_on: date | None


@dataclass(frozen=True)
class TermsFacts:
    """A board's terms of reference as they were published: (number, heading, Markdown)."""

    board: str
    terms: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class SectionFacts:
    """A section in its place. `block` says which of the fields below `paragraphs` it shows, if any.

    `level` is 1 or 2; a section of level 2 always stands beneath one of level 1. `is_written` is False for a
    required section with nothing in it; one that is not required and empty is left out altogether.
    """

    key: int
    block: str
    number: str
    title: str
    level: int
    is_written: bool
    paragraphs: tuple[Item, ...]
    recommendations: tuple[RecommendationGroup, ...] = ()
    implications: tuple[ImplicationFacts, ...] = ()
    papers: tuple[PaperFacts, ...] = ()
    consultees: tuple[ConsulteeFacts, ...] = ()
    terms: tuple[TermsFacts, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class PartFacts:
    """A part of the report: the covering report, its supporting information, its appendices.

    Only the supporting information has a title; appendices are titled by their sections.
    """

    code: str
    title: str
    sections: tuple[SectionFacts, ...]


@dataclass(frozen=True)
class ReportFacts:
    """Everything the report says. The budget table itself is asked of `budgets.queries` by who shows it."""

    reference: str
    title: str
    version: int
    status: str
    is_draft: bool
    agreement_reference: str
    layout: str
    capital_headings: bool
    header: HeaderFacts
    timetable: tuple[StageFacts, ...]
    parts: tuple[PartFacts, ...]
    has_budget_table: bool

    @property
    def sections(self) -> Iterable[SectionFacts]:
        return (section for part in self.parts for section in part.sections)


# Gathering the rows


CONTENTS: tuple[tuple[str, type[Any], str, tuple[str, ...]], ...] = (
    ("sections", ReportSection, "current_sections", ("layout_section",)),
    ("recommendations", Recommendation, "current_recommendations", ("forum__body",)),
    ("implications", Implication, "current_implications", ()),
    ("papers", BackgroundPaper, "current_papers", ()),
    ("consultees", ReportConsultee, "current_consultees", ()),
    ("stages", ReportStage, "current_stages", ("forum__body",)),
)


def contents() -> list[Prefetch]:
    """Prefetches of all that is in a report and not retired, as `current_sections`, `current_papers` …"""
    return [
        Prefetch(relation, model.objects.current().with_related(*related), to_attr=name)
        for relation, model, name, related in CONTENTS
    ]


def reports_seen_by(user: User) -> Any:
    """The reports the user may see, the latest meeting first, each with its agreement and forum."""
    return CabinetReport.objects.visible_to(user).current().select_related("agreement", "forum__body")


def reports_of(agreement: Agreement) -> list[CabinetReport]:
    """The agreement's reports that are not retired."""
    return list(agreement.reports.current().select_related("forum__body", "layout"))


def retired_reports_of(agreement: Agreement) -> list[CabinetReport]:
    return list(agreement.reports.retired())


def retired_contents_of(report: CabinetReport) -> list[Any]:
    """Everything in the report that was taken out, to be restored from."""
    return [
        row
        for relation, _, _, related in CONTENTS
        for row in getattr(report, relation).with_related(*related).retired()
    ]


def forums_of(body: Body) -> list[Forum]:
    """The body's forums, also those that are retired."""
    return list(body.forums.select_related("body", "retired_by"))


def layouts() -> list[ReportLayout]:
    return list(ReportLayout.objects.current())


def notice_rules() -> list[NoticeRule]:
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


def forums_near(agreement: Agreement) -> Any:
    """Forums of the agreement's partners: where its reports can go."""
    return Forum.objects.current().filter(body__in=partners_of(agreement)).select_related("body")


def next_reference(agreement: Agreement) -> str:
    """A reference for the agreement's next report that no report of it has had."""
    return f"{agreement.reference}-R{agreement.reports.count() + 1}"


def partners_of(agreement: Agreement) -> Any:
    """The bodies whose forums its reports can go to."""
    parties = Party.objects.current().filter(agreement=agreement).values("body")
    return Body.objects.current().filter(Q(pk__in=parties) | Q(pk=agreement.kept_by_id))


def gather(report: CabinetReport) -> None:
    """Fetch all that is in the report and not retired."""
    prefetch_related_objects([report], *NEEDED, *contents())


def sections_by_part(report: CabinetReport) -> list[tuple[str, list[ReportSection]]]:
    """The sections of each part that has any, with the part's name."""
    parts = [
        (str(part.label), [each for each in report.current_sections if each.part == part]) for part in Part
    ]
    return [(label, sections) for label, sections in parts if sections]


def sections_left_out(report: CabinetReport, facts: ReportFacts) -> list[ReportSection]:
    """Sections that are not required and have nothing in them, so that the report goes without."""
    shown = {section.key for section in facts.sections}
    return [section for section in report.current_sections if section.pk not in shown]


def report_facts(report: CabinetReport) -> ReportFacts:
    """Read the report as it will be issued, its paragraphs numbered as its layout says."""
    gather(report)
    numbers = Numbers(report.layout.numbering)
    gathered = Gathered(report)
    parts = tuple(_parts(report, gathered, numbers))
    every = [section for part in parts for section in part.sections]
    return ReportFacts(
        reference=report.reference,
        title=report.title,
        version=report.version,
        status=report.get_status_display(),
        is_draft=report.is_open,
        agreement_reference=report.agreement.reference,
        layout=report.layout.code,
        capital_headings=report.layout.heading_style == HeadingStyle.CAPITALS,
        header=header_of(report),
        timetable=timetable_of(report),
        parts=parts,
        has_budget_table=any(_shows_the_table(section) for section in every),
    )


def header_of(report: CabinetReport) -> HeaderFacts:
    same = {
        name: getattr(report, name)
        for name in HeaderFacts.__dataclass_fields__
        if name not in ("council", "forum", "classification", "decision_by")
    }
    return HeaderFacts(
        council=report.forum.body.name,
        forum=report.forum.name,
        classification=_classification(report),
        decision_by=_decision_by(report.forum),
        **same,
    )


def _classification(report: CabinetReport) -> str:
    words = str(Classification(report.classification).label)
    if report.is_exempt and report.exempt_paragraphs:
        many = "s" if "," in report.exempt_paragraphs else ""
        words += f" (Schedule 12A, paragraph{many} {report.exempt_paragraphs})"
    return words


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


class Gathered:
    """The rows of a report that its blocks show."""

    def __init__(self, report: CabinetReport) -> None:
        self.report = report
        self.recommendations: list[Recommendation] = report.current_recommendations
        self.implications: list[Implication] = report.current_implications
        self.papers = tuple(
            PaperFacts(each.title, each.held_at, each.contact_post, each.dated_on)
            for each in report.current_papers
        )
        self.consultees = tuple(
            ConsulteeFacts(each.name, each.sought, each.included, each.sought_on)
            for each in report.current_consultees
        )
        shows_terms = any(each.block == Block.TERMS_OF_REFERENCE for each in report.current_sections)
        self.terms = _terms_of(report.agreement) if shows_terms else ()

    def fills(self, section: ReportSection) -> bool:
        """Whether the section has something to show."""
        return bool(section.text.strip()) or section.block in ALWAYS_SHOWN or bool(self._rows_of(section))

    def _rows_of(self, section: ReportSection) -> Any:
        rows = {
            Block.RECOMMENDATIONS: self.recommendations,
            Block.IMPLICATIONS: [each for each in self.implications if each.is_answered],
            Block.IMPLICATIONS_TABLE: [each for each in self.implications if each.is_answered],
            Block.CONSULTATION: self.consultees,
            Block.BACKGROUND_PAPERS: self.papers,
            Block.AUTHOR: self.report.author_post or self.report.from_post,
            Block.TERMS_OF_REFERENCE: self.terms,
        }
        return rows.get(Block(section.block))


def _terms_of(agreement: Agreement) -> tuple[TermsFacts, ...]:
    terms = Prefetch("terms", TermOfReference.objects.current(), to_attr="report_terms")
    boards = Board.objects.current().overseeing(agreement).prefetch_related(terms)
    return tuple(
        TermsFacts(board.name, tuple((each.number, each.heading, each.text) for each in board.report_terms))
        for board in boards
        if board.report_terms
    )


# Laying it out


def _parts(report: CabinetReport, gathered: Gathered, numbers: Numbers) -> Iterable[PartFacts]:
    for part in Part:
        sections = [each for each in report.current_sections if each.part == part]
        shown = _shown(sections, gathered)
        numbers.begin_part()
        laid = tuple(_laid_out(shown, gathered, numbers))
        if laid:
            title = str(part.label) if part == Part.SUPPORTING else ""
            yield PartFacts(part.value, title, laid)


def _shown(sections: Sequence[ReportSection], gathered: Gathered) -> list[ReportSection]:
    """Sections with something in them or required, and the headings that stand over such sections."""
    kept: list[ReportSection] = []
    for section in reversed(sections):
        stands_over = section.is_prose and section.level == 1 and bool(kept) and kept[-1].level == 2
        if section.required or gathered.fills(section) or stands_over:
            kept.append(section)
    return kept[::-1]


def _laid_out(
    sections: Sequence[ReportSection], gathered: Gathered, numbers: Numbers
) -> Iterable[SectionFacts]:
    beneath_a_heading = False
    for place, section in enumerate(sections):
        level = 2 if section.level == 2 and beneath_a_heading else 1
        if section.title and level == 1:
            beneath_a_heading = True
        following = sections[place + 1].level if place + 1 < len(sections) else 1
        is_bare_heading = section.is_prose and not section.text and level == 1 and following == 2
        yield _section(section, level, gathered, numbers, written=is_bare_heading or gathered.fills(section))


def _section(
    section: ReportSection, level: int, gathered: Gathered, numbers: Numbers, *, written: bool
) -> SectionFacts:
    """Lay out one section; the numbers run on from heading to text to rows, as they are printed."""
    has_heading_number = section.numbered and section.title and level == 1
    own = numbers if section.numbered else None
    return SectionFacts(
        key=section.pk,
        block=section.block,
        number=numbers.section() if has_heading_number else "",
        title=section.title,
        level=level,
        is_written=written,
        paragraphs=paragraphs_of(section.text, own),
        **_contents_of(section, gathered, own),
    )


def _contents_of(section: ReportSection, gathered: Gathered, numbers: Numbers | None) -> dict[str, Any]:
    report = gathered.report
    match Block(section.block):
        case Block.RECOMMENDATIONS:
            return {"recommendations": _recommendations(report, gathered.recommendations, numbers)}
        case Block.IMPLICATIONS:
            answered = [each for each in gathered.implications if each.is_answered]
            return {"implications": tuple(_implication(each, numbers) for each in answered)}
        case Block.IMPLICATIONS_TABLE:
            return {"implications": tuple(_implication(each, None) for each in gathered.implications)}
        case Block.BACKGROUND_PAPERS:
            return {"papers": gathered.papers}
        case Block.CONSULTATION:
            return {"consultees": gathered.consultees}
        case Block.AUDIT_TRAIL:
            return {"rows": _audit_trail(report), "consultees": gathered.consultees}
        case Block.DECISION_STATUS:
            return {"rows": _decision_status(report)}
        case Block.AUTHOR:
            return {"rows": (("Report author", report.author_post or report.from_post),)}
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
    )


def _audit_trail(report: CabinetReport) -> tuple[tuple[str, str], ...]:
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


def _decision_status(report: CabinetReport) -> tuple[tuple[str, str], ...]:
    not_key = "N/A" if report.is_key is False else ""
    return (
        ("Key decision", _yes_no(report.is_key)),
        ("Reason", report.key_reason or not_key),
        ("Appeared in forward plan", in_words(report.notice_on) if report.notice_on else not_key),
        ("Executive or Council decision", _decision_by(report.forum)),
    )


def _yes_no(value: bool | None) -> str:
    return "" if value is None else "Yes" if value else "No"


def _shows_the_table(section: SectionFacts) -> bool:
    items = [*section.paragraphs, *(item for each in section.implications for item in each.paragraphs)]
    return section.block == Block.BUDGET_TABLE or any(item.kind == Kind.BUDGET_TABLE for item in items)


# Recommendations


def _recommendations(
    report: CabinetReport, rows: Sequence[Recommendation], numbers: Numbers | None
) -> tuple[RecommendationGroup, ...]:
    if report.layout.recommendation_style == RecommendationStyle.SENTENCE:
        each = tuple(_facts(row, _next(numbers), _sentence(row)) for row in rows)
        return (RecommendationGroup("", "", (Subgroup("", "", each),)),) if each else ()
    return tuple(_group(forum, [*to_it], numbers) for forum, to_it in _by_forum(rows))


def _by_forum(rows: Sequence[Recommendation]) -> Iterable[tuple[Forum | None, list[Recommendation]]]:
    """Gather the recommendations to each body, the bodies in the order in which they are first asked."""
    forums = list(dict.fromkeys(row.forum for row in rows))
    return [(forum, [row for row in rows if row.forum == forum]) for forum in forums]


def _group(
    forum: Forum | None, rows: Sequence[Recommendation], numbers: Numbers | None
) -> RecommendationGroup:
    lead = f"{forum.name if forum else NOT_NAMED} is recommended to:"
    number = _next(numbers)
    lettered = groupby(rows, key=lambda row: row.group)
    return RecommendationGroup(number, lead, tuple(_subgroup(letter, [*under]) for letter, under in lettered))


def _subgroup(letter: str, rows: Sequence[Recommendation]) -> Subgroup:
    verbs = {row.get_verb_display() for row in rows}
    shared = verbs.pop() if letter and len(verbs) == 1 else ""
    return Subgroup(
        f"({letter})" if letter else "",
        f"{shared}:" if shared else "",
        tuple(
            _facts(row, f"({roman(place)})", row.text if shared else f"{row.get_verb_display()} {row.text}")
            for place, row in enumerate(rows, start=1)
        ),
    )


def _sentence(row: Recommendation) -> str:
    to = row.forum.in_sentence if row.forum else NOT_NAMED
    return f"That {to} {row.get_verb_display().lower()} {row.text}"


def _facts(row: Recommendation, number: str, text: str) -> RecommendationFacts:
    return RecommendationFacts(
        key=row.pk,
        number=number,
        text=_finished(text),
        addressed_to=row.forum.name if row.forum else "",
        outcome=row.get_outcome_display() if row.outcome else "",
        decided_on=row.decided_on,
        outcome_note=row.outcome_note,
    )


def _finished(text: str) -> str:
    """With a capital letter first and a stop last."""
    text = text.strip()
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', ';', ':', '?', '!')) else '.'}"


def _next(numbers: Numbers | None) -> str:
    return numbers.paragraph() if numbers else ""
