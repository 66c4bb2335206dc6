"""The error pages."""

from __future__ import annotations

import sys
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import loader
from django.template.response import TemplateResponse

from core.database import is_unreachable, told_of
from core.middleware import keep_post, keeps_typing
from core.processes import CannotRender
from core.views.pages import NotAsItStands


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, with the reason."""
    context = {"reason": str(exception or ""), "role_would_help": not isinstance(exception, NotAsItStands)}
    return TemplateResponse(request, "core/errors/403.html", context, status=403).render()


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: it does not exist, or is not this user's to see; the page does not say which."""
    return TemplateResponse(request, "core/errors/404.html", status=404).render()


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """413 where more was sent than is read at once, else 400."""
    if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)):
        limit = f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2} megabytes"
        context = {"limit": limit, "signed_out": False}
        return TemplateResponse(request, "core/errors/413.html", context, status=413).render()
    return HttpResponse(loader.render_to_string("core/errors/400.html"), status=400)


def broken(request: HttpRequest) -> HttpResponse:
    """500 or, where it may go better in a moment, 503; rendered without the database."""
    error = sys.exception()
    if isinstance(error, CannotRender):
        return _later("core/errors/not-made.html", reason=str(error))
    if is_unreachable(error):
        return _later("core/errors/unreachable.html")
    if isinstance(error, DatabaseError) and told_of(error):
        return _later("core/errors/too-slow.html")
    return HttpResponse(loader.render_to_string("core/errors/500.html"), status=500)


def _later(template: str, **context: str) -> HttpResponse:
    """503: the same may go well in half a minute."""
    page = loader.render_to_string(template, context)
    return HttpResponse(page, status=503, headers={"Retry-After": "30"})


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form whose protecting token no longer matches.

    Signing in again, in another window, changes the token: what was typed is then shown again, to be looked
    at and saved, provided that the form is of this site and its page takes it back.
    """
    view = request.resolver_match and request.resolver_match.func
    if request.user.is_authenticated and _from_this_site(request) and keeps_typing(view):
        keep_post(request, whose=str(request.user.pk))
        return redirect(request.get_full_path())
    return TemplateResponse(request, "core/errors/expired.html", status=403).render()


def _from_this_site(request: HttpRequest) -> bool:
    """Whether the browser says so: scheme, name and port the same. One that hides it (`null`) does not."""
    came_from = request.headers.get("Origin")
    if came_from is None:
        page = urlsplit(request.headers.get("Referer", ""))
        came_from = f"{page.scheme}://{page.netloc}"
    return came_from in (f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS)
