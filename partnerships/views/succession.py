"""What becomes of bodies: events in which some are followed by others."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse

from core.permissions import Permission, bodies_where, may, permissions_over
from core.views import FormPage, Page, RecordChange, RecordList, refuse_if_retired
from partnerships import actions, queries
from partnerships.forms import ReorganisationBodiesForm, ReorganisationFilter
from partnerships.models import Reorganisation


class ReorganisationList(RecordList):
    template_name = "partnerships/reorganisation/list.html"
    filter_class = ReorganisationFilter

    def records(self) -> Any:
        return queries.reorganisations_seen_by(self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_add=may(self.user, Permission.CHANGE_BODIES), **kwargs)


class ReorganisationSee(Page):
    permission_required = Permission.SEE
    template_name = "partnerships/reorganisation/see.html"

    def get_object(self) -> Reorganisation:
        self.event = self.get_visible_or_404(Reorganisation, self.kwargs["key"], "kept_by")
        return self.event

    def get_permission_object(self) -> None:
        """What becomes of public bodies is public: a role anywhere is enough."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            event=self.event,
            facts=queries.reorganisation_page(self.event),
            may=permissions_over(self.user, self.event),
            own=bodies_where(self.user, Permission.CHANGE_BODIES),
            **kwargs,
        )


class ReorganisationChange(RecordChange):
    action = staticmethod(actions.change_reorganisation)


class ReorganisationBodies(FormPage):
    """Name the bodies before and after, many at a time."""

    permission_required = Permission.CHANGE_BODIES
    form_class = ReorganisationBodiesForm
    submit = "Record these bodies"

    def get_object(self) -> Reorganisation:
        self.event = self.get_visible_or_404(Reorganisation, self.kwargs["key"])
        return self.event

    def check_permissions(self) -> None:
        super().check_permissions()
        refuse_if_retired(self.event)

    def heading(self) -> str:
        return "Name the bodies before and after"

    def get_success_url(self) -> str:
        return self.event.get_absolute_url()

    def get_initial(self) -> dict[str, Any]:
        kinds = dict(ReorganisationBodiesForm.base_fields["kind"].choices)  # type: ignore[attr-defined]
        return {"kind": self.event.kind} if self.event.kind in kinds else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(parent=self.event, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        named = form.cleaned_data
        added = actions.name_bodies(
            self.event,
            before=named["before"],
            after=named["after"],
            kind=named["kind"],
            by=self.user,
            at=self.now,
        )
        if added:
            messages.success(self.request, f"Recorded: {added} of them follow another.")
        else:
            messages.info(self.request, "There was nothing to record: it says so already.")
        return super().form_valid(form)
