from budgets.models.certainty import COUNTED, Certainty
from budgets.models.contributions import (
    Charges,
    Contribution,
    ContributionLine,
    GivenAs,
    Recurrence,
    Source,
    Spending,
    cell_name,
)
from budgets.models.funds import Fund, FundKind, Unit
from budgets.models.grants import Grant, GrantOutcome
from budgets.models.groups import PartnerGroup, PartnerGroupMember
from budgets.models.published import PublishedTotal, Rounding

__all__ = [
    "COUNTED",
    "Certainty",
    "Charges",
    "Contribution",
    "ContributionLine",
    "GivenAs",
    "Fund",
    "FundKind",
    "Grant",
    "GrantOutcome",
    "PartnerGroup",
    "PartnerGroupMember",
    "PublishedTotal",
    "Recurrence",
    "Rounding",
    "Source",
    "Spending",
    "Unit",
    "cell_name",
]
