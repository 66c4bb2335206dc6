"""One check of a report, and where what fails it is mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from governance.models import CabinetReport

PRACTICE = "Good practice"


@dataclass(frozen=True)
class Mend:
    """Where a check that fails is mended."""

    label: str
    url: str


@dataclass(frozen=True)
class Check:
    """One check. `ok` is None where it does not apply or cannot be made, for the reason in `detail`.

    `on_issue` says whether it is still worth telling once the report was issued.
    """

    code: str
    name: str
    ok: bool | None
    detail: str
    source: str
    mend: tuple[Mend, ...] = ()
    on_issue: bool = True

    @property
    def answer(self) -> str:
        return "Not checked" if self.ok is None else "Yes" if self.ok else "No"


def change_page(report: CabinetReport) -> str:
    return reverse("governance:cabinet-report-change", args=[report.pk])


def of_report(report: CabinetReport, code: str, name: str, ok: bool, detail: str, source: str) -> Check:
    """A check that is mended among the report's own particulars."""
    mend = () if ok else (Mend("Change the particulars", change_page(report)),)
    return Check(code, name, ok, detail, source, mend)


def count(rows: Sequence[object], noun: str) -> str:
    return f"{len(rows)} {noun}{'' if len(rows) == 1 else 's'}"
