"""Boards with all that belongs to them, as their pages, the findings and documents need it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import F, Prefetch, QuerySet

from core.dates import FinancialYear
from core.folding import Folded
from core.models import Record, User
from core.permissions import Permission, bodies_where
from governance.calculations.boards import MeetingYear
from governance.calculations.published_numbers import numbering_faults
from governance.models import Board, Meeting, Member, Oversight, Seat, TermOfReference
from partnerships.models import Agreement, Party


@dataclass(frozen=True)
class SeatSheet:
    """A seat and who holds it on a day."""

    seat: Seat
    on: date

    @cached_property
    def sitting(self) -> list[Member]:
        return [member for member in self.seat.current_members if member.sits_on(self.on)]

    @cached_property
    def to_come(self) -> list[Member]:
        return [m for m in self.seat.current_members if m.from_on and m.from_on > self.on]

    @cached_property
    def past(self) -> list[Member]:
        return [m for m in self.seat.current_members if m.to_on and m.to_on < self.on]

    @property
    def vacant(self) -> int:
        """Places nobody holds. A seat whose number of places is not settled has one, until it is held."""
        return max((self.seat.places or 1) - len(self.sitting), 0)

    @property
    def votes(self) -> bool:
        """Counts towards the quorum: all but those said not to vote, and officers in attendance."""
        return self.seat.voting != Seat.Voting.NO and self.seat.category != Seat.Category.ATTENDING


@dataclass(frozen=True)
class BoardSheet:
    """A board as it stands on a day. `board` comes from `with_contents`."""

    board: Board
    on: date

    @property
    def standing(self) -> Board.Standing:
        return self.board.standing_on(self.on)

    @property
    def terms(self) -> Sequence[TermOfReference]:
        return self.board.current_terms

    @cached_property
    def seats(self) -> list[SeatSheet]:
        return [SeatSheet(seat, self.on) for seat in self.board.current_seats]

    @property
    def meetings(self) -> Sequence[Meeting]:
        return self.board.current_meetings

    @cached_property
    def sitting(self) -> list[Member]:
        return [member for seat in self.seats for member in seat.sitting]

    @cached_property
    def chairs(self) -> list[Member]:
        return [member for member in self.sitting if member.chairs()]

    @cached_property
    def past(self) -> list[Member]:
        return [member for seat in self.seats for member in seat.past]

    @property
    def places(self) -> int:
        """Places of all seats, as far as their numbers are settled."""
        return sum(sheet.seat.places or 0 for sheet in self.seats)

    @property
    def places_unsettled(self) -> bool:
        return any(sheet.seat.places is None for sheet in self.seats)

    @property
    def vacant(self) -> int:
        return sum(sheet.vacant for sheet in self.seats)

    @property
    def quorum_members(self) -> int:
        """Members who count towards the quorum."""
        return sum(len(sheet.sitting) for sheet in self.seats if sheet.votes)

    @cached_property
    def numbering_faults(self) -> list[str]:
        return numbering_faults([term.number for term in self.terms])

    @cached_property
    def years(self) -> list[MeetingYear]:
        """Meetings by financial year, the latest first: every year that has one, and the present year."""
        years = {FinancialYear.containing(meeting.held_on) for meeting in self.meetings}
        years.add(FinancialYear.containing(self.on))
        return [self.meetings_in(year) for year in sorted(years, reverse=True)]

    @property
    def meetings_now(self) -> MeetingYear:
        return self.meetings_in(FinancialYear.containing(self.on))

    def meetings_in(self, year: FinancialYear) -> MeetingYear:
        kinds = Counter(meeting.status for meeting in self.meetings if meeting.held_on in year)
        S = Meeting.Status
        minimum = self.board.minimum_meetings
        return MeetingYear(year, kinds[S.HELD], kinds[S.PLANNED], kinds[S.CANCELLED], minimum)

    def stood_throughout(self, year: FinancialYear) -> bool:
        """Was established before the year began and did not end in it; an unknown first day is before."""
        board = self.board
        began = board.is_established and (board.established_on or date.min) <= year.starts_on
        return began and (board.ended_on or date.max) >= year.ends_on


def with_contents(boards: Any) -> Any:
    """Each with its `current_terms`, `current_seats` (with `current_members`) and `current_meetings`."""
    members = Prefetch("members", Member.objects.current().select_related("body"), "current_members")
    seats: Any = Seat.objects.current().select_related("body")
    return boards.select_related("kept_by", "parent_board").prefetch_related(
        Prefetch("terms", TermOfReference.objects.current(), "current_terms"),
        Prefetch("seats", seats.prefetch_related(members), "current_seats"),
        Prefetch("meetings", Meeting.objects.current(), "current_meetings"),
    )


def board_sheet(board: Board, *, on: date) -> BoardSheet:
    return BoardSheet(with_contents(Board.objects.all()).get(pk=board.pk), on)


def boards_seen_by(user: User) -> QuerySet[Board]:
    """The boards a user may see, retired ones too, with all that their rows of the list show."""
    seen = Oversight.objects.current().filter(agreement__in=Agreement.objects.visible_to(user))
    oversights = Prefetch("oversights", seen.select_related("agreement"), "seen_oversights")
    return with_contents(Board.objects.visible_to(user)).prefetch_related(oversights)


@dataclass(frozen=True)
class OverseenBy:
    """An agreement's board: the oversight and the board as it stands."""

    oversight: Oversight
    sheet: BoardSheet


