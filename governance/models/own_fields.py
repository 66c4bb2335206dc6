"""Fields that a council has of its own, besides those the product knows, and what its reports say in them."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models

from core.constraints import once
from core.history import History
from governance.models.forums import InForceAtCouncil
from governance.models.reports import CabinetReport, ReportContent
from partnerships.models import Body

YES_AND_NO = ("Yes", "No")


class OwnField(InForceAtCouncil):
    """One of them, such as "Financial impact", and where it is shown."""

    class Kind(models.TextChoices):
        TEXT = "text", "Text"
        DATE = "date", "Date"
        YES_NO = "yes_no", "Yes or No"
        CHOICE = "choice", "One of these"

    class ShownOn(models.TextChoices):
        PLAN = "plan", "The forward plan"
        DECISION = "decision", "The record of the decision"
        BOTH = "both", "Both"

    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="own_fields", verbose_name="council"
    )
    position = models.PositiveSmallIntegerField("order", default=1, validators=[MaxValueValidator(999)])
    label = models.CharField(
        "label", max_length=100, help_text="As it is published. For example: Financial impact"
    )
    kind = models.CharField("what is said in it", max_length=10, choices=Kind, default=Kind.TEXT)
    options = models.TextField("to choose from", blank=True, help_text="One a line, where it is one of these")
    shown_on = models.CharField("shown on", max_length=10, choices=ShownOn, default=ShownOn.BOTH)

    history = History()
    anchor = "own-fields"

    class Meta(InForceAtCouncil.Meta):
        verbose_name = "own field"
        ordering = ["position", "pk"]
        constraints = [
            *InForceAtCouncil.Meta.constraints,
            once("body", "label", at="label", message="The council has a field of this name already."),
            models.CheckConstraint(
                condition=~models.Q(kind="choice") | ~models.Q(options=""),
                name="own_field_of_choice_has_options",
                violation_error_message="Say what there is to choose from, one a line.",
                violation_error_code="options",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def choices(self) -> tuple[str, ...]:
        """What can be said in it; nothing where that is anything."""
        if self.kind == self.Kind.YES_NO:
            return YES_AND_NO
        lines = (each.strip() for each in self.options.splitlines())
        return tuple(filter(None, lines)) if self.kind == self.Kind.CHOICE else ()

    @property
    def is_on_decision(self) -> bool:
        return self.shown_on in (self.ShownOn.DECISION, self.ShownOn.BOTH)


class OwnValue(ReportContent):
    """What a report says in a field of the council whose forum decides. Everybody may read it in the plan."""

    anchor = "own-values"

    report = models.ForeignKey(CabinetReport, on_delete=models.PROTECT, related_name="own_values")
    field = models.ForeignKey(OwnField, on_delete=models.PROTECT, related_name="values", verbose_name="field")
    value = models.CharField(
        "what it says",
        max_length=1_000,
        help_text="It is published: say nothing in it that is exempt",
    )

    history = History()
    str_needs = ("field",)

    class Meta(ReportContent.Meta):
        verbose_name = "own value"
        ordering = ["field__position", "pk"]
        constraints = [
            *ReportContent.Meta.constraints,
            once("report", "field", at="field", message="The report says something in this field already."),
        ]

    def __str__(self) -> str:
        return self.field.label
