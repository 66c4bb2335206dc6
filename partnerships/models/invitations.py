"""How a body becomes party to an agreement: it is invited, and its own people answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.history import History
from core.models import Record, RecordQuerySet, User
from core.permissions import SITE, Permission, bodies_where
from partnerships.models.agreements import Agreement
from partnerships.models.bodies import Body


class InvitationQuerySet(RecordQuerySet):
    def open(self) -> Self:
        """Not yet answered or withdrawn."""
        return self.not_retired().filter(state=Invitation.State.OPEN)

    def addressed_to(self, user: User) -> Self:
        """Those that wait for an answer of a body for which the user acts; retired agreements wait for none.

        Of the agreement they show no more than its title.
        """
        bodies = bodies_where(user, Permission.SEE)
        return self.open().filter(body__in=bodies, agreement__retired_at=None)


class Invitation(Record):
    """A partner asks a body to be party to an agreement. The body's own people accept or refuse."""

    class State(models.TextChoices):
        OPEN = "open", "Invited"
        ACCEPTED = "accepted", "Accepted"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="invitations")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="invitations", verbose_name="body")
    inviter = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name="invited by")
    joined_on = models.DateField(
        "joins on", null=True, blank=True, help_text="Leave empty if it is a partner from the start"
    )
    role_note = models.CharField(
        "part it plays", max_length=200, blank=True, help_text="For example: lead commissioner"
    )
    state = models.CharField("state", max_length=10, choices=State, default=State.OPEN, editable=False)
    answered_at = models.DateTimeField("answered at", null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="answered by",
        editable=False,
    )
    reason = models.TextField("reason", blank=True, editable=False)

    objects: ClassVar = InvitationQuerySet.as_manager()
    history = History()
    parent_field = "agreement"
    str_needs = ("body",)

    class Meta(Record.Meta):
        verbose_name = "invitation"
        ordering = ["pk"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["agreement", "body"],
                condition=Q(state="open", retired_at=None),
                name="invitation_open_once",
                violation_error_message="This body is invited already.",
                violation_error_code="body",
            ),
            models.CheckConstraint(
                condition=Q(state="open", answered_at=None, answered_by=None)
                | ~Q(state="open") & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="invitation_answered_at_has_by",
            ),
        ]

    def __str__(self) -> str:
        return str(self.body)

    def get_absolute_url(self) -> str:
        return reverse("partnerships:agreement-parties", args=[self.agreement.reference])


class AccessRequestQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> Self:
        """The operator's, and of the body that asks."""
        asking = self.filter(asked_by__in=bodies_where(user, Permission.SEE))
        return self.all() if bodies_where(user, Permission.OPERATE_SITE) else asking


class AccessRequest(Record):
    """A partner asks the operator to let in the people of a body. It says nothing of what they agreed."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="access_requests")
    asked_by = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name="asked by")

    objects: ClassVar = AccessRequestQuerySet.as_manager()
    history = History()
    parent_field = "body"
    str_needs = ("body",)

    class Meta(Record.Meta):
        verbose_name = "access request"
        ordering = ["pk"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["body", "asked_by"],
                condition=Q(retired_at=None),
                name="access_request_once",
                violation_error_message="The operator has been asked already.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.body)

    def agreements_concerned(self) -> Iterable[Any]:
        return []

    def responsible_bodies(self, on: date) -> set[int | None]:
        return {self.asked_by_id, SITE}
