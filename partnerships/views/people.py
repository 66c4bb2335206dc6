"""Who holds which role at one's own bodies."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from core import actions as core_actions
from core.forms.action import ActionForm
from core.jinja import moment
from core.models import Act, User
from core.permissions import Permission, Role
from core.queries import link_parts, parts_of_no_link
from core.rules import RulesBroken
from core.views import FormPage, NotSaved, Page, RecordPage, RecordRetire, refuse_if_retired
from partnerships import actions, queries, rules
from partnerships.forms import RoleEndForm, RoleForm
from partnerships.models import RoleHeld


class PeopleSee(Page):
    permission_required = Permission.MANAGE_PEOPLE
    template_name = "partnerships/people.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            roles=queries.people_at(queries.own_bodies(self.user, Permission.MANAGE_PEOPLE)), **kwargs
        )


class RoleAdd(FormPage):
    """Give somebody a role; a new person is given a link with which to choose a password."""

    permission_required = Permission.MANAGE_PEOPLE
    form_class = RoleForm
    submit = "Give the role"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"user": self.user}

    def heading(self) -> str:
        return "Give somebody a role"

    def get_success_url(self) -> str:
        return reverse("partnerships:people")

    def form_valid(self, form: Any) -> HttpResponse:
        held = actions.give_role(
            body=form.cleaned_data["body"],
            role=Role(form.cleaned_data["role"]),
            email=form.cleaned_data["email"],
            name=form.cleaned_data["name"],
            by=self.user,
            at=self.now,
        )
        tell_how_to_begin(self, held)
        return super().form_valid(form)

    def not_saved_by(self, form: Any, earlier: Act) -> NotSaved | None:
        given = RoleHeld.history.filter(act=earlier).first()
        typed = getattr(form, "cleaned_data", {})
        asked = (typed.get("body"), typed.get("role"), typed.get("email", "").lower())
        if given is None or asked == (given.instance.body, given.role, given.instance.user.email):
            return None
        return NotSaved("A role was given from this page already.")


def tell_how_to_begin(page: Page, held: RoleHeld) -> None:
    """Say what to send to whoever was given a role: the same words whether or not the address was known here.

    The link lets in only somebody who has yet to choose a password and acts for nobody else. To anybody else
    it is as a link that is over.
    """
    parts = link_parts(held.user) if queries.may_be_handed_a_link(held, by=page.user) else parts_of_no_link()
    at = f" at {held.body}" if held.body else ""
    messages.success(page.request, f"Role given: {held.get_role_display()}{at}, to {held.user.email}.")
    messages.info(
        page.request,
        f"Send {held.user.email} this link to choose a password. {_link_in_words(page, parts)} "
        "Whoever has a password here already signs in with it, and needs no link.",
    )


def hand_over_link(page: Page, person: User) -> None:
    """Show the administrator, once, the link with which this person chooses a password."""
    words = _link_in_words(page, link_parts(person))
    messages.info(page.request, f"Send {person} this link to choose a password. {words}")


def _link_in_words(page: Page, parts: tuple[str, str]) -> str:
    address = page.request.build_absolute_uri(reverse("core:password-choose", args=parts))
    until = moment(page.now + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT))
    return f"It works once, until {until}, and is not shown again: {address}"


class PasswordLinkIssue(RecordPage):
    """Give somebody who has forgotten their password a link with which to choose another."""

    model = RoleHeld
    permission_required = Permission.MANAGE_PEOPLE
    template_name = "partnerships/password-link.html"
    form_class = ActionForm
    submit = "Make the link"

    def check_permissions(self) -> None:
        super().check_permissions()
        refuse_if_retired(self.record)
        try:
            rules.own_password_is_changed_by_oneself(self.record.user, self.user)
            rules.administers_all_that_a_person_acts_for(self.record.user, self.user)
        except RulesBroken as refusal:
            raise PermissionDenied(str(refusal)) from refusal

    def heading(self) -> str:
        return f"Give {self.record.user} a new password link"

    def form_valid(self, form: Any) -> HttpResponse:
        person = self.record.user
        actions.issue_password_link(person, by=self.user, at=self.now)
        hand_over_link(self, person)
        return super().form_valid(form)


class RoleRetire(RecordRetire):
    """End a role. It is not restored: whoever needs it again is given it anew."""

    model = RoleHeld
    permission_required = Permission.MANAGE_PEOPLE
    template_name = "partnerships/role-end.html"
    form_class = RoleEndForm
    submit = "End the role"

    def heading(self) -> str:
        return "End a role"

    def form_valid(self, form: Any) -> HttpResponse:
        core_actions.retire(self.record, by=self.user, at=self.now, why=form.cleaned_data["why"])
        messages.success(self.request, f"Role ended. {self.record}.")
        return redirect(self.get_success_url())
