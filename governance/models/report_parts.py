"""What a report says: its sections, recommendations, implications, papers and consultees."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.utils.text import Truncator

from budgets.models import ContributionLine
from core.constraints import once
from core.history import History
from core.models import Record
from core.search import search_index
from core.sentences import sentence_start
from governance.models.exempt import ExemptablePart
from governance.models.forums import Forum
from governance.models.fronts import ReportFront
from governance.models.layout_parts import PROSE_BLOCKS, Block, LayoutPart, LayoutRow, LayoutSection
from governance.models.layouts import ImplicationKind
from governance.models.reports import CabinetReport, ReportContent


class ReportSection(ExemptablePart):
    """A section of a report: copied from its layout, or added by its author."""

    report = models.ForeignKey(CabinetReport, on_delete=models.PROTECT, related_name="sections")
    layout_section = models.ForeignKey(
        LayoutSection, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    part = models.ForeignKey(
        LayoutPart, on_delete=models.PROTECT, related_name="+", verbose_name="part of the report"
    )
    # Of a further front; None of the report's own.
    front = models.ForeignKey(
        ReportFront, on_delete=models.PROTECT, null=True, related_name="sections", editable=False
    )
    position = models.PositiveSmallIntegerField(
        "order",
        default=25,
        validators=[MaxValueValidator(9_999)],
        help_text="Sections stand in this order: 25 comes between 20 and 30.",
    )
    block = models.CharField("what it shows", max_length=20, choices=Block, default=Block.TEXT)
    title = models.CharField("heading", max_length=200, blank=True)
    level = models.PositiveSmallIntegerField(
        "level of heading",
        choices=[(1, "Section"), (2, "Within a section"), (3, "Within that")],
        default=1,
    )
    heading_numbered = models.BooleanField("Number its heading, where the part numbers them", default=True)
    numbered = models.BooleanField("Number its paragraphs", default=True)
    required = models.BooleanField("required", default=False, editable=False)
    text = models.TextField("text", blank=True)

    history = History()
    position_step = 10

    class Meta(ExemptablePart.Meta):
        verbose_name = "report section"
        ordering = ["position", "pk"]
        indexes = [search_index("report_section", "title", "text")]

    def __str__(self) -> str:
        return self.title or self.get_block_display()

    def siblings(self) -> Any:
        """The current sections of the same part of the report, or of its front."""
        return super().siblings().filter(part=self.part_id, front=self.front_id)

    @property
    def is_prose(self) -> bool:
        return self.block in PROSE_BLOCKS

    def get_absolute_url(self) -> str:
        """Its place in the report as it will read."""
        return f"{self.report.get_absolute_url()}{f'#section-{self.pk}' if self.pk else ''}"


class ReportRow(ExemptablePart):
    """What a report says in a row of a section: in one that the layout leaves to it, or in its own."""

    anchor = "rows"

    report = models.ForeignKey(CabinetReport, on_delete=models.PROTECT, related_name="rows")
    section = models.ForeignKey(
        ReportSection, on_delete=models.PROTECT, related_name="rows", verbose_name="section"
    )
    layout_row = models.ForeignKey(
        LayoutRow, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    position = models.PositiveSmallIntegerField("order", default=1, validators=[MaxValueValidator(9_999)])
    label = models.CharField("label", max_length=200, blank=True)
    text = models.TextField("what it says", blank=True)

    history = History()
    str_needs = ("layout_row",)
    position_step = 10

    class Meta(ExemptablePart.Meta):
        verbose_name = "report row"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.label or (str(self.layout_row) if self.layout_row else "Row without a label")


# Suggested where a recommendation is typed; any other words will do.
VERBS = (
    "approve",
    "agree",
    "authorise",
    "delegate",
    "endorse",
    "note",
    "comment on",
    "be invited to comment on",
    "express views on",
    "monitor",
    "receive",
    "recommend",
    "refer",
    "request",
)


class Recommendation(ExemptablePart):
    """One thing that forums are asked to do: what each did is a `Decision` of its own."""

    anchor = "recommendations"

    report = models.ForeignKey(CabinetReport, on_delete=models.PROTECT, related_name="recommendations")
    position = models.PositiveSmallIntegerField("order", default=1, validators=[MaxValueValidator(999)])
    forum = models.ForeignKey(
        Forum,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="recommendations",
        verbose_name="addressed to",
        help_text="Every recommendation names the body that is asked.",
    )
    group = models.CharField(
        "group",
        max_length=1,
        blank=True,
        validators=[RegexValidator(r"^[a-z]$", "Enter one small letter, like a.")],
        help_text="One letter, where recommendations stand together under (a), (b) …",
    )
    verb = models.CharField(
        "is asked to",
        max_length=60,
        help_text="One of those offered, or the report's own words. For example: approve",
    )
    text = models.TextField(
        "what",
        help_text="Follows the verb. For example: the establishment of a pooled budget from March 2004",
    )
    if_rejected = models.TextField(
        "what follows if it is rejected",
        blank=True,
        help_text="Printed where the layout has a section for what follows if recommendations are rejected",
    )
    goes_further = models.BooleanField(
        "further meetings decide on it too",
        default=True,
        help_text="Each meeting that the report goes to for its own decision. Otherwise only this body does.",
    )

    history = History()

    class Meta(ExemptablePart.Meta):
        verbose_name = "recommendation"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return Truncator(self.in_full).chars(120)

    @property
    def in_full(self) -> str:
        """What is asked, whole."""
        return f"{sentence_start(self.verb)} {self.text}"


class Implication(ExemptablePart):
    """What the proposal means for one matter. An empty answer is not yet an answer."""

    anchor = "implications"

    report = models.ForeignKey(CabinetReport, on_delete=models.PROTECT, related_name="implications")
    position = models.PositiveSmallIntegerField("order", default=1, validators=[MaxValueValidator(9_999)])
    kind = models.CharField("implication", max_length=20, choices=ImplicationKind)
    title = models.CharField(
        "heading", max_length=200, blank=True, help_text="Leave empty for the usual words"
    )
    applies = models.BooleanField(
        "has implications", null=True, blank=True, choices=[(True, "Yes"), (False, "No")]
    )
    references = models.CharField(
        "paragraph references", max_length=200, blank=True, help_text="For example: paragraphs 2.1 and 3"
    )
    text = models.TextField("text", blank=True)
    officer_post = models.CharField(
        "advice of", max_length=200, blank=True, help_text="The post that gave it"
    )

    history = History()
    position_step = 10

    class Meta(ExemptablePart.Meta):
        verbose_name = "implication"
        ordering = ["position", "pk"]
        constraints = [
            *ExemptablePart.Meta.constraints,
            once(
                "report",
                "kind",
                "title",
                "is_exempt",
                at="kind",
                message="The report has this implication already.",
            ),
        ]

    def __str__(self) -> str:
        return self.heading

    @property
    def heading(self) -> str:
        return self.title or self.get_kind_display()

    @property
    def is_answered(self) -> bool:
        return self.applies is not None or bool(self.text)


class BackgroundPaper(ExemptablePart):
    """A paper the report relies on and where the public may read it. LGA 1972 s.100D."""

    anchor = "papers"

    report = models.ForeignKey(CabinetReport, on_delete=models.PROTECT, related_name="papers")
    position = models.PositiveSmallIntegerField("order", default=1, validators=[MaxValueValidator(999)])
    title = models.CharField("title", max_length=300)
    held_at = models.CharField("held at", max_length=200, blank=True)
    contact_post = models.CharField("contact", max_length=200, blank=True, help_text="The post")
    dated_on = models.DateField("dated", null=True, blank=True)

    history = History()

    class Meta(ExemptablePart.Meta):
        verbose_name = "background paper"
        ordering = ["position", "pk"]
        constraints = [
            *ExemptablePart.Meta.constraints,
            once("report", "title", "is_exempt", at="title", message="This paper is listed already."),
        ]

    def __str__(self) -> str:
        return self.title


class TableLabel(ReportContent):
    """What a report calls a line of contributions in its table, where that is not as the record does."""

    anchor = "table"

    report = models.ForeignKey(CabinetReport, on_delete=models.PROTECT, related_name="table_labels")
    line = models.ForeignKey(
        ContributionLine, on_delete=models.PROTECT, related_name="+", verbose_name="contributions"
    )
    label = models.CharField("called in the table", max_length=200, help_text="For example: PCT*")
    note = models.CharField(
        "note beside it",
        max_length=200,
        blank=True,
        help_text="In place of the one the record gives; none where this is empty",
    )

    history = History()

    class Meta(ReportContent.Meta):
        verbose_name = "table label"
        ordering = ["pk"]
        constraints = [
            *Record.Meta.constraints,
            once("report", "line", at="line", message="The table calls this line something already."),
        ]

    def __str__(self) -> str:
        return self.label


class ReportConsultee(ExemptablePart):
    """An officer, member or body asked for comments on the draft."""

    anchor = "consultees"

    YES_NO = [(True, "Yes"), (False, "No")]

    report = models.ForeignKey(CabinetReport, on_delete=models.PROTECT, related_name="consultees")
    position = models.PositiveSmallIntegerField("order", default=1, validators=[MaxValueValidator(999)])
    name = models.CharField("post or body", max_length=200)
    sought = models.BooleanField("comments sought", null=True, blank=True, choices=YES_NO)
    included = models.BooleanField("comments included", null=True, blank=True, choices=YES_NO)
    sought_on = models.DateField("asked on", null=True, blank=True)

    history = History()

    class Meta(ExemptablePart.Meta):
        verbose_name = "report consultee"
        ordering = ["position", "pk"]
        constraints = [
            *ExemptablePart.Meta.constraints,
            once("report", "name", "is_exempt", at="name", message="This post or body is listed already."),
            models.CheckConstraint(
                condition=~models.Q(included=True) | models.Q(sought=True),
                name="report_consultee_included_was_sought",
                violation_error_message="Comments that are included had been sought.",
                violation_error_code="included",
            ),
        ]

    def __str__(self) -> str:
        return self.name
