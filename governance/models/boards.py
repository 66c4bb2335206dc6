"""Boards, and which agreements they oversee."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.constraints import in_order, once
from core.folding import Folded, find_words
from core.history import History
from core.models import Record, RecordQuerySet, User
from core.permissions import Permission, bodies_where
from core.search import search_index
from governance.models.board_kinds import BoardKind
from partnerships.models import Agreement, Body, Party


class BoardQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> Self:
        """Boards the user's own body keeps, and those that oversee an agreement the user may see."""
        agreements = Agreement.objects.visible_to(user)
        overseeing = Oversight.objects.not_retired().filter(agreement__in=agreements).values("board")
        return self.filter(Q(kept_by__in=bodies_where(user, Permission.SEE)) | Q(pk__in=overseeing))

    def changeable_by(self, user: User) -> Self:
        """Boards the user's roles allow the user to change."""
        bodies = bodies_where(user, Permission.CHANGE_BOARDS)
        agreements = Agreement.objects.shared_with(bodies, on=user.today)
        overseeing = Oversight.objects.not_retired().filter(agreement__in=agreements).values("board")
        return self.filter(Q(kept_by__in=bodies) | Q(pk__in=overseeing))

    def overseeing(self, agreement: Agreement) -> Self:
        return self.filter(pk__in=Oversight.objects.not_retired().filter(agreement=agreement).values("board"))

    def saying(self, words: str) -> Self:
        """Boards with these words in their name, in another of their names, or in whom they answer to."""
        named = find_words(BoardName.objects.not_retired(), words, "name")
        found = find_words(self, words, "name", "accountable_to")
        return self.filter(Q(pk__in=found.values("pk")) | Q(pk__in=named.values("board")))


class Board(Record):
    """A body of people that steers or oversees agreements, from the day it was established to its last."""

    class Standing(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        SHADOW = "shadow", "Shadow"
        ESTABLISHED = "established", "Established"
        ENDED = "ended", "Ended"

    class ChairRule(models.TextChoices):
        SEAT = "seat", "The holder of a seat"
        APPOINTED = "appointed", "Whom a partner appoints"
        ROTATES = "rotates", "The partners in turn"
        ELECTED = "elected", "Whom its members elect"

    name = models.CharField("name", max_length=200, help_text="As the papers write it")
    kind = models.ForeignKey(
        BoardKind, on_delete=models.PROTECT, related_name="boards", verbose_name="kind of board"
    )
    parent_board = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sub_boards",
        verbose_name="reports to this board",
        help_text="The board of which this one is a sub-group, if any",
    )
    kept_by = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        related_name="boards_kept",
        verbose_name="recorded for",
        help_text="Your own body. The partners of the agreements it oversees see the board too.",
    )
    accountable_to = models.TextField(
        "accountable to",
        blank=True,
        help_text="For example: the council's Cabinet and the boards of both primary care trusts",
    )
    powers = models.TextField(
        "what it may decide",
        blank=True,
        help_text="Whose delegated powers it acts within, or that it only advises",
    )
    chair_arrangements = models.TextField(
        "how it is chaired",
        blank=True,
        help_text="For example: by a senior manager of social care and health",
    )
    chair_rule = models.CharField(
        "who chairs it",
        max_length=10,
        choices=ChairRule,
        blank=True,
        help_text="Leave empty where it is not stated",
    )
    quorum = models.PositiveSmallIntegerField(
        "quorum",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(999)],
        help_text="The fewest members who can hold a meeting. Leave empty where none is set.",
    )
    quorum_words = models.CharField(
        "quorum in words",
        max_length=300,
        blank=True,
        help_text="For example: three, with one from each partner",
    )
    minimum_meetings = models.PositiveSmallIntegerField(
        "least number of meetings a year",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(366)],
        help_text="Counted over a financial year, 1 April to 31 March",
    )
    members_carry_over = models.BooleanField(
        "members stay until they are replaced",
        default=False,
        help_text="Somebody whose term has ended goes on holding the place until another takes it",
    )
    is_established = models.BooleanField(
        "it has been established",
        default=False,
        help_text="Leave this empty while the board is only proposed.",
    )
    due_on = models.DateField("should be in place by", null=True, blank=True)
    established_on = models.DateField(
        "established on", null=True, blank=True, help_text="Leave empty if not known"
    )
    shadow_from_on = models.DateField(
        "meets as a shadow board from",
        null=True,
        blank=True,
        help_text="For a board that meets before the day it is established, and decides nothing until then",
    )
    ended_on = models.DateField(
        "last day", null=True, blank=True, help_text="Only for a board that has ended or will end"
    )
    note = models.TextField("note", blank=True)

    objects: ClassVar = BoardQuerySet.as_manager()
    apart_needs = ("kept_by", "kind")
    history = History()
    above_field = "parent_board"
    has_page = True

    class Meta(Record.Meta):
        verbose_name = "board"
        ordering = [Folded("name"), "pk"]
        indexes = [search_index("board", "name"), models.Index(Folded("name"), "id", name="board_by_name")]
        constraints = [
            *Record.Meta.constraints,
            in_order(
                "established_on", "ended_on", "The last day cannot be before the board was established."
            ),
            in_order(
                "shadow_from_on",
                "established_on",
                "A board cannot be established before it first meets as a shadow board.",
            ),
            models.CheckConstraint(
                condition=Q(established_on=None) | Q(is_established=True),
                name="board_proposed_has_no_day",
                violation_error_message="Say that the board has been established, or leave this date empty.",
                violation_error_code="established_on",
            ),
            models.CheckConstraint(
                condition=~Q(parent_board=models.F("id")),
                name="board_not_beneath_itself",
                violation_error_message="A board cannot report to itself.",
                violation_error_code="parent_board",
            ),
            once("kept_by", "name", at="name", message="A board of this name is recorded already."),
        ]

    def __str__(self) -> str:
        return self.name

    def apart(self) -> str:
        """What kind it is, and who recorded it."""
        return f"{self.kind}, recorded for {self.kept_by}"

    def standing_on(self, day: date) -> Standing:
        if self.ended_on and self.ended_on < day:
            return self.Standing.ENDED
        if self.is_established and not (self.established_on and day < self.established_on):
            return self.Standing.ESTABLISHED
        if self.shadow_from_on and self.shadow_from_on <= day:
            return self.Standing.SHADOW
        return self.Standing.PROPOSED

    @property
    def first_meets_on(self) -> date | None:
        """The first day on which it could meet: as a shadow board, or as what it is; None where not known."""
        return self.shadow_from_on or self.established_on

    def agreements_concerned(self) -> models.QuerySet[Agreement]:
        """Every agreement it oversees: each partner's timeline shows what became of its board."""
        return Agreement.objects.filter(pk__in=self.oversights.not_retired().values("agreement"))

    def responsible_bodies(self, on: date) -> set[int | None]:
        overseen = self.oversights.not_retired().values("agreement")
        parties = Party.objects.with_access_on(on).filter(agreement__in=overseen)
        return {self.kept_by_id, *parties.values_list("body_id", flat=True)}

    def get_absolute_url(self) -> str:
        return reverse("governance:board", args=[self.pk])


