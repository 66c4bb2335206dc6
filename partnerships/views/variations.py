"""Variations of an agreement: their list, the page of one, and signing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from core.models import Record
from core.navigation import links_from
from core.permissions import Permission
from core.views import RecordAdd
from partnerships import queries
from partnerships.actions.variations import sign_variation
from partnerships.forms import SignatureForm
from partnerships.models import Signature, Variation
from partnerships.queries.variations import retired_changes, variation_page, variations_page
from partnerships.views.hub import AgreementPage, AgreementTab


class AgreementVariations(AgreementTab):
    """The instruments that vary the agreement, in force, agreed for a day to come, or being drafted."""

    template_name = "partnerships/variation/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            rows=variations_page(self.as_at),
            retired=queries.retired_from("variations", self.agreement),
            **kwargs,
        )


class VariationSee(AgreementPage):
    """One variation: what it changes, with what it clashes, who has agreed and signed."""

    template_name = "partnerships/variation/see.html"
    tab = "partnerships:agreement-variations"

    def get_object(self) -> Record:
        self.variation = self.get_visible_or_404(Variation, self.kwargs["key"], "agreement", "retired_by")
        self.agreement = self.variation.agreement
        return self.agreement

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            variation=self.variation,
            page=variation_page(self.variation, on=self.today),
            change_links=[
                (link.label, link.address(self.variation.pk)) for link in links_from("variation", self.user)
            ],
            retired=retired_changes(self.variation),
            today=self.today,
            heading=str(self.variation),
            **kwargs,
        )


class VariationSign(RecordAdd):
    """Record that a partner signed the variation."""

    form_class = SignatureForm
    permission_required = Permission.CHANGE_AGREEMENTS
    template_name = "partnerships/variation/sign.html"
    action = staticmethod(sign_variation)
    submit = "Record signature"
    in_a_row = False

    def get_object(self) -> Record:
        self.variation = self.get_visible_or_404(Variation, self.kwargs["parent"], "agreement")
        self.parent = self.variation
        return self.variation

    def new(self) -> Signature:
        return Signature(agreement=self.variation.agreement, variation=self.variation)

    def get_cancel_url(self) -> str:
        return self.variation.get_absolute_url()

    def heading(self) -> str:
        return "Record a signature"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(page=variation_page(self.variation, on=self.today), **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        super().form_valid(form)
        self.variation.refresh_from_db()
        if self.variation.binds:
            messages.success(self.request, "Every partner has signed: the variation binds from its day.")
        return redirect(self.variation)
