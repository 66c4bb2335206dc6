"""Forms of advice: how it is asked for, and how it is written by whom it was asked of."""

from __future__ import annotations

from typing import Any

from django import forms

from core.forms.records import RecordForm
from governance.forms.report_parts import MARKDOWN
from governance.models import Advice, Implication, ReportSection
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
        self.choose_from("section", sections, none="None: it is given in an implication")
        self.choose_from("implication", implications, none="None: it is given in a section")
        if not self.instance.pk:
            self.initial["asked_on"] = self.initial.get("asked_on") or self.user.today
            self.initial["body"] = self.initial.get("body") or report.forum.body_id


class _Given(RecordForm):
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
    class Meta(RecordForm.Meta):
        model = ReportSection
        fields = ["text"]


class AdviceInImplicationForm(_Given):
    class Meta(RecordForm.Meta):
        model = Implication
        fields = ["applies", "references", "text"]
        widgets = {"applies": forms.RadioSelect}
