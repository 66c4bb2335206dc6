"""Sign-in before anything else, no view without a stated permission, and every request heard out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.template.response import TemplateResponse

from core.models import User
from core.permissions import Anyone

KEPT_POST = "kept_post"
# Beyond this, what a signed-out person typed is not kept: the session is no store for strangers.
KEPT_POST_LIMIT = 1024 * 1024
# What is typed is sent with its special characters written out.
SIGNED_OUT_LIMIT = KEPT_POST_LIMIT + 64 * 1024
# The cookie that says who signed in here last: what is typed after the session ended is kept for them alone.
LAST_PERSON = "last_person"
LAST_PERSON_AGE = 30 * 24 * 60 * 60  # seconds
# A browser shows no answer until all is sent. Of more than this, what is left is not waited for.
DRAIN_LIMIT = 256 * 1024 * 1024
CHUNK = 64 * 1024

# What a view states that needs nobody to have signed in.
BEFORE_SIGN_IN = (Anyone.PUBLIC, Anyone.PUBLISHED)

GetResponse = Callable[[HttpRequest], HttpResponseBase]
WAIT = re.compile(r"[a-z0-9]{1,20}")  # what the page calls its wait for a file


def stated_permission(view: Any) -> Any:
    """The permission a view states: as an argument in its URL, on its class, or on the function itself."""
    initial = getattr(view, "view_initkwargs", {})
    if "permission_required" in initial:
        return initial["permission_required"]
    return getattr(getattr(view, "view_class", view), "permission_required", None)


class HealthChecks:
    """Answers a monitor before anything else is asked: no session, no host name, no redirect to HTTPS.

    `/healthz` says that the process answers; `/readyz` that it reaches its database.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path == "/healthz":
            return HttpResponse("ok\n", content_type="text/plain")
        if request.path == "/readyz":
            return self._ready()
        return self.get_response(request)

    def _ready(self) -> HttpResponse:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except Error:
            return HttpResponse("the database does not answer\n", content_type="text/plain", status=503)
        return HttpResponse("ready\n", content_type="text/plain")


class LittleBeforeSignIn:
    """Refuses, unread, what is longer than anything that somebody who has not signed in has to send."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > SIGNED_OUT_LIMIT and not request.user.is_authenticated:
            context = {"limit": "one megabyte", "signed_out": True}
            return TemplateResponse(request, "core/errors/413.html", context, status=413).render()
        return self.get_response(request)


class DrainRequest:
    """Reads and drops what no page has read of a request, such as a post that is too large to take.

    A server that answers and hangs up while the browser still sends breaks the connection, and the browser
    may then say so in place of the answer.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        try:
            dropped = 0
            while dropped < DRAIN_LIMIT and (chunk := request.read(CHUNK)):
                dropped += len(chunk)
        except (OSError, ValueError):  # the sender is gone, or all was read and the stream is closed
            pass
        return response


class SessionKeyReadable:
    """Passes over a session cookie that no site of ours has set, which the database may be unable to take."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.COOKIES.get(settings.SESSION_COOKIE_NAME, "").isalnum():
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        return self.get_response(request)


class PermissionStated:
    """Refuses a view that does not say who may use it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if stated_permission(view) is None:
            raise ImproperlyConfigured(f"{view} states no permission: set `permission_required` on it.")


class SignInRequired:
    """Sends a stranger to sign in, keeping what they had typed for when they come back."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code in (403, 404):
            take_kept_post(request)  # its page is not theirs any more
        if request.user.is_authenticated and last_person(request) != str(request.user.pk):
            drop_what_others_typed(request)
            remember_person(response, request.user)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.user.is_authenticated or stated_permission(view) in BEFORE_SIGN_IN:
            return None
        if request.method == "POST" and keeps_typing(view):
            keep_post(request, whose=last_person(request))
        return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)


class NeverStored:
    """Asks browsers and proxies to store no page, so that Back shows nothing after signing out."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class ToldWhenMade:
    """Says by a cookie that a file has come to the page that waits for it (static/js/making.js).

    A file that is saved, or opens beside the page, tells the page nothing itself.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        wait = request.GET.get("wait", "")
        if "Content-Disposition" in response and WAIT.fullmatch(wait):
            response.set_cookie(
                f"wait-{wait}", "made", max_age=60, secure=settings.SESSION_COOKIE_SECURE, samesite="Strict"
            )
        return response


def keeps_typing(view: Any) -> bool:
    """Whether the view is a form's that takes back what was kept of it; one with passwords does not."""
    return getattr(getattr(view, "view_class", view), "keeps_typing", False)


def remember_person(response: HttpResponseBase, user: User) -> None:
    """Let this browser say who signed in on it last. That lets nobody in."""
    response.set_signed_cookie(
        LAST_PERSON,
        str(user.pk),
        salt=LAST_PERSON,
        max_age=LAST_PERSON_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def last_person(request: HttpRequest) -> str:
    """The key of the user who signed in last in this browser; empty where it does not say."""
    signed = request.get_signed_cookie(LAST_PERSON, default="", salt=LAST_PERSON, max_age=LAST_PERSON_AGE)
    return signed or ""


def keep_post(request: HttpRequest, *, whose: str) -> None:
    """Keep what was typed until that user sees the page again, unless it is longer than any form takes.

    What nobody is known to have typed is not kept: it would be shown to whoever signs in next. While somebody
    types, nothing is lost yet: the page says what it is to say.
    """
    typed = request.POST.copy()
    typed.pop("csrfmiddlewaretoken", None)
    encoded = typed.urlencode()
    lost = ""
    if not whose:
        lost = "What you typed is lost: this browser no longer says who had signed in."
    elif len(encoded) > KEPT_POST_LIMIT:
        lost = "What you typed was too long to keep, and is lost."
    else:
        request.session[KEPT_POST] = {"path": request.path, "typed": encoded, "whose": whose}
    if lost and typed.get("keep") != "auto":
        messages.warning(request, lost)


def take_kept_post(request: HttpRequest) -> QueryDict | None:
    """What this user typed into this page before the sign-in ran out, once."""
    kept = request.session.get(KEPT_POST)
    if not kept or kept["path"] != request.path or not request.user.is_authenticated:
        return None
    del request.session[KEPT_POST]
    return QueryDict(kept["typed"]) if kept["whose"] == str(request.user.pk) else None


def drop_what_others_typed(request: HttpRequest) -> None:
    """Forget what was kept for anybody but the user who has just signed in."""
    kept = request.session.get(KEPT_POST)
    if kept and kept["whose"] != str(request.user.pk):
        del request.session[KEPT_POST]
