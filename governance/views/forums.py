"""Pages of the forums of a body."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from core.models import Record
from core.permissions import Permission, permissions_over
from core.views import Page, RecordAdd
from governance.forms import ForumForm
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


class ForumAdd(RecordAdd):
    """A forum of a body, whoever keeps the body's own record."""

    form_class = ForumForm
    parent: Body

    def permitted_on(self) -> Record | None:
        return Forum(body=self.parent)
