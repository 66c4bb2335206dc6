"""Reads that gather the facts of a page, in a number of queries that does not grow with the data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery

from core.folding import Folded, fold
from core.models import Act, SecurityEvent, User
from core.permissions import Permission, Role, bodies_where
from partnerships.models import (
    AccessRequest,
    Agreement,
    Aim,
    Annex,
    Body,
    BodyKind,
    Consultee,
    Contract,
    Delegation,
    Flexibility,
    Invitation,
    LegalBasis,
    OtherName,
    Party,
    Phase,
    Provision,
    ProvisionKind,
    RoleHeld,
    Service,
)


def by_agreement(rows: Iterable[Any]) -> dict[int, list[Any]]:
    """The rows in groups by the key of their agreement; an agreement without any has an empty one."""
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        groups[row.agreement_id].append(row)
    return groups


def agreements_seen_by(user: User) -> Any:
    """The agreements the user may see, retired ones too, with their legal basis and parties' bodies."""
    now = Party.objects.not_left_on(user.today).select_related("body")
    parties = Prefetch("parties", now, to_attr="current_parties")
    return Agreement.objects.visible_to(user).select_related("legal_basis").prefetch_related(parties)


def bodies_party_to(agreement: Agreement, *, on: date | None = None) -> Any:
    """The agreement's partners, to choose from; with a day, without those that had left before it."""
    parties = agreement.parties.not_left_on(on) if on else agreement.parties.current()
    return Body.objects.filter(pk__in=parties.values("body"))


def agreements_left_by(user: User) -> Any:
    """The agreements that the user's bodies have left: `left_on`, and as they were called then."""
    left = Party.objects.current().filter(confirmed=True, left_on__lt=user.today)
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


def people_act_for(body: Body) -> bool:
    """Whether anybody holds a role at the body now."""
    return body.roles_held.current().exists()


def _is_peopled() -> Exists:
    return Exists(RoleHeld.objects.current().filter(body=OuterRef("pk")))


def candidates_for(agreement: Agreement, *, on: date) -> Any:
    """The bodies that could be invited, with what tells them apart and whether anybody acts for each."""
    names = Prefetch("other_names", OtherName.objects.current(), to_attr="names_in_use")
    bodies = Body.objects.current().exclude(pk__in=agreement.parties.not_left_on(on).values("body"))
    bodies = bodies.exclude(pk__in=agreement.invitations.open().values("body"))
    bodies = bodies.annotate(is_peopled=_is_peopled()).select_related("kind").prefetch_related(names)
    return bodies


def invitations_to(user: User) -> Any:
    """The invitations that wait for an answer of the user's bodies: by whom, and to what title."""
    return Invitation.objects.addressed_to(user).select_related("agreement", "inviter", "body")


def own_bodies(user: User, permission: Permission) -> Any:
    """The bodies for which this user may do this, to choose from."""
    keys = [key for key in bodies_where(user, permission) if key is not None]
    return Body.objects.current().filter(pk__in=keys)


@dataclass(frozen=True)
class Overview:
    """What the first tab shows besides the agreement's own fields."""

    parties: Sequence[Party]
    flexibilities: Sequence[Flexibility]
    phases: Sequence[Phase]
    over_arching: Agreement | None
    annexed: Sequence[Agreement]
    annexes: Sequence[Annex]


def overview_of(agreement: Agreement, *, seen_by: User) -> Overview:
    """The agreement's overview; of other agreements only those this user may see."""
    seen = Agreement.objects.visible_to(seen_by)
    return Overview(
        parties=_current(agreement.parties, "body"),
        flexibilities=_current(agreement.flexibilities, "lead_body"),
        phases=_current(agreement.phases),
        over_arching=seen.filter(annexed_agreements=agreement).first(),
        annexed=list(seen.current().filter(over_arching=agreement).order_by("annex_order", "reference")),
        annexes=_current(agreement.annexes),
    )


@dataclass(frozen=True)
class PartiesTab:
    parties: Sequence[Party]
    invitations: Sequence[Invitation]
    unpeopled: set[int]
    asked: set[int]
    delegations: Sequence[Delegation]
    consultees: Sequence[Consultee]
    retired: Sequence[Any]


