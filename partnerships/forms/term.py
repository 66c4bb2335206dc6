"""Forms of an agreement's term: its notice, its days, and who takes part in a year."""

from __future__ import annotations

from typing import Any

from django import forms

from core.forms.records import RecordForm
from partnerships.models import NoticeTerm, RenewalDecision, TermDay
from partnerships.queries import bodies_party_to


class NoticeTermForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = NoticeTerm
        fields = ["subject", "length", "unit", "ending", "note", "remark"]
        error_messages = {"length": {"required": "Enter how many months or days of notice are given"}}
        widgets = {"unit": forms.RadioSelect, "ending": forms.RadioSelect}


class TermDayForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = TermDay
        fields = [
            "kind",
            "due_on",
            "every_months",
            "extension_months",
            "settled_on",
            "decided_by",
            "note",
            "remark",
        ]
        error_messages = {"kind": {"required": "Select what the day is for"}}
        widgets = {"kind": forms.RadioSelect}


class RenewalDecisionForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = RenewalDecision
        fields = ["body", "year", "takes_part", "commitment", "decided_by", "decided_on", "minute", "remark"]
        error_messages = {
            "body": {"required": "Select the partner that decided"},
            "decided_by": {"required": "Enter the meeting or the post that decided"},
        }
        widgets = {"takes_part": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("body", bodies_party_to(self.instance.agreement, on=self.user.today))
