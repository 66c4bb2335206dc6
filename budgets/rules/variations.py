"""What must be true of what a variation changes in the money."""

from __future__ import annotations

from budgets.models import ContributionChange
from core.rules import RuleBroken, refuses
from partnerships.rules.variations import (
    must_be_of_its_own_day,
    must_not_be_before_its_variation,
    must_not_be_signed,
    parties_by,
)


@refuses("contribution-that-is-signed-stands", ContributionChange, retiring=None)
def contribution_that_is_signed_stands(change: ContributionChange) -> None:
    """What a partner has signed is not changed. Make another variation, or retire the signature first."""
    must_not_be_signed(change.variation, contribution_that_is_signed_stands)


@refuses("contribution-changes-with-its-variation-or-later", ContributionChange)
def contribution_changes_with_its_variation_or_later(change: ContributionChange) -> None:
    """A contribution changes on the day of its variation, or later."""
    must_not_be_before_its_variation(change, contribution_changes_with_its_variation_or_later)


@refuses("contribution-changes-on-a-day-of-its-own", ContributionChange)
def contribution_changes_on_a_day_of_its_own(change: ContributionChange) -> None:
    """Another variation, which binds, has changed this contribution on the same day. Choose another day."""
    must_be_of_its_own_day(change, contribution_changes_on_a_day_of_its_own)


@refuses("contribution-is-varied-in-a-fund-of-the-agreement", ContributionChange)
def contribution_is_varied_in_a_fund_of_the_agreement(change: ContributionChange) -> None:
    """A variation changes contributions to funds, and of groups of partners, of its own agreement."""
    for field, of in (("fund", change.fund), ("group", change.group)):
        if of is not None and (of.agreement_id != change.variation.agreement_id or of.is_retired):
            raise RuleBroken(contribution_is_varied_in_a_fund_of_the_agreement, field=field)


@refuses("contribution-is-varied-of-a-partner", ContributionChange, source="SI 2000/617 reg 7(3)(b)")
def contribution_is_varied_of_a_partner(change: ContributionChange) -> None:
    """Only a partner contributes, or a body that joins by the same variation."""
    if change.partner_id and change.partner_id not in parties_by(change.variation):
        raise RuleBroken(contribution_is_varied_of_a_partner, field="partner")
