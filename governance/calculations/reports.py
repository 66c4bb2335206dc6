"""An agreement's Cabinet reports as values, and the checks of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Correction:
    """Where what fails a check can be corrected."""

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
    corrections: tuple[Correction, ...] = ()
    on_issue: bool = True

    @property
    def answer(self) -> str:
        return "Not checked" if self.ok is None else "Yes" if self.ok else "No"


@dataclass(frozen=True)
class ReportLine:
    """A report as its agreement lists it. `checks` are of what everybody may read in it."""

    key: int
    reference: str
    title: str
    forum: str
    meeting_on: date | None
    decided_on: date | None
    version: int
    version_note: str
    status: str
    status_label: str
    outcome: str
    is_open: bool
    checks: tuple[Check, ...]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def failed(self) -> tuple[Check, ...]:
        """The checks it fails, as far as they are still worth telling."""
        return tuple(each for each in self.checks if each.ok is False and (self.is_open or each.on_issue))


@dataclass(frozen=True)
class Reports:
    """The agreement's Cabinet reports, in the order of their meetings."""

    reports: tuple[ReportLine, ...]
