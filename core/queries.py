"""Reads about people: who a password link is for, which roles somebody holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db.models import QuerySet
from django.utils.encoding import force_bytes, force_str
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from core.models import Session, User


def person_of_link(key: str, token: str) -> User | None:
    """The person whose link to choose a password this is; None where it was used, ran out or was made up."""
    try:
        person = User.objects.get(pk=force_str(urlsafe_base64_decode(key)), is_active=True)
    except (User.DoesNotExist, ValueError, OverflowError):
        return None
    return person if default_token_generator.check_token(person, token) else None


def link_parts(person: User) -> tuple[str, str]:
    """Key and token of a link with which this person chooses a password; setting one ends every link."""
    return urlsafe_base64_encode(force_bytes(person.pk)), default_token_generator.make_token(person)


def parts_of_no_link() -> tuple[str, str]:
    """Key and token of a link that looks like any other and lets nobody in."""
    last = User.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    nobody = User(pk=last + 1)
    nobody.set_unusable_password()
    return link_parts(nobody)


def roles_of(user: User) -> Sequence[Any]:
    """The roles the user holds now, each with its body."""
    return list(user.roles_held.not_retired().select_related("body"))


def sessions_of(user: User, *, at: datetime) -> QuerySet[Session]:
    """The user's sessions that have not ended, the latest used first."""
    awake = {"seen_at__gte": at - settings.SESSION_IDLE, "began_at__gte": at - settings.SESSION_LONGEST}
    return user.sessions.filter(expire_date__gt=at, **awake).order_by("-seen_at")


def demo_people() -> QuerySet[User]:
    """The demonstration's made-up people; none outside it."""
    if not settings.DEMO:
        return User.objects.none()
    return User.objects.filter(email__endswith=settings.DEMO_DOMAIN, is_active=True)


def demo_sign_ins() -> list[tuple[str, list[tuple[str, str]]]]:
    """The demonstration's people: each body with its roles, each with the e-mail address of who holds it."""
    people = demo_people().order_by("pk").prefetch_related("roles_held__body")
    at_bodies: dict[str, list[tuple[str, str]]] = {}
    for person in people:
        for held in person.roles_held.all():
            if not held.is_retired:
                body = str(held.body or "The whole site")
                at_bodies.setdefault(body, []).append((held.get_role_display(), person.email))
    return list(at_bodies.items())
