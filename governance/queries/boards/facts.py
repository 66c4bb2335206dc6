"""Boards read with all that belongs to them, as values: what pages, rules and documents take."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from core.dates import Period
from core.folding import fold
from core.reading import Records, Wanted, read
from governance.calculations.boards import (
    ActionFacts,
    AttendanceFacts,
    BoardFacts,
    Boards,
    DutyFacts,
    InterestFacts,
    ItemFacts,
    LineFacts,
    MeetingFacts,
    MemberFacts,
    NameFacts,
    Overseen,
    Present,
    QuorumPartFacts,
    SeatFacts,
    TermFacts,
    TurnFacts,
    VersionFacts,
    version_on,
)
from governance.models import (
    AgendaItem,
    Attendance,
    Board,
    BoardLine,
    BoardName,
    ChairTurn,
    DeclaredInterest,
    Meeting,
    MeetingAction,
    Member,
    Oversight,
    QuorumPart,
    ReportingDuty,
    Seat,
    TermOfReference,
    TermsVersion,
)
from partnerships.as_at import AgreementAsAt
from partnerships.models import FormerHolder
from partnerships.queries import part_of_agreement, put_back_former_holders

# What a board says of itself in the same words in which it is recorded.
SAME = (
    "name",
    "accountable_to",
    "powers",
    "chair_arrangements",
    "chair_rule",
    "quorum",
    "quorum_words",
    "minimum_meetings",
    "is_established",
    "due_on",
    "established_on",
    "shadow_from_on",
    "ended_on",
    "note",
)
# A board, and what it is made of: each kind of record with what is read beside it.
OF_BOARD = ("kept_by", "kind")
CONTENTS: tuple[tuple[type[Any], tuple[str, ...]], ...] = (
    (BoardName, ()),
    (TermsVersion, ()),
    (TermOfReference, ()),
    (Seat, ("body", "not_with")),
    (QuorumPart, ("body",)),
    (ChairTurn, ("body",)),
    (BoardLine, ("to_board",)),
    (ReportingDuty, ()),
    (Meeting, ()),
)
OF_MEETINGS: tuple[tuple[type[Any], tuple[str, ...]], ...] = (
    (AgendaItem, ()),
    (Attendance, ("seat__body", "body")),
    (DeclaredInterest, ("item",)),
    (MeetingAction, ("item",)),
)


def contents_of(path: str) -> list[Wanted]:
    """All that belongs to boards, by the path from a board to what is asked for."""
    wanted = [Wanted(model, f"board{path}", related) for model, related in CONTENTS]
    of_meetings = [Wanted(model, f"meeting__board{path}", related) for model, related in OF_MEETINGS]
    return [*wanted, Wanted(Member, f"seat__board{path}", ("body",)), *of_meetings]


def former_holders_of(path: str) -> Wanted:
    """Who held what of the agreements that these boards oversee, by the path from a board as above."""
    return Wanted(FormerHolder, f"agreement__oversights__board{path}", ("body__kind",))


@part_of_agreement(
    Boards,
    Wanted(Oversight, "agreement"),
    Wanted(Board, "oversights__agreement", OF_BOARD),
    *contents_of("__oversights__agreement"),
    # A board of several agreements: what a body held of it may have been given on in another of them
    former_holders_of("__oversights__agreement"),
)
def boards_part(agreement: AgreementAsAt, records: Records) -> Boards:
    """The boards that oversee it, those that report to no board first."""
    boards = {board.pk: board for board in records.all(Board)}
    overseen = [
        (boards[each.board_id], each)
        for each in records.beneath(Oversight, agreement.key)
        if each.board_id in boards
    ]
    overseen.sort(key=lambda both: (both[0].parent_board_id is not None, fold(both[0].name), both[1].pk))
    return Boards(
        tuple(
            Overseen(
                each.pk,
                each.from_on,
                each.to_on,
                each.role,
                each.get_role_display(),
                each.part,
                _overseeing(board, each, records, agreement.on),
            )
            for board, each in overseen
        )
    )


def _overseeing(board: Board, oversight: Oversight, records: Records, on: date) -> BoardFacts:
    """The board; beside the agreement too where it is only consulted about this one, or scrutinises it."""
    facts = _board(board, records, on)
    return replace(facts, is_beside=facts.is_beside or oversight.role in Oversight.BESIDE)


def boards_as_at(keys: Collection[int], *, on: date) -> dict[int, BoardFacts]:
    """The boards of these keys, retired ones too, as they stand on that day."""
    records = read([Wanted(Board, "pk", OF_BOARD), *contents_of(""), former_holders_of("")], keys)
    put_back_former_holders(records, on)
    found = {key: records.find(Board, key) for key in keys}
    return {key: _board(board, records, on) for key, board in found.items() if board}


def _board(board: Board, records: Records, on: date) -> BoardFacts:
    standing, versions = board.standing_on(on), versions_of(board, records)
    same = {name: getattr(board, name) for name in SAME}
    facts = BoardFacts(
        on=on,
        key=board.pk,
        other_names=tuple(
            NameFacts(each.pk, each.name, each.note) for each in records.beneath(BoardName, board.pk)
        ),
        kind=str(board.kind),
        kind_in_force=Period(board.kind.from_on, board.kind.to_on),
        expects_seats=board.kind.expects_seats,
        expects_quorum=board.kind.expects_quorum,
        is_beside=board.kind.is_beside,
        kept_by=str(board.kept_by),
        above=board.parent_board_id,
        lines=tuple(
            LineFacts(each.pk, each.kind, each.said, each.to_board_id, str(each.to_board or each.to_name))
            for each in records.beneath(BoardLine, board.pk)
        ),
        duties=tuple(map(_duty, records.beneath(ReportingDuty, board.pk))),
        standing=standing.value,
        standing_label=str(standing.label),
        chair_rule_label=board.get_chair_rule_display(),
        turns=tuple(
            TurnFacts(
                each.pk, each.office, each.get_office_display(), str(each.body), each.from_on, each.to_on
            )
            for each in records.beneath(ChairTurn, board.pk)
        ),
        quorum_parts=tuple(
            QuorumPartFacts(
                each.pk, each.least, each.whose, str(each.body or ""), each.category, each.whom, each.asked
            )
            for each in records.beneath(QuorumPart, board.pk)
        ),
        versions=versions,
        terms=binding.terms if (binding := version_on(versions, on)) else (),
        seats=tuple(_seat(each, board, records, on) for each in records.beneath(Seat, board.pk)),
        meetings=(),
        **same,
    )
    meetings = records.beneath(Meeting, board.pk)
    return replace(facts, meetings=tuple(_meeting(each, facts, records) for each in meetings))


def versions_of(board: Board, records: Records) -> tuple[VersionFacts, ...]:
    """The first terms of reference, where there are any, and each version with its sections."""
    sections: dict[int | None, list[TermFacts]] = defaultdict(list)
    for each in records.beneath(TermOfReference, board.pk):
        fact = TermFacts(each.pk, each.number, each.heading, each.text, each.level)
        sections[each.of_version_id].append(fact)
    first = [VersionFacts(None, None, "", None, "", tuple(sections[None]))] if sections[None] else []
    later = [
        VersionFacts(
            each.pk, each.from_on, each.approved_by, each.approved_on, each.note, tuple(sections[each.pk])
        )
        for each in records.beneath(TermsVersion, board.pk)
    ]
    return (*first, *later)


def _duty(duty: ReportingDuty) -> DutyFacts:
    return DutyFacts(
        key=duty.pk,
        what=duty.what,
        to_whom=duty.to_whom,
        every=duty.every,
        every_label=duty.get_every_display(),
        first_due_on=duty.first_due_on,
        until_on=duty.until_on,
        sent_for_on=duty.sent_for_on,
        source=duty.source,
    )


def _seat(seat: Seat, board: Board, records: Records, on: date) -> SeatFacts:
    return SeatFacts(
        on=on,
        key=seat.pk,
        post=seat.post,
        category=seat.get_category_display(),
        category_code=seat.category,
        body=str(seat.body or ""),
        body_key=seat.body_id,
        how_filled=seat.how_filled,
        places=seat.places,
        voting=seat.get_voting_display(),
        is_voting_said=seat.voting != Seat.Voting.UNSAID,
        votes=seat.votes,
        is_post=seat.is_post,
        chairs=seat.is_chair,
        is_vice=seat.is_vice_chair,
        not_with=str(seat.not_with or ""),
        carries_over=board.members_carry_over,
        note=seat.note,
        members=tuple(
            MemberFacts(
                each.pk,
                each.name,
                str(each.body or ""),
                each.from_on,
                each.to_on,
                each.is_chair or seat.is_chair,
                each.is_vice_chair or seat.is_vice_chair,
                body_key=each.body_id,
            )
            for each in records.beneath(Member, seat.pk)
        ),
    )


def _meeting(meeting: Meeting, board: BoardFacts, records: Records) -> MeetingFacts:
    attendances = tuple(
        _attendance(each, board, meeting.held_on) for each in records.beneath(Attendance, meeting.pk)
    )
    lacked = _lacked(meeting, board, attendances)
    minuted = {Meeting.Quorate.YES: True, Meeting.Quorate.NO: False}
    worked_out = None if lacked is None else not lacked
    return MeetingFacts(
        key=meeting.pk,
        held_on=meeting.held_on,
        status=meeting.status,
        status_label=meeting.get_status_display(),
        time=meeting.time,
        place=meeting.place,
        attending=meeting.attending,
        was_quorate=minuted.get(Meeting.Quorate(meeting.quorate), worked_out),
        lacked=tuple(lacked or ()),
        decisions=meeting.decisions,
        minutes=meeting.minutes,
        items=tuple(map(_item, records.beneath(AgendaItem, meeting.pk))),
        attendances=attendances,
        interests=tuple(
            InterestFacts(
                each.pk, each.item_id, str(each.item or ""), each.who, each.interest, each.get_then_display()
            )
            for each in records.beneath(DeclaredInterest, meeting.pk)
        ),
        actions=tuple(
            ActionFacts(
                each.pk,
                str(each.item or ""),
                each.text,
                each.owner,
                each.due_on,
                each.done_on,
                each.note,
            )
            for each in records.beneath(MeetingAction, meeting.pk)
        ),
    )


def _lacked(meeting: Meeting, board: BoardFacts, attendances: Sequence[AttendanceFacts]) -> list[str] | None:
    """What a meeting that was held lacked for a quorum, by who came or how many; None where not known."""
    if meeting.status != Meeting.Status.HELD or not board.can_tell_quorum:
        return None
    if attendances:
        return board.lacks_for_quorum([each.present for each in attendances if each.counts])
    if meeting.attending is None or board.quorum is None:
        return None
    short = meeting.attending < board.quorum
    return [f"{meeting.attending} of {board.quorum}"] if short else []


def _item(item: AgendaItem) -> ItemFacts:
    return ItemFacts(
        key=item.pk,
        number=item.number,
        title=item.title,
        purpose=item.get_purpose_display(),
        presenter=item.presenter,
        paper=item.paper,
        paper_link=item.paper_link,
        decision=item.decision,
        minutes=item.minutes,
    )


def _attendance(attendance: Attendance, board: BoardFacts, held_on: date) -> AttendanceFacts:
    """Who came or did not; a substitute comes for the member's body, and takes no chair."""
    seat, office = attendance.seat, _member_then(attendance, board, held_on)
    in_person = attendance.how == Attendance.How.PRESENT
    return AttendanceFacts(
        key=attendance.pk,
        seat=str(seat),
        name=attendance.name,
        how=attendance.how,
        how_label=attendance.get_how_display(),
        substitute=attendance.substitute,
        counts=seat.votes and attendance.how in Attendance.THERE,
        present=Present(
            str(attendance.body or seat.body or ""),
            seat.category,
            chairs=in_person and (seat.is_chair or (office is not None and office.chairs)),
            is_vice=in_person and (seat.is_vice_chair or (office is not None and office.is_vice)),
        ),
    )


def _member_then(attendance: Attendance, board: BoardFacts, held_on: date) -> MemberFacts | None:
    """The member who is meant, where one of that name held a place of the seat on the day."""
    members = (each for seat in board.seats if seat.key == attendance.seat_id for each in seat.members)
    named = (each for each in members if each.name == attendance.name)
    return next((each for each in named if held_on in Period(each.from_on, each.to_on)), None)
