"""How long it takes to list all that hangs on a body that closes, and to confirm who follows it in each."""

from __future__ import annotations

from datetime import timedelta
from time import perf_counter

from django.utils import timezone
from django.utils.timezone import localdate

from bench.databases import turn_to
from bench.seeding import ALL
from bench.table import Row
from core import actions
from core.models import Act, User
from core.reference import set_up_user
from partnerships.actions import novate_several
from partnerships.models import Body, Succession
from partnerships.queries.closing import hanging_in, unconfirmed_agreements

TOUCHED, CONFIRMED = 500, 20
MOST_TO_LIST = 2_000  # milliseconds
MOST_TO_CONFIRM = 500  # milliseconds for each agreement


def measure_merger(size: int) -> list[Row]:
    """Close the body that is party to every agreement, and let another follow it. It changes the data."""
    turn_to(size)
    body, successor = _merge()
    person = User.objects.get(email=ALL.email)
    begun = perf_counter()
    agreements = list(unconfirmed_agreements(body, seen_by=person)[:TOUCHED])
    things = sum(len(each.things) for each in hanging_in(agreements, body, seen_by=person))
    listed = (perf_counter() - begun) * 1000
    some = agreements[:CONFIRMED]
    begun = perf_counter()
    done = novate_several(
        some, body=body, joining=[successor], to=successor, by=person, at=timezone.now()
    ).confirmed
    each = (perf_counter() - begun) * 1000 / len(some)
    acts = Act.objects.filter(code="agreement.novated").count()
    return [
        Row(
            "A merger, listed",
            [f"{len(agreements)} agreements, {things} things"],
            f"{listed:.0f} ms",
            f"{MOST_TO_LIST} ms",
            listed <= MOST_TO_LIST,
        ),
        Row(
            "A merger, confirmed",
            [f"{done} of {len(some)}, {acts} acts"],
            f"{each:.0f} ms each",
            f"{MOST_TO_CONFIRM} ms, an act each",
            each <= MOST_TO_CONFIRM and acts == done == len(some),
        ),
    ]


def _merge() -> tuple[Body, Body]:
    at = timezone.now()
    by, yesterday = set_up_user(at=at), localdate(at) - timedelta(days=1)
    body = Body.objects.get(roles_held__user__email=ALL.email)
    body.closed_on = yesterday
    if body.kind.to_on and body.kind.to_on < yesterday:  # the case is of a kind that there is no more
        body.kind = Body.objects.exclude(kind__may_be_partner=False).filter(kind__to_on=None)[0].kind
    actions.change(body, by=by, at=at)
    successor = Body(name="The successor of all", kind=body.kind, opened_on=localdate(at), kept_by=body)
    actions.record(successor, by=by, at=at)
    edge = Succession(predecessor=body, successor=successor, kind="merger", on=localdate(at))
    actions.record(edge, by=by, at=at)
    return body, successor
