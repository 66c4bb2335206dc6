"""What must be true of the boards that oversee an agreement, asked of it as at a day. Each warns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from core.dates import FinancialYear, in_words
from core.rules import Breach, Place, Urgency, WarningRule, enter, rules_of
from core.sentences import sentence_start
from governance.calculations.boards import BoardFacts, Boards, SeatFacts
from partnerships.as_at import AgreementAsAt

TERMS = "The board's terms of reference"
PRACTICE = "Good practice"
SOON_DAYS = 90


@dataclass(frozen=True, eq=False)
class BoardRule(WarningRule):
    """A rule that is asked of each board that oversees an agreement and has not ended."""

    def of_board(self, board: BoardFacts) -> list[Breach]:
        """What its own page tells of one board."""
        return [] if board.standing == "ended" else list(self.function(board))

    def breaches(self, agreement: AgreementAsAt) -> list[Breach]:
        return [
            Breach(breach.at, f"{overseen.board}: {breach.detail}", breach.urgency)
            for overseen in agreement.part(Boards).current
            for breach in self.of_board(overseen.board)
        ]

    def not_applicable(self, agreement: AgreementAsAt) -> str:
        return "" if agreement.part(Boards).current else "No board oversees it."


def _of_each_board(
    code: str, *, source: str
) -> Callable[[Callable[[BoardFacts], Iterator[Breach]]], BoardRule]:
    """Enter a rule of boards."""
    return lambda function: enter(BoardRule(code, source, "boards", False, function))


def breaches_of_board(board: BoardFacts) -> list[tuple[BoardRule, Breach]]:
    """Everything that needs attention on one board with its rule, the most urgent first."""
    found = [
        (rule, Breach(each.at, sentence_start(each.detail), each.urgency))
        for rule in rules_of(BoardRule)
        for each in rule.of_board(board)
    ]
    return sorted(found, key=lambda both: both[1].urgency)


@_of_each_board("board-in-place", source="The date by which the board should be in place")
def a_board_is_in_place_by_its_day(board: BoardFacts) -> Iterator[Breach]:
    """A board must be established by the day it is due."""
    due = board.due_on
    if board.standing == "proposed" and due is not None and (due - board.on).days <= SOON_DAYS:
        late = due < board.on
        message = f"it {'was' if late else 'is'} due by {in_words(due)} and is not recorded as established"
        yield Breach(_place(board), message, Urgency.NOW if late else Urgency.SOON)


@_of_each_board("board-seats", source=PRACTICE)
def a_board_has_seats(board: BoardFacts) -> Iterator[Breach]:
    """The seats of a board must be recorded."""
    if _works(board) and not board.seats:
        yield Breach(_place(board, "seats"), "no seats are recorded", Urgency.SOON)


@_of_each_board("board-seats-filled", source=TERMS)
def the_seats_of_a_board_are_filled(board: BoardFacts) -> Iterator[Breach]:
    """The seats of a board must be filled."""
    vacant = [seat for seat in board.seats if seat.vacant]
    if _works(board) and vacant:
        which = "; ".join(f"{seat} ({_places(seat)})" for seat in vacant)
        yield Breach(_place(board, "seats"), f"there are vacant seats: {which}", Urgency.SOON)


def _places(seat: SeatFacts) -> str:
    return "number not settled" if seat.places is None else f"{seat.vacant} of {seat.places}"


@_of_each_board("board-chair", source=TERMS)
def a_board_is_chaired(board: BoardFacts) -> Iterator[Breach]:
    """Somebody must chair a board."""
    if _works(board) and board.seats and not board.in_the_chair:
        yield Breach(_place(board, "seats"), "nobody is recorded as chairing it", Urgency.SOON)


@_of_each_board("board-quorum-set", source=PRACTICE)
def a_board_has_a_quorum(board: BoardFacts) -> Iterator[Breach]:
    """The quorum of a board must be recorded."""
    if _works(board) and board.quorum is None and not board.quorum_words:
        yield Breach(_place(board), "no quorum is recorded", Urgency.NOTE)


@_of_each_board("board-quorum", source=TERMS)
def a_board_can_reach_its_quorum(board: BoardFacts) -> Iterator[Breach]:
    """A board must have enough members to reach its quorum."""
    quorum, members = board.quorum, board.quorum_members
    if _works(board) and quorum is not None and members < quorum:
        counted = (
            "no member counts" if members == 0 else f"only {members} {'counts' if members == 1 else 'count'}"
        )
        yield Breach(_place(board, "seats"), f"it cannot reach its quorum of {quorum}: {counted} towards it")


@_of_each_board("board-meetings", source=TERMS)
def a_board_meets_often_enough(board: BoardFacts) -> Iterator[Breach]:
    """A board must meet as often in a financial year as its terms of reference say."""
    this_year = FinancialYear.containing(board.on)
    if _works(board):
        short = partial(_short_of_meetings, board)
        yield from short(this_year.previous, Urgency.SOON)
        yield from short(this_year, Urgency.NOTE)


def _short_of_meetings(board: BoardFacts, year: FinancialYear, urgency: Urgency) -> Iterator[Breach]:
    met = board.meetings_in(year)
    if not met.short_by or not board.stood_throughout(year):
        return
    planned = f" and {met.planned} planned" if met.planned else ""
    held = f"{met.held} {'meeting' if met.held == 1 else 'meetings'} held{planned}"
    message = f"{held} in {year}, where its least is {met.minimum}"
    yield Breach(_place(board, "meetings"), message, urgency)


@_of_each_board("board-numbering", source=TERMS)
def terms_of_reference_are_numbered_throughout(board: BoardFacts) -> Iterator[Breach]:
    """The numbers of terms of reference must follow one another."""
    faults = "; ".join(board.numbering_faults)
    if faults and not board.is_beside:
        message = f"the numbering of the terms of reference has faults: {faults}"
        yield Breach(_place(board, "terms"), message, Urgency.NOTE)


def _works(board: BoardFacts) -> bool:
    return board.standing == "established" and not board.is_beside


def _place(board: BoardFacts, anchor: str = "") -> Place:
    return Place("board", board.key, anchor)
