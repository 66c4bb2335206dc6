"""How a body becomes party to an agreement: it is chosen, invited, and its own people answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from core.forms.action import ActionForm
from core.models import Record
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

    permission_required = Permission.CHANGE_AGREEMENTS
    template_name = "partnerships/party/choose.html"
    filter_class = BodyFilter

    def check_permissions(self) -> None:
        super().check_permissions()
        refuse_if_retired(self.agreement)

    def get_queryset(self) -> Any:
        return queries.candidates_for(self.agreement, on=self.today)


class InvitationAdd(RecordAdd):
    """Invite the body that was chosen, after a look at which one it is."""

    form_class = InvitationForm
    template_name = "partnerships/party/invite.html"
    permission_required = Permission.CHANGE_AGREEMENTS
    in_a_row = False
    parent: Agreement

    def get_object(self) -> Record | None:
        parent = super().get_object()
        self.body = self.get_visible_or_404(Body, self.kwargs["body"], "kind")
        self.is_peopled = queries.people_act_for(self.body)
        return parent

    def new(self) -> Invitation:
        return Invitation(agreement=self.parent, body=self.body)

    def heading(self) -> str:
        return "Is this the body?"

    @property
    def submit(self) -> str:  # type: ignore[override]  # its words depend on whether anybody is there to answer
        return "Yes, invite it" if self.is_peopled else "Yes, record it as a party"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = queries.body_page(self.body, seen_by=self.user)
        return super().get_context_data(body=self.body, facts=facts, is_peopled=self.is_peopled, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        actions.invite(form.instance, by=self.user, at=self.now)
        if self.is_peopled:
            messages.success(self.request, f"{self.body} is invited. Its own people accept or refuse.")
        else:
            messages.success(
                self.request,
                f"{self.body} is recorded as a party. Nobody is there to confirm it yet: you can ask the "
                "operator of the site to let somebody in.",
            )
        return redirect(self.get_cancel_url())


class InvitationList(Page):
    """What the user's bodies are invited to: by whom, and to what title; no more."""

    permission_required = Permission.SEE
    template_name = "partnerships/invitation/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        invitations = list(queries.invitations_to(self.user))
        answerable = {
            each.pk for each in invitations if may_at(self.user, Permission.ANSWER_INVITATIONS, each.body_id)
        }
        return super().get_context_data(invitations=invitations, answerable=answerable, **kwargs)


class InvitationAnswer(FormPage):
    """An answer by an officer of the body that is invited."""

    permission_required = Permission.ANSWER_INVITATIONS
    template_name = "partnerships/invitation/answer.html"

    def get_object(self) -> Invitation:
        self.invitation = get_object_or_404(queries.invitations_to(self.user), pk=self.kwargs["key"])
        return self.invitation

    def check_permissions(self) -> None:
        decision = may_at(self.user, Permission.ANSWER_INVITATIONS, self.invitation.body_id)
        if not decision:
            raise PermissionDenied(decision.reason)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(invitation=self.invitation, **kwargs)

    def get_success_url(self) -> str:
        return reverse("partnerships:invitation-list")


class InvitationAccept(InvitationAnswer):
    form_class = ActionForm
    submit = "Accept for this body"

    def heading(self) -> str:
        return "Accept the invitation"

    def form_valid(self, form: Any) -> HttpResponse:
        actions.accept_invitation(self.invitation, by=self.user, at=self.now)
        messages.success(self.request, f"{self.invitation.body} is party to this agreement.")
        return redirect(self.invitation.agreement)


class InvitationRefuse(InvitationAnswer):
    form_class = RefuseForm
    submit = "Refuse"

    def heading(self) -> str:
        return "Refuse the invitation"

    def form_valid(self, form: Any) -> HttpResponse:
        why = form.cleaned_data["why"]
        actions.refuse_invitation(self.invitation, by=self.user, at=self.now, why=why)
        messages.success(self.request, f"Refused. {self.invitation.inviter} is told why.")
        return super().form_valid(form)


class InvitationWithdraw(RecordPage):
    """Take an invitation back."""

    model = Invitation
    permission_required = Permission.CHANGE_AGREEMENTS
    form_class = WithdrawForm
    submit = "Withdraw the invitation"

    def check_permissions(self) -> None:
        super().check_permissions()
        try:
            rules.invitation_is_open(self.record)
        except RulesBroken as refusal:
            raise NotAsItStands(str(refusal)) from refusal

    def heading(self) -> str:
        return "Withdraw the invitation"

    def form_valid(self, form: Any) -> HttpResponse:
        actions.withdraw_invitation(self.record, by=self.user, at=self.now, why=form.cleaned_data["why"])
        messages.success(self.request, f"The invitation of {self.record.body} is withdrawn.")
        return super().form_valid(form)


class OperatorAsk(BodyNobodyActsFor):
    """Ask the operator to let somebody in for a body that has nobody here."""

    permission_required = Permission.CHANGE_AGREEMENTS
    form_class = ActionForm
    submit = "Ask the operator"

    def heading(self) -> str:
        return "Ask for somebody to be let in"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        intro = (
            f"Nobody acts for {self.body} here yet. The operator of the site can let in its first "
            "administrator, who lets in the others. The operator is told which of your bodies asks, and "
            "nothing of your agreements."
        )
        return super().get_context_data(record=self.body, intro=intro, **kwargs)

    def get_success_url(self) -> str:
        return self.body.get_absolute_url()

    def form_valid(self, form: Any) -> HttpResponse:
        asked_by = queries.own_bodies(self.user, Permission.CHANGE_AGREEMENTS).first()
        actions.ask_operator(AccessRequest(body=self.body, asked_by=asked_by), by=self.user, at=self.now)
        messages.success(self.request, f"The operator is asked to let somebody in for {self.body}.")
        return super().form_valid(form)
