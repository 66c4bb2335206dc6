"""Rules of the advice that a report asks for."""

from __future__ import annotations

from core.dates import in_words
from core.rules import Place
from governance.calculations.reports import AdviceAsked, Correction, ReportContents, Result
from governance.rules.report_checks.asking import PRACTICE, of_each_report


@of_each_report("report-advice", source=PRACTICE, once_issued=False)
def advice_is_given_in_time(report: ReportContents) -> Result:
    """Advice that was asked for is given by the day it is wanted."""
    if not report.advice:
        return Result(None, "No advice is asked for.")
    if report.agreement is None:
        return Result(None, "The day is not known.")
    day = report.agreement.on
    late = [each for each in report.advice if not each.is_given and each.due_on and each.due_on < day]
    change = tuple(
        Correction(f"Ask {each.post} anew", Place("request_for_advice", each.key)) for each in late
    )
    return Result(not late, " ".join(map(_overdue, late)), change)


def _overdue(advice: AdviceAsked) -> str:
    assert advice.due_on is not None
    return f"{advice.place}: {advice.post} was to advise by {in_words(advice.due_on)}."
