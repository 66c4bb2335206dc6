"""How a body becomes party to an agreement: it is chosen, invited, and its own people answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core.forms.action import ActionForm
from core.permissions import Permission, may_at
from core.rules import RulesBroken
from core.views import FormPage, ListPage, NotAsItStands, Page, RecordAdd, RecordPage, refuse_if_retired
from partnerships import actions, queries, rules
from partnerships.forms import BodyFilter, InvitationForm, RefuseForm, WithdrawForm
from partnerships.models import AccessRequest, Agreement, Body, Invitation
from partnerships.views.hub import AgreementPage
from partnerships.views.site import BodyNobodyActsFor


class PartyChoose(AgreementPage, ListPage):
    """Which body is to be party: each with what tells it apart from others of a like name."""

    permission = Permission.CHANGE_AGREEMENTS
    template_name = "partnerships/party/choose.html"
    filter_class = BodyFilter

    def allow(self) -> None:
        super().allow()
        refuse_if_retired(self.agreement)

    def results(self) -> Any:
        return queries.candidates_for(self.agreement, on=self.today)


class InvitationAdd(RecordAdd):
    """Invite the body that was chosen, after a look at which one it is."""

    form_class = InvitationForm
    template_name = "partnerships/party/invite.html"
    permission = Permission.CHANGE_AGREEMENTS
    in_a_row = False
    parent: Agreement

    def find(self) -> None:
        super().find()
        self.body = self.find_one(Body, self.kwargs["body"], "kind")
        self.is_peopled = queries.people_act_for(self.body)

    def new(self) -> Invitation:
        return Invitation(agreement=self.parent, body=self.body)

    def heading(self) -> str:
        return "Is this the body?"

    @property
    def submit(self) -> str:  # type: ignore[override]  # its words depend on whether anybody is there to answer
        return "Yes, invite it" if self.is_peopled else "Yes, record it as a party"

    def context(self) -> dict[str, Any]:
        facts = queries.body_page(self.body, seen_by=self.user)
        return {**super().context(), "body": self.body, "facts": facts, "is_peopled": self.is_peopled}

    def act(self, form: Any) -> str:
        actions.invite(form.instance, by=self.user, at=self.now)
        if self.is_peopled:
            messages.success(self.request, f"{self.body} is invited. Its own people accept or refuse.")
        else:
            messages.success(
                self.request,
                f"{self.body} is recorded as a party. Nobody is there to confirm it yet: you can ask the "
                "operator of the site to let somebody in.",
            )
        return self.back_url()


class InvitationList(Page):
    """What the user's bodies are invited to: by whom, and to what title; no more."""

    permission = Permission.SEE
    template_name = "partnerships/invitation/list.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        invitations = list(queries.invitations_to(self.user))
        answerable = {
            each.pk for each in invitations if may_at(self.user, Permission.ANSWER_INVITATIONS, each.body_id)
        }
        return self.render(invitations=invitations, answerable=answerable)


class InvitationAnswer(FormPage):
    """An answer by an officer of the body that is invited."""

    permission = Permission.ANSWER_INVITATIONS
    template_name = "partnerships/invitation/answer.html"

    def find(self) -> None:
        self.invitation = get_object_or_404(queries.invitations_to(self.user), pk=self.kwargs["key"])

    def allow(self) -> None:
        decision = may_at(self.user, Permission.ANSWER_INVITATIONS, self.invitation.body_id)
        if not decision:
            raise PermissionDenied(decision.reason)

    def context(self) -> dict[str, Any]:
        return {"invitation": self.invitation}

    def back_url(self) -> str:
        return reverse("partnerships:invitation-list")


class InvitationAccept(InvitationAnswer):
    form_class = ActionForm
    submit = "Accept for this body"

    def heading(self) -> str:
        return "Accept the invitation"

    def act(self, form: Any) -> str:
        actions.accept_invitation(self.invitation, by=self.user, at=self.now)
        messages.success(self.request, f"{self.invitation.body} is party to this agreement.")
        return self.invitation.agreement.get_absolute_url()


class InvitationRefuse(InvitationAnswer):
    form_class = RefuseForm
    submit = "Refuse"

    def heading(self) -> str:
        return "Refuse the invitation"

    def act(self, form: Any) -> str:
        why = form.cleaned_data["why"]
        actions.refuse_invitation(self.invitation, by=self.user, at=self.now, why=why)
        messages.success(self.request, f"Refused. {self.invitation.inviter} is told why.")
        return self.back_url()


class InvitationWithdraw(RecordPage):
    """Take an invitation back."""

    model = Invitation
    permission = Permission.CHANGE_AGREEMENTS
    form_class = WithdrawForm
    submit = "Withdraw the invitation"

    def allow(self) -> None:
        super().allow()
        try:
            rules.invitation_is_open(self.record)
        except RulesBroken as refusal:
            raise NotAsItStands(str(refusal)) from refusal

    def heading(self) -> str:
        return "Withdraw the invitation"

    def act(self, form: Any) -> str:
        actions.withdraw_invitation(self.record, by=self.user, at=self.now, why=form.cleaned_data["why"])
        messages.success(self.request, f"The invitation of {self.record.body} is withdrawn.")
        return self.back_url()


class OperatorAsk(BodyNobodyActsFor):
    """Ask the operator to let somebody in for a body that has nobody here."""

    permission = Permission.CHANGE_AGREEMENTS
    form_class = ActionForm
    submit = "Ask the operator"

    def heading(self) -> str:
        return "Ask for somebody to be let in"

    def context(self) -> dict[str, Any]:
        intro = (
            f"Nobody acts for {self.body} here yet. The operator of the site can let in its first "
            "administrator, who lets in the others. The operator is told which of your bodies asks, and "
            "nothing of your agreements."
        )
        return {"record": self.body, "intro": intro}

    def back_url(self) -> str:
        return self.body.get_absolute_url()

    def act(self, form: Any) -> str:
        asked_by = queries.own_bodies(self.user, Permission.CHANGE_AGREEMENTS).first()
        actions.ask_operator(AccessRequest(body=self.body, asked_by=asked_by), by=self.user, at=self.now)
        messages.success(self.request, f"The operator is asked to let somebody in for {self.body}.")
        return self.back_url()
