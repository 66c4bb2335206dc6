"""What must be true of the forums that decide, of their notices and of the call-in of their decisions."""

from __future__ import annotations

from typing import Any

from core.rules import Rule, RuleBroken, refuses
from governance.models import CallIn, GovernanceArrangement, NoticeSetting


@refuses("call-in-rules-follow-one-another", CallIn, source="Local Government Act 2000 s.9F")
def call_in_rules_follow_one_another(rule: CallIn) -> None:
    """Only one call-in rule can apply on a day. End the other before this one begins."""
    _must_be_alone(call_in_rules_follow_one_another, rule, rule.siblings())


@refuses("notice-settings-follow-one-another", NoticeSetting, source="The council's constitution")
def notice_settings_follow_one_another(setting: NoticeSetting) -> None:
    """A forum counts one kind of notice in one way on a day. End the other before this one begins."""
    same = setting.siblings().filter(what=setting.what)
    _must_be_alone(notice_settings_follow_one_another, setting, same)


@refuses(
    "governance-arrangements-follow-one-another",
    GovernanceArrangement,
    source="Local Government Act 2000 s.9B",
)
def governance_arrangements_follow_one_another(arrangement: GovernanceArrangement) -> None:
    """A council is governed in one way on a day. End the other before this one begins."""
    _must_be_alone(governance_arrangements_follow_one_another, arrangement, arrangement.siblings())


def _must_be_alone(rule: Rule, one: Any, others: Any) -> None:
    """Raise `RuleBroken` where another of them is in force on a day on which this one is."""
    others = others.exclude(pk=one.pk)
    if other := next((each for each in others if each.in_force.overlaps(one.in_force)), None):
        raise RuleBroken(rule, field="from_on", detail=f"There is: {other}.")
