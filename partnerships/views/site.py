"""The operator's pages: which bodies have nobody here, and letting in the first of their people."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from core.models import Record
from core.permissions import Permission
from core.rules import RulesBroken
from core.views import FormPage, ListPage, NotAsItStands, RecordAdd
from partnerships import actions, queries, rules
from partnerships.forms import BodyFilter, BodyOfSiteForm, PersonForm
from partnerships.models import Body, RoleHeld
from partnerships.views.people import RoleRetire, tell_how_to_begin


class SiteSee(ListPage):
    """The bodies without an administrator, and who operates the site."""

    permission = Permission.OPERATE_SITE
    template_name = "partnerships/site/see.html"
    filter_class = BodyFilter

    def results(self) -> Any:
        return queries.bodies_without_administrator()

    def context(self, results: Any) -> dict[str, Any]:
        return {"operators": queries.site_operators()}


class BodyOfSiteAdd(RecordAdd):
    """Record a body that nobody has recorded yet; next comes its first administrator."""

    permission = Permission.OPERATE_SITE
    form_class = BodyOfSiteForm

    def back_url(self) -> str:
        return reverse("partnerships:site")

    def act(self, form: Any) -> str:
        super().act(form)
        return reverse("partnerships:body-let-in", args=[form.instance.pk])


class PersonLetIn(FormPage):
    """Let somebody in: they choose a password by a link that is shown once."""

    permission = Permission.OPERATE_SITE
    form_class = PersonForm
    submit = "Let them in"

    def back_url(self) -> str:
        return reverse("partnerships:site")

    def let_in(self, **whom: Any) -> RoleHeld:
        """Call the action."""
        raise NotImplementedError

    def act(self, form: Any) -> str:
        email, name = form.cleaned_data["email"], form.cleaned_data["name"]
        held = self.let_in(email=email, name=name, by=self.user, at=self.now)
        tell_how_to_begin(self, held)
        return self.back_url()


class BodyNobodyActsFor(FormPage):
    """A form about a body that has no administrator here."""

    def find(self) -> None:
        self.body = self.find_one(Body, self.kwargs["key"], "kind")

    def allow(self) -> None:
        super().allow()
        try:
            rules.body_has_no_administrator(self.body)
        except RulesBroken as refusal:
            raise NotAsItStands(str(refusal)) from refusal


class BodyLetIn(BodyNobodyActsFor, PersonLetIn):
    """Let in the first administrator of a body, who lets in everybody else there."""

    def heading(self) -> str:
        return "Let in the first administrator"

    def context(self) -> dict[str, Any]:
        intro = (
            f"They can give roles at {self.body} from then on, to themselves too. Make sure that they act "
            "for it: with a role they see every agreement to which it is a partner. You see none of them."
        )
        return {"record": self.body, "intro": intro}

    def let_in(self, **whom: Any) -> RoleHeld:
        return actions.let_in_first_administrator(body=self.body, **whom)


class OperatorAdd(PersonLetIn):
    """Let in another operator."""

    def heading(self) -> str:
        return "Let in a site operator"

    def let_in(self, **whom: Any) -> RoleHeld:
        return actions.let_in_operator(**whom)


class OperatorRetire(RoleRetire):
    permission = Permission.OPERATE_SITE

    def permitted_on(self) -> Record | None:
        return None
