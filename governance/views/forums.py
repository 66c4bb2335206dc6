"""Pages of the forums of a body."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from core.permissions import Permission, permissions_over
from core.views import Page
from governance.models import Forum
from governance.queries import forums as queries
from partnerships.models import Body


class ForumList(Page):
    """Where the reports of a body are decided: public facts, like the body itself."""

    permission = Permission.SEE
    template_name = "governance/forum/list.html"

    def find(self) -> None:
        self.body = self.find_one(Body, self.kwargs["key"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        forums = queries.forums_of(self.body)
        return self.render(
            body=self.body,
            forums=[forum for forum in forums if not forum.is_retired],
            retired=[forum for forum in forums if forum.is_retired],
            may=permissions_over(self.user, Forum(body=self.body)),
        )
