"""Everything a Cabinet report prints: the report as its layout sets it out, and its agreement's schedule."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from budgets.calculations import Schedule
from budgets.queries import schedule_of
from governance.calculations.exempt import Marking
from governance.models import CabinetReport, ReportStatus
from governance.queries.exempt import marking_of, paragraphs_for
from governance.queries.reports import NEEDED, ReportFacts, report_facts


@dataclass(frozen=True)
class CabinetReportFacts:
    """The report and, where it shows the table of contributions, the schedule it comes from."""

    on: date
    report: ReportFacts
    schedule: Schedule | None
    # The latest seal of the history when it was issued; none in a draft.
    seal: str = ""

    @property
    def is_draft(self) -> bool:
        return self.report.is_draft


def cabinet_report_facts(
    report: CabinetReport, *, on: date, issued: bool = False, seal: str = "", exempt: bool = False
) -> CabinetReportFacts:
    """Read the report as a document made on that day prints it; `issued` as it will stand once issued.

    With what is exempt only where that is asked for.
    """
    return _facts(_anew(report), on=on, issued=issued, seal=seal, exempt=exempt)


def _anew(report: CabinetReport) -> CabinetReport:
    """Another object, without what was gathered of the report before."""
    [anew] = CabinetReport.objects.select_related(*NEEDED).filter(pk=report.pk)
    return anew


def _facts(report: CabinetReport, *, on: date, issued: bool, seal: str, exempt: bool) -> CabinetReportFacts:
    facts = report_facts(report, exempt=exempt)
    if issued:
        facts = replace(facts, is_draft=False, status=str(ReportStatus.ISSUED.label))
    schedule = schedule_of(report.agreement, on=on) if facts.has_budget_table else None
    return CabinetReportFacts(on, facts, schedule, seal)


@dataclass(frozen=True)
class Versions:
    """A report as it is issued: whole, to judge it by; for everybody; and exempt, where any of it is."""

    whole: CabinetReportFacts
    open: CabinetReportFacts
    marking: Marking

    @property
    def exempt(self) -> CabinetReportFacts | None:
        return self.whole if self.marking.has_exempt else None


def versions_to_issue(report: CabinetReport, *, on: date, seal: str = "") -> Versions:
    """Read all that is issued of the report."""
    report = _anew(report)
    whole = _facts(report, on=on, issued=True, seal=seal, exempt=True)
    is_open = _facts(report, on=on, issued=True, seal=seal, exempt=False)
    return Versions(whole, is_open, marking_of(report, paragraphs_for(report)))
