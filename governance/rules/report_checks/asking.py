"""How a rule is asked of each Cabinet report: on the report's own page, and of the agreement it is of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.rules import Breach, Urgency, WarningRule, enter, rules_of
from governance.calculations.reports import Check, Correction, ReportContents, ReportLine, Reports, Result
from governance.models import ReportStatus
from partnerships.as_at import AgreementAsAt

PRACTICE = "Good practice"
LAYOUT = "The council's report layout"
SOON = timedelta(days=28)
# Drafts with something still to do, and issued reports with a defect to know of.
TOLD = (ReportStatus.DRAFT, ReportStatus.READY, ReportStatus.ISSUED)


@dataclass(frozen=True, eq=False)
class ReportRule(WarningRule):
    """A rule that is asked of each Cabinet report, where it binds on the day of the decision.

    `once_issued`: whether it is still worth telling then.
    """

    once_issued: bool = True

    def check(self, report: ReportContents) -> Check:
        """The rule's result for one report."""
        late_or_early = self.not_in_force(report.decided_on) if report.decided_on else ""
        result = Result(None, late_or_early) if late_or_early else self.function(report)
        of = report.agreement.reference if report.agreement else ""
        return Check(self, result, of, str(report.place_of(self.code)))

    def not_applicable(self, agreement: AgreementAsAt) -> str:
        asked = [(contents, self.check(contents)) for _, contents in self._asked_of(agreement)]
        if any(check.ok is not None for _, check in asked):
            return ""
        return " ".join(f"Report {each}: {check.detail}" for each, check in asked) or "It has no such report."

    def breaches(self, agreement: AgreementAsAt) -> list[Breach]:
        return [
            Breach(
                contents.place_of(self.code),
                f"Report {line.reference}: {check.detail}",
                _urgency(line, check, agreement.on),
            )
            for line, contents in self._asked_of(agreement)
            if (check := self.check(contents)).ok is False
        ]

    def _asked_of(self, agreement: AgreementAsAt) -> Iterator[tuple[ReportLine, ReportContents]]:
        for line in agreement.part(Reports).reports:
            if line.contents and line.status in TOLD and (line.is_open or self.once_issued):
                yield line, replace(line.contents, agreement=agreement)


def _urgency(line: ReportLine, check: Check, on: date) -> Urgency:
    if check.is_to_look_at or not line.is_open:
        return Urgency.NOTE
    decided_on = line.decided_on
    return Urgency.NOW if decided_on and on <= decided_on <= on + SOON else Urgency.SOON


def of_each_report(
    code: str,
    *,
    source: str,
    from_on: date | None = None,
    to_on: date | None = None,
    once_issued: bool = True,
) -> Callable[[Callable[[ReportContents], Result]], ReportRule]:
    """Enter a rule of reports: it is asked of each of the agreement's that may go out, or went out."""

    def entered(function: Callable[[ReportContents], Result]) -> ReportRule:
        return enter(
            ReportRule(
                code,
                source,
                "Cabinet reports",
                False,
                function,
                from_on,
                to_on,
                once_issued=once_issued,
            )
        )

    return entered


def checks_of(report: ReportContents) -> list[Check]:
    """What every rule of reports says of this one, in the order in which an officer works."""
    return [rule.check(report) for rule in rules_of(ReportRule)]


def particulars_lack(report: ReportContents, detail: str, source: str = "") -> Result:
    """Something that is corrected among the report's own particulars."""
    return Result(False, detail, (Correction("Change the particulars", report.particulars),), source)


def count(rows: Sequence[object], noun: str) -> str:
    return f"{len(rows)} {noun}{'' if len(rows) == 1 else 's'}"
