"""Reads about bodies: the register, who can be invited, and the reference data they are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q

from core.folding import Folded, fold
from core.models import User
from core.permissions import Permission, Role, bodies_where
from partnerships.models import (
    AccessRequest,
    Agreement,
    Body,
    BodyKind,
    ConsentDirection,
    ExcludedFunction,
    Invitation,
    LegalBasis,
    OtherName,
    Party,
    ProvisionKind,
    RoleHeld,
    SigningDate,
    Succession,
)
from partnerships.queries.people import is_peopled


def candidates_for(agreement: Agreement, *, on: date) -> Any:
    """The bodies that could be invited, with what tells them apart and whether anybody acts for each."""
    names = Prefetch("other_names", OtherName.objects.not_retired(), to_attr="names_in_use")
    bodies = Body.objects.not_retired().exclude(pk__in=agreement.parties.not_left_on(on).values("body"))
    bodies = bodies.exclude(pk__in=agreement.invitations.open().values("body"))
    bodies = bodies.annotate(is_peopled=is_peopled()).select_related("kind").prefetch_related(names)
    return bodies


def invitations_to(user: User) -> Any:
    """The invitations that wait for an answer of the user's bodies: by whom, and to what title."""
    return Invitation.objects.addressed_to(user).select_related("agreement", "inviter", "body")


def own_bodies(user: User, permission: Permission) -> Any:
    """The bodies for which this user may do this, to choose from."""
    keys = [key for key in bodies_where(user, permission) if key is not None]
    return Body.objects.not_retired().filter(pk__in=keys)


def bodies_seen_by(user: User) -> Any:
    """The register of bodies, retired ones too, each with its kind."""
    return Body.objects.visible_to(user).select_related("kind")


def with_successors(bodies: Any) -> Any:
    """These bodies, each with `followed_by`, the successions from it."""
    edges = Succession.objects.not_retired().select_related("successor")
    return bodies.select_related("kind").prefetch_related(
        Prefetch("successions", edges, to_attr="followed_by")
    )


@dataclass(frozen=True)
class BodyPage:
    other_names: Sequence[Any]
    followed: Sequence[Any]
    followed_by: Sequence[Any]
    agreements: Sequence[Agreement]
    retired: Sequence[Any]


def body_page(body: Body, *, seen_by: User) -> BodyPage:
    """What a body's page shows; of its agreements only those this user may see."""
    party_to = Party.objects.not_retired().filter(body=body).values("agreement")
    return BodyPage(
        other_names=_current(body.other_names),
        followed=_current(body.precessions, "predecessor", "reorganisation"),
        followed_by=_current(body.successions, "successor", "reorganisation"),
        agreements=list(Agreement.objects.visible_to(seen_by).not_retired().filter(pk__in=party_to)),
        retired=_retired(body.other_names, body.successions.select_related("successor", "predecessor")),
    )


def bodies_without_administrator() -> Any:
    """The bodies whose first administrator the operator may let in, each with its kind."""
    administered = RoleHeld.objects.not_retired().filter(role=Role.ADMINISTRATOR, body__isnull=False)
    bodies = Body.objects.not_retired().exclude(pk__in=administered.values("body"))
    asked = Prefetch(
        "access_requests", AccessRequest.objects.not_retired().select_related("asked_by"), "asked"
    )
    waiting = Exists(AccessRequest.objects.not_retired().filter(body=OuterRef("pk")))
    bodies = bodies.annotate(is_waiting=waiting).select_related("kind").prefetch_related(asked)
    return bodies.order_by("-is_waiting", Folded("name"), "opened_on", "pk")


def bodies_called(name_or_code: str) -> list[Body]:
    """The bodies of this name or ODS or GSS code, however its letters are written."""
    coded = Q(ods_code__iexact=name_or_code) | Q(gss_code__iexact=name_or_code)
    named = Body.objects.alias(folded=Folded("name")).filter(coded | Q(folded=fold(name_or_code)))
    return list(named.not_retired().order_by("opened_on", "pk"))


@dataclass(frozen=True)
class ReferenceTables:
    body_kinds: Sequence[BodyKind]
    legal_bases: Sequence[LegalBasis]
    provision_kinds: Sequence[ProvisionKind]
    excluded_functions: Sequence[ExcludedFunction]
    signing_dates: Sequence[SigningDate]
    directions: Sequence[ConsentDirection]
    retired: Sequence[Any]


def reference_tables() -> ReferenceTables:
    """All that is held as data because the law changes."""
    return ReferenceTables(
        body_kinds=list(BodyKind.objects.not_retired()),
        legal_bases=list(LegalBasis.objects.not_retired()),
        provision_kinds=list(ProvisionKind.objects.not_retired()),
        excluded_functions=list(ExcludedFunction.objects.not_retired()),
        signing_dates=list(SigningDate.objects.not_retired()),
        directions=list(ConsentDirection.objects.not_retired().select_related("body")),
        retired=_retired(
            LegalBasis.objects,
            BodyKind.objects,
            ProvisionKind.objects,
            ExcludedFunction.objects,
            SigningDate.objects,
            ConsentDirection.objects,
        ),
    )


def _current(rows: Any, *related: str) -> list[Any]:
    return list(rows.not_retired().with_related(*related))


def _retired(*row_sets: Any) -> list[Any]:
    return [row for rows in row_sets for row in rows.retired()]
