"""Forms of the forums where reports are decided, and of what their council says of notices and decisions."""

from __future__ import annotations

from django import forms

from core.forms.records import RecordForm
from governance.models import CallIn, Forum, GovernanceArrangement, KeyTest, NoticeSetting

WHERE_IT_SAYS = ("Where the council says so", ["source", "from_on", "to_on", "remark"])
CALLERS = ("callers_least", "callers_kind", "or_least", "or_kind")
DATED = ("source", "from_on", "to_on", "remark")


class ForumForm(RecordForm):
    fieldsets = [
        ("The forum", ["name", "kind"]),
        ("What a forward plan says of it", ["members", "documents_at", "documents_by"]),
    ]

    class Meta(RecordForm.Meta):
        model = Forum
        fields = ["name", "kind", "members", "documents_at", "documents_by"]
        widgets = {"kind": forms.RadioSelect}


class NoticeSettingForm(RecordForm):
    fieldsets = [("How it counts clear days", ["what", "counts", "clear_days"]), WHERE_IT_SAYS]

    class Meta(RecordForm.Meta):
        model = NoticeSetting
        fields = ["what", "counts", "clear_days", *DATED]
        widgets = {"counts": forms.RadioSelect}


class GovernanceArrangementForm(RecordForm):
    fieldsets = [("How the council is governed", ["kind"]), WHERE_IT_SAYS]

    class Meta(RecordForm.Meta):
        model = GovernanceArrangement
        fields = ["kind", *DATED]
        widgets = {"kind": forms.RadioSelect}


class KeyTestForm(RecordForm):
    fieldsets = [
        ("What is key by it", ["kind", "measure", "operator", "amount", "percent", "combine"]),
        ("Or how many wards", ["wards_min"]),
        WHERE_IT_SAYS,
    ]

    class Meta(RecordForm.Meta):
        model = KeyTest
        fields = ["kind", "measure", "operator", "amount", "percent", "combine", "wards_min", *DATED]
        widgets = {"operator": forms.RadioSelect, "combine": forms.RadioSelect}


class CallInForm(RecordForm):
    fieldsets = [
        ("What may be called in, and until when", ["applies_to", "starts", "length", "unit", "until_hour"]),
        ("By whom, and what follows", ["who", *CALLERS, "then", "urgency"]),
        ("Where the council says so", ["source", "from_on", "to_on", "remark"]),
    ]
    rows = {"then": 3, "urgency": 3}

    class Meta(RecordForm.Meta):
        model = CallIn
        fields = [
            *("applies_to", "starts", "length", "unit", "until_hour"),
            *("who", *CALLERS, "then", "urgency", "source", "from_on", "to_on", "remark"),
        ]
        widgets = {"applies_to": forms.RadioSelect, "starts": forms.RadioSelect, "unit": forms.RadioSelect}
