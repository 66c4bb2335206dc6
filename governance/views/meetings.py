"""Pages of the meetings of boards."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse

from core.permissions import Permission
from core.views import FormPage, RecordAdd, RecordChange, refuse_if_retired
from governance.actions import boards as actions
from governance.forms import AttendancesForm
from governance.models import Meeting
from governance.queries import boards as queries
from partnerships.views.hub import OneRecordPage


class MeetingAdd(RecordAdd):
    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": self.today}


class MeetingChange(RecordChange):
    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": self.today}


class MeetingSee(OneRecordPage):
    """A meeting: its agenda, who was there and whether they were a quorum, interests, actions."""

    template_name = "governance/board/meeting.html"

    def get_object(self) -> Meeting:
        self.meeting = self.get_visible_or_404(Meeting, self.kwargs["key"], "board", "retired_by")
        return self.meeting

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = queries.meeting_page(self.meeting)
        return super().get_context_data(
            record=self.meeting,
            meeting=page.meeting,
            board=page.board,
            retired=page.retired,
            may=self.may,
            today=self.today,
            breadcrumbs=[
                ("Boards", reverse("governance:board-list")),
                (page.board.name, self.meeting.board.get_absolute_url()),
            ],
            **kwargs,
        )


class AttendanceRecord(FormPage):
    """Who was at a meeting, all members on one page."""

    permission_required = Permission.CHANGE_BOARDS
    form_class = AttendancesForm
    submit = "Save attendance"

    def get_object(self) -> Meeting:
        self.meeting = self.get_visible_or_404(Meeting, self.kwargs["key"], "board")
        return self.meeting

    def check_permissions(self) -> None:
        super().check_permissions()
        refuse_if_retired(self.meeting)

    def heading(self) -> str:
        return "Record attendance"

    def get_form_kwargs(self) -> dict[str, Any]:
        page = queries.meeting_page(self.meeting)
        return {"board": page.board, "recorded": queries.attendances_of(self.meeting)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(parent=self.meeting, **kwargs)

    def get_success_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#attendance"

    def form_valid(self, form: AttendancesForm) -> HttpResponse:
        attendances = form.attendances()
        if attendances:
            actions.record_attendance(self.meeting, attendances=attendances, by=self.user, at=self.now)
        messages.success(self.request, "Attendance recorded.")
        return super().form_valid(form)
