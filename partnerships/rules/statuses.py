"""What must be so before an agreement takes its next status. Each rule is asked of it as at that day.

What the page lists before the button is what these rules would refuse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from core.dates import in_words
from core.rules import Place, Rule, RuleBroken, check_all, refuses
from partnerships.as_at import AgreementAsAt, PartyFacts
from partnerships.calculations.signing import standings
from partnerships.models import TRANSITIONS, Agreement, AgreementStatus

S = AgreementStatus
SIGNING, TERM, PARTIES = Place("signing"), Place("agreement_change"), Place("parties", anchor="consultees")


@dataclass(frozen=True)
class Unmet:
    """What stands in the way of a move, or is to be told before it; and where it is mended."""

    text: str
    at: Place


def _of(parties: Iterable[PartyFacts]) -> str:
    return " and ".join(map(str, parties))


@refuses("status-follows-its-transitions")
def status_follows_its_transitions(agreement: AgreementAsAt | Agreement, to: AgreementStatus) -> None:
    """The agreement cannot go from its present status to that one."""
    if to not in TRANSITIONS[S(agreement.status)]:
        raise RuleBroken(status_follows_its_transitions, field="to")


@refuses("status-begins-after-the-one-before")
def status_begins_after_the_one_before(before: date | None, on: date) -> None:
    """A status begins on the day on which the one before it began, or later."""
    if before is not None and on < before:
        detail = f"That one began on {in_words(before)}."
        raise RuleBroken(status_begins_after_the_one_before, field="on", detail=detail)


@refuses("some-are-to-be-consulted", source="SI 2000/617 reg 4(2)")
def some_are_to_be_consulted(agreement: AgreementAsAt) -> None:
    """Before it is consulted on, record who is to be consulted."""
    if not agreement.consultees:
        raise RuleBroken(some_are_to_be_consulted, field="to")


@refuses("approved-by-each-partner", source="Each partner's own constitution")
def approved_by_each_partner(agreement: AgreementAsAt) -> None:
    """It is approved once each partner has a decision in force that lets it enter into it."""
    if without := [each.party for each in standings(agreement) if each.approved_by is None]:
        detail = f"None is recorded of {_of(without)}."
        raise RuleBroken(approved_by_each_partner, field="to", detail=detail)


@refuses("signed-by-each-partner", source="An agreement is made once the last of its partners has signed")
def signed_by_each_partner(agreement: AgreementAsAt) -> None:
    """It is signed once each partner has."""
    if agreement.unsigned:
        detail = f"No signature is recorded of {_of(agreement.unsigned)}."
        raise RuleBroken(signed_by_each_partner, field="to", detail=detail)


@refuses("in-force-from-its-start", source="The term of the agreement")
def in_force_from_its_start(agreement: AgreementAsAt) -> None:
    """It is in force from the day it starts: record that day, and wait for it."""
    starts = agreement.starts_on
    if starts is None or starts > agreement.on:
        detail = f"It starts on {in_words(starts)}." if starts else "No day is recorded."
        raise RuleBroken(in_force_from_its_start, field="to", detail=detail)


@refuses("expired-after-its-last-day", source="The term of the agreement")
def expired_after_its_last_day(agreement: AgreementAsAt) -> None:
    """It expires when the last day of its term has passed: the day after is the first on which it has."""
    ends = agreement.ends_on
    if ends is None or ends >= agreement.on:
        detail = f"Its last day is {in_words(ends)}." if ends else "No last day is recorded."
        raise RuleBroken(expired_after_its_last_day, field="to", detail=detail)


@refuses("end-has-its-reason")
def end_has_its_reason(to: AgreementStatus, why: str) -> None:
    """Say by what it was ended, or what took its place."""
    if to in (S.TERMINATED, S.SUPERSEDED) and not why.strip():
        raise RuleBroken(end_has_its_reason, field="why")


# What each status asks of the agreement, and the page on which what lacks is recorded.
ASKED: dict[AgreementStatus, tuple[tuple[Rule, Place], ...]] = {
    S.CONSULTING: ((some_are_to_be_consulted, PARTIES),),
    S.APPROVED: ((approved_by_each_partner, SIGNING),),
    S.SIGNED: ((approved_by_each_partner, SIGNING), (signed_by_each_partner, SIGNING)),
    S.IN_FORCE: ((in_force_from_its_start, TERM),),
    S.EXPIRED: ((expired_after_its_last_day, TERM),),
}


def must_be_ready(agreement: AgreementAsAt, to: AgreementStatus) -> None:
    """Raise `RulesBroken` with all that stands in the way of that status."""
    check_all(partial(rule, agreement) for rule, _ in ASKED.get(to, ()))


def unmet(agreement: AgreementAsAt, to: AgreementStatus) -> Iterator[Unmet]:
    """What stands in the way of that status on the agreement's day."""
    for rule, at in ASKED.get(to, ()):
        try:
            rule(agreement)
        except RuleBroken as refusal:
            yield Unmet(str(refusal), replace(at, key=agreement.key) if at is TERM else at)


def told(agreement: AgreementAsAt, to: AgreementStatus) -> Iterator[Unmet]:
    """What forbids nothing and is to be known before the move: the agreement will say so."""
    if to == S.IN_FORCE:
        without = [each.party for each in standings(agreement) if each.approved_by is None]
        if without:
            yield Unmet(f"No decision to enter into it is recorded of {_of(without)}.", SIGNING)
        if agreement.unsigned:
            yield Unmet(f"No signature is recorded of {_of(agreement.unsigned)}.", SIGNING)
    if to == S.AWAITING_APPROVAL:
        waiting = [each for each in agreement.consultees if each.state in ("planned", "under_way")]
        if waiting:
            yield Unmet(f"Not consulted yet: {', '.join(map(str, waiting))}.", PARTIES)
        if not any(each.was_consulted_by(agreement.on) for each in agreement.consultees):
            yield Unmet("Nobody is recorded as consulted.", PARTIES)
