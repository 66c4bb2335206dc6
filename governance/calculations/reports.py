"""An agreement's Cabinet reports as values, and what the rules of reports say of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from budgets.calculations import Schedule
from core.rules import Place, Rule
from governance.calculations.boards import Boards
from governance.calculations.call_in import CallInPeriod
from governance.calculations.exempt import Marking
from governance.calculations.key_tests import KeyAnswer, KeyTestFacts, answers
from governance.calculations.notice_contents import PLAN, PRIVATE_MEETING, PRIVATE_RESPONSE
from governance.calculations.notices import (
    Earliest,
    ForumFacts,
    GivenFacts,
    NoticeFacts,
    asked_of,
    earliest,
)
from partnerships.as_at import AgreementAsAt
from partnerships.findings import Answer


@dataclass(frozen=True)
class Row:
    """A section, recommendation, implication … of a report; `page` is where it is changed.

    `is_done` says whether it says what it must: a required section is written, a recommendation addressed, an
    implication answered. `block` is what a section shows. `is_followed`: more stands beneath its text, as
    rows do. `undecidable` is the forum that is asked to decide a recommendation, and cannot.
    """

    page: str
    key: int
    name: str
    text: str = ""
    is_done: bool = True
    block: str = ""
    is_followed: bool = False
    undecidable: str = ""

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """What it is called in a sentence: a recommendation has no heading."""
        return "a recommendation" if self.page == "recommendation" else self.name

    @property
    def place(self) -> Place:
        return Place(self.page, self.key)


@dataclass(frozen=True)
class ScrutinyFacts:
    """A scrutiny meeting to which a report goes."""

    key: int
    forum: str
    held_on: date | None


@dataclass(frozen=True)
class CallInFacts:
    """How decisions of its forum may be called in, between two days; `for_key_only`: key decisions alone."""

    period: CallInPeriod
    for_key_only: bool
    from_on: date | None
    to_on: date | None
    source: str


@dataclass(frozen=True)
class AdviceAsked:
    """Advice that was asked of a post, in which text it is to be given, by when, and whether it was."""

    key: int
    post: str
    place: str
    due_on: date | None
    is_given: bool


@dataclass(frozen=True)
class LimitFacts:
    """How long the layout lets a report be, and how many working days before its meeting it must be final."""

    max_pages: int | None = None
    max_words: int | None = None
    deadline_days: int | None = None
    deadline_at: str = ""


@dataclass(frozen=True)
class ReportContents:
    """What the rules of reports ask of one report, as far as its reader may see it.

    `nameless` are its exempt parts that name no paragraph; `has_own_form`: its layout is the body's own, and
    not one that all share. `forums` are the names of all that it goes to. `agreement` is what it is of, where
    read.
    """

    key: int
    reference: str
    forum: ForumFacts
    decided_on: date | None
    is_key: bool | None
    key_reason: str
    notice_on: date | None
    agenda_on: date | None
    wards: str
    sections: tuple[Row, ...]
    recommendations: tuple[Row, ...]
    implications: tuple[Row, ...]
    scrutiny: tuple[ScrutinyFacts, ...]
    marking: Marking
    nameless: tuple[Row, ...]
    shows_exempt: bool
    has_own_form: bool
    notices: tuple[NoticeFacts, ...]
    key_tests: tuple[KeyTestFacts, ...]
    given: tuple[GivenFacts, ...]
    forums: tuple[str, ...] = ()
    call_ins: tuple[CallInFacts, ...] = ()
    advice: tuple[AdviceAsked, ...] = ()
    options: tuple[Row, ...] = ()
    weighs_doing_nothing: bool = False
    risks: tuple[Row, ...] = ()
    limits: LimitFacts = LimitFacts()
    meeting_on: date | None = None
    final_sent_on: date | None = None
    agreement: AgreementAsAt | None = None

    def __str__(self) -> str:
        return self.reference

    @property
    def words(self) -> int:
        """How many words officers wrote in it."""
        return sum(len(each.text.split()) for each in self.texts)

    def place_of(self, code: str) -> Place:
        """Where its page tells of this rule."""
        return Place("report", self.reference, f"check-{code}")

    @property
    def particulars(self) -> Place:
        return Place("cabinet_report", self.key)

    def published(self, kind: str) -> date | None:
        """The first day on which a notice of that kind was published for it."""
        return min(
            (each.published_on for each in self.given if each.kind == kind and each.published_on),
            default=None,
        )

    @property
    def first_notice_on(self) -> date | None:
        """The day on which a plan or notice first named its decision, recorded of it or of the plan."""
        return min(filter(None, (self.notice_on, self.published(PLAN))), default=None)

    @property
    def key_answers(self) -> tuple[KeyAnswer, ...]:
        """What each test says that the council has on the day of the decision."""
        day = self.decided_on
        tests = [each for each in self.key_tests if day is None or day in each.in_force]
        schedule = self.agreement.part(Schedule) if self.agreement else None
        return answers(tests, schedule=schedule, body=self.forum.body_key, wards=self.wards)

    @property
    def earliest_days(self) -> tuple[Earliest, ...]:
        """The first day that each notice given leaves for the decision, the last of them first."""
        given: dict[tuple[str, ...], date | None] = {("agenda", "individual_report"): self.agenda_on}
        if self.is_key is not False and self.forum.is_council_executive:
            given["key_decision", "forward_plan"] = self.first_notice_on
        if self.marking.has_exempt and not self.forum.decides_alone:
            given |= {(kind,): self.published(kind) for kind in (PRIVATE_MEETING, PRIVATE_RESPONSE)}
        found = (
            earliest(asked, published_on)
            for what, published_on in given.items()
            if published_on
            and (asked := asked_of(self.forum, self.notices, what, self.decided_on or published_on))
        )
        return tuple(sorted(found, key=lambda each: each.on, reverse=True))

    @property
    def texts(self) -> Iterator[Row]:
        """Everything that officers wrote in it."""
        yield from (*self.sections, *self.implications, *self.recommendations, *self.options, *self.risks)

    @property
    def written(self) -> tuple[Row, ...]:
        """What officers wrote in paragraphs: a recommendation is a sentence that is finished for them."""
        return (*self.sections, *self.implications)

    @property
    def names_known(self) -> tuple[str, ...]:
        """Bodies, boards and forums by the names that are recorded of the agreement and of where it goes."""
        if self.agreement is None:
            return self.forums
        parties = (party.name for party in self.agreement.parties)
        consulted = (each.name for each in self.agreement.consultees)
        boards = (name for each in self.agreement.part(Boards).overseen for name in each.board.names)
        return tuple(dict.fromkeys((*parties, *consulted, *boards, *self.forums)))


@dataclass(frozen=True)
class Correction:
    """Where what breaks a rule of reports can be corrected."""

    label: str
    at: Place


@dataclass(frozen=True)
class Result:
    """What a rule says of one report. `ok` is None where it does not apply or cannot be asked: see `detail`.

    `source` is the source on the report's day, where that is more exact than the rule's. `is_to_look_at`:
    what was found may well be right.
    """

    ok: bool | None
    detail: str = ""
    corrections: tuple[Correction, ...] = ()
    source: str = ""
    is_to_look_at: bool = False


@dataclass(frozen=True)
class Check:
    """A rule of reports and its result, as the report's page shows them.

    `reference` is that of the agreement, empty where it was not read; `answer` what somebody said of it.
    """

    rule: Rule
    result: Result
    reference: str = ""
    place: str = ""
    answer: Answer | None = None

    def with_answer(self, answer: Answer | None) -> Self:
        return replace(self, answer=answer)

    @property
    def is_accepted(self) -> bool:
        return self.answer is not None and self.answer.what == "accepted"

    @property
    def code(self) -> str:
        return self.rule.code

    @property
    def name(self) -> str:
        return self.rule.message.removesuffix(".")

    @property
    def ok(self) -> bool | None:
        return self.result.ok

    @property
    def detail(self) -> str:
        return self.result.detail

    @property
    def corrections(self) -> tuple[Correction, ...]:
        return self.result.corrections

    @property
    def source(self) -> str:
        return self.result.source or self.rule.source

    @property
    def is_to_look_at(self) -> bool:
        return self.result.is_to_look_at

    @property
    def label(self) -> str:
        if self.ok is None:
            return "Not checked"
        if self.is_accepted and not self.ok:
            return "Accepted"
        return "Yes" if self.ok else "Look" if self.is_to_look_at else "No"


@dataclass(frozen=True)
class ReportLine:
    """A report as its agreement lists it. `contents` are what all may read in it; None in an old record."""

    key: int
    reference: str
    title: str
    forum: str
    meeting_on: date | None
    decided_on: date | None
    version: int
    version_note: str
    status: str
    status_label: str
    is_open: bool
    contents: ReportContents | None

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"


@dataclass(frozen=True)
class Reports:
    """The agreement's Cabinet reports, in the order of their meetings."""

    reports: tuple[ReportLine, ...]
