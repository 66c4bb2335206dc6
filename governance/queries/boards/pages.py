"""What the pages of boards and of their meetings show, and what their forms offer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from core.folding import fold
from core.models import Record, User
from core.permissions import Permission, bodies_where
from core.reading import Wanted, read, read_retired
from governance.calculations.boards import (
    BoardFacts,
    MeetingFacts,
)
from governance.models import (
    Attendance,
    Board,
    BoardKind,
    BoardLine,
    Meeting,
    Member,
    Oversight,
    Seat,
)
from governance.queries.boards.facts import CONTENTS, OF_BOARD, OF_MEETINGS, _board, boards_as_at, contents_of
from partnerships.models import Agreement, Body, Party


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
