"""Forms of variations, and of each kind of change."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from core.forms.records import RecordForm
from partnerships.models import (
    Body,
    ClauseChange,
    FlexibilityChange,
    HostChange,
    PartyChange,
    ServiceChange,
    TermChange,
    Variation,
)
from partnerships.rules.variations import parties_by


class VariationForm(RecordForm):
    rows = {"reason": 5}

    class Meta(RecordForm.Meta):
        model = Variation
        fields = ["position", "kind", "title", "effective_on", "reason"]
        widgets = {"kind": forms.RadioSelect}
        error_messages = {
            "title": {"required": "Enter what the variation is about"},
            "effective_on": {"required": "Enter the day from which the agreement reads as varied"},
        }


class ChangeForm(RecordForm):
    """The form of a change: its bodies are those that are party, or join by the same variation."""

    of_parties: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.of_parties:
            self.choose_from(name, Body.objects.filter(pk__in=parties_by(self.instance.variation)))


class PartyChangeForm(ChangeForm):
    class Meta(RecordForm.Meta):
        model = PartyChange
        fields = ["what", "body", "role_note", "from_on"]
        widgets = {"what": forms.RadioSelect}
        help_texts = {"from_on": "The first day with it, or without. Leave empty for that of the variation"}


class ClauseChangeForm(ChangeForm):
    rows = {"text": 16}

    class Meta(RecordForm.Meta):
        model = ClauseChange
        fields = ["kind", "what", "text", "from_on"]
        widgets = {"what": forms.RadioSelect}


class ServiceChangeForm(ChangeForm):
    class Meta(RecordForm.Meta):
        model = ServiceChange
        fields = ["name", "what", "note", "from_on"]
        widgets = {"what": forms.RadioSelect}


class FlexibilityChangeForm(ChangeForm):
    of_parties = ("lead_body",)

    class Meta(RecordForm.Meta):
        model = FlexibilityChange
        fields = ["kind", "what", "lead_body", "note", "from_on"]
        widgets = {"what": forms.RadioSelect}


class HostChangeForm(ChangeForm):
    of_parties = ("host",)

    class Meta(RecordForm.Meta):
        model = HostChange
        fields = ["host", "pool_manager_post", "from_on"]


class TermChangeForm(ChangeForm):
    class Meta(RecordForm.Meta):
        model = TermChange
        fields = ["ends_on", "renewal", "renewal_terms", "notice_months", "from_on"]
        help_texts = {"ends_on": "To extend the agreement, enter its new last day. What is left empty stays"}
