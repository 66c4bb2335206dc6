"""Writes of what each partner decides and signs: by its own people, and of days that have come."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256

from django.utils.timezone import localdate

from core import actions
from core.history import act, lock_above
from core.models import User
from partnerships.actions.statuses import move_agreement_status
from partnerships.calculations.signing import signatory
from partnerships.models import Agreement, AgreementStatus, Authority, RenewalDecision, Signature, SignedCopy
from partnerships.queries import agreement_as_at
from partnerships.rules import signing as rules


def record_authority(new: Authority, *, by: User, at: datetime, why: str = "") -> None:
    """Record a decision of a partner. Raises `RulesBroken`."""
    must_be_its_own(new, new.decided_on, "decided_on", by, at)
    actions.record(new, by=by, at=at, why=why)


def change_authority(
    changed: Authority, *, by: User, at: datetime, version: int | None = None, why: str = ""
) -> None:
    """Correct what is recorded of one. Raises `RulesBroken`, or `StaleEdit`."""
    must_be_its_own(changed, changed.decided_on, "decided_on", by, at)
    actions.change(changed, by=by, at=at, version=version, why=why)


def sign_agreement(new: Signature, *, by: User, at: datetime, why: str = "") -> None:
    """Record that a partner signed. Raises `RulesBroken` where that post could not, on that day."""
    with act("signature.recorded", by=by, at=at, why=why):
        lock_above(new)
        rules.signed_once_its_words_are_settled(new.agreement)
        _must_be_signed_by_who_may(new, by, at)
        actions.record(new, by=by, at=at, why=why)
        _sign_where_it_was_the_last(new.agreement, by=by, at=at)


def _sign_where_it_was_the_last(agreement: Agreement, *, by: User, at: datetime) -> None:
    """The last partner's signature makes an agreement signed that waited for it."""
    if agreement.status not in (AgreementStatus.AWAITING_APPROVAL, AgreementStatus.APPROVED):
        return
    value = agreement_as_at(agreement.pk, on=localdate(at), parts=())
    if not value.unsigned:
        day = max(filter(None, (value.status_on, *(each.signed_on for each in value.signatures))))
        move_agreement_status(agreement, to=AgreementStatus.SIGNED, on=day, by=by, at=at)


def change_signature(
    changed: Signature, *, by: User, at: datetime, version: int | None = None, why: str = ""
) -> None:
    """Correct what is recorded of a signature. Raises `RulesBroken`, or `StaleEdit`."""
    with act("signature.changed", by=by, at=at, why=why):
        lock_above(changed)
        _must_be_signed_by_who_may(changed, by, at)
        actions.change(changed, by=by, at=at, version=version, why=why)


def attach_signed_copy(
    signature: Signature, *, filename: str, content: bytes, by: User, at: datetime, why: str = ""
) -> None:
    """Keep the signed copy, whose bytes were checked, with its SHA-256. Raises `RulesBroken`."""
    copy = SignedCopy(
        signature=signature,
        filename=filename,
        content=content,
        sha256=sha256(content).hexdigest(),
        size=len(content),
    )
    with act("signed-copy.recorded", by=by, at=at, why=why):
        lock_above(copy)
        rules.partner_attaches_its_own_copy(signature, by)
        actions.record(copy, by=by, at=at, why=why)


def _must_be_signed_by_who_may(signature: Signature, by: User, at: datetime) -> None:
    must_be_its_own(signature, signature.signed_on, "signed_on", by, at)
    agreement = agreement_as_at(signature.agreement_id, on=signature.signed_on)
    for power in agreement.delegations:
        if power.key == signature.delegation_id:
            rules.who_signs_may_sign(signatory(power, agreement, on=signature.signed_on))
    if signature.variation_id is None:  # a variation is agreed by a decision of its own
        rules.partner_approves_before_it_signs(signature, agreement)


def must_be_its_own(
    record: Authority | Signature | RenewalDecision, day: date, field: str, by: User, at: datetime
) -> None:
    """Raise `RulesBroken` unless it is of the person's own body, and of a day that has come."""
    rules.partner_records_its_own_decisions(record, by)
    rules.nothing_is_done_on_a_day_to_come(day, localdate(at), field)
