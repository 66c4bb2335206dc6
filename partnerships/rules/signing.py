"""What must be true of decisions of partners, of the powers they give, and of signatures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from core.dates import Period, in_words
from core.models import User
from core.money import Money, pounds_in_words
from core.permissions import Permission, bodies_where
from core.rules import Breach, Place, RuleBroken, Urgency, refuses, warns
from core.sentences import mid_sentence
from partnerships.as_at import AgreementAsAt, DirectionFacts
from partnerships.calculations.signing import Signatory, standings
from partnerships.models import (
    MADE,
    OVER,
    UNSETTLED,
    Agreement,
    Authority,
    Delegation,
    RenewalDecision,
    RoleHeld,
    Sector,
    Signature,
)
from partnerships.rules.agreements import REGULATED
from partnerships.rules.records import must_be_party

SIGNING = Place("signing")
OFFICERS_RECORD = date(2012, 9, 10)
DAYS_BEFORE = 90


@refuses("deciding-body-is-a-party", Authority)
def deciding_body_is_a_party(authority: Authority) -> None:
    """Only a partner decides to enter into the agreement, or to change it."""
    must_be_party(authority.agreement, authority.body_id, deciding_body_is_a_party, "body")


@refuses("decision-taken-back-is-its-own", Authority)
def decision_taken_back_is_its_own(authority: Authority) -> None:
    """A partner takes back an earlier decision of its own about this agreement."""
    earlier = authority.revokes
    if earlier is None:
        return
    if (earlier.agreement_id, earlier.body_id) != (authority.agreement_id, authority.body_id):
        raise RuleBroken(decision_taken_back_is_its_own, field="revokes")
    if earlier == authority or earlier.decided_on > authority.decided_on:
        detail = f"That one is of {in_words(earlier.decided_on)}."
        raise RuleBroken(decision_taken_back_is_its_own, field="revokes", detail=detail)


@refuses("decision-used-is-not-taken-back", Authority)
def decision_used_is_not_taken_back(authority: Authority) -> None:
    """The partner has signed on the strength of that decision. End the agreement, or vary it, instead."""
    earlier = authority.revokes
    if earlier is None:
        return
    used = Signature.objects.not_retired().filter(delegation__authority=earlier)
    if used.filter(signed_on__lte=authority.decided_on).exists():
        raise RuleBroken(decision_used_is_not_taken_back, field="revokes")


@refuses("what-is-relied-on-is-kept", Authority, Delegation, retiring=True)
def what_is_relied_on_is_kept(retired: Authority | Delegation) -> None:
    """A power or a signature rests on this. Take it back by a decision of a later day instead."""
    rests = retired.signatures if isinstance(retired, Delegation) else retired.delegations
    if rests.not_retired().exists():
        raise RuleBroken(what_is_relied_on_is_kept)


@refuses("power-is-given-by-its-own-partner", Delegation)
def power_is_given_by_its_own_partner(delegation: Delegation) -> None:
    """The decision that gives a power is of the same partner, about the same agreement."""
    by = delegation.authority
    if by and (by.agreement_id, by.body_id) != (delegation.agreement_id, delegation.body_id):
        raise RuleBroken(power_is_given_by_its_own_partner, field="authority")


@refuses("signature-is-under-a-power-of-its-own-partner", Signature)
def signature_is_under_a_power_of_its_own_partner(signature: Signature) -> None:
    """A post signs for the partner that gave it the power."""
    rule, power = signature_is_under_a_power_of_its_own_partner, signature.delegation
    must_be_party(signature.agreement, signature.body_id, rule, "body")
    if (power.agreement_id, power.body_id) != (signature.agreement_id, signature.body_id):
        raise RuleBroken(rule, field="delegation")


@refuses("partner-records-its-own-decisions", source="Each partner acts for itself")
def partner_records_its_own_decisions(new: Authority | Signature | RenewalDecision, by: User) -> None:
    """Only a partner's own people record its decisions and signatures. Ask them to.

    Where nobody acts for it here, another partner's people may, with a remark that says where it stands.
    """
    if new.body_id in bodies_where(by, Permission.CHANGE_AGREEMENTS):
        return
    if RoleHeld.objects.not_retired().filter(body=new.body_id).exists():
        raise RuleBroken(partner_records_its_own_decisions, field="body")
    if not new.remark:
        detail = f"Nobody acts for {new.body} here: say in the remark where it stands."
        raise RuleBroken(partner_records_its_own_decisions, field="remark", detail=detail)


@refuses("partner-attaches-its-own-copy", source="Each partner acts for itself")
def partner_attaches_its_own_copy(signature: Signature, by: User) -> None:
    """Only a partner's own people attach the copy that it signed, where it has people here."""
    if signature.body_id in bodies_where(by, Permission.CHANGE_AGREEMENTS):
        return
    if RoleHeld.objects.not_retired().filter(body=signature.body_id).exists():
        raise RuleBroken(partner_attaches_its_own_copy)


@refuses("nothing-is-done-on-a-day-to-come")
def nothing_is_done_on_a_day_to_come(day: date, on: date, field: str) -> None:
    """What is still to be decided or signed is not recorded as done."""
    if day > on:
        raise RuleBroken(nothing_is_done_on_a_day_to_come, field=field)


@refuses("who-signs-may-sign", source="The partner's own decisions and scheme of delegation")
def who_signs_may_sign(signatory: Signatory) -> None:
    """Whoever signs must have the power to, on that day."""
    if signatory.unmet:
        detail = f"{signatory.delegation.post}: {'; '.join(signatory.unmet)}."
        raise RuleBroken(who_signs_may_sign, field="delegation", detail=detail)


