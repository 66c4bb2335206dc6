"""One check of a report, and where what fails it is mended."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from governance.calculations.reports import Check, Mend
from governance.models import CabinetReport

__all__ = ["PRACTICE", "Check", "Mend", "change_page", "count", "of_report"]
PRACTICE = "Good practice"


def change_page(report: CabinetReport) -> str:
    return reverse("governance:cabinet-report-change", args=[report.pk])


def of_report(report: CabinetReport, code: str, name: str, ok: bool, detail: str, source: str) -> Check:
    """A check that is mended among the report's own particulars."""
    mend = () if ok else (Mend("Change the particulars", change_page(report)),)
    return Check(code, name, ok, detail, source, mend)


def count(rows: Sequence[object], noun: str) -> str:
    return f"{len(rows)} {noun}{'' if len(rows) == 1 else 's'}"
