"""The page on which something is issued."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from core.rules import RulesBroken
from core.views import FormPage
from documents.forms import IssueForm
from documents.models import DocumentKind, IssuedDocument
from documents.queries.documents import (
    latest_issue,
    next_number,
)
from partnerships.findings import Finding, findings_of
from partnerships.models import Agreement
from partnerships.queries import agreement_as_at


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
