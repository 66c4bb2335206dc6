"""How often sign-in may be tried with a wrong password, by account and by source apart.

Counted over the last 15 minutes, of tries that were looked at: those turned away count for nothing, so that
going on trying keeps nobody out for longer. In a browser where a person has signed in before, only its own
wrong tries for that account count: a stranger can slow strangers, and never lock anybody out at their desk.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest

from core.logs import source_of
from core.models import SecurityEvent, User
from core.security import Kind, account_digest, security_event

WINDOW = timedelta(minutes=15)
MOST_FROM_A_SOURCE = 30
MOST_FOR_AN_ACCOUNT = 10


class TooManyTries(Exception):
    """Wait until `until`, then try again."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


def must_have_tries_left(request: HttpRequest, email: str, *, at: datetime) -> None:
    """Raise `TooManyTries` where this source, or this account from unknown browsers, was tried too often."""
    refused = SecurityEvent.objects.filter(kind=Kind.REFUSED, at__gt=at - WINDOW)
    known = is_known_browser(request, email)
    of_account = refused.filter(account=account_digest(email), facts__known=known)
    limits = [(of_account, MOST_FOR_AN_ACCOUNT)]
    if not known:
        limits.append((refused.filter(source=source_of(request)), MOST_FROM_A_SOURCE))
    for tries, most in limits:
        latest = list(tries.order_by("-at").values_list("at", flat=True)[:most])
        if len(latest) == most:
            security_event(Kind.SLOWED, request, person=_person(email), account=account_digest(email))
            raise TooManyTries(latest[-1] + WINDOW)


def count_wrong_try(request: HttpRequest, email: str) -> None:
    """Keep that the password was wrong."""
    known = is_known_browser(request, email)
    security_event(Kind.REFUSED, request, person=_person(email), account=account_digest(email), known=known)


def is_known_browser(request: HttpRequest, email: str) -> bool:
    """Whether the person with this address signed in here last, as the browser's signed cookie says."""
    from core.middleware import last_person

    person = _person(email)
    return person is not None and last_person(request) == str(person.pk)


def _person(email: str) -> User | None:
    return User.objects.filter(email__iexact=email.strip()).first()
