"""What must be true of variations, of what they change, and of their signatures."""

from __future__ import annotations

from datetime import date

from core.dates import in_words
from core.rules import Rule, RuleBroken, refuses
from partnerships.calculations.signing import Standing
from partnerships.calculations.variations import Clash
from partnerships.models import (
    OWN_CHANGES,
    Authority,
    FlexibilityChange,
    HostChange,
    Party,
    PartyChange,
    ServiceChange,
    Signature,
    TermChange,
    Variation,
    VariationChange,
)
from partnerships.queries.variations import changes_in
from partnerships.rules.records import party_existed_when_it_joined, party_is_of_an_eligible_kind


@refuses("variation-takes-effect-within-the-agreement", Variation)
def variation_takes_effect_within_the_agreement(variation: Variation) -> None:
    """A variation takes effect on the day the agreement starts, or later."""
    start = variation.agreement.starts_on
    if start is not None and variation.effective_on < start:
        detail = f"The agreement starts on {in_words(start)}."
        raise RuleBroken(variation_takes_effect_within_the_agreement, field="effective_on", detail=detail)


@refuses("variation-that-is-signed-stands", Variation, retiring=None)
def variation_that_is_signed_stands(variation: Variation) -> None:
    """What a partner has signed is not changed. Make another variation, or retire the signature first."""
    must_not_be_signed(variation, variation_that_is_signed_stands)


@refuses("change-that-is-signed-stands", *OWN_CHANGES, retiring=None)
def change_that_is_signed_stands(change: VariationChange) -> None:
    """What a partner has signed is not changed. Make another variation, or retire the signature first."""
    must_not_be_signed(change.variation, change_that_is_signed_stands)


def must_not_be_signed(variation: Variation, rule: Rule) -> None:
    """Raise that the rule is broken where any partner has signed the variation."""
    if variation.pk and (variation.binds or variation.signatures.not_retired().exists()):
        raise RuleBroken(rule)


@refuses("change-is-not-before-its-variation", *OWN_CHANGES)
def change_is_not_before_its_variation(change: VariationChange) -> None:
    """A change takes effect on the day of its variation, or later."""
    must_not_be_before_its_variation(change, change_is_not_before_its_variation)


def must_not_be_before_its_variation(change: VariationChange, rule: Rule) -> None:
    first = change.variation.effective_on
    if change.effective_on < first:
        raise RuleBroken(rule, field="from_on", detail=f"The variation takes effect on {in_words(first)}.")


@refuses("change-is-of-its-own-day", *OWN_CHANGES)
def change_is_of_its_own_day(change: VariationChange) -> None:
    """Another variation, which binds, has changed the same on the same day. Choose another day."""
    must_be_of_its_own_day(change, change_is_of_its_own_day)


def must_be_of_its_own_day(change: VariationChange, rule: Rule) -> None:
    """Raise that the rule is broken where one that binds has changed the same from that very day."""
    for other in changes_in(change.variation.agreement_id):
        same = other.target in change.targets and other.effective_on == change.effective_on
        if same and other.binds and other.number != change.variation.position:
            raise RuleBroken(rule, field="from_on", detail=f"It is {other.by}: {other}.")


@refuses("who-joins-is-no-party-yet", PartyChange, source="SI 2000/617 reg 3")
def who_joins_is_no_party_yet(change: PartyChange) -> None:
    """A body joins by a variation once, and only if it exists and may be a partner on that day."""
    if change.what != PartyChange.What.JOIN:
        return
    agreement, day = change.variation.agreement, change.effective_on
    rows = agreement.parties.not_retired().filter(body=change.body)
    if any((row.joined_on or date.min) < day <= (row.left_on or date.max) for row in rows):
        raise RuleBroken(who_joins_is_no_party_yet, field="body", detail=f"{change.body} is party already.")
    joined = Party(agreement=agreement, body=change.body, joined_on=day)
    for rule, field in ((party_existed_when_it_joined, "from_on"), (party_is_of_an_eligible_kind, "body")):
        try:
            rule(joined)
        except RuleBroken as broken:
            raise broken.at(field) from None


@refuses("who-leaves-is-a-party", PartyChange)
def who_leaves_is_a_party(change: PartyChange) -> None:
    """Only a partner leaves, and not the one that keeps the record."""
    if change.what != PartyChange.What.LEAVE:
        return
    agreement = change.variation.agreement
    current = agreement.parties.not_left_on(change.effective_on).filter(body=change.body)
    if not current.exists() or change.body_id == agreement.kept_by_id:
        raise RuleBroken(who_leaves_is_a_party, field="body")


