"""Sign-in before anything else, and no view without a stated permission."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict

from core.permissions import Anyone

KEPT_POST = "kept_post"
# Beyond this, what a signed-out person typed is not kept: the session is no store for strangers.
KEPT_POST_LIMIT = 1024 * 1024

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def stated_permission(view: Any) -> Any:
    """The permission a view states: as an argument in its URL, on its class, or on the function itself."""
    initial = getattr(view, "view_initkwargs", {})
    if "permission" in initial:
        return initial["permission"]
    return getattr(getattr(view, "view_class", view), "permission", None)


class PermissionStated:
    """Refuses a view that does not say who may use it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if stated_permission(view) is None:
            raise ImproperlyConfigured(f"{view} states no permission: set `permission` on it.")


class SignInRequired:
    """Sends a stranger to sign in, keeping what they had typed for when they come back."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.user.is_authenticated or stated_permission(view) is Anyone.PUBLIC:
            return None
        if request.method == "POST" and keeps_typing(view):
            keep_post(request)
        return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)


class NeverStored:
    """Asks browsers and proxies to store no page, so that Back shows nothing after signing out."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def keeps_typing(view: Any) -> bool:
    """Whether the view is a form's that takes back what was kept of it; one with passwords does not."""
    return getattr(getattr(view, "view_class", view), "keeps_typing", False)


def keep_post(request: HttpRequest) -> None:
    """Keep what was typed until the page is shown again, unless it is longer than any form takes."""
    typed = request.POST.copy()
    typed.pop("csrfmiddlewaretoken", None)
    encoded = typed.urlencode()
    if len(encoded) <= KEPT_POST_LIMIT:
        request.session[KEPT_POST] = {"path": request.path, "typed": encoded}
    else:
        messages.warning(request, "What you typed was too long to keep, and is lost.")


def take_kept_post(request: HttpRequest) -> QueryDict | None:
    """What was typed into this page before the sign-in ran out, once."""
    kept = request.session.get(KEPT_POST)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[KEPT_POST]
    return QueryDict(kept["typed"])
