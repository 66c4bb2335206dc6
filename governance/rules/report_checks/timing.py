"""Rules of when a report is published and decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from core.dates import Period, in_words
from core.rules import Place
from core.sentences import mid_sentence, sentence_start
from governance.calculations.call_in import CallInPeriod
from governance.calculations.notices import plan_takes_effect
from governance.calculations.reports import (
    CallInFacts,
    Correction,
    ReportContents,
    Result,
    ScrutinyFacts,
)
from governance.models import What
from governance.rules.report_checks.asking import PRACTICE, of_each_report, particulars_lack
from governance.rules.report_checks.notices import excused, published_early
from partnerships.models import NOT_YET_IN_FORCE

USUAL_CALL_IN = CallInPeriod(5, working=True)
YEARLY_NOTICE_DAYS = range(14, 22)


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
    if not report.forum.is_council_executive:
        return Result(None, f"{report.forum} does not take executive decisions of a council.")
    what = (What.KEY_DECISION, What.FORWARD_PLAN)
    otherwise = "councils had no executives yet, and no key decisions"
    result = published_early(report, what, report.first_notice_on, otherwise)
    return excused(report, result) if result.ok is False else result


@of_each_report(
    "report-yearly-notice",
    source="SI 2000/3272 reg 12(1) and (2)",
    from_on=date(2001, 1, 9),
    to_on=date(2012, 9, 9),
)
def year_of_plans_was_announced(report: ReportContents) -> Result:
    """A newspaper announced the year’s forward plans 14 to 21 days before its first took effect."""
    day, forum = report.decided_on, report.forum
    if report.is_key is False or not forum.is_council_executive or day is None:
        return Result(None, "It is in no forward plan, or the day of the decision is not known.")
    plan_on = plan_takes_effect(day)
    of_that_day = [each for each in forum.yearly if each.is_of(plan_on)]
    yearly = max(of_that_day, key=lambda each: each.first_plan_on, default=None)
    if yearly is None:
        of_plan = f"the year whose plans include that of {in_words(plan_on)}"
        return Result(None, f"No yearly notice of {of_plan} is recorded: see whether a newspaper had it.")
    first, published = in_words(yearly.first_plan_on), in_words(yearly.published_on)
    detail = f"Published on {published}, {yearly.days_before} days before the year’s first plan of {first}"
    if yearly.days_before in YEARLY_NOTICE_DAYS:
        return Result(True, f"{detail}.")
    change = Correction("Change the yearly notice", Place("yearly_notice", yearly.key))
    return Result(False, f"{detail}; it was to be 14 to 21.", (change,))


@of_each_report(
    "report-agenda",
    source="SI 2012/2089 reg 7; before it, SI 2000/3272 reg 10; of committees, LGA 1972 s.100B",
)
def agenda_is_early_enough(report: ReportContents) -> Result:
    """Agenda and report are published early enough."""
    if report.forum.decides_alone:
        return Result(None, f"{report.forum} decides alone: there is no agenda.")
    return published_early(report, (What.AGENDA,), report.agenda_on, "other rules applied")


@of_each_report(
    "report-individual", source="SI 2000/3272 reg 9, until 9 September 2012", to_on=date(2012, 9, 9)
)
def report_to_one_person_was_public(report: ReportContents) -> Result:
    """A key decision of one person waits until the report has been public."""
    if report.is_key is not True or not report.forum.decides_alone:
        return Result(None, "It asks no key decision of one person alone.")
    return published_early(report, (What.INDIVIDUAL_REPORT,), report.agenda_on, "no rule of it was known")


@of_each_report("report-forum", source="Local Government Act 2000 ss.9B and 9C; before 2012, ss.10 and 11")
def forum_fits_how_the_council_is_governed(report: ReportContents) -> Result:
    """The forum exists in the council's form of governance on that day."""
    day, forum = report.decided_on, report.forum
    arrangement = forum.arrangement_on(day) if day and forum.is_of_council else None
    if arrangement is None or day is None:
        return Result(None, "How the council was governed on that day is not recorded.")
    if forum.is_executive and not arrangement.has_executive:
        said = f"{forum} is of an executive, and on {in_words(day)} the council had none: {arrangement.name}."
        return particulars_lack(report, said)
    return Result(True, f"{arrangement.name}.")


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
        if day and (agreement.status in NOT_YET_IN_FORCE or day >= decided_on)
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
