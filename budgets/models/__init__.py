from budgets.models.contributions import (
    Charges,
    Contribution,
    ContributionLine,
    GivenAs,
    LostAgreement,
    Recurrence,
    Source,
    Spending,
    cell_name,
)
from budgets.models.funds import Fund, FundKind, Unit
from budgets.models.grants import Grant, GrantOutcome
from budgets.models.groups import PartnerGroup, PartnerGroupMember
from budgets.models.published import PublishedTotal
from budgets.models.rounding import Rounding
from budgets.models.status import COUNTED, SAID_BY_ANYBODY, Status
from budgets.models.variations import ContributionChange

__all__ = [
    "ContributionChange",
    "COUNTED",
    "SAID_BY_ANYBODY",
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
    "LostAgreement",
    "Recurrence",
    "Rounding",
    "Source",
    "Spending",
    "Status",
    "Unit",
    "cell_name",
]