class BoardName(Record):
    """Another name by which papers call a board."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="other_names")
    name = models.CharField("other name", max_length=200, help_text="As a paper writes it")
    note = models.CharField("where it is called so", max_length=300, blank=True)

    history = History()
    parent_field = "board"

    class Meta(Record.Meta):
        verbose_name = "name of a board"
        verbose_name_plural = "names of boards"
        ordering = [Folded("name"), "pk"]
        constraints = [
            *Record.Meta.constraints,
            once("board", "name", at="name", message="This board has this name already."),
        ]

    def __str__(self) -> str:
        return self.name


class Oversight(Record):
    """A board oversees an agreement, between two inclusive dates; either may be open."""

    class Role(models.TextChoices):
        DECIDES = "decides", "Decides"
        OVERSEES = "oversees", "Oversees"
        FRAMEWORK = "framework", "Gives the framework"
        WORKS = "works", "Does work for another board"
        ADVISES = "advises", "Advises"
        CONSULTED = "consulted", "Is consulted or informed"
        SCRUTINISES = "scrutinises", "Scrutinises"

    BESIDE = (Role.CONSULTED, Role.SCRUTINISES)

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="oversights")
    board = models.ForeignKey(
        Board, on_delete=models.PROTECT, related_name="oversights", verbose_name="board"
    )
    from_on = models.DateField("from", null=True, blank=True)
    to_on = models.DateField(
        "until", null=True, blank=True, help_text="The last day on which it oversees the agreement"
    )
    role = models.CharField(
        "what it does for the agreement",
        max_length=12,
        choices=Role,
        blank=True,
        help_text="Where several boards oversee it, say it of each",
    )
    part = models.CharField(
        "part it plays", max_length=200, blank=True, help_text="For example: advises the lead commissioner"
    )

    history = History()
    parent_field = "agreement"
    stands_also_with = ("board",)
    str_needs = ("board",)
    brings = ("board",)

    class Meta(Record.Meta):
        verbose_name = "oversight"
        ordering = ["pk"]
        constraints = [
            *Record.Meta.constraints,
            in_order("from_on", "to_on", "It must end on or after the day it began."),
            once("agreement", "board", at="board", message="This board oversees the agreement already."),
        ]

    def __str__(self) -> str:
        """Only the board: who sees the board may not see every agreement it oversees."""
        return str(self.board)

    def get_absolute_url(self) -> str:
        return reverse("governance:agreement-governance", args=[self.agreement.reference])
