"""The days of agreements, kept so that a calendar need not ask each agreement."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models

from core.models import User
from core.rules import Place
from partnerships.models.agreements import Agreement


class KeptDayQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(agreement__in=Agreement.objects.visible_to(user).not_retired())


class KeptDay(models.Model):
    """A day of an agreement as it was told last: worked out anew, and never what decides anything."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="days")
    kind = models.CharField(max_length=40, help_text="the code of the kind of day")
    on = models.DateField()
    what = models.TextField(help_text="what is on that day, besides what its kind says")
    place = models.CharField(max_length=120, help_text="where that stands, as core.rules.Place is written")
    is_due = models.BooleanField(help_text="whether somebody has to have acted by then")

    objects: ClassVar = KeptDayQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["on", "agreement"], name="kept_day_by_day")]

    def __str__(self) -> str:
        return ": ".join(filter(None, (str(self.agreement), self.what)))

    @property
    def url(self) -> str:
        return Place.read(self.place).url(self.agreement.reference)
