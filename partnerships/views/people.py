"""Who holds which role at one's own bodies."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from core.permissions import Permission, Role
from core.views import FormPage, Page, RecordRetire
from partnerships import actions, queries
from partnerships.forms import RoleForm
from partnerships.models import RoleHeld


class PeopleSee(Page):
    permission = Permission.MANAGE_PEOPLE
    template_name = "partnerships/people.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render(roles=queries.people_at(queries.own_bodies(self.user, Permission.MANAGE_PEOPLE)))


class RoleAdd(FormPage):
    """Give somebody a role; a new person is given a link with which to choose a password."""

    permission = Permission.MANAGE_PEOPLE
    form_class = RoleForm
    submit = "Give the role"

    def form(self, data: Any = None, **options: Any) -> RoleForm:
        return RoleForm(data, user=self.user, **options)

    def heading(self) -> str:
        return "Give somebody a role"

    def back_url(self) -> str:
        return reverse("partnerships:people")

    def act(self, form: Any) -> str:
        held = actions.give_role(
            body=form.cleaned_data["body"],
            role=Role(form.cleaned_data["role"]),
            email=form.cleaned_data["email"],
            name=form.cleaned_data["name"],
            by=self.user,
            at=self.now,
        )
        messages.success(self.request, f"Role given. {held}.")
        if queries.may_be_handed_a_link(held.user, by=self.user):
            messages.info(
                self.request, f"Send {held.user} this link to choose a password: {self._link(held.user)}"
            )
        return self.back_url()

    def _link(self, user: Any) -> str:
        key = urlsafe_base64_encode(force_bytes(user.pk))
        token = default_token_generator.make_token(user)
        return self.request.build_absolute_uri(reverse("core:password-choose", args=[key, token]))


class RoleRetire(RecordRetire):
    model = RoleHeld
    permission = Permission.MANAGE_PEOPLE
