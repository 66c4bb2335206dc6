"""Signing in and out, choosing a password, and the page that says who may do what."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters

from core import actions, queries, sessions
from core.forms.account import PasswordChangeForm, PasswordForm, SignInForm
from core.forms.action import ActionForm
from core.models import SecurityEvent, Session
from core.passwords import is_outdated
from core.permissions import PERMISSIONS, Anyone, Permission, Role
from core.security import security_event
from core.throttle import TooManyTries
from core.views.pages import FormPage, Page


class TriedTooOften(Page):
    """A page whose form asks for a password: too many wrong tries are told when to go on."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except TooManyTries as wait:
            context = {"until": wait.until}
            return TemplateResponse(request, "core/signed-out/locked.html", context, status=429)


@method_decorator(sensitive_post_parameters("password"), name="dispatch")
class SignIn(TriedTooOften):
    """Sign in with an e-mail address and a password; wrong tries are counted by `core.throttle`."""

    permission_required = Anyone.PUBLIC
    template_name = "core/sign-in.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return HttpResponseRedirect(self._next())
        return self._page(SignInForm(request))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if sign_in_as := request.POST.get("as"):
            login(request, get_object_or_404(queries.demo_people(), email=sign_in_as))
            return HttpResponseRedirect(self._next())
        form = SignInForm(request, request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        if is_outdated(form.user.password):
            actions.set_password(form.user, password=form.cleaned_data["password"], by=form.user, at=self.now)
        login(request, form.user)  # empties the session of anybody else; gives a stranger's another key
        return HttpResponseRedirect(self._next())

    def _page(self, form: SignInForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(form=form, next=self._next(), demo_sign_ins=queries.demo_sign_ins())
        return self.render_to_response(context, status=status)

    def _next(self) -> str:
        wanted = self.request.POST.get("next") or self.request.GET.get("next") or "/"
        safe = url_has_allowed_host_and_scheme(wanted, {self.request.get_host()}, self.request.is_secure())
        return wanted if safe else "/"


class SignOut(Page):
    permission_required = Anyone.PUBLIC

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseRedirect:
        """A link cannot sign anybody out: the button on every page can."""
        return redirect("/")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseRedirect:
        logout(request)
        list(messages.get_messages(request))  # what was told the one who leaves is not for the next
        messages.success(request, "You have signed out.")
        return redirect("core:sign-in")


@method_decorator(sensitive_post_parameters(), name="dispatch")
class PasswordChoose(FormPage):
    """Choose a password by the link an administrator handed over; the link works once, for three days."""

    permission_required = Anyone.PUBLIC
    keeps_typing = False
    template_name = "core/password.html"
    form_class = PasswordForm
    submit = "Save password"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        person = queries.person_of_link(self.kwargs["key"], self.kwargs["token"])
        if person is None:
            return TemplateResponse(request, "core/signed-out/link-over.html", status=404)
        self.person = person
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"user": self.person}

    def heading(self) -> str:
        return "Choose a password"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            intro=f"You will sign in with the e-mail address {self.person.email} and this password.", **kwargs
        )

    def get_cancel_url(self) -> str:
        return "/"

    def get_success_url(self) -> str:
        return reverse("core:sign-in")

    def form_valid(self, form: Any) -> HttpResponse:
        actions.set_password(self.person, password=form.cleaned_data["password"], by=self.person, at=self.now)
        logout(self.request)  # whoever was signed in here, it may be somebody else
        messages.success(self.request, "Your password is saved. Sign in with it.")
        return super().form_valid(form)


@method_decorator(sensitive_post_parameters(), name="dispatch")
class PasswordChange(TriedTooOften, FormPage):
    """Change one's own password, which ends one's sessions in other browsers."""

    permission_required = Anyone.SIGNED_IN
    keeps_typing = False
    template_name = "core/password.html"
    form_class = PasswordChangeForm
    submit = "Save password"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"user": self.user, "request": self.request}

    def heading(self) -> str:
        return "Change your password"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            intro="You stay signed in here, and are signed out everywhere else.", **kwargs
        )

    def get_success_url(self) -> str:
        return reverse("core:roles")

    def form_valid(self, form: Any) -> HttpResponse:
        actions.set_password(self.user, password=form.cleaned_data["password"], by=self.user, at=self.now)
        update_session_auth_hash(self.request, self.user)
        messages.success(
            self.request, "Your password is changed. If you were signed in elsewhere, you are not any more."
        )
        return super().form_valid(form)


class SessionList(Page):
    """Where one is signed in, with a button that ends each."""

    permission_required = Anyone.SIGNED_IN
    template_name = "core/sessions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            sessions=queries.sessions_of(self.user, at=self.now),
            here=self.request.session.session_key,
            **kwargs,
        )


class SessionEnd(FormPage):
    """End one's sessions in other browsers: the one that the address names, or all of them."""

    permission_required = Anyone.SIGNED_IN
    keeps_typing = False
    template_name = "core/session-end.html"
    form_class = ActionForm
    submit = "End"

    def get_object(self) -> QuerySet[Session]:
        others = queries.sessions_of(self.user, at=self.now).exclude(
            session_key=self.request.session.session_key
        )
        self.sessions = others.filter(number=self.kwargs["number"]) if "number" in self.kwargs else others
        if not self.sessions.exists():
            raise Http404
        return self.sessions

    def heading(self) -> str:
        return "End a session" if "number" in self.kwargs else "End all other sessions"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(sessions=self.sessions, **kwargs)

    def get_success_url(self) -> str:
        return reverse("core:session-list")

    def form_valid(self, form: Any) -> HttpResponse:
        ended = sessions.end(self.sessions)
        security_event(SecurityEvent.Kind.SESSION_ENDED, self.request, person=self.user, ended=ended)
        messages.success(self.request, "Ended: whoever sits there has to sign in again.")
        return super().form_valid(form)


class Roles(Page):
    """Who may do what: the table of core.permissions, for everybody to read."""

    permission_required = Anyone.SIGNED_IN
    template_name = "core/roles.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        table = [
            (permission.value, [permission in PERMISSIONS[role] for role in Role])
            for permission in Permission
        ]
        mine = queries.roles_of(self.user)
        return super().get_context_data(
            roles=[role.label for role in Role], table_rows=table, mine=mine, **kwargs
        )
