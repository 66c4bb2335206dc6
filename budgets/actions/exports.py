"""A schedule taken out as a file, which the history keeps."""

from __future__ import annotations

from datetime import datetime

from budgets.exports import ScheduleFile, schedule_file
from core.history import act
from core.models import User
from partnerships.models import Agreement


def export_schedule(*, agreement: Agreement, file_format: str, by: User, at: datetime) -> ScheduleFile:
    """The schedule as `xlsx` or `csv`, and in the history that it was taken out."""
    with act("budget-schedule.exported", by=by, at=at, why=f"As {file_format}") as opened:
        file = schedule_file(agreement, file_format, at=at, by_name=by.name)
        opened.concerns(agreement)
        return file
