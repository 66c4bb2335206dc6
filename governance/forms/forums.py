"""The forms of a forum, where reports are decided, and of its call-in."""

from __future__ import annotations

from django import forms

from core.forms.records import RecordForm
from governance.models import CallIn, Forum


class ForumForm(RecordForm):
    fieldsets = [
        ("The forum", ["name", "kind"]),
        (
            "How it counts clear days",
            ["notice_in_working_days", "agenda_in_working_days"],
        ),
    ]

    class Meta(RecordForm.Meta):
        model = Forum
        fields = ["name", "kind", "notice_in_working_days", "agenda_in_working_days"]
        widgets = {"kind": forms.RadioSelect}


class CallInForm(RecordForm):
    fieldsets = [
        ("What may be called in, and until when", ["applies_to", "starts", "length", "unit", "until_hour"]),
        ("By whom, and what follows", ["who", "then", "urgency"]),
        ("Where the council says so", ["source", "from_on", "to_on", "remark"]),
    ]
    rows = {"then": 3, "urgency": 3}

    class Meta(RecordForm.Meta):
        model = CallIn
        fields = [
            *("applies_to", "starts", "length", "unit", "until_hour"),
            *("who", "then", "urgency", "source", "from_on", "to_on", "remark"),
        ]
        widgets = {"applies_to": forms.RadioSelect, "starts": forms.RadioSelect, "unit": forms.RadioSelect}
