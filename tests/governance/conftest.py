"""Two partnerships that know nothing of each other, each with an agreement and the people of its council."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

from core import actions
from core.models import User
from core.permissions import Role
from governance.models import Board, BoardKind, Member, Seat
from partnerships.actions import confirm_party, record_agreement
from partnerships.models import Agreement, Body, BodyKind, LegalBasis, Party, RoleHeld

AT = datetime(2026, 11, 2, 10, tzinfo=UTC)


@dataclass
class Partnership:
    """A council and a primary care trust with an agreement; its officer and its auditor."""

    council: Body
    trust: Body
    agreement: Agreement
    officer: User
    auditor: User

    def record(self, new: Any) -> Any:
        actions.record(new, by=self.officer, at=AT)
        return new

    def board(self, name: str = "Advisory Board", *, overseeing: tuple = (), **facts: Any) -> Board:
        from governance.actions.boards import record_board

        kind = facts.pop("kind", "advisory")
        facts = {"kind": self.kind(kind), "kept_by": self.council} | facts
        new = Board(name=name, **facts)
        record_board(new, overseeing=overseeing or (self.agreement,), by=self.officer, at=AT)
        return new

    def kind(self, code: str) -> BoardKind:
        """A kind of board of which seats and a quorum are asked."""
        return _reference(BoardKind, code, self.officer)

    def seat(self, board: Board, post: str = "Carers", places: int | None = 1, **facts: Any) -> Seat:
        return self.record(Seat(board=board, post=post, places=places, category=Seat.Category.CARER, **facts))

    def member(self, seat: Seat, name: str, from_on: date | None = None, to_on: date | None = None) -> Member:
        return self.record(Member(seat=seat, name=name, from_on=from_on, to_on=to_on))


def _partnership(place: str, first: User | None) -> Partnership:
    officer = actions.record_user(email=f"officer@{place.lower()}.example", name="Officer", by=first, at=AT)
    auditor = actions.record_user(email=f"auditor@{place.lower()}.example", name="Auditor", by=officer, at=AT)
    council, trust = (_body(f"{place} {kind}", kind, officer) for kind in ("Council", "PCT"))
    for user, role in ((officer, Role.OFFICER), (auditor, Role.AUDITOR)):
        actions.record(RoleHeld(body=council, user=user, role=role), by=officer, at=AT)
    basis = _reference(LegalBasis, "s75", officer)
    agreement = Agreement(
        reference=f"{place.upper()}-1", title="Equipment", legal_basis=basis, kept_by=council
    )
    record_agreement(agreement, by=officer, at=AT)
    confirm_party(Party(agreement=agreement, body=trust), by=officer, at=AT)
    return Partnership(council, trust, agreement, officer, auditor)


def _body(name: str, kind: str, by: User) -> Body:
    body = Body(name=name, kind=_reference(BodyKind, kind.lower(), by, sector="council"))
    actions.record(body, by=by, at=AT)
    return body


def _reference(model: Any, code: str, by: User, **facts: Any) -> Any:
    found = model.objects.filter(code=code).first()
    if found is None:
        found = model(code=code, name=code, **facts)
        actions.record(found, by=by, at=AT)
    return found


@pytest.fixture
def southwark(db) -> Partnership:
    return _partnership("Southwark", None)


@pytest.fixture
def kent(southwark: Partnership) -> Partnership:
    return _partnership("Kent", southwark.officer)
