"""Kinds of board, as data: what the law and practice know, and what is asked of each."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from core.folding import Folded
from core.history import History
from partnerships.models.reference import Reference


class BoardKind(Reference):
    """A kind of board, between the dates on which there could be one, and what is asked of its boards."""

    decides = models.BooleanField(
        "decides by itself",
        default=False,
        help_text="Whether the law lets it decide. Any other board acts within the powers of its members.",
    )
    expects_seats = models.BooleanField(
        "its seats are asked for",
        default=True,
        help_text="Whether it needs attention that no seats are recorded",
    )
    expects_quorum = models.BooleanField(
        "its quorum is asked for",
        default=True,
        help_text="Whether it needs attention that no quorum is recorded",
    )
    is_beside = models.BooleanField(
        "stands beside the agreement",
        default=False,
        help_text="Whether it is only consulted or informed: what it lacks is no matter of the agreement",
    )

    history = History()

    class Meta(Reference.Meta):
        verbose_name = "kind of board"
        ordering = [Folded("name")]

    def get_absolute_url(self) -> str:
        return reverse("governance:board-kinds")
