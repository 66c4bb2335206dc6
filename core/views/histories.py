"""The history of a record that has no other place for it, and an act by itself."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from core.forms.history import TimelineFilter
from core.histories import act_of_key, acts_on
from core.models import Record
from core.permissions import Permission
from core.timeline import timeline
from core.views.pages import ListPage, Page


class History(ListPage):
    """Acts, each with what it changed, as far as the user may read it."""

    permission = Permission.READ_HISTORY
    template_name = "core/history.html"
    filter_class = TimelineFilter

    def context(self, results: Any) -> dict[str, Any]:
        return {"entries": timeline(list(results), seen_by=self.user)}


class RecordHistory(History):
    """What was done to one record and to what belongs to it."""

    model: ClassVar[type[Record] | None] = None

    def find(self) -> None:
        assert self.model is not None
        seen = self.model.objects.history_seen_by(self.user)
        self.record = get_object_or_404(seen, pk=self.kwargs["key"])

    def results(self) -> Any:
        return acts_on(self.record, seen_by=self.user)

    def context(self, results: Any) -> dict[str, Any]:
        about = {
            "heading": f"History of {self.record}",
            "what": f"this {self.record.noun()}",
            "breadcrumbs": [(str(self.record), self.record.get_absolute_url())],
        }
        return super().context(results) | about


class ActSee(Page):
    """One act, with all that it changed."""

    permission = Permission.READ_HISTORY
    template_name = "core/act.html"
    per_page = 100

    def find(self) -> None:
        """An act is found by whoever sees an agreement that it concerns, or a record that it changed."""
        found = act_of_key(self.kwargs["key"], seen_by=self.user)
        if found is None:
            raise Http404
        self.entry, self.agreements = found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        changes = Paginator(self.entry.changes, self.per_page).get_page(request.GET.get("page"))
        return self.render(entry=self.entry, results=changes, agreements=self.agreements)
