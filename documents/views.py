"""The Documents tab, issuing, drafts and downloads."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header

from budgets.calculations import Schedule
from budgets.queries import schedule_of
from core.models import SecurityEvent
from core.permissions import Permission, may, may_at
from core.rules import RulesBroken
from core.security import security_event
from core.sentences import mid_sentence, sentence_start
from core.views import FormPage, Page
from documents import actions, rules
from documents.blocks import Document
from documents.calculations import as_json
from documents.comparison import compared
from documents.compositions import (
    agenda_document,
    agreement_document,
    decision_record_document,
    minutes_document,
    notice_document,
    plan_document,
    report_document,
    terms_document,
)
from documents.compositions.parts import period
from documents.disagreements import Reading, disagreements
from documents.exports import PDF, on_page, pdf_of
from documents.forms import IssueForm
from documents.models import DocumentKind, IssuedDocument
from documents.queries.agreements import agreement_facts, printed
from documents.queries.decisions import record_versions
from documents.queries.documents import (
    documents_of,
    facts_kept,
    issued_document,
    latest_issue,
    next_number,
    versions_of,
)
from documents.queries.reports import cabinet_report_facts, versions_to_issue
from documents.word import WORD, word_of
from governance.calculations.boards import Boards
from governance.models import CabinetReport, Forum
from governance.queries.advice import clearances_of
from governance.queries.boards import meeting_page
from governance.queries.exempt import has_exempt
from governance.queries.notices import in_full, notice_says, plan_says, with_own_values
from governance.views.boards import BoardSee
from governance.views.meetings import MeetingSee
from governance.views.notices import ForwardPlan, NoticeSee
from partnerships.findings import Finding, findings_of
from partnerships.models import Agreement
from partnerships.queries import agreement_as_at
from partnerships.views.hub import AgreementTab
from partnerships.views.left import LeftPage

PERIOD = ("since", "until")


def _file(content: bytes, filename: str, content_type: str, *, inline: bool = False) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = str(content_disposition_header(not inline, filename))
    return response


def _draft(document: Document, name: str, *, as_word: bool) -> HttpResponse:
    """The document made now and not kept: as a PDF to look at, or as a Word file to work on."""
    if as_word:
        return _file(word_of(document), f"{name}.docx", WORD)
    return _file(pdf_of(document), f"{name}.pdf", PDF, inline=True)


def _as_issued(page: Page, document: IssuedDocument, back_url: str, *, as_word: bool = False) -> HttpResponse:
    """The stored bytes; a page that says so where they are not what was issued."""
    stored = document.word if as_word else document.content
    if stored is None:
        raise Http404
    content = bytes(stored)
    issued_with = document.word_sha256 if as_word else document.sha256
    if hashlib.sha256(content).hexdigest() != issued_with:
        context = page.get_context_data(document=document, issued_with=issued_with, back_url=back_url)
        return page.render_to_response(context, status=500)
    if document.is_exempt:
        kind = SecurityEvent.Kind.EXEMPT_READ
        security_event(kind, page.request, person=page.user, document=document.pk)
    if as_word:
        return _file(content, document.word_filename, WORD)
    return _file(content, document.filename, document.content_type)


class AgreementDocuments(AgreementTab):
    template_name = "documents/document/list.html"
    paginate_by = 25

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        documents = documents_of(self.agreement, seen_by=self.user, until=self.days.known_at)
        return super().get_context_data(
            results=Paginator(documents, self.paginate_by).get_page(self.request.GET.get("page")), **kwargs
        )


class DocumentDownload(Page):
    """The stored bytes, after seeing that they are still what was issued."""

    permission_required = Permission.SEE
    template_name = "documents/document/damaged.html"
    as_word = False

    def get_object(self) -> IssuedDocument:
        self.document = self.get_visible_or_404(IssuedDocument, self.kwargs["key"], "agreement")
        return self.document

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _as_issued(self, self.document, self.document.get_absolute_url(), as_word=self.as_word)


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

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = printed(self.as_at)
        document = agreement_document(facts)
        return super().get_context_data(
            paper=on_page(document),
            disagreements=disagreements(Reading(facts, document)),
            heading="As it will read",
            **kwargs,
        )


class AgreementDraft(AgreementTab):
    """The agreement marked DRAFT, made now and not kept; as at the day that the address names."""

    parts = (Schedule, Boards)
    as_word = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name = f"{self.agreement.reference}-agreement-draft"
        return _draft(agreement_document(printed(self.as_at)), name, as_word=self.as_word)


class ForwardPlanFile(ForwardPlan):
    """The forward plan of the period that its page shows, as a PDF of what was published."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        chosen = self.filter_class(request.GET or None, queryset=self.get_queryset(), request=request)
        between = [chosen.form.cleaned_data.get(each) if chosen.form.is_valid() else None for each in PERIOD]
        plan = plan_says(self.body, list(with_own_values(chosen.qs)), on=self.today, period=period(*between))
        return _file(pdf_of(plan_document(plan)), "forward-plan.pdf", PDF, inline=True)


