"""One check of a report, and where what fails it is corrected."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from governance.calculations.reports import Check, Correction
from governance.models import CabinetReport

__all__ = ["PRACTICE", "Check", "Correction", "change_page", "count", "of_report"]
PRACTICE = "Good practice"


def change_page(report: CabinetReport) -> str:
    return reverse("governance:cabinet-report-change", args=[report.pk])


def of_report(report: CabinetReport, code: str, name: str, ok: bool, detail: str, source: str) -> Check:
    """A check that is corrected among the report's own particulars."""
    corrections = () if ok else (Correction("Change the particulars", change_page(report)),)
    return Check(code, name, ok, detail, source, corrections)


def count(rows: Sequence[object], noun: str) -> str:
    return f"{len(rows)} {noun}{'' if len(rows) == 1 else 's'}"
