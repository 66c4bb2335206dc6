"""Boards as values, and the counting of terms of office and of meetings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.dates import FinancialYear, Period, in_words
from governance.calculations.published_numbers import numbering_faults

Term = tuple[date | None, date | None]


def most_at_once(terms: Sequence[Term]) -> int:
    """The largest number of these terms that share a day; both ends are included, None is an open end."""
    spans = [(first or date.min, last or date.max) for first, last in terms]
    return max((sum(first <= day <= last for first, last in spans) for day, _ in spans), default=0)


@dataclass(frozen=True)
class MeetingYear:
    """A board's meetings in one financial year against the least it must hold."""

    year: FinancialYear
    held: int
    planned: int
    cancelled: int
    minimum: int | None

    @property
    def short_by(self) -> int:
        """How many meetings fewer than the least, planned ones counted in; zero where none is set."""
        return max((self.minimum or 0) - self.held - self.planned, 0)


@dataclass(frozen=True)
class TermFacts:
    """A section of the terms of reference; `text` is Markdown, `level` 1 for "2" and 2 for "2.4"."""

    key: int
    number: str
    heading: str
    text: str
    level: int

    def __str__(self) -> str:
        return f"{self.number} {self.heading or self.text[:60]}".strip()


@dataclass(frozen=True)
class MemberFacts:
    """Who holds a place, from the first day of the term to the last, both included."""

    key: int
    name: str
    body: str
    from_on: date | None
    to_on: date | None
    chairs: bool

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class SeatFacts:
    """A seat and who holds it on the day `on`; `places` is None where the number is not settled.

    `votes` says whether its members count towards the quorum.
    """

    on: date
    key: int
    post: str
    category: str
    body: str
    how_filled: str
    places: int | None
    voting: str
    is_voting_said: bool
    votes: bool
    chairs: bool
    note: str
    members: tuple[MemberFacts, ...]

    def __str__(self) -> str:
        return self.post

    @property
    def sitting(self) -> tuple[MemberFacts, ...]:
        return tuple(each for each in self.members if self.on in Period(each.from_on, each.to_on))

    @property
    def to_come(self) -> tuple[MemberFacts, ...]:
        return tuple(each for each in self.members if each.from_on and each.from_on > self.on)

    @property
    def past(self) -> tuple[MemberFacts, ...]:
        return tuple(each for each in self.members if each.to_on and each.to_on < self.on)

    @property
    def vacant(self) -> int:
        """Places nobody holds. A seat whose number of places is not settled has one, until it is held."""
        return max((self.places or 1) - len(self.sitting), 0)


@dataclass(frozen=True)
class MeetingFacts:
    """A meeting; `was_quorate` is None where that is neither minuted nor to be worked out."""

    key: int
    held_on: date
    status: str
    status_label: str
    attending: int | None
    was_quorate: bool | None
    decisions: str
    minutes: str

    def __str__(self) -> str:
        return in_words(self.held_on)


@dataclass(frozen=True)
class BoardFacts:
    """A board as it stands on the day `on`; `above` is the key of the board it reports to.

    `is_beside`: it is consulted or informed, and what it lacks is no matter of the agreement.
    """

    on: date
    key: int
    name: str
    kind: str
    is_beside: bool
    kept_by: str
    above: int | None
    standing: str
    standing_label: str
    accountable_to: str
    powers: str
    chair_arrangements: str
    quorum: int | None
    quorum_words: str
    minimum_meetings: int | None
    is_established: bool
    due_on: date | None
    established_on: date | None
    ended_on: date | None
    note: str
    terms: tuple[TermFacts, ...]
    seats: tuple[SeatFacts, ...]
    meetings: tuple[MeetingFacts, ...]

    def __str__(self) -> str:
        return self.name

    @property
    def sitting(self) -> tuple[MemberFacts, ...]:
        return tuple(member for seat in self.seats for member in seat.sitting)

    @property
    def in_the_chair(self) -> tuple[MemberFacts, ...]:
        return tuple(member for member in self.sitting if member.chairs)

    @property
    def past(self) -> tuple[tuple[SeatFacts, MemberFacts], ...]:
        """Those whose terms have ended, each with the seat."""
        return tuple((seat, member) for seat in self.seats for member in seat.past)

    @property
    def places(self) -> int:
        """Places of all seats, as far as their numbers are settled."""
        return sum(seat.places or 0 for seat in self.seats)

    @property
    def places_unsettled(self) -> bool:
        return any(seat.places is None for seat in self.seats)

    @property
    def quorum_members(self) -> int:
        """Members who count towards the quorum."""
        return sum(len(seat.sitting) for seat in self.seats if seat.votes)

    @property
    def numbering_faults(self) -> list[str]:
        return numbering_faults([term.number for term in self.terms])

    @property
    def years(self) -> list[MeetingYear]:
        """Meetings by financial year, the latest first: every year that has one, and that of the day."""
        years = {FinancialYear.containing(meeting.held_on) for meeting in self.meetings}
        years.add(FinancialYear.containing(self.on))
        return [self.meetings_in(year) for year in sorted(years, reverse=True)]

    @property
    def meetings_now(self) -> MeetingYear:
        return self.meetings_in(FinancialYear.containing(self.on))

    def meetings_in(self, year: FinancialYear) -> MeetingYear:
        kinds = Counter(meeting.status for meeting in self.meetings if meeting.held_on in year)
        counts = kinds["held"], kinds["planned"], kinds["cancelled"]
        return MeetingYear(year, *counts, self.minimum_meetings)

    def stood_throughout(self, year: FinancialYear) -> bool:
        """Was established before the year began and did not end in it; an unknown first day is before."""
        began = self.is_established and (self.established_on or date.min) <= year.starts_on
        return began and (self.ended_on or date.max) >= year.ends_on


@dataclass(frozen=True)
class Overseen:
    """A board and how it oversees an agreement, between two inclusive dates; either may be open."""

    key: int
    from_on: date | None
    to_on: date | None
    part: str
    board: BoardFacts

    @property
    def is_over(self) -> bool:
        return self.to_on is not None and self.to_on < self.board.on


@dataclass(frozen=True)
class Boards:
    """Every board that oversees an agreement, oversight that ended included: the topmost boards first."""

    overseen: tuple[Overseen, ...]

    @property
    def current(self) -> tuple[Overseen, ...]:
        """Those that oversee it on the day, or will."""
        return tuple(each for each in self.overseen if not each.is_over)
