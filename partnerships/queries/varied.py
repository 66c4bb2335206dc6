"""Laying the variations of an agreement over what was first agreed: one change stands of each target.

The records are those that the reader of the agreement has read; `partnerships.calculations.variations` says
which change stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from core.dates import ONE_DAY
from core.reading import Records, Wanted
from partnerships.as_at import (
    AgreementAsAt,
    CopyFacts,
    FlexibilityFacts,
    PartyFacts,
    ServiceFacts,
    SignatureFacts,
    VariationFacts,
)
from partnerships.calculations.variations import ChangeFacts, Target, in_effect, same_name
from partnerships.models import (
    OWN_CHANGES,
    ClauseChange,
    FlexibilityChange,
    HostChange,
    PartyChange,
    Renewal,
    ServiceChange,
    Signature,
    SignedCopy,
    TermChange,
    Variation,
    VariationChange,
)
from partnerships.queries.bodies_as_facts import body_facts

WANTED_OF_VARIATIONS = (
    Wanted(SignedCopy, "signature__agreement"),
    Wanted(Variation, "agreement"),
    Wanted(ClauseChange, "variation__agreement", ("kind",)),
    Wanted(FlexibilityChange, "variation__agreement", ("lead_body__kind",)),
    Wanted(HostChange, "variation__agreement", ("host__kind",)),
    Wanted(PartyChange, "variation__agreement", ("body__kind",)),
    Wanted(ServiceChange, "variation__agreement"),
    Wanted(TermChange, "variation__agreement"),
)


def signature_facts(signature: Signature, records: Records) -> SignatureFacts:
    copies = records.beneath(SignedCopy, signature.pk)
    details = (
        ("seal register number", signature.seal_number),
        ("attested or witnessed by", signature.attested_by),
        ("on", signature.platform),
        ("certificate", signature.certificate),
    )
    return SignatureFacts(
        key=signature.pk,
        body=body_facts(signature.body),
        post=signature.delegation.post,
        how=signature.get_mode_display(),
        signed_on=signature.signed_on,
        delivered_on=signature.delivered_on,
        is_counterpart=signature.is_counterpart,
        details="; ".join(f"{label} {said}" for label, said in details if said),
        copy=CopyFacts(copies[-1].pk, copies[-1].filename, copies[-1].size, copies[-1].sha256)
        if copies
        else None,
        remark=signature.remark,
    )


def variations_of(
    key: int, records: Records, signatures: Iterable[Signature], including: int | None = None
) -> Iterator[VariationFacts]:
    """Every variation in use of the agreement of that key, bound or not, in the order of their numbers."""
    signed: dict[int | None, list[SignatureFacts]] = {}
    for signature in signatures:
        if signature.variation_id is not None:
            signed.setdefault(signature.variation_id, []).append(signature_facts(signature, records))
    for each in records.beneath(Variation, key):
        facts = variation_facts(each, tuple(signed.get(each.pk, ())))
        yield replace(facts, is_included=True) if each.pk == including else facts


def variation_facts(variation: Variation, signatures: tuple[SignatureFacts, ...] = ()) -> VariationFacts:
    return VariationFacts(
        key=variation.pk,
        number=variation.position,
        kind=variation.get_kind_display(),
        title=variation.title,
        reason=variation.reason,
        effective_on=variation.effective_on,
        binds=variation.binds,
        signatures=signatures,
    )


def changes_of(
    variations: Iterable[VariationFacts], records: Records, *kinds: type[VariationChange]
) -> Iterator[ChangeFacts]:
    """What these variations change, of these kinds, in the order of their numbers."""
    for variation in variations:
        for kind in kinds:
            for each in records.beneath(kind, variation.key):
                for target in each.targets:
                    yield ChangeFacts(
                        target=target,
                        effective_on=each.from_on or variation.effective_on,
                        number=variation.number,
                        kind=kind.noun(),
                        key=each.pk,
                        binds=variation.binds,
                        what=each,
                    )


def changes_standing(
    agreement: AgreementAsAt, records: Records, *kinds: type[VariationChange]
) -> dict[Target, ChangeFacts]:
    """The change that stands of each target on the agreement's day, of those that bind or are looked at."""
    laid = (each for each in agreement.variations if each.is_laid_over)
    return in_effect(changes_of(laid, records, *kinds), agreement.on)


