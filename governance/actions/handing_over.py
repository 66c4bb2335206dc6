"""What of the boards of an agreement hangs on a body, and where it decides: passed on when it closes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast
from django.urls import reverse

from core import actions
from core.actions import values_of
from core.models import Record, User
from governance.models import (
    Board,
    CabinetReport,
    ChairTurn,
    Forum,
    Member,
    QuorumPart,
    Seat,
)
from partnerships.hanging import Handover, Kind, Thing, hangs_beside, hangs_on_a_body
from partnerships.models import Body

DOES = {
    "seat": "Nominates: ",
    "member": "Is represented by ",
    "chair_turn": "Its turn: ",
    "quorum_part": "Quorum: at least ",
}
OF_A_TURN = ("office", "to_on")
OF_A_MEMBER = ("name", "to_on", "is_chair", "is_vice_chair", "note")


def give_seat(key: int, handover: Handover) -> None:
    seat = Seat.objects.select_related("board").get(pk=key)
    seat.body = handover.only
    _save(seat, seat.board, handover)


def give_quorum_part(key: int, handover: Handover) -> None:
    part = QuorumPart.objects.select_related("board").get(pk=key)
    if handover.only:
        part.body = handover.only
    else:
        handover.take_out(part)
    _save(part, part.board, handover)


def give_turn(key: int, handover: Handover) -> None:
    old = ChairTurn.objects.select_related("board").get(pk=key)
    new = ChairTurn(board=old.board, **values_of(old, OF_A_TURN))
    _follow(old, new, old.board, handover)


def give_membership(key: int, handover: Handover) -> None:
    old = Member.objects.select_related("seat__board").get(pk=key)
    new = Member(seat=old.seat, **values_of(old, OF_A_MEMBER))
    _follow(old, new, old.seat.board, handover)


def _follow[R: (ChairTurn, Member)](old: R, new: R, board: Board, handover: Handover) -> None:
    """End the one on the body's last day, and begin the other on the successor's first."""
    if old.from_on and old.from_on > handover.last:
        old.from_on = handover.last
    old.to_on = handover.last
    _save(old, board, handover)
    if handover.only:
        new.body, new.from_on = handover.only, handover.first
        _save(new, board, handover)


def _save(record: Record, board: Board, handover: Handover) -> None:
    """Write it; every agreement that the board oversees is concerned."""
    actions.save(record)
    handover.act.concerns(*board.agreements_concerned())


@hangs_on_a_body(
    seat=Kind("Seats it nominates to", give_seat, held=(Seat, "body")),
    member=Kind("Members from it", give_membership),
    chair_turn=Kind("Turns in the chair", give_turn),
    quorum_part=Kind("Quorums that count it", give_quorum_part, held=(QuorumPart, "body")),
)
def of_the_boards(body: int, last: date, agreements: Collection[int]) -> Iterator[Thing]:
    """What of the boards of these agreements names the body; a board of several stands with each of them."""
    goes_on = Q(to_on=None) | Q(to_on__gt=last)
    rows = _named(Seat, "seat", "post", body, last, agreements).union(
        _named(Member, "member", "name", body, last, agreements, "seat__board").filter(goes_on),
        _named(ChairTurn, "chair_turn", "office", body, last, agreements).filter(goes_on),
        _named(QuorumPart, "quorum_part", Cast("least", CharField()), body, last, agreements),
        all=True,
    )
    for kind, key, agreement, board, name in rows.order_by("what", "pk"):
        name = ChairTurn.Office(name).label if kind == "chair_turn" else name
        yield Thing(kind, key, agreement, f"{DOES[kind]}{name} ({board})")


def _named(
    model: Any,
    kind: str,
    name: Any,
    body: int,
    last: date,
    agreements: Collection[int],
    board: str = "board",
) -> Any:
    overseen = Q(
        **{
            f"{board}__oversights__agreement__in": agreements,
            f"{board}__oversights__retired_at": None,
            f"{board}__retired_at": None,
        }
    )
    ended = Q(**{f"{board}__ended_on__lte": last})
    rows = model.objects.not_retired().filter(overseen, body=body).exclude(ended).order_by()
    if not isinstance(name, str):
        rows, name = rows.annotate(words=name), "words"
    values = ("what", "pk", f"{board}__oversights__agreement", f"{board}__name", name)
    return rows.annotate(what=Value(kind)).values_list(*values)


@hangs_beside("Forums where it decides")
def forums_of(body: Body, seen_by: User, last: date) -> Iterator[tuple[str, str]]:
    forums = Forum.objects.not_retired().filter(body=body).count()
    if forums:
        text = f"{forums} {'forum' if forums == 1 else 'forums'}: record those of the successor"
        yield text, reverse("governance:forum-list", args=[body.pk])


@hangs_beside("Reports due to its forums after its last day")
def reports_due(body: Body, seen_by: User, last: date) -> Iterator[tuple[str, str]]:
    reports = CabinetReport.objects.visible_to(seen_by).not_retired().filter(forum__body=body)
    for each in reports.filter(meeting_on__gt=last)[:20]:
        yield str(each), each.get_absolute_url()
