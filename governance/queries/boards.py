"""Boards with all that belongs to them, as their pages, the rules and documents need it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from core.dates import Period
from core.folding import fold
from core.models import Record, User
from core.permissions import Permission, bodies_where
from core.reading import Records, Wanted, read, read_retired
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
    BoardKind,
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
from partnerships.models import Agreement, Body, Party
from partnerships.queries import part_of_agreement

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


@part_of_agreement(
    Boards,
    Wanted(Oversight, "agreement"),
    Wanted(Board, "oversights__agreement", OF_BOARD),
    *contents_of("__oversights__agreement"),
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
    records = read([Wanted(Board, "pk", OF_BOARD), *contents_of("")], keys)
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
            QuorumPartFacts(each.pk, each.least, each.whose, str(each.body or ""), each.category, each.whom)
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
    attendances = tuple(map(_attendance, records.beneath(Attendance, meeting.pk)))
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


def _attendance(attendance: Attendance) -> AttendanceFacts:
    seat = attendance.seat
    return AttendanceFacts(
        key=attendance.pk,
        seat=str(seat),
        name=attendance.name,
        how=attendance.how,
        how_label=attendance.get_how_display(),
        substitute=attendance.substitute,
        counts=seat.votes and attendance.how in Attendance.THERE,
        present=Present(str(attendance.body or seat.body or ""), seat.category),
    )


def attendances_of(meeting: Meeting) -> list[Attendance]:
    """What is recorded of who was at the meeting."""
    return list(meeting.attendances.not_retired().select_related("seat"))


@dataclass(frozen=True)
class MeetingPage:
    """A meeting with its board as it stood on the day, and what was retired from it."""

    meeting: MeetingFacts | None
    board: BoardFacts
    retired: list[Record]


def meeting_page(meeting: Meeting) -> MeetingPage:
    """The page of a meeting; `meeting` is None where it was retired."""
    board = boards_as_at([meeting.board_id], on=meeting.held_on)[meeting.board_id]
    found = next((each for each in board.meetings if each.key == meeting.pk), None)
    wanted = [Wanted(model, "meeting", getattr(model, "str_needs", ())) for model, _ in OF_MEETINGS]
    return MeetingPage(found, board, read_retired(wanted, meeting.pk))


def boards_seen_by(user: User) -> QuerySet[Board]:
    """The boards a user may see, retired ones too, with all that their rows of the list show."""
    seen = Oversight.objects.not_retired().filter(agreement__in=Agreement.objects.visible_to(user))
    oversights = Prefetch("oversights", seen.select_related("agreement"), "seen_oversights")
    return Board.objects.visible_to(user).select_related("kind").prefetch_related(oversights)


def retired_from_governance(agreement: Agreement) -> list[Record]:
    """Boards that were retired while they oversaw the agreement, and boards that were unlinked from it."""
    unlinked = agreement.oversights.select_related("board").retired()
    return [*Board.objects.overseeing(agreement).retired(), *unlinked]


@dataclass(frozen=True)
class BoardPage:
    """A board, what it oversees, and the boards above and beneath it, as far as a reader sees them."""

    board: BoardFacts
    record: Board
    oversights: Sequence[Oversight]
    parent_board: Board | None
    sub_boards: Sequence[Board]
    lines: Sequence[BoardLine]


def board_page(key: int, *, seen_by: User, on: date, known_at: datetime | None = None) -> BoardPage:
    """The board's page as at those days. Raises KeyError where it was not recorded yet."""
    around = (
        Wanted(Board, "pk", (*OF_BOARD, "parent_board", "retired_by")),
        Wanted(Board, "parent_board", ("kind",)),
    )
    records = read(
        [*around, *contents_of(""), Wanted(Oversight, "board", ("agreement",))], [key], known_at=known_at
    )
    board, overseen = records.find(Board, key), records.all(Oversight)
    if board is None:
        raise KeyError(key)
    beneath = [each for each in records.all(Board) if each.parent_board_id == key]
    seen = _keys(
        Agreement.objects.visible_to(seen_by).filter(pk__in={each.agreement_id for each in overseen})
    )
    lines = records.beneath(BoardLine, key)
    around_it = {each.pk for each in [board.parent_board, *beneath] if each}
    around_it |= {line.to_board_id for line in lines if line.to_board_id}
    boards = _keys(Board.objects.visible_to(seen_by).filter(pk__in=around_it))
    oversights = [each for each in overseen if each.agreement_id in seen]
    return BoardPage(
        board=_board(board, records, on),
        record=board,
        oversights=sorted(oversights, key=lambda each: each.agreement.reference),
        parent_board=board.parent_board if board.parent_board_id in boards else None,
        sub_boards=[each for each in beneath if each.pk in boards],
        lines=[line for line in lines if line.to_board_id is None or line.to_board_id in boards],
    )


def _keys(rows: QuerySet[Any]) -> set[int]:
    return set(rows.order_by().values_list("pk", flat=True))


def boards_known_to(bodies: set[int], boards: Iterable[int], *, on: date) -> dict[int, str]:
    """Those of the boards that a user of any of these bodies may see, each key with its name; three queries.

    It is `visible_to` for a document, which goes to all of them: a body sees the boards it keeps and those
    that oversee an agreement it is party to on that day.
    """
    rows = Board.objects.filter(pk__in=boards)
    seen_by = {board.pk: {board.kept_by_id} for board in rows}
    overseen = Oversight.objects.not_retired().filter(board__in=seen_by)
    parties = Party.objects.not_left_on(on).filter(agreement__oversights__in=overseen)
    for board, body in parties.values_list("agreement__oversights__board", "body"):
        seen_by[board].add(body)
    return {board.pk: board.name for board in rows if bodies <= seen_by[board.pk]}


def seats_of(board: Board) -> list[Seat]:
    """The seats of the board that are not retired, each with the board."""
    return list(board.seats.not_retired().select_related("board"))


def bodies_named(names: Collection[str]) -> dict[str, int]:
    """The keys of the bodies in use of these names, by the name as it is looked for."""
    if not names:
        return {}
    wanted = Q()
    for name in names:
        wanted |= Q(name__iexact=name)
    return {
        fold(name): key for key, name in Body.objects.not_retired().filter(wanted).values_list("pk", "name")
    }


def boards_called(name: str, *, among: Iterable[BoardFacts]) -> list[BoardFacts]:
    """Those boards of which that is a name, in whatever case and with whatever apostrophes."""
    return [board for board in among if board.is_called(name)]


def board_kinds() -> list[BoardKind]:
    """Every kind of board that is not retired."""
    return list(BoardKind.objects.not_retired())


def kind_called(code: str) -> BoardKind | None:
    """The kind of board of that code, where it is in use."""
    return BoardKind.objects.not_retired().filter(code=code).first()


def retired_board_kinds() -> list[BoardKind]:
    return list(BoardKind.objects.retired())


def agreements_governed_by(user: User) -> QuerySet[Agreement]:
    """The agreements whose boards the user's roles allow the user to record and change."""
    bodies = bodies_where(user, Permission.CHANGE_BOARDS)
    return Agreement.objects.not_retired().shared_with(bodies, on=user.today)


def retired_of(board: Board) -> list[Record]:
    """What was retired from the board; members but for those of a seat that was."""
    kinds = [Wanted(model, "board", model.str_needs) for model, _ in CONTENTS]
    kinds.append(Wanted(Member, "seat__board", ("seat",)))
    rows = read_retired(kinds, board.pk)
    return [row for row in rows if not (isinstance(row, Member) and row.seat.is_retired)]
