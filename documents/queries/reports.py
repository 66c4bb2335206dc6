"""Everything a Cabinet report prints: the report as its layout sets it out, and its agreement's schedule."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from budgets.calculations import Schedule
from budgets.queries import schedule_of
from governance.models import CabinetReport, ReportStatus
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
    report: CabinetReport, *, on: date, issued: bool = False, seal: str = ""
) -> CabinetReportFacts:
    """Read the report as a document made on that day prints it; `issued` as it will stand once issued."""
    # Another object, without what was gathered of the report before.
    [report] = CabinetReport.objects.select_related(*NEEDED).filter(pk=report.pk)
    facts = report_facts(report)
    if issued:
        facts = replace(facts, is_draft=False, status=str(ReportStatus.ISSUED.label))
    schedule = schedule_of(report.agreement) if facts.has_budget_table else None
    return CabinetReportFacts(on, facts, schedule, seal)
