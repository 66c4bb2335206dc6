"""What needs attention in what was decided on an agreement, and what its Overview says of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from core.dates import in_words, months_before
from core.rules import Breach, Place, Urgency, warns
from governance.calculations.decisions import (
    DecisionLine,
    Decisions,
    Effect,
    FollowUpLine,
    Standing,
    in_short,
)
from governance.calculations.notice_contents import SPECIAL_URGENCY
from governance.calculations.reports import Reports
from governance.models import Outcome
from partnerships.as_at import AgreementAsAt
from partnerships.overview import Told, overview

SOON = timedelta(days=28)
ONCE_A_YEAR_FROM = date(2012, 9, 10)


def _place(line: DecisionLine) -> Place:
    return Place("report_decisions", line.report, f"forum-{line.forum_key}")


def _told(agreement: AgreementAsAt, *outcomes: Outcome) -> Iterator[tuple[list[DecisionLine], str]]:
    """Of each forum what it decided so on each report, with how much of what it decided that is."""
    for together in agreement.part(Decisions).together:
        so = [each for each in together if each.outcome in outcomes]
        if so:
            part = "" if len(so) == len(together) else f" {len(so)} of {len(together)} recommendations"
            yield so, part


@warns("decision-deferred", source="What the forum decided")
def what_is_asked_is_not_deferred(agreement: AgreementAsAt) -> Iterator[Breach]:
    """Every body that is asked must have decided, and not put it off."""
    for so, part in _told(agreement, Outcome.DEFERRED):
        until = max((each.deferred_to_on for each in so if each.deferred_to_on), default=None)
        when = f" until {in_words(until)}" if until else ""
        late = until is not None and until < agreement.on
        message = f"{so[0].decided_by} deferred{part or ' it'}{when}: report {so[0].report}"
        yield Breach(_place(so[0]), message, Urgency.NOW if late else Urgency.SOON)


@warns("decision-refused", source="What the forum decided")
def what_is_asked_is_not_refused(agreement: AgreementAsAt) -> Iterator[Breach]:
    """What a body refused must not be done."""
    for so, part in _told(agreement, Outcome.REFUSED):
        message = f"{so[0].decided_by} refused{part or ' it'}: report {so[0].report}"
        yield Breach(_place(so[0]), message, Urgency.NOW)


@warns("decision-called-in", source="Local Government Act 2000 s.9F; the council's constitution")
def what_is_called_in_is_not_done(agreement: AgreementAsAt) -> Iterator[Breach]:
    """Nothing is done on a decision while it is called in."""
    for together in agreement.part(Decisions).together:
        suspended = [each for each in together if each.standing.effect == Effect.SUSPENDED]
        if suspended:
            first = suspended[0]
            called_on = first.standing.called_in_on
            when = f" on {in_words(called_on)}" if called_on else ""
            message = f"What {first.decided_by} decided was called in{when}: report {first.report}"
            yield Breach(_place(first), message)


@warns("follow-up-done", source="What the forum decided")
def what_is_to_follow_is_done_by_its_day(agreement: AgreementAsAt) -> Iterator[Breach]:
    """What is to follow from a decision must be done by its day."""
    for each in agreement.part(Decisions).still_to_do:
        if each.due_on <= agreement.on + SOON:
            late = each.due_on < agreement.on
            due = f"{'was' if late else 'is'} due by {in_words(each.due_on)}"
            message = f"What {_in_words(each)} {due}"
            yield Breach(Place("follow_up", each.key), message, Urgency.NOW if late else Urgency.SOON)


@warns(
    "special-urgency-reported",
    source="SI 2012/2089 reg 19; before it, SI 2000/3272 reg 20",
    from_on=date(2001, 1, 9),
)
def special_urgency_is_reported_to_the_council(agreement: AgreementAsAt) -> Iterator[Breach]:
    """The executive must report to the council what was decided under special urgency.

    Each quarter until 9 September 2012, since then at least once a year.
    """
    for line in agreement.part(Reports).reports:
        decided_on = line.decided_on
        if line.contents is None or decided_on is None or decided_on > agreement.on:
            continue
        for notice in line.contents.given:
            if notice.kind == SPECIAL_URGENCY and not _was_by(notice.council_told_on, agreement.on):
                yield _to_be_reported(line.reference, notice.key, decided_on, agreement.on)


def _to_be_reported(report: str, notice: int, decided_on: date, on: date) -> Breach:
    period, months = ("year", 12) if decided_on >= ONCE_A_YEAR_FROM else ("quarter", 3)
    due_on = months_before(decided_on, -months)
    message = (
        f"What report {report} asks was decided under special urgency on {in_words(decided_on)}: the "
        f"executive’s report of the {period} to the council names it, by {in_words(due_on)}"
    )
    return Breach(Place("notice", notice), message, Urgency.NOW if due_on < on else Urgency.SOON)


def _was_by(day: date | None, on: date) -> bool:
    return day is not None and day <= on


def _in_words(each: FollowUpLine) -> str:
    what = f": “{each.what}”" if each.what else ""
    return f"{each.forum} asked of the {each.owner_post}{what}"


@overview("What was decided")
def what_was_decided(agreement: AgreementAsAt) -> Iterable[Told]:
    decisions = agreement.part(Decisions)
    for together in decisions.together:
        first = together[0]
        [said] = in_short((each.decided_by, each.outcome_label) for each in together)
        yield Told(f"Report {first.report}. {said}.{_effects(together)}{_authority(together)}", _place(first))
    for each in decisions.still_to_do:
        yield Told(
            f"To follow: what {_in_words(each)}, by {in_words(each.due_on)}.",
            Place("decision", each.decision),
        )


def _effects(together: list[DecisionLine]) -> str:
    agreed = [each.standing for each in together if each.outcome in (Outcome.AGREED, Outcome.AMENDED)]
    said = dict.fromkeys(filter(None, map(_effect, agreed)))
    return "".join(f" {each}" for each in said)


def _effect(standing: Standing) -> str:
    match standing.effect:
        case Effect.SUSPENDED:
            return "Suspended: it is called in."
        case Effect.WAITS:
            return f"Takes effect on {standing.in_words}."
        case Effect.BINDS:
            return f"In effect since {standing.in_words}."
        case Effect.NONE:
            return "Not in effect: it is to be decided anew."
    return "When it takes effect is not known."


def _authority(together: list[DecisionLine]) -> str:
    authorising = [each for each in together if each.authorises]
    limits = ", ".join(dict.fromkeys(each.authority_limit for each in authorising if each.authority_limit))
    return f" It authorises the agreement{f': {limits}' if limits else ''}." if authorising else ""
