"""Sessions that end: half an hour after the last page, and a working day after signing in.

Each is a row that names its person, so that everybody can see where they are signed in, and end it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.backends import db
from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core.logs import source_of

if TYPE_CHECKING:
    from core.models import Session

BEGAN, SEEN, BROWSER, SOURCE = "began", "seen", "browser", "source"
# A session is written again only when it was last seen so long ago.
NOTED_EVERY = timedelta(minutes=1)


class SessionStore(db.SessionStore):
    """Copies whose session it is, and when it was used, into columns of its row."""

    @classmethod
    def get_model_class(cls) -> Any:
        from core.models import Session

        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row: Any = super().create_model_instance(data)
        row.number = salted_hmac("core.sessions.number", row.session_key, algorithm="sha256").hexdigest()[:16]
        row.person_id = int(data[SESSION_KEY]) if data.get(SESSION_KEY) else None
        row.began_at, row.seen_at = (_moment(data.get(name)) for name in (BEGAN, SEEN))
        row.browser, row.source = data.get(BROWSER, ""), data.get(SOURCE, "")
        return row


def end(sessions: models.QuerySet[Session]) -> int:
    """End these sessions: whoever sits there has to sign in again. How many they were."""
    ended, _ = sessions.delete()
    return ended


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


class SessionLimits:
    """Signs out whoever was away too long, or signed in too long ago; notes when a session is used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            now = timezone.now()
            began = _moment(request.session.get(BEGAN)) or now
            seen = _moment(request.session.get(SEEN)) or now
            if now - seen > settings.SESSION_IDLE or now - began > settings.SESSION_LONGEST:
                logout(request)
            elif now - seen >= NOTED_EVERY or SEEN not in request.session:
                note_use(request, began, now)
        return self.get_response(request)


def note_use(request: HttpRequest, began: datetime, now: datetime) -> None:
    """Keep in the session when it began and was used, in which browser, from where."""
    request.session[BEGAN], request.session[SEEN] = began.isoformat(), now.isoformat()
    request.session[BROWSER] = browser_in_words(request.headers.get("User-Agent", ""))
    request.session[SOURCE] = source_of(request)


# What a browser and its machine call themselves, the first that fits; each pretends to be those below it.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
MACHINES = (
    ("Windows", "Windows"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def browser_in_words(agent: str) -> str:
    """Such as "Edge on Windows", so that people tell their own sessions; empty where nothing is known."""
    found = [next((words for part, words in known if part in agent), "") for known in (BROWSERS, MACHINES)]
    return " on ".join(filter(None, found))
