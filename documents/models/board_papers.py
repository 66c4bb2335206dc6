"""Papers of a board as they were issued: its terms of reference, agendas and minutes."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.history import History
from core.models import Record, RecordQuerySet
from documents.models.kept import HEAVY, KeptFile, stays_as_it_is
from governance.models import Board, Meeting


class PaperKind(models.TextChoices):
    TERMS = "terms", "Terms of reference"
    AGENDA = "agenda", "Agenda"
    MINUTES = "minutes", "Minutes"


class LightPapers(models.Manager.from_queryset(RecordQuerySet)):  # type: ignore[misc]
    """Leaves the bytes and the facts in the database until they are asked for."""

    def get_queryset(self) -> Any:
        return super().get_queryset().defer(*HEAVY)


class BoardPaper(KeptFile):
    """One issue of a paper of a board, seen by whoever sees the board."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="papers", editable=False)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, related_name="papers", editable=False
    )
    kind = models.CharField("kind", max_length=8, choices=PaperKind, editable=False)

    objects: ClassVar = LightPapers()
    history = History(excluded_fields=list(HEAVY))
    parent_field = "board"
    str_needs = ("meeting",)

    class Meta(KeptFile.Meta):
        verbose_name = "board paper"
        base_manager_name = "objects"
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["board", "meeting", "kind", "number"],
                nulls_distinct=False,
                name="board_paper_number_once",
                violation_error_message="This issue was made a moment ago.",
            ),
            models.CheckConstraint(
                condition=Q(kind=PaperKind.TERMS, meeting=None)
                | (~Q(kind=PaperKind.TERMS) & Q(meeting__isnull=False)),
                name="board_paper_meeting_is_of_agenda_or_minutes",
            ),
            *stays_as_it_is("board_paper"),
        ]

    def __str__(self) -> str:
        of = f" of {self.meeting}" if self.meeting else ""
        return f"{self.get_kind_display()}{of}, issue {self.number}"

    def get_absolute_url(self) -> str:
        return f"{reverse('documents:board-paper-list', args=[self.board_id])}#paper-{self.pk}"
