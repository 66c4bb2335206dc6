"""Advice that a report asks of a post, given in a section or an implication of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from core.constraints import once
from core.history import History
from core.models import Record, RecordQuerySet, User
from core.permissions import Role
from governance.models.exempt import wholly_exempt_after
from governance.models.report_parts import Implication, ReportSection
from governance.models.reports import OPEN_STATUSES, CabinetReport, ReportContent
from partnerships.models import Body

if TYPE_CHECKING:
    from datetime import date


class AdviceRole(models.TextChoices):
    """Whose people write it: those who hold this role at the body that is asked."""

    FINANCE = Role.FINANCE.value, "Finance"
    LEGAL = Role.LEGAL.value, "Legal"
    OFFICER = Role.OFFICER.value, "Another officer"


class AdviceQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> Self:
        """Those of reports that the user may see, given where the user may read."""
        sections = ReportSection.objects.visible_to(user)
        implications = Implication.objects.visible_to(user)
        return super().visible_to(user).filter(Q(section__in=sections) | Q(implication__in=implications))

    def history_seen_by(self, user: User) -> Self:
        """Those of reports that the user may see: of the exempt ones, that something changed."""
        return super().visible_to(user)

    def asked_of(self, user: User) -> Self:
        """Those that the user may give and that nobody has given yet, of open reports."""
        holds = Q(pk__in=())
        for role in AdviceRole:
            bodies = {body for body, roles in user.roles_by_body.items() if role in roles}
            holds |= Q(role=role, body__in=bodies)
        waiting = self.not_retired().filter(holds, given_at=None, report__retired_at=None)
        return waiting.filter(report__status__in=OPEN_STATUSES).visible_to(user)


class Advice(ReportContent):
    """What one post is asked for: it is written where the report prints it, by that post's people."""

    anchor = "advice"

    report = models.ForeignKey(CabinetReport, on_delete=models.PROTECT, related_name="advice")
    section = models.ForeignKey(
        ReportSection,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="advice",
        verbose_name="given in the section",
    )
    implication = models.ForeignKey(
        Implication,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="advice",
        verbose_name="or in the implication",
    )
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="advice_asked", verbose_name="at which body"
    )
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

    class Meta(ReportContent.Meta):
        verbose_name = "request for advice"
        verbose_name_plural = "requests for advice"
        ordering = ["asked_on", "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(section=None, implication__isnull=False)
                | Q(section__isnull=False, implication=None),
                name="advice_is_given_in_one_place",
                violation_error_message="Choose the section or the implication in which it is given.",
                violation_error_code="section",
            ),
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
    def part(self) -> ReportSection | Implication:
        """Where it is given."""
        return cast("ReportSection | Implication", self.section or self.implication)

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

    @classmethod
    def hidden_from(cls, user: User) -> Any:
        """Those given where something is exempt, or was."""
        read = CabinetReport.objects.exempt_read_by(user).filter(pk=OuterRef("report_id"))
        section = ReportSection.history.filter(id=OuterRef("section_id"), is_exempt=True)
        implication = Implication.history.filter(id=OuterRef("implication_id"), is_exempt=True)
        return ~Exists(read) & (Exists(section) | Exists(implication) | Exists(wholly_exempt_after()))
