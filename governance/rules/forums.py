"""What must be true of the forums that decide, and of the call-in of their decisions."""

from __future__ import annotations

from core.rules import RuleBroken, refuses
from governance.models import CallIn


@refuses("call-in-rules-follow-one-another", CallIn, source="Local Government Act 2000 s.9F")
def call_in_rules_follow_one_another(rule: CallIn) -> None:
    """Only one call-in rule can apply on a day. End the other before this one begins."""
    others = rule.siblings().exclude(pk=rule.pk)
    if other := next((each for each in others if each.in_force.overlaps(rule.in_force)), None):
        raise RuleBroken(call_in_rules_follow_one_another, field="from_on", detail=f"There is: {other}.")