class NoticeFile(NoticeSee):
    """One notice as a PDF, marked DRAFT until it is published."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        document = notice_document(notice_says(in_full(self.notice)))
        return _file(pdf_of(document), f"notice-{self.notice.pk}.pdf", PDF, inline=True)


class ReportDraft(Page):
    """The report, marked DRAFT for as long as it is one; made now and not kept."""

    permission_required = Permission.SEE
    as_word = False

    def get_object(self) -> CabinetReport:
        self.report = self.get_visible_or_404(CabinetReport, self.kwargs["reference"], "agreement")
        return self.report

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        facts = cabinet_report_facts(self.report, on=self.today)
        return _draft(report_document(facts), f"{self.report.reference}-draft", as_word=self.as_word)


class ReportExemptDraft(ReportDraft):
    """The same with what is exempt in it, if anything is."""

    permission_required = Permission.SEE_EXEMPT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        facts = cabinet_report_facts(self.report, on=self.today, exempt=True)
        if facts.report.shows_exempt:
            security_event(SecurityEvent.Kind.EXEMPT_READ, request, person=self.user, report=self.report.pk)
        exempt = "-exempt" if facts.report.shows_exempt else ""
        name = f"{self.report.reference}-draft{exempt}"
        return _draft(report_document(facts), name, as_word=self.as_word)


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

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        try:
            self.must_be_issuable()
        except RulesBroken as refusal:
            forbidden = [str(broken) for broken in refusal.broken]
        else:
            forbidden = []
        return super().get_context_data(
            agreement=self.agreement,
            kind=self.kind,
            number=self.number(),
            latest=self.latest(),
            forbidden=forbidden,
            findings=self.findings(),
            **kwargs,
        )

    def form_valid(self, form: Any) -> HttpResponse:
        documents = self.issue(form.cleaned_data["why"])
        issued = " and ".join(map(str, documents))
        if len(documents) == 1:
            messages.success(self.request, f"{issued} is issued. It stands first in the list below.")
        else:
            messages.success(self.request, f"{issued} are issued. They stand first in the list below.")
        return redirect(documents[0])


class AgreementOf(Issue):
    """A document of an agreement, found by the agreement's reference."""

    def get_object(self) -> Agreement:
        self.agreement = self.get_visible_or_404(Agreement, self.kwargs["reference"], "legal_basis")
        return self.agreement

    def get_cancel_url(self) -> str:
        return reverse("documents:agreement-documents", args=[self.agreement.reference])


class AgreementIssue(AgreementOf):
    permission_required = Permission.ISSUE_AGREEMENTS
    kind = DocumentKind.AGREEMENT

    def heading(self) -> str:
        return "Issue the agreement"

    def must_be_issuable(self) -> None:
        rules.check_agreement(self.agreement, agreement_facts(self.agreement, on=self.today))

    def issue(self, why: str) -> list[IssuedDocument]:
        return [actions.issue_agreement(agreement=self.agreement, by=self.user, at=self.now, why=why)]


class ScheduleIssue(AgreementOf):
    permission_required = Permission.ISSUE_SCHEDULES

    def get_object(self) -> Agreement:
        self.kind = actions.SCHEDULES[self.kwargs["file_format"]]
        return super().get_object()

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
        clearances = clearances_of(self.report)
        return super().get_context_data(
            report=self.report,
            has_exempt=self.has_exempt,
            clearances=clearances,
            **kwargs,
        )

    def issue(self, why: str) -> list[IssuedDocument]:
        return actions.issue_cabinet_report(report=self.report, by=self.user, at=self.now, why=why)


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
        return _draft(decision_record_document(versions.open), name, as_word=False)


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


class BoardTermsFile(BoardSee):
    """The terms of reference that bind on the day the board's page shows, as a PDF made now and not kept."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _draft(terms_document(self.as_at), f"board-{self.board.pk}-terms-of-reference", as_word=False)


class AgendaFile(MeetingSee):
    """The agenda of a meeting, as a PDF made now and not kept."""

    composed = staticmethod(agenda_document)
    name = "agenda"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = meeting_page(self.meeting)
        if page.meeting is None:
            raise Http404
        document = type(self).composed(page.board, page.meeting)
        return _draft(document, f"meeting-{self.meeting.pk}-{self.name}", as_word=False)


class MinutesFile(AgendaFile):
    """Its minutes."""

    composed = staticmethod(minutes_document)
    name = "minutes"
