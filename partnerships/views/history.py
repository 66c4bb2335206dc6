"""The agreement's history: one line an act, fields before and after beneath; filtered in the URL; as CSV."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.urls import reverse

from core.forms.history import TimelineFilter
from core.histories import acts_on_no_agreement
from core.permissions import Permission
from core.timeline import timeline
from core.views import History, ListPage
from partnerships import exports, queries
from partnerships.views.hub import AgreementPage, AgreementTab


class AgreementHistory(AgreementTab, ListPage):
    template_name = "partnerships/agreement/history.html"
    filter_class = TimelineFilter

    def get_queryset(self) -> Any:
        return queries.acts_concerning(self.agreement, until=self.days.chosen.get("known"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"entries": timeline(list(context["results"]), seen_by=self.user)}


class SiteHistory(History):
    """What was done to all that belongs to no agreement, for the operator."""

    permission_required = Permission.OPERATE_SITE

    def get_queryset(self) -> Any:
        return acts_on_no_agreement(seen_by=self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            heading="History of the site",
            what="what all bodies share",
            breadcrumbs=[("Site", reverse("partnerships:site"))],
            **kwargs,
        )


class AgreementHistoryExport(AgreementPage):
    """The filtered history as CSV, streamed."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StreamingHttpResponse:
        chosen = TimelineFilter(request.GET or None, queryset=queries.acts_concerning(self.agreement))
        response = StreamingHttpResponse(
            exports.history_csv(chosen.qs, seen_by=self.user), content_type="text/csv; charset=utf-8"
        )
        response["Content-Disposition"] = f'attachment; filename="{self.agreement.reference}-history.csv"'
        return response
