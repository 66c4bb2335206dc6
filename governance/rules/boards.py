"""What must be true of boards, their seats and members."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from core.dates import Period, in_words
from core.folding import fold
from core.models import RecordQuerySet
from core.rules import RuleBroken, refuses
from governance.calculations.boards import most_at_once
from governance.models import (
    Attendance,
    Board,
    BoardKind,
    DeclaredInterest,
    Meeting,
    MeetingAction,
    Member,
    Oversight,
    Seat,
    TermOfReference,
    TermsVersion,
)
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
    others = list(_members_of(member.seat).exclude(pk=member.pk))
    overlapping = [(o.from_on, o.to_on) for o in others if _overlap(o, member)]
    if places is not None and most_at_once(overlapping) >= places:
        raise RuleBroken(
            seat_has_a_place_for_the_term, field="from_on", detail=_held_by(others, member, places)
        )


@refuses("nobody-sits-in-two-seats-that-exclude-each-other", Member, source="The board's terms of reference")
def nobody_sits_in_two_seats_that_exclude_each_other(member: Member) -> None:
    """Nobody may hold both of two seats that exclude each other at the same time."""
    seat = member.seat
    for other in _excluding(seat):
        sitting = [each for each in _members_of(other) if fold(each.name) == fold(member.name)]
        if any(_overlap(each, member) for each in sitting) or (
            other.is_post and fold(other.post) == fold(member.name)
        ):
            detail = f"{member} holds the seat “{other}”."
            raise RuleBroken(nobody_sits_in_two_seats_that_exclude_each_other, field="name", detail=detail)


@refuses("seats-that-exclude-each-other-have-different-members", Seat)
def seats_that_exclude_each_other_have_different_members(seat: Seat) -> None:
    """A seat may exclude another of its own board only where nobody holds both at the same time."""
    other = seat.not_with
    if other is None:
        return
    if other.board_id != seat.board_id or other.pk == seat.pk:
        raise RuleBroken(seats_that_exclude_each_other_have_different_members, field="not_with")
    mine = list(seat.members.not_retired()) if seat.pk else []
    theirs = list(other.members.not_retired())
    for one, same in ((a, b) for a in mine for b in theirs if fold(a.name) == fold(b.name)):
        if _overlap(one, same):
            raise RuleBroken(
                seats_that_exclude_each_other_have_different_members,
                field="not_with",
                detail=f"{one} holds both.",
            )


def _members_of(seat: Seat) -> RecordQuerySet:
    return Member.objects.not_retired().filter(seat=seat.pk)


def _excluding(seat: Seat) -> list[Seat]:
    """The seats that may not be held together with this one, whichever of the two says so."""
    either = Q(pk=seat.not_with_id) | Q(not_with=seat.pk)
    return list(Seat.objects.not_retired().filter(either, board=seat.board_id).exclude(pk=seat.pk))


@refuses("quorum-is-no-more-than-the-places", Board, source="The board's terms of reference")
def quorum_is_no_more_than_the_places(board: Board) -> None:
    """A quorum cannot be larger than the number of places that vote."""
    if board.pk is None or board.quorum is None:
        return
    was = Board.objects.filter(pk=board.pk).values_list("quorum", flat=True).first()
    seats = [seat for seat in board.seats.not_retired() if seat.votes]
    if was == board.quorum or not seats or any(seat.places is None for seat in seats):
        return
    if board.quorum > (places := sum(seat.places or 0 for seat in seats)):
        detail = f"Its seats have {places} that {'votes' if places == 1 else 'vote'}."
        raise RuleBroken(quorum_is_no_more_than_the_places, field="quorum", detail=detail)


@refuses("meeting-is-within-the-life-of-its-board", Meeting)
def meeting_is_within_the_life_of_its_board(meeting: Meeting) -> None:
    """A board cannot have met before it existed, or after its last day."""
    board, day = meeting.board, meeting.held_on
    if day is None or meeting.status == Meeting.Status.CANCELLED:
        return
    first, last = board.first_meets_on, board.ended_on
    is_held = meeting.status == Meeting.Status.HELD
    detail = ""
    if first is not None and day < first:
        how = "first meets as a shadow board" if board.shadow_from_on else "was established"
        detail = f"{board}: it {how} on {in_words(first)}."
    elif last is not None and day > last:
        detail = f"{board}: its last day was {in_words(last)}."
    elif is_held and first is None and not board.is_established:
        detail = f"{board}: it is recorded as proposed. Record first that it has been established."
    if detail:
        raise RuleBroken(meeting_is_within_the_life_of_its_board, field="held_on", detail=detail)


@refuses("board-existed-when-it-met", Board)
def board_existed_when_it_met(board: Board) -> None:
    """A board must have existed on the days on which its meetings were held."""
    if board.pk is None:
        return
    met = board.meetings.not_retired().filter(status=Meeting.Status.HELD)
    days = list(met.values_list("held_on", flat=True))
    first, last = board.first_meets_on, board.ended_on
    if first and days and min(days) < first:
        field = "shadow_from_on" if board.shadow_from_on else "established_on"
        raise RuleBroken(board_existed_when_it_met, field=field, detail=_it_met(min(days)))
    if last and days and max(days) > last:
        raise RuleBroken(board_existed_when_it_met, field="ended_on", detail=_it_met(max(days)))


@refuses("attendance-is-of-the-board-that-met", Attendance)
def attendance_is_of_the_board_that_met(attendance: Attendance) -> None:
    """Only members of the board's own seats attend its meeting."""
    if attendance.seat.board_id != attendance.meeting.board_id:
        raise RuleBroken(attendance_is_of_the_board_that_met, field="seat")


