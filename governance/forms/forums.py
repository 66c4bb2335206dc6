"""The form of a forum: where reports are decided."""

from __future__ import annotations

from django import forms

from core.forms.records import RecordForm
from governance.models import Forum


class ForumForm(RecordForm):
    fieldsets = [
        ("The forum", ["name", "kind"]),
        (
            "How it counts clear days",
            ["notice_in_working_days", "agenda_in_working_days", "call_in_days"],
        ),
    ]

    class Meta(RecordForm.Meta):
        model = Forum
        fields = ["name", "kind", "notice_in_working_days", "agenda_in_working_days", "call_in_days"]
        widgets = {"kind": forms.RadioSelect}
