"""What needs attention on one board, for its own page."""

from __future__ import annotations

from core.rules import rule_of
from governance.calculations.boards import BoardFacts
from governance.rules.agreements import breaches_of_board
from partnerships.findings import Finding


def findings_of_board(board: BoardFacts) -> list[Finding]:
    """Everything that needs attention on the board as at its day, the most urgent first."""
    found = []
    for code, breach in breaches_of_board(board):
        if rule := rule_of(code):
            url = breach.at.url("")
            found.append(Finding("", code, breach.urgency, breach.detail, rule.source, url))
    return found
