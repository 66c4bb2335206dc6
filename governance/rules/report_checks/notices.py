"""Rules of what is published before a decision: by when, and what it must say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from core.dates import in_words
from core.rules import Place
from core.sentences import mid_sentence
from governance.calculations.notice_contents import (
    GENERAL_EXCEPTION,
    PRIVATE_MEETING,
    PRIVATE_RESPONSE,
    PRIVATE_URGENT,
    SPECIAL_URGENCY,
)
from governance.calculations.notices import GivenFacts, asked_of, notice_given
from governance.calculations.reports import Correction, ReportContents, Result
from governance.models import What
from governance.rules.report_checks.asking import of_each_report, particulars_lack


def published_early(
    report: ReportContents, what: tuple[What, ...], published_on: date | None, otherwise: str
) -> Result:
    day = report.decided_on
    if not report.forum.is_of_council:
        return Result(None, f"{report.forum} is not a council's: no rule of its notice is recorded.")
    if day is None:
        return Result(None, "The day of the decision is not known.")
    asked = asked_of(report.forum, report.notices, what, day)
    if asked is None:
        return Result(None, f"No rule is recorded for {in_words(day)}: {otherwise}.")
    is_enough, detail = notice_given(asked, published_on, day)
    return (
        Result(True, detail, source=asked.law.source)
        if is_enough
        else particulars_lack(report, detail, asked.law.source)
    )


def excused(report: ReportContents, short: Result) -> Result:
    """A notice that is too short, where a special urgency or a general exception makes up for it."""
    day = report.decided_on
    assert day is not None
    if urgent := _agreed(report, SPECIAL_URGENCY, day):
        said = f"Special urgency, agreed by {urgent.agreed_by_post}. Without it: {short.detail}"
        return Result(True, said, source="SI 2012/2089 reg 11; before it, SI 2000/3272 reg 16")
    asked = asked_of(report.forum, report.notices, (What.GENERAL_EXCEPTION,), day)
    if asked is None:
        return short
    published_on = report.published(GENERAL_EXCEPTION)
    is_enough, detail = notice_given(asked, published_on, day)
    if published_on and is_enough:
        said = f"General exception: {detail} Without it: {short.detail}"
        return Result(True, said, source=asked.law.source)
    if published_on:
        return replace(short, detail=f"{short.detail} General exception: {detail}")
    last = in_words(asked.last_day(day))
    return replace(short, detail=f"{short.detail} A general exception would do, published by {last}.")


def _agreed(report: ReportContents, kind: str, day: date) -> GivenFacts | None:
    """The notice that somebody agreed, by that day, that it cannot wait."""
    public = (each for each in report.given if each.kind == kind and each.published_on)
    agreed = (each for each in public if each.agreed_by_post and each.agreed_on)
    return next((each for each in agreed if each.agreed_on and each.agreed_on <= day), None)


@of_each_report("report-private-meeting", source="SI 2012/2089 reg 5", from_on=date(2012, 9, 10))
def notice_of_the_private_meeting_is_given(report: ReportContents) -> Result:
    """What is exempt is decided in private only after two notices of that.

    28 clear days before with the reasons, and 5 clear days before with representations and the response.
    """
    day = report.decided_on
    if not report.marking.has_exempt:
        return Result(None, "Nothing in it is exempt.")
    if report.forum.decides_alone or not report.forum.is_council_executive:
        return Result(None, f"{report.forum} is no meeting of an executive.")
    if day is not None and (urgent := _agreed(report, PRIVATE_URGENT, day)):
        said = f"Agreed by {urgent.agreed_by_post} that it cannot wait."
        return Result(True, said, source="SI 2012/2089 reg 5(6)")
    results = [
        published_early(report, (what,), report.published(kind), "no notice of it was asked for")
        for what, kind in (
            (What.PRIVATE_MEETING, PRIVATE_MEETING),
            (What.PRIVATE_RESPONSE, PRIVATE_RESPONSE),
        )
    ]
    oks = [each.ok for each in results]
    ok = False if False in oks else None if None in oks else True
    told = [each.detail for each in results if each.ok is ok]
    plan = Correction("Give notice", Place("forward_plan", report.forum.body_key))
    return Result(ok, " ".join(dict.fromkeys(told)), () if ok is not False else (plan,))


@of_each_report(
    "report-notice-contents", source="SI 2012/2089 regs 5, 9, 10 and 11; before it, SI 2000/3272 reg 14"
)
def notices_say_what_the_law_asks(report: ReportContents) -> Result:
    """Each notice of the decision says what the law asks."""
    if not report.given:
        return Result(None, "No notice or entry in a plan names this report.")
    lacking = [each for each in report.given if each.missing]
    detail = " ".join(f"{each.name} lacks {', '.join(each.missing)}." for each in lacking)
    change = tuple(
        Correction(f"Complete it: {mid_sentence(each.name)}", Place("notice", each.key)) for each in lacking
    )
    return Result(not lacking, detail, change)
