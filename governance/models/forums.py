"""Where reports are decided: the meetings of a council, an NHS body or one of their members."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.urls import reverse

from core.constraints import once
from core.folding import Folded
from core.history import History
from core.models import Record
from partnerships.models import Body


class Forum(Record):
    """A meeting, or a member acting alone, to which reports go. Which exist is public, like bodies."""

    class Kind(models.TextChoices):
        EXECUTIVE = "executive", "Cabinet or executive"
        MEMBER = "member", "Cabinet member, deciding alone"
        SCRUTINY = "scrutiny", "Scrutiny committee"
        COMMITTEE = "committee", "Other committee"
        COUNCIL = "council", "Full council"
        NHS_BOARD = "nhs_board", "Board of an NHS body"

    EXECUTIVE_KINDS = (Kind.EXECUTIVE, Kind.MEMBER)

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="forums", verbose_name="body")
    name = models.CharField(
        "name", max_length=200, help_text="As it is called on agendas. For example: Cabinet"
    )
    kind = models.CharField("kind", max_length=10, choices=Kind)
    notice_in_working_days = models.BooleanField(
        "Count only working days for the notice of a key decision",
        default=False,
        help_text="The law does not say what a clear day is. Most councils count every day for the 28 days.",
    )
    agenda_in_working_days = models.BooleanField(
        "Count only working days for the agenda",
        default=True,
        help_text="Most councils leave out weekends and bank holidays for the 5 days.",
    )

    history = History()
    parent_field = "body"
    str_needs = ("body",)

    class Meta(Record.Meta):
        verbose_name = "forum"
        ordering = [Folded("body__name"), "body", Folded("name")]
        constraints = [
            *Record.Meta.constraints,
            once("body", "name", at="name", message="This body has a forum of this name already."),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.body}"

    def responsible_bodies(self, on: date) -> set[int | None]:
        return self.body.keepers_of_its_own(on)

    @property
    def is_executive(self) -> bool:
        """Whether the Regulations on executive decisions apply to what is decided here."""
        return self.kind in self.EXECUTIVE_KINDS

    @property
    def may_be_called_in(self) -> bool:
        """Whether it decides for a council: scrutiny calls in, and boards of the NHS know no call-in."""
        return self.kind not in (self.Kind.SCRUTINY, self.Kind.NHS_BOARD)

    @property
    def in_sentence(self) -> str:
        """As a recommendation addresses it: "the Executive"."""
        return self.name if self.name.casefold().startswith("the ") else f"the {self.name}"

    def agreements_concerned(self) -> Iterable[Any]:
        return []

    def agreements_affected(self) -> Iterable[int]:
        """Those with a report that is decided here: it may count clear days otherwise now."""
        return self.reports.not_retired().values_list("agreement", flat=True)

    def get_absolute_url(self) -> str:
        """Its line in the list; before it is recorded, the list."""
        page = reverse("governance:forum-list", args=[self.body_id])
        return f"{page}#forum-{self.pk}" if self.pk else page
