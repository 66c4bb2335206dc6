"""Writes of what each partner decides on a year: by its own people, and in time."""

from __future__ import annotations

from datetime import datetime

from core import actions
from core.history import act, lock_above
from core.models import User
from partnerships.actions.signing import must_be_its_own
from partnerships.models import RenewalDecision
from partnerships.queries import agreement_as_at
from partnerships.rules import term as rules


def decide_renewal(new: RenewalDecision, *, by: User, at: datetime, why: str = "") -> None:
    """Record whether a partner takes part in a year. Raises `RulesBroken`."""
    with act("renewal.decided", by=by, at=at, why=why):
        lock_above(new)
        _must_be_in_time(new, by, at)
        actions.record(new, by=by, at=at, why=why)


def change_renewal_decision(
    changed: RenewalDecision, *, by: User, at: datetime, version: int | None = None, why: str = ""
) -> None:
    """Correct what is recorded of such a decision. Raises `RulesBroken`, or `StaleEdit`."""
    with act("renewal.changed", by=by, at=at, why=why):
        lock_above(changed)
        _must_be_in_time(changed, by, at)
        actions.change(changed, by=by, at=at, version=version, why=why)


def _must_be_in_time(decision: RenewalDecision, by: User, at: datetime) -> None:
    must_be_its_own(decision, decision.decided_on, "decided_on", by, at)
    agreement = agreement_as_at(decision.agreement_id, on=decision.decided_on, parts=())
    rules.renewal_is_decided_in_time(decision, agreement)
