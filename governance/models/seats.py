"""The seats of a board, who holds them, from whom its quorum must be, and whose turn it is in the chair."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from core.constraints import in_order
from core.history import History
from core.models import Record
from core.sentences import mid_sentence, sentence_start
from governance.models.board_parts import BoardContent
from governance.models.boards import Board
from partnerships.models import Body


class Seat(BoardContent):
    """A place, or several alike, on the board: for a post, or for whom a body nominates."""

    anchor = "seats"

    class Category(models.TextChoices):
        COUNCIL = "council", "Council"
        NHS = "nhs", "NHS"
        USER = "user", "Service user"
        CARER = "carer", "Carer"
        VOLUNTARY = "voluntary", "Voluntary sector"
        PROVIDER = "provider", "Provider"
        CLINICIAN = "clinician", "Clinician"
        ATTENDING = "attending", "Officer in attendance"
        OTHER = "other", "Other"

    class Voting(models.TextChoices):
        YES = "yes", "Votes"
        NO = "no", "Does not vote"
        UNSAID = "unsaid", "Not stated"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="seats")
    position = models.PositiveSmallIntegerField(
        "place in the order", default=1, validators=[MaxValueValidator(999)], help_text="1 comes first"
    )
    post = models.CharField(
        "who the seat is for",
        max_length=200,
        help_text="A post or group, like: senior managers of the seven groups",
    )
    category = models.CharField("category", max_length=10, choices=Category)
    body = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="nominated by",
        help_text="The body that fills it, where it is one body",
    )
    how_filled = models.CharField(
        "how it is filled",
        max_length=300,
        blank=True,
        help_text="For example: to be determined by the primary care trusts",
    )
    places = models.PositiveSmallIntegerField(
        "number of places",
        null=True,
        blank=True,
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(99)],
        help_text="Leave empty where the number is still to be settled",
    )
    voting = models.CharField("voting", max_length=6, choices=Voting, default=Voting.UNSAID)
    is_post = models.BooleanField(
        "the post is the member",
        default=False,
        help_text="Whoever holds the post sits here: record a member only where it is somebody else",
    )
    is_chair = models.BooleanField("whoever holds this seat chairs the board", default=False)
    is_vice_chair = models.BooleanField("whoever holds this seat is the vice chair", default=False)
    not_with = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="nobody holds it together with",
        help_text="Another seat of this board that the same person may not hold",
    )
    note = models.TextField("note", blank=True)

    history = History()

    class Meta(BoardContent.Meta):
        verbose_name = "seat"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.post

    @property
    def votes(self) -> bool:
        """Counts towards the quorum: all but those said not to vote, and officers in attendance."""
        return self.voting != self.Voting.NO and self.category != self.Category.ATTENDING


class Member(Record):
    """Who holds a place of a seat, from the first day of the term to the last, both included."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="members")
    name = models.CharField(
        "post title or name",
        max_length=200,
        help_text="A post title is enough, and does not date: Head of commissioning",
    )
    body = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="from which body",
    )
    from_on = models.DateField(
        "first day of the term", null=True, blank=True, help_text="Leave empty if not known"
    )
    to_on = models.DateField(
        "last day of the term", null=True, blank=True, help_text="Leave empty while it goes on"
    )
    is_chair = models.BooleanField("chairs the board", default=False)
    is_vice_chair = models.BooleanField("is the vice chair", default=False)
    note = models.TextField("note", blank=True)

    history = History()
    parent_field = "seat"

    class Meta(Record.Meta):
        verbose_name = "member"
        ordering = ["from_on", "pk"]
        constraints = [
            *Record.Meta.constraints,
            in_order("from_on", "to_on", "The last day of the term cannot be before the first."),
        ]

    def __str__(self) -> str:
        return self.name


class QuorumPart(BoardContent):
    """Who must be among those present, within the number: the chair, or so many from a body or a category.

    "The chairman and any two" is a quorum of three of which one part is the chair.
    """

    class Whose(models.TextChoices):
        CHAIR = "chair", "The chair"
        EITHER = "either", "The chair or the vice chair"
        EACH_BODY = "each", "Each body that nominates to a voting seat"
        BODY = "body", "One body"
        CATEGORY = "category", "One category of seat"

    anchor = "quorum"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="quorum_parts")
    least = models.PositiveSmallIntegerField(
        "at least",
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(99)],
        help_text="How many members",
    )
    whose = models.CharField("from", max_length=8, choices=Whose)
    body = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="which body",
        help_text="Only where it is from one body",
    )
    category = models.CharField(
        "which category",
        max_length=10,
        choices=Seat.Category,
        blank=True,
        help_text="Only where it is from one category of seat",
    )

    history = History()
    str_needs = ("body",)

    class Meta(BoardContent.Meta):
        verbose_name = "part of a quorum"
        verbose_name_plural = "parts of quorums"
        ordering = ["pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(whose="body", body__isnull=False) | (~Q(whose="body") & Q(body=None)),
                name="quorum_part_names_its_body",
                violation_error_message="Name the body where it is from one body, and none otherwise.",
                violation_error_code="body",
            ),
            models.CheckConstraint(
                condition=(Q(whose="category") & ~Q(category="")) | (~Q(whose="category") & Q(category="")),
                name="quorum_part_names_its_category",
                violation_error_message="Name the category where it is from one, and no category otherwise.",
                violation_error_code="category",
            ),
            models.CheckConstraint(
                condition=Q(least=1) | ~Q(whose__in=["chair", "either"]),
                name="quorum_part_is_one_chair",
                violation_error_message="Of the chair there is one: leave the number at 1.",
                violation_error_code="least",
            ),
        ]

    def __str__(self) -> str:
        return sentence_start(self.asked)

    @property
    def asked(self) -> str:
        """What is asked for, as it stands in a sentence: "the chair", "at least 2 from Southwark PCT"."""
        is_chair = self.whose in (self.Whose.CHAIR, self.Whose.EITHER)
        return self.whom if is_chair else f"at least {self.least} from {self.whom}"

    @property
    def whom(self) -> str:
        """From whom they must be, as it stands in a sentence."""
        if self.whose == self.Whose.BODY:
            return str(self.body)
        is_category = self.whose == self.Whose.CATEGORY
        return mid_sentence(self.get_category_display() if is_category else self.get_whose_display())


class ChairTurn(BoardContent):
    """From which partner the chair or the vice chair comes, between two inclusive dates."""

    class Office(models.TextChoices):
        CHAIR = "chair", "Chair"
        VICE = "vice", "Vice chair"

    anchor = "chair"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="chair_turns")
    office = models.CharField("office", max_length=5, choices=Office, default=Office.CHAIR)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name="from which body")
    from_on = models.DateField("first day", null=True, blank=True)
    to_on = models.DateField("last day", null=True, blank=True)

    history = History()
    str_needs = ("body",)

    class Meta(BoardContent.Meta):
        verbose_name = "turn in the chair"
        verbose_name_plural = "turns in the chair"
        ordering = ["from_on", "pk"]
        constraints = [
            *Record.Meta.constraints,
            in_order("from_on", "to_on", "The last day of the turn cannot be before the first."),
        ]

    def __str__(self) -> str:
        return f"{self.get_office_display()} from {self.body}"
