"""Bodies that may be partners, and what else they are called."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.constraints import in_order, once
from core.dates import LONG_AGO, Period, in_words
from core.fields import NameField
from core.folding import Folded
from core.history import History
from core.models import Record, RecordQuerySet, User
from core.permissions import SITE
from core.search import search_index
from partnerships.models.reference import BodyKind


class BodyQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> Self:
        """Which public bodies exist is no secret; what they agreed is."""
        return self.all()


class Body(Record):
    """A council, NHS body or other organisation, from the day it opened to the day it closed, inclusive."""

    name = NameField("name", max_length=200)
    kind = models.ForeignKey(BodyKind, on_delete=models.PROTECT, related_name="bodies", verbose_name="kind")
    area = models.CharField(
        "area",
        max_length=150,
        blank=True,
        help_text="Where it acts, if its name does not say. For example: six boroughs of south-east London",
    )
    opened_on = models.DateField("opened on", null=True, blank=True)
    closed_on = models.DateField("closed on", null=True, blank=True, help_text="The last day it existed")
    ods_code = models.CharField(
        "ODS code",
        max_length=10,
        blank=True,
        help_text="NHS bodies. For example: 5LE",
        validators=[RegexValidator(r"^[A-Z0-9]{3,10}$", "Enter an ODS code, like 5LE or QKK.")],
    )
    gss_code = models.CharField(
        "GSS code",
        max_length=9,
        blank=True,
        help_text="Councils. For example: E09000028",
        validators=[RegexValidator(r"^[A-Z]\d{8}$", "Enter a GSS code, like E09000028.")],
    )
    kept_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bodies_kept",
        verbose_name="record kept by",
        help_text="The body whose people may change this record, besides its own.",
    )

    objects: ClassVar = BodyQuerySet.as_manager()
    earliest_day = LONG_AGO
    history = History()
    has_page = True
    apart_needs = ("kind",)

    class Meta(Record.Meta):
        verbose_name = "body"
        verbose_name_plural = "bodies"
        ordering = [Folded("name"), "opened_on", "pk"]
        indexes = [search_index("body", "name", "ods_code", "gss_code")]
        constraints = [
            *Record.Meta.constraints,
            in_order("opened_on", "closed_on", "A body cannot close before it opened."),
            models.UniqueConstraint(
                fields=["ods_code"],
                condition=~Q(ods_code="") & Q(retired_at=None),
                name="body_ods_code_once",
                violation_error_message="Another body has this ODS code.",
                violation_error_code="ods_code",
            ),
            models.UniqueConstraint(
                fields=["gss_code"],
                condition=~Q(gss_code="") & Q(retired_at=None),
                name="body_gss_code_once",
                violation_error_message="Another body has this GSS code.",
                violation_error_code="gss_code",
            ),
            once(
                "name",
                "opened_on",
                at="name",
                message="A body of this name that opened on this day is recorded already.",
                empty_counts=True,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def apart(self) -> str:
        """Its kind, its area, its codes and when it existed."""
        existed = [
            f"from {in_words(self.opened_on)}" if self.opened_on else "",
            f"until {in_words(self.closed_on)}" if self.closed_on else "",
        ]
        told = [self.kind.name, self.area, self.ods_code, self.gss_code, " ".join(filter(None, existed))]
        return ", ".join(filter(None, told))

    def existed_on(self, day: date) -> bool:
        return day in Period(self.opened_on, self.closed_on)

    def ended_or_began(self, day: date) -> str:
        """Which end of its existence lies between it and a day on which it did not exist, in words."""
        if self.opened_on and day < self.opened_on:
            return f"opened on {in_words(self.opened_on)}"
        return f"closed on {in_words(self.closed_on or day)}"

    def agreements_concerned(self) -> Iterable[Any]:
        return []

    def agreements_affected(self) -> Iterable[int]:
        """Those to which it is party: it may have closed."""
        return self.parties.not_retired().values_list("agreement", flat=True)

    def people(self) -> Any:
        return User.objects.filter(roles_held__body=self)

    def responsible_bodies(self, on: date) -> set[int | None]:
        return {key for key in (self.pk, self.kept_by_id) if key}

    def keepers_of_its_own(self, on: date) -> set[int | None]:
        """Keys of the bodies whose people keep what is this body's alone, like its forums and layouts.

        Who keeps its record, and the operator, stand in only while it has no people here.
        """
        if self.roles_held.not_retired().exists():
            return {self.pk}
        return self.responsible_bodies(on) | {SITE}

    def get_absolute_url(self) -> str:
        return reverse("partnerships:body", args=[self.pk])


class OtherName(Record):
    """A former, short or trading name of a body."""

    class Kind(models.TextChoices):
        FORMER = "former", "Former name"
        SHORT = "short", "Short name"
        TRADING = "trading", "Known as"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="other_names")
    name = NameField("name", max_length=200)
    kind = models.CharField("kind of name", max_length=10, choices=Kind)
    from_on = models.DateField("used from", null=True, blank=True)
    to_on = models.DateField("used until", null=True, blank=True)

    earliest_day = LONG_AGO
    history = History()
    parent_field = "body"

    class Meta(Record.Meta):
        verbose_name = "other name"
        ordering = ["from_on", Folded("name")]
        indexes = [search_index("other_name", "name")]
        constraints = [
            *Record.Meta.constraints,
            in_order("from_on", "to_on", "The name must end on or after the day it began."),
        ]

    def __str__(self) -> str:
        return self.name
