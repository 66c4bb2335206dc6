"""Pages of advice: it is written by those of whom it was asked, and they write nothing else of the report."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect

from core.history import version_of
from core.models import Record
from core.rules import RuleBroken
from core.views import NotAsItStands, RecordChange
from governance.actions.advice import give_advice
from governance.forms.advice import AdviceInImplicationForm, AdviceInSectionForm
from governance.models import Advice, ReportSection
from governance.rules import advice as rules


class AdviceGive(RecordChange):
    """Write the advice where the report prints it."""

    template_name = "governance/report/advise.html"
    submit = "Save advice"

    def get_object(self) -> Record:
        related = ("report__agreement", "report__forum", "section", "implication", "body")
        self.advice = self.get_visible_or_404(Advice, self.kwargs["key"], *related)
        part = self.advice.part
        self.form_class = AdviceInSectionForm if isinstance(part, ReportSection) else AdviceInImplicationForm  # type: ignore[misc]
        self.version = version_of(part)
        self.record = self.get_visible_or_404(type(part), part.pk, "report__agreement")
        self.address = self.advice.report.get_absolute_url()
        return self.record

    def get_permission_object(self) -> Record:
        return self.advice

    def check_permissions(self) -> None:
        super().check_permissions()
        try:
            rules.advice_is_given_by_who_was_asked(self.advice, self.user)
        except RuleBroken as refusal:
            asked = self.advice.get_role_display()
            raise PermissionDenied(f"{refusal} For this you need the role of {asked}.") from None
        if not self.advice.report.is_open:
            raise NotAsItStands(str(rules.advice_is_given_before_issue))

    def heading(self) -> str:
        return f"Advice of the {self.advice.post}"

    def get_initial(self) -> dict[str, Any]:
        return {"is_complete": self.advice.is_given}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(advice=self.advice, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        is_complete = form.cleaned_data["is_complete"]
        if not form.changes_the_record() and is_complete == self.advice.is_given:
            messages.info(self.request, "There was nothing to change: it says so already.")
            return redirect(self.get_success_url())
        give_advice(
            form.instance,
            advice=self.advice,
            is_complete=is_complete,
            by=self.user,
            at=self.now,
            version=form.cleaned_data["version"],
            why=form.cleaned_data["why"],
        )
        given = "Advice given" if is_complete else "Advice saved as a draft; it is not given yet"
        messages.success(self.request, f"{given}: {self.advice.post}.")
        return redirect(self.get_success_url())
