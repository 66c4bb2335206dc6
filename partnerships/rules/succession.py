"""What must be true of one body that follows another, and of agreements in which one of them is a partner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from core.dates import ONE_DAY, in_words, months_before
from core.models import User
from core.rules import Breach, Place, RuleBroken, Urgency, refuses, warns
from core.sentences import mid_sentence
from partnerships.as_at import AgreementAsAt, BodyFacts
from partnerships.hanging import Thing
from partnerships.models import Agreement, Body, Party, Reorganisation, Succession
from partnerships.queries.closing import agreements_confirmed_by, successors_of
from partnerships.queries.succession import follows

NOTICE_MONTHS = 12


@refuses("succession-makes-no-circle", Succession)
def succession_makes_no_circle(edge: Succession) -> None:
    """A body cannot come before itself, by way of others that followed it."""
    if edge.predecessor_id == edge.successor_id or follows(edge.predecessor_id, after=edge.successor_id):
        detail = f"{edge.predecessor} follows {edge.successor} already."
        if edge.predecessor_id == edge.successor_id:
            detail = f"{edge.predecessor} would follow itself."
        raise RuleBroken(succession_makes_no_circle, field="successor", detail=detail)


@refuses("succession-leads-to-a-body-in-use", Succession)
def succession_leads_to_a_body_in_use(edge: Succession) -> None:
    """A body that was retired, as recorded by mistake, follows none. Restore it first."""
    if edge.successor.is_retired:
        raise RuleBroken(
            succession_leads_to_a_body_in_use, field="successor", detail=f"It is {edge.successor}."
        )


@refuses("successor-takes-over-in-time", Succession)
def successor_takes_over_in_time(edge: Succession) -> None:
    """A successor must exist on the day it takes over, no later than the day after the other closed."""
    if detail := _out_of_time(edge, edge.predecessor, edge.successor):
        raise RuleBroken(successor_takes_over_in_time, field="on", detail=detail)


@refuses("body-keeps-to-its-successions", Body)
def body_keeps_to_its_successions(body: Body) -> None:
    """A body must have existed when it took over from another, and closed no earlier than it was followed."""
    if body.pk is None:
        return
    was = Body.objects.filter(pk=body.pk).values_list("opened_on", "closed_on").first()
    if was == (body.opened_on, body.closed_on):
        return
    for edge in body.successions.not_retired().select_related("successor"):
        if detail := _out_of_time(edge, body, edge.successor):
            raise RuleBroken(body_keeps_to_its_successions, field="closed_on", detail=detail)
    for edge in body.precessions.not_retired().select_related("predecessor"):
        if detail := _out_of_time(edge, edge.predecessor, body):
            raise RuleBroken(body_keeps_to_its_successions, field="opened_on", detail=detail)


def _out_of_time(edge: Succession, before: Body, after: Body) -> str:
    """Which of their days do not agree, in words; nothing where they do."""
    if before.opened_on and before.opened_on > edge.on:
        return f"{before} opened on {in_words(before.opened_on)}, after {in_words(edge.on)}."
    if before.closed_on and before.closed_on + ONE_DAY < edge.on:
        return (
            f"{before} closed on {in_words(before.closed_on)}; {after} would follow on {in_words(edge.on)}."
        )
    if after.opened_on and after.opened_on > edge.on:
        closed = f" {before} closed on {in_words(before.closed_on)}." if before.closed_on else ""
        return f"{after} opened on {in_words(after.opened_on)}, after {in_words(edge.on)}.{closed}"
    if after.closed_on and after.closed_on < edge.on:
        return f"{after} closed on {in_words(after.closed_on)}, before {in_words(edge.on)}."
    return ""


@refuses("succession-keeps-to-its-reorganisation", Succession)
def succession_keeps_to_its_reorganisation(edge: Succession) -> None:
    """What is part of a reorganisation takes effect on its vesting day."""
    event = edge.reorganisation
    if event is not None and edge.on != event.on:
        raise RuleBroken(
            succession_keeps_to_its_reorganisation,
            field="on",
            detail=f"{event}: {in_words(event.on)}. Change the day there.",
        )


@refuses("body-in-a-succession-is-kept", Body, retiring=True)
def body_in_a_succession_is_kept(body: Body) -> None:
    """A body that follows another, or is followed by one, cannot be retired. Retire the succession first."""
    if body.successions.not_retired().exists() or body.precessions.not_retired().exists():
        raise RuleBroken(body_in_a_succession_is_kept)


@refuses("reorganisation-with-bodies-is-kept", Reorganisation, retiring=True)
def reorganisation_with_bodies_is_kept(event: Reorganisation) -> None:
    """A reorganisation with bodies in it cannot be retired. Take them out first."""
    if event.successions.not_retired().exists():
        raise RuleBroken(reorganisation_with_bodies_is_kept)


@refuses("body-has-closed")
def body_has_closed(body: Body, on: date) -> None:
    """Who succeeds a body is confirmed once its last day has passed."""
    if body.closed_on is None:
        raise RuleBroken(body_has_closed, detail=f"No last day of {body} is recorded.")
    if body.closed_on >= on:
        detail = f"The last day of {body} is {in_words(body.closed_on)}."
        raise RuleBroken(body_has_closed, detail=detail)


@refuses("novation-is-confirmed-by-one-concerned")
def novation_is_confirmed_by_one_concerned(agreement: Agreement, body: Body, by: User) -> None:
    """Who succeeds a body is confirmed by its own people, a successor's, or the agreement's keeper's."""
    concerned = Agreement.objects.filter(pk=agreement.pk)
    if not agreements_confirmed_by(by, body, concerned).exists():
        detail = f"{agreement.kept_by} keeps the record of this agreement."
        raise RuleBroken(novation_is_confirmed_by_one_concerned, detail=detail)