@refuses("host-by-variation-is-a-party", HostChange, source="SI 2000/617 reg 7(4)")
def host_by_variation_is_a_party(change: HostChange) -> None:
    """The host must be one of the partners, or join by the same variation."""
    _must_be_or_become_party(change, change.host_id, host_by_variation_is_a_party, "host")


@refuses("lead-body-by-variation-is-a-party", FlexibilityChange, source="SI 2000/617 regs 8 and 9")
def lead_body_by_variation_is_a_party(change: FlexibilityChange) -> None:
    """The lead body must be one of the partners, or join by the same variation."""
    _must_be_or_become_party(change, change.lead_body_id, lead_body_by_variation_is_a_party, "lead_body")


def _must_be_or_become_party(change: VariationChange, body: int | None, rule: Rule, field: str) -> None:
    if body is not None and body not in parties_by(change.variation):
        raise RuleBroken(rule, field=field)


def parties_by(variation: Variation) -> set[int]:
    """Keys of the bodies that are party, and of those that join by the variation."""
    agreement = variation.agreement
    there = agreement.parties.not_left_on(variation.effective_on).values_list("body", flat=True)
    joining = PartyChange.objects.not_retired().filter(variation=variation, what=PartyChange.What.JOIN)
    return {*there, *joining.values_list("body", flat=True)}


@refuses("service-that-ends-is-in-the-agreement", ServiceChange)
def service_that_ends_is_in_the_agreement(change: ServiceChange) -> None:
    """No service of this name is in the agreement. Enter the name as it stands there."""
    if change.what != ServiceChange.What.END:
        return
    agreement = change.variation.agreement
    names = {*agreement.services.not_retired().values_list("name", flat=True)}
    brought = ServiceChange.objects.not_retired().filter(variation__agreement=agreement).exclude(pk=change.pk)
    names |= {*brought.values_list("name", flat=True)}
    if change.targets[0] not in {ServiceChange(name=name).targets[0] for name in names}:
        raise RuleBroken(service_that_ends_is_in_the_agreement, field="name")


@refuses("term-ends-after-it-varies", TermChange)
def term_ends_after_it_varies(change: TermChange) -> None:
    """The last day of the term cannot be before the day on which this takes effect."""
    if change.ends_on and change.ends_on < change.effective_on:
        detail = f"That is {in_words(change.effective_on)}."
        raise RuleBroken(term_ends_after_it_varies, field="ends_on", detail=detail)


@refuses("signature-of-what-binds-is-kept", Signature, retiring=None)
def signature_of_what_binds_is_kept(signature: Signature) -> None:
    """This variation binds: its signatures are not changed any more. Make another variation."""
    if signature.variation and signature.variation.binds:
        raise RuleBroken(signature_of_what_binds_is_kept)


@refuses("variation-changes-something")
def variation_changes_something(changes: list[object]) -> None:
    """A variation that changes nothing cannot be signed. Add what it changes first."""
    if not changes:
        raise RuleBroken(variation_changes_something)


@refuses("variation-is-signed-once-no-other-has-its-day")
def variation_is_signed_once_no_other_has_its_day(clashes: list[Clash]) -> None:
    """Another variation, which binds by now, changes the same from the same day. Change the day first."""
    refused = [each for each in clashes if each.is_refused]
    if refused:
        detail = " ".join(f"{each.own}: {each.what_comes_of_it}" for each in refused)
        raise RuleBroken(variation_is_signed_once_no_other_has_its_day, detail=detail)


@refuses("who-signs-a-variation-is-a-partner")
def who_signs_a_variation_is_a_partner(standing: Standing | None) -> None:
    """A variation is signed by the partners, and by the bodies that join by it."""
    if standing is None:
        raise RuleBroken(who_signs_a_variation_is_a_partner, field="body")


@refuses("variation-is-agreed-before-it-is-signed", source="Each partner's own constitution")
def variation_is_agreed_before_it_is_signed(standing: Standing) -> None:
    """A partner decides to vary the agreement before it signs. Record its decision first."""
    if standing.approved_by is None:
        detail = f"No decision of {standing.party} to vary it holds on that day."
        raise RuleBroken(variation_is_agreed_before_it_is_signed, field="body", detail=detail)


@refuses("decision-names-a-variation-of-the-same-agreement", Authority)
def decision_names_a_variation_of_the_same_agreement(authority: Authority) -> None:
    """The variation must be one of the same agreement."""
    variation = authority.variation
    if variation is not None and variation.agreement_id != authority.agreement_id:
        raise RuleBroken(decision_names_a_variation_of_the_same_agreement, field="variation")
