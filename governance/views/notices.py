"""Pages of notices before decisions, and of the forward plan."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from core.permissions import Permission, may, permissions_over
from core.views import Page, RecordAdd, RecordList
from governance.calculations.notice_contents import PLAN
from governance.forms import PlanFilter
from governance.models import Forum, Notice
from governance.queries import notices as queries
from partnerships.models import Body


class ForwardPlan(RecordList):
    """The notices of a body: the decisions still to come or, where the address says so, any."""

    template_name = "governance/notice/plan.html"
    filter_class = PlanFilter

    def get_object(self) -> Body:
        self.body = self.get_visible_or_404(Body, self.kwargs["key"])
        return self.body

    def get_permission_object(self) -> None:
        """A body is public: what of its notices the user may see, the list says."""

    @property
    def shows_past(self) -> bool:
        asked = self.request.GET
        return asked.get("past") == "yes" or any(each.startswith(("since", "until")) for each in asked)

    def records(self) -> Any:
        return queries.notices_of(self.body, seen_by=self.user)

    def get_queryset(self) -> Any:
        notices = super().get_queryset()
        return notices if self.shows_past or self.shows_retired else notices.due_on_or_after(self.today)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            body=self.body,
            forums=queries.forums_that_give_notice(self.body),
            kinds=Notice.Kind,
            shows_past=self.shows_past,
            may_change=bool(may(self.user, Permission.CHANGE_REPORTS, Forum(body=self.body))),
            **kwargs,
        )


class NoticeSee(Page):
    """One notice: what it says, what its law asks for besides, and its report."""

    permission_required = Permission.SEE
    template_name = "governance/notice/see.html"

    def get_object(self) -> Notice:
        self.notice = self.get_visible_or_404(
            Notice, self.kwargs["key"], "forum__body", "report", "retired_by"
        )
        return self.notice

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        says = queries.notice_says(queries.in_full(self.notice))
        return super().get_context_data(
            notice=self.notice,
            says=says,
            missing=self.notice.missing,
            report=queries.report_seen(self.notice, by=self.user),
            may_change="CHANGE_REPORTS" in permissions_over(self.user, self.notice),
            **kwargs,
        )


class NoticeAdd(RecordAdd):
    """A notice of the kind that the address names; where it names none, an entry of the plan."""

    parent: Forum
    in_a_row = False

    def get_object(self) -> Any:
        if self.kwargs.get("kind", PLAN) not in Notice.Kind:
            raise Http404
        return super().get_object()

    def new(self) -> Notice:
        return Notice(forum=self.parent, kind=self.kwargs.get("kind", PLAN))

    def heading(self) -> str:
        return f"{self.new().get_kind_display()}: {self.parent.name}"
