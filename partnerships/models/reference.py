"""What the law and practice define, as data with the dates between which it applies.

Loaded by `manage.py load_reference`; the site operator can correct it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse

from core.constraints import in_order
from core.dates import LONG_AGO
from core.folding import Folded
from core.history import History
from core.models import Record, RecordQuerySet, User
from core.permissions import SITE


class ReferenceQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> Self:
        """Reference data is the same for everybody."""
        return self.all()


class Reference(Record):
    """A row of reference data, valid between two inclusive dates; either may be open."""

    code = models.SlugField("code", max_length=60, unique=True)
    name = models.CharField("name", max_length=200)
    from_on = models.DateField("in force from", null=True, blank=True)
    to_on = models.DateField("in force until", null=True, blank=True)
    source = models.CharField(
        "source", max_length=300, blank=True, help_text="The statute or regulation it comes from"
    )

    is_verified = models.BooleanField(
        "read in its source", default=True, help_text="If nobody has read it there, the pages say so"
    )

    earliest_day = LONG_AGO
    objects: ClassVar = ReferenceQuerySet.as_manager()

    class Meta(Record.Meta):
        abstract = True
        constraints = [
            *Record.Meta.constraints,
            in_order("from_on", "to_on", "It must end on or after the day it began."),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def cited(self) -> str:
        """Its source, with a word where nobody has read it there."""
        return self.source if self.is_verified else f"{self.source} (not verified: nobody has read it there)"

    def agreements_concerned(self) -> Iterable[Any]:
        return []

    def responsible_bodies(self, on: date) -> set[int | None]:
        """Reference data is the same for everybody, and so the operator's."""
        return {SITE}

    def get_absolute_url(self) -> str:
        return reverse("partnerships:reference")


class Sector(models.TextChoices):
    """Which side of reg 3 a kind of body is on. SI 2000/617 reg 3."""

    NHS = "nhs", "NHS body"
    COUNCIL = "council", "Local authority"
    OTHER = "other", "Other"


class BodyKind(Reference):
    """A kind of public body and the dates between which it could exist."""

    sector = models.CharField("sector", max_length=10, choices=Sector)
    may_be_partner = models.BooleanField(
        "may be a partner", default=True, help_text="Whether SI 2000/617 reg 3 names this kind"
    )
    needs_consent = models.BooleanField(
        "needs consent",
        default=False,
        help_text="Whether its commissioners must consent before it joins a pooled fund, or a council leads",
    )
    gives_consent = models.BooleanField(
        "gives consent", default=False, help_text="Whether it is a commissioner that gives such consent"
    )
    needs_order = models.BooleanField(
        "partner only by its order",
        default=False,
        help_text="Whether it is a partner only where an order treats it as a council or an NHS body",
    )

    history = History()

    class Meta(Reference.Meta):
        verbose_name = "kind of body"
        ordering = ["sector", Folded("name")]


class LegalBasis(Reference):
    """An Act and section under which bodies agree to work together. "Section 31" alone is ambiguous."""

    statute = models.CharField("Act", max_length=120, blank=True, help_text="For example: Health Act 1999")
    section = models.CharField("section", max_length=40, blank=True, help_text="For example: 31")
    follows_partnership_regulations = models.BooleanField(
        "SI 2000/617 applies",
        default=False,
        help_text="Partners, written terms, host and reports of the Regulations",
    )

    history = History()

    class Meta(Reference.Meta):
        verbose_name = "legal basis"
        verbose_name_plural = "legal bases"
        ordering = ["from_on", Folded("name")]


class ProvisionKind(Reference):
    """A matter an agreement addresses: one of reg 7(3) or 9(3), or a clause type in common use."""

    position = models.PositiveSmallIntegerField("order", default=0)
    hint = models.CharField("what it should say", max_length=500, blank=True)
    required_for_pooled_fund = models.BooleanField("required for a pooled fund (reg 7(3))", default=False)
    required_for_delegation = models.BooleanField(
        "required for lead commissioning (reg 8(2), 9(3))", default=False
    )
    only_with_charging = models.BooleanField("only where charging functions are included", default=False)
    also_met_by = models.CharField(
        "also met by",
        max_length=200,
        blank=True,
        help_text="Codes of other kinds, any of which meets it where the term itself is recorded",
    )

    history = History()

    class Meta(Reference.Meta):
        verbose_name = "kind of provision"
        verbose_name_plural = "kinds of provision"
        ordering = ["position", Folded("name")]


class ExcludedFunction(Reference):
    """A function that partnership arrangements must not include. SI 2000/617 regs 5 and 6."""

    sector = models.CharField("whose function", max_length=10, choices=Sector)
    words = models.CharField(
        "words",
        max_length=300,
        help_text="By which it is looked for, with commas between them. For example: endoscopy, endoscopic",
    )

    history = History()

    class Meta(Reference.Meta):
        verbose_name = "excluded function"
        ordering = ["sector", "from_on", Folded("name")]


class SigningDate(Reference):
    """By when an agreement for a year of the Better Care Fund is to be signed; its days are the year's."""

    due_on = models.DateField("to be signed by")

    history = History()

    class Meta(Reference.Meta):
        verbose_name = "date for signing"
        verbose_name_plural = "dates for signing"
        ordering = ["due_on", Folded("name")]