@refuses("attendance-is-of-a-meeting-that-was-held", Attendance)
def attendance_is_of_a_meeting_that_was_held(attendance: Attendance) -> None:
    """Nobody was at a meeting that was not held. Record first that it was; apologies may come before."""
    was_there = attendance.how != Attendance.How.APOLOGIES
    if was_there and attendance.meeting.status != Meeting.Status.HELD:
        raise RuleBroken(attendance_is_of_a_meeting_that_was_held, field="how")


@refuses("meeting-that-somebody-attended-was-held", Meeting)
def meeting_that_somebody_attended_was_held(meeting: Meeting) -> None:
    """A meeting at which somebody was recorded as present was held. Retire the attendance first."""
    if meeting.pk and meeting.status != Meeting.Status.HELD:
        there = meeting.attendances.not_retired().exclude(how=Attendance.How.APOLOGIES)
        if there.exists():
            raise RuleBroken(meeting_that_somebody_attended_was_held, field="status")


@refuses("interest-is-in-an-item-of-its-meeting", DeclaredInterest)
def interest_is_in_an_item_of_its_meeting(interest: DeclaredInterest) -> None:
    """An interest is declared in an item of the same meeting."""
    if interest.item is not None and interest.item.meeting_id != interest.meeting_id:
        raise RuleBroken(interest_is_in_an_item_of_its_meeting, field="item")


@refuses("action-is-from-an-item-of-its-meeting", MeetingAction)
def action_is_from_an_item_of_its_meeting(action: MeetingAction) -> None:
    """An action comes from an item of the same meeting."""
    if action.item is not None and action.item.meeting_id != action.meeting_id:
        raise RuleBroken(action_is_from_an_item_of_its_meeting, field="item")


@refuses("seat-that-attended-is-kept", Seat, retiring=True)
def seat_that_attended_is_kept(seat: Seat) -> None:
    """A seat whose members attended a meeting cannot be retired. End the terms of its members instead."""
    if seat.attendances.not_retired().exists():
        raise RuleBroken(seat_that_attended_is_kept)


def _it_met(day: date) -> str:
    return f"It met on {in_words(day)}."


@refuses("version-of-a-term-is-of-its-board", TermOfReference)
def version_of_a_term_is_of_its_board(term: TermOfReference) -> None:
    """A section belongs to a version of its own board's terms of reference."""
    if term.of_version is not None and term.of_version.board_id != term.board_id:
        raise RuleBroken(version_of_a_term_is_of_its_board, field="of_version")


@refuses("version-with-sections-is-kept", TermsVersion, retiring=True)
def version_with_sections_is_kept(version: TermsVersion) -> None:
    """A version of terms that has sections cannot be retired. Retire its sections first."""
    if version.terms.not_retired().exists():
        raise RuleBroken(version_with_sections_is_kept)


@refuses("kind-of-board-in-use-is-kept", BoardKind, retiring=True)
def kind_of_board_in_use_is_kept(kind: BoardKind) -> None:
    """A kind of board that boards have cannot be retired."""
    if kind.boards.not_retired().exists():
        raise RuleBroken(kind_of_board_in_use_is_kept)


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
