"""The Documents tab, issuing, drafts and downloads."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from budgets.calculations import Schedule
from budgets.queries import schedule_of
from core.models import Record, SecurityEvent
from core.permissions import Permission, may
from core.rules import RulesBroken
from core.security import security_event
from core.sentences import mid_sentence
from core.views import FormPage, Page
from documents import actions, rules
from documents.compositions import agreement_document
from documents.disagreements import disagreements
from documents.exports import PDF, agreement_pdf, cabinet_report_pdf, on_page
from documents.forms import IssueForm
from documents.models import DocumentKind, IssuedDocument
from documents.queries.agreements import agreement_facts, printed
from documents.queries.documents import documents_of, issued_document, latest_issue, next_number
from documents.queries.reports import cabinet_report_facts, versions_to_issue
from governance.calculations.boards import Boards
from governance.models import CabinetReport
from governance.queries.exempt import has_exempt
from partnerships.findings import Finding, findings_of
from partnerships.models import Agreement
from partnerships.queries import agreement_as_at
from partnerships.views.hub import AgreementTab
from partnerships.views.left import LeftPage


def _file(content: bytes, filename: str, content_type: str, *, inline: bool = False) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = str(content_disposition_header(not inline, filename))
    return response


def _as_issued(page: Page, document: IssuedDocument, back_url: str) -> HttpResponse:
    """The stored bytes; a page that says so where they are not what was issued."""
    content = bytes(document.content)
    if hashlib.sha256(content).hexdigest() != document.sha256:
        return page.render(500, document=document, back_url=back_url)
    if document.is_exempt:
        kind = SecurityEvent.Kind.EXEMPT_READ
        security_event(kind, page.request, person=page.user, document=document.pk)
    return _file(content, document.filename, document.content_type)


class AgreementDocuments(AgreementTab):
    template_name = "documents/document/list.html"
    per_page = 25

    def shown(self) -> dict[str, Any]:
        documents = documents_of(self.agreement, seen_by=self.user, until=self.days.known_at)
        return {"results": Paginator(documents, self.per_page).get_page(self.request.GET.get("page"))}


class DocumentDownload(Page):
    """The stored bytes, after seeing that they are still what was issued."""

    permission = Permission.SEE
    template_name = "documents/document/damaged.html"

    def find(self) -> None:
        self.document = self.find_one(IssuedDocument, self.kwargs["key"], "agreement")

    def permitted_on(self) -> Record | None:
        return self.document

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _as_issued(self, self.document, self.document.get_absolute_url())


class LeftDownload(LeftPage):
    """A document that was issued before the user's body left, byte for byte."""

    template_name = DocumentDownload.template_name

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.kwargs["document"] not in self.past.rows.get(IssuedDocument, {}):
            raise Http404
        document = issued_document(self.kwargs["document"])
        return _as_issued(self, document, reverse("partnerships:left", args=[self.left.pk]))


class AgreementPreview(AgreementTab):
    """The agreement as it would be issued, word for word as its PDF prints it; as at the day chosen."""

    template_name = "documents/document/preview.html"
    tab = "documents:agreement-documents"
    parts = (Schedule, Boards)

    def shown(self) -> dict[str, Any]:
        facts = printed(self.as_at)
        document = agreement_document(facts)
        return {
            "paper": on_page(document),
            "disagreements": disagreements(facts, document),
            "heading": "As it will read",
        }


class AgreementDraft(AgreementTab):
    """The agreement as a PDF marked DRAFT, made now and not kept; as at the day that the address names."""

    parts = (Schedule, Boards)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        content = agreement_pdf(printed(self.as_at))
        return _file(content, f"{self.agreement.reference}-agreement-draft.pdf", PDF, inline=True)


class ReportDraft(Page):
    """The report as a PDF, marked DRAFT for as long as it is one; made now and not kept."""

    permission = Permission.SEE

    def find(self) -> None:
        self.report = self.find_one(CabinetReport, self.kwargs["reference"], "agreement")

    def permitted_on(self) -> Record | None:
        return self.report

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        content = cabinet_report_pdf(cabinet_report_facts(self.report, on=self.today))
        return _file(content, f"{self.report.reference}-draft.pdf", PDF, inline=True)


class ReportExemptDraft(ReportDraft):
    """The same with what is exempt in it, if anything is."""

    permission = Permission.SEE_EXEMPT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        facts = cabinet_report_facts(self.report, on=self.today, exempt=True)
        if facts.report.shows_exempt:
            security_event(SecurityEvent.Kind.EXEMPT_READ, request, person=self.user, report=self.report.pk)
        exempt = "-exempt" if facts.report.shows_exempt else ""
        return _file(
            cabinet_report_pdf(facts), f"{self.report.reference}-draft{exempt}.pdf", PDF, inline=True
        )


