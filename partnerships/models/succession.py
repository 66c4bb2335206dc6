"""What became of bodies: which followed which, and the event of which that was a part."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.constraints import once
from core.dates import LONG_AGO
from core.fields import NameField
from core.folding import Folded
from core.history import History
from core.models import Record, RecordQuerySet, User
from partnerships.models.bodies import Body


class ReorganisationQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> Self:
        """What became of public bodies is as public as they are."""
        return self.all()


class Reorganisation(Record):
    """One event in which bodies are followed by others: a county and its districts by two unitaries.

    From `shadow_from_on` to the day before `on`, the vesting day, the successors exist beside the old bodies
    and take nothing over yet.
    """

    class Kind(models.TextChoices):
        RENAME = "rename", "Renaming"
        MERGER = "merger", "Merger"
        SPLIT = "split", "Split"
        BOUNDARY = "boundary", "Boundary change"
        ABOLITION = "abolition", "Abolition, with functions passed on"
        SEVERAL = "several", "Several bodies replaced by several"

    name = NameField(
        "name", max_length=200, help_text="For example: Northshire and its districts become two unitaries"
    )
    kind = models.CharField("what happens", max_length=10, choices=Kind)
    on = models.DateField("vesting day", help_text="The first day on which the successors act")
    shadow_from_on = models.DateField(
        "shadow period from",
        null=True,
        blank=True,
        help_text="If the successors exist before that day, and take nothing over yet",
    )
    source = models.CharField(
        "source", max_length=300, help_text="The order or Act that makes it. For example: SI 2022/328"
    )
    is_verified = models.BooleanField(
        "read in its source", default=False, help_text="If nobody has read it there, the pages say so"
    )
    note = models.TextField("note", blank=True)
    kept_by = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        related_name="reorganisations_kept",
        verbose_name="record kept by",
        help_text="The body whose people may change this record.",
    )

    objects: ClassVar = ReorganisationQuerySet.as_manager()
    earliest_day = LONG_AGO
    history = History()
    has_page = True

    class Meta(Record.Meta):
        verbose_name = "reorganisation"
        ordering = ["-on", Folded("name"), "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(shadow_from_on=None) | Q(shadow_from_on__lt=F("on")),
                name="reorganisation_shadow_before_vesting",
                violation_error_message="The shadow period must begin before the vesting day.",
                violation_error_code="shadow_from_on",
            ),
            once("name", "on", at="name", message="A reorganisation of this name and day is recorded."),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def cited(self) -> str:
        """Its source, with a word where nobody has read it there."""
        return self.source if self.is_verified else f"{self.source} (not verified: nobody has read it there)"

    def agreements_concerned(self) -> Iterable[Any]:
        return []

    def agreements_affected(self) -> Iterable[int]:
        """Those to which one of the bodies that it ends is party."""
        edges = self.successions.not_retired()
        return edges.filter(predecessor__parties__retired_at=None).values_list(
            "predecessor__parties__agreement", flat=True
        )

    def responsible_bodies(self, on: Any) -> set[int | None]:
        return {self.kept_by_id}

    def get_absolute_url(self) -> str:
        if self.pk is None:
            return reverse("partnerships:reorganisation-list")
        return reverse("partnerships:reorganisation", args=[self.pk])


class Succession(Record):
    """One body followed by another: a dated, typed edge. One body may have several successors."""

    class Kind(models.TextChoices):
        RENAME = "rename", "Renamed"
        MERGER = "merger", "Merged into"
        SPLIT = "split", "Split, in part to"
        BOUNDARY = "boundary", "Boundary change, in part to"
        ABOLITION = "abolition", "Abolished, functions to"

    predecessor = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="precessions", verbose_name="followed by"
    )
    kind = models.CharField("what happened", max_length=10, choices=Kind)
    on = models.DateField("took effect on", help_text="The first day of the successor")
    note = models.TextField("note", blank=True)
    reorganisation = models.ForeignKey(
        Reorganisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="successions",
        verbose_name="part of the reorganisation",
    )

    earliest_day = LONG_AGO
    history = History()
    parent_field = "predecessor"
    str_needs = ("predecessor", "successor")
    stands_also_with = ("successor", "reorganisation")
    is_in_a_chain = True

    class Meta(Record.Meta):
        verbose_name = "succession"
        ordering = ["on", "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="succession_not_to_itself",
                violation_error_message="A body cannot follow itself.",
                violation_error_code="successor",
            ),
            once("predecessor", "successor", at="successor", message="This succession is recorded already."),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"

    def agreements_affected(self) -> Iterable[int]:
        return self.predecessor.agreements_affected()
