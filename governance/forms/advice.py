"""Forms of what others than the author do to a report: advise in it, clear it, comment on it."""

from __future__ import annotations

from typing import Any

from django import forms

from core.forms.action import ActionForm
from core.forms.fields import ReasonField
from core.forms.records import RecordForm
from governance.forms.report_parts import MARKDOWN, ChecksReferences, show_in_its_place
from governance.models import (
    Advice,
    Clearance,
    Implication,
    LayoutClearance,
    ReportComment,
    ReportSection,
)
from governance.queries.advice import bodies_to_ask, places_for_advice


class AdviceForm(RecordForm):
    """Who is asked, for what, where it is written and by when."""

    rows = {"question": 3}

    class Meta(RecordForm.Meta):
        model = Advice
        fields = ["post", "role", "body", "section", "implication", "question", "asked_on", "due_on"]
        widgets = {"role": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        report = self.instance.report
        self.choose_from("body", bodies_to_ask(report, on=self.user.today))
        sections, implications = places_for_advice(report, seen_by=self.user)
        self.fields["section"].label = "Given in the section"
        self.fields["implication"].label = "Or in the implication"
        self.choose_from("section", sections, none="None: it is given in an implication")
        self.choose_from("implication", implications, none="None: it is given in a section")
        if not self.instance.pk:
            self.initial["asked_on"] = self.initial.get("asked_on") or self.user.today
            self.initial["body"] = self.initial.get("body") or report.forum.body_id


class ClearanceForm(RecordForm):
    """Which post clears the report, besides those the layout asks for."""

    class Meta(RecordForm.Meta):
        model = Clearance
        fields = ["post", "role", "body", "position"]
        widgets = {"role": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        report = self.instance.report
        self.choose_from("body", bodies_to_ask(report, on=self.user.today))
        if not self.instance.pk:
            self.initial["body"] = self.initial.get("body") or report.forum.body_id


class LayoutClearanceForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = LayoutClearance
        fields = ["post", "role", "position"]
        widgets = {"role": forms.RadioSelect}


class ClearForm(ActionForm):
    """Whether the report is clear, as it stands."""

    is_clear = forms.TypedChoiceField(
        label="What do you say?",
        coerce=lambda said: said == "yes",
        choices=[("yes", "I clear the report as it stands"), ("no", "It is not clear")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether the report is clear"},
    )
    why = ReasonField(label="Remarks", required=False)


class ReportCommentForm(RecordForm):
    rows = {"text": 4}

    class Meta(RecordForm.Meta):
        model = ReportComment
        fields = ["section", "implication", "text", "is_resolved"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sections = ReportSection.objects.not_retired().filter(report=self.instance.report)
        implications = Implication.objects.not_retired().filter(report=self.instance.report)
        self.choose_from("section", sections.visible_to(self.user), none="None: it is about an implication")
        self.choose_from(
            "implication", implications.visible_to(self.user), none="None: it is about a section"
        )
        if self.instance.pk:
            del self.fields["section"], self.fields["implication"]
        else:
            del self.fields["is_resolved"]


class _Given(ChecksReferences, RecordForm):
    """Its text, and whether it is complete."""

    rows = {"text": 18}

    is_complete = forms.BooleanField(
        label="This is our advice: it is complete",
        required=False,
        help_text="Until you say so it counts as not given.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = MARKDOWN
        self.order_fields([*(self._meta.fields or ()), "is_complete"])


class AdviceInSectionForm(_Given):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        show_in_its_place(self)

    class Meta(RecordForm.Meta):
        model = ReportSection
        fields = ["text"]


class AdviceInImplicationForm(_Given):
    class Meta(RecordForm.Meta):
        model = Implication
        fields = ["applies", "references", "text"]
        widgets = {"applies": forms.RadioSelect}