class Issue(FormPage):
    """Confirm and issue. What forbids it and what needs attention is listed before the button."""

    template_name = "documents/document/issue.html"
    form_class = IssueForm
    submit = "Issue"
    kind: DocumentKind
    agreement: Agreement

    def must_be_issuable(self) -> None:
        """Raise `RulesBroken` where it may not be issued now."""
        raise NotImplementedError

    def number(self) -> int:
        return next_number(self.kind, self.agreement)

    def latest(self) -> IssuedDocument | None:
        return latest_issue(self.kind, self.agreement)

    def findings(self) -> list[Finding]:
        return findings_of(agreement_as_at(self.agreement.pk, on=self.today), asked=True)

    def issue(self, why: str) -> list[IssuedDocument]:
        raise NotImplementedError

    def context(self) -> dict[str, Any]:
        try:
            self.must_be_issuable()
        except RulesBroken as refusal:
            forbidden = [str(broken) for broken in refusal.broken]
        else:
            forbidden = []
        return {
            "agreement": self.agreement,
            "kind": self.kind,
            "number": self.number(),
            "latest": self.latest(),
            "forbidden": forbidden,
            "findings": self.findings(),
        }

    def act(self, form: Any) -> str:
        documents = self.issue(form.cleaned_data["why"])
        issued = " and ".join(map(str, documents))
        if len(documents) == 1:
            messages.success(self.request, f"{issued} is issued. It stands first in the list below.")
        else:
            messages.success(self.request, f"{issued} are issued. They stand first in the list below.")
        return documents[0].get_absolute_url()


class AgreementOf(Issue):
    """A document of an agreement, found by the agreement's reference."""

    def find(self) -> None:
        self.agreement = self.find_one(Agreement, self.kwargs["reference"], "legal_basis")

    def permitted_on(self) -> Record | None:
        return self.agreement

    def back_url(self) -> str:
        return reverse("documents:agreement-documents", args=[self.agreement.reference])


class AgreementIssue(AgreementOf):
    permission = Permission.ISSUE_AGREEMENTS
    kind = DocumentKind.AGREEMENT

    def heading(self) -> str:
        return "Issue the agreement"

    def must_be_issuable(self) -> None:
        rules.check_agreement(self.agreement, agreement_facts(self.agreement, on=self.today))

    def issue(self, why: str) -> list[IssuedDocument]:
        return [actions.issue_agreement(agreement=self.agreement, by=self.user, at=self.now, why=why)]


class ScheduleIssue(AgreementOf):
    permission = Permission.ISSUE_SCHEDULES

    def find(self) -> None:
        super().find()
        self.kind = actions.SCHEDULES[self.kwargs["file_format"]]

    def heading(self) -> str:
        return f"Issue the {mid_sentence(self.kind.label)}"

    def must_be_issuable(self) -> None:
        rules.check_schedule(self.agreement, schedule_of(self.agreement, on=self.today))

    def issue(self, why: str) -> list[IssuedDocument]:
        issued = actions.issue_schedule(
            agreement=self.agreement,
            file_format=self.kwargs["file_format"],
            by=self.user,
            at=self.now,
            why=why,
        )
        return [issued]


class ReportIssue(Issue):
    permission = Permission.ISSUE_REPORTS
    kind = DocumentKind.CABINET_REPORT

    def find(self) -> None:
        self.report = self.find_one(CabinetReport, self.kwargs["reference"], "agreement__legal_basis")
        self.agreement = self.report.agreement

    def permitted_on(self) -> Record | None:
        return self.report

    def heading(self) -> str:
        return "Issue the Cabinet report"

    def back_url(self) -> str:
        return self.report.get_absolute_url()

    def number(self) -> int:
        return self.report.version

    def latest(self) -> IssuedDocument | None:
        return latest_issue(self.kind, self.agreement, self.report)

    def allow(self) -> None:
        """Who issues a report answers for all that is in it, and so may read it."""
        super().allow()
        self.has_exempt = has_exempt(self.report)
        decision = may(self.user, Permission.SEE_EXEMPT, self.report)
        if self.has_exempt and not decision:
            raise PermissionDenied(decision.reason)

    def must_be_issuable(self) -> None:
        rules.check_report(self.report, versions_to_issue(self.report, on=self.today))

    def context(self) -> dict[str, Any]:
        return {**super().context(), "report": self.report, "has_exempt": self.has_exempt}

    def issue(self, why: str) -> list[IssuedDocument]:
        return actions.issue_cabinet_report(report=self.report, by=self.user, at=self.now, why=why)
