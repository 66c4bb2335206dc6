"""The budget schedule as a file: a workbook or CSV."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from budgets.exports.lines import schedule_csv
from budgets.exports.workbook import schedule_workbook
from core.spreadsheet import WORKBOOK
from partnerships.as_at import AgreementAsAt

__all__ = ["ScheduleFile", "schedule_csv", "schedule_file", "schedule_workbook"]


@dataclass(frozen=True)
class ScheduleFile:
    """A file ready to hand over."""

    name: str
    content: bytes
    content_type: str


def schedule_file(
    agreement: AgreementAsAt, file_format: str, *, version: str, at: datetime, by_name: str
) -> ScheduleFile:
    """The schedule as `xlsx` or `csv`, named after the agreement and the day as at which it is."""
    name = f"{agreement.reference}-budget-schedule-{agreement.on:%Y-%m-%d}.{file_format}"
    if file_format == "csv":
        return ScheduleFile(name, schedule_csv(agreement), "text/csv; charset=utf-8")
    return ScheduleFile(name, schedule_workbook(agreement, version=version, at=at, by_name=by_name), WORKBOOK)
