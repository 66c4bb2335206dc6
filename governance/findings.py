"""What needs attention on one board, and what a report goes out with, for their own pages."""

from __future__ import annotations

from governance.calculations.boards import BoardFacts
from governance.rules.agreements import breaches_of_board
from partnerships.as_at import AgreementAsAt
from partnerships.findings import Finding, findings_of

# What a careful officer looks at in the agreement before a report of it is published.
BEFORE_PUBLISHING = (
    "published-totals",
    "contributions-of-each",
    "pool-part-year",
    "figures-beyond-renewal",
    "contract-value",
    "in-writing-pooled",
    "in-writing-delegated",
    "board-quorum",
    "board-numbering",
)


def findings_before_publishing(agreement: AgreementAsAt) -> list[Finding]:
    """What is amiss in the agreement's money, provisions and boards, whatever its age."""
    return findings_of(agreement, codes=BEFORE_PUBLISHING, asked=True)


def findings_of_board(board: BoardFacts) -> list[Finding]:
    """Everything that needs attention on the board as at its day, the most urgent first."""
    return [
        Finding("", rule.code, breach.urgency, breach.detail, rule.source, breach.at.url(""))
        for rule, breach in breaches_of_board(board)
    ]
