"""The agreement: list, hub tabs, its status."""

from __future__ import annotations

from typing import Any

from django.contrib import messages

from core.history import version_of
from core.permissions import Permission, may
from core.sentences import mid_sentence
from core.views import FormPage, RecordAdd, RecordList
from partnerships import actions, queries
from partnerships.findings import findings_of
from partnerships.forms import AgreementFilter, AgreementForm, StatusForm
from partnerships.models import Agreement, AgreementStatus
from partnerships.views.hub import AgreementPage, AgreementTab


class AgreementList(RecordList):
    template_name = "partnerships/agreement/list.html"
    filter_class = AgreementFilter

    def records(self) -> Any:
        return queries.agreements_seen_by(self.user)

    def context(self, results: Any) -> dict[str, Any]:
        return {"may_add": may(self.user, Permission.CHANGE_AGREEMENTS)}


class AgreementAdd(RecordAdd):
    """A new agreement; the body it is recorded for becomes its first partner."""

    form_class = AgreementForm
    action = staticmethod(actions.record_agreement)
    submit = "Record agreement"

    def heading(self) -> str:
        return "Record an agreement"


class AgreementSee(AgreementTab):
    template_name = "partnerships/agreement/see.html"
    parts = None

    @property
    def is_asked(self) -> bool:
        """Whether the address asks what would need attention though the agreement is past."""
        return self.request.GET.get("asked") == "yes"

    def shown(self) -> dict[str, Any]:
        seen = Agreement.objects.visible_to(self.user).not_retired()
        found = queries.answered(findings_of(self.as_at, asked=self.is_asked), self.agreement)
        return {
            "findings": [each for each in found if not (each.answer and each.answer.puts_aside(self.today))],
            "put_aside": [each for each in found if each.answer and each.answer.puts_aside(self.today)],
            "others": queries.among_others(self.as_at, seen=seen),
        }


class AgreementParties(AgreementTab):
    template_name = "partnerships/agreement/parties.html"

    def shown(self) -> dict[str, Any]:
        return {
            "joining": queries.joining(self.as_at),
            "retired": queries.retired_from("parties", self.agreement),
        }


class AgreementScope(AgreementTab):
    template_name = "partnerships/agreement/scope.html"

    def shown(self) -> dict[str, Any]:
        return {"retired": queries.retired_from("scope", self.agreement)}


class AgreementProvisions(AgreementTab):
    template_name = "partnerships/agreement/provisions.html"

    def shown(self) -> dict[str, Any]:
        return {"retired": queries.retired_from("provisions", self.agreement)}


class AgreementMove(AgreementPage, FormPage):
    """Take the agreement to its next status."""

    template_name = "partnerships/agreement/move.html"
    permission = Permission.CHANGE_AGREEMENTS
    submit = "Change status"

    def heading(self) -> str:
        return "Change status"

    def back_url(self) -> str:
        return self.agreement.get_absolute_url()

    def form(self, data: Any = None, **options: Any) -> StatusForm:
        return StatusForm(data, agreement=self.agreement, version=version_of(self.agreement))

    def act(self, form: Any) -> str:
        to = AgreementStatus(form.cleaned_data["to"])
        actions.move_agreement_status(
            self.agreement,
            to=to,
            by=self.user,
            at=self.now,
            version=form.cleaned_data["version"],
            why=form.cleaned_data["why"],
        )
        messages.success(self.request, f"The agreement is now recorded as {mid_sentence(to.label)}.")
        return self.back_url()
