"""Forms of what a report is made of: its sections, recommendations, implications and the rest."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse

from budgets.models import ContributionLine
from budgets.queries import schedule_of
from core.forms.fields import ProseField, Suggestions
from core.forms.records import RecordForm
from core.permissions import Permission, may
from governance.calculations.references import by_name, refers, unknown_in
from governance.forms.exempt import ExemptablePartForm
from governance.models import (
    BackgroundPaper,
    Block,
    FurtherAgreement,
    Implication,
    Recommendation,
    ReportConsultee,
    ReportFront,
    ReportOption,
    ReportRisk,
    ReportRow,
    ReportSection,
    ReportStage,
    TableLabel,
)
from governance.models.layout_parts import MARKED_BY_ROW, PROSE_BLOCKS
from governance.models.report_parts import VERBS
from governance.queries.forums import forums_near
from governance.queries.layouts import layouts_near
from governance.queries.references import sayings_of
from governance.queries.reports import section_as_it_reads
from partnerships.models import Agreement

OF_ROWS = (Block.OPTIONS, Block.OPTIONS_TABLE, Block.RISKS, Block.RISKS_TABLE)
EXEMPT = ExemptablePartForm.exempt_fields

MARKDOWN = (
    "A blank line starts a new paragraph, which gets its own number: do not type numbers. "
    "Lists and tables keep the shape they are pasted in; ### begins a heading. "
    "Write [budget table] on a line of its own where the agreement's table of contributions is to stand."
)


REFERENCES = "Choose from “What you can refer to”, above the form, or type it without the brackets"

WHERE_FORUMS_ARE = (
    "The partners' forums are offered. If one is missing, add it on its body's page, at Where it decides."
)


class _ToForum(RecordForm):
    """A row that goes to a forum: to one that its report can go to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("forum", forums_near(self.instance.report.agreement, on=self.user.today))
        self.fields["forum"].help_text = f"{self.fields['forum'].help_text} {WHERE_FORUMS_ARE}".strip()


class ReportStageForm(_ToForum):
    class Meta(RecordForm.Meta):
        model = ReportStage
        fields = ["forum", "held_on", "purpose", "in_timetable", "position"]
        widgets = {"purpose": forms.RadioSelect}


