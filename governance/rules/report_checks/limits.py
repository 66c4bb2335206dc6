"""Rules of how long a report may be and when it must be final, where its layout says so."""

from __future__ import annotations

from math import ceil

from core.dates import add_working_days, in_words
from governance.calculations.reports import ReportContents, Result
from governance.rules.report_checks.asking import LAYOUT, of_each_report, particulars_lack

WORDS_A_PAGE = 420  # of the printed page, with its headings and tables
NO_LIMIT = "The layout sets no limit."


@of_each_report("report-words", source=LAYOUT, once_issued=False)
def keeps_to_its_words(report: ReportContents) -> Result:
    """It has no more words than its layout allows."""
    most = report.limits.max_words
    if most is None:
        return Result(None, NO_LIMIT)
    return Result(report.words <= most, f"It has {report.words:,} words; the layout allows {most:,}.")


@of_each_report("report-pages", source=LAYOUT, once_issued=False)
def keeps_to_its_pages(report: ReportContents) -> Result:
    """It has no more pages than its layout allows.

    The pages are reckoned from its words: the draft PDF has the true number.
    """
    most = report.limits.max_pages
    if most is None:
        return Result(None, NO_LIMIT)
    about = ceil(report.words / WORDS_A_PAGE)
    detail = f"It has about {about:,} pages; the layout allows {most:,}. Look at the draft PDF."
    return Result(about <= most, detail if about > most else "", is_to_look_at=True)


@of_each_report("report-final", source=LAYOUT, once_issued=False)
def is_final_in_time(report: ReportContents) -> Result:
    """The final report is with the committee clerk in time."""
    days, meeting_on, sent_on = report.limits.deadline_days, report.meeting_on, report.final_sent_on
    if days is None:
        return Result(None, "The layout sets no day.")
    if meeting_on is None:
        return Result(None, "The day of the meeting is not recorded.")
    due_on = add_working_days(meeting_on, -days)
    at = f"{report.limits.deadline_at} on " if report.limits.deadline_at else ""
    if sent_on:
        late = f"It was sent on {in_words(sent_on)}, and was due by {at}{in_words(due_on)}."
        return Result(True) if sent_on <= due_on else particulars_lack(report, late)
    if report.agreement and report.agreement.on > due_on:
        return particulars_lack(report, f"It was due by {at}{in_words(due_on)}, and is not recorded as sent.")
    return Result(None, f"It is due by {at}{in_words(due_on)}.")
