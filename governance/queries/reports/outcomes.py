"""What was decided on a report, and as it was when somebody opened the page to record it."""

from __future__ import annotations

from typing import Any

from django.db.models import Max

from governance.models import CabinetReport, Recommendation


def outcomes_version(report: CabinetReport) -> int:
    """The key of the latest act that changed the report or a recommendation of it."""
    histories = (report.history.all(), Recommendation.history.filter(report=report))
    return max(rows.aggregate(latest=Max("act"))["latest"] or 0 for rows in histories)


def outcomes_at(report: CabinetReport, version: int) -> tuple[str, list[Any]]:
    """The outcome of the report in words, and each recommendation, as that act left them."""
    said = report.history.filter(act__lte=version).order_by("-history_id").first()
    rows = Recommendation.history.filter(report=report, act__lte=version)
    return (said.outcome if said else ""), list(rows.order_by("id", "-history_id").distinct("id"))
