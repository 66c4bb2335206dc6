"""What an agreement must say and what its partners must do, asked of it as at a day. Each warns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.dates import in_words
from core.rules import Breach, Condition, Place, Urgency, warns
from core.sentences import mid_sentence, sentence_start
from partnerships.as_at import AgreementAsAt, MatterFacts, PartyFacts
from partnerships.models import DELEGATIONS, AgreementStatus, Flexibility, Sector

K = Flexibility.Kind
DAYS_BEFORE_A_PHASE = 90

REGULATED = Condition(
    "agreements under SI 2000/617", lambda agreement: agreement.basis.follows_partnership_regulations
)
POOLING = Condition("that use a pooled fund", lambda agreement: K.POOLED_FUND in agreement.uses)
DELEGATING = Condition("in which one body leads or provides", lambda each: bool(each.uses & DELEGATIONS))

WITH_CONSENT = Condition(
    "that use a pooled fund or in which a council leads or provides",
    lambda agreement: bool(agreement.uses & {K.POOLED_FUND, K.COUNCIL_LEADS, K.COUNCIL_PROVIDES}),
)

OVERVIEW, PARTIES, SCOPE, PROVISIONS = (
    Place("overview"),
    Place("parties"),
    Place("scope"),
    Place("provisions"),
)


@warns("one-nhs-body", source="SI 2000/617 regs 2 and 4(1)", applies=REGULATED)
def an_nhs_body_is_party(agreement: AgreementAsAt) -> Iterator[Breach]:
    """At least one partner must be an NHS body."""
    if not _of_sector(agreement, Sector.NHS):
        yield Breach(PARTIES, "No NHS body is party to it")


@warns("one-council", source="SI 2000/617 regs 2 and 4(1)", applies=REGULATED)
def a_council_is_party(agreement: AgreementAsAt) -> Iterator[Breach]:
    """At least one partner must be a council."""
    if not _of_sector(agreement, Sector.COUNCIL):
        yield Breach(PARTIES, "No council is party to it")


def _row(party: PartyFacts) -> Place:
    return Place("parties", anchor=f"party-{party.key}")


def _of_sector(agreement: AgreementAsAt, sector: Sector) -> list[PartyFacts]:
    return [party for party in agreement.partners if party.body.sector == sector]


@warns("partners-eligible", source="SI 2000/617 reg 3", applies=REGULATED)
def partners_are_of_eligible_kinds(agreement: AgreementAsAt) -> Iterator[Breach]:
    """Every partner must be of a kind that may be a partner."""
    for party in agreement.partners:
        if not party.body.may_be_partner:
            yield Breach(
                _row(party), f"{party} is of the kind “{party.body.kind}”, which cannot be a partner"
            )


@warns("partners-exist", source="Succession needs a person's confirmation")
def partners_still_exist(agreement: AgreementAsAt) -> Iterator[Breach]:
    """A partner that has closed needs a successor in the agreement, or the day it left."""
    for party in agreement.partners:
        closed = party.body.closed_on
        if closed is None or closed >= agreement.on or party.left_on is not None:
            continue
        followed = " and ".join(party.body.followed_by)
        then = (
            f"{followed} followed it: confirm who stands in its place"
            if followed
            else "record its successor, or confirm that its part ended"
        )
        yield Breach(_row(party), f"{party} closed on {in_words(closed)}: {then}")


@warns("one-flexibility", source="SI 2000/617 regs 7 to 10", applies=REGULATED)
def a_flexibility_is_used(agreement: AgreementAsAt) -> Iterator[Breach]:
    """An agreement under section 31 or section 75 must use at least one of the flexibilities."""
    if not agreement.flexibilities:
        yield Breach(SCOPE, "No flexibility is recorded: say which it uses", Urgency.SOON)


@warns("in-writing-pooled", source="SI 2000/617 reg 7(3)", applies=REGULATED & POOLING)
def a_pooled_fund_is_agreed_in_writing(agreement: AgreementAsAt) -> Iterator[Breach]:
    """The agreement must say in writing all that a pooled fund requires."""
    yield from _unwritten([each for each in agreement.matters if each.pooled])


@warns("in-writing-delegated", source="SI 2000/617 regs 8(2) and 9(3)", applies=REGULATED & DELEGATING)
def a_delegation_is_agreed_in_writing(agreement: AgreementAsAt) -> Iterator[Breach]:
    """The agreement must say in writing all that lead commissioning or provision requires."""
    yield from _unwritten([each for each in agreement.matters if each.delegated and not each.pooled])


def _unwritten(required: Sequence[MatterFacts]) -> Iterator[Breach]:
    missing = [matter.name for matter in required if not matter.is_met]
    if missing:
        shown = "; ".join(missing[:3]) + (f" and {len(missing) - 3} more" if len(missing) > 3 else "")
        verb = "is" if len(missing) == 1 else "are"
        yield Breach(
            PROVISIONS,
            f"{len(missing)} of the {len(required)} matters the agreement must address {verb} "
            f"not written: {shown}",
        )


@warns("improvement", source="SI 2000/617 reg 4(1)", applies=REGULATED)
def an_improvement_is_likely(agreement: AgreementAsAt) -> Iterator[Breach]:
    """The partners must hold that it is likely to lead to an improvement, and say why."""
    if not agreement.improvement.strip():
        yield Breach(
            OVERVIEW, "The reasons why it is likely to lead to an improvement are not recorded", Urgency.SOON
        )


@warns("joint-consultation", source="SI 2000/617 reg 4(2)", applies=REGULATED)
def those_affected_were_consulted_jointly(agreement: AgreementAsAt) -> Iterator[Breach]:
    """The partners must have consulted jointly those who appear to be affected, before they enter into it."""
    consulted = [each for each in agreement.consultees if each.was_consulted_by(agreement.on)]
    if not any(each.jointly for each in consulted):
        yield Breach(
            PARTIES, "No joint consultation of those who appear to be affected is recorded", Urgency.SOON
        )


@warns(
    "trust-consent",
    source="SI 2000/617 regs 7(2) and 9(2): of each commissioner with which an NHS trust has a contract",
    applies=REGULATED & WITH_CONSENT,
)
def commissioners_of_an_nhs_trust_consent(agreement: AgreementAsAt) -> Iterator[Breach]:
    """Each commissioner of an NHS trust must consent before it pools money or a council leads for it."""
    for party in agreement.partners:
        if not party.body.needs_consent:
            continue
        consents = [consent for consent in agreement.consents if consent.trust.key == party.body.key]
        place = Place("parties", anchor=f"consent-of-{party.key}")
        if not consents:
            yield Breach(place, f"No consent of a commissioner of {party} is recorded")
        elif not any(consent.is_complete for consent in consents):
            message = f"It is not recorded that every commissioner of {party} has consented"
            yield Breach(place, message, Urgency.SOON)


@warns("signed-in-time", source="An agreement should be in writing from its start")
def it_is_in_force_from_its_start(agreement: AgreementAsAt) -> Iterator[Breach]:
    """An agreement that has started must be in force."""
    starts = agreement.starts_on
    if starts and starts <= agreement.on and agreement.status != AgreementStatus.IN_FORCE:
        status = mid_sentence(agreement.status_label)
        yield Breach(OVERVIEW, f"It started on {in_words(starts)} but is recorded as {status}")


@warns("deliverables", source="The agreement's own issue areas")
def deliverables_meet_their_deadlines(agreement: AgreementAsAt) -> Iterator[Breach]:
    """What is to be delivered in an issue area must be delivered by its day."""
    for area in agreement.issue_areas:
        for each in area.deliverables:
            if each.due_on is None or each.is_done_by(agreement.on):
                continue
            if (each.due_on - agreement.on).days <= DAYS_BEFORE_A_PHASE:
                late = each.due_on < agreement.on
                owner = f" ({each.owner})" if each.owner else " (no owner is recorded)"
                verb = "was" if late else "is"
                message = f"{sentence_start(each.what)}{owner} {verb} due by {in_words(each.due_on)}"
                place = Place("scope", anchor=f"deliverable-{each.key}")
                yield Breach(place, message, Urgency.NOW if late else Urgency.SOON)


@warns("phases", source="The agreement's own phases")
def phases_meet_their_deadlines(agreement: AgreementAsAt) -> Iterator[Breach]:
    """Each phase must be in place by its day."""
    for phase in agreement.phases:
        if phase.due_on is None or phase.is_done_by(agreement.on):
            continue
        if (phase.due_on - agreement.on).days <= DAYS_BEFORE_A_PHASE:
            late = phase.due_on < agreement.on
            due = f"{sentence_start(phase.name)} {'was' if late else 'is'} due by {in_words(phase.due_on)}"
            message = f"{due} and is not recorded as in place"
            place = Place("scope", anchor=f"phase-{phase.key}")
            yield Breach(place, message, Urgency.NOW if late else Urgency.SOON)
