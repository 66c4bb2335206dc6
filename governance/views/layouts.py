"""Pages of report layouts and of the days' notice the law asks for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from core.permissions import Permission, may
from core.views import Page
from governance.models import ReportLayout
from governance.queries import layouts as queries
from governance.queries.exempt import paragraphs


class ReportLayoutList(Page):
    permission = Permission.SEE
    template_name = "governance/layout/list.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render(
            layouts=queries.layouts(),
            notice_rules=queries.notice_rules(),
            exempt_paragraphs=paragraphs(),
            retired=queries.retired_rules_and_layouts(),
            may_change=may(self.user, Permission.CHANGE_REFERENCE),
        )


class ReportLayoutSee(Page):
    permission = Permission.SEE
    template_name = "governance/layout/see.html"

    def find(self) -> None:
        self.layout = self.find_one(ReportLayout, self.kwargs["key"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render(
            layout=self.layout,
            facts=queries.layout_facts(self.layout),
            may_change=may(self.user, Permission.CHANGE_REFERENCE),
        )
