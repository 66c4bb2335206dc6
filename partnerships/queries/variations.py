"""What the pages of variations show: what each changes, with what it clashes, who has agreed and signed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core.models import Record
from core.reading import Wanted, read, read_retired
from partnerships.as_at import AgreementAsAt, PartyFacts, VariationFacts
from partnerships.calculations.signing import Standing
from partnerships.calculations.signing_variations import decision_to_vary, standings_of_variation
from partnerships.calculations.variations import ChangeFacts, Clash, clashes
from partnerships.models import Agreement, PartyChange, Variation, kinds_of_change
from partnerships.queries.as_at import agreement_as_at
from partnerships.queries.varied import changes_of, variation_facts, variations_of


def changes_in(
    agreement: int, *, known_at: datetime | None = None, of_retired: Variation | None = None
) -> list[ChangeFacts]:
    """Every change of every variation of that agreement, of all apps; or those of a retired one alone."""
    kinds = kinds_of_change()
    wanted = [Wanted(kind, "variation__agreement", ("variation", *kind.str_needs)) for kind in kinds]
    records = read([Wanted(Variation, "agreement"), *wanted], [agreement], known_at=known_at)
    found = [variation_facts(of_retired)] if of_retired else variations_of(agreement, records, ())
    return list(changes_of(found, records, *kinds))


def retired_changes(variation: Variation) -> list[Record]:
    """What was retired of the changes of the variation, to be restored from."""
    wanted = [Wanted(kind, "variation", kind.str_needs) for kind in kinds_of_change()]
    return read_retired(wanted, variation.pk)


def previewed(agreement: Agreement, number: int) -> Variation | None:
    """The variation of that number, which a preview lays over the agreement; None where there is none."""
    return agreement.variations.not_retired().filter(position=number).first()


def each_once(changes: Iterable[ChangeFacts]) -> list[ChangeFacts]:
    """A change of several things at once, as of the term, told as one; in the order of their days."""
    once = {(each.kind, each.key): each for each in changes}
    return sorted(once.values(), key=lambda each: (each.effective_on, each.kind, each.key))


def clashes_of(variation: Variation) -> list[Clash]:
    """With what the variation clashes, as it stands now."""
    found = changes_in(variation.agreement_id)
    own = [each for each in found if each.number == variation.position]
    return list(clashes(own, found))


def as_varied(variation: Variation, changes: Iterable[ChangeFacts]) -> AgreementAsAt:
    """The agreement as it will read on the last day on which the variation changes something."""
    days = [each.effective_on for each in changes if each.number == variation.position]
    last = max(days, default=variation.effective_on)
    return agreement_as_at(variation.agreement_id, on=last, including=variation.pk)


@dataclass(frozen=True)
class VariationPage:
    """A variation's page. `uninvited` are the bodies that join by it and do not know of it yet."""

    facts: VariationFacts
    changes: Sequence[ChangeFacts]
    clashes: Sequence[Clash]
    standings: Sequence[Standing]
    uninvited: frozenset[int]

    @property
    def waits_for(self) -> list[Standing]:
        return [each for each in self.standings if each.signature is None]


def variation_page(variation: Variation, *, on: date) -> VariationPage:
    if variation.is_retired:
        changes = each_once(changes_in(variation.agreement_id, of_retired=variation))
        return VariationPage(variation_facts(variation), changes, (), (), frozenset())
    found = changes_in(variation.agreement_id)
    own = [each for each in found if each.number == variation.position]
    value = as_varied(variation, found)
    [facts] = [each for each in value.variations if each.key == variation.pk]
    joining = {
        each.what.body_id
        for each in own
        if isinstance(each.what, PartyChange) and each.what.what == PartyChange.What.JOIN
    }
    known = variation.agreement.parties.not_retired().filter(body__in=joining).values_list("body", flat=True)
    asked = variation.agreement.invitations.open().filter(body__in=joining).values_list("body", flat=True)
    return VariationPage(
        facts=facts,
        changes=each_once(own),
        clashes=[] if facts.binds else list(clashes(own, found)),
        standings=standings_of_variation(value, facts, on=on),
        uninvited=frozenset(joining - set(known.union(asked).order_by())) if joining else frozenset(),
    )


@dataclass(frozen=True)
class VariationRow:
    """A variation in the list, with what it changes and which partners have agreed to it."""

    facts: VariationFacts
    changes: Sequence[ChangeFacts]
    agreed: Sequence[str]


def variations_page(agreement: AgreementAsAt) -> list[VariationRow]:
    """The variations of the agreement, the latest number first."""
    found = changes_in(agreement.key, known_at=agreement.known_at)
    return [
        VariationRow(
            facts=each,
            changes=each_once(change for change in found if change.number == each.number),
            agreed=[str(party) for party in agreement.partners if _has_agreed(party, agreement, each)],
        )
        for each in reversed(agreement.variations)
    ]


def _has_agreed(party: PartyFacts, agreement: AgreementAsAt, variation: VariationFacts) -> bool:
    return decision_to_vary(party, agreement, variation, on=agreement.on) is not None
