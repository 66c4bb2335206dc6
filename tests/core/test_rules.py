"""Rules that hold for every record, and what a refusal says."""

import pytest

from core import actions
from core.rules import RuleBroken, RulesBroken
from partnerships import rules
from tests.factories import NOW, AgreementFactory, BodyFactory, PhaseFactory, recorder

pytestmark = pytest.mark.django_db


def test_must_not_be_retired():
    phase = PhaseFactory()
    actions.retire(phase, by=recorder(), at=NOW, why="By mistake")
    with pytest.raises(RuleBroken, match="This record was retired. Restore it before you change it."):
        actions.change(phase, by=recorder(), at=NOW)


def test_must_not_belong_to_what_is_retired():
    phase = PhaseFactory()
    actions.retire(phase.agreement, by=recorder(), at=NOW, why="Ended")
    with pytest.raises(RuleBroken, match="What this belongs to was retired. Restore that first."):
        actions.change(phase, by=recorder(), at=NOW)


def test_must_be_retired():
    with pytest.raises(RuleBroken, match="there is nothing to restore"):
        actions.restore(PhaseFactory(), by=recorder(), at=NOW)


def test_every_broken_rule_is_told_at_its_field():
    agreement = AgreementFactory()
    agreement.host, agreement.over_arching = BodyFactory(), agreement
    with pytest.raises(RulesBroken) as refusal:
        actions.change(agreement, by=recorder(), at=NOW)
    assert [(broken.field, broken.rule) for broken in refusal.value.broken] == [
        ("over_arching", rules.agreement_is_not_its_own_ancestor),
        ("host", rules.host_is_a_party),
    ]
    assert rules.host_is_a_party.message == "The host must be one of the partners."
    assert rules.host_is_a_party.source == "SI 2000/617 reg 7(4)"
