"""The rule of the figures that a report quotes."""

from __future__ import annotations

from budgets.calculations import Schedule
from governance.calculations.report_figures import doubts_about
from governance.calculations.reports import Correction, ReportContents, Result
from governance.rules.report_checks.asking import of_each_report


@of_each_report(
    "report-figures",
    source="The agreement's own money; a figure may come from elsewhere, so check each against the Money tab",
)
def figures_are_of_the_record(report: ReportContents) -> Result:
    """Figures quoted in the text are those of the agreement's record."""
    if report.agreement is None:
        return Result(None, "The agreement's money was not read.")
    schedule = report.agreement.part(Schedule)
    doubted = [(each, doubts) for each in report.texts if (doubts := doubts_about(each.text, schedule))]
    said = [f"{each.called}: {', '.join(map(str, doubts))}" for each, doubts in doubted]
    detail = f"The record does not have these: {'; '.join(said)}." if said else ""
    change = tuple(Correction(f"Change {each.called}", each.place) for each, _ in doubted)
    return Result(not doubted, detail, change, is_to_look_at=True)
