"""Beginning an agreement as a copy of another: its terms, and none of what was done under it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate

from core.actions import save_new, values_of, write_new
from core.history import act, lock
from core.models import User
from core.rules import must_not_be_retired
from partnerships import rules
from partnerships.actions.records import party_of, record_agreement
from partnerships.models import (
    Agreement,
    Aim,
    Annex,
    Flexibility,
    Invitation,
    NoticeTerm,
    Provision,
    Service,
)
from partnerships.queries.agreements import partners_on
from partnerships.queries.people import bodies_without_people

OF_AN_AGREEMENT = (
    "client_group",
    "summary",
    "improvement",
    "includes_charging",
    "is_better_care_fund",
    "renewal",
    "renewal_terms",
    "notice_months",
)
OF_THE_HOST = ("host_id", "pool_manager_post")
OF_A_FLEXIBILITY = ("kind", "note")
OF_A_SERVICE = ("scope", "name", "note")
OF_A_PROVISION = ("kind_id", "text")
OF_AN_AIM = ("kind", "text", "measure")
OF_A_NOTICE = ("subject", "length", "unit", "ending", "note")
OF_AN_ANNEX = ("position", "title", "text")


def copy_agreement(
    new: Agreement, *, original: Agreement, with_invitations: bool = False, by: User, at: datetime
) -> set[int]:
    """Record an agreement on the terms of another, which nobody has agreed yet; return its partners' keys.

    The body it is recorded for is its only partner; the others are invited where that is asked for, and those
    with nobody here are partners at once. Raises `RulesBroken`.
    """
    with act("agreement.copied", by=by, at=at):
        lock(original)
        original.refresh_from_db()
        must_not_be_retired(original)
        new.copied_from = original
        is_hosted_here = original.host_id == new.kept_by_id
        names = (*OF_AN_AGREEMENT, *(OF_THE_HOST if is_hosted_here else ()))
        for name, value in values_of(original, names).items():
            setattr(new, name, value)
        record_agreement(new, by=by, at=at)
        if with_invitations:
            _invite_its_partners(new, original, at=at)
        parties = partners_on(new, localdate(at))
        _copy_contents(new, original, parties, at=at)
        return parties


def _invite_its_partners(new: Agreement, original: Agreement, *, at: datetime) -> None:
    """Invite them as `invite` does: those for which nobody acts here are recorded as parties at once."""
    today = localdate(at)
    partners = original.parties.not_left_on(today).filter(body__retired_at=None).select_related("body__kind")
    open_still = Q(body__closed_on=None) | Q(body__closed_on__gte=today)
    invitations = [
        Invitation(agreement=new, body=each.body, inviter=new.kept_by, role_note=each.role_note)
        for each in partners.filter(open_still).exclude(body=new.kept_by)
    ]
    save_new(invitations, at=at)
    parties = {each.body_id: party_of(each) for each in invitations}
    alone = bodies_without_people(set(parties))
    for party in parties.values():  # it is invited, and once: of a new agreement there is no more to ask
        rules.party_existed_when_it_joined(party)
        rules.party_is_of_an_eligible_kind(party)
    write_new([party for body, party in parties.items() if body in alone], at=at)


def _copy_contents(new: Agreement, original: Agreement, parties: set[int], *, at: datetime) -> None:
    flexibilities: dict[int | None, Any] = {None: None}
    for old in original.flexibilities.not_retired():
        lead = old.lead_body_id if old.lead_body_id in parties else None
        values = values_of(old, OF_A_FLEXIBILITY)
        flexibilities[old.pk] = Flexibility(agreement=new, lead_body_id=lead, **values)
    save_new(filter(None, flexibilities.values()), at=at)
    services = original.services.not_retired().filter(Q(to_on=None) | Q(to_on__gte=localdate(at)))
    save_new(
        (
            Service(
                agreement=new,
                flexibility=flexibilities.get(old.flexibility_id),
                **values_of(old, OF_A_SERVICE),
            )
            for old in services
        ),
        at=at,
    )
    for rows, model, names in (
        (original.provisions, Provision, OF_A_PROVISION),
        (original.aims, Aim, OF_AN_AIM),
        (original.annexes, Annex, OF_AN_ANNEX),
        (original.notice_terms, NoticeTerm, OF_A_NOTICE),
    ):
        save_new((model(agreement=new, **values_of(old, names)) for old in rows.not_retired()), at=at)
