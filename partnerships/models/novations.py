"""That a party's place in an agreement passed to another body, or ended, when it closed; what it had held."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.constraints import once
from core.dates import in_words
from core.history import History
from core.models import Record
from partnerships.hanging import titles_of_kinds
from partnerships.models.agreements import Agreement, Party
from partnerships.models.bodies import Body


class Novation(Record):
    """From its day, one party stands in the place of another that closed; without a successor that ended.

    The agreement goes on with the successor by law: what the old party signed or decided binds the new one.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="novations")
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="novations", verbose_name="party that closed"
    )
    successor = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="succeeds",
        verbose_name="party in its place",
    )
    on = models.DateField("from", help_text="The first day of the successor")
    is_bound = models.BooleanField(
        "signed by the party that closed", default=False, help_text="Which then binds the party in its place"
    )

    history = History()
    parent_field = "agreement"
    str_needs = ("party__body", "successor__body")
    is_restorable: ClassVar[bool] = False

    class Meta(Record.Meta):
        verbose_name = "novation"
        ordering = ["on", "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=F("party")), name="novation_not_to_itself"
            ),
            once(
                "party",
                "successor",
                at="successor",
                message="This succession is confirmed already.",
                empty_counts=True,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} → {self.successor or 'nobody'}"

    def get_absolute_url(self) -> str:
        return reverse("partnerships:agreement-parties", args=[self.agreement.reference])


class FormerHolder(Record):
    """Which body held a thing of an agreement until its last day, such as hosting it.

    The thing itself says only who holds it now. `kind` and `key` name it as `partnerships.hanging` does;
    `name` is what it was called when it passed on.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="former_holders")
    kind = models.CharField("what it held", max_length=20, choices=titles_of_kinds, editable=False)
    key = models.PositiveBigIntegerField(editable=False)
    name = models.TextField("which of these", editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name="body")
    to_on = models.DateField("last day")

    history = History()
    parent_field = "agreement"
    str_needs = ("body",)
    is_restorable: ClassVar[bool] = False

    class Meta(Record.Meta):
        verbose_name = "former holder"
        ordering = ["-to_on", "pk"]
        constraints = [
            *Record.Meta.constraints,
            once("kind", "key", "body", at="body", message="It is recorded already that this body held it."),
        ]

    def __str__(self) -> str:
        return f"{self.body} until {in_words(self.to_on)}"
