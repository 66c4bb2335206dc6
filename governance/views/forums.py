"""Pages of the forums of a body."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from core.permissions import Permission, permissions_over
from core.views import Page
from governance.models import Forum
from governance.queries import forums as queries
from partnerships.models import Body


def in_use(records: Iterable[Any]) -> list[Any]:
    return [each for each in records if not each.is_retired]


class ForumList(Page):
    """Where the reports of a body are decided, and how: public facts, like the body itself."""

    permission_required = Permission.SEE
    template_name = "governance/forum/list.html"

    def get_object(self) -> Body:
        self.body = self.get_visible_or_404(Body, self.kwargs["key"])
        return self.body

    def get_permission_object(self) -> None:
        """A body's forums are public: a role anywhere is enough."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        forums = queries.forums_of(self.body)
        own = queries.own_fields_of(self.body)
        arrangements, tests = queries.arrangements_of(self.body), queries.key_tests_of(self.body)
        yearly = queries.yearly_notices_of(self.body)
        of_forums = [
            each for forum in forums for each in (*forum.notice_settings.all(), *forum.call_ins.all())
        ]
        every: list[Any] = [*forums, *arrangements, *tests, *yearly, *own, *of_forums]
        return super().get_context_data(
            body=self.body,
            forums=in_use(forums),
            settings=[each for forum in forums for each in in_use(forum.notice_settings.all())],
            arrangements=in_use(arrangements),
            tests=in_use(tests),
            yearly=in_use(yearly),
            own_fields=in_use(own),
            suggested=[] if in_use(tests) else queries.suggested_key_tests(self.body),
            retired=[each for each in every if each.is_retired],
            may=permissions_over(self.user, Forum(body=self.body)),
            **kwargs,
        )