@refuses("signed-once-its-words-are-settled")
def signed_once_its_words_are_settled(agreement: Agreement) -> None:
    """It is signed once its words are settled: change its status to awaiting approval first."""
    if agreement.status in UNSETTLED or agreement.status in OVER:
        detail = f"It is recorded as {mid_sentence(agreement.get_status_display())}."
        raise RuleBroken(signed_once_its_words_are_settled, detail=detail)


@refuses("partner-approves-before-it-signs", source="The partner's own constitution")
def partner_approves_before_it_signs(signature: Signature, agreement: AgreementAsAt) -> None:
    """A partner signs once a decision of its own, in force on that day, lets it enter into the agreement."""
    own = (each for each in standings(agreement) if each.party.body.key == signature.body_id)
    if all(each.approved_by is None for each in own):
        detail = f"None of {signature.body} is recorded."
        raise RuleBroken(partner_approves_before_it_signs, field="signed_on", detail=detail)


@warns("approved-by-each", source="Each partner's own constitution", applies=REGULATED)
def each_partner_decides_to_enter_into_it(agreement: AgreementAsAt) -> Iterator[Breach]:
    """Each partner must decide to enter into the agreement before it is made."""
    if agreement.status in MADE:
        without = [str(each.party) for each in standings(agreement) if each.approved_by is None]
        if without:
            message = f"No decision to enter into it is recorded of {' and '.join(without)}"
            yield Breach(SIGNING, message, Urgency.SOON)


@warns(
    "officer-record",
    source="SI 2012/2089 reg 13(4) of executive decisions, SI 2014/2095 reg 7(3) of others",
)
def an_officer_s_decision_has_its_record(agreement: AgreementAsAt) -> Iterator[Breach]:
    """What an officer of a council decides under delegated power is recorded with reasons and alternatives.

    Of executive decisions from 10 September 2012, of others from 6 August 2014; with the interests declared,
    where members gave the power for this decision.
    """
    for each in agreement.authorities:
        if not each.is_by_officer or each.body.sector != Sector.COUNCIL or each.decided_on < OFFICERS_RECORD:
            continue
        asked = (
            ("the reasons", each.reasons),
            ("the alternatives considered and rejected", each.alternatives),
            ("the interests declared", each.interests),
        )
        if lacking := [words for words, said in asked if not said.strip()]:
            place = Place("signing", anchor=f"authority-{each.key}")
            message = f"The record of the decision of {each} does not say {' or '.join(lacking)}"
            yield Breach(place, message, Urgency.SOON)


@warns("better-care-signed", source="The planning requirements of the Better Care Fund, year by year")
def better_care_money_is_signed_for_in_time(agreement: AgreementAsAt) -> Iterator[Breach]:
    """An agreement with money of the Better Care Fund must be signed by the date set for the year."""
    if not agreement.unsigned:
        return
    begun = [each for each in agreement.signing_dates if (each.due_on - agreement.on).days <= DAYS_BEFORE]
    if begun:
        latest = max(begun, key=lambda each: each.due_on)
        late = latest.due_on < agreement.on
        tense = "was to be" if late else "is to be"
        message = f"For the {latest} it {tense} signed by {in_words(latest.due_on)}"
        lacking = " and ".join(map(str, agreement.unsigned))
        urgency = Urgency.NOW if late else Urgency.SOON
        yield Breach(SIGNING, f"{message}; no signature of {lacking} is recorded", urgency)


@warns(
    "section-24",
    source="Local Government and Public Involvement in Health Act 2007 ss.24 to 27",
)
def consent_may_be_needed_of_a_council_s_successor(agreement: AgreementAsAt) -> Iterator[Breach]:
    """A council that is to be dissolved may need consent before it enters into it.

    Whether the agreement is a contract that section 24 means is a legal question: this only says that it is
    to be asked. What comes under other contracts with the same parties is added, as far as it is recorded.
    """
    for each in agreement.directions:
        before = agreement.dated_on is not None and agreement.dated_on < each.from_on
        over_by_then = agreement.ends_on is not None and agreement.ends_on <= each.from_on
        given = each.given_on is not None and each.given_on <= agreement.on
        if agreement.on not in Period(each.from_on, each.to_on) or before or over_by_then or given:
            continue
        comes_to = _comes_to(agreement, each)
        if comes_to is not None and comes_to <= each.limit:
            continue
        sum_of = f"comes to {pounds_in_words(comes_to)}" if comes_to is not None else "does not say its sum"
        asked = f"; it was asked for on {in_words(each.asked_on)}" if each.asked_on else ""
        message = (
            f"{each.body} is under a direction from {in_words(each.from_on)}. It {sum_of}, and the limit is "
            f"{pounds_in_words(each.limit)}: ask whether the consent of {each.consent_of} is needed{asked}"
        )
        yield Breach(Place("parties", anchor="section-24"), message, Urgency.SOON)


def _comes_to(agreement: AgreementAsAt, direction: DirectionFacts) -> Money | None:
    """What it comes to with what is recorded of other contracts; None where it does not say its own."""
    worth, others = agreement.worth, direction.other_sums
    return worth if worth is None or others is None else worth + others


@warns("signed-by-each", source="An agreement should be signed before anything is done under it")
def each_partner_signs_before_it_is_in_force(agreement: AgreementAsAt) -> Iterator[Breach]:
    """An agreement in force must be signed by each partner."""
    if agreement.is_unsigned:
        names = " and ".join(map(str, agreement.unsigned))
        days = agreement.days_unsigned
        since = f", {days} {'day' if days == 1 else 'days'} after it started" if days else ""
        yield Breach(SIGNING, f"It is in force, and no signature of {names} is recorded{since}")
