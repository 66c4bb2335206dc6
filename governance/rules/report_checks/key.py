"""Rules of what is key by the council's own tests."""

from __future__ import annotations

from core.sentences import mid_sentence
from governance.calculations.reports import ReportContents, Result
from governance.rules.report_checks.asking import of_each_report, particulars_lack


@of_each_report(
    "report-key-tests",
    source="The council's own tests, under SI 2012/2089 reg 8; before it, SI 2000/3272 reg 8",
)
def what_its_tests_make_key_is_recorded_as_key(report: ReportContents) -> Result:
    """It is recorded as key where the council's own tests make it so."""
    if not report.forum.is_council_executive:
        return Result(None, f"{report.forum} does not take executive decisions of a council.")
    answers = report.key_answers
    if not answers:
        return Result(None, f"No test of {report.forum.body} is recorded for that day.")
    met = [each for each in answers if each.is_key]
    told = met or [each for each in answers if each.is_key is None] or answers
    detail = " ".join(f"{each.test.words}: {mid_sentence(each.label)}. {each.detail}." for each in told)
    if met and report.is_key is False:
        return particulars_lack(report, f"It is recorded as not key. {detail}")
    can_tell = bool(met) or all(each.is_key is False for each in answers)
    return Result(True if can_tell else None, detail)
