"""Which partners have approved an agreement, who may sign for each on a day, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from core.dates import Period, in_words
from core.money import Money, pounds_in_words
from partnerships.as_at import AgreementAsAt, AuthorityFacts, DelegationFacts, PartyFacts, SignatureFacts

ENTER = "enter"


@dataclass(frozen=True)
class Signatory:
    """A post that is to sign for a partner. It may where nothing is `unmet`."""

    delegation: DelegationFacts
    authority: AuthorityFacts | None
    unmet: tuple[str, ...]

    @property
    def may_sign(self) -> bool:
        return not self.unmet

    @property
    def why(self) -> str:
        """What lets it: "Executive, 16 December 2003, minute 12"."""
        if self.authority is None:
            return ""
        return ", ".join(filter(None, (str(self.authority), self.authority.minute)))


@dataclass(frozen=True)
class Standing:
    """How far one partner has come: by which decision it approved, who may sign, who signed."""

    party: PartyFacts
    approved_by: AuthorityFacts | None
    signatories: tuple[Signatory, ...]
    signature: SignatureFacts | None


def standings(agreement: AgreementAsAt) -> tuple[Standing, ...]:
    """Each partner's, on the agreement's day."""
    return tuple(_standing(party, agreement) for party in agreement.partners)


def _standing(party: PartyFacts, agreement: AgreementAsAt) -> Standing:
    body, on = party.body.key, agreement.on
    approving = [
        each
        for each in agreement.authorities
        if each.body.key == body and each.what == ENTER and not any(unmet_of(each, on))
    ]
    signed = (each for each in agreement.signatures if each.body.key == body and each.signed_on <= on)
    return Standing(
        party,
        approving[-1] if approving else None,
        tuple(
            signatory(each, agreement, on=on)
            for each in agreement.delegations
            if each.body.key == body and each.signs
        ),
        next(signed, None),
    )


def signatory(delegation: DelegationFacts, agreement: AgreementAsAt, *, on: date) -> Signatory:
    """Whether the post may sign on that day, and all that stands in the way."""
    authority = next((each for each in agreement.authorities if each.key == delegation.authority), None)
    return Signatory(delegation, authority, tuple(_unmet(delegation, authority, on, agreement.worth)))


def _unmet(
    delegation: DelegationFacts, authority: AuthorityFacts | None, on: date, worth: Money | None
) -> Iterator[str]:
    if not delegation.signs:
        yield "the power does not include signing"
    if not delegation.is_given:
        yield "the power is only asked for, not yet given"
    if on not in Period(delegation.from_on, delegation.to_on):
        yield f"the power {_holds(delegation.from_on, delegation.to_on)}"
    consulted = delegation.consulted_on
    if delegation.in_consultation_with and (consulted is None or consulted > on):
        yield f"{delegation.in_consultation_with} has not been consulted"
    if authority is None:
        yield "the decision that gave the power is not recorded"
        return
    yield from unmet_of(authority, on)
    limit = authority.limit
    if limit is not None and worth is not None and worth > limit:
        yield f"the agreement comes to {pounds_in_words(worth)}, over the limit of {pounds_in_words(limit)}"


def unmet_of(authority: AuthorityFacts, on: date) -> Iterator[str]:
    """Why nobody can act on the decision on that day."""
    if authority.decided_on > on:
        yield f"the decision is of {in_words(authority.decided_on)}"
    if on not in Period(authority.from_on, authority.to_on):
        yield f"the decision {_holds(authority.from_on, authority.to_on)}"
    if authority.revoked_on and authority.revoked_on <= on:
        yield f"the decision was taken back by {authority.revoked_by} on {in_words(authority.revoked_on)}"
    met = authority.conditions_met_on
    if authority.conditions and (met is None or met > on):
        yield f"its condition is open: {authority.conditions}"


def _holds(from_on: date | None, to_on: date | None) -> str:
    first = f"from {in_words(from_on)}" if from_on else ""
    last = f"until {in_words(to_on)}" if to_on else ""
    return f"holds only {' '.join(filter(None, (first, last)))}"
