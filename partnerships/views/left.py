"""Agreements that the user's body has left, as they stood at the end of the day on which it left.

Everything else refuses such a body, and these pages read the history alone: see ADR 19.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404

from core.forms.history import TimelineFilter
from core.past import Past
from core.permissions import Permission
from core.timeline import timeline
from core.views import ListPage, Page
from partnerships import exports, queries
from partnerships.forms import LeftFilter


class LeftList(ListPage):
    permission_required = Permission.SEE
    template_name = "partnerships/left/list.html"
    filter_class = LeftFilter

    def get_queryset(self) -> Any:
        return queries.agreements_left_by(self.user)


class LeftPage(Page):
    permission_required = Permission.SEE

    def get_object(self) -> Any:
        self.left = get_object_or_404(queries.agreements_left_by(self.user), pk=self.kwargs["key"])
        self.past = Past(self.left, on=self.left.left_on, seen_by=self.user)
        return self.left

    def get_permission_object(self) -> None:
        """The user's body is party to it no longer: a role anywhere is enough."""

    def acts(self) -> Any:
        return queries.acts_concerning(self.left, until=self.left.left_on)

    def csv(self, lines: Any, name: str) -> StreamingHttpResponse:
        response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.left.reference_then}-{name}.csv"'
        return response


class LeftSee(LeftPage):
    template_name = "partnerships/left/see.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(left=self.left, parts=self.past.parts(), **kwargs)


class LeftExport(LeftPage):
    """All that the page shows, as CSV."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StreamingHttpResponse:
        return self.csv(exports.past_csv(self.past), "as-left")


class LeftHistory(LeftPage, ListPage):
    template_name = "partnerships/left/history.html"
    filter_class = TimelineFilter

    def get_queryset(self) -> Any:
        return self.acts()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        entries = timeline(list(context["results"]), seen_by=self.user, called=self.past.names)
        return context | {"left": self.left, "entries": entries}


class LeftHistoryExport(LeftPage):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StreamingHttpResponse:
        chosen = TimelineFilter(request.GET or None, queryset=self.acts()).qs
        return self.csv(exports.history_csv(chosen, seen_by=self.user, called=self.past.names), "history")
