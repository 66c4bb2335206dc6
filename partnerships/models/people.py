"""Which roles people hold at which body."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.constraints import once
from core.folding import Folded
from core.history import History
from core.models import Record, RecordQuerySet, User
from core.permissions import Permission, Role, bodies_where, may
from partnerships.models.bodies import Body


class RoleHeldQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> Self:
        """Who acts for a body is seen by those who may say who does; the operators, by one another."""
        at_bodies = self.filter(body__in=bodies_where(user, Permission.MANAGE_PEOPLE))
        return at_bodies | self.operators() if may(user, Permission.OPERATE_SITE) else at_bodies

    def history_seen_by(self, user: User) -> Self:
        """Who was given which role is read by those who watch over that body's people.

        The operators let in the administrators of bodies, and read who they are and were.
        """
        at_bodies = self.filter(body__in=bodies_where(user, Permission.READ_SECURITY))
        let_in = self.filter(role__in=(Role.OPERATOR, Role.ADMINISTRATOR))
        return at_bodies | let_in if may(user, Permission.OPERATE_SITE) else at_bodies

    def operators(self) -> Self:
        return self.filter(role=Role.OPERATOR)


class RoleHeld(Record):
    """A person's role at a body, until it is retired. The operator's is at none."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="roles_held")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="roles_held")
    role = models.CharField("role", max_length=20, choices=Role)

    objects: ClassVar = RoleHeldQuerySet.as_manager()
    history = History()
    parent_field = "body"
    str_needs = ("user", "body")
    is_restorable = False

    class Meta(Record.Meta):
        verbose_name = "role"
        ordering = [Folded("body__name"), Folded("user__name"), "role"]
        constraints = [
            *Record.Meta.constraints,
            once(
                "body",
                "user",
                "role",
                at="role",
                message="This person holds this role already.",
                empty_counts=True,
            ),
            models.CheckConstraint(
                condition=Q(body=None, role=Role.OPERATOR) | Q(body__isnull=False) & ~Q(role=Role.OPERATOR),
                name="roleheld_only_the_operators_is_at_no_body",
                violation_error_message="Only the operator's role is at no body.",
                violation_error_code="role",
            ),
        ]

    def __str__(self) -> str:
        at = f" at {self.body}" if self.body else ""
        return f"{self.user}: {self.get_role_display()}{at}"

    def agreements_concerned(self) -> Iterable[Any]:
        return []

    def responsible_bodies(self, on: date) -> set[int | None]:
        """Only the body itself: nobody else says who acts for it."""
        return {self.body_id}

    def get_absolute_url(self) -> str:
        return reverse("partnerships:people" if self.body_id else "partnerships:site")
