"""The days of an agreement's term: when notice is given at the latest, what comes next, and by which rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from core.dates import (
    LAST_DAY,
    ONE_DAY,
    FinancialYear,
    earliest_day_giving,
    financial_years,
    in_words,
    last_day_giving_months,
    latest_day_giving,
    months_after,
    months_before,
)
from core.sentences import mid_sentence
from partnerships.as_at import AgreementAsAt, NoticeFacts, TermDayFacts

MONTHS, DAYS, CLEAR_DAYS, WORKING_DAYS = "months", "days", "clear_days", "working_days"
AT_TERM, AT_BREAK, AT_YEAR_END, ANY_DAY = "term", "break", "year_end", "any_day"
BREAK, OPTION, DECISION, REVIEW = "break", "option", "decision", "review"
COUNTED = {
    MONTHS: (
        "Corresponding date: a month’s notice ends on the day of the next month that has the same number or, "
        "where there is none, on that month’s last"
    ),
    DAYS: "Days: that of the notice is left out, that on which it ends counts",
    CLEAR_DAYS: "Clear days: neither that of the notice nor that on which it ends counts",
    WORKING_DAYS: (
        "Clear working days: neither that of the notice nor that on which it ends counts, and no Saturday, "
        "Sunday or bank holiday in England"
    ),
}


@dataclass(frozen=True)
class NoticeDay:
    """The last day on which a notice can be given that ends it on `ending`, by the rule in `counted`.

    Where it may end on any day, `last` is None: `ending` is then when it ends if notice is given now.
    """

    notice: NoticeFacts
    last: date | None
    ending: date
    counted: str


@dataclass(frozen=True)
class Coming:
    """A day in the term that comes next, or is overdue."""

    day: TermDayFacts
    due_on: date
    rule: str


def last_day_for(length: int, unit: str, *, ending: date) -> date:
    """The last day on which so long a notice can be given that ends on that day."""
    if unit == MONTHS:
        return last_day_giving_months(length, ending=ending)
    if unit == DAYS:
        return ending - ONE_DAY * length
    return latest_day_giving(length, before=ending, working=unit == WORKING_DAYS)


def notice_days(agreement: AgreementAsAt) -> list[NoticeDay]:
    """For each notice, the next last day for it; where all have passed, the latest of those."""
    return [found for each in agreement.notices if (found := _notice_day(each, agreement))]


def last_notice_day(agreement: AgreementAsAt) -> NoticeDay | None:
    """The last day to give notice that ends the whole agreement; None where no rule gives one."""
    whole = [each for each in notice_days(agreement) if not each.notice.subject and each.last]
    coming = [each for each in whole if each.last and each.last >= agreement.on]
    return min(coming, key=_last, default=None) or max(whole, key=_last, default=None)


def _last(each: NoticeDay) -> date:
    assert each.last is not None
    return each.last


def _notice_day(notice: NoticeFacts, agreement: AgreementAsAt) -> NoticeDay | None:
    counted = COUNTED[notice.unit]
    if notice.ending == ANY_DAY:
        ending = earliest_end(notice.length, notice.unit, given_on=agreement.on)
        return NoticeDay(notice, None, ending, counted)
    found = None
    for ending in _endings(notice, agreement):
        last = last_day_for(notice.length, notice.unit, ending=ending)
        found = NoticeDay(notice, last, ending, counted)
        if last >= agreement.on:
            break
    return found


def earliest_end(length: int, unit: str, *, given_on: date) -> date:
    """The first day on which so long a notice can end that is given on that day."""
    if unit == MONTHS:
        return months_after(given_on, length)
    if unit == DAYS:
        return given_on + ONE_DAY * length
    return earliest_day_giving(length, after=given_on, working=unit == WORKING_DAYS)


def _endings(notice: NoticeFacts, agreement: AgreementAsAt) -> Iterator[date]:
    """The days on which the notice may end it, the earliest first."""
    if notice.ending == AT_TERM and agreement.ends_on:
        yield agreement.ends_on
    elif notice.ending == AT_BREAK:
        breaks = {
            day for each in agreement.term_days if each.kind == BREAK for day in days_of(each, agreement)
        }
        yield from sorted(breaks)
    elif notice.ending == AT_YEAR_END:
        first = FinancialYear.containing(agreement.starts_on or agreement.on)
        last = FinancialYear.containing(agreement.ends_on or LAST_DAY)
        ends = (each.ends_on for each in financial_years(first, last))
        yield from (day for day in ends if agreement.ends_on is None or day <= agreement.ends_on)


def days_of(each: TermDayFacts, agreement: AgreementAsAt) -> Iterator[date]:
    """Each day on which it comes, until the term ends."""
    until, day, times = agreement.ends_on or LAST_DAY, each.due_on, 0
    while day <= until:
        yield day
        if not each.every_months:
            return
        times += each.every_months
        day = months_after(each.due_on, times)


def coming_days(agreement: AgreementAsAt) -> list[Coming]:
    """Of each day in the term, the next that is not dealt with; of a break, the next to come."""
    found = [
        Coming(each, day, _rule(each)) for each in agreement.term_days if (day := _next(each, agreement))
    ]
    return sorted(found, key=lambda each: each.due_on)


def _next(each: TermDayFacts, agreement: AgreementAsAt) -> date | None:
    days = days_of(each, agreement)
    if each.kind == BREAK:
        return next((day for day in days if day >= agreement.on), None)
    return next((day for day in days if not _is_settled(each, day, agreement)), None)


def _is_settled(each: TermDayFacts, day: date, agreement: AgreementAsAt) -> bool:
    """Whether it is recorded as dealt with or, of a decision, every partner has decided on the next year."""
    if each.settled_on is not None and day <= each.settled_on:
        return True
    if each.kind != DECISION or not agreement.renewals:
        return False
    this_year = FinancialYear.containing(day).year
    decided = {renewal.body.key for renewal in agreement.renewals if renewal.year.year == this_year + 1}
    return decided >= {party.body.key for party in agreement.partners}


def _rule(each: TermDayFacts) -> str:
    again = f"comes again every {each.every_months} months from {in_words(each.due_on)}"
    longer = f"extends the term by {each.extension_months} months" if each.extension_months else ""
    by = f"by {mid_sentence(each.decided_by)}" if each.decided_by else ""
    return "; ".join(filter(None, (again if each.every_months else "", longer, by)))


def decide_by(agreement: AgreementAsAt, year: FinancialYear) -> date:
    """The last day to decide on taking part in a year: as the agreement says, or the day before it begins."""
    day_before = year.starts_on - ONE_DAY
    a_year_before = months_before(year.starts_on, 12)
    said = (
        day
        for each in agreement.term_days
        if each.kind == DECISION
        for day in days_of(each, agreement)
        if a_year_before <= day <= day_before
    )
    return max(said, default=day_before)


def months_left(day: date, on: date) -> int | None:
    """The smallest of 3, 6 and 12 months within which the day comes; None where it is further off."""
    return next((months for months in (3, 6, 12) if months_before(day, months) <= on), None)
