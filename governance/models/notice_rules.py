"""The days' notice that the law asks for, and how each council counts them: data, with dates."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from core.history import History
from core.sentences import mid_sentence
from governance.models.forums import Forum, OfForum
from partnerships.models.reference import Reference


class What(models.TextChoices):
    """What must be published, or said, before a decision."""

    KEY_DECISION = "key_decision", "Notice of a key decision"
    FORWARD_PLAN = "forward_plan", "Forward plan of key decisions"
    AGENDA = "agenda", "Agenda and reports"
    INDIVIDUAL_REPORT = "individual_report", "Report to a member or officer who decides a key matter alone"
    PRIVATE_MEETING = "private_meeting", "Notice of a private meeting"
    PRIVATE_RESPONSE = "private_response", "Second notice of a private meeting, with the response"
    GENERAL_EXCEPTION = "general_exception", "General exception: notice of a decision not in the plan"


class NoticeRule(Reference):
    """Days the law asks for before a decision, between the dates it is in force.

    Clear days before it; of a forward plan, days before the plan takes effect.
    """

    What = What

    class Binds(models.TextChoices):
        EXECUTIVE = "executive", "Executive decisions of a council"
        COUNCIL = "council", "The council, its committees and joint committees"

    what = models.CharField("what must be published", max_length=20, choices=What)
    binds = models.CharField("what it binds", max_length=10, choices=Binds, default=Binds.EXECUTIVE)
    clear_days = models.PositiveSmallIntegerField("days", validators=[MaxValueValidator(365)])

    history = History()

    class Meta(Reference.Meta):
        verbose_name = "notice rule"
        ordering = ["binds", "what", "from_on"]

    def get_absolute_url(self) -> str:
        return reverse("governance:report-layout-list")


class NoticeSetting(OfForum):
    """How a forum counts the clear days of one kind of notice while its constitution says so."""

    class Counts(models.TextChoices):
        EVERY_DAY = "every", "Every day"
        WORKING_DAYS = "working", "Working days: neither weekends nor bank holidays"

    forum = models.ForeignKey(
        Forum, on_delete=models.PROTECT, related_name="notice_settings", verbose_name="forum"
    )
    what = models.CharField("for what", max_length=20, choices=What)
    counts = models.CharField("which days count", max_length=8, choices=Counts)
    clear_days = models.PositiveSmallIntegerField(
        "how many clear days",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text="Only where its constitution asks for more than the law does",
    )

    history = History()

    class Meta(OfForum.Meta):
        verbose_name = "notice setting"
        ordering = ["what", "from_on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {mid_sentence(self.get_counts_display())}"

    def agreements_affected(self) -> Iterable[int]:
        return self.forum.agreements_affected()
