"""The agreement's page is the hub: one tab a subject, each served by the app that owns it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.template.response import TemplateResponse
from django.urls import reverse

from core.models import Record
from core.permissions import Permission, permissions_over
from core.views import Page
from partnerships.models import Agreement

TABS = (
    ("Overview", "partnerships:agreement"),
    ("Parties", "partnerships:agreement-parties"),
    ("Scope", "partnerships:agreement-scope"),
    ("Provisions", "partnerships:agreement-provisions"),
    ("Money", "budgets:agreement-money"),
    ("Governance", "governance:agreement-governance"),
    ("Reports", "governance:agreement-reports"),
    ("Documents", "documents:agreement-documents"),
    ("History", "partnerships:agreement-history"),
)


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool


def tabs_of(agreement: Agreement, here: str) -> list[Tab]:
    """The agreement's tabs; `here` is the name of the current page's address."""
    return [Tab(label, reverse(name, args=[agreement.reference]), name == here) for label, name in TABS]


class AgreementPage(Page):
    """A tab of one agreement. The template gets `agreement`, `tabs` and `may`, what the user may do here."""

    permission = Permission.SEE
    related = ("legal_basis", "kept_by", "host")

    def find(self) -> None:
        self.agreement = self.find_one(Agreement, self.kwargs["reference"], *self.related)

    def permitted_on(self) -> Record | None:
        return self.agreement

    def render(self, status: int = 200, **context: Any) -> TemplateResponse:
        match = self.request.resolver_match
        here = match.view_name if match else ""
        return super().render(
            status,
            agreement=self.agreement,
            tabs=tabs_of(self.agreement, here),
            may=permissions_over(self.user, self.agreement),
            **context,
        )
