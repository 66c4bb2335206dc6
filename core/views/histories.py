"""The history of a record that has no other place for it, and an act by itself."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404

from core.forms.history import TimelineFilter
from core.histories import act_of_key, acts_on
from core.models import Record
from core.permissions import Permission
from core.timeline import Entry, timeline
from core.views.pages import ListPage, Page


class History(ListPage):
    """Acts, each with what it changed, as far as the user may read it."""

    permission_required = Permission.READ_HISTORY
    template_name = "core/history.html"
    filter_class = TimelineFilter

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"entries": timeline(list(context["results"]), seen_by=self.user)}


class RecordHistory(History):
    """What was done to one record and to what belongs to it."""

    model: ClassVar[type[Record] | None] = None

    def get_object(self) -> Record:
        assert self.model is not None
        seen = self.model.objects.history_seen_by(self.user)
        self.record: Record = get_object_or_404(seen, pk=self.kwargs["key"])
        return self.record

    def get_permission_object(self) -> None:
        """`history_seen_by` has said who reads it: a role anywhere is enough."""

    def get_queryset(self) -> Any:
        return acts_on(self.record, seen_by=self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            heading=f"History of {self.record}",
            what=f"this {self.record.noun()}",
            breadcrumbs=[(str(self.record), self.record.get_absolute_url())],
            **kwargs,
        )


class ActSee(Page):
    """One act, with all that it changed."""

    permission_required = Permission.READ_HISTORY
    template_name = "core/act.html"
    paginate_by = 100

    def get_object(self) -> Entry:
        """An act is found by whoever sees an agreement that it concerns, or a record that it changed."""
        found = act_of_key(self.kwargs["key"], seen_by=self.user)
        if found is None:
            raise Http404
        self.entry, self.agreements = found
        return self.entry

    def get_permission_object(self) -> None:
        """Whoever has found it may read it: a role anywhere is enough."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        changes = Paginator(self.entry.changes, self.paginate_by).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            entry=self.entry, results=changes, agreements=self.agreements, **kwargs
        )
