"""Checks of when a report is published and decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from core.dates import Period, add_working_days, clear_days_between, in_words, latest_day_giving
from governance.models import CabinetReport, Forum, NoticeRule, ReportStage
from governance.queries.report_checks.check import PRACTICE, Check, Correction, of_report
from partnerships.models import Sector

What = NoticeRule.What
NOTICE_LAW = "SI 2012/2089 reg 9; before it, SI 2000/3272 reg 13"
AGENDA_LAW = "SI 2012/2089 reg 7; before it, SI 2000/3272 reg 10"


def decision_has_a_day(report: CabinetReport) -> Check:
    known = report.decided_on is not None
    detail = "" if known else "Neither the meeting nor the day the decision is due is recorded."
    return of_report(report, "day", "The day of the decision is known", known, detail, PRACTICE)


def notice_is_long_enough(report: CabinetReport, rules: Sequence[NoticeRule]) -> Check:
    """28 clear days before a key decision of the executive; before 10 September 2012, in a forward plan."""
    name = "Notice of the key decision is long enough"
    if report.is_key is False:
        return Check("notice", name, None, "It is not a key decision.", NOTICE_LAW)
    return _published_early(
        report,
        Published("notice", name, (What.KEY_DECISION, What.FORWARD_PLAN), report.notice_on),
        rules,
        working=report.forum.notice_in_working_days,
        before="councils had no executives yet, and no key decisions",
    )


def agenda_is_early_enough(report: CabinetReport, rules: Sequence[NoticeRule]) -> Check:
    """5 clear days before the meeting. SI 2012/2089 reg 7."""
    name = "Agenda and report are published early enough"
    if report.forum.kind == Forum.Kind.MEMBER:
        return Check("agenda", name, None, "A member decides alone: there is no agenda.", AGENDA_LAW)
    return _published_early(
        report,
        Published("agenda", name, (What.AGENDA,), report.agenda_on),
        rules,
        working=report.forum.agenda_in_working_days,
        before="other rules applied, which are not recorded here",
    )


@dataclass(frozen=True)
class Published:
    """Something that must be published so many clear days before the decision."""

    code: str
    name: str
    what: tuple[NoticeRule.What, ...]
    on: date | None


def _published_early(
    report: CabinetReport, it: Published, rules: Sequence[NoticeRule], *, working: bool, before: str
) -> Check:
    own = [rule for rule in rules if rule.what in it.what]
    if not _is_of_a_council_executive(report.forum):
        detail = f"{report.forum.name} does not take executive decisions of a council."
        return Check(it.code, it.name, None, detail, "SI 2012/2089")
    if report.decided_on is None:
        return Check(it.code, it.name, None, "The day of the decision is not known.", _sources(own))
    rule = next((rule for rule in own if report.decided_on in Period(rule.from_on, rule.to_on)), None)
    if rule is None:
        detail = f"No rule is recorded for {in_words(report.decided_on)}: {before}."
        return Check(it.code, it.name, None, detail, _sources(own))
    if rule.what == What.FORWARD_PLAN:
        return _in_a_forward_plan(report, it, rule, report.decided_on)
    return _counted(report, it, rule, report.decided_on, working=working)


def _in_a_forward_plan(report: CabinetReport, it: Published, rule: NoticeRule, decided_on: date) -> Check:
    """Whether it stood in the plan for its month, which takes effect on the first working day of that."""
    before_the_month = decided_on.replace(day=1) - timedelta(days=1)
    last = add_working_days(before_the_month, 1) - timedelta(days=rule.clear_days)
    plan = f"the plan for {decided_on:%B %Y} was due by {in_words(last)}"
    if it.on is None:
        detail = f"{rule.name}: {plan}. Record the day on which a plan first named this decision."
        return of_report(report, it.code, it.name, False, detail, _source(rule))
    enough = it.on <= last
    detail = f"First in a plan of {in_words(it.on)}; {plan}."
    return of_report(report, it.code, it.name, enough, detail, _source(rule))


def _source(rule: NoticeRule) -> str:
    return rule.source if rule.is_verified else f"{rule.source} (not verified: nobody has read it there)"


def _counted(
    report: CabinetReport, it: Published, rule: NoticeRule, decided_on: date, *, working: bool
) -> Check:
    kind = "clear working days" if working else "clear days"
    last = latest_day_giving(rule.clear_days, before=decided_on, working=working)
    counting = "counting working days" if working else "counting every day"
    if it.on is None:
        detail = f"{rule.name}, {counting}: publish by {in_words(last)} and record the day."
        return of_report(report, it.code, it.name, False, detail, _source(rule))
    given = clear_days_between(it.on, decided_on, working=working)
    enough = given >= rule.clear_days
    detail = f"{given} {kind} between {in_words(it.on)} and {in_words(decided_on)}."
    if not enough:
        detail += f" {rule.name}, {counting}: it was due by {in_words(last)}."
    return of_report(report, it.code, it.name, enough, detail, _source(rule))


def _is_of_a_council_executive(forum: Forum) -> bool:
    return forum.is_executive and forum.body.kind.sector == Sector.COUNCIL


def _sources(rules: Sequence[NoticeRule]) -> str:
    return "; ".join(map(_source, rules))


def scrutiny_comes_first(report: CabinetReport) -> Check:
    name = "Scrutiny comes before the decision it informs"
    scrutiny = [each for each in report.current_stages if each.purpose == ReportStage.Purpose.SCRUTINY]
    if not scrutiny or report.decided_on is None:
        detail = "No scrutiny is planned." if not scrutiny else "The day of the decision is not known."
        return Check("scrutiny", name, None, detail, PRACTICE)
    late = [each for each in scrutiny if each.held_on is None or each.held_on >= report.decided_on]
    detail = " ".join(_late(each, report.decided_on) for each in late)
    corrections = tuple(
        Correction(f"Change {each}", reverse("governance:report-stage-change", args=[each.pk]))
        for each in late
    )
    return Check("scrutiny", name, not late, detail, PRACTICE, corrections)


def _late(stage: ReportStage, decided_on: date) -> str:
    if stage.held_on is None:
        return f"{stage.forum.name} has no day."
    return (
        f"{stage.forum.name} meets on {in_words(stage.held_on)}; the decision is on {in_words(decided_on)}."
    )
