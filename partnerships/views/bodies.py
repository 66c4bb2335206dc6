"""The register of bodies: public facts, the same for everybody."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from core.permissions import Permission, may, permissions_over
from core.views import Page, RecordList
from partnerships import queries
from partnerships.forms import BodyFilter
from partnerships.models import Body


class BodyList(RecordList):
    template_name = "partnerships/body/list.html"
    filter_class = BodyFilter

    def records(self) -> Any:
        return queries.bodies_seen_by(self.user)

    def context(self, results: Any) -> dict[str, Any]:
        return {"may_add": may(self.user, Permission.CHANGE_BODIES)}


class BodySee(Page):
    permission = Permission.SEE
    template_name = "partnerships/body/see.html"

    def find(self) -> None:
        self.body = self.find_one(Body, self.kwargs["key"], "kind", "kept_by")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render(
            body=self.body,
            facts=queries.body_page(self.body, seen_by=self.user),
            may=permissions_over(self.user, self.body),
        )
