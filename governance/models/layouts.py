"""How a council sets out its reports, and what of them may be exempt: data, with dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from core.constraints import once
from core.fields import copied_from_field
from core.folding import Folded
from core.history import History
from core.models import Record
from partnerships.models import Body
from partnerships.models.reference import Reference


class Numbering(models.TextChoices):
    CONTINUOUS = "continuous", "1, 2, 3 through the whole report"
    BY_SECTION = "by_section", "1.1, 1.2 within each section, afresh in each part"
    NONE = "none", "No numbers"


class HeadingStyle(models.TextChoices):
    CAPITALS = "capitals", "CAPITALS"
    SENTENCE = "sentence", "As typed"


class RecommendationStyle(models.TextChoices):
    SENTENCE = "sentence", "One sentence each: “That the Executive approve …”"
    GROUPED = "grouped", "Under each body: “Cabinet is recommended to: (a) Agree: (i) …”"


class Part(models.TextChoices):
    """The parts of a report, in the order in which they stand."""

    COVERING = "covering", "Report"
    SUPPORTING = "supporting", "Supporting information"
    APPENDIX = "appendix", "Appendix"


class Block(models.TextChoices):
    """What a section shows. Prose is written on the section; everything else comes from the record."""

    TEXT = "text", "Text"
    ADVICE = "advice", "Advice of another officer"
    SUMMARY = "summary", "Text in a box"
    HEADER_BOX = "header_box", "Box: item, classification, date, meeting, title, wards, from"
    TIMETABLE = "timetable", "Wards affected and timetable of meetings"
    RECOMMENDATIONS = "recommendations", "Recommendations"
    IMPLICATIONS = "implications", "Implications, each with its paragraphs"
    IMPLICATIONS_TABLE = "implications_table", "Implications, a table of Yes and No"
    OPTIONS = "options", "Options considered, each with its reasons"
    OPTIONS_TABLE = "options_table", "Options considered, a table of reasons for and against"
    RISKS = "risks", "Risks and what is done about each"
    RISKS_TABLE = "risks_table", "Risks, a table of likelihood and impact"
    BUDGET_TABLE = "budget_table", "Table of contributions from the agreement"
    CONSULTATION = "consultation", "Who was consulted"
    BACKGROUND_PAPERS = "background_papers", "Background papers"
    AUDIT_TRAIL = "audit_trail", "Audit trail"
    DECISION_STATUS = "decision_status", "Decision status"
    AUTHOR = "author", "Report author"
    TERMS_OF_REFERENCE = "terms_of_reference", "Terms of reference of the agreement's boards"


PROSE_BLOCKS = (Block.TEXT, Block.ADVICE, Block.SUMMARY)
# With these a section may be exempt. The others show rows, each marked by itself, or who decides when.
MAY_BE_EXEMPT = (*PROSE_BLOCKS, Block.BUDGET_TABLE, Block.TERMS_OF_REFERENCE)
MARKED_BY_ROW = tuple(block for block in Block if block not in MAY_BE_EXEMPT)


class ImplicationKind(models.TextChoices):
    FINANCIAL = "financial", "Financial"
    LEGAL = "legal", "Legal"
    EQUALITIES = "equalities", "Equalities"
    POLICY = "policy", "Policy"
    ENVIRONMENT = "environment", "Sustainable and environmental"
    CRIME = "crime", "Crime and disorder"
    HUMAN_RIGHTS = "human_rights", "Human rights"
    OLDER_OR_POOR = "older_or_poor", "Older people and people on low income"
    STAFFING = "staffing", "Staffing"
    USER_INVOLVEMENT = "user_involvement", "Public and user involvement"
    HEALTH_INEQUALITIES = "health_inequalities", "Health inequalities"
    PROPERTY = "property", "Property"
    RISK = "risk", "Risk"
    PROCUREMENT = "procurement", "Procurement"
    DATA_PROTECTION = "data_protection", "Data protection"
    OTHER = "other", "Other"


class ReportLayout(Reference):
    """The order and style in which a body sets out its reports, or one that all share. Each is public."""

    body = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="report_layouts",
        verbose_name="body",
    )
    # Only what all share is known by a code, by which `load_layouts` finds it.
    code: Any = models.SlugField("code", max_length=60, unique=True, null=True, blank=True)
    source = models.CharField(
        "taken from",
        max_length=600,
        blank=True,
        help_text="The council and its published report whose form it is",
    )
    numbering = models.CharField(
        "paragraph numbers", max_length=12, choices=Numbering, default=Numbering.CONTINUOUS
    )
    heading_style = models.CharField(
        "headings", max_length=10, choices=HeadingStyle, default=HeadingStyle.SENTENCE
    )
    recommendation_style = models.CharField(
        "recommendations", max_length=10, choices=RecommendationStyle, default=RecommendationStyle.SENTENCE
    )
    copied_from = copied_from_field()

    history = History()
    has_page = True
    parent_field = "body"
    str_needs = ("body",)

    class Meta(Reference.Meta):
        verbose_name = "report layout"
        ordering = [Folded("body__name"), "body", Folded("name"), "pk"]

    def __str__(self) -> str:
        return f"{self.name}, {self.body or 'shared by all'}"

    def responsible_bodies(self, on: date) -> set[int | None]:
        return self.body.keepers_of_its_own(on) if self.body else super().responsible_bodies(on)

    def get_absolute_url(self) -> str:
        """Its page; before it is recorded, the list in which it will stand."""
        if self.pk:
            return reverse("governance:report-layout", args=[self.pk])
        if self.body_id:
            return reverse("governance:body-layouts", args=[self.body_id])
        return reverse("governance:report-layout-list")


class LayoutPart(Record):
    """A record that is part of a layout, and so public."""

    parent_field = "layout"

    class Meta(Record.Meta):
        abstract = True

    def agreements_concerned(self) -> Iterable[Any]:
        return []


class LayoutSection(LayoutPart):
    """One section of a layout. Reports copy it when they start, so changing it changes no report."""

    layout = models.ForeignKey(ReportLayout, on_delete=models.PROTECT, related_name="sections")
    part = models.CharField("part", max_length=10, choices=Part, default=Part.COVERING)
    position = models.PositiveSmallIntegerField("order", validators=[MaxValueValidator(9_999)])
    block = models.CharField("what it shows", max_length=20, choices=Block, default=Block.TEXT)
    title = models.CharField("heading", max_length=200, blank=True, help_text="Leave empty for no heading")
    level = models.PositiveSmallIntegerField(
        "level of heading", choices=[(1, "Section"), (2, "Section within a section")], default=1
    )
    numbered = models.BooleanField("numbered", default=True)
    required = models.BooleanField("required", default=False)
    hint = models.CharField("what to write", max_length=500, blank=True)

    history = History()

    class Meta(LayoutPart.Meta):
        verbose_name = "layout section"
        ordering = ["position", "pk"]
        constraints = [
            *Record.Meta.constraints,
            once(
                "layout",
                "part",
                "position",
                at="position",
                message="Another section has this place in the order.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.get_block_display()


class LayoutImplication(LayoutPart):
    """An implication on which every report of a layout must say something."""

    layout = models.ForeignKey(ReportLayout, on_delete=models.PROTECT, related_name="implications")
    position = models.PositiveSmallIntegerField("order", validators=[MaxValueValidator(9_999)])
    kind = models.CharField("implication", max_length=20, choices=ImplicationKind)
    title = models.CharField("heading", max_length=200, blank=True, help_text="The council's own words")

    history = History()

    class Meta(LayoutPart.Meta):
        verbose_name = "layout implication"
        ordering = ["position", "pk"]
        constraints = [
            *Record.Meta.constraints,
            once(
                "layout", "kind", "title", at="kind", message="The layout asks for this implication already."
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.get_kind_display()


class ExemptParagraph(Reference):
    """A description of exempt information in Schedule 12A, between the dates it is in force."""

    number = models.PositiveSmallIntegerField(
        "paragraph", validators=[MinValueValidator(1), MaxValueValidator(99)]
    )
    wording = models.TextField(
        "wording", blank=True, help_text="As in the Schedule. It stands in the notice of what is withheld."
    )
    is_verified = models.BooleanField(
        "The wording was checked against the Schedule",
        default=False,
        help_text="If it was not, the pages say so",
    )

    history = History()

    class Meta(Reference.Meta):
        verbose_name = "exempt paragraph"
        ordering = ["from_on", "number"]

    def get_absolute_url(self) -> str:
        return f"{reverse('governance:report-layout-list')}#exempt"
