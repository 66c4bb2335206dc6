"""Forms of report layouts, and of the days of notice the law asks for."""

from __future__ import annotations

from typing import Any

from django import forms

from core.forms.action import ActionForm
from core.forms.records import RecordForm
from governance.models import (
    ExemptParagraph,
    LayoutImplication,
    LayoutPart,
    LayoutRow,
    LayoutSection,
    NoticeRule,
    ReportLayout,
)
from governance.queries.layout_contents import HOW_IT_PRINTS


class ReportLayoutForm(RecordForm):
    fieldsets = [
        ("The layout", ["code", "name", "from_on", "to_on", "source", "is_verified", "is_offered"]),
        (
            "Its words",
            [
                "recommendation_style",
                "recommendation_lead",
                "recommendation_marks",
                "date_style",
                "open_label",
            ],
        ),
        ("Its limits", ["max_pages", "max_words", "deadline_days", "deadline_at"]),
    ]

    class Meta(RecordForm.Meta):
        model = ReportLayout
        fields = ["code", "name", "from_on", "to_on", "source", "is_verified", "is_offered", *HOW_IT_PRINTS]
        widgets = {"recommendation_style": forms.RadioSelect, "date_style": forms.RadioSelect}
        error_messages = {
            "recommendation_style": {"required": "Say how recommendations are written"},
            "date_style": {"required": "Say how dates are written"},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.body:
            del self.fields["code"]
        else:
            self.fields["code"].required = True


class LayoutMoveForm(ActionForm):
    """Which part, section, row or implication changes places, and whether upwards."""

    move = forms.RegexField(r"^[a-z-]+\.[0-9]+\.(up|down)$", widget=forms.HiddenInput)


class LayoutPartForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = LayoutPart
        fields = ["kind", "title", "numbering", "first_number", "heading_style", "begins_page", "position"]
        widgets = {
            "kind": forms.RadioSelect,
            "numbering": forms.RadioSelect,
            "heading_style": forms.RadioSelect,
        }


class LayoutSectionForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = LayoutSection
        fields = [
            "block",
            "title",
            "level",
            "heading_numbered",
            "numbered",
            "arrangement",
            "required",
            "is_locked",
            "hint",
            "position",
        ]


class LayoutRowForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = LayoutRow
        fields = ["source", "label", "if_empty", "is_beside", "hint", "position"]


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
