"""Everything a Cabinet report prints: the report as its layout sets it out, and its agreement's schedule."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from budgets.calculations import Schedule
from budgets.queries import schedule_of
from governance.calculations.clearance import ClearanceFacts
from governance.calculations.exempt import Marking
from governance.models import CabinetReport, ReportStatus
from governance.queries.advice import clearances_of
from governance.queries.exempt import marking_of, paragraphs_for
from governance.queries.references import in_words, needs_money
from governance.queries.reports import (
    ReportFacts,
    facts_of_gathered,
    put_together,
    read_anew,
    with_chart,
)


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


def cabinet_report_facts(report: CabinetReport, *, on: date, exempt: bool = False) -> CabinetReportFacts:
    """Read the report as a draft made on that day prints it; what is exempt only where it is asked for."""
    report, records = read_anew(report)
    put_together(report, records, exempt=exempt)
    facts = facts_of_gathered(report, marking_of(report, paragraphs_for(report)))
    facts = with_chart(facts, report, on=on)
    schedule = schedule_of(report.agreement, on=on) if needs_money(facts) else None
    return CabinetReportFacts(on, in_words(facts, schedule), schedule)


def _as_issued(facts: ReportFacts) -> ReportFacts:
    return replace(facts, is_draft=False, status=str(ReportStatus.ISSUED.label))


@dataclass(frozen=True)
class Versions:
    """A report as it is issued: whole, to judge it by; for everybody; and exempt, where any of it is."""

    whole: CabinetReportFacts
    open: CabinetReportFacts
    marking: Marking
    clearances: tuple[ClearanceFacts, ...] = ()

    @property
    def exempt(self) -> CabinetReportFacts | None:
        return self.whole if self.marking.has_exempt else None


def versions_to_issue(report: CabinetReport, *, on: date, seal: str = "") -> Versions:
    """Read all that is issued of the report, once for both versions."""
    report, records = read_anew(report)
    put_together(report, records, exempt=True)
    marking = marking_of(report, paragraphs_for(report))
    whole = with_chart(_as_issued(facts_of_gathered(report, marking)), report, on=on)
    put_together(report, records, exempt=False)
    is_open = _as_issued(facts_of_gathered(report, marking))
    is_open = replace(is_open, chart=whole.chart if is_open.has_chart else None)
    schedule = schedule_of(report.agreement, on=on) if needs_money(whole) else None
    whole, is_open = in_words(whole, schedule), in_words(is_open, schedule)
    return Versions(
        CabinetReportFacts(on, whole, schedule, seal),
        CabinetReportFacts(on, is_open, schedule if is_open.has_budget_table else None, seal),
        marking,
        clearances_of(report, on=on),
    )
