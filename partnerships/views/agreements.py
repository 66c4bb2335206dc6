"""The agreement: list, hub tabs, its status."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from core.history import version_of
from core.permissions import Permission, may
from core.sentences import mid_sentence
from core.spreadsheet import WORKBOOK
from core.views import FormPage, RecordAdd, RecordList
from partnerships import actions, exports, queries
from partnerships.findings import findings_of
from partnerships.forms import AgreementFilter, AgreementForm, StatusForm
from partnerships.models import TRANSITIONS, Agreement, AgreementStatus
from partnerships.overview import told_of
from partnerships.rules.statuses import told, unmet
from partnerships.views.hub import AgreementPage, AgreementTab


class AgreementList(RecordList):
    keeps_views = True
    template_name = "partnerships/agreement/list.html"
    filter_class = AgreementFilter

    def records(self) -> Any:
        return queries.agreements_seen_by(self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_add=may(self.user, Permission.CHANGE_AGREEMENTS), **kwargs)


class AgreementListExport(AgreementList):
    """The same list, as the address narrows it, as a workbook or as CSV."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        lines = queries.register_lines(self.get_filterset().qs, on=self.today)
        if self.kwargs["file_format"] == "csv":
            csv = exports.register_csv(lines)
            answer: HttpResponseBase = StreamingHttpResponse(csv, content_type="text/csv; charset=utf-8")
        else:
            made = exports.register_workbook(lines, on=self.today, at=self.now, by_name=self.user.name)
            answer = HttpResponse(made, content_type=WORKBOOK)
        name = f"agreements-{self.today:%Y-%m-%d}.{self.kwargs['file_format']}"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer


class AgreementAdd(RecordAdd):
    """A new agreement; the body it is recorded for becomes its first partner."""

    form_class = AgreementForm
    action = staticmethod(actions.record_agreement)
    submit = "Record agreement"

    def heading(self) -> str:
        return "Record an agreement"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        copying = "To begin with the terms of another agreement, open it and choose Copy this agreement."
        return super().get_context_data(intro=copying, **kwargs)


class AgreementSee(AgreementTab):
    template_name = "partnerships/agreement/see.html"
    parts = None

    @property
    def is_asked(self) -> bool:
        """Whether the address asks what would need attention though the agreement is past."""
        return self.request.GET.get("asked") == "yes"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        seen = Agreement.objects.visible_to(self.user).not_retired()
        found = queries.answered(findings_of(self.as_at, asked=self.is_asked))
        return super().get_context_data(
            findings=[each for each in found if not (each.answer and each.answer.puts_aside(self.today))],
            put_aside=[each for each in found if each.answer and each.answer.puts_aside(self.today)],
            others=queries.among_others(self.as_at, seen=seen),
            told=told_of(self.as_at),
            **kwargs,
        )


class AgreementParties(AgreementTab):
    template_name = "partnerships/agreement/parties.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            joining=queries.joining(self.as_at),
            retired=queries.retired_from("parties", self.agreement),
            **kwargs,
        )


class AgreementScope(AgreementTab):
    template_name = "partnerships/agreement/scope.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(retired=queries.retired_from("scope", self.agreement), **kwargs)


class AgreementProvisions(AgreementTab):
    template_name = "partnerships/agreement/provisions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(retired=queries.retired_from("provisions", self.agreement), **kwargs)


class AgreementTree(AgreementTab):
    """The over-arching agreement with what is annexed to it: of each its term, its check and its money."""

    template_name = "partnerships/agreement/tree.html"
    tab = "partnerships:agreement"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        as_at = context["as_at"]
        rows = queries.tree_of(self.agreement, seen_by=self.user, on=as_at.on, known_at=as_at.known_at)
        return context | {"rows": rows}


class AgreementMove(AgreementPage, FormPage):
    """Take the agreement to its next status."""

    template_name = "partnerships/agreement/move.html"
    permission_required = Permission.CHANGE_AGREEMENTS
    form_class = StatusForm
    submit = "Change status"

    def heading(self) -> str:
        return "Change status"

    @property
    def status(self) -> AgreementStatus:
        return AgreementStatus(self.agreement.status)

    def get_success_url(self) -> str:
        return self.agreement.get_absolute_url()

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"agreement": self.agreement, "version": version_of(self.agreement), "today": self.today}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        as_at = queries.agreement_as_at(self.agreement.pk, on=self.today, parts=())
        nexts = [(to, list(unmet(as_at, to)), list(told(as_at, to))) for to in TRANSITIONS[self.status]]
        return super().get_context_data(nexts=nexts, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        to = AgreementStatus(form.cleaned_data["to"])
        actions.move_agreement_status(
            self.agreement,
            to=to,
            on=form.cleaned_data["on"],
            by=self.user,
            at=self.now,
            version=form.cleaned_data["version"],
            why=form.cleaned_data["why"],
        )
        messages.success(self.request, f"The agreement is now recorded as {mid_sentence(to.label)}.")
        return super().form_valid(form)
