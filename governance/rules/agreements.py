"""What must be true of the boards that oversee an agreement, asked of it as at a day. Each warns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from core.dates import FinancialYear, in_words
from core.rules import Breach, Place, Urgency, WarningRule, enter, rules_of, warns
from core.sentences import sentence_start
from governance.calculations.boards import BoardFacts, Boards, SeatFacts
from partnerships.as_at import AgreementAsAt
from partnerships.rules.succession import closed_before

TERMS = "The board's terms of reference"
PRACTICE = "Good practice"
SOON_DAYS = 90
REPORT_SOON_DAYS = 30


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


@_of_each_board("board-kind", source="The dates of the kind of board")
def a_board_is_of_a_kind_of_its_time(board: BoardFacts) -> Iterator[Breach]:
    """A board must be of a kind that there was when it was established."""
    began, in_force = board.established_on, board.kind_in_force
    if began is not None and in_force is not None and began not in in_force:
        message = f"it was established on {in_words(began)}, when there was no such board as: {board.kind}"
        yield Breach(_place(board), message, Urgency.SOON)


@_of_each_board("board-seats", source=PRACTICE)
def a_board_has_seats(board: BoardFacts) -> Iterator[Breach]:
    """The seats of a board must be recorded, where its kind has any."""
    if board.expects_seats and not board.is_beside and not board.seats:
        yield Breach(_place(board, "seats"), _as_it_is(board, "no seats are recorded"), _soon(board))


@_of_each_board("board-seats-filled", source=TERMS)
def the_seats_of_a_board_are_filled(board: BoardFacts) -> Iterator[Breach]:
    """The seats of a board must be filled; those of a proposed one have a number of places."""
    vacant = [seat for seat in board.seats if seat.vacant]
    if _works(board) and vacant:
        which = "; ".join(f"{seat} ({_places(seat)})" for seat in vacant)
        yield Breach(_place(board, "seats"), f"there are vacant seats: {which}", Urgency.SOON)
    open_seats = "; ".join(str(seat) for seat in board.seats if seat.places is None)
    if board.is_proposed and not board.is_beside and open_seats:
        message = f"as proposed, the number of places is not settled: {open_seats}"
        yield Breach(_place(board, "seats"), message, Urgency.NOTE)


def _places(seat: SeatFacts) -> str:
    return "number not settled" if seat.places is None else f"{seat.vacant} of {seat.places}"


@_of_each_board("board-chair", source=TERMS)
def a_board_is_chaired(board: BoardFacts) -> Iterator[Breach]:
    """Somebody must chair a board; of a proposed one it must be said who will."""
    if board.is_beside or not board.seats:
        return
    if board.is_proposed:
        said = board.chair_rule or board.chair_arrangements or any(seat.chairs for seat in board.seats)
        if not said:
            message = "as proposed, nothing says who chairs it"
            yield Breach(_place(board, "seats"), message, Urgency.NOTE)
    elif not board.in_the_chair:
        yield Breach(_place(board, "seats"), "nobody is recorded as chairing it", Urgency.SOON)


@_of_each_board("board-chair-turn", source=TERMS)
def the_chair_comes_from_the_partner_whose_turn_it_is(board: BoardFacts) -> Iterator[Breach]:
    """Where the partners chair a board in turn, the chair must come from the one whose turn it is."""
    if not _works(board):
        return
    turn = board.turn("chair")
    if turn is None:
        if board.chair_rule == "rotates":
            message = "the partners chair it in turn, and nothing says whose turn it is"
            yield Breach(_place(board, "chair"), message, Urgency.NOTE)
        return
    for member, body in board.chairs_from:
        if not body or body == turn.body:
            continue
        message = f"the chair should come from {turn.body}, and in the chair is {member}, {body}"
        yield Breach(_place(board, "chair"), message, Urgency.SOON)


@_of_each_board("board-chair-seat", source=TERMS)
def the_chair_holds_the_seat_that_chairs(board: BoardFacts) -> Iterator[Breach]:
    """Where the holder of a seat chairs a board, that seat is marked, and nobody else is in the chair."""
    if board.is_beside or board.chair_rule != "seat" or not board.seats:
        return
    if not any(seat.chairs for seat in board.seats):
        message = "the holder of a seat chairs it, and no seat is marked as the one that does"
        yield Breach(_place(board, "seats"), _as_it_is(board, message), Urgency.NOTE)
        return
    for seat in board.seats:
        if not seat.chairs:
            for member in (each for each in seat.sitting if each.chairs):
                message = f"the holder of another seat chairs it, and in the chair is {member}: {seat}"
                yield Breach(_place(board, "seats"), message, Urgency.SOON)


@_of_each_board("board-quorum-set", source=PRACTICE)
def a_board_has_a_quorum(board: BoardFacts) -> Iterator[Breach]:
    """The quorum of a board must be recorded, where its kind has one."""
    said = board.can_tell_quorum or board.quorum_words
    if board.expects_quorum and not board.is_beside and not said:
        yield Breach(_place(board), _as_it_is(board, "no quorum is recorded"), Urgency.NOTE)


@_of_each_board("board-quorum", source=TERMS)
def a_board_can_reach_its_quorum(board: BoardFacts) -> Iterator[Breach]:
    """A board must have enough voting places, and enough members, to reach its quorum."""
    if board.is_beside:
        return
    quorum, places = board.quorum, board.voting_places
    if quorum is not None and places is not None and quorum > places:
        counted = f"only {places} {'place votes' if places == 1 else 'places vote'}"
        message = _as_it_is(board, f"its quorum of {quorum} cannot be reached: {counted}")
        yield Breach(_place(board, "seats"), message)
    elif _works(board):
        yield from _members_for_quorum(board)


def _members_for_quorum(board: BoardFacts) -> Iterator[Breach]:
    lacks = board.lacks_for_quorum(board.voting_members)
    quorum, members = board.quorum, board.quorum_members
    if quorum is not None and members < quorum:
        counted = (
            "no member counts" if members == 0 else f"only {members} {'counts' if members == 1 else 'count'}"
        )
        message = f"it cannot reach its quorum of {quorum}: {counted} towards it"
        yield Breach(_place(board, "seats"), message)
    elif lacks:
        message = f"its members cannot be a quorum: {'; '.join(lacks)}"
        yield Breach(_place(board, "seats"), message)


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


@_of_each_board("board-inquorate", source=TERMS)
def a_meeting_of_a_board_has_its_quorum(board: BoardFacts) -> Iterator[Breach]:
    """A meeting must have its quorum: what is decided without one must be decided again.

    Told of meetings of this financial year and the one before.
    """
    this_year = FinancialYear.containing(board.on)
    for meeting in board.meetings:
        recent = this_year.previous.starts_on <= meeting.held_on <= board.on
        if _works(board) and recent and meeting.is_inquorate:
            message = f"its meeting of {meeting} {meeting.inquorate_in_words}"
            yield Breach(Place("meeting", meeting.key, "attendance"), message, Urgency.SOON)


@_of_each_board("board-actions", source=PRACTICE)
def the_actions_of_a_board_are_done(board: BoardFacts) -> Iterator[Breach]:
    """What a meeting asked for must be done by its day."""
    for meeting in board.meetings:
        late = [each for each in meeting.actions if each.is_overdue(board.on)]
        if late and not board.is_beside:
            which = "; ".join(f"{each} ({each.owner}, {each.due_in_words})" for each in late)
            message = f"actions of its meeting of {meeting} are overdue: {which}"
            yield Breach(Place("meeting", meeting.key, "actions"), message, Urgency.SOON)


@_of_each_board("board-reports", source=TERMS)
def the_reports_of_a_board_are_sent(board: BoardFacts) -> Iterator[Breach]:
    """A board must send each report that it owes by the day it is due."""
    for duty in board.duties:
        due = duty.next_due_on
        if due is None or (due - board.on).days > REPORT_SOON_DAYS or board.is_beside:
            continue
        late = due < board.on
        message = f"{'overdue' if late else 'soon due'}: {duty}, due on {in_words(due)}"
        yield Breach(_place(board, "duties"), message, Urgency.SOON if late else Urgency.NOTE)


@_of_each_board("board-numbering", source=TERMS)
def terms_of_reference_are_numbered_throughout(board: BoardFacts) -> Iterator[Breach]:
    """The numbers of terms of reference must follow one another."""
    faults = "; ".join(board.numbering_faults)
    if faults and not board.is_beside:
        message = f"the numbering of the terms of reference has faults: {faults}"
        yield Breach(_place(board, "terms"), message, Urgency.NOTE)


@warns("boards-parts", source=PRACTICE)
def several_boards_say_which_part_each_plays(agreement: AgreementAsAt) -> Iterator[Breach]:
    """Where several boards oversee an agreement, it must be said what each does for it."""
    current = agreement.part(Boards).current
    unsaid = [each for each in current if not each.role and not each.board.is_beside]
    if len(current) > 1 and unsaid:
        which = "; ".join(str(each.board) for each in unsaid)
        message = f"{len(current)} boards oversee it: say what each does for it. Not said of: {which}"
        yield Breach(Place("governance"), message, Urgency.NOTE)


def _works(board: BoardFacts) -> bool:
    """Whether it meets, as what it is or in shadow form: then its members are looked at."""
    return board.standing in ("established", "shadow") and not board.is_beside


def _as_it_is(board: BoardFacts, message: str) -> str:
    return f"as proposed, {message}" if board.is_proposed else message


def _soon(board: BoardFacts) -> Urgency:
    return Urgency.NOTE if board.is_proposed else Urgency.SOON


def _place(board: BoardFacts, anchor: str = "") -> Place:
    return Place("board", board.key, anchor)


@warns("seats-of-a-closed-body", source=TERMS)
def no_seat_stays_with_a_closed_body(agreement: AgreementAsAt) -> Iterator[Breach]:
    """No body that has closed can nominate to a seat, or have its turn in the chair."""
    closed = {
        party.body.key: party.body for party in agreement.parties if closed_before(party.body, agreement.on)
    }
    for overseen in agreement.part(Boards).current:
        board = overseen.board
        if board.standing == "ended":
            continue
        for seat in board.seats:
            if body := closed.get(seat.body_key or 0):
                last = closed_before(body, agreement.on)
                message = f"{board}: {body}, which nominates to the seat {seat}, closed on {last}"
                yield Breach(_place(board, "seats"), message)
