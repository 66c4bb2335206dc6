"""Forms of the Parties tab: who is partner, who may settle terms, who was consulted."""

from __future__ import annotations

from typing import Any

from core.forms.records import RecordForm
from partnerships.models import Consultee, Delegation, Party
from partnerships.queries import bodies_party_to


class PartyForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Party
        fields = ["body", "joined_on", "left_on", "role_note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:  # another body is another party: contributions and roles stay with this one
            del self.fields["body"]


class DelegationForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Delegation
        fields = ["body", "post", "power", "note"]
        error_messages = {
            "body": {"required": "Select the partner that gives the power"},
            "post": {"required": "Enter the post that gets the power"},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("body", bodies_party_to(self.instance.agreement))


class ConsulteeForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Consultee
        fields = ["name", "jointly", "from_on", "to_on", "how"]
