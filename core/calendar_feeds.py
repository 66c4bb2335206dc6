"""The secret address at which programs follow one person's calendar: made anew, ended, looked up.

Whoever has it reads what its person may see, so it is told once and kept as a digest.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from secrets import token_urlsafe

from core.models import CalendarFeed, User


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def make_feed(person: User, *, at: datetime) -> str:
    """Make a new address, which ends the one before. Returns its secret, which is kept nowhere."""
    secret = token_urlsafe(32)
    kept = {"digest": _digest(secret), "made_at": at}
    CalendarFeed.objects.update_or_create(person=person, defaults=kept)
    return secret


def end_feed(person: User) -> None:
    """Let nobody follow it any more."""
    CalendarFeed.objects.filter(person=person).delete()


def feed_of(person: User) -> CalendarFeed | None:
    """The address that this person made; None where there is none."""
    return CalendarFeed.objects.filter(person=person).first()


def feed_with(secret: str) -> CalendarFeed | None:
    """The feed of that secret, whose person may sign in; None where there is none."""
    found = CalendarFeed.objects.filter(digest=_digest(secret), person__is_active=True)
    return found.select_related("person").first()
