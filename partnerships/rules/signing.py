"""What must be true of decisions of partners, of the powers they give, and of signatures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from core.dates import in_words
from core.models import User
from core.permissions import Permission, bodies_where
from core.rules import Breach, Place, RuleBroken, Urgency, refuses, warns
from partnerships.as_at import AgreementAsAt
from partnerships.calculations.signing import Signatory, standings
from partnerships.models import MADE, Authority, Delegation, RoleHeld, Signature
from partnerships.rules.agreements import REGULATED
from partnerships.rules.records import must_be_party

SIGNING = Place("signing")


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
def partner_records_its_own_decisions(new: Authority | Signature, by: User) -> None:
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


@warns("approved-by-each", source="Each partner's own constitution", applies=REGULATED)
def each_partner_decides_to_enter_into_it(agreement: AgreementAsAt) -> Iterator[Breach]:
    """Each partner must decide to enter into the agreement before it is made."""
    if agreement.status in MADE:
        without = [str(each.party) for each in standings(agreement) if each.approved_by is None]
        if without:
            message = f"No decision to enter into it is recorded of {' and '.join(without)}"
            yield Breach(SIGNING, message, Urgency.SOON)


@warns("signed-by-each", source="An agreement should be signed before anything is done under it")
def each_partner_signs_before_it_is_in_force(agreement: AgreementAsAt) -> Iterator[Breach]:
    """An agreement in force must be signed by each partner."""
    if agreement.is_unsigned:
        names = " and ".join(map(str, agreement.unsigned))
        days = agreement.days_unsigned
        since = f", {days} {'day' if days == 1 else 'days'} after it started" if days else ""
        yield Breach(SIGNING, f"It is in force, and no signature of {names} is recorded{since}")
