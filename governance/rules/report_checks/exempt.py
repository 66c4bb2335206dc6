"""Rules of what is exempt: told in words that give nothing of it away."""

from __future__ import annotations

from governance.calculations.reports import Correction, ReportContents, Result
from governance.rules.report_checks.asking import of_each_report

EXEMPT_LAW = "Local Government Act 1972 Sch 12A"


@of_each_report("report-exempt-parts", source=EXEMPT_LAW)
def what_is_exempt_is_marked(report: ReportContents) -> Result:
    """What is exempt is marked, and the report classified by it."""
    return _result(report, report.marking.classified_as_it_is_marked())


@of_each_report("report-exempt", source=f"{EXEMPT_LAW} para 10, and s.100B(5)")
def what_is_exempt_says_why(report: ReportContents) -> Result:
    """Exempt information names its paragraph and the public interest."""
    return _where_exempt(report, report.marking.names_paragraph_and_reason())


@of_each_report("report-exempt-law", source=f"{EXEMPT_LAW}, as it was before and after SI 2006/88")
def paragraphs_named_were_in_force(report: ReportContents) -> Result:
    """The paragraphs named were in force on its day."""
    return _where_exempt(report, report.marking.paragraphs_are_in_force())


def _where_exempt(report: ReportContents, fault: str) -> Result:
    return _result(report, fault) if report.marking.has_exempt else Result(None, "Nothing in it is exempt.")


def _result(report: ReportContents, fault: str) -> Result:
    """Corrected at its particulars and the parts at fault, by those who may read them."""
    if not fault or not report.shows_exempt:
        return Result(not fault, fault)
    parts = [Correction(f"Name the paragraph: {part}", part.place) for part in report.nameless]
    return Result(False, fault, (*parts, Correction("Change the particulars", report.particulars)))
