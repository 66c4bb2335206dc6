"""Every rule that warns: what it must tell, what it must not, and to what it does not apply."""

import pytest

from core.rules import WarningRule, rule_of, whole_book
from documents.disagreements import TextRule
from governance.rules.agreements import BoardRule
from governance.rules.report_checks import ReportRule
from tests.warnings import boards, budgets, decisions, documents, partnerships, reports

CASES = partnerships.CASES | budgets.CASES | boards.CASES | reports.CASES | decisions.CASES | documents.CASES
ALWAYS_BINDS = (None, None, WarningRule.condition)


def told(rule, value):
    """What the rule tells of the value; None where it does not apply to it."""
    if isinstance(rule, ReportRule):
        check = rule.check(value)
        return None if check.ok is None else [] if check.ok else [check.detail]
    if isinstance(rule, BoardRule):
        return [breach.detail for breach in rule.of_board(value)]
    if isinstance(rule, TextRule):
        return rule.told(value)
    if rule.not_applicable(value):
        return None
    return [breach.detail for breach in rule.breaches(value)]


@pytest.mark.parametrize(
    ("code", "value", "says"),
    [
        pytest.param(code, value, says, id=f"{code}: {when}")
        for code, cases in CASES.items()
        for when, value, says in cases
    ],
)
def test_a_rule_tells_what_is_so_and_nothing_else(code, value, says):
    assert told(rule_of(code), value) == says


def test_each_rule_that_warns_has_a_case_that_it_tells_and_one_that_it_does_not():
    warnings = {rule.code: rule for rule in whole_book() if not rule.is_refusal}
    assert {code for code, cases in CASES.items() if any(says for _, _, says in cases)} == {*warnings}
    assert {code for code, cases in CASES.items() if any(says == [] for _, _, says in cases)} == {*warnings}


def test_each_rule_that_binds_only_some_has_a_case_to_which_it_does_not_apply():
    bound = {
        rule.code
        for rule in whole_book()
        if isinstance(rule, WarningRule) and (rule.from_on, rule.to_on, rule.condition) != ALWAYS_BINDS
    }
    apart = {code for code, cases in CASES.items() if any(says is None for _, _, says in cases)}
    assert bound - apart == set()
