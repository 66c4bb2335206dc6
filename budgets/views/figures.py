"""Figures chosen by ticking them: to agree them, or to say how settled they are."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from budgets import actions, queries
from budgets.forms import AgreeForm, SettleForm
from budgets.views.funds import FundPage
from core.permissions import Permission
from core.views import FormPage, RecordChange, RecordRetire, refuse_if_retired
from partnerships.views.hub import AgreementPage


class FiguresAgree(AgreementPage, FormPage):
    """A finance officer agrees figures of their own body, and is told what became of those agreed before."""

    permission_required = Permission.AGREE_FIGURES
    template_name = "budgets/figures/agree.html"
    form_class = AgreeForm
    submit = "Agree these figures"

    def check_permissions(self) -> None:
        super().check_permissions()
        refuse_if_retired(self.agreement)

    def heading(self) -> str:
        return "Agree our figures"

    def get_success_url(self) -> str:
        return reverse("budgets:agreement-money", args=[self.agreement.reference])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"offered": queries.figures_to_agree(self.user, self.agreement)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lost=queries.lost_agreements_of(self.user, self.agreement), **kwargs)

    def form_valid(self, form: AgreeForm) -> HttpResponse:
        agreed = actions.agree_figures(
            agreement=self.agreement,
            figures=form.cleaned_data["figures"],
            source=form.cleaned_data["source"],
            by=self.user,
            at=self.now,
        )
        messages.success(self.request, f"{_figures(agreed)} agreed.")
        return super().form_valid(form)


class LostAgreementsSee(AgreementPage):
    """Say that what became of agreed figures was seen, where there is nothing to agree again."""

    permission_required = Permission.AGREE_FIGURES

    def check_permissions(self) -> None:
        super().check_permissions()
        refuse_if_retired(self.agreement)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Who comes here from signing in, or by the address, finds the button on the page of figures."""
        return redirect("budgets:figures-agree", self.agreement.reference)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        listed = request.POST.getlist("seen")
        lost = [
            each for each in queries.lost_agreements_of(self.user, self.agreement) if str(each.pk) in listed
        ]
        if lost:
            actions.see_lost_agreements(agreement=self.agreement, lost=lost, by=self.user, at=self.now)
            messages.success(request, "You are told of these no more. The history keeps them.")
        return redirect("budgets:figures-agree", self.agreement.reference)


class FiguresSettle(FundPage, FormPage):
    """Say that figures of a fund are proposed, indicative or requested."""

    permission_required = Permission.CHANGE_FUNDS
    template_name = "budgets/figures/settle.html"
    form_class = SettleForm
    submit = "Save"

    def check_permissions(self) -> None:
        super().check_permissions()
        refuse_if_retired(self.fund)

    def heading(self) -> str:
        return "Say how settled figures are"

    def get_success_url(self) -> str:
        return self.fund.get_absolute_url()

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"offered": queries.figures_of(self.fund)}

    def form_valid(self, form: SettleForm) -> HttpResponse:
        try:
            changed = actions.settle_figures(
                fund=self.fund,
                figures=form.cleaned_data["figures"],
                status=form.cleaned_data["status"],
                why=form.cleaned_data["why"],
                by=self.user,
                at=self.now,
            )
        except actions.NothingChanged:
            messages.info(self.request, "Nothing was changed.")
        else:
            messages.success(self.request, f"{_figures(changed)} changed.")
        return super().form_valid(form)


class LineChange(RecordChange):
    """Change a line; a partner whose agreed figures go with it to another is told."""

    action = staticmethod(actions.change_line)


class RetireWithFigures(RecordRetire):
    """Retire a fund or a line; a partner that had agreed figures of it is told."""

    action = staticmethod(actions.retire_with_figures)


def _figures(number: int) -> str:
    return f"{number} {'figure' if number == 1 else 'figures'}"
