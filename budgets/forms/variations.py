"""The form of what a variation changes in the money."""

from __future__ import annotations

from typing import Any

from budgets.forms.records import offer_groups
from budgets.models import ContributionChange
from core.forms.records import RecordForm
from partnerships.forms.variations import ChangeForm


class ContributionChangeForm(ChangeForm):
    of_parties = ("partner",)

    class Meta(RecordForm.Meta):
        model = ContributionChange
        fields = ["fund", "partner", "group", "description", "year", "amount", "from_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreement = self.instance.variation.agreement
        self.choose_from("fund", agreement.funds.not_retired())
        offer_groups(self, agreement)