@refuses("those-that-join-follow-it", source="The order or Act by which it was followed")
def those_that_join_follow_it(body: Body, joining: Sequence[Body]) -> None:
    """Only a body that is recorded as following another takes its place in an agreement."""
    if others := [each.name for each in joining if each not in successors_of(body)]:
        raise RuleBroken(
            those_that_join_follow_it, field="joining", detail=f"Not recorded: {', '.join(others)}."
        )


@refuses("body-is-still-a-party")
def body_is_still_a_party(party: Party | None) -> None:
    """Who succeeds the body in this agreement was confirmed meanwhile."""
    if party is None:
        raise RuleBroken(body_is_still_a_party)


@refuses("each-thing-is-answered")
def each_thing_is_answered(thing: Thing, to: Sequence[Body] | None, joining: Sequence[Body]) -> None:
    """Say of each thing which of those that join it goes to, or that it ends."""
    if to is None:
        detail = f"This came about meanwhile: {thing}."
        raise RuleBroken(each_thing_is_answered, field=thing.code, detail=detail)
    if any(body not in joining for body in to):
        raise RuleBroken(each_thing_is_answered, field=thing.code, detail=f"{thing}: choose one that joins.")
    if len(to) > 1 and not thing.is_shared:
        raise RuleBroken(each_thing_is_answered, field=thing.code, detail=f"{thing}: it goes to one alone.")


@warns("partners-go-on", source="The order or Act by which a partner closes")
def partners_that_close_are_prepared_for(agreement: AgreementAsAt) -> Iterator[Breach]:
    """Who succeeds a partner that is to close should be known before its last day."""
    for party in agreement.partners:
        closes = party.body.closed_on
        if closes is None or closes < agreement.on or party.left_on is not None:
            continue
        if months_before(closes, NOTICE_MONTHS) <= agreement.on:
            followed = " and ".join(party.body.followed_by)
            then = f"{followed} will follow it" if followed else "record which body follows it, if one does"
            message = f"{party} closes on {in_words(closes)}: {then}"
            yield Breach(Place("parties", anchor=f"party-{party.key}"), message, Urgency.SOON)


@warns("nothing-stays-with-a-closed-body", source="SI 2000/617 regs 7(4), 8 and 9")
def nothing_stays_with_a_closed_body(agreement: AgreementAsAt) -> Iterator[Breach]:
    """No body that has closed can host, lead, or let a post settle or sign."""
    if agreement.host and (closed := closed_before(agreement.host, agreement.on)):
        yield Breach(Place("overview"), f"The host, {agreement.host}, closed on {closed}")
    for flexibility in agreement.flexibilities:
        if flexibility.lead_body and (closed := closed_before(flexibility.lead_body, agreement.on)):
            message = (
                f"{flexibility.lead_body}, which leads ({mid_sentence(str(flexibility))}), closed on {closed}"
            )
            yield Breach(Place("scope", anchor="flexibilities"), message)
    for power in agreement.delegations:
        if power.to_on is None and (closed := closed_before(power.body, agreement.on)):
            message = f"{power.body} closed on {closed}, and the power of its {power} has no last day"
            yield Breach(Place("signing"), message)


def closed_before(body: BodyFacts, on: date) -> str:
    """In words the last day of a body that had closed by that day; nothing where it had not."""
    return in_words(body.closed_on) if body.closed_on and body.closed_on < on else ""
