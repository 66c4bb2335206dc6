"""The arithmetic of a budget schedule.

A fund's total holds the funds inside it, each counted once; what is only in view, or only requested, is in
no total of the agreement.
"""

from budgets.calculations.facts import (
    Check,
    Figure,
    FundFacts,
    FundSchedule,
    GrantFacts,
    GroupFacts,
    GroupMemberFacts,
    LineFacts,
    PublishedFacts,
    Row,
    Schedule,
    Total,
    Verdict,
    years_in_words,
)
from budgets.calculations.jumps import question
from budgets.calculations.layout import lay_out
from budgets.calculations.subtotals import KnownAs, Subtotal, subtotals_of, sums_within

__all__ = [
    "Check",
    "Figure",
    "FundFacts",
    "FundSchedule",
    "GrantFacts",
    "GroupFacts",
    "GroupMemberFacts",
    "KnownAs",
    "LineFacts",
    "PublishedFacts",
    "Row",
    "Schedule",
    "Subtotal",
    "Total",
    "Verdict",
    "lay_out",
    "question",
    "subtotals_of",
    "sums_within",
    "years_in_words",
]
