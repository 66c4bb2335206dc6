"""An agreement's boards as values, as its governance schedule prints them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.models import Oversight
from governance.queries.boards import OverseenBy, SeatSheet, boards_known_to, boards_overseeing
from partnerships.models import Agreement
from partnerships.queries import partners_on


@dataclass(frozen=True)
class TermFacts:
    """A section of the terms of reference; `text` is Markdown, `level` 1 for "2" and 2 for "2.4"."""

    number: str
    heading: str
    text: str
    level: int


@dataclass(frozen=True)
class MemberFacts:
    name: str
    body: str
    from_on: date | None
    to_on: date | None
    chairs: bool


@dataclass(frozen=True)
class SeatFacts:
    """A seat; `places` is None where the number is not settled."""

    post: str
    category: str
    body: str
    how_filled: str
    places: int | None
    voting: str
    chairs: bool
    members: list[MemberFacts]


@dataclass(frozen=True)
class BoardFacts:
    """A board as an agreement's governance schedule prints it.

    `reports_to` is empty where one of those who see the agreement may not know of the board above.
    """

    name: str
    kind: str
    standing: str
    reports_to: str
    accountable_to: str
    powers: str
    chair_arrangements: str
    quorum: int | None
    quorum_words: str
    minimum_meetings: int | None
    due_on: date | None
    established_on: date | None
    part: str
    terms: list[TermFacts]
    seats: list[SeatFacts]


def boards_of(agreement: Agreement, *, on: date) -> list[BoardFacts]:
    """The boards that oversee the agreement on that day, with its terms, seats and sitting members."""
    found = [each for each in boards_overseeing([agreement], on=on) if _in_force(each.oversight, on)]
    above = {key for each in found if (key := each.sheet.board.parent_board_id)}
    known = boards_known_to(partners_on(agreement, on), above, on=on) if above else set()
    return [_facts(each, known) for each in found]


def _in_force(oversight: Oversight, on: date) -> bool:
    return oversight.to_on is None or oversight.to_on >= on


def _facts(found: OverseenBy, known: set[int]) -> BoardFacts:
    board, sheet = found.sheet.board, found.sheet
    above = board.parent_board if board.parent_board_id in known else None
    return BoardFacts(
        name=board.name,
        kind=board.get_kind_display(),
        standing=sheet.standing.label,
        reports_to=_name(above),
        accountable_to=board.accountable_to,
        powers=board.powers,
        chair_arrangements=board.chair_arrangements,
        quorum=board.quorum,
        quorum_words=board.quorum_words,
        minimum_meetings=board.minimum_meetings,
        due_on=board.due_on,
        established_on=board.established_on,
        part=found.oversight.part,
        terms=[TermFacts(term.number, term.heading, term.text, term.level) for term in sheet.terms],
        seats=[_seat_facts(seat) for seat in sheet.seats],
    )


def _seat_facts(sheet: SeatSheet) -> SeatFacts:
    seat = sheet.seat
    return SeatFacts(
        post=seat.post,
        category=seat.get_category_display(),
        body=_name(seat.body),
        how_filled=seat.how_filled,
        places=seat.places,
        voting=seat.get_voting_display(),
        chairs=seat.is_chair,
        members=[MemberFacts(m.name, _name(m.body), m.from_on, m.to_on, m.chairs()) for m in sheet.sitting],
    )


def _name(body: Any) -> str:
    return str(body) if body is not None else ""