class ReportFrontForm(RecordForm):
    """The front for another of the report's meetings; meeting and layout are chosen once."""

    class Meta(RecordForm.Meta):
        model = ReportFront
        fields = ["stage", "layout", "item_number"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        report = self.instance.report
        if self.instance.pk:
            del self.fields["stage"], self.fields["layout"]
        else:
            with_one = report.fronts.not_retired().values("stage")
            self.choose_from("stage", report.stages.not_retired().exclude(pk__in=with_one))
            self.choose_from("layout", layouts_near(report.agreement, on=self.user.today))


class ChecksReferences(RecordForm):
    """What the texts of a part of a report refer to must be recorded."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        typed = {name: text for name, text in cleaned.items() if isinstance(text, str) and refers(text)}
        if typed:
            known = by_name(sayings_of(self.instance.report, on=self.user.today))
            for name, text in typed.items():
                for unknown in unknown_in(text, known):
                    self.add_error(name, f"The record has no “{unknown}”. {REFERENCES}")
        return cleaned


class PartForm(ChecksReferences, ExemptablePartForm):
    """A part of a report that may be exempt, with texts."""


def show_in_its_place(form: RecordForm) -> None:
    """Preview the text of a section as the report prints it: under its heading, with numbers and figures."""
    section, user = form.instance, form.user
    text = form.fields["text"]
    assert isinstance(text, ProseField)

    def read(typed: str) -> str:
        schedule = schedule_of(section.report.agreement, on=user.today)
        exempt = bool(may(user, Permission.SEE_EXEMPT, section.report))
        return section_as_it_reads(section, typed, on=user.today, schedule=schedule, exempt=exempt)

    text.preview = (reverse("governance:report-section-preview", args=[section.pk]), read)


class ReportSectionForm(PartForm):
    """A section of the layout keeps what it shows; one of the author's own may be any text."""

    rows = {"text": 22}

    class Meta(RecordForm.Meta):
        model = ReportSection
        fields = [
            "title",
            "text",
            "part",
            "position",
            "level",
            "block",
            "heading_numbered",
            "numbered",
            *EXEMPT,
        ]

    def __init__(self, *args: Any, instance: ReportSection, **kwargs: Any) -> None:
        if instance.part_id is None:
            instance.part = instance.report.layout.parts.not_retired().first()
        super().__init__(*args, instance=instance, **kwargs)
        self.fields["text"].help_text = MARKDOWN
        if self.instance.pk:
            show_in_its_place(self)
        if self.instance.layout_section_id:
            for name in ("part", "level", "block", "heading_numbered", "numbered"):
                del self.fields[name]
            self._keep_the_heading()
            self._say_what_to_write(self.instance.layout_section.hint)
            if self.instance.block in MARKED_BY_ROW:
                for name in set(EXEMPT) & set(self.fields):
                    del self.fields[name]
        else:
            self.choose_from("part", self.instance.report.layout.parts.not_retired())
            own = [
                *PROSE_BLOCKS,
                Block.BUDGET_TABLE,
                Block.TERMS_OF_REFERENCE,
                Block.STRUCTURE_CHART,
                *OF_ROWS,
            ]
            block = self.fields["block"]
            assert isinstance(block, forms.ChoiceField)
            block.choices = [(each.value, each.label) for each in own]
            self.fields["title"].required = True

    def _keep_the_heading(self) -> None:
        if self.instance.layout_section.is_locked:
            self.fields["title"].disabled = True
            self.fields["title"].help_text = "The layout keeps this heading as it is."

    def _say_what_to_write(self, hint: str) -> None:
        text = self.fields["text"]
        if not self.instance.is_prose:
            text.label = "Text that stands before it"
        text.help_text = f"{hint} {MARKDOWN}".strip()


class ReportRowForm(PartForm):
    """What the report says in a row that its layout leaves to it; the label of such a row is the layout's."""

    rows = {"text": 3}

    class Meta(RecordForm.Meta):
        model = ReportRow
        fields = ["section", "label", "text", "position", *EXEMPT]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if of_layout := self.instance.layout_row:
            for name in ("section", "label", "position"):
                del self.fields[name]
            self.fields["text"].label = str(of_layout)
            self.fields["text"].help_text = of_layout.hint
        else:
            sections = self.instance.report.sections.not_retired().filter(block=Block.ROWS)
            self.choose_from("section", sections)


class TableLabelForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = TableLabel
        fields = ["line", "label", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = ContributionLine.objects.not_retired().filter(fund__agreement=self.instance.report.agreement)
        self.choose_from("line", lines)


class RecommendationForm(_ToForum, PartForm):
    rows = {"if_rejected": 3}

    class Meta(RecordForm.Meta):
        model = Recommendation
        fields = ["forum", "goes_further", "verb", "text", "if_rejected", "group", "position", *EXEMPT]
        widgets = {"verb": Suggestions(VERBS)}
        error_messages = {
            "verb": {"required": "Say what they are asked to do: approve, note, …"},
            "text": {"required": "Enter what they are asked to decide on"},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial["forum"] = self.initial.get("forum") or self.instance.report.forum_id


class ImplicationForm(PartForm):
    class Meta(RecordForm.Meta):
        model = Implication
        fields = ["kind", "title", "applies", "references", "text", "officer_post", "position", *EXEMPT]
        widgets = {"applies": forms.RadioSelect}


class BackgroundPaperForm(ExemptablePartForm):
    class Meta(RecordForm.Meta):
        model = BackgroundPaper
        fields = ["title", "dated_on", "held_at", "contact_post", "position", *EXEMPT]


class FurtherAgreementForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = FurtherAgreement
        fields = ["agreement"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Agreement.objects.not_retired().visible_to(self.user)
        self.choose_from("agreement", seen.exclude(pk=self.instance.report.agreement_id))


class ReportOptionForm(PartForm):
    rows = {"text": 4, "reasons_for": 4, "reasons_against": 4}

    class Meta(RecordForm.Meta):
        model = ReportOption
        fields = ["title", "standing", "text", "reasons_for", "reasons_against", "position", *EXEMPT]
        widgets = {"standing": forms.RadioSelect}


class ReportRiskForm(PartForm):
    rows = {"mitigation": 4}

    class Meta(RecordForm.Meta):
        model = ReportRisk
        fields = ["title", "likelihood", "impact", "mitigation", "owner_post", "position", *EXEMPT]


class ReportConsulteeForm(ExemptablePartForm):
    class Meta(RecordForm.Meta):
        model = ReportConsultee
        fields = ["name", "sought", "sought_on", "included", "position", *EXEMPT]
        widgets = {"sought": forms.RadioSelect, "included": forms.RadioSelect}