def laid_over(agreement: AgreementAsAt, records: Records) -> tuple[AgreementAsAt, dict[int, ChangeFacts]]:
    """The agreement as varied on its day, and the changes of its clauses, by the matter each changes."""
    if not agreement.variations:
        return agreement, {}
    found = changes_standing(agreement, records, *OWN_CHANGES)
    standing: dict[str, dict[Any, ChangeFacts]] = {}
    for (about, which), change in found.items():
        standing.setdefault(about, {})[which] = change
    varied = replace(
        agreement,
        parties=tuple(_parties(agreement, records, standing.get("party", {}))),
        flexibilities=tuple(_flexibilities(agreement.flexibilities, standing.get("flexibility", {}))),
        services_in=tuple(_services(agreement.services_in, standing.get("service", {}), "in")),
        services_out=tuple(_services(agreement.services_out, standing.get("service", {}), "out")),
        **_term(standing.get("term", {})),
    )
    return _hosted(varied, standing.get("host", {})), standing.get("clause", {})


def _term(standing: Mapping[str, ChangeFacts]) -> dict[str, Any]:
    said = {name: change.what.changed[name] for name, change in standing.items()}
    if "renewal" in said:
        said["renewal_label"] = Renewal(said["renewal"]).label
    return said


def _hosted(agreement: AgreementAsAt, standing: Mapping[Any, ChangeFacts]) -> AgreementAsAt:
    if not standing:
        return agreement
    [change] = standing.values()
    host = body_facts(change.what.host)
    return replace(
        agreement,
        host=host,
        pool_manager_post=change.what.pool_manager_post or agreement.pool_manager_post,
        parties=tuple(replace(each, is_host=each.body.key == host.key) for each in agreement.parties),
    )


def _flexibilities(
    first: Sequence[FlexibilityFacts], standing: Mapping[Any, ChangeFacts]
) -> Iterator[FlexibilityFacts]:
    yield from (each for each in first if each.kind not in standing)
    began = {each.kind: each.starts_on for each in first}
    for kind, change in standing.items():
        said = change.what
        if said.what == FlexibilityChange.What.USE:
            yield FlexibilityFacts(
                key=0,
                kind=kind,
                name=said.get_kind_display(),
                lead_body=body_facts(said.lead_body) if said.lead_body else None,
                starts_on=began.get(kind, change.effective_on),
                note=said.note,
                remark="",
                by=change.by,
            )


def _services(
    first: Sequence[ServiceFacts], standing: Mapping[Any, ChangeFacts], scope: str
) -> Iterator[ServiceFacts]:
    """Those of that scope. A service is the same where its name is, but for capitals and spaces."""
    yield from (each for each in first if same_name(each.name) not in standing)
    for change in standing.values():
        said = change.what
        if said.what == scope:
            yield ServiceFacts(0, said.name, "", change.effective_on, None, said.note, "", change.by)


def _parties(
    agreement: AgreementAsAt, records: Records, standing: Mapping[Any, ChangeFacts]
) -> Iterator[PartyFacts]:
    """The parties on the day: what only a later day, or a variation that is not signed, brings is not told.

    When a variation binds, the records of the parties are changed with it, for they say who sees the
    agreement: here those records are read back to what holds on the day.
    """
    laid = {each.number for each in agreement.varied_by}
    changes: dict[int, list[tuple[ChangeFacts, bool]]] = {}
    for change in changes_of(agreement.variations, records, PartyChange):
        in_force = change.number in laid and change.effective_on <= agreement.on
        changes.setdefault(change.what.body_id, []).append((change, in_force))
    present = set()
    for party in agreement.parties:
        varied = _party(party, changes.get(party.body.key, ()))
        if varied is not None:
            present |= {varied.body.key} if varied.left_on is None else set()
            yield varied
    for key, change in standing.items():
        joins = change.what.what == PartyChange.What.JOIN
        if joins and not change.binds and key not in present:  # one that binds has its record
            yield _joining(change)


def _party(party: PartyFacts, changes: Iterable[tuple[ChangeFacts, bool]]) -> PartyFacts | None:
    """The party by the changes of that body, each with whether it is in force; None where it is none yet."""
    for change, in_force in changes:
        last = change.effective_on - ONE_DAY
        if change.what.what == PartyChange.What.JOIN:
            awaited = party.joined_on == change.effective_on or (not change.binds and not party.left_on)
            if awaited and not in_force:
                return None
            if awaited:
                party = replace(party, by=change.by, joined_on=change.effective_on)
        elif in_force and not party.left_on:
            party = replace(party, left_on=last)
        elif not in_force and party.left_on == last:
            party = replace(party, left_on=None)
    return party


def _joining(change: ChangeFacts) -> PartyFacts:
    return PartyFacts(
        key=0,
        body=body_facts(change.what.body),
        part=change.what.role_note,
        joined_on=change.effective_on,
        left_on=None,
        confirmed=True,
        is_host=False,
        by=change.by,
    )
