"""Signing a variation; the last signature makes it bind."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate

from core import actions
from core.dates import ONE_DAY
from core.history import act, lock, lock_above
from core.models import User
from partnerships.calculations.signing import Standing
from partnerships.calculations.signing_variations import standings_of_variation
from partnerships.calculations.variations import clashes
from partnerships.models import PartyChange, Signature, Variation
from partnerships.queries.variations import as_varied, changes_in
from partnerships.rules import signing as rules_of_signing
from partnerships.rules import variations as rules


def sign_variation(new: Signature, *, by: User, at: datetime, why: str = "") -> None:
    """Record that a partner signed the variation. Raises `RulesBroken`.

    Once every partner has, and every body that joins by it, it binds from its day: in the same act.
    """
    variation = new.variation
    assert variation is not None
    with act("variation.signed", by=by, at=at, why=why):
        lock(variation)
        variation.refresh_from_db()
        lock_above(new)
        standings = _standings_on(new)
        _must_be_signed_by_who_may(new, standings, by=by, at=at)
        actions.record(new, by=by, at=at, why=why)
        if all(each.signature or each.party.body.key == new.body_id for each in standings):
            _bind(variation, by=by, at=at)


def restore_signature(restored: Signature, *, by: User, at: datetime, why: str = "") -> None:
    """Bring a signature back; where it was the last that a variation lacked, that binds. `RulesBroken`."""
    with act("signature.restored", by=by, at=at, why=why):
        actions.restore(restored, by=by, at=at, why=why)
        variation = restored.variation
        if variation is not None and all(each.signature for each in _standings_on(restored)):
            _bind(variation, by=by, at=at)


def _standings_on(signature: Signature) -> tuple[Standing, ...]:
    """How far each partner has come with the variation on the day of the signature."""
    variation = signature.variation
    assert variation is not None
    changes = changes_in(variation.agreement_id)
    own = [each for each in changes if each.number == variation.position]
    rules.variation_changes_something(own)
    rules.variation_is_signed_once_no_other_has_its_day(list(clashes(own, changes)))
    value = as_varied(variation, changes)
    [facts] = [each for each in value.variations if each.key == variation.pk]
    return standings_of_variation(value, facts, on=signature.signed_on)


def _must_be_signed_by_who_may(
    new: Signature, standings: tuple[Standing, ...], *, by: User, at: datetime
) -> None:
    rules_of_signing.partner_records_its_own_decisions(new, by)
    rules_of_signing.nothing_is_done_on_a_day_to_come(new.signed_on, localdate(at), "signed_on")
    standing = next((each for each in standings if each.party.body.key == new.body_id), None)
    rules.who_signs_a_variation_is_a_partner(standing)
    assert standing is not None
    rules.variation_is_agreed_before_it_is_signed(standing)
    for post in standing.signatories:
        if post.delegation.key == new.delegation_id:
            rules_of_signing.who_signs_may_sign(post)


def _bind(variation: Variation, *, by: User, at: datetime) -> None:
    """Let it bind, and let the records of the parties say who sees the agreement from its day."""
    variation.binds = True
    actions.write(variation)
    changes = PartyChange.objects.not_retired().filter(variation=variation)
    for change in changes.select_related("body", "variation"):
        parties = variation.agreement.parties.not_retired()
        party = parties.get(body=change.body, left_on=None)
        if change.what == PartyChange.What.JOIN:
            party.joined_on, party.role_note = change.effective_on, change.role_note or party.role_note
        else:
            party.left_on = change.effective_on - ONE_DAY
        actions.change(party, by=by, at=at)
