"""What a Cabinet report says, as values: the page and the PDF print these and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from governance.calculations.charts import Chart
from governance.calculations.exempt import SCHEDULE, in_words
from governance.calculations.numbering import Item
from governance.models import Block


@dataclass(frozen=True)
class ExemptFacts:
    """What the law asks to be said of what is withheld: which parts, under which paragraphs, and why.

    `withheld` is (what in neutral words, under which paragraphs); `paragraphs` are (number, wording).
    """

    is_whole: bool
    withheld: tuple[tuple[str, str], ...]
    paragraphs: tuple[tuple[int, str], ...]
    reason: str

    @property
    def under(self) -> str:
        """The paragraphs in a sentence: "paragraph 3 of Schedule 12A to the Local Government Act 1972"."""
        named = in_words(number for number, _ in self.paragraphs) or "a paragraph that is not named yet"
        return f"{named} of {SCHEDULE}"


@dataclass(frozen=True)
class StageFacts:
    """A meeting the report goes to; `when` is its day in words or, until it is fixed, what is known of it."""

    forum: str
    held_on: date | None
    purpose: str
    when: str


@dataclass(frozen=True)
class HeaderFacts:
    """What stands above the report, in its boxes and in its audit trail."""

    council: str
    forum: str
    meeting_on: date | None
    item_number: str
    is_open: bool
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
class DecisionFacts:
    """What one forum decided on a recommendation; `resolved` are its own words, if any were recorded."""

    forum: str
    body: str
    report_version: int
    outcome: str
    resolved: str
    decided_on: date | None
    exempt: str = ""  # how it is marked where it is: "Exempt: paragraph 3"


@dataclass(frozen=True)
class RecommendationFacts:
    """One recommendation. In the sentence style `text` is the whole sentence."""

    key: int
    number: str
    text: str
    addressed_to: str
    decisions: tuple[DecisionFacts, ...]
    exempt: str = ""  # how it is marked where it is: "Exempt: paragraph 3"
    continues: bool = False  # it goes on in the sentence of the one before it


@dataclass(frozen=True)
class RowFacts:
    """A label and what it says. `is_title`: it is the report's title; `is_typed`: Markdown of an officer.

    `is_beside`: it stands beside the row before it.
    """

    label: str
    said: str
    is_title: bool = False
    is_typed: bool = False
    is_beside: bool = False
    exempt: str = ""


@dataclass(frozen=True)
class TableFacts:
    """How the report's table of contributions is worded: (label, note) of a line, by its key."""

    title: str
    note: str
    labels: tuple[tuple[int, str, str], ...]


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
    exempt: str = ""  # how it is marked where it is: "Exempt: paragraph 3"


@dataclass(frozen=True)
class PaperFacts:
    title: str
    held_at: str
    contact_post: str
    dated_on: date | None
    exempt: str = ""  # how it is marked where it is: "Exempt: paragraph 3"


@dataclass(frozen=True)
class ConsulteeFacts:
    post: str
    sought: bool | None
    included: bool | None
    sought_on: date | None
    exempt: str = ""  # how it is marked where it is: "Exempt: paragraph 3"


@dataclass(frozen=True)
class OptionFacts:
    """An option that was considered; what it means and the reasons are Markdown."""

    title: str
    standing: str
    text: str
    reasons_for: str
    reasons_against: str
    exempt: str = ""


@dataclass(frozen=True)
class RiskFacts:
    title: str
    likelihood: str
    impact: str
    mitigation: str
    owner_post: str
    exempt: str = ""


@dataclass(frozen=True)
class RejectionFacts:
    """What follows if a recommendation is rejected: what was asked, and Markdown."""

    title: str
    text: str
    exempt: str = ""


@dataclass(frozen=True)
class TermsFacts:
    """A board's terms of reference as they were published: (number, heading, Markdown)."""

    board: str
    terms: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class SectionFacts:
    """A section in its place. `block` says which of the fields below `paragraphs` it shows, if any.

    `level` is 1 to 3, and at most one deeper than the heading it stands beneath. `is_written` is False for a
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
    options: tuple[OptionFacts, ...] = ()
    risks: tuple[RiskFacts, ...] = ()
    decisions: tuple[tuple[str, DecisionFacts], ...] = ()  # what was asked, and what was decided on it
    rejections: tuple[RejectionFacts, ...] = ()
    rows: tuple[RowFacts, ...] = ()
    arrangement: str = ""
    exempt: str = ""


@dataclass(frozen=True)
class PartFacts:
    """A part of the report, in the order and with the headings of its layout."""

    kind: str
    title: str
    capital_headings: bool
    begins_page: bool
    is_appended: bool
    sections: tuple[SectionFacts, ...]


@dataclass(frozen=True)
class FrontFacts:
    """A further front: what stands before the text of the report where it goes to this meeting."""

    key: int
    forum_key: int
    layout: str
    council: str
    forum: str
    meeting_on: date | None
    timetable: tuple[StageFacts, ...]
    parts: tuple[PartFacts, ...]

    @property
    def sections(self) -> Iterable[SectionFacts]:
        return (section for part in self.parts for section in part.sections)


@dataclass(frozen=True)
class ReportFacts:
    """Everything the report says. The budget table itself is asked of `budgets.queries` by who shows it."""

    reference: str
    title: str
    version: int
    status: str
    is_draft: bool
    agreement_reference: str
    header: HeaderFacts
    timetable: tuple[StageFacts, ...]
    table: TableFacts
    parts: tuple[PartFacts, ...]
    has_budget_table: bool
    has_recommendations: bool  # whether its layout has a place for them
    exempt: ExemptFacts | None
    # Whether this reading holds what is exempt; the open one only says what it leaves out.
    shows_exempt: bool
    fronts: tuple[FrontFacts, ...] = ()
    partners: tuple[str, ...] = ()  # by name, whether or not they contribute
    # Of the agreement's boards, where a section shows it and anybody answers to anybody.
    chart: Chart | None = None

    @property
    def sections(self) -> Iterable[SectionFacts]:
        return (section for part in self.parts for section in part.sections)

    @property
    def has_chart(self) -> bool:
        """Whether a section has a place for the structure chart."""
        every = (self.sections, *(front.sections for front in self.fronts))
        return any(each.block == Block.STRUCTURE_CHART for sections in every for each in sections)

    def front(self, key: int | None) -> FrontFacts | None:
        """Its further front of that key."""
        return next((each for each in self.fronts if each.key == key), None)

    def front_with(self, section: int) -> FrontFacts | None:
        """The further front in which the section of that key stands; None where that is the report's own."""
        return next((front for front in self.fronts for each in front.sections if each.key == section), None)
