"""Forms of what an agreement says: its flexibilities, scope, provisions and annexes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.forms.records import RecordForm
from partnerships.models import (
    Aim,
    Annex,
    Contract,
    Deliverable,
    Flexibility,
    IssueArea,
    Phase,
    Provision,
    Service,
)
from partnerships.queries import bodies_party_to


class FlexibilityForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Flexibility
        fields = ["kind", "lead_body", "starts_on", "note", "remark"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("lead_body", bodies_party_to(self.instance.agreement, on=self.user.today))


class PhaseForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Phase
        fields = ["position", "name", "due_on", "condition", "done_on"]


class IssueAreaForm(RecordForm):
    rows = {"note": 3}

    class Meta(RecordForm.Meta):
        model = IssueArea
        fields = ["position", "name", "note"]


class DeliverableForm(RecordForm):
    rows = {"note": 3}
    past_days = ("done_on",)

    class Meta(RecordForm.Meta):
        model = Deliverable
        fields = ["position", "what", "owner_post", "owner_body", "due_on", "done_on", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("owner_body", bodies_party_to(self.instance.area.agreement, on=self.user.today))


class ServiceForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Service
        fields = ["scope", "name", "flexibility", "from_on", "to_on", "note", "remark"]
        widgets = {"scope": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("flexibility", self.instance.agreement.flexibilities.not_retired())


class AimForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Aim
        fields = ["kind", "text", "measure", "by_on"]
        widgets = {"kind": forms.RadioSelect}


class ContractForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Contract
        fields = [
            "provider",
            "purpose",
            "starts_on",
            "ends_on",
            "term_years",
            "extension_years",
            "value",
            "note",
            "remark",
        ]


class ProvisionForm(RecordForm):
    rows = {"text": 16}

    class Meta(RecordForm.Meta):
        model = Provision
        fields = ["kind", "text", "remark"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["kind"]
        else:
            self.fields["text"].help_text = self._hint() or self.fields["text"].help_text

    def _hint(self) -> str:
        """What the provision should say, where the address names its kind."""
        try:
            kind = self.fields["kind"].clean(self.initial["kind"])
        except ValidationError:
            return ""
        return kind.hint


class AnnexForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Annex
        fields = ["position", "title", "text"]
