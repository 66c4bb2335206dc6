"""Pages of the forums of a body."""

from __future__ import annotations

from typing import Any

from core.permissions import Permission, permissions_over
from core.views import Page
from governance.models import Forum
from governance.queries import forums as queries
from partnerships.models import Body


class ForumList(Page):
    """Where the reports of a body are decided: public facts, like the body itself."""

    permission_required = Permission.SEE
    template_name = "governance/forum/list.html"

    def get_object(self) -> Body:
        self.body = self.get_visible_or_404(Body, self.kwargs["key"])
        return self.body

    def get_permission_object(self) -> None:
        """A body's forums are public: a role anywhere is enough."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        forums = queries.forums_of(self.body)
        return super().get_context_data(
            body=self.body,
            forums=[forum for forum in forums if not forum.is_retired],
            retired=[
                *(forum for forum in forums if forum.is_retired),
                *(rule for forum in forums for rule in forum.call_ins.all() if rule.is_retired),
            ],
            may=permissions_over(self.user, Forum(body=self.body)),
            **kwargs,
        )
