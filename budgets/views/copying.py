"""An agreement begun as a copy of another."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from budgets.actions import copy_agreement
from budgets.forms import AgreementCopyForm
from core.permissions import Permission
from core.views import FormPage, refuse_if_retired
from partnerships.models import Agreement
from partnerships.queries import next_reference
from partnerships.views.hub import AgreementPage


class AgreementCopy(AgreementPage, FormPage):
    """A new agreement on the terms of this one: here, above partnerships, because its money comes with it."""

    template_name = "budgets/agreement/copy.html"
    permission_required = Permission.CHANGE_AGREEMENTS
    form_class = AgreementCopyForm
    tab = "partnerships:agreement"
    submit = "Copy the agreement"

    def check_permissions(self) -> None:
        super().check_permissions()
        refuse_if_retired(self.agreement)

    def heading(self) -> str:
        return "Copy this agreement"

    def get_initial(self) -> dict[str, Any]:
        return {
            "reference": next_reference(self.agreement),
            "title": self.agreement.title,
            "legal_basis": self.agreement.legal_basis,
        }

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": Agreement(), "user": self.user}

    def get_success_url(self) -> str:
        return self.agreement.get_absolute_url()

    def form_valid(self, form: Any) -> HttpResponse:
        copy_agreement(
            form.instance,
            original=self.agreement,
            money=form.copies_money,
            with_invitations=form.cleaned_data["with_invitations"],
            by=self.user,
            at=self.now,
        )
        messages.success(self.request, f"Agreement copied: {form.instance}.")
        return redirect(form.instance)
