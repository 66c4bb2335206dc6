"""What others than the author do to a report: advise in it, clear it, comment on it."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate

from core.actions import record, save, write
from core.history import act, lock
from core.models import User
from core.rules import must_not_be_retired, must_not_belong_to_what_is_retired
from governance.models import Advice, Clearance, Implication, ReportComment, ReportSection
from governance.queries.advice import FiguresPrinted, figures_printed_in, latest_changes_of
from governance.rules import advice as rules


def give_advice(
    written: ReportSection | Implication,
    *,
    advice: Advice,
    is_complete: bool,
    by: User,
    at: datetime,
    version: int | None = None,
    why: str = "",
) -> None:
    """Save what the asked post writes; once it is complete it counts as given. Raises `RulesBroken`."""
    code = "request-for-advice.given" if is_complete else "request-for-advice.drafted"
    with act(code, by=by, at=at, why=why) as opened:
        lock(written, version=version)
        lock(advice)
        advice.refresh_from_db()
        written.report.refresh_from_db()
        advice.report = written.report
        must_not_be_retired(advice)
        must_not_be_retired(written)
        must_not_belong_to_what_is_retired(written)
        rules.advice_is_given_by_who_was_asked(advice, by)
        rules.advice_is_given_before_issue(advice)
        rules.complete_advice_says_something(written, is_complete)
        save(written)
        advice.given_at, advice.given_by = (at, by) if is_complete else (None, None)
        write(advice)
        opened.concerns(*written.agreements_concerned())


def clear_report(clearance: Clearance, *, is_clear: bool, by: User, at: datetime, why: str = "") -> None:
    """Clear the report as it stands or, where it is not clear, take that back. Raises `RulesBroken`."""
    code = "clearance.given" if is_clear else "clearance.taken-back"
    with act(code, by=by, at=at, why=why) as opened:
        lock(clearance.report)
        lock(clearance)
        clearance.refresh_from_db()
        must_not_be_retired(clearance)
        must_not_belong_to_what_is_retired(clearance)
        rules.clearance_is_given_by_its_post(clearance, by)
        rules.clearance_is_given_before_issue(clearance)
        rules.who_clears_reads_the_whole_report(clearance, by)
        clearance.cleared_at, clearance.cleared_by = (at, by) if is_clear else (None, None)
        clearance.cleared_version = clearance.report.version if is_clear else None
        clearance.cleared_as_of = latest_changes_of(clearance.report).said if is_clear else None
        figures = figures_printed_in(clearance.report, on=localdate(at)) if is_clear else FiguresPrinted()
        clearance.cleared_figures = "\n".join(figures.in_open)
        clearance.cleared_exempt_figures = figures.in_exempt
        write(clearance)
        opened.concerns(*clearance.agreements_concerned())


def make_comment(new: ReportComment, *, by: User, at: datetime, why: str = "") -> None:
    """Record a comment with who made it and when. Raises `RulesBroken`."""
    new.made_at, new.made_by = at, by
    record(new, by=by, at=at, why=why)
