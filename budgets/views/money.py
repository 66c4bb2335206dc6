"""The Money tab of an agreement, and its schedule as a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from budgets import exports, queries
from budgets.findings import money_is_in_order
from budgets.models import Unit
from core.permissions import Permission
from partnerships.views.hub import AgreementPage


class AgreementMoney(AgreementPage):
    """The schedule in £, £000 or £m, funds, groups, grants and checks."""

    template_name = "budgets/agreement/money.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        schedule = queries.schedule_of(self.agreement)
        return self.render(
            schedule=schedule,
            unit=shown_unit(request.GET, schedule.unit),
            contents=queries.money_tab(self.agreement),
            findings=sorted(money_is_in_order([self.agreement], self.today), key=lambda found: found.urgency),
        )


class ScheduleExport(AgreementPage):
    """The schedule as a workbook or as CSV."""

    permission = Permission.EXPORT_SCHEDULES

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        file = exports.schedule_file(
            self.agreement, self.kwargs["file_format"], at=self.now, by_name=self.user.name
        )
        response = HttpResponse(file.content, content_type=file.content_type)
        response["Content-Disposition"] = f'attachment; filename="{file.name}"'
        return response


def shown_unit(asked: Mapping[str, Any], otherwise: int) -> int:
    """The unit the address or the form asks for: 1 for £, 1000 for £000, 1000000 for £m."""
    return {str(unit.value): unit.value for unit in Unit}.get(asked.get("unit", ""), otherwise)
