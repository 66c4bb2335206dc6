"""Which notice the law of a day asks for before a decision, and whether it was given."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from core.dates import (
    Period,
    add_working_days,
    clear_days_between,
    earliest_day_giving,
    in_words,
    latest_day_giving,
    months_before,
)

EXECUTIVE, COUNCIL = "executive", "council"
FORWARD_PLAN = "forward_plan"
# Of these councils usually leave out weekends and bank holidays: they are a matter of days, not of weeks.
USUALLY_WORKING = ("agenda", "individual_report", "private_response", "general_exception")


@dataclass(frozen=True)
class NoticeFacts:
    """The days' notice that the law asks for between two dates; `what` is a code of `What`."""

    what: str
    binds: str
    name: str
    clear_days: int
    from_on: date | None
    to_on: date | None
    source: str

    def is_in_force(self, day: date) -> bool:
        return day in Period(self.from_on, self.to_on)


@dataclass(frozen=True)
class SettingFacts:
    """How a forum counts one kind of notice between two dates, and how many days its council asks for."""

    what: str
    working: bool
    clear_days: int | None
    in_force: Period


@dataclass(frozen=True)
class ArrangementFacts:
    """How a council is governed between two dates."""

    name: str
    has_executive: bool
    in_force: Period


@dataclass(frozen=True)
class YearlyNoticeFacts:
    """What a newspaper said of the year of forward plans that begins with that of `first_plan_on`."""

    key: int
    published_on: date
    first_plan_on: date

    def is_of(self, plan_on: date) -> bool:
        """Whether the plan that takes effect then is of that year."""
        return self.first_plan_on <= plan_on < months_before(self.first_plan_on, -12)

    @property
    def days_before(self) -> int:
        return (self.first_plan_on - self.published_on).days


@dataclass(frozen=True)
class ForumFacts:
    """Where a report is decided, and how clear days are counted there. `body_key` is its body's key."""

    name: str
    body: str
    body_key: int
    is_of_council: bool
    is_executive: bool
    decides_alone: bool
    settings: tuple[SettingFacts, ...] = ()
    arrangements: tuple[ArrangementFacts, ...] = ()
    yearly: tuple[YearlyNoticeFacts, ...] = ()

    def __str__(self) -> str:
        return self.name

    @property
    def is_council_executive(self) -> bool:
        """Whether the Regulations on executive decisions apply to what is decided here."""
        return self.is_of_council and self.is_executive

    def arrangement_on(self, day: date) -> ArrangementFacts | None:
        """How its council was governed on that day; None where it is not recorded."""
        return next((each for each in self.arrangements if day in each.in_force), None)

    def setting(self, what: str, day: date) -> SettingFacts:
        """How it counts that notice on that day; as councils usually do where it says nothing."""
        own = (each for each in self.settings if each.what == what and day in each.in_force)
        return next(own, SettingFacts(what, what in USUALLY_WORKING, None, Period(None, None)))


@dataclass(frozen=True)
class GivenFacts:
    """A notice that names the report; `kind` is a code of `Notice.Kind`, `missing` what it does not say."""

    key: int
    kind: str
    name: str
    published_on: date | None
    agreed_by_post: str
    agreed_on: date | None
    council_told_on: date | None
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """So many clear days, or working days, between what is published and the decision on a day."""

    law: NoticeFacts
    days: int
    working: bool

    @property
    def words(self) -> str:
        """What is asked: "28 clear days' notice of a key decision, counting every day"."""
        own = "" if self.days == self.law.clear_days else f" (the council asks for {self.days})"
        counted = "counting working days" if self.working else "counting every day"
        return f"{self.law.name}{own}, {counted}"

    def given(self, published_on: date, decided_on: date) -> int:
        return clear_days_between(published_on, decided_on, working=self.working)

    def last_day(self, decided_on: date) -> date:
        """The last day on which it could be published for a decision on that day."""
        if self.law.what == FORWARD_PLAN:
            return plan_takes_effect(decided_on) - timedelta(days=self.days)
        return latest_day_giving(self.days, before=decided_on, working=self.working)

    def first_decision(self, published_on: date) -> date:
        """The first day on which a decision has it."""
        if self.law.what != FORWARD_PLAN:
            return earliest_day_giving(self.days, after=published_on, working=self.working)
        month = published_on
        while plan_takes_effect(month) - timedelta(days=self.days) < published_on:
            month = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
        return plan_takes_effect(month)

    def is_met(self, published_on: date, decided_on: date) -> bool:
        return published_on <= self.last_day(decided_on)


def plan_takes_effect(day: date) -> date:
    """The first working day of its month, from which a forward plan has effect. SI 2000/3272 reg 13(2)."""
    return add_working_days(day.replace(day=1) - timedelta(days=1), 1)


def asked_of(forum: ForumFacts, law: Iterable[NoticeFacts], what: Collection[str], day: date) -> Asked | None:
    """What the law of that day asks of a decision there; None where no rule is recorded.

    Before there were executives, and where a council has none, a cabinet was a committee like others.
    """
    binding = [each for each in law if each.what in what and each.is_in_force(day)]
    arrangement = forum.arrangement_on(day)
    is_executive = forum.is_executive and (arrangement is None or arrangement.has_executive)
    for binds in (EXECUTIVE, COUNCIL) if is_executive else (COUNCIL,):
        found = next((each for each in binding if each.binds == binds), None)
        if found is not None and forum.is_of_council:
            own = forum.setting(found.what, day)
            return Asked(found, max(own.clear_days or 0, found.clear_days), own.working)
    return None


def notice_given(asked: Asked, published_on: date | None, decided_on: date) -> tuple[bool, str]:
    """Whether what is asked was given, and how it stands in words, with the day that would do."""
    due, day = in_words(asked.last_day(decided_on)), in_words(decided_on)
    if asked.law.what == FORWARD_PLAN:
        return _in_a_plan(asked, published_on, decided_on)
    if published_on is None:
        return False, f"{asked.words}: publish by {due} and record the day."
    kind = "clear working days" if asked.working else "clear days"
    said = f"{asked.given(published_on, decided_on)} {kind} between {in_words(published_on)} and {day}."
    if asked.is_met(published_on, decided_on):
        return True, said
    first = in_words(asked.first_decision(published_on))
    would_do = f"a decision on {first} or later would have it"
    return False, f"{said} {asked.words}: it was due by {due}; {would_do}."


def _in_a_plan(asked: Asked, published_on: date | None, decided_on: date) -> tuple[bool, str]:
    """Whether it stood in the plan for its month, which takes effect on the first working day of that."""
    due = in_words(asked.last_day(decided_on))
    plan = f"the plan for {decided_on:%B %Y} was due by {due}"
    if published_on is None:
        return (
            False,
            f"{asked.law.name}: {plan}. Record the day on which a plan first named this decision.",
        )
    said = f"First in a plan of {in_words(published_on)}; {plan}."
    if asked.is_met(published_on, decided_on):
        return True, said
    first = in_words(asked.first_decision(published_on))
    return False, f"{said} A decision on {first} or later would have it."


@dataclass(frozen=True)
class Earliest:
    """The first day on which a decision would have the notice that was given, and why."""

    on: date
    because: str
    source: str


def earliest(asked: Asked, published_on: date) -> Earliest:
    on = asked.first_decision(published_on)
    return Earliest(on, f"{asked.words}; published on {in_words(published_on)}", asked.law.source)