def parties_tab(agreement: Agreement) -> PartiesTab:
    parties = _current(agreement.parties, "body__kind")
    bodies = Body.objects.filter(pk__in={party.body_id for party in parties})
    requests = AccessRequest.objects.current().filter(body__in=bodies)
    return PartiesTab(
        parties=parties,
        invitations=_current(
            agreement.invitations.exclude(state=Invitation.State.ACCEPTED),
            "body__kind",
            "answered_by",
            "inviter",
        ),
        unpeopled=set(bodies.filter(~_is_peopled()).values_list("pk", flat=True)),
        asked=set(requests.values_list("body", flat=True)),
        delegations=_current(agreement.delegations, "body"),
        consultees=_current(agreement.consultees),
        retired=_retired(
            agreement.parties.select_related("body"), agreement.delegations, agreement.consultees
        ),
    )


@dataclass(frozen=True)
class ScopeTab:
    flexibilities: Sequence[Flexibility]
    phases: Sequence[Phase]
    services_in: Sequence[Service]
    services_out: Sequence[Service]
    aims: Sequence[Aim]
    contracts: Sequence[Contract]
    annexes: Sequence[Annex]
    retired: Sequence[Any]


def scope_tab(agreement: Agreement) -> ScopeTab:
    services = _current(agreement.services, "flexibility")
    return ScopeTab(
        flexibilities=_current(agreement.flexibilities, "lead_body"),
        phases=_current(agreement.phases),
        services_in=[service for service in services if service.scope == Service.Scope.IN],
        services_out=[service for service in services if service.scope == Service.Scope.OUT],
        aims=_current(agreement.aims),
        contracts=_current(agreement.contracts),
        annexes=_current(agreement.annexes),
        retired=_retired(
            agreement.flexibilities,
            agreement.phases,
            agreement.services,
            agreement.aims,
            agreement.contracts,
            agreement.annexes,
        ),
    )


def retired_provisions(agreement: Agreement) -> list[Provision]:
    return list(agreement.provisions.select_related("kind").retired())


@dataclass(frozen=True)
class Matter:
    """A matter an agreement may have to address, and what this one says on it."""

    kind: ProvisionKind
    provision: Provision | None
    required: bool


def matters_of(agreement: Agreement) -> list[Matter]:
    """Every kind of provision in its order; those are marked that the agreement's flexibilities require."""
    used = set(agreement.flexibilities.current().values_list("kind", flat=True))
    pooled = Flexibility.Kind.POOLED_FUND in used
    delegated = bool(used - {Flexibility.Kind.POOLED_FUND, Flexibility.Kind.RESOURCES})
    written = {provision.kind_id: provision for provision in _current(agreement.provisions, "kind")}
    kinds = ProvisionKind.objects.filter(Q(retired_at=None) | Q(pk__in=written))
    return [
        Matter(
            kind,
            written.get(kind.pk),
            (pooled and kind.required_for_pooled_fund) or (delegated and kind.required_for_delegation),
        )
        for kind in kinds
    ]


def bodies_seen_by(user: User) -> Any:
    """The register of bodies, retired ones too, each with its kind."""
    return Body.objects.visible_to(user).select_related("kind")


@dataclass(frozen=True)
class BodyFacts:
    other_names: Sequence[Any]
    followed: Sequence[Any]
    followed_by: Sequence[Any]
    agreements: Sequence[Agreement]
    retired: Sequence[Any]


def body_facts(body: Body, *, seen_by: User) -> BodyFacts:
    """What a body's page shows; of its agreements only those this user may see."""
    party_to = Party.objects.current().filter(body=body).values("agreement")
    return BodyFacts(
        other_names=_current(body.other_names),
        followed=_current(body.precessions, "predecessor"),
        followed_by=_current(body.successions, "successor"),
        agreements=list(Agreement.objects.visible_to(seen_by).current().filter(pk__in=party_to)),
        retired=_retired(body.other_names, body.successions.select_related("successor", "predecessor")),
    )


def people_at(bodies: Any) -> list[RoleHeld]:
    """Who holds which role at these bodies, now."""
    return list(RoleHeld.objects.current().filter(body__in=bodies).select_related("body", "user"))


def security_events_at(bodies: Any) -> Any:
    """The events of all who hold or held a role at one of these bodies, but for their roles at others."""
    keys = list(bodies.values_list("pk", flat=True))
    people = RoleHeld.objects.filter(body__in=keys).values("user")
    events = SecurityEvent.objects.filter(person__in=people)
    elsewhere = Q(facts__has_key="body") & ~Q(facts__body__in=keys)
    return events.exclude(elsewhere).select_related("person", "by")


