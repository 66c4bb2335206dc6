"""Signing in and out, choosing a password, and the page that says who may do what."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.tokens import default_token_generator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.encoding import force_str
from django.utils.http import url_has_allowed_host_and_scheme, urlsafe_base64_decode
from django.views.decorators.debug import sensitive_post_parameters

from core import actions
from core.forms.account import PasswordForm, SignInForm
from core.middleware import KEPT_POST
from core.models import User
from core.permissions import PERMISSIONS, Anyone, Permission, Role, may
from core.views.pages import FormPage, Page


@method_decorator(sensitive_post_parameters("password"), name="dispatch")
class SignIn(Page):
    """Sign in with an e-mail address and a password; attempts are throttled by django-axes."""

    permission = Anyone.PUBLIC
    template_name = "core/sign-in.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return redirect(self._next())
        return self._page(SignInForm(request))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = SignInForm(request, request.POST)
        if not form.is_valid():
            return self._page(form, 422)
        kept = request.session.get(KEPT_POST)
        login(request, form.user)
        if kept:
            request.session[KEPT_POST] = kept  # signing in as another user than before empties the session
        return redirect(self._next())

    def _page(self, form: SignInForm, status: int = 200) -> HttpResponse:
        return self.render(status, form=form, next=self._next(), demo_sign_ins=demo_sign_ins())

    def _next(self) -> str:
        wanted = self.request.POST.get("next") or self.request.GET.get("next") or "/"
        safe = url_has_allowed_host_and_scheme(wanted, {self.request.get_host()}, self.request.is_secure())
        return wanted if safe else "/"


class SignOut(Page):
    permission = Anyone.PUBLIC

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseRedirect:
        logout(request)
        messages.success(request, "You have signed out.")
        return redirect("core:sign-in")


class PasswordChoose(FormPage):
    """Choose a password by the link an administrator handed over; the link works once."""

    permission = Anyone.PUBLIC
    template_name = "core/password.html"
    form_class = PasswordForm
    submit = "Save password"

    def find(self) -> None:
        try:
            key = force_str(urlsafe_base64_decode(self.kwargs["key"]))
            self.user = User.objects.get(pk=key, is_active=True)
        except (User.DoesNotExist, ValueError, OverflowError) as error:
            raise Http404 from error
        if not default_token_generator.check_token(self.user, self.kwargs["token"]):
            raise Http404

    def form(self, data: Any = None, **options: Any) -> PasswordForm:
        return PasswordForm(data, user=self.user)

    def heading(self) -> str:
        return "Choose a password"

    def back_url(self) -> str:
        return "/"

    def act(self, form: Any) -> str:
        actions.set_password(self.user, password=form.cleaned_data["password"], by=self.user, at=self.now)
        messages.success(self.request, "Your password is saved. Sign in with it.")
        return self.back_url()


class PasswordChange(PasswordChoose):
    """Change one's own password."""

    permission = Anyone.SIGNED_IN

    def find(self) -> None:
        self.user = self.request.user

    def heading(self) -> str:
        return "Change your password"

    def act(self, form: Any) -> str:
        actions.set_password(self.user, password=form.cleaned_data["password"], by=self.user, at=self.now)
        update_session_auth_hash(self.request, self.user)
        messages.success(self.request, "Your password is changed.")
        return self.back_url()


class Roles(Page):
    """Who may do what: the table of core.permissions, for everybody to read."""

    permission = Anyone.SIGNED_IN
    template_name = "core/roles.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        table = [
            (permission.value, [permission in PERMISSIONS[role] for role in Role])
            for permission in Permission
        ]
        mine = request.user.roles_held.current().select_related("body")
        manages = may(request.user, Permission.MANAGE_PEOPLE)
        return self.render(
            roles=[role.label for role in Role], table_rows=table, mine=mine, may_manage_people=manages
        )


def demo_sign_ins() -> list[dict[str, str]]:
    """The demonstration's made-up people; none outside it."""
    if not settings.DEMO:
        return []
    people = User.objects.filter(email__endswith=settings.DEMO_DOMAIN, is_active=True)
    held = [role for user in people.prefetch_related("roles_held__body") for role in user.roles_held.all()]
    return [
        {
            "role": role.get_role_display(),
            "body": str(role.body),
            "email": role.user.email,
            "password": settings.DEMO_PASSWORD,
        }
        for role in held
        if not role.is_retired
    ]
