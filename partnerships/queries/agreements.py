"""Reads about agreements besides what they say on a day: which there are, and what was done to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from core.models import Act, Record, User
from core.permissions import Permission, bodies_where
from core.reading import Wanted, read_retired
from core.rules import Urgency
from partnerships.as_at import AgreementAsAt
from partnerships.findings import Answerable
from partnerships.models import (
    AccessRequest,
    Agreement,
    AgreementStatus,
    Aim,
    Annex,
    Attention,
    AttentionAnswer,
    Authority,
    Body,
    Consent,
    Consultee,
    Contract,
    Delegation,
    Deliverable,
    DirectionConsent,
    Flexibility,
    Invitation,
    IssueArea,
    NoticeTerm,
    Novation,
    Party,
    PartyChange,
    Phase,
    Provision,
    RenewalDecision,
    Service,
    Signature,
    SignedCopy,
    TermDay,
    Variation,
)
from partnerships.queries.as_at import agreements_as_at
from partnerships.queries.people import bodies_without_people

AGREEMENTS_AT_A_TIME = 200
MOST_OTHERS = 10
RETIRED_FROM = {
    "parties": (
        Wanted(Party, "agreement", ("body",)),
        Wanted(Consultee, "agreement"),
        Wanted(Consent, "agreement", ("given_by", "trust")),
        Wanted(DirectionConsent, "agreement", ("body",)),
    ),
    "signing": (
        Wanted(Authority, "agreement", ("body",)),
        Wanted(Delegation, "agreement"),
        Wanted(Signature, "agreement", ("body", "delegation")),
        Wanted(SignedCopy, "signature__agreement"),
    ),
    "term": (
        Wanted(NoticeTerm, "agreement"),
        Wanted(TermDay, "agreement"),
        Wanted(RenewalDecision, "agreement", ("body",)),
    ),
    "scope": tuple(
        Wanted(model, "agreement") for model in (Flexibility, Phase, IssueArea, Service, Aim, Contract, Annex)
    )
    + (Wanted(Deliverable, "area__agreement", ("area",)),),
    "provisions": (Wanted(Provision, "agreement", ("kind",)),),
    "variations": (Wanted(Variation, "agreement"),),
}


def agreements_seen_by(user: User) -> Any:
    """The agreements the user may see, retired ones too, with their legal basis and parties' bodies."""
    now = Party.objects.not_left_on(user.today).select_related("body")
    parties = Prefetch("parties", now, to_attr="current_parties")
    unsigned = parties_unsigned(on=user.today).filter(agreement=OuterRef("pk"))
    unsigned = unsigned.filter(agreement__status=AgreementStatus.IN_FORCE)
    found = Agreement.objects.visible_to(user).annotate(is_unsigned=Exists(unsigned))
    return found.select_related("legal_basis").prefetch_related(parties)


@dataclass(frozen=True)
class RegisterLine:
    """One agreement of the register as a file shows it."""

    agreement: Agreement
    partners: str
    flexibilities: str
    is_signed: bool
    act_now: int


def register_lines(agreements: Any, *, on: date) -> Iterator[RegisterLine]:
    """The agreements of a list, some hundred at a time, each with what stands beside it in the register."""
    used = Prefetch("flexibilities", Flexibility.objects.not_retired(), to_attr="flexibilities_used")
    unsigned = parties_unsigned(on=on).filter(agreement=OuterRef("pk"))
    urgent: Any = Attention.objects.filter(agreement=OuterRef("pk"), urgency=Urgency.NOW).order_by()
    urgent = urgent.values("agreement").annotate(number=Count("pk")).values("number")
    rows = agreements.select_related("legal_basis", "host").prefetch_related(used)
    rows = rows.annotate(has_unsigned=Exists(unsigned), act_now=Coalesce(Subquery(urgent), 0))
    for each in rows.iterator(chunk_size=AGREEMENTS_AT_A_TIME):
        yield RegisterLine(
            each,
            "; ".join(party.body.name for party in each.current_parties),
            "; ".join(flexibility.get_kind_display() for flexibility in each.flexibilities_used),
            not each.has_unsigned,
            each.act_now,
        )


def parties_unsigned(*, on: date) -> Any:
    """Who is party on that day, or will be, and has not signed, nor stands in the place of one that had.

    Who joins by a variation signs that.
    """
    own = {"agreement": OuterRef("agreement"), "body": OuterRef("body")}
    signed = Signature.objects.not_retired().filter(variation=None, **own)
    bound = Novation.objects.not_retired().filter(successor=OuterRef("pk"), is_bound=True)
    joins = PartyChange.objects.not_retired().filter(
        variation__agreement=own["agreement"], body=own["body"], what=PartyChange.What.JOIN
    )
    return Party.objects.not_left_on(on).filter(~Exists(signed), ~Exists(bound), ~Exists(joins))


def bodies_party_to(agreement: Agreement, *, on: date | None = None) -> Any:
    """The agreement's partners, to choose from; with a day, without those that had left before it."""
    parties = agreement.parties.not_left_on(on) if on else agreement.parties.not_retired()
    return Body.objects.filter(pk__in=parties.values("body"))


def others_of_its_partners(agreement: Agreement, *, seen_by: User, on: date) -> list[AgreementAsAt]:
    """Other agreements, not over, in which two of its partners or more are together; the first ten."""
    partners = agreement.parties.not_left_on(on).values("body")
    parties = Party.objects.not_left_on(on).filter(body__in=partners).values("agreement").order_by()
    together = parties.annotate(partners=Count("body", distinct=True)).filter(partners__gte=2)
    found = Agreement.objects.visible_to(seen_by).not_retired().not_over().exclude(pk=agreement.pk)
    found = found.filter(pk__in=together.values("agreement")).order_by("reference")
    keys = list(found.values_list("pk", flat=True)[:MOST_OTHERS])
    return list(agreements_as_at(keys, on=on).values()) if keys else []


