"""The operator's pages: which bodies have nobody here, and letting in the first of their people."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from core.permissions import Permission
from core.rules import RulesBroken
from core.views import FormPage, ListPage, NotAsItStands, RecordAdd
from partnerships import actions, queries, rules
from partnerships.forms import BodyFilter, BodyOfSiteForm, PersonForm
from partnerships.models import Body, RoleHeld
from partnerships.views.people import RoleRetire, tell_how_to_begin


class SiteSee(ListPage):
    """The bodies without an administrator, and who operates the site."""

    permission_required = Permission.OPERATE_SITE
    template_name = "partnerships/site/see.html"
    filter_class = BodyFilter

    def get_queryset(self) -> Any:
        return queries.bodies_without_administrator()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(operators=queries.site_operators(), **kwargs)


class BodyOfSiteAdd(RecordAdd):
    """Record a body that nobody has recorded yet; next comes its first administrator."""

    permission_required = Permission.OPERATE_SITE
    form_class = BodyOfSiteForm

    def get_cancel_url(self) -> str:
        return reverse("partnerships:site")

    def form_valid(self, form: Any) -> HttpResponse:
        super().form_valid(form)
        return redirect("partnerships:body-let-in", form.instance.pk)


class PersonLetIn(FormPage):
    """Let somebody in: they choose a password by a link that is shown once."""

    permission_required = Permission.OPERATE_SITE
    form_class = PersonForm
    submit = "Let them in"

    def get_success_url(self) -> str:
        return reverse("partnerships:site")

    def let_in(self, **whom: Any) -> RoleHeld:
        """Call the action."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        email, name = form.cleaned_data["email"], form.cleaned_data["name"]
        held = self.let_in(email=email, name=name, by=self.user, at=self.now)
        tell_how_to_begin(self, held)
        return super().form_valid(form)


class BodyNobodyActsFor(FormPage):
    """A form about a body that has no administrator here."""

    def get_object(self) -> Body:
        self.body = self.get_visible_or_404(Body, self.kwargs["key"], "kind")
        return self.body

    def get_permission_object(self) -> None:
        """Nobody acts for the body: a role anywhere is enough."""

    def check_permissions(self) -> None:
        super().check_permissions()
        try:
            rules.body_has_no_administrator(self.body)
        except RulesBroken as refusal:
            raise NotAsItStands(str(refusal)) from refusal


class BodyLetIn(BodyNobodyActsFor, PersonLetIn):
    """Let in the first administrator of a body, who lets in everybody else there."""

    def heading(self) -> str:
        return "Let in the first administrator"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        intro = (
            f"They can give roles at {self.body} from then on, to themselves too. Make sure that they act "
            "for it: with a role they see every agreement to which it is a partner. You see none of them."
        )
        return super().get_context_data(record=self.body, intro=intro, **kwargs)

    def let_in(self, **whom: Any) -> RoleHeld:
        return actions.let_in_first_administrator(body=self.body, **whom)


class OperatorAdd(PersonLetIn):
    """Let in another operator."""

    def heading(self) -> str:
        return "Let in a site operator"

    def let_in(self, **whom: Any) -> RoleHeld:
        return actions.let_in_operator(**whom)


class OperatorRetire(RoleRetire):
    permission_required = Permission.OPERATE_SITE

    def get_permission_object(self) -> None:
        """The operator's role is at no body."""
