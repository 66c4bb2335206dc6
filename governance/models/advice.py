"""What others than the author do to a report: advise in it, clear it, comment on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator

from core.constraints import once
from core.history import History
from core.models import Record, RecordQuerySet, User
from core.permissions import Role
from governance.models.about_part import AboutPart, AboutPartQuerySet
from governance.models.layout_parts import LayoutContent
from governance.models.layouts import ReportLayout
from governance.models.reports import OPEN_STATUSES, CabinetReport, ReportContent, ReportStatus
from partnerships.models import Body

if TYPE_CHECKING:
    from datetime import date


class AdviceRole(models.TextChoices):
    """Whose people act for a post: those who hold this role at its body."""

    FINANCE = Role.FINANCE.value, "Finance"
    LEGAL = Role.LEGAL.value, "Legal"
    OFFICER = Role.OFFICER.value, "Another officer"


def _of_roles_of(user: User) -> Q:
    """The condition on posts that the user acts for."""
    held = Q(pk__in=())
    for role in AdviceRole:
        bodies = {body for body, roles in user.roles_by_body.items() if role in roles}
        held |= Q(role=role, body__in=bodies)
    return held


class AdviceQuerySet(AboutPartQuerySet):
    def asked_of(self, user: User) -> Self:
        """Those that the user may give and that nobody has given yet, of open reports."""
        waiting = self.not_retired().filter(_of_roles_of(user), given_at=None, report__retired_at=None)
        return waiting.filter(report__status__in=OPEN_STATUSES).visible_to(user)


class Advice(AboutPart):
    """What one post is asked for: it is written where the report prints it, by that post's people."""

    anchor = "advice"

    report = models.ForeignKey(CabinetReport, on_delete=models.PROTECT, related_name="advice")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name="at which body")
    role = models.CharField("given by", max_length=8, choices=AdviceRole)
    post = models.CharField(
        "post that is asked",
        max_length=200,
        help_text="As the report names it. For example: Borough Solicitor",
    )
    question = models.TextField("what is asked", blank=True)
    asked_on = models.DateField("asked on")
    due_on = models.DateField("wanted by", null=True, blank=True)
    given_at = models.DateTimeField("given at", null=True, editable=False)
    given_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="given by", editable=False
    )

    objects: ClassVar = AdviceQuerySet.as_manager()
    history = History()

    class Meta(AboutPart.Meta):
        verbose_name = "request for advice"
        verbose_name_plural = "requests for advice"
        ordering = ["asked_on", "pk"]
        constraints = [
            *AboutPart.Meta.constraints,
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(due_on__gte=models.F("asked_on")),
                name="advice_is_due_after_it_is_asked",
                violation_error_message="It is wanted on the day it is asked, or later.",
                violation_error_code="due_on",
            ),
            models.CheckConstraint(
                condition=Q(given_at=None, given_by=None) | Q(given_at__isnull=False, given_by__isnull=False),
                name="advice_given_at_has_by",
            ),
            once("report", "section", at="section", message="Advice is asked for this section already."),
            once(
                "report",
                "implication",
                at="implication",
                message="Advice is asked for this implication already.",
            ),
        ]

    def __str__(self) -> str:
        return self.post

    @property
    def is_given(self) -> bool:
        return self.given_at is not None

    def is_overdue(self, on: date) -> bool:
        return not self.is_given and self.due_on is not None and self.due_on < on

    def may_be_given_by(self, user: User) -> bool:
        """Whether the user holds the role that was asked, at the body that was asked."""
        return self.role in user.roles_by_body.get(self.body_id, set())

    def get_give_url(self) -> str:
        """Where its post writes it."""
        return reverse("governance:request-for-advice-give", args=[self.pk])