def agreements_left_by(user: User) -> Any:
    """The agreements that the user's bodies have left: `left_on`, and as they were called then."""
    left = Party.objects.not_retired().filter(confirmed=True, left_on__lt=user.today)
    left = left.filter(body__in=bodies_where(user, Permission.SEE))
    last = left.filter(agreement=OuterRef("pk")).order_by("-left_on").values("left_on", "body__name")[:1]
    found = Agreement.objects.filter(pk__in=left.values("agreement"))
    found = found.exclude(pk__in=Agreement.objects.visible_to(user).values("pk"))
    found = found.annotate(
        left_on=Subquery(last.values("left_on")), left_by=Subquery(last.values("body__name"))
    )
    then: Any = Agreement.history.filter(id=OuterRef("pk"), act__at__date__lte=OuterRef("left_on"))
    then = then.order_by("-history_id")
    return found.annotate(
        title_then=Subquery(then.values("title")[:1]), reference_then=Subquery(then.values("reference")[:1])
    ).order_by("-left_on", "pk")


def partners_on(agreement: Agreement, on: date) -> set[int]:
    """Keys of the bodies that had not left the agreement before that day: all that its documents go to."""
    return set(agreement.parties.not_left_on(on).values_list("body", flat=True))


def agreements_where(user: User, permission: Permission) -> Any:
    """The agreements in use over which a role of the user's gives this permission."""
    return Agreement.objects.not_retired().shared_with(bodies_where(user, permission), on=user.today)


def next_reference(agreement: Agreement) -> str:
    """A reference for a copy of the agreement that none has; nothing where it would be too long."""
    begins = f"{agreement.reference}-"
    taken = set(Agreement.objects.filter(reference__startswith=begins).values_list("reference", flat=True))
    proposed = next(each for n in count(2) if (each := f"{begins}{n}") not in taken)
    longest = Agreement._meta.get_field("reference").max_length
    return proposed if longest is None or len(proposed) <= longest else ""


def first_recorded_on(record: Record) -> date:
    """The day on which it was recorded."""
    first = record.history.order_by("history_id").values_list("act__at", flat=True)[0]
    return localdate(first)


def acts_concerning(agreement: Agreement, *, until: date | None = None) -> Any:
    """Every act on the agreement and on what belongs to it, the latest first; `until` a day, inclusive."""
    acts = Act.objects.filter(at__date__lte=until) if until else Act.objects.all()
    return acts.filter(agreements=agreement).select_related("by")


def latest_acts_seen_by(user: User, *, limit: int) -> list[Act]:
    """The latest acts on agreements the user may see."""
    seen = Agreement.objects.visible_to(user)
    acts = Act.objects.filter(pk__in=Act.objects.filter(agreements__in=seen).values("pk"))
    return list(acts.select_related("by").prefetch_related(Prefetch("agreements", seen))[:limit])


@dataclass(frozen=True)
class AmongOthers:
    """Where an agreement stands among others, as far as its reader may know of those."""

    over_arching: Agreement | None
    annexed: Sequence[Agreement]


def among_others(agreement: AgreementAsAt, *, seen: Any) -> AmongOthers:
    """The agreement it is annexed to, and those annexed to it; `seen` are the agreements a reader may see."""
    keys = [agreement.over_arching, *(each.key for each in agreement.annexed)]
    found = {each.pk: each for each in seen.filter(pk__in=[key for key in keys if key])}
    return AmongOthers(
        over_arching=found.get(agreement.over_arching or 0),
        annexed=[found[each.key] for each in agreement.annexed if each.key in found],
    )


@dataclass(frozen=True)
class Joining:
    """Who is invited to join, and which partners have nobody here to speak for them."""

    invitations: Sequence[Invitation]
    unpeopled: set[int]
    asked: set[int]


def joining(agreement: AgreementAsAt) -> Joining:
    bodies = {party.body.key for party in agreement.parties}
    invitations = Invitation.objects.not_retired().filter(agreement=agreement.key)
    requests = AccessRequest.objects.not_retired().filter(body__in=bodies)
    return Joining(
        invitations=list(
            invitations.exclude(state=Invitation.State.ACCEPTED).select_related(
                "body__kind", "answered_by", "inviter"
            )
        ),
        unpeopled=bodies_without_people(bodies),
        asked=set(requests.values_list("body", flat=True)),
    )


def retired_from(tab: str, agreement: Agreement) -> list[Any]:
    """What was retired from a tab of the agreement, to be restored from."""
    return read_retired(RETIRED_FROM[tab], agreement.pk)


def attention_seen_by(user: User) -> Any:
    """What is kept as needing attention in the agreements the user may see, the most urgent first."""
    return Attention.objects.visible_to(user).select_related("agreement")


def answered[Found: Answerable](found: Sequence[Found]) -> list[Found]:
    """What was found, or is kept of it, each with what somebody said of it."""
    rows = AttentionAnswer.objects.not_retired().select_related("agreement", "person")
    rows = rows.filter(agreement__reference__in={each.reference for each in found})
    said = {(row.agreement.reference, row.code, row.place): row.said for row in rows}
    return [each.with_answer(said.get((each.reference, each.code, each.place))) for each in found]


def most_urgent_first(agreements: Any, *, on: date) -> Any:
    """The agreements in the order in which to look at them, by what is kept as needing attention."""
    kept = Attention.objects.not_put_aside(on).filter(agreement=OuterRef("pk")).order_by("urgency")
    worst = agreements.annotate(worst=Subquery(kept.values("urgency")[:1]))
    return worst.order_by(F("worst").asc(nulls_last=True), "reference")