def boards_overseeing(agreements: Sequence[Agreement], *, on: date) -> list[OverseenBy]:
    """Every board that oversees these agreements, oversight that ended included; six queries."""
    oversights = list(
        Oversight.objects.current()
        .filter(agreement__in=agreements, board__retired_at=None)
        .select_related("agreement")
        .order_by(F("board__parent_board").asc(nulls_first=True), Folded("board__name"), "pk")
    )
    boards = with_contents(Board.objects.all()).in_bulk({oversight.board_id for oversight in oversights})
    return [OverseenBy(each, BoardSheet(boards[each.board_id], on)) for each in oversights]


def retired_from_governance(agreement: Agreement) -> list[Record]:
    """Boards that were retired while they oversaw the agreement, and boards that were unlinked from it."""
    unlinked = agreement.oversights.select_related("board").retired()
    return [*Board.objects.overseeing(agreement).retired(), *unlinked]


def agreements_overseen(board: Board, user: User) -> list[Oversight]:
    """The board's oversight of agreements, those only that the user may see."""
    seen = Agreement.objects.visible_to(user)
    overseen = board.oversights.current().filter(agreement__in=seen)
    return list(overseen.select_related("agreement").order_by("agreement__reference"))


def sub_boards(board: Board, user: User) -> list[Board]:
    return list(Board.objects.visible_to(user).current().filter(parent_board=board))


def parent_board_seen(board: Board, user: User) -> Board | None:
    """The board it reports to, where the user may see that one."""
    return Board.objects.visible_to(user).filter(sub_boards=board).first()


def boards_known_to(bodies: set[int], boards: Iterable[int], *, on: date) -> set[int]:
    """Keys of those of the boards that a user of any of these bodies may see; three queries.

    It is `visible_to` for a document, which goes to all of them: a body sees the boards it keeps and those
    that oversee an agreement it is party to on that day.
    """
    rows = Board.objects.filter(pk__in=boards).values_list("pk", "kept_by")
    seen_by = {board: {keeper} for board, keeper in rows}
    overseen = Oversight.objects.current().filter(board__in=seen_by)
    parties = Party.objects.not_left_on(on).filter(agreement__oversights__in=overseen)
    for board, body in parties.values_list("agreement__oversights__board", "body"):
        seen_by[board].add(body)
    return {board for board, those in seen_by.items() if bodies <= those}


def agreements_governed_by(user: User) -> QuerySet[Agreement]:
    """The agreements whose boards the user's roles allow the user to record and change."""
    bodies = bodies_where(user, Permission.CHANGE_BOARDS)
    return Agreement.objects.current().shared_with(bodies, on=user.today)


def retired_of(board: Board) -> list[Record]:
    """What was retired from the board, members and all."""
    return [
        *board.seats.retired(),
        *Member.objects.filter(seat__board=board, seat__retired_at=None).retired(),
        *board.terms.retired(),
        *board.meetings.retired(),
    ]
