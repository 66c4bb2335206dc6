"""The days of an agreement that its money depends on."""

from __future__ import annotations

from collections.abc import Iterator

from budgets.calculations.facts import Schedule
from core.permissions import Permission
from core.rules import Place
from partnerships.as_at import AgreementAsAt
from partnerships.days import Day, tells_days


@tells_days("grant", "Condition of a grant to be met", Permission.CHANGE_FUNDS)
def conditions_of_grants(agreement: AgreementAsAt) -> Iterator[Day]:
    for grant in agreement.part(Schedule).grants:
        if grant.needed_by:
            place = Place("money", anchor=f"grant-{grant.key}")
            yield Day(grant.needed_by, grant.name, place, is_due=grant.outcome_on is None)
