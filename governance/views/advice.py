"""Pages of what others than the author do to a report: advise in it, clear it, comment on it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect

from core.history import version_of
from core.models import Record
from core.rules import RuleBroken
from core.views import FormPage, NotAsItStands, RecordAdd, RecordChange
from governance.actions.advice import clear_report, give_advice, make_comment
from governance.forms.advice import AdviceInImplicationForm, AdviceInSectionForm, ClearForm
from governance.models import Advice, Clearance, ReportSection
from governance.queries.advice import clearances_of
from governance.queries.references import sayings_of
from governance.rules import advice as rules
from governance.views.reports import ContentAdd


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
        said = sayings_of(self.advice.report, on=self.today)
        return super().get_context_data(advice=self.advice, sayings=said, **kwargs)

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


class ClearanceGive(FormPage):
    """Clear the report as it stands, or say that it is not clear."""

    template_name = "governance/report/clear.html"
    form_class = ClearForm
    submit = "Save"

    def get_object(self) -> Clearance:
        related = ("report__agreement", "report__forum", "body")
        self.clearance = self.get_visible_or_404(Clearance, self.kwargs["key"], *related)
        return self.clearance

    def check_permissions(self) -> None:
        super().check_permissions()
        for rule in (rules.clearance_is_given_by_its_post, rules.who_clears_reads_the_whole_report):
            try:
                rule(self.clearance, self.user)
            except RuleBroken as refusal:
                asked = self.clearance.get_role_display()
                raise PermissionDenied(f"{refusal} For this you need the role of {asked}.") from None
        if not self.clearance.report.is_open:
            raise NotAsItStands(str(rules.clearance_is_given_before_issue))

    def heading(self) -> str:
        return f"Clear the report: {self.clearance.post}"

    def get_success_url(self) -> str:
        return self.clearance.report.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        [facts] = [
            each
            for each in clearances_of(self.clearance.report, on=self.today)
            if each.key == self.clearance.pk
        ]
        return super().get_context_data(report=self.clearance.report, facts=facts, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        is_clear, why = form.cleaned_data["is_clear"], form.cleaned_data["why"]
        clear_report(self.clearance, is_clear=is_clear, by=self.user, at=self.now, why=why)
        said = "The report is cleared" if is_clear else "The report is not cleared"
        messages.success(self.request, f"{said}: {self.clearance.post}.")
        return super().form_valid(form)


class AdviceAsk(ContentAdd):
    """Ask a post for advice."""

    def heading(self) -> str:
        return "Ask for advice"


class CommentAdd(RecordAdd):
    """Remark on a text of the report."""

    action = staticmethod(make_comment)


class CommentChange(RecordChange):
    """Change or resolve a comment: its words are changed by whoever made it."""

    def get_form(self, data: Any = None, **kwargs: Any) -> Any:
        form = super().get_form(data, **kwargs)
        if self.record.made_by_id != self.user.pk:
            form.fields["text"].disabled = True
        return form
