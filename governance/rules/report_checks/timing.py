"""Rules of when a report is published and decided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.dates import (
    Period,
    add_working_days,
    clear_days_between,
    earliest_day_giving,
    in_words,
    latest_day_giving,
)
from core.rules import Place
from core.sentences import mid_sentence, sentence_start
from governance.calculations.call_in import CallInPeriod
from governance.calculations.reports import (
    CallInFacts,
    Correction,
    NoticeFacts,
    ReportContents,
    Result,
    ScrutinyFacts,
)
from governance.models import NoticeRule
from governance.rules.report_checks.asking import PRACTICE, of_each_report, particulars_lack
from partnerships.models import AgreementStatus

What = NoticeRule.What
USUAL_CALL_IN = CallInPeriod(5, working=True)
# An agreement of these statuses waits for the decision; of another, only what starts later does.
NOT_YET_MADE = (AgreementStatus.DRAFT, AgreementStatus.AGREED)


@of_each_report("report-day", source=PRACTICE)
def decision_has_a_day(report: ReportContents) -> Result:
    """The day of the decision is known."""
    if report.decided_on is not None:
        return Result(True)
    return particulars_lack(report, "Neither the meeting nor the day the decision is due is recorded.")


@of_each_report("report-notice", source="SI 2012/2089 reg 9; before it, SI 2000/3272 reg 13")
def notice_is_long_enough(report: ReportContents) -> Result:
    """Notice of the key decision is long enough.

    28 clear days before a key decision of the executive; before 10 September 2012, in a forward plan.
    """
    if report.is_key is False:
        return Result(None, "It is not a key decision.")
    it = Published(
        (What.KEY_DECISION, What.FORWARD_PLAN), report.notice_on, report.forum.notice_in_working_days
    )
    return _published_early(report, it, before="councils had no executives yet, and no key decisions")


@of_each_report("report-agenda", source="SI 2012/2089 reg 7; before it, SI 2000/3272 reg 10")
def agenda_is_early_enough(report: ReportContents) -> Result:
    """Agenda and report are published early enough."""
    if report.forum.decides_alone:
        return Result(None, "A member decides alone: there is no agenda.")
    it = Published((What.AGENDA,), report.agenda_on, report.forum.agenda_in_working_days)
    return _published_early(report, it, before="other rules applied, which are not recorded here")


@dataclass(frozen=True)
class Published:
    """Something that must be published so many clear days before the decision, or working days."""

    what: tuple[NoticeRule.What, ...]
    on: date | None
    working: bool


def _published_early(report: ReportContents, it: Published, *, before: str) -> Result:
    own, day = [notice for notice in report.notices if notice.what in it.what], report.decided_on
    if not report.forum.is_council_executive:
        return Result(None, f"{report.forum} does not take executive decisions of a council.")
    if day is None:
        return Result(None, "The day of the decision is not known.")
    notice = next((notice for notice in own if day in Period(notice.from_on, notice.to_on)), None)
    if notice is None:
        return Result(None, f"No rule is recorded for {in_words(day)}: {before}.")
    judge = _in_a_forward_plan if notice.what == What.FORWARD_PLAN else _counted
    is_enough, detail = judge(it, notice, day)
    return (
        Result(True, detail, source=notice.source)
        if is_enough
        else particulars_lack(report, detail, notice.source)
    )


def _in_a_forward_plan(it: Published, notice: NoticeFacts, decided_on: date) -> tuple[bool, str]:
    """Whether it stood in the plan for its month, which takes effect on the first working day of that."""
    before_the_month = decided_on.replace(day=1) - timedelta(days=1)
    last = add_working_days(before_the_month, 1) - timedelta(days=notice.clear_days)
    plan = f"the plan for {decided_on:%B %Y} was due by {in_words(last)}"
    if it.on is None:
        return (
            False,
            f"{notice.name}: {plan}. Record the day on which a plan first named this decision.",
        )
    return it.on <= last, f"First in a plan of {in_words(it.on)}; {plan}."


def _counted(it: Published, notice: NoticeFacts, decided_on: date) -> tuple[bool, str]:
    kind = "clear working days" if it.working else "clear days"
    last = latest_day_giving(notice.clear_days, before=decided_on, working=it.working)
    asked = f"{notice.name}, {'counting working days' if it.working else 'counting every day'}"
    if it.on is None:
        return False, f"{asked}: publish by {in_words(last)} and record the day."
    given = clear_days_between(it.on, decided_on, working=it.working)
    said = f"{given} {kind} between {in_words(it.on)} and {in_words(decided_on)}."
    if given >= notice.clear_days:
        return True, said
    earliest = earliest_day_giving(notice.clear_days, after=it.on, working=it.working)
    would_do = f"a decision on {in_words(earliest)} or later would have it"
    return False, f"{said} {asked}: it was due by {in_words(last)}; {would_do}."


@of_each_report("report-scrutiny", source=PRACTICE)
def scrutiny_comes_first(report: ReportContents) -> Result:
    """Scrutiny comes before the decision it informs."""
    day = report.decided_on
    if not report.scrutiny or day is None:
        known = "The day of the decision is not known." if report.scrutiny else "No scrutiny is planned."
        return Result(None, known)
    late = [each for each in report.scrutiny if each.held_on is None or each.held_on >= day]
    change = tuple(Correction(f"Change {each.forum}", Place("report_stage", each.key)) for each in late)
    return Result(not late, " ".join(_late(each, day) for each in late), change)


def _late(stage: ScrutinyFacts, decided_on: date) -> str:
    if stage.held_on is None:
        return f"{stage.forum} has no day."
    return f"{stage.forum} meets on {in_words(stage.held_on)}; the decision is on {in_words(decided_on)}."


@of_each_report(
    "report-start", source="The council's own call-in; until it has ended, nothing is done on a decision"
)
def nothing_starts_before_it_can(report: ReportContents) -> Result:
    """Nothing starts before the decision can take effect."""
    decided_on, agreement = report.decided_on, report.agreement
    if decided_on is None or agreement is None:
        return Result(
            None, "The day of the decision is not known." if agreement else "The agreement was not read."
        )
    starts = {
        day: name
        for name, day in (
            *((mid_sentence(each.name), each.starts_on) for each in agreement.flexibilities),
            ("the agreement", agreement.starts_on),
        )
        if day and (agreement.status in NOT_YET_MADE or day >= decided_on)
    }
    if not starts:
        return Result(None, "No day is recorded on which anything starts that waits for this decision.")
    first = min(starts)
    started = f"{sentence_start(starts[first])} starts on {in_words(first)}"
    if first < decided_on:
        return particulars_lack(report, f"{started}, before the decision on {in_words(decided_on)}.")
    if not report.forum.is_council_executive:
        return Result(True, f"{started}, after the decision on {in_words(decided_on)}.")
    return _after_call_in(report, decided_on, first, started)


def _after_call_in(report: ReportContents, decided_on: date, first: date, started: str) -> Result:
    rule = next((each for each in report.call_ins if _binds(each, report, decided_on)), None)
    period = rule.period if rule else USUAL_CALL_IN
    effective = period.effective_on(decided_on)
    if first >= effective:
        return Result(True, f"{started}; the decision can take effect on {in_words(effective)}.")
    until = in_words(period.last_day(decided_on))
    if rule:
        said = f"{started}; a decision published on {in_words(decided_on)} may be called in until {until}."
        return particulars_lack(report, said, rule.source)
    usual = f"five working days, as is usual, would end on {until}"
    said = f"{started}. No call-in of {report.forum} is recorded: {usual}."
    return replace(particulars_lack(report, said), is_to_look_at=True)


def _binds(rule: CallInFacts, report: ReportContents, day: date) -> bool:
    return day in Period(rule.from_on, rule.to_on) and (report.is_key is not False or not rule.for_key_only)
