"""Boards as values, and the counting of terms of office and of meetings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.dates import FinancialYear, Period, in_words, months_before
from core.folding import fold
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
class VersionFacts:
    """A version of the terms of reference; `key` is None for the first terms, which belong to none."""

    key: int | None
    from_on: date | None
    approved_by: str
    approved_on: date | None
    note: str
    terms: tuple[TermFacts, ...]

    def __str__(self) -> str:
        return f"From {in_words(self.from_on)}" if self.from_on else "First terms of reference"


def version_on(versions: Sequence[VersionFacts], day: date) -> VersionFacts | None:
    """The version that binds on that day; before the first that is in force, the first terms."""
    binding = [each for each in versions if (each.from_on or date.min) <= day]
    return max(binding, key=lambda each: each.from_on or date.min, default=None)


@dataclass(frozen=True)
class MemberFacts:
    """Who holds a place, from the first day of the term to the last, both included.

    `key` is None where the post itself is the member, and nobody is recorded.
    """

    key: int | None
    name: str
    body: str
    from_on: date | None
    to_on: date | None
    chairs: bool
    is_vice: bool
    is_carried_over: bool = False
    body_key: int | None = None

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class SeatFacts:
    """A seat and who holds it on the day `on`; `places` is None where the number is not settled.

    `votes` says whether its members count towards the quorum; `is_post` that the post is the member, unless
    somebody else is recorded; `carries_over` that whose term has ended stays until replaced.
    """

    on: date
    key: int
    post: str
    category: str
    category_code: str
    body: str
    body_key: int | None
    how_filled: str
    places: int | None
    voting: str
    is_voting_said: bool
    votes: bool
    is_post: bool
    chairs: bool
    is_vice: bool
    not_with: str
    carries_over: bool
    note: str
    members: tuple[MemberFacts, ...]

    def __str__(self) -> str:
        return self.post

    @property
    def sitting(self) -> tuple[MemberFacts, ...]:
        """Who sits: those within their term, those who stay until replaced, and the post itself."""
        held = tuple(each for each in self.members if self.on in Period(each.from_on, each.to_on))
        free = max((self.places or 1) - len(held), 0)
        if self.carries_over:
            held += self._carried_over(free)
            free = max((self.places or 1) - len(held), 0)
        if self.is_post:
            held += (self._post_itself(),) * free
        return held

    def _carried_over(self, free: int) -> tuple[MemberFacts, ...]:
        ended = sorted(self._ended, key=lambda each: each.to_on or date.min, reverse=True)
        return tuple(replace(each, is_carried_over=True) for each in ended[:free])

    def _post_itself(self) -> MemberFacts:
        return MemberFacts(
            None, self.post, self.body, None, None, self.chairs, self.is_vice, body_key=self.body_key
        )

    @property
    def _ended(self) -> tuple[MemberFacts, ...]:
        return tuple(each for each in self.members if each.to_on and each.to_on < self.on)

    @property
    def to_come(self) -> tuple[MemberFacts, ...]:
        return tuple(each for each in self.members if each.from_on and each.from_on > self.on)

    @property
    def past(self) -> tuple[MemberFacts, ...]:
        """Whose terms have ended and who do not sit any more."""
        stay = {each.key for each in self.sitting}
        return tuple(each for each in self._ended if each.key not in stay)

    @property
    def vacant(self) -> int:
        """Places nobody holds. A seat whose number of places is not settled has one, until it is held."""
        return max((self.places or 1) - len(self.sitting), 0)


@dataclass(frozen=True)
class QuorumPartFacts:
    """At least so many must be from `whom`: a body, a category, or each body that nominates ("each")."""

    key: int
    least: int
    whose: str
    body: str
    category: str
    whom: str

    def __str__(self) -> str:
        return f"at least {self.least} from {self.whom}"


@dataclass(frozen=True)
class TurnFacts:
    """From which body the chair, or the vice chair, comes between two inclusive dates."""

    key: int
    office: str
    office_label: str
    body: str
    from_on: date | None
    to_on: date | None

    def __str__(self) -> str:
        return f"{self.office_label} from {self.body}"


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
class Present:
    """Somebody who counts towards a quorum: whom the seat or the member comes from, and its category."""

    body: str
    category: str


@dataclass(frozen=True)
class ItemFacts:
    """An item of an agenda, with what the board decided on it."""

    key: int
    number: str
    title: str
    purpose: str
    presenter: str
    paper: str
    paper_link: str
    decision: str
    minutes: str

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True)
class AttendanceFacts:
    """Whether who holds a place was there; `counts` where they, or the substitute, count to the quorum."""

    key: int
    seat: str
    name: str
    how: str
    how_label: str
    substitute: str
    counts: bool
    present: Present

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class InterestFacts:
    """An interest that was declared; `item` is the key of the item it is in, if of one."""

    key: int
    item: int | None
    item_title: str
    who: str
    interest: str
    then: str

    def __str__(self) -> str:
        return f"Interest of {self.who}"


@dataclass(frozen=True)
class ActionFacts:
    """Something to be done by a post. It is overdue on the days after its last, until it is done."""

    key: int
    item_title: str
    text: str
    owner: str
    due_on: date | None
    done_on: date | None
    note: str

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:77]}…"

    @property
    def due_in_words(self) -> str:
        return f"due by {in_words(self.due_on)}" if self.due_on else ""

    def is_overdue(self, on: date) -> bool:
        return self.due_on is not None and self.due_on < on and self.is_open(on)

    def is_open(self, on: date) -> bool:
        return self.done_on is None or self.done_on > on


@dataclass(frozen=True)
class MeetingFacts:
    """A meeting; `was_quorate` is None where that is neither minuted nor to be worked out.

    `lacked` is what those who came were too few for.
    """

    key: int
    held_on: date
    status: str
    status_label: str
    time: str
    place: str
    attending: int | None
    was_quorate: bool | None
    lacked: tuple[str, ...]
    decisions: str
    minutes: str
    items: tuple[ItemFacts, ...]
    attendances: tuple[AttendanceFacts, ...]
    interests: tuple[InterestFacts, ...]
    actions: tuple[ActionFacts, ...]

    def __str__(self) -> str:
        return in_words(self.held_on)

    @property
    def there(self) -> tuple[AttendanceFacts, ...]:
        """Who came, or sent somebody."""
        return tuple(each for each in self.attendances if each.how in ("present", "substitute"))

    @property
    def apologies(self) -> tuple[AttendanceFacts, ...]:
        return tuple(each for each in self.attendances if each.how == "apologies")

    @property
    def decided(self) -> tuple[ItemFacts, ...]:
        """The items on which the board decided."""
        return tuple(each for each in self.items if each.decision)

    @property
    def came(self) -> int | None:
        """How many members came: those recorded one by one, else the number that was."""
        return len(self.there) if self.attendances else self.attending

    @property
    def is_inquorate(self) -> bool:
        return self.status == "held" and self.was_quorate is False

    @property
    def inquorate_in_words(self) -> str:
        """What is said of a meeting without a quorum, and of what it lacked, where that is known."""
        lacked = f" ({'; '.join(self.lacked)})" if self.lacked else ""
        return f"had no quorum{lacked}: what it decided must be decided again by a meeting that has"


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

    def is_called(self, name: str) -> bool:
        """Whether that is its name, or another of its names."""
        return fold(name) in {fold(each) for each in (self.name, *map(str, self.other_names))}

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
            Present(member.body or seat.body, seat.category_code)
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


def _lacking(part: QuorumPartFacts, present: Sequence[Present], nominating: Sequence[str]) -> list[str]:
    if part.whose == "category":
        count = sum(each.category == part.category for each in present)
        return [] if count >= part.least else [f"{count} of {part.least} from {part.whom}"]
    from_whom = nominating if part.whose == "each" else [part.body]
    counts = Counter(each.body for each in present)
    return [f"{counts[body]} of {part.least} from {body}" for body in from_whom if counts[body] < part.least]


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
