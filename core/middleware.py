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
        if request.method == "POST":
            self._keep(request)
        return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)

    def _keep(self, request: HttpRequest) -> None:
        typed = request.POST.copy()
        typed.pop("csrfmiddlewaretoken", None)
        encoded = typed.urlencode()
        if len(encoded) <= KEPT_POST_LIMIT:
            request.session[KEPT_POST] = {"path": request.path, "typed": encoded}
        else:
            messages.warning(request, "What you typed is too long to keep while you sign in. Go back for it.")


def take_kept_post(request: HttpRequest) -> QueryDict | None:
    """What was typed into this page before the sign-in ran out, once."""
    kept = request.session.get(KEPT_POST)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[KEPT_POST]
    return QueryDict(kept["typed"])
