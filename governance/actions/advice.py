"""Giving the advice that a report asks for."""

from __future__ import annotations

from datetime import datetime

from core.actions import save, write
from core.history import act, lock
from core.models import User
from core.rules import must_not_be_retired, must_not_belong_to_what_is_retired
from governance.models import Advice, Implication, ReportSection
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