class LayoutClearance(LayoutContent):
    """A post that must clear every report of a layout before it is issued."""

    layout = models.ForeignKey(ReportLayout, on_delete=models.PROTECT, related_name="clearances")
    position = models.PositiveSmallIntegerField("order", default=1, validators=[MaxValueValidator(9_999)])
    post = models.CharField("post", max_length=200, help_text="For example: Monitoring Officer")
    role = models.CharField("cleared by", max_length=8, choices=AdviceRole)

    history = History()

    class Meta(LayoutContent.Meta):
        verbose_name = "layout clearance"
        ordering = ["position", "pk"]
        constraints = [
            *Record.Meta.constraints,
            once("layout", "post", at="post", message="This post clears reports of the layout already."),
        ]

    def __str__(self) -> str:
        return self.post


class ClearanceQuerySet(RecordQuerySet):
    def asked_of(self, user: User) -> Self:
        """Those that the user may give and that nobody has, of reports that are ready to issue."""
        waiting = self.not_retired().filter(_of_roles_of(user), cleared_at=None, report__retired_at=None)
        return waiting.filter(report__status=ReportStatus.READY).visible_to(user)


class Clearance(ReportContent):
    """A post that clears a report before it is issued; cleared for one version, as it then stood."""

    anchor = "clearance"

    report = models.ForeignKey(CabinetReport, on_delete=models.PROTECT, related_name="clearances")
    position = models.PositiveSmallIntegerField("order", default=1, validators=[MaxValueValidator(999)])
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name="at which body")
    role = models.CharField("cleared by", max_length=8, choices=AdviceRole)
    post = models.CharField("post", max_length=200, help_text="For example: Monitoring Officer")
    is_required = models.BooleanField("asked for by the layout", default=False, editable=False)
    cleared_at = models.DateTimeField("cleared at", null=True, editable=False)
    cleared_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="cleared by", editable=False
    )
    cleared_version = models.PositiveSmallIntegerField("version that was cleared", null=True, editable=False)
    # The latest act by then that changed what the report says: a later one shows.
    cleared_as_of = models.BigIntegerField("latest act that was cleared", null=True, editable=False)

    # One a line; none where the report printed none. A later one that differs shows.
    cleared_figures = models.TextField("figures that were cleared", blank=True, editable=False)
    # A digest, which tells nobody what they are.
    cleared_exempt_figures = models.CharField(
        "digest of the figures in exempt parts that were cleared", max_length=64, blank=True, editable=False
    )

    objects: ClassVar = ClearanceQuerySet.as_manager()
    history = History()

    class Meta(ReportContent.Meta):
        verbose_name = "clearance"
        ordering = ["position", "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(cleared_at=None, cleared_by=None, cleared_version=None, cleared_as_of=None)
                | Q(
                    cleared_at__isnull=False,
                    cleared_by__isnull=False,
                    cleared_version__isnull=False,
                    cleared_as_of__isnull=False,
                ),
                name="clearance_cleared_at_has_by",
            ),
            once("report", "post", at="post", message="This post clears the report already."),
        ]

    def __str__(self) -> str:
        return self.post

    def may_be_given_by(self, user: User) -> bool:
        """Whether the user acts for the post."""
        return self.role in user.roles_by_body.get(self.body_id, set())

    def get_give_url(self) -> str:
        """Where its post clears the report."""
        return reverse("governance:clearance-give", args=[self.pk])


class ReportComment(AboutPart):
    """What somebody remarks on a text of a report. It is never printed."""

    anchor = "comments"

    report = models.ForeignKey(CabinetReport, on_delete=models.PROTECT, related_name="comments")
    text = models.TextField("comment", max_length=4_000)
    made_at = models.DateTimeField("made at", editable=False)
    made_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="made by", editable=False
    )
    is_resolved = models.BooleanField("Resolved", default=False)

    history = History()

    class Meta(AboutPart.Meta):
        verbose_name = "report comment"
        ordering = ["is_resolved", "made_at", "pk"]

    def __str__(self) -> str:
        return Truncator(self.text).chars(80)
