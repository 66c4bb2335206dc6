"""Reads about people: who acts for which body, who operates the site, and what is held about one."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, Q

from core.models import SecurityEvent, User
from core.permissions import Permission, bodies_where
from partnerships.models import Body, RoleHeld


def people_act_for(body: Body) -> bool:
    """Whether anybody holds a role at the body now."""
    return body.roles_held.not_retired().exists()


def is_peopled() -> Exists:
    """Whether anybody acts for a body, to annotate bodies with."""
    return Exists(RoleHeld.objects.not_retired().filter(body=OuterRef("pk")))


def bodies_without_people(keys: Collection[int]) -> set[int]:
    """Keys of those of the bodies for which nobody holds a role now."""
    return set(Body.objects.filter(~is_peopled(), pk__in=keys).values_list("pk", flat=True))


def people_at(bodies: Any) -> list[RoleHeld]:
    """Who holds which role at these bodies, now."""
    return list(RoleHeld.objects.not_retired().filter(body__in=bodies).select_related("body", "user"))


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


def site_operators() -> list[RoleHeld]:
    """Who operates the site, now."""
    return list(RoleHeld.objects.not_retired().operators().select_related("user"))


def acts_only_where_managed(person: User, *, by: User) -> bool:
    """Whether the person acts for no body but those whose people `by` manages."""
    managed = bodies_where(by, Permission.MANAGE_PEOPLE)
    return not person.roles_held.not_retired().exclude(body__in=managed).exists()


def may_be_handed_a_link(held: RoleHeld, *, by: User) -> bool:
    """Whether `by`, who gave this role, may hand over the link to choose a first password.

    With the link one can sign in as that person.
    """
    person, managed = held.user, bodies_where(by, Permission.MANAGE_PEOPLE)
    others = person.roles_held.not_retired().exclude(pk=held.pk).exclude(body__in=managed)
    return not person.has_usable_password() and not others.exists()


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
        "saved_views": list(person.saved_views.values("page", "name", "query")),
        "sessions": list(person.sessions.values("began_at", "seen_at", "browser", "source")),
    }
