from budgets.forms.copying import AgreementCopyForm
from budgets.forms.figures import AgreeForm, SettleForm
from budgets.forms.grid import MOST_YEARS, GridForm, YearsForm, posted_cells
from budgets.forms.records import (
    ContributionLineForm,
    FundForm,
    GrantForm,
    PartnerGroupForm,
    PartnerGroupMemberForm,
    PublishedTotalForm,
)
from budgets.forms.variations import ContributionChangeForm

__all__ = [
    "ContributionChangeForm",
    "MOST_YEARS",
    "AgreeForm",
    "AgreementCopyForm",
    "ContributionLineForm",
    "FundForm",
    "GrantForm",
    "GridForm",
    "PartnerGroupForm",
    "PartnerGroupMemberForm",
    "PublishedTotalForm",
    "SettleForm",
    "YearsForm",
    "posted_cells",
]
