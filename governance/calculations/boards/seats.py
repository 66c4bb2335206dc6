"""The seats of a board, who holds them, and from whom its quorum must be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.dates import Period

Term = tuple[date | None, date | None]


def most_at_once(terms: Sequence[Term]) -> int:
    """The largest number of these terms that share a day; both ends are included, None is an open end."""
    spans = [(first or date.min, last or date.max) for first, last in terms]
    return max((sum(first <= day <= last for first, last in spans) for day, _ in spans), default=0)


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
    """At least so many must be from `whom`: a body, a category, or each body that nominates ("each").

    Or the chair must be there, or the chair or the vice chair ("either"). `asked` says it in a sentence.
    """

    key: int
    least: int
    whose: str
    body: str
    category: str
    whom: str
    asked: str

    def __str__(self) -> str:
        return self.asked


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
class Present:
    """Somebody who counts towards a quorum: whom they come from, the seat's category, and their office."""

    body: str
    category: str
    chairs: bool = False
    is_vice: bool = False


def _lacking(part: QuorumPartFacts, present: Sequence[Present], nominating: Sequence[str]) -> list[str]:
    if part.whose in ("chair", "either"):
        is_there = any(each.chairs or (part.whose == "either" and each.is_vice) for each in present)
        return [] if is_there else [f"without {part.whom}"]
    if part.whose == "category":
        count = sum(each.category == part.category for each in present)
        return [] if count >= part.least else [f"{count} of {part.least} from {part.whom}"]
    from_whom = nominating if part.whose == "each" else [part.body]
    counts = Counter(each.body for each in present)
    return [f"{counts[body]} of {part.least} from {body}" for body in from_whom if counts[body] < part.least]
