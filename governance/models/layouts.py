"""How a council sets out its reports, and what of them may be exempt: data, with dates."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.urls import reverse

from core.constraints import once
from core.fields import copied_from_field
from core.folding import Folded
from core.history import History
from partnerships.models import Body
from partnerships.models.reference import Reference


class RecommendationStyle(models.TextChoices):
    SENTENCE = "sentence", "One sentence each: “That the Executive approve …”"
    GROUPED = "grouped", "Under each body: “Cabinet is recommended to: (a) Agree: (i) …”"
    THAT = "that", "Under each body, as one sentence: “That the Cabinet: i) endorse …”"


class RecommendationMarks(models.TextChoices):
    """What stands before each recommendation or, where they stand under a body, each of these."""

    PARAGRAPH = "paragraph", "The next number of the paragraphs"
    ROMAN_BRACKETS = "roman_brackets", "(i), (ii)"
    ROMAN = "roman", "i), ii)"
    LETTER_BRACKETS = "letter_brackets", "(a), (b)"
    LETTER = "letter", "a), b)"
    NUMBER = "number", "1), 2)"
    BULLET = "bullet", "Bullets"


class DateStyle(models.TextChoices):
    LONG = "long", "1 April 2026"
    ORDINAL = "ordinal", "1st April 2026"
    SLASHES = "slashes", "01/04/2026"


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
    version = models.PositiveSmallIntegerField("version", default=1, editable=False)
    supersedes = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="next_versions",
        verbose_name="supersedes",
    )
    recommendation_style = models.CharField(
        "recommendations", max_length=10, choices=RecommendationStyle, default=RecommendationStyle.SENTENCE
    )
    recommendation_lead = models.CharField(
        "words before recommendations",
        max_length=100,
        blank=True,
        help_text=(
            "Write [body] or [the body] where its name is to stand, as in “[body] is asked to”. "
            "Leave it empty for the usual words of the style"
        ),
    )
    recommendation_marks = models.CharField(
        "marks of recommendations",
        max_length=20,
        choices=RecommendationMarks,
        blank=True,
        help_text="Leave it empty for the usual ones of the style.",
    )
    date_style = models.CharField("dates", max_length=10, choices=DateStyle, default=DateStyle.LONG)
    open_label = models.CharField(
        "what an open report is called",
        max_length=60,
        blank=True,
        help_text="For example: Public. Leave it empty for Open",
    )
    max_pages = models.PositiveSmallIntegerField(
        "pages at most", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(999)]
    )
    max_words = models.PositiveIntegerField(
        "words at most", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(999_999)]
    )
    deadline_days = models.PositiveSmallIntegerField(
        "final report due, working days before the meeting",
        null=True,
        blank=True,
        validators=[MaxValueValidator(365)],
    )
    deadline_at = models.CharField(
        "by what time of that day",
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"^([01][0-9]|2[0-3]):[0-5][0-9]$", "Enter a time like 10:00.")],
        help_text="For example: 10:00",
    )
    is_offered = models.BooleanField(
        "Offer it for new reports",
        default=True,
        help_text="Leave it out while it is being made. The version before it is offered until then.",
    )
    copied_from = copied_from_field()

    history = History()
    has_page = True
    parent_field = "body"
    str_needs = ("body",)

    class Meta(Reference.Meta):
        verbose_name = "report layout"
        constraints = [
            *Reference.Meta.constraints,
            once(
                "supersedes",
                at="supersedes",
                message="The next version of this layout was begun already. Change that one.",
            ),
        ]
        ordering = [Folded("body__name"), "body", Folded("name"), "pk"]

    def __str__(self) -> str:
        version = f" (version {self.version})" if self.version > 1 else ""
        return f"{self.name}{version}, {self.body or 'shared by all'}"

    @property
    def limits(self) -> list[str]:
        """What its reports keep to, in words."""
        days = self.deadline_days
        due = "" if days is None else f"final {days} working day{'' if days == 1 else 's'} before the meeting"
        return [
            *([f"{self.max_pages:,} pages at most"] if self.max_pages else []),
            *([f"{self.max_words:,} words at most"] if self.max_words else []),
            *([f"{due}{f' by {self.deadline_at}' if self.deadline_at else ''}"] if due else []),
        ]

    def is_in_use(self) -> bool:
        """Whether a report was begun in it, or a further front of one."""
        return self.reports.exists() or self.fronts.exists()

    def responsible_bodies(self, on: date) -> set[int | None]:
        return self.body.keepers_of_its_own(on) if self.body else super().responsible_bodies(on)

    def get_absolute_url(self) -> str:
        """Its page; before it is recorded, the list in which it will stand."""
        if self.pk:
            return reverse("governance:report-layout", args=[self.pk])
        if self.body_id:
            return reverse("governance:body-layouts", args=[self.body_id])
        return reverse("governance:report-layout-list")


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
