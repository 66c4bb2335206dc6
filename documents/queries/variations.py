"""What the instrument of a variation prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from partnerships.as_at import PartyFacts, VariationFacts
from partnerships.calculations.signing_variations import signers
from partnerships.calculations.variations import ChangeFacts
from partnerships.models import Variation
from partnerships.queries.variations import as_varied, changes_in, each_once


@dataclass(frozen=True)
class InstrumentFacts:
    """An instrument as at the day `on`; its parties are all that sign it."""

    on: date
    reference: str
    title: str
    basis: str
    starts_on: date | None
    variation: VariationFacts
    parties: Sequence[PartyFacts]
    changes: Sequence[ChangeFacts]


def instrument_facts(variation: Variation, *, on: date) -> InstrumentFacts:
    found = changes_in(variation.agreement_id)
    value = as_varied(variation, found)
    [facts] = [each for each in value.variations if each.key == variation.pk]
    return InstrumentFacts(
        on=on,
        reference=value.reference,
        title=value.title,
        basis=value.basis.citation,
        starts_on=value.starts_on,
        variation=facts,
        parties=signers(value, facts),
        changes=each_once(each for each in found if each.number == variation.position),
    )
