"""Forms of the forums where reports are decided, and of what their council says of notices and decisions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django import forms

from core.dates import in_words
from core.forms.fields import DateField
from core.forms.records import RecordForm
from governance.models import (
    CallIn,
    Forum,
    GovernanceArrangement,
    KeyTest,
    NoticeSetting,
    OwnField,
    OwnValue,
    YearlyNotice,
)

WHERE_IT_SAYS = ("Where the council says so", ["source", "from_on", "to_on", "remark"])
CALLERS = ("callers_least", "callers_kind", "or_least", "or_kind")
DATED = ("source", "from_on", "to_on", "remark")


class DateInWords(DateField):
    """A date that is kept as it is printed: 1 April 2026."""

    def prepare_value(self, value: Any) -> Any:
        try:
            return datetime.strptime(value, "%d %B %Y").replace(tzinfo=UTC).date()
        except (TypeError, ValueError):
            return value

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        return in_words(day) if day else ""


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


class YearlyNoticeForm(RecordForm):
    past_days = ("published_on",)

    class Meta(RecordForm.Meta):
        model = YearlyNotice
        fields = ["first_plan_on", "published_on", "newspaper", "remark"]


class OwnFieldForm(RecordForm):
    fieldsets = [("The field", ["label", "kind", "options", "shown_on", "position"]), WHERE_IT_SAYS]
    rows = {"options": 3}

    class Meta(RecordForm.Meta):
        model = OwnField
        fields = ["label", "kind", "options", "shown_on", "position", *DATED]
        widgets = {"kind": forms.RadioSelect, "shown_on": forms.RadioSelect}


class OwnValueForm(RecordForm):
    """What is said in the field that the address names; a field that is filled in keeps its field."""

    class Meta(RecordForm.Meta):
        model = OwnValue
        fields = ["field", "value"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        report = self.instance.report
        own = OwnField.objects.not_retired().filter(body=report.forum.body_id)
        offered = self.choose_from("field", own)
        asked = self.instance.field_id or self.data.get("field") or self.initial.get("field")
        chosen = offered.filter(pk=asked).first() if str(asked or "").isdecimal() else None
        if self.instance.pk:
            del self.fields["field"]
        if chosen is not None:
            self._ask(chosen)

    def _ask(self, field: OwnField) -> None:
        said = self.fields["value"]
        own: Any = {"label": field.label, "help_text": said.help_text}
        if field.choices:
            choices = [("", ""), *((each, each) for each in field.choices)]
            self.fields["value"] = forms.ChoiceField(choices=choices, **own)
        elif field.kind == OwnField.Kind.DATE:
            self.fields["value"] = DateInWords(**own)
        else:
            said.label = field.label


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
