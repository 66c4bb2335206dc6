"""What a report weighed: the options that were considered, and the risks of what it proposes."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models

from core.constraints import once
from core.history import History
from governance.models.exempt import ExemptablePart
from governance.models.reports import CabinetReport


class ReportOption(ExemptablePart):
    """One way to act, or not to, with the reasons for it and against it."""

    class Standing(models.TextChoices):
        RECOMMENDED = "recommended", "Recommended"
        REJECTED = "rejected", "Considered and not recommended"
        NOTHING = "nothing", "To do nothing, which is not recommended"

    anchor = "options"

    report = models.ForeignKey(CabinetReport, on_delete=models.PROTECT, related_name="options")
    position = models.PositiveSmallIntegerField("order", default=1, validators=[MaxValueValidator(999)])
    title = models.CharField("option", max_length=200)
    standing = models.CharField("standing", max_length=11, choices=Standing, default=Standing.REJECTED)
    text = models.TextField("what it means", blank=True)
    reasons_for = models.TextField("reasons for it", blank=True)
    reasons_against = models.TextField("reasons against it", blank=True)

    history = History()

    class Meta(ExemptablePart.Meta):
        verbose_name = "report option"
        ordering = ["position", "pk"]
        constraints = [
            *ExemptablePart.Meta.constraints,
            once("report", "title", "is_exempt", at="title", message="The report has this option already."),
        ]

    def __str__(self) -> str:
        return self.title


class ReportRisk(ExemptablePart):
    """Something that may go wrong, how likely and how bad it is, and what is done about it."""

    class Level(models.TextChoices):
        LOW = "low", "Low"
        MEDIUM = "medium", "Medium"
        HIGH = "high", "High"

    anchor = "risks"

    report = models.ForeignKey(CabinetReport, on_delete=models.PROTECT, related_name="risks")
    position = models.PositiveSmallIntegerField("order", default=1, validators=[MaxValueValidator(999)])
    title = models.CharField("risk", max_length=300)
    likelihood = models.CharField("likelihood", max_length=6, choices=Level, blank=True)
    impact = models.CharField("impact", max_length=6, choices=Level, blank=True)
    mitigation = models.TextField("what is done about it", blank=True)
    owner_post = models.CharField("owner", max_length=200, blank=True, help_text="The post")

    history = History()

    class Meta(ExemptablePart.Meta):
        verbose_name = "report risk"
        ordering = ["position", "pk"]
        constraints = [
            *ExemptablePart.Meta.constraints,
            once("report", "title", "is_exempt", at="title", message="The report has this risk already."),
        ]

    def __str__(self) -> str:
        return self.title
