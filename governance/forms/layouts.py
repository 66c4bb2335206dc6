"""Forms of report layouts, and of the days of notice the law asks for."""

from __future__ import annotations

from typing import Any

from django import forms

from core.forms.records import RecordForm
from governance.models import ExemptParagraph, LayoutImplication, LayoutSection, NoticeRule, ReportLayout


class ReportLayoutForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = ReportLayout
        fields = [
            "code",
            "name",
            "numbering",
            "heading_style",
            "recommendation_style",
            "from_on",
            "to_on",
            "source",
        ]
        widgets = {
            "numbering": forms.RadioSelect,
            "heading_style": forms.RadioSelect,
            "recommendation_style": forms.RadioSelect,
        }
        error_messages = {
            "numbering": {"required": "Say how paragraphs are numbered"},
            "heading_style": {"required": "Say how headings are written"},
            "recommendation_style": {"required": "Say how recommendations are written"},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.body:
            del self.fields["code"]
        else:
            self.fields["code"].required = True


class LayoutSectionForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = LayoutSection
        fields = ["part", "position", "block", "title", "level", "numbered", "required", "hint"]


class LayoutImplicationForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = LayoutImplication
        fields = ["kind", "title", "position"]


class NoticeRuleForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = NoticeRule
        fields = ["code", "name", "what", "binds", "clear_days", "from_on", "to_on", "source", "is_verified"]
        widgets = {"binds": forms.RadioSelect}
        error_messages = {"clear_days": {"required": "Enter the number of days"}}


class ExemptParagraphForm(RecordForm):
    rows = {"wording": 3}

    class Meta(RecordForm.Meta):
        model = ExemptParagraph
        fields = ["code", "name", "number", "wording", "is_verified", "from_on", "to_on", "source"]
