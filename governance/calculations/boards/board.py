"""A board as it stands on a day, and the boards that oversee an agreement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.dates import FinancialYear, Period, months_before
from governance.calculations.boards.meetings import MeetingFacts, MeetingYear
from governance.calculations.boards.seats import (
    MemberFacts,
    Present,
    QuorumPartFacts,
    SeatFacts,
    TurnFacts,
    _lacking,
)
from governance.calculations.boards.terms import TermFacts, VersionFacts, version_on
from governance.calculations.published_numbers import numbering_faults


@dataclass(frozen=True)
class LineFacts:
    """A line of the structure chart; `to_key` is None where it goes to no board that is recorded."""

    key: int
    kind: str
    label: str
    to_key: int | None
    to_name: str

    def __str__(self) -> str:
        return f"{self.label} to {self.to_name}"


@dataclass(frozen=True)
class DutyFacts:
    """A report that the board owes every so many months from its first day, until the last, if any."""

    key: int
    what: str
    to_whom: str
    every: int
    every_label: str
    first_due_on: date
    until_on: date | None
    sent_for_on: date | None
    source: str

    def __str__(self) -> str:
        return f"{self.what} to {self.to_whom}"

    @property
    def next_due_on(self) -> date | None:
        """The first day on which one is due that was not sent; None where no more is."""
        sent, number, due = self.sent_for_on, 0, self.first_due_on
        while sent is not None and due <= sent:
            number += 1
            due = months_before(self.first_due_on, -number * self.every)
        return due if self.until_on is None or due <= self.until_on else None


@dataclass(frozen=True)
class NameFacts:
    """Another name of a board, and where it is called so."""

    key: int
    name: str
    note: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class BoardFacts:
    """A board as it stands on the day `on`; `above` is the key of the board it reports to.

    `is_beside`: it is consulted or informed, and what it lacks is no matter of the agreement; `expects_seats`
    and `expects_quorum` say what is asked of its kind. `terms` are those of the version in force on the day.
    """

    on: date
    key: int
    name: str
    other_names: tuple[NameFacts, ...]
    kind: str
    kind_in_force: Period | None
    expects_seats: bool
    expects_quorum: bool
    is_beside: bool
    kept_by: str
    above: int | None
    lines: tuple[LineFacts, ...]
    duties: tuple[DutyFacts, ...]
    standing: str
    standing_label: str
    accountable_to: str
    powers: str
    chair_arrangements: str
    chair_rule: str
    chair_rule_label: str
    turns: tuple[TurnFacts, ...]
    quorum: int | None
    quorum_words: str
    quorum_parts: tuple[QuorumPartFacts, ...]
    minimum_meetings: int | None
    is_established: bool
    due_on: date | None
    established_on: date | None
    shadow_from_on: date | None
    ended_on: date | None
    note: str
    versions: tuple[VersionFacts, ...]
    terms: tuple[TermFacts, ...]
    seats: tuple[SeatFacts, ...]
    meetings: tuple[MeetingFacts, ...]

    def __str__(self) -> str:
        return self.name

    @property
    def sitting(self) -> tuple[MemberFacts, ...]:
        return tuple(member for seat in self.seats for member in seat.sitting)

    @property
    def is_proposed(self) -> bool:
        return self.standing == "proposed"

    @property
    def names(self) -> tuple[str, ...]:
        """Its name, and the others by which papers call it."""
        return (self.name, *map(str, self.other_names))

    @property
    def version(self) -> VersionFacts | None:
        """The version of its terms of reference that binds on the day."""
        return version_on(self.versions, self.on)

    @property
    def vice_chairs(self) -> tuple[MemberFacts, ...]:
        return tuple(member for member in self.sitting if member.is_vice)

    def turn(self, office: str) -> TurnFacts | None:
        """Whose turn it is on the day."""
        return next(
            (
                each
                for each in self.turns
                if each.office == office and self.on in Period(each.from_on, each.to_on)
            ),
            None,
        )

    @property
    def chairs_from(self) -> tuple[tuple[MemberFacts, str], ...]:
        """Who is in the chair, each with the body they come from, as far as that is known."""
        return tuple(
            (member, member.body or seat.body)
            for seat in self.seats
            for member in seat.sitting
            if member.chairs
        )

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
        return len(self.voting_members)

    @property
    def voting_members(self) -> tuple[Present, ...]:
        """Those who sit and count towards the quorum."""
        return tuple(
            Present(member.body or seat.body, seat.category_code, member.chairs, member.is_vice)
            for seat in self.seats
            if seat.votes
            for member in seat.sitting
        )

    @property
    def voting_places(self) -> int | None:
        """Places that count towards the quorum; None where a number is not settled or no seat is recorded."""
        places = [seat.places for seat in self.seats if seat.votes]
        return None if not places or None in places else sum(each or 0 for each in places)

    @property
    def quorum_in_words(self) -> str:
        """All that its quorum asks for: "3, at least 1 from each body …"."""
        parts = ", ".join(map(str, self.quorum_parts))
        asked = ", ".join(filter(None, (f"{self.quorum} members" if self.quorum else "", parts)))
        return ": ".join(filter(None, (asked, self.quorum_words)))

    @property
    def can_tell_quorum(self) -> bool:
        """Whether more than words says what a quorum is."""
        return self.quorum is not None or bool(self.quorum_parts)

    def lacks_for_quorum(self, present: Sequence[Present]) -> list[str]:
        """What those who are present are too few for; nothing where they are a quorum."""
        lacks = []
        if self.quorum is not None and len(present) < self.quorum:
            lacks.append(f"{len(present)} of {self.quorum}")
        for part in self.quorum_parts:
            lacks += _lacking(part, present, self._nominating)
        return lacks

    @property
    def _nominating(self) -> list[str]:
        """The bodies that nominate to its voting seats, each once."""
        return list(dict.fromkeys(seat.body for seat in self.seats if seat.votes and seat.body))

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
    role: str
    role_label: str
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
