"""What a body shows to everybody: nothing, until it says so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse

from core.constraints import once
from core.history import History
from core.models import Record
from partnerships.models import Body


class Publishing(Record):
    """What one body publishes, and under which address. To publish is an act, and to stop is one."""

    class Kind(models.TextChoices):
        """Each is a field, and the last part of the address at which it is published."""

        FORWARD_PLAN = "forward_plan", "Forward plan"
        NOTICES = "notices", "Notices"
        REPORTS = "reports", "Issued reports"
        DECISIONS = "decisions", "Decisions"
        BOARDS = "boards", "Boards"
        MEETINGS = "meetings", "Meetings of boards"
        AGREEMENTS = "agreements", "Agreements in force"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="publishings", verbose_name="body")
    code = models.CharField(
        "name in addresses",
        max_length=40,
        unique=True,
        error_messages={"unique": "Another body has this name in its addresses. Choose another."},
        validators=[
            RegexValidator(
                r"^[a-z0-9]+(-[a-z0-9]+)*$", "Use small letters, digits and hyphens, like southwark."
            )
        ],
        help_text="Small letters, digits and hyphens, like southwark. It is chosen once: addresses stay",
    )
    forward_plan = models.BooleanField("The forward plan: what was published of it", default=False)
    notices = models.BooleanField(
        "Notices of private meetings, general exceptions and special urgency, once published", default=False
    )
    reports = models.BooleanField(
        "Issued reports to its forums, their open version alone",
        default=False,
    )
    decisions = models.BooleanField(
        "What its forums decided, once published: words, outcome, reasons, alternatives and interests",
        default=False,
    )
    boards = models.BooleanField("Boards recorded for it, with their seats and no names", default=False)
    meetings = models.BooleanField("The days of those boards' meetings", default=False)
    agreements = models.BooleanField(
        "Agreements in force to which it is party: title, partners, legal basis and term", default=False
    )

    history = History()
    parent_field = "body"

    class Meta(Record.Meta):
        verbose_name = "publishing"
        ordering = ["code"]
        constraints = [
            *Record.Meta.constraints,
            once("body", at="body", message="It is recorded already what this body publishes."),
        ]

    def __str__(self) -> str:
        shown = [str(each.label) for each in self.published]
        return ", ".join(shown) if shown else "Nothing"

    @property
    def published(self) -> list[Kind]:
        return [each for each in self.Kind if getattr(self, each.value)]

    def agreements_concerned(self) -> Iterable[Any]:
        return []

    def responsible_bodies(self, on: date) -> set[int | None]:
        """Nobody publishes for another, not even who keeps its record."""
        return {self.body_id}

    def get_absolute_url(self) -> str:
        return reverse("publishing:publishing", args=[self.body_id])
