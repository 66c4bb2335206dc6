"""Writes of this app that are more than recording, changing or retiring one record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from core import actions
from core.history import act, lock
from core.models import User
from core.permissions import Role
from core.rules import check, clean, must_not_belong_to_what_is_retired
from partnerships import rules
from partnerships.models import (
    AccessRequest,
    Agreement,
    Body,
    Invitation,
    Party,
    RoleHeld,
)
from partnerships.queries import people_act_for


def record_agreement(new: Agreement, *, by: User, at: datetime, why: str = "") -> None:
    """Record an agreement; the body it is recorded for is its first partner. Raises `RulesBroken`."""
    with act("agreement.recorded", by=by, at=at, why=why):
        actions.record(new, by=by, at=at)
        actions.record(Party(agreement=new, body=new.kept_by, confirmed=True), by=by, at=at)


def invite(new: Invitation, *, by: User, at: datetime, why: str = "") -> None:
    """Invite a body to be party to an agreement. Raises `RulesBroken`.

    A body for which nobody acts here is recorded as a party at once, for its people to confirm when it has
    any: until then they see no more than the invitation.
    """
    with act("invitation.recorded", by=by, at=at, why=why):
        actions.record(new, by=by, at=at)
        party = party_of(new)
        if people_act_for(new.body):
            clean(party)
            check(party)
        else:
            actions.record(party, by=by, at=at)


def accept_invitation(invitation: Invitation, *, by: User, at: datetime) -> None:
    """Become party to the agreement, by the word of the body's own people. Raises `RulesBroken`."""
    with act("invitation.accepted", by=by, at=at):
        unconfirmed = _answer(invitation, Invitation.State.ACCEPTED, by=by, at=at)
        if unconfirmed is None:
            confirm_party(party_of(invitation), by=by, at=at)
        else:
            unconfirmed.confirmed = True
            actions.change(unconfirmed, by=by, at=at)


def refuse_invitation(invitation: Invitation, *, by: User, at: datetime, why: str) -> None:
    """Say that the body is not to be party; where it was recorded as one already, it is taken out."""
    _close(invitation, Invitation.State.REFUSED, by=by, at=at, why=why)


def withdraw_invitation(invitation: Invitation, *, by: User, at: datetime, why: str) -> None:
    """Take the invitation back, and with it the party that nobody has confirmed. Raises `RulesBroken`."""
    _close(invitation, Invitation.State.WITHDRAWN, by=by, at=at, why=why)


def confirm_party(party: Party, *, by: User, at: datetime, why: str = "") -> None:
    """Record a party whose own people have said that it is one. Raises `RulesBroken`.

    This is also the way for what loads the record of an agreement made elsewhere.
    """
    party.confirmed = True
    actions.record(party, by=by, at=at, why=why)


def ask_operator(asked: AccessRequest, *, by: User, at: datetime) -> None:
    """Ask the operator to let in the people of a body that has nobody here. Raises `RulesBroken`."""
    with act("access-request.recorded", by=by, at=at):
        lock(asked.body)
        rules.body_has_no_administrator(asked.body)
        actions.record(asked, by=by, at=at)


def party_of(invitation: Invitation) -> Party:
    """The party that the body becomes, once its own people say so."""
    return Party(
        agreement=invitation.agreement,
        body=invitation.body,
        joined_on=invitation.joined_on,
        role_note=invitation.role_note,
    )


def _answer(
    invitation: Invitation, state: Invitation.State, *, by: User, at: datetime, why: str = ""
) -> Party | None:
    """Close the invitation; return the party that was recorded with it, if nobody has confirmed it yet."""
    lock(invitation)
    invitation.refresh_from_db()
    must_not_belong_to_what_is_retired(invitation)
    rules.invitation_is_open(invitation)
    invitation.state, invitation.reason = state, why
    invitation.answered_at, invitation.answered_by = at, by
    actions.change(invitation, by=by, at=at)
    agreement = invitation.agreement
    return agreement.parties.not_retired().filter(body=invitation.body, confirmed=False).first()


def _close(invitation: Invitation, state: Invitation.State, *, by: User, at: datetime, why: str) -> None:
    with act(f"invitation.{state.value}", by=by, at=at, why=why):
        if unconfirmed := _answer(invitation, state, by=by, at=at, why=why):
            actions.take_out(unconfirmed, by=by, at=at, why=why)


def give_role(*, body: Body | None, email: str, name: str, role: Role, by: User, at: datetime) -> RoleHeld:
    """Give a person a role at a body, recording the person if they are new. Raises `RulesBroken`.

    The operator's role is at no body. An earlier link with which the person has yet to choose a password
    ends: whoever kept it could sign in with this role.
    """
    with act("role.recorded", by=by, at=at):
        user = User.objects.filter(email__iexact=email.strip()).first()
        if user is None:
            user = actions.record_user(email=email, name=name, by=by, at=at)
        elif not user.has_usable_password():
            actions.void_password(user, by=by, at=at)
        held = RoleHeld(body=body, user=user, role=role)
        actions.record(held, by=by, at=at)
        return held


def let_in_first_administrator(
    *, body: Body, email: str, name: str, by: User | None, at: datetime, why: str = ""
) -> RoleHeld:
    """Let in the first administrator of a body, who lets in everybody else there. Raises `RulesBroken`.

    A body that is not recorded yet is recorded. `by=None` is whoever runs the server: the history then names
    the person let in.
    """
    with (
        _by_themselves_at_first(email, name, by, at) as author,
        act("body.let-in", by=author, at=at, why=why),
    ):
        if body.pk is None:
            actions.record(body, by=author, at=at)
        lock(body)
        rules.body_has_no_administrator(body)
        for request in body.access_requests.not_retired():
            actions.retire(request, by=author, at=at, why="Somebody was let in")
        return give_role(body=body, email=email, name=name, role=Role.ADMINISTRATOR, by=author, at=at)


def let_in_operator(*, email: str, name: str, by: User | None, at: datetime, why: str = "") -> RoleHeld:
    """Let in somebody who operates the site. `by=None` is whoever runs the server, for the first of them."""
    with (
        _by_themselves_at_first(email, name, by, at) as author,
        act("role.recorded", by=author, at=at, why=why),
    ):
        return give_role(body=None, email=email, name=name, role=Role.OPERATOR, by=author, at=at)


@contextmanager
def _by_themselves_at_first(email: str, name: str, by: User | None, at: datetime) -> Iterator[User]:
    """Who is the author: where a command is run by nobody the site knows, the person it lets in."""
    with transaction.atomic():
        known = by or User.objects.filter(email__iexact=email.strip()).first()
        yield known or actions.record_user(email=email, name=name, by=None, at=at)


def issue_password_link(person: User, *, by: User, at: datetime) -> None:
    """Let a person choose a password anew: the one they have and every earlier link end at once.

    Raises `RulesBroken`. The link itself is `core.queries.link_parts`, asked for after this.
    """
    with act("password-link.issued", by=by, at=at):
        rules.own_password_is_changed_by_oneself(person, by)
        rules.administers_all_that_a_person_acts_for(person, by)
        actions.void_password(person, by=by, at=at)


def erase_person(person: User, *, by: User, at: datetime, why: str) -> None:
    """End a person's roles and forget who they are. Raises `RulesBroken` where a body needs their role."""
    with act("person.erased", by=by, at=at, why=why):
        for held in RoleHeld.objects.not_retired().filter(user=person):
            actions.retire(held, by=by, at=at, why=why)
        actions.erase_person(person, by=by, at=at)
