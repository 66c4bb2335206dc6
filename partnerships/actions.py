"""Writes of this app that are more than recording, changing or retiring one record."""

from __future__ import annotations

from datetime import datetime

from core import actions
from core.history import act, lock
from core.models import User
from core.permissions import Role
from core.rules import must_not_be_retired
from partnerships import rules
from partnerships.models import Agreement, AgreementStatus, Body, BodyKind, Party, RoleHeld


def record_agreement(new: Agreement, *, by: User, at: datetime, why: str = "") -> None:
    """Record an agreement; the body it is recorded for is its first partner. Raises `RulesBroken`."""
    with act("agreement.recorded", by=by, at=at, why=why):
        actions.record(new, by=by, at=at)
        actions.record(Party(agreement=new, body=new.kept_by), by=by, at=at)


def move_agreement_status(
    agreement: Agreement,
    *,
    to: AgreementStatus,
    by: User,
    at: datetime,
    version: int | None = None,
    why: str = "",
) -> None:
    """Take the agreement to its next status. Raises `RulesBroken` where the table does not allow it."""
    with act(f"agreement.{to.value.replace('_', '-')}", by=by, at=at, why=why) as opened:
        lock(agreement, version=version)
        agreement.refresh_from_db()
        must_not_be_retired(agreement)
        rules.status_follows_its_transitions(agreement, to)
        agreement.status = to
        agreement.save()
        opened.concerns(agreement)


def give_role(*, body: Body, email: str, name: str, role: Role, by: User, at: datetime) -> RoleHeld:
    """Give a person a role at a body, recording the person if they are new. Raises `RulesBroken`.

    An earlier link with which they have yet to choose a password ends: whoever kept it could sign in with
    this role.
    """
    with act("role.recorded", by=by, at=at):
        user = User.objects.filter(email__iexact=email.strip()).first()
        if user is None:
            user = actions.record_user(email=email, name=name, by=by, at=at)
        elif not user.has_usable_password():
            actions.void_password(user, by=by, at=at)
        held = RoleHeld(body=body, user=user, role=role)
        held.validate_constraints()
        actions.record(held, by=by, at=at)
        return held


def record_first_administrator(
    *, email: str, name: str, password: str, body_name: str, kind: BodyKind, at: datetime
) -> User:
    """Record the first person of a new installation with their body and the administrator's role there."""
    user = actions.record_user(email=email, name=name, password=password, by=None, at=at)
    with act("role.recorded", by=user, at=at):
        body = Body.objects.current().filter(name=body_name).first()
        if body is None:
            body = Body(name=body_name, kind=kind)
            actions.record(body, by=user, at=at)
        actions.record(RoleHeld(body=body, user=user, role=Role.ADMINISTRATOR), by=user, at=at)
    return user


def issue_password_link(person: User, *, by: User, at: datetime) -> None:
    """Let a person choose a password anew: the one they have and every earlier link end at once.

    Raises `RulesBroken`. The link itself is `core.queries.link_parts`, asked for after this.
    """
    with act("password-link.issued", by=by, at=at):
        rules.own_password_is_changed_by_oneself(person, by)
        rules.administers_all_that_a_person_acts_for(person, by)
        actions.void_password(person, by=by, at=at)
