"""Writes about boards that are more than recording, changing or retiring one record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from core import actions
from core.history import act, lock
from core.models import User
from core.rules import RuleBroken, RulesBroken, ValueRefused, check, must_not_be_retired
from governance.models import Attendance, Board, Meeting, Member, Oversight, TermOfReference, TermsVersion
from partnerships.models import Agreement


def record_board(
    new: Board, *, overseeing: Iterable[Agreement] = (), by: User, at: datetime, why: str = ""
) -> None:
    """Record a board and, in the same act, that it oversees these agreements. Raises `RulesBroken`."""
    with act("board.recorded", by=by, at=at, why=why):
        actions.record(new, by=by, at=at)
        for agreement in overseeing:
            actions.record(Oversight(agreement=agreement, board=new), by=by, at=at)


def record_terms_of_reference(
    board: Board,
    *,
    terms: list[TermOfReference],
    version: TermsVersion | None = None,
    by: User,
    at: datetime,
    why: str = "",
) -> None:
    """Add these sections, in their order: as a new version or, without one, at the end of the first terms.

    Raises `RulesBroken`.
    """
    with act("terms-of-reference.recorded", by=by, at=at, why=why) as opened:
        lock(board)
        board.refresh_from_db()
        must_not_be_retired(board)
        if version is not None:
            version.board = board
            actions.record(version, by=by, at=at)
        for position, term in enumerate(terms, start=TermOfReference(board=board).next_position()):
            term.board, term.of_version, term.position = board, version, position
            check(term)
        actions.write_new(terms, at=at)
        opened.concerns(*board.agreements_concerned())


def record_attendance(
    meeting: Meeting, *, attendances: list[Attendance], by: User, at: datetime, why: str = ""
) -> None:
    """Record who was at the meeting: new rows are added, stored ones changed. Raises `RulesBroken`."""
    with act("attendance.recorded", by=by, at=at, why=why):
        lock(meeting)
        must_not_be_retired(meeting)
        for each in attendances:
            each.meeting = meeting
            if each.pk is None:
                actions.record(each, by=by, at=at)
            else:
                actions.change(each, by=by, at=at)


def record_pasted(
    board: Board, *, rows: Sequence[tuple[int, Member | Meeting]], by: User, at: datetime, why: str = ""
) -> None:
    """Record all of these members, or meetings, each with the number of its row; where one is refused, none.

    Raises `RulesBroken` with what is wrong in which row, at the field `text`.
    """
    with act("rows-of-a-board.recorded", by=by, at=at, why=why) as opened:
        lock(board)
        board.refresh_from_db()
        must_not_be_retired(board)
        opened.concerns(*board.agreements_concerned())
        for number, each in rows:
            try:
                actions.save(each)
            except RulesBroken as refusal:
                raise RulesBroken([_in_row(number, broken) for broken in refusal.broken]) from None


def _in_row(number: int, broken: RuleBroken) -> RuleBroken:
    if isinstance(broken, ValueRefused):
        return ValueRefused(f"Row {number}: {broken}", field="text")
    return RuleBroken(broken.rule, field="text", detail=f"Row {number}. {broken.detail}".strip())
