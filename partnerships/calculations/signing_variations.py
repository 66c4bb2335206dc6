"""Which partners have agreed to a variation and signed it, and who may sign it for each."""

from __future__ import annotations

from datetime import date

from core.dates import ONE_DAY
from partnerships.as_at import AgreementAsAt, AuthorityFacts, PartyFacts, VariationFacts
from partnerships.calculations.signing import Standing, signatory, unmet_of

VARY = "vary"


def signers(agreement: AgreementAsAt, variation: VariationFacts) -> tuple[PartyFacts, ...]:
    """Every partner signs: those before it takes effect, who leaves by it too, and those that join by it.

    The agreement is as at the last day of its changes, with the variation laid over.
    """
    before = variation.effective_on - ONE_DAY
    return tuple(party for party in agreement.parties if not party.has_left_by(before))


def standings_of_variation(
    agreement: AgreementAsAt, variation: VariationFacts, *, on: date
) -> tuple[Standing, ...]:
    """How far each that is to sign has come by that day; the agreement as for `signers`."""
    return tuple(_standing(party, agreement, variation, on) for party in signers(agreement, variation))


def decision_to_vary(
    party: PartyFacts, agreement: AgreementAsAt, variation: VariationFacts, *, on: date
) -> AuthorityFacts | None:
    """The partner's latest decision that holds on that day and allows the variation, or any."""
    found = [
        each
        for each in agreement.authorities
        if each.body.key == party.body.key
        and each.what == VARY
        and each.variation in (None, variation.key)
        and not any(unmet_of(each, on))
    ]
    return found[-1] if found else None


def _standing(party: PartyFacts, agreement: AgreementAsAt, variation: VariationFacts, on: date) -> Standing:
    body = party.body.key
    posts = [each for each in agreement.delegations if each.body.key == body and each.signs]
    signed = (each for each in variation.signatures if each.body.key == body)
    return Standing(
        party,
        decision_to_vary(party, agreement, variation, on=on),
        tuple(signatory(each, agreement, on=on) for each in posts),
        next(signed, None),
    )
