"""Rules of the options that a report weighs."""

from __future__ import annotations

from core.rules import Place
from governance.calculations.reports import Correction, ReportContents, Result
from governance.rules.report_checks.asking import PRACTICE, of_each_report


@of_each_report("report-option-of-nothing", source=PRACTICE, once_issued=False)
def options_say_what_follows_from_nothing(report: ReportContents) -> Result:
    """The options considered include that to do nothing."""
    if not report.options:
        return Result(None, "No options are recorded.")
    if report.weighs_doing_nothing:
        return Result(True)
    add = Correction("Add the option to do nothing", Place("report_options"))
    detail = "None of the options says what follows if nothing is done."
    return Result(False, detail, (add,), is_to_look_at=True)
