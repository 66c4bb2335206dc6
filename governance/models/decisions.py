"""What forums decided: each its own, on one recommendation of one version of a report, kept as it was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.constraints import in_order, once
from core.dates import in_words
from core.history import History
from core.sentences import mid_sentence
from governance.models.exempt import ExemptablePart
from governance.models.forums import Forum
from governance.models.report_parts import Recommendation
from governance.models.reports import CabinetReport


class Outcome(models.TextChoices):
    AGREED = "agreed", "Agreed"
    AMENDED = "amended", "Agreed as amended"
    DEFERRED = "deferred", "Deferred"
    REFUSED = "refused", "Refused"
    NOTED = "noted", "Noted"


AGREEING = (Outcome.AGREED, Outcome.AMENDED)


class Decision(ExemptablePart):
    """What one forum decided on one recommendation, or on the report as a whole where that names none.

    It holds the words that were put to the forum: what becomes of the report later does not touch it.
    """

    report = models.ForeignKey(CabinetReport, on_delete=models.PROTECT, related_name="decisions")
    report_version = models.PositiveSmallIntegerField(
        "version of the report", default=1, validators=[MinValueValidator(1)]
    )
    recommendation = models.ForeignKey(
        Recommendation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name="recommendation",
    )
    put_as = models.TextField("as it was put", blank=True)
    forum = models.ForeignKey(
        Forum, on_delete=models.PROTECT, related_name="decisions", verbose_name="decided by"
    )
    outcome = models.CharField("outcome", max_length=10, choices=Outcome)
    resolved = models.TextField(
        "what was resolved, in words",
        blank=True,
        help_text="As the minutes say it. Where it was amended, the words that were agreed",
    )
    deferred_to_on = models.DateField("deferred until", null=True, blank=True)
    decided_on = models.DateField("decided on", null=True, blank=True)
    published_on = models.DateField(
        "decision published on", null=True, blank=True, help_text="Call-in is mostly counted from it"
    )
    officer_post = models.CharField(
        "officer who decided for it",
        max_length=200,
        blank=True,
        help_text="The post, where an officer decided under delegated powers. Empty where it decided itself",
    )
    delegated_by = models.CharField(
        "by which delegation",
        max_length=300,
        blank=True,
        help_text="For example: Executive, 16 December 2003, resolution 3; or the scheme of delegation",
    )
    reasons = models.TextField("reasons", blank=True)
    alternatives = models.TextField("alternatives considered and rejected", blank=True)
    interests = models.TextField(
        "interests declared", blank=True, help_text="Which, by post or office. Write None where none was"
    )
    dispensations = models.TextField("dispensations", blank=True)
    is_urgent = models.BooleanField("urgent: it cannot be called in", default=False)
    urgency_reason = models.TextField("why it is urgent", blank=True)
    urgency_agreed_by = models.CharField(
        "who agreed that it is urgent", max_length=200, blank=True, help_text="The office or post"
    )
    authorises = models.BooleanField(
        "it authorises the agreement",
        default=False,
        help_text="Signing it, or entering into it",
    )
    authority_limit = models.CharField(
        "within what limit", max_length=300, blank=True, help_text="For example: up to £1,026,000 a year"
    )

    history = History()
    has_page = True
    str_needs = ("forum",)

    class Meta(ExemptablePart.Meta):
        verbose_name = "decision"
        ordering = ["report_version", "pk"]
        constraints = [
            *ExemptablePart.Meta.constraints,
            once(
                "report",
                "report_version",
                "recommendation",
                "forum",
                at="outcome",
                message="This forum has decided on this already. Change what is recorded.",
                empty_counts=True,
            ),
            in_order(
                "decided_on", "published_on", "A decision is published on the day it is made, or later."
            ),
            models.CheckConstraint(
                condition=Q(is_urgent=False) | (~Q(urgency_reason="") & ~Q(urgency_agreed_by="")),
                name="decision_urgent_says_why_and_who_agreed",
                violation_error_message="Say why it is urgent, and who agreed that it is.",
                violation_error_code="urgency_reason",
            ),
            models.CheckConstraint(
                condition=Q(authorises=False) | Q(outcome__in=AGREEING),
                name="decision_that_authorises_agrees",
                violation_error_message="Only what was agreed authorises anything.",
                violation_error_code="authorises",
            ),
            models.CheckConstraint(
                condition=Q(authority_limit="") | Q(authorises=True),
                name="decision_limit_is_of_what_authorises",
                violation_error_message="Say that it authorises the agreement, or take out the limit.",
                violation_error_code="authority_limit",
            ),
        ]

    def __str__(self) -> str:
        day = f", {in_words(self.decided_on)}" if self.decided_on else ""
        return f"{self.forum.name}: {mid_sentence(self.get_outcome_display())}{day}"

    @property
    def decided_by(self) -> str:
        """The officer or the forum."""
        return f"{self.officer_post}, for {self.forum.name}" if self.officer_post else self.forum.name

    def agreements_affected(self) -> Iterable[int]:
        """The further agreements that its report is about."""
        return self.report.further_agreements.not_retired().values_list("agreement", flat=True)

    def responsible_bodies(self, on: date) -> set[int | None]:
        """Nobody records for a body what its forum decided."""
        return {self.forum.body_id}

    def get_absolute_url(self) -> str:
        if self.pk is None:
            return reverse("governance:report-decisions", args=[self.report.reference])
        return reverse("governance:decision", args=[self.pk])
