"""What an agreement itself has that hangs on a body: its host, who leads, powers to settle and to sign."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse

from core import actions
from core.actions import values_of
from core.models import User
from core.permissions import Permission, may_at
from core.sentences import mid_sentence
from partnerships.hanging import Handover, Kind, Thing, hangs_beside, hangs_on_a_body
from partnerships.models import Agreement, Body, Delegation, Flexibility

OF_A_DELEGATION = ("post", "power", "state", "in_consultation_with", "note", "remark")


def give_hosting(key: int, handover: Handover) -> None:
    agreement = Agreement.objects.get(pk=key)
    agreement.host = handover.only
    actions.save(agreement)


def give_lead(key: int, handover: Handover) -> None:
    flexibility = Flexibility.objects.select_related("agreement").get(pk=key)
    flexibility.lead_body = handover.only
    actions.save(flexibility)


def give_delegation(key: int, handover: Handover) -> None:
    """End the power; the successor's is a new one, which rests on no decision of its own yet."""
    old = Delegation.objects.select_related("agreement").get(pk=key)
    if handover.only:
        new = Delegation(
            agreement=old.agreement,
            body=handover.only,
            from_on=handover.first,
            to_on=old.to_on,
            **values_of(old, OF_A_DELEGATION),
        )
        actions.save(new)
    if old.from_on and old.from_on > handover.last:
        old.from_on = handover.last
    old.to_on = handover.last
    actions.save(old)


@hangs_on_a_body(
    host=Kind("Host of the agreement", give_hosting, held=(Agreement, "host")),
    lead=Kind("Flexibilities it leads", give_lead, held=(Flexibility, "lead_body")),
    delegation=Kind("Powers it has given", give_delegation),
)
def of_the_agreement(body: int, last: date, agreements: Collection[int]) -> Iterator[Thing]:
    for agreement in Agreement.objects.filter(pk__in=agreements, host=body):
        yield Thing("host", agreement.pk, agreement.pk, "Host partner of the agreement")
    for each in Flexibility.objects.not_retired().filter(agreement__in=agreements, lead_body=body):
        yield Thing("lead", each.pk, each.agreement_id, f"Leads: {mid_sentence(str(each))}")
    powers = Delegation.objects.not_retired().filter(agreement__in=agreements, body=body)
    for power in powers.filter(Q(to_on=None) | Q(to_on__gt=last)):
        may = mid_sentence(power.get_power_display())
        yield Thing("delegation", power.pk, power.agreement_id, f"{power.post}: to {may}")


@hangs_beside("People who act for it")
def people_of(body: Body, seen_by: User, last: date) -> Iterator[tuple[str, str]]:
    roles = body.roles_held.not_retired()
    if may_at(seen_by, Permission.MANAGE_PEOPLE, body.pk):
        people = roles.values("user").distinct().count()
        if people:
            text = f"{people} {'person' if people == 1 else 'people'}: give them roles at a successor"
            yield text, reverse("partnerships:people")


@hangs_beside("Records of bodies that it keeps")
def records_kept(body: Body, seen_by: User, last: date) -> Iterator[tuple[str, str]]:
    for each in body.bodies_kept.not_retired()[:20]:
        yield str(each), each.get_absolute_url()