def security_events_of_no_body() -> Any:
    """The events of nobody known, and of those who never held a role at a body."""
    people = RoleHeld.objects.filter(body__isnull=False).values("user")
    events = SecurityEvent.objects.filter(Q(person=None) | ~Q(person__in=people))
    return events.select_related("person", "by")


def bodies_without_administrator() -> Any:
    """The bodies whose first administrator the operator may let in, each with its kind."""
    administered = RoleHeld.objects.current().filter(role=Role.ADMINISTRATOR, body__isnull=False)
    bodies = Body.objects.current().exclude(pk__in=administered.values("body"))
    asked = Prefetch("access_requests", AccessRequest.objects.current().select_related("asked_by"), "asked")
    waiting = Exists(AccessRequest.objects.current().filter(body=OuterRef("pk")))
    bodies = bodies.annotate(is_waiting=waiting).select_related("kind").prefetch_related(asked)
    return bodies.order_by("-is_waiting", Folded("name"), "opened_on", "pk")


def bodies_called(name_or_code: str) -> list[Body]:
    """The bodies of this name or ODS or GSS code, however its letters are written."""
    coded = Q(ods_code__iexact=name_or_code) | Q(gss_code__iexact=name_or_code)
    named = Body.objects.alias(folded=Folded("name")).filter(coded | Q(folded=fold(name_or_code)))
    return list(named.current().order_by("opened_on", "pk"))


def site_operators() -> list[RoleHeld]:
    """Who operates the site, now."""
    return list(RoleHeld.objects.current().operators().select_related("user"))


def acts_only_where_managed(person: User, *, by: User) -> bool:
    """Whether the person acts for no body but those whose people `by` manages."""
    managed = bodies_where(by, Permission.MANAGE_PEOPLE)
    return not person.roles_held.current().exclude(body__in=managed).exists()


def may_be_handed_a_link(held: RoleHeld, *, by: User) -> bool:
    """Whether `by`, who gave this role, may hand over the link to choose a first password.

    With the link one can sign in as that person.
    """
    person, managed = held.user, bodies_where(by, Permission.MANAGE_PEOPLE)
    others = person.roles_held.current().exclude(pk=held.pk).exclude(body__in=managed)
    return not person.has_usable_password() and not others.exists()


def acts_concerning(agreement: Agreement, *, until: date | None = None) -> Any:
    """Every act on the agreement and on what belongs to it, the latest first; `until` a day, inclusive."""
    acts = Act.objects.filter(at__date__lte=until) if until else Act.objects.all()
    return acts.filter(agreements=agreement).select_related("by")


@dataclass(frozen=True)
class ReferenceTables:
    body_kinds: Sequence[BodyKind]
    legal_bases: Sequence[LegalBasis]
    provision_kinds: Sequence[ProvisionKind]
    retired: Sequence[Any]


def reference_tables() -> ReferenceTables:
    """All that is held as data because the law changes."""
    return ReferenceTables(
        body_kinds=list(BodyKind.objects.current()),
        legal_bases=list(LegalBasis.objects.current()),
        provision_kinds=list(ProvisionKind.objects.current()),
        retired=_retired(LegalBasis.objects, BodyKind.objects, ProvisionKind.objects),
    )


def latest_acts_seen_by(user: User, *, limit: int) -> list[Act]:
    """The latest acts on agreements the user may see."""
    seen = Agreement.objects.visible_to(user)
    acts = Act.objects.filter(pk__in=Act.objects.filter(agreements__in=seen).values("pk"))
    return list(acts.select_related("by").prefetch_related(Prefetch("agreements", seen))[:limit])


def _current(rows: Any, *related: str) -> list[Any]:
    return list(rows.current().with_related(*related))


def _retired(*row_sets: Any) -> list[Any]:
    return [row for rows in row_sets for row in rows.retired()]


def held_about(person: User) -> dict[str, Any]:
    """All that is held about a person who signs in: their entry, roles, acts, events and sessions."""
    events = SecurityEvent.objects.filter(person=person)
    return {
        "email": person.email,
        "name": person.name,
        "may_sign_in": person.is_active,
        "roles": list(person.roles_held.values("role", "body__name", "retired_at", "retired_why")),
        "acts": list(person.acts.values("at", "code", "why")),
        "events": list(events.values("at", "kind", "source")),
        "sessions": list(person.sessions.values("began_at", "seen_at", "browser", "source")),
    }
