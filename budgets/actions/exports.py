"""A schedule taken out as a file, which the history keeps."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate

from budgets.calculations import Schedule
from budgets.exports import ScheduleFile, schedule_file
from budgets.queries import version_of_the_record
from core.history import act
from core.models import User
from partnerships.models import Agreement
from partnerships.queries import agreement_as_at


def export_schedule(*, agreement: Agreement, file_format: str, by: User, at: datetime) -> ScheduleFile:
    """The schedule as `xlsx` or `csv`, and in the history that it was taken out."""
    with act("budget-schedule.exported", by=by, at=at, why=f"As {file_format}") as opened:
        value = agreement_as_at(agreement.pk, on=localdate(at), parts=[Schedule])
        version = version_of_the_record(agreement)
        file = schedule_file(value, file_format, version=version, at=at, by_name=by.name)
        opened.concerns(agreement)
        return file
