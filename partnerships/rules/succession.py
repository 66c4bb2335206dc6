"""What must be true of one body that follows another."""

from __future__ import annotations

from core.dates import ONE_DAY, in_words
from core.rules import RuleBroken, refuses
from partnerships.models import Body, Reorganisation, Succession
from partnerships.queries.succession import follows


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
