"""What a report says: its sections, recommendations, implications, papers and consultees."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.utils.text import Truncator

from core.constraints import once
from core.history import History
from governance.models.exempt import ExemptablePart
from governance.models.forums import Forum
from governance.models.layouts import PROSE_BLOCKS, Block, ImplicationKind, LayoutSection, Part
from governance.models.reports import CabinetReport


class ReportSection(ExemptablePart):
    """A section of a report: copied from its layout, or added by its author."""

    report = models.ForeignKey(CabinetReport, on_delete=models.PROTECT, related_name="sections")
    layout_section = models.ForeignKey(
        LayoutSection, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    part = models.CharField("part of the report", max_length=10, choices=Part, default=Part.COVERING)
    position = models.PositiveSmallIntegerField(
        "order",
        default=25,
        validators=[MaxValueValidator(9_999)],
        help_text="Sections stand in this order: 25 comes between 20 and 30.",
    )
    block = models.CharField("what it shows", max_length=20, choices=Block, default=Block.TEXT)
    title = models.CharField("heading", max_length=200, blank=True)
    level = models.PositiveSmallIntegerField(
        "level of heading", choices=[(1, "Section"), (2, "Section within a section")], default=1
    )
    numbered = models.BooleanField("Number this section", default=True)
    required = models.BooleanField("required", default=False, editable=False)
    text = models.TextField("text", blank=True)

    history = History()
    position_step = 10

    class Meta(ExemptablePart.Meta):
        verbose_name = "report section"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title or self.get_block_display()

    def siblings(self) -> Any:
        """The current sections of the same part of the report."""
        return super().siblings().filter(part=self.part)

    @property
    def is_prose(self) -> bool:
        return self.block in PROSE_BLOCKS

    def get_absolute_url(self) -> str:
        """Its place in the report as it will read."""
        return f"{self.report.get_absolute_url()}{f'#section-{self.pk}' if self.pk else ''}"


class Verb(models.TextChoices):
    APPROVE = "approve", "Approve"
    AGREE = "agree", "Agree"
    AUTHORISE = "authorise", "Authorise"
    ENDORSE = "endorse", "Endorse"
    NOTE = "note", "Note"
    COMMENT = "comment", "Comment on"
    INVITED_COMMENT = "invited_comment", "Be invited to comment on"
    MONITOR = "monitor", "Monitor"
    RECEIVE = "receive", "Receive"
    RECOMMEND = "recommend", "Recommend"
    EXPRESS_VIEWS = "express_views", "Express views on"


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
    verb = models.CharField("is asked to", max_length=15, choices=Verb)
    text = models.TextField(
        "what",
        help_text="Follows the verb. For example: the establishment of a pooled budget from March 2004",
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
        return f"{self.get_verb_display()} {self.text}"


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
