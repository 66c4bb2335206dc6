"""Boards with all that belongs to them, as their pages, the rules and documents need it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from core.dates import Period
from core.folding import fold
from core.models import Record, User
from core.permissions import Permission, bodies_where
from core.reading import Records, Wanted, read, read_retired
from governance.calculations.boards import (
    BoardFacts,
    Boards,
    MeetingFacts,
    MemberFacts,
    NameFacts,
    Overseen,
    QuorumPartFacts,
    SeatFacts,
    TermFacts,
    TurnFacts,
    VersionFacts,
    version_on,
)
from governance.models import (
    Board,
    BoardKind,
    BoardName,
    ChairTurn,
    Meeting,
    Member,
    Oversight,
    QuorumPart,
    Seat,
    TermOfReference,
    TermsVersion,
)
from partnerships.as_at import AgreementAsAt
from partnerships.models import Agreement, Party
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
    (Meeting, ()),
)


def contents_of(path: str) -> list[Wanted]:
    """All that belongs to boards, by the path from a board to what is asked for."""
    wanted = [Wanted(model, f"board{path}", related) for model, related in CONTENTS]
    return [*wanted, Wanted(Member, f"seat__board{path}", ("body",))]


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
    return BoardFacts(
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
        meetings=tuple(_meeting(each, board) for each in records.beneath(Meeting, board.pk)),
        **same,
    )


def versions_of(board: Board, records: Records) -> tuple[VersionFacts, ...]:
    """The first terms of reference, where there are any, and each version with its sections."""
    sections: dict[int | None, list[TermFacts]] = defaultdict(list)
    for each in records.beneath(TermOfReference, board.pk):
        sections[each.version_id].append(TermFacts(each.pk, each.number, each.heading, each.text, each.level))
    first = [VersionFacts(None, None, "", None, "", tuple(sections[None]))] if sections[None] else []
    later = [
        VersionFacts(
            each.pk, each.from_on, each.approved_by, each.approved_on, each.note, tuple(sections[each.pk])
        )
        for each in records.beneath(TermsVersion, board.pk)
    ]
    return (*first, *later)


def _seat(seat: Seat, board: Board, records: Records, on: date) -> SeatFacts:
    return SeatFacts(
        on=on,
        key=seat.pk,
        post=seat.post,
        category=seat.get_category_display(),
        category_code=seat.category,
        body=str(seat.body or ""),
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
            )
            for each in records.beneath(Member, seat.pk)
        ),
    )


def _meeting(meeting: Meeting, board: Board) -> MeetingFacts:
    return MeetingFacts(
        key=meeting.pk,
        held_on=meeting.held_on,
        status=meeting.status,
        status_label=meeting.get_status_display(),
        attending=meeting.attending,
        was_quorate=meeting.was_quorate(board.quorum),
        decisions=meeting.decisions,
        minutes=meeting.minutes,
    )


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
    around_it = {each.pk for each in [board.parent_board, *beneath] if each}
    boards = _keys(Board.objects.visible_to(seen_by).filter(pk__in=around_it))
    oversights = [each for each in overseen if each.agreement_id in seen]
    return BoardPage(
        board=_board(board, records, on),
        record=board,
        oversights=sorted(oversights, key=lambda each: each.agreement.reference),
        parent_board=board.parent_board if board.parent_board_id in boards else None,
        sub_boards=[each for each in beneath if each.pk in boards],
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
