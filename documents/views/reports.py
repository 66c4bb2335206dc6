"""A Cabinet report as a file, its versions compared, and its issue."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from core.models import SecurityEvent
from core.permissions import Permission, may
from core.security import security_event
from core.sentences import sentence_start
from core.views import Page
from documents import actions, rules
from documents.calculations import as_json
from documents.comparison import compared
from documents.compositions import (
    report_document,
)
from documents.models import DocumentKind, IssuedDocument
from documents.queries.documents import (
    facts_kept,
    latest_issue,
    versions_of,
)
from documents.queries.reports import CabinetReportFacts, cabinet_report_facts, versions_to_issue
from documents.views.files import draft_answer
from documents.views.issuing import Issue
from governance.models import CabinetReport
from governance.queries.advice import clearances_of
from governance.queries.exempt import has_exempt


class ReportDraft(Page):
    """The report, marked DRAFT for as long as it is one; made now and not kept."""

    permission_required = Permission.SEE
    as_word = False

    def get_object(self) -> CabinetReport:
        self.report = self.get_visible_or_404(CabinetReport, self.kwargs["reference"], "agreement")
        return self.report

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        facts = cabinet_report_facts(self.report, on=self.today)
        return self.answer(facts)

    def answer(self, facts: CabinetReportFacts, exempt: str = "") -> HttpResponse:
        """The report under its own front or, where the address names one, under a further one."""
        key = self.kwargs.get("front")
        front = facts.report.front(key)
        if key is not None and front is None:
            raise Http404
        under = f"-front-{key}" if front else ""
        name = f"{self.report.reference}-draft{under}{exempt}"
        return draft_answer(report_document(facts, front), name, as_word=self.as_word)


class ReportExemptDraft(ReportDraft):
    """The same with what is exempt in it, if anything is."""

    permission_required = Permission.SEE_EXEMPT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        facts = cabinet_report_facts(self.report, on=self.today, exempt=True)
        if facts.report.shows_exempt:
            security_event(SecurityEvent.Kind.EXEMPT_READ, request, person=self.user, report=self.report.pk)
        return self.answer(facts, "-exempt" if facts.report.shows_exempt else "")


class ReportCompare(ReportDraft):
    """Two issued versions, or one and the draft, with what differs marked word by word."""

    template_name = "documents/document/compare.html"
    draft = "draft"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.issued = {str(each.pk): each for each in versions_of(self.report, seen_by=self.user)}
        chosen = self._chosen()
        self.kept = facts_kept(self.issued[each] for each in chosen if each in self.issued)
        comparisons = compared(*map(self._facts, chosen)) if len(set(chosen)) == 2 else []
        for each in chosen:
            if each in self.issued and self.issued[each].is_exempt:
                kind = SecurityEvent.Kind.EXEMPT_READ
                security_event(kind, request, person=self.user, document=self.issued[each].pk)
        return self.render_to_response(
            self.get_context_data(
                report=self.report,
                versions=self._versions(),
                chosen=chosen,
                changed=[each for each in comparisons if not each.is_same],
                same=[each.title for each in comparisons if each.is_same],
            )
        )

    def _versions(self) -> list[tuple[str, str]]:
        """What can be compared, the latest first, each by its key."""
        draft = [(self.draft, f"Draft of version {self.report.version}")] if self.report.is_open else []
        return [*draft, *((key, sentence_start(str(each))) for key, each in self.issued.items())]

    def _chosen(self) -> list[str]:
        """Those the address names; the latest two where it names none, or what is not there."""
        keys = [key for key, _ in self._versions()]
        asked = [self.request.GET.get(name, "") for name in ("before", "after")]
        return asked if all(each in keys for each in asked) else keys[:2][::-1]

    def _facts(self, key: str) -> Any:
        if key in self.issued:
            return self.kept[self.issued[key].pk]
        others = [self.issued[each] for each in self._chosen() if each in self.issued]
        exempt = any(each.is_exempt for each in others)
        return as_json(cabinet_report_facts(self.report, on=self.today, exempt=exempt))


class ReportIssue(Issue):
    permission_required = Permission.ISSUE_REPORTS
    kind = DocumentKind.CABINET_REPORT

    def get_object(self) -> CabinetReport:
        self.report = self.get_visible_or_404(
            CabinetReport, self.kwargs["reference"], "agreement__legal_basis", "forum"
        )
        self.agreement = self.report.agreement
        return self.report

    def heading(self) -> str:
        return "Issue the Cabinet report"

    def get_cancel_url(self) -> str:
        return self.report.get_absolute_url()

    def number(self) -> int:
        return self.report.version

    def latest(self) -> IssuedDocument | None:
        return latest_issue(self.kind, self.agreement, self.report)

    def check_permissions(self) -> None:
        """Who issues a report answers for all that is in it, and so may read it."""
        super().check_permissions()
        self.has_exempt = has_exempt(self.report)
        if self.has_exempt and not (decision := may(self.user, Permission.SEE_EXEMPT, self.report)):
            raise PermissionDenied(decision.reason)

    def must_be_issuable(self) -> None:
        rules.check_report(self.report, versions_to_issue(self.report, on=self.today))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        clearances = clearances_of(self.report, on=self.today)
        return super().get_context_data(
            report=self.report,
            has_exempt=self.has_exempt,
            clearances=clearances,
            **kwargs,
        )

    def issue(self, why: str) -> list[IssuedDocument]:
        return actions.issue_cabinet_report(report=self.report, by=self.user, at=self.now, why=why)
