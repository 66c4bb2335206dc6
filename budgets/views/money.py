"""The Money tab of an agreement, and its schedule as a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from budgets import exports, queries
from budgets.calculations import Schedule
from budgets.models import Unit
from core.permissions import Permission
from partnerships.findings import findings_of
from partnerships.views.hub import AgreementTab


class AgreementMoney(AgreementTab):
    """The schedule in £, £000 or £m, funds, groups, grants and checks."""

    template_name = "budgets/agreement/money.html"
    parts = (Schedule,)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        schedule = self.as_at.part(Schedule)
        return super().get_context_data(
            schedule=schedule,
            unit=shown_unit(self.request.GET, schedule.unit),
            retired=queries.retired_money(self.agreement),
            findings=findings_of(self.as_at, of_app="budgets"),
            **kwargs,
        )


class ScheduleExport(AgreementTab):
    """The schedule as a workbook or as CSV."""

    permission_required = Permission.EXPORT_SCHEDULES
    parts = (Schedule,)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        file = exports.schedule_file(
            self.as_at,
            self.kwargs["file_format"],
            version=queries.version_of_the_record(self.agreement, known_at=self.days.known_at),
            at=self.now,
            by_name=self.user.name,
        )
        response = HttpResponse(file.content, content_type=file.content_type)
        response["Content-Disposition"] = f'attachment; filename="{file.name}"'
        return response


def shown_unit(asked: Mapping[str, Any], otherwise: int) -> int:
    """The unit the address or the form asks for: 1 for £, 1000 for £000, 1000000 for £m."""
    return {str(unit.value): unit.value for unit in Unit}.get(asked.get("unit", ""), otherwise)
