"""What must be true of an agreement's term: its end, its notice, its days, and who takes part each year."""

from __future__ import annotations

from collections.abc import Iterator

from core.dates import LAST_YEAR, FinancialYear, in_words
from core.rules import Breach, Place, RuleBroken, Urgency, refuses, warns
from core.sentences import sentence_start
from partnerships.as_at import AgreementAsAt
from partnerships.calculations.term import BREAK, coming_days, decide_by, months_left, notice_days
from partnerships.models import MADE, AgreementStatus, Renewal, RenewalDecision
from partnerships.rules.records import must_be_party

OVERVIEW = Place("overview")
DAYS_BEFORE = 90
SAYS = {
    "option": "the option to extend is taken up",
    "decision": "the decision on renewing it is taken",
    "review": "the review is done",
}


def place_of_day(key: int) -> Place:
    return Place("term", anchor=f"day-{key}")


@refuses("renewing-body-is-a-party", RenewalDecision)
def renewing_body_is_a_party(decision: RenewalDecision) -> None:
    """Only a partner decides on taking part in a year."""
    must_be_party(decision.agreement, decision.body_id, renewing_body_is_a_party, "body")


@refuses("renewal-is-decided-in-time", source="The agreement's own day for it; else the day before the year")
def renewal_is_decided_in_time(decision: RenewalDecision, agreement: AgreementAsAt) -> None:
    """A decision on taking part in a year is taken before its last day has passed.

    What is decided later is a variation of the agreement.
    """
    last = decide_by(agreement, decision.year)
    if decision.decided_on > last:
        detail = f"For {decision.year} that was {in_words(last)}."
        raise RuleBroken(renewal_is_decided_in_time, field="decided_on", detail=detail)


@warns("term", source="The term of the agreement")
def its_end_is_prepared(agreement: AgreementAsAt) -> Iterator[Breach]:
    """An agreement must be renewed, or its end recorded, before its term ends."""
    ends = agreement.ends_on
    if ends is None:
        return
    if ends < agreement.on:
        still = " and it is still in force" if agreement.status == AgreementStatus.IN_FORCE else ""
        message = f"Its last day, {in_words(ends)}, has passed{still}: renew it, or record that it expired"
        yield Breach(OVERVIEW, message)
    elif months := months_left(ends, agreement.on):
        urgency = Urgency.NOW if months <= 3 else Urgency.SOON
        yield Breach(OVERVIEW, f"It ends on {in_words(ends)}, in less than {months} months", urgency)


@warns("notice", source="The notice the agreement asks for")
def notice_can_still_be_given(agreement: AgreementAsAt) -> Iterator[Breach]:
    """The last day on which notice can be given must not pass unseen."""
    for each in notice_days(agreement):
        if each.last is None or agreement.on > each.last or not months_left(each.last, agreement.on):
            continue
        ends = each.notice.subject or "it"
        message = f"The last day to give notice before {ends} ends on {in_words(each.ending)} is "
        at = Place("term", anchor=f"notice-{each.notice.key}") if each.notice.key else OVERVIEW
        yield Breach(at, message + in_words(each.last), Urgency.SOON)


@warns("term-days", source="The agreement's own days for reviews, options and decisions")
def days_in_the_term_are_kept(agreement: AgreementAsAt) -> Iterator[Breach]:
    """What the agreement sets a day for must be done by that day."""
    for each in coming_days(agreement):
        if each.day.kind == BREAK or (each.due_on - agreement.on).days > DAYS_BEFORE:
            continue
        late = each.due_on < agreement.on
        tense = "was to be" if late else "is to be"
        what, _, done = SAYS[each.day.kind].rpartition(" is ")
        message = f"{sentence_start(what)} {tense} {done} by {in_words(each.due_on)}"
        yield Breach(place_of_day(each.day.key), message, Urgency.NOW if late else Urgency.SOON)


@warns("renewal-decided", source="An agreement that is renewed year by year is renewed by each partner")
def each_partner_decides_on_the_next_year(agreement: AgreementAsAt) -> Iterator[Breach]:
    """Each partner must decide in time whether it takes part in the next year."""
    if agreement.renewal != Renewal.YEARLY or agreement.status not in MADE:
        return
    this_year = FinancialYear.containing(agreement.on)
    if this_year.year == LAST_YEAR:
        return
    year = this_year.next
    if agreement.ends_on and agreement.ends_on < year.starts_on:
        return
    decided = {each.body.key: each for each in agreement.renewals if each.year == year}
    last = decide_by(agreement, year)
    waiting = [str(each) for each in agreement.partners if each.body.key not in decided]
    renewals = Place("term", anchor="renewals")
    if waiting and (last - agreement.on).days <= DAYS_BEFORE:
        verb = "was" if last < agreement.on else "is"
        message = f"{' and '.join(waiting)}: no decision on taking part in {year} is recorded; it {verb} due"
        urgency = Urgency.NOW if last < agreement.on else Urgency.SOON
        yield Breach(renewals, f"{message} by {in_words(last)}", urgency)
    for each in decided.values():
        if not each.takes_part:
            yield Breach(renewals, f"{each.body} takes no part in {year}", Urgency.SOON)
