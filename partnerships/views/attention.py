"""What needs attention in all of one's agreements, and what somebody says of one thing of it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse

from core.forms.action import ActionForm
from core.models import Record
from core.permissions import Permission
from core.rules import WarningRule, rule_of
from core.sentences import mid_sentence
from core.views import FormPage, ListPage, NotAsItStands
from partnerships import actions, queries
from partnerships.findings import Finding, findings_of
from partnerships.forms import AnswerForm, AttentionFilter
from partnerships.models import AttentionAnswer
from partnerships.views.hub import AgreementPage


class AttentionList(ListPage):
    keeps_views = True
    template_name = "partnerships/attention/list.html"
    filter_class = AttentionFilter

    def get_queryset(self) -> Any:
        return queries.attention_seen_by(self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(today=self.today, **kwargs)
        queries.answered(list(context["results"]))
        return context


class AttentionOf(AgreementPage, FormPage):
    """A form about one breach of a rule, named by the rule's code and the place."""

    permission_required = Permission.ANSWER_ATTENTION

    def get_object(self) -> Record:
        self.rule = rule_of(self.kwargs["code"])
        if not isinstance(self.rule, WarningRule):
            raise Http404(f"No rule that warns has the code {self.kwargs['code']}.")
        return super().get_object()

    @cached_property
    def finding(self) -> Finding:
        """The breach as it is now. Refused where there is none any more."""
        value = queries.agreement_as_at(self.agreement.pk, on=self.today)
        found = findings_of(value, asked=True)
        for each in queries.answered(found):
            if (each.code, each.place) == (self.kwargs["code"], self.kwargs["place"]):
                return each
        raise NotAsItStands("This needs no attention any more.")

    def check_permissions(self) -> None:
        super().check_permissions()
        _ = self.finding

    def get_success_url(self) -> str:
        return f"{self.agreement.get_absolute_url()}#needs-attention"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(record=self.agreement, finding=self.finding, rule=self.rule, **kwargs)


class AttentionAnswerGive(AttentionOf):
    """Take it on, put it off until a day, or accept it."""

    template_name = "partnerships/attention/answer.html"
    form_class = AnswerForm
    submit = "Save"

    def heading(self) -> str:
        return "Say what is to become of it"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"answer": self.finding.answer}

    def form_valid(self, form: Any) -> HttpResponse:
        said = form.cleaned_data
        actions.answer_attention(
            self.agreement,
            code=self.finding.code,
            place=self.finding.place,
            what=said["what"],
            until_on=said["until_on"],
            why=said["why"],
            on=self.today,
            by=self.user,
            at=self.now,
        )
        label = mid_sentence(str(AttentionAnswer.What(said["what"]).label))
        messages.success(self.request, f"It is recorded as {label}: {self.finding.message}.")
        return super().form_valid(form)


class AttentionAnswerTakeBack(AttentionOf):
    """Let it be nobody's again."""

    form_class = ActionForm
    submit = "Take it back"

    def heading(self) -> str:
        return "Take back what was said"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        said = self.finding.answer
        intro = f"{said.label} by {said.person}. {self.finding.message}." if said else ""
        return super().get_context_data(intro=intro, **kwargs)

    def check_permissions(self) -> None:
        super().check_permissions()
        if self.finding.answer is None:
            raise NotAsItStands("Nobody has said anything of it.")

    def form_valid(self, form: Any) -> HttpResponse:
        if self.finding.answer:
            about = {"code": self.finding.code, "place": self.finding.place}
            actions.take_back_answer(self.agreement, **about, by=self.user, at=self.now)
        messages.success(self.request, f"It needs attention again: {self.finding.message}.")
        return super().form_valid(form)
