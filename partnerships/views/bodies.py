"""The register of bodies: public facts, the same for everybody."""

from __future__ import annotations

from typing import Any

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

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_add=may(self.user, Permission.CHANGE_BODIES), **kwargs)


class BodySee(Page):
    permission_required = Permission.SEE
    template_name = "partnerships/body/see.html"

    def get_object(self) -> Body:
        self.body = self.get_visible_or_404(Body, self.kwargs["key"], "kind", "kept_by")
        return self.body

    def get_permission_object(self) -> None:
        """A body is public: a role anywhere is enough."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            body=self.body,
            facts=queries.body_page(self.body, seen_by=self.user),
            may=permissions_over(self.user, self.body),
            **kwargs,
        )
