"""The record of what a forum decided on a report: drafted and issued."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from core.permissions import Permission, may, may_at
from core.views import Page
from documents import actions, rules
from documents.compositions import (
    decision_record_document,
)
from documents.models import DocumentKind, IssuedDocument
from documents.queries.decisions import record_versions
from documents.queries.documents import (
    latest_issue,
    next_number,
)
from documents.views.files import draft_answer
from documents.views.issuing import Issue
from governance.models import CabinetReport, Forum
from partnerships.findings import Finding


class DecisionRecordPage(Page):
    """A page about the record of what one forum decided on a report."""

    def get_object(self) -> CabinetReport:
        self.report = self.get_visible_or_404(
            CabinetReport, self.kwargs["reference"], "agreement__legal_basis", "forum"
        )
        self.forum = self.get_visible_or_404(Forum, self.kwargs["forum"], "body__kind")
        return self.report


class DecisionRecordDraft(DecisionRecordPage):
    """The open record, marked DRAFT; made now and not kept."""

    permission_required = Permission.SEE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        versions = record_versions(self.report, self.forum, on=self.today)
        if versions is None:
            raise Http404
        name = f"{self.report.reference}-decisions-draft"
        return draft_answer(decision_record_document(versions.open), name)


class DecisionRecordIssue(DecisionRecordPage, Issue):
    permission_required = Permission.RECORD_DECISIONS
    kind = DocumentKind.DECISION_RECORD

    def get_object(self) -> CabinetReport:
        report = super().get_object()
        self.agreement = report.agreement
        return report

    def check_permissions(self) -> None:
        """Its own body issues it: somebody who may read all that is in it."""
        allowed = may_at(self.user, self.permission_required, self.forum.body_id)
        if not allowed:
            raise PermissionDenied(allowed.reason)
        self.versions = record_versions(self.report, self.forum, on=self.today)
        if self.versions is None:
            raise Http404
        self.has_exempt = self.versions.exempt is not None
        if self.has_exempt and not (decision := may(self.user, Permission.SEE_EXEMPT, self.report)):
            raise PermissionDenied(decision.reason)

    def heading(self) -> str:
        return f"Issue the record of what was decided: {self.forum}"

    def get_cancel_url(self) -> str:
        return reverse("governance:report-decisions", args=[self.report.reference])

    def number(self) -> int:
        return next_number(self.kind, self.agreement, self.report, forum=self.forum)

    def latest(self) -> IssuedDocument | None:
        return latest_issue(self.kind, self.agreement, self.report, forum=self.forum)

    def findings(self) -> list[Finding]:
        """None: what is amiss in the agreement is no matter of what was decided."""
        return []

    def must_be_issuable(self) -> None:
        rules.check_decision_record(self.report, self.versions)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            report=self.report, forum=self.forum, has_exempt=self.has_exempt, **kwargs
        )

    def issue(self, why: str) -> list[IssuedDocument]:
        return actions.issue_decision_record(
            report=self.report, forum=self.forum, by=self.user, at=self.now, why=why
        )
