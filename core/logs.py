"""Logs as lines of JSON: when, how bad, what, and which request, person, address and act it belongs to.

No text that a user typed is logged: of an error its kind and the places in our code, not its message.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from time import monotonic
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

SECRET = re.compile(r"^(/password/|/calendar/(?=[^/]+\.ics$)).+")
SANE_ID = re.compile(r"[A-Za-z0-9-]{8,64}")

logger = logging.getLogger("common_purse.request")
# What every line of the request says; None outside one.
_request: ContextVar[dict[str, Any] | None] = ContextVar("request", default=None)


class JsonLines(logging.Formatter):
    """One JSON object a line. `extra={"facts": {…}}` adds to it."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **(_request.get() or {}),
            **getattr(record, "facts", {}),
        }
        if record.exc_info and record.levelno >= logging.ERROR:
            line |= _told_apart(record.exc_info[1])
        return json.dumps(line, default=str)


def _told_apart(error: BaseException | None) -> dict[str, Any]:
    """Kind and places of an error; its message may quote what somebody typed."""
    if error is None:
        return {}
    places = traceback.extract_tb(error.__traceback__)
    return {
        "error": f"{type(error).__module__}.{type(error).__qualname__}",
        "cause": type(error.__cause__).__qualname__ if error.__cause__ else None,
        "traceback": [f"{place.filename}:{place.lineno} {place.name}" for place in places],
    }


def note(**facts: Any) -> None:
    """Add to every later line of this request, such as the key of the act it made."""
    facts_so_far = _request.get()
    if facts_so_far is not None:
        facts_so_far.update(facts)


def request_id() -> str:
    """The identifier of the request that is being answered; empty outside one."""
    return (_request.get() or {}).get("request", "")


def source_of(request: HttpRequest) -> str:
    """The address the request came from, as the outermost proxy of ours heard it; empty where unknown."""
    heard = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",") if each.strip()]
    trusted = settings.TRUSTED_PROXIES
    if trusted and len(heard) >= trusted:
        return heard[-trusted]
    return request.META.get("REMOTE_ADDR", "")


class EachRequest:
    """Gives each request an identifier, which its answer carries, and a line in the log."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        identifier = _identifier(request)
        facts: dict[str, Any] = {"request": identifier, "method": request.method, "path": _told(request.path)}
        began, token = monotonic(), _request.set(facts)
        try:
            response = self.get_response(request)
            user = getattr(request, "_cached_user", None)
            done = {"status": response.status_code, "ms": round((monotonic() - began) * 1000)}
            who = {"person": getattr(user, "pk", None), "source": source_of(request)}
            logger.info("request", extra={"facts": who | done})
            response.headers["X-Request-ID"] = identifier
            return response
        finally:
            _request.reset(token)


def _told(path: str) -> str:
    """The address without what lets in whoever has it: links to choose a password, calendars."""
    return SECRET.sub(r"\1…", path)


def _identifier(request: HttpRequest) -> str:
    """That of the proxy, where there is one of ours and it gives one; else a new one."""
    asked = request.headers.get("X-Request-ID", "")
    return asked if settings.TRUSTED_PROXIES and SANE_ID.fullmatch(asked) else uuid4().hex
