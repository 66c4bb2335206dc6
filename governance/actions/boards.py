"""Writes about boards that are more than recording, changing or retiring one record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from simple_history.utils import bulk_create_with_history

from core import actions
from core.history import act, lock
from core.models import User
from core.rules import check
from governance.models import Board, Member, Oversight, TermOfReference
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
    board: Board, *, terms: list[TermOfReference], by: User, at: datetime, why: str = ""
) -> None:
    """Add these sections at the end of the terms of reference, in their order. Raises `RulesBroken`."""
    with act("terms-of-reference.recorded", by=by, at=at, why=why) as opened:
        lock(board)
        for position, term in enumerate(terms, start=TermOfReference(board=board).next_position()):
            term.board, term.position = board, position
            check(term)
        bulk_create_with_history(terms, TermOfReference)
        opened.concerns(*board.agreements_concerned())


def record_member(new: Member, *, by: User, at: datetime, why: str = "") -> None:
    """Give a member a place; the seat is locked, so that two people cannot fill its last place at once."""
    with act("member.recorded", by=by, at=at, why=why):
        lock(new.seat)
        actions.record(new, by=by, at=at)


def change_member(
    changed: Member, *, by: User, at: datetime, version: int | None = None, why: str = ""
) -> None:
    """Change a member's term; the seat is locked, as in `record_member`."""
    with act("member.changed", by=by, at=at, why=why):
        lock(changed.seat)
        actions.change(changed, by=by, at=at, version=version)
