"""What must be true of what forums decide, and of its being called in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from core.dates import in_words
from core.rules import RuleBroken, refuses
from core.sentences import mid_sentence
from governance.calculations.call_in import END_OF_DAY
from governance.calculations.decisions import enough_callers
from governance.models import (
    CabinetReport,
    Callers,
    CallIn,
    CallInRequest,
    Decision,
    FollowUp,
    Forum,
    Outcome,
    ReportStatus,
)
from governance.queries.forums import call_in_on

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
def decision_is_not_to_come(decision: Decision, day: str, on: date) -> None:
    """A decision is recorded on the day it was made, or later. This day is still to come."""
    if (getattr(decision, day) or on) > on:
        raise RuleBroken(decision_is_not_to_come, field=day)


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


CONSTITUTION = "Local Government Act 2000 s.9F; the council's constitution"


@refuses("call-in-is-of-what-can-be-called-in", CallInRequest, source=CONSTITUTION)
def call_in_is_of_what_can_be_called_in(request: CallInRequest) -> None:
    """This decision cannot be called in."""
    decision = request.decision
    day, rule = decision.decided_on, _rule_of(decision)
    why = ""
    if decision.is_urgent:
        why = f"It is urgent: {decision.urgency_agreed_by} agreed."
    elif decision.outcome == Outcome.DEFERRED:
        why = "It was deferred, so nothing takes effect."
    elif day is None:
        why = "The day on which it was decided is not recorded."
    elif rule is None:
        forum = decision.forum.in_sentence
        why = f"No call-in rule of {forum} is recorded for {in_words(day)}. Record that first."
    elif rule.applies_to == CallIn.AppliesTo.KEY and not decision.report.is_key:
        why = "Only key decisions can be, and it is not recorded as one."
    elif rule.counted_from(published=decision.published_on, decided=day) is None:
        why = "Record when it was published: its call-in is counted from that day."
    if why:
        raise RuleBroken(call_in_is_of_what_can_be_called_in, field="called_on", detail=why)


@refuses("call-in-comes-in-time", CallInRequest, source=CONSTITUTION)
def call_in_comes_in_time(request: CallInRequest) -> None:
    """A decision is called in after it was made, and before its call-in ends."""
    decision, rule = request.decision, _rule_of(request.decision)
    if rule is None or decision.decided_on is None:
        return
    start = rule.counted_from(published=decision.published_on, decided=decision.decided_on)
    if request.called_on < decision.decided_on:
        detail = f"It was made on {in_words(decision.decided_on)}."
        raise RuleBroken(call_in_comes_in_time, field="called_on", detail=detail)
    if start is None or request.called_on < rule.period.last_day(start):
        return
    ended = rule.period.ends(start)
    if request.called_on > ended.date():
        detail = f"Its call-in ended on {in_words(ended.date())}, {ended:%H:%M}."
        raise RuleBroken(call_in_comes_in_time, field="called_on", detail=detail)
    if request.called_time is None and rule.until_hour < END_OF_DAY:
        detail = f"It ended that day at {ended:%H:%M}: say at what time it was called in."
        raise RuleBroken(call_in_comes_in_time, field="called_time", detail=detail)
    if request.called_time is not None and request.called_time > ended.time():
        detail = f"Its call-in ended that day at {ended:%H:%M}."
        raise RuleBroken(call_in_comes_in_time, field="called_time", detail=detail)


@refuses("call-in-is-by-enough", CallInRequest, source=CONSTITUTION)
def call_in_is_by_enough(request: CallInRequest) -> None:
    """Too few people call it in."""
    rule = _rule_of(request.decision)
    ways = rule.ways if rule else []
    numbers = {kind.value: getattr(request, kind.value) for kind in Callers}
    if rule and not enough_callers(ways, numbers):
        shown = ways[0][1].value
        detail = f"It takes at least {rule.takes}."
        raise RuleBroken(call_in_is_by_enough, field=shown, detail=detail)


@refuses("what-follows-is-not-to-come")
def what_follows_is_not_to_come(record: CallInRequest | FollowUp, on: date) -> None:
    """This day is still to come. Record it then."""
    for name in ("called_on", "settled_on", "done_on"):
        day = getattr(record, name, None)
        if day and day > on:
            raise RuleBroken(what_follows_is_not_to_come, field=name)


def _rule_of(decision: Decision) -> CallIn | None:
    return call_in_on(decision.forum, decision.decided_on) if decision.decided_on else None
