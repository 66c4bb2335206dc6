"""An agreement's documents: listed, looked at, drafted and issued."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from budgets.calculations import Schedule
from budgets.queries import schedule_of
from core.permissions import Permission
from core.sentences import mid_sentence
from documents import actions, rules
from documents.compositions import (
    agreement_document,
)
from documents.disagreements import Reading, disagreements
from documents.exports import on_page
from documents.models import DocumentKind, IssuedDocument
from documents.queries.agreements import agreement_facts, printed
from documents.queries.documents import (
    documents_of,
)
from documents.views.files import draft_answer
from documents.views.issuing import Issue
from governance.calculations.boards import Boards
from partnerships.models import Agreement
from partnerships.views.hub import AgreementTab


class AgreementDocuments(AgreementTab):
    template_name = "documents/document/list.html"
    paginate_by = 25

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        documents = documents_of(self.agreement, seen_by=self.user, until=self.days.known_at)
        return super().get_context_data(
            results=Paginator(documents, self.paginate_by).get_page(self.request.GET.get("page")), **kwargs
        )


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
        return draft_answer(agreement_document(printed(self.as_at)), name, as_word=self.as_word)


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
