"""The agreement's history: one line an act, fields before and after beneath; filtered in the URL; as CSV."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from core.timeline import timeline
from partnerships import exports, queries
from partnerships.forms import TimelineFilter
from partnerships.views.hub import AgreementPage


class AgreementHistory(AgreementPage):
    template_name = "partnerships/agreement/history.html"
    per_page = 25

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        chosen = TimelineFilter(request.GET or None, queryset=queries.acts_on(self.agreement))
        results = Paginator(chosen.qs, self.per_page).get_page(request.GET.get("page"))
        return self.render(
            entries=timeline(list(results), seen_by=self.user), results=results, filter_form=chosen.form
        )


class AgreementHistoryExport(AgreementPage):
    """The filtered history as CSV, streamed."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> StreamingHttpResponse:
        chosen = TimelineFilter(request.GET or None, queryset=queries.acts_on(self.agreement))
        response = StreamingHttpResponse(
            exports.history_csv(chosen.qs, seen_by=self.user), content_type="text/csv; charset=utf-8"
        )
        response["Content-Disposition"] = f'attachment; filename="{self.agreement.reference}-history.csv"'
        return response
