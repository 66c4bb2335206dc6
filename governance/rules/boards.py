"""What must be true of boards, their seats and members."""

from __future__ import annotations

from core.dates import Period, in_words
from core.rules import RuleBroken, refuses
from governance.calculations.boards import most_at_once
from governance.models import Board, Member, Oversight, Seat
from partnerships.models import Body


@refuses("board-is-not-its-own-ancestor", Board)
def board_is_not_its_own_ancestor(board: Board) -> None:
    """A board cannot report to itself or to one of its own sub-boards."""
    if board.is_its_own_ancestor():
        raise RuleBroken(board_is_not_its_own_ancestor, field="parent_board")


@refuses(
    "seat-has-a-place-for-the-term", Member, source="The number of places in the board's terms of reference"
)
def seat_has_a_place_for_the_term(member: Member) -> None:
    """This seat has no free place for the whole term. Change the dates, or end another member's term."""
    places = member.seat.places
    others = list(member.seat.members.not_retired().exclude(pk=member.pk))
    overlapping = [(o.from_on, o.to_on) for o in others if _overlap(o, member)]
    if places is not None and most_at_once(overlapping) >= places:
        raise RuleBroken(
            seat_has_a_place_for_the_term, field="from_on", detail=_held_by(others, member, places)
        )


def _overlap(one: Member, other: Member) -> bool:
    return Period(one.from_on, one.to_on).overlaps(Period(other.from_on, other.to_on))


def _held_by(others: list[Member], member: Member, places: int) -> str:
    holders = ", ".join(f"{o} ({_term(o)})" for o in others if _overlap(o, member))
    return f"It has {places} {'place' if places == 1 else 'places'}, held by {holders}."


def _term(member: Member) -> str:
    first = in_words(member.from_on) if member.from_on else ""
    if member.to_on:
        return f"{first or 'first day not recorded'} to {in_words(member.to_on)}"
    return f"from {first}" if first else "no dates recorded"


@refuses("seat-keeps-places-for-its-members", Seat)
def seat_keeps_places_for_its_members(seat: Seat) -> None:
    """A seat cannot have fewer places than members who hold one at the same time. End their terms first."""
    if seat.pk is None or seat.places is None:
        return
    terms = seat.members.not_retired().values_list("from_on", "to_on")
    if (most := most_at_once(list(terms))) > seat.places:
        detail = f"{most} members hold a place at once."
        raise RuleBroken(seat_keeps_places_for_its_members, field="places", detail=detail)


@refuses("member-sits-for-a-body-of-that-time", Member)
def member_sits_for_a_body_of_that_time(member: Member) -> None:
    """The body a member comes from must exist on the first day of the term."""
    body, first = member.body, member.from_on
    if body is None or first is None or body.existed_on(first):
        return
    detail = f"{body} {body.ended_or_began(first)}."
    raise RuleBroken(member_sits_for_a_body_of_that_time, field="body", detail=detail)


@refuses("body-existed-when-its-members-took-their-seats", Body)
def body_existed_when_its_members_took_their_seats(body: Body) -> None:
    """A body must have existed on the first day of the terms of the members who come from it.

    No board is named: whoever keeps the body may not see it.
    """
    was = Body.objects.filter(pk=body.pk).first()
    if was is None or (was.opened_on, was.closed_on) == (body.opened_on, body.closed_on):
        return
    members = Member.objects.not_retired().filter(body=body, seat__board__retired_at=None)
    for day in members.values_list("from_on", flat=True):
        if day and was.existed_on(day) and not body.existed_on(day):
            field = "opened_on" if body.opened_on and day < body.opened_on else "closed_on"
            raise RuleBroken(body_existed_when_its_members_took_their_seats, field=field)


@refuses("overseeing-board-is-not-retired", Oversight)
def overseeing_board_is_not_retired(oversight: Oversight) -> None:
    """A board that was retired oversees nothing. Restore it first."""
    if oversight.board.is_retired and not oversight.is_retired:
        raise RuleBroken(overseeing_board_is_not_retired, field="board")


@refuses("board-with-sub-boards-is-kept", Board, retiring=True)
def board_with_sub_boards_is_kept(board: Board) -> None:
    """A board to which others report cannot be retired. Retire them first, or have them report elsewhere."""
    if board.sub_boards.not_retired().exists():
        raise RuleBroken(board_with_sub_boards_is_kept)


@refuses("seat-with-members-is-kept", Seat, retiring=True)
def seat_with_members_is_kept(seat: Seat) -> None:
    """A seat that has members cannot be retired. Retire its members first."""
    if seat.members.not_retired().exists():
        raise RuleBroken(seat_with_members_is_kept)
