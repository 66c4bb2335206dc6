"""Who is party, under which legal basis, and who was consulted and consented."""

from __future__ import annotations

from collections.abc import Iterator

from core.reading import Records
from partnerships.as_at import BasisFacts, ConsentFacts, ConsulteeFacts, DirectionFacts, PartyFacts
from partnerships.models import (
    Consent,
    ConsentDirection,
    Consultee,
    DirectionConsent,
    LegalBasis,
    Novation,
    Party,
    Succession,
)
from partnerships.queries.bodies_as_facts import body_facts


def basis_facts(basis: LegalBasis) -> BasisFacts:
    return BasisFacts(
        key=basis.pk,
        name=basis.name,
        act=basis.statute,
        section=basis.section,
        follows_partnership_regulations=basis.follows_partnership_regulations,
        from_on=basis.from_on,
        to_on=basis.to_on,
    )


def party_facts(party: Party, host: int | None, records: Records) -> PartyFacts:
    followed_by = tuple(each.successor.name for each in records.beneath(Succession, party.body_id))
    novations = [
        each for each in records.beneath(Novation, party.agreement_id) if each.successor_id == party.pk
    ]
    return PartyFacts(
        key=party.pk,
        body=body_facts(party.body, followed_by),
        part=party.role_note,
        joined_on=party.joined_on,
        left_on=party.left_on,
        confirmed=party.confirmed,
        is_host=party.body_id == host,
        succeeds=tuple(each.party.body.name for each in novations),
        is_bound=any(each.is_bound for each in novations),
    )


def consultee_facts(each: Consultee) -> ConsulteeFacts:
    return ConsulteeFacts(
        key=each.pk,
        name=each.name,
        state=each.state,
        says=each.get_state_display(),
        jointly=each.jointly,
        by_whom=each.by_whom,
        from_on=each.from_on,
        to_on=each.to_on,
        how=each.how,
        said=each.said,
        changed=each.changed,
    )


def direction_facts(records: Records, key: int) -> Iterator[DirectionFacts]:
    """Those to its partners, each with the consent that is recorded for it."""
    parties = {each.body_id for each in records.beneath(Party, key)}
    consents = {each.body_id: each for each in records.beneath(DirectionConsent, key)}
    for each in records.all(ConsentDirection):
        consent = consents.get(each.body_id)
        if each.body_id in parties and each.from_on:
            yield DirectionFacts(
                key=each.pk,
                body=body_facts(each.body),
                from_on=each.from_on,
                to_on=each.to_on,
                consent_of=each.consent_of,
                limit=each.contract_limit,
                consent=consent.pk if consent else None,
                other_sums=consent.other_sums if consent else None,
                asked_on=consent.asked_on if consent else None,
                given_on=consent.given_on if consent else None,
                given_by=consent.given_by if consent else "",
                note=consent.note if consent else "",
            )


def consent_facts(consent: Consent) -> ConsentFacts:
    return ConsentFacts(
        consent.pk,
        body_facts(consent.trust),
        body_facts(consent.given_by),
        consent.given_on,
        consent.is_complete,
        consent.note,
    )
