"""What needs attention on one board, for its own page."""

from __future__ import annotations

from governance.calculations.boards import BoardFacts
from governance.rules.agreements import breaches_of_board
from partnerships.findings import Finding


def findings_of_board(board: BoardFacts) -> list[Finding]:
    """Everything that needs attention on the board as at its day, the most urgent first."""
    return [
        Finding("", rule.code, breach.urgency, breach.detail, rule.source, breach.at.url(""))
        for rule, breach in breaches_of_board(board)
    ]
