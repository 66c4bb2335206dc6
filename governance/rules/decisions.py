"""What must be true of what forums decide."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from core.dates import in_words
from core.rules import RuleBroken, refuses
from core.sentences import mid_sentence
from governance.models import CabinetReport, Decision, Forum, Outcome, ReportStatus

DECIDED_ON = (ReportStatus.ISSUED, ReportStatus.SUPERSEDED)


@refuses("decision-follows-issue", source="Good practice: nothing is decided on a draft")
def decision_follows_issue(report: CabinetReport) -> None:
    """A decision is recorded once the report was issued."""
    if report.status not in DECIDED_ON:
        detail = f"{report.reference} is {mid_sentence(report.get_status_display())}."
        raise RuleBroken(decision_follows_issue, detail=detail)


@refuses("decision-is-of-a-forum-that-is-asked", source="Good practice: one paper may go to several bodies")
def decision_is_of_a_forum_that_is_asked(forum: Forum, asked: Collection[Forum]) -> None:
    """Only a body to which a recommendation of the report is put decides on it."""
    if forum not in asked:
        raise RuleBroken(decision_is_of_a_forum_that_is_asked, detail=f"{forum} is not asked.")


@refuses(
    "decision-follows-notice",
    Decision,
    source="SI 2012/2089 regs 7 and 9; before 10 September 2012 SI 2000/3272 regs 11 to 13",
)
def decision_follows_notice(decision: Decision) -> None:
    """Nothing is decided before the notice of it, or before the report was published."""
    report, day = decision.report, decision.decided_on
    for published, what in ((report.notice_on, "Notice"), (report.agenda_on, "The report")):
        if day and published and day < published:
            detail = f"{what} was first published on {in_words(published)}."
            raise RuleBroken(decision_follows_notice, field="decided_on", detail=detail)


@refuses("decision-is-not-to-come")
def decision_is_not_to_come(decision: Decision, on: date) -> None:
    """A decision is recorded on the day it was made, or later. This day is still to come."""
    for name in ("decided_on", "published_on"):
        day = getattr(decision, name)
        if day and day > on:
            raise RuleBroken(decision_is_not_to_come, field=name)


@refuses("decision-names-its-day")
def decision_names_its_day(decision: Decision) -> None:
    """Say on which day it was decided."""
    if decision.decided_on is None:
        raise RuleBroken(decision_names_its_day, field="decided_on")


@refuses(
    "decision-on-what-is-exempt-is-exempt",
    Decision,
    source="Local Government Act 1972 s.100B and Sch 12A; SI 2012/2089 reg 20",
)
def decision_on_what_is_exempt_is_exempt(decision: Decision) -> None:
    """What was decided on an exempt recommendation is exempt too: an open record would print its words."""
    asked = decision.recommendation
    if asked is not None and asked.is_exempt and not decision.is_withheld:
        raise RuleBroken(decision_on_what_is_exempt_is_exempt, field="is_exempt")


@refuses(
    "amended-decision-says-what-was-agreed",
    Decision,
    source="SI 2012/2089 reg 12(2)(a): a record of the decision",
)
def amended_decision_says_what_was_agreed(decision: Decision) -> None:
    """Enter the words that were agreed."""
    if decision.outcome == Outcome.AMENDED and not decision.resolved.strip():
        raise RuleBroken(amended_decision_says_what_was_agreed, field="resolved")


@refuses("deferral-is-until-a-later-day", Decision)
def deferral_is_until_a_later_day(decision: Decision) -> None:
    """Only what was deferred has a day until which it is, and that day is after the decision."""
    until = decision.deferred_to_on
    if until and (decision.outcome != Outcome.DEFERRED or until <= (decision.decided_on or date.min)):
        raise RuleBroken(deferral_is_until_a_later_day, field="deferred_to_on")
