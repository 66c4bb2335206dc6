"""Pages of what forums decided."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from core.models import Act
from core.permissions import Permission, may, may_at, permissions_over
from core.views import NotAsItStands, NotSaved, Page, RecordAdd, RecordChange, refuse_if_retired
from governance.actions import decisions as actions
from governance.forms import DecisionsForm
from governance.models import CabinetReport, Decision, Forum
from governance.queries import decisions as queries
from governance.queries.reports import gather
from governance.rules.decisions import DECIDED_ON
from governance.views.reports import ReportForm, ReportPage


class ReportDecisions(ReportPage):
    """What each forum is asked, and what it decided."""

    template_name = "governance/decision/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        gather(self.report, exempt=self.reads_exempt)
        asked = queries.asked_of(self.report)
        own = {
            each.forum for each in asked if may_at(self.user, Permission.RECORD_DECISIONS, each.forum.body_id)
        }
        is_decided_on = self.report.status in DECIDED_ON and not self.report.retired_above()
        return super().get_context_data(
            asked=asked,
            may_record=own if is_decided_on else set(),
            is_decided_on=is_decided_on,
            standings=queries.standings_of(self.report.current_decisions, on=self.today),
            follow_ups=queries.follow_ups_of(self.report, seen_by=self.user),
            today=self.today,
            retired=queries.retired_decisions_of(self.report, seen_by=self.user),
            may_restore=bool(own),
            **kwargs,
        )


class DecisionsRecord(ReportForm):
    """What one forum decided on everything in a report that is put to it."""

    permission_required = Permission.RECORD_DECISIONS
    template_name = "governance/decision/record.html"
    form_class = DecisionsForm
    submit = "Save decisions"

    def get_object(self) -> CabinetReport:
        report = super().get_object()
        self.forum: Forum = self.get_visible_or_404(Forum, self.kwargs["forum"], "body")
        return report

    def get_permission_object(self) -> Decision:
        return Decision(report=self.report, forum=self.forum)

    def check_permissions(self) -> None:
        self.allowed = permissions_over(self.user, self.report)
        self.reads_exempt = Permission.SEE_EXEMPT.name in self.allowed
        decision = may_at(self.user, Permission.RECORD_DECISIONS, self.forum.body_id)
        if not decision:
            raise PermissionDenied(decision.reason)
        refuse_if_retired(self.report)
        if self.report.status not in DECIDED_ON:
            raise NotAsItStands("Decisions are recorded once the report was issued.")
        self._read()

    def _read(self) -> None:
        # Its version first: what somebody saves between the two is noticed, not overwritten.
        self.version = queries.decisions_version(self.report, self.forum)
        gather(self.report, exempt=self.reads_exempt)
        found = [each for each in queries.asked_of(self.report) if each.forum == self.forum]
        if not found:
            raise Http404
        self.asked = found[0]

    def heading(self) -> str:
        return f"Record what was decided: {self.forum}"

    def get_success_url(self) -> str:
        return reverse("governance:report-decisions", args=[self.report.reference])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            "recommendations": self.asked.recommendations,
            "decisions": self.asked.decisions,
            "version": self.version,
        }

    def form_stale(self, form: DecisionsForm) -> HttpResponse:
        """What was recorded meanwhile, with this user's own typing over it."""
        opened = queries.decisions_at(self.report, self.forum, form.cleaned_data["version"])
        self._read()
        messages.warning(
            self.request,
            "Somebody else recorded decisions while you were typing. What you typed is below, over what "
            "they saved. Check it and save again.",
        )
        return self.render_form(self.get_form(typed=form.typed_over(opened)), 409)

    def not_saved_by(self, form: DecisionsForm, earlier: Act) -> NotSaved | None:
        saved = queries.decisions_at(self.report, self.forum, earlier.pk)
        if form.is_valid() and not form.typed_over(saved):
            return None
        return NotSaved(version=earlier.pk)

    def form_valid(self, form: DecisionsForm) -> HttpResponse:
        decided = form.decided()
        if not decided:
            messages.info(self.request, "Nothing was changed.")
            return super().form_valid(form)
        actions.record_decisions(
            self.report,
            self.forum,
            decided=decided,
            by=self.user,
            at=self.now,
            version=form.cleaned_data["version"],
        )
        messages.success(self.request, f"What {self.forum.in_sentence} decided is recorded.")
        return super().form_valid(form)


class DecisionPage(Page):
    """A page about one decision. The template gets `decision`, `report` and `may_record`."""

    permission_required = Permission.SEE
    related = ("report__agreement", "recommendation", "forum__body", "retired_by")

    def get_object(self) -> Decision:
        self.decision = self.get_visible_or_404(Decision, self.kwargs["key"], *self.related)
        return self.decision

    def get_permission_object(self) -> CabinetReport:
        """Every partner may read what was decided; only the forum's own body records it."""
        return self.decision.report

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = self.decision.report
        decisions = reverse("governance:report-decisions", args=[report.reference])
        return super().get_context_data(
            decision=self.decision,
            report=report,
            may_record=bool(may(self.user, Permission.RECORD_DECISIONS, self.decision))
            and not report.retired_above(),
            breadcrumbs=[(report.reference, report.get_absolute_url()), ("Decisions", decisions)],
            **kwargs,
        )


class DecisionSee(DecisionPage):
    template_name = "governance/decision/see.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        follows = queries.after(self.decision)
        return super().get_context_data(
            follows=follows,
            standing=queries.standing(self.decision, follows.rules, follows.requests, on=self.today),
            today=self.today,
            **kwargs,
        )


class DecisionChange(RecordChange):
    """A correction of what is recorded of one decision."""

    action = staticmethod(actions.change_decision)


class WhatFollowsAdd(RecordAdd):
    """What becomes of a decision, or is to follow from it."""

    action = staticmethod(actions.record_what_follows)


class WhatFollowsChange(RecordChange):
    """What came of it, or a correction."""

    action = staticmethod(actions.change_what_follows)


class CallInRequestAdd(RecordAdd):
    """That somebody called a decision in, and perhaps others together with it."""

    in_a_row = False
    submit = "Record the call-in"

    def form_valid(self, form: Any) -> HttpResponse:
        also = form.cleaned_data.get("also") or ()
        actions.call_in(form.instance, also=also, by=self.user, at=self.now)
        messages.success(self.request, "The call-in is recorded: until it is settled, nothing takes effect.")
        return redirect(form.instance)
