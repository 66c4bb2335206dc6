"""What belongs to a board: its terms of reference, seats, members and meetings."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.constraints import in_order, once
from core.dates import in_words
from core.history import History
from core.models import Record
from core.sentences import mid_sentence
from governance.models.boards import Board
from partnerships.models import Body


class BoardContent(Record):
    """A record that is part of one board."""

    parent_field = "board"
    anchor = ""

    class Meta(Record.Meta):
        abstract = True

    def get_absolute_url(self) -> str:
        return f"{self.parent.get_absolute_url()}#{self.anchor}"


class TermsVersion(BoardContent):
    """Terms of reference that bind from a day until the next version does.

    Sections that belong to no version are the first terms of the board, in force until a version is.
    """

    anchor = "terms"
    has_page = True

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="terms_versions")
    from_on = models.DateField("in force from")
    approved_by = models.CharField(
        "approved by", max_length=300, blank=True, help_text="For example: Cabinet, and the board itself"
    )
    approved_on = models.DateField("approved on", null=True, blank=True)
    note = models.TextField("what changed, and why", blank=True)

    history = History()

    class Meta(BoardContent.Meta):
        verbose_name = "version of terms"
        verbose_name_plural = "versions of terms"
        ordering = ["from_on", "pk"]
        constraints = [
            *Record.Meta.constraints,
            once(
                "board",
                "from_on",
                at="from_on",
                message="Another version of the terms of reference is in force from this day.",
            ),
        ]

    def __str__(self) -> str:
        return f"Terms of reference from {in_words(self.from_on)}"

    def get_absolute_url(self) -> str:
        return (
            reverse("governance:version-of-terms", args=[self.pk]) if self.pk else super().get_absolute_url()
        )


class TermOfReference(BoardContent):
    """A section of the terms of reference, with the number it was published under.

    Published numbering has gaps and repeats; it is kept, and reported, not refused.
    """

    anchor = "terms"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="terms")
    # not "version": that is the form's own, by which it notices a second user
    of_version = models.ForeignKey(
        TermsVersion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="terms",
        verbose_name="version",
        help_text="Leave empty for the first terms of reference",
    )
    position = models.PositiveSmallIntegerField(
        "place in the order", default=1, validators=[MaxValueValidator(999)], help_text="1 comes first"
    )
    number = models.CharField(
        "number", max_length=20, blank=True, help_text="As it is published, like 2 or 2.4"
    )
    heading = models.CharField("heading", max_length=200, blank=True)
    text = models.TextField("text", blank=True)

    history = History()

    class Meta(BoardContent.Meta):
        verbose_name = "term of reference"
        verbose_name_plural = "terms of reference"
        ordering = ["position", "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(heading="", text=""),
                name="term_of_reference_says_something",
                violation_error_message="Enter a heading or a text.",
                violation_error_code="text",
            ),
        ]

    def __str__(self) -> str:
        said = self.heading or self.text[:60]
        return f"{self.number} {said}".strip()

    @property
    def level(self) -> int:
        """How deep its number is: 1 for "2" and for none, 2 for "2.4"."""
        return self.number.strip(".").count(".") + 1


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
    """Who must be among those present besides the number: at least so many from a body, or a category."""

    class Whose(models.TextChoices):
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
        ]

    def __str__(self) -> str:
        return f"At least {self.least} from {self.whom}"

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


class ReportingDuty(BoardContent):
    """A report that a board owes to somebody again and again, with the day up to which it was sent."""

    class Every(models.IntegerChoices):
        MONTH = 1, "Month"
        QUARTER = 3, "Quarter"
        HALF_YEAR = 6, "Half-year"
        YEAR = 12, "Year"

    anchor = "duties"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="duties")
    what = models.CharField("report", max_length=200, help_text="For example: progress report, annual report")
    to_whom = models.CharField(
        "to whom", max_length=200, help_text="For example: Cabinet and the boards of both trusts"
    )
    every = models.PositiveSmallIntegerField("every", choices=Every)
    first_due_on = models.DateField("first due on", help_text="The next ones follow from this day")
    until_on = models.DateField("no longer due after", null=True, blank=True)
    sent_for_on = models.DateField(
        "sent up to the one due on",
        null=True,
        blank=True,
        help_text="The day on which the latest report that was sent was due. Leave empty if none was sent",
    )
    source = models.CharField(
        "where it is asked for", max_length=300, blank=True, help_text="A clause, or a term of reference"
    )

    history = History()

    class Meta(BoardContent.Meta):
        verbose_name = "duty to report"
        verbose_name_plural = "duties to report"
        ordering = ["first_due_on", "pk"]
        constraints = [
            *Record.Meta.constraints,
            in_order("first_due_on", "until_on", "It cannot end before it is first due."),
            in_order("first_due_on", "sent_for_on", "None was due before the first."),
        ]

    def __str__(self) -> str:
        return f"{self.what} to {self.to_whom}"


class BoardLine(BoardContent):
    """A line of the structure chart: from a board to another, or to somebody recorded by name alone."""

    class Kind(models.TextChoices):
        ACCOUNTABLE = "accountable", "Accountability"
        REPORTS = "reports", "Reporting"
        CONSULTS = "consults", "Consultation and liaison"
        ADVISES = "advises", "Advice"

    anchor = "chart"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="lines")
    kind = models.CharField("kind of line", max_length=12, choices=Kind)
    to_board = models.ForeignKey(
        Board,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="to which board",
        help_text="Leave empty where it goes to no board that is recorded",
    )
    to_name = models.CharField(
        "to whom else", max_length=200, blank=True, help_text="For example: City Council Cabinet"
    )
    label = models.CharField(
        "words beside the line", max_length=60, blank=True, help_text="As the chart has it, if otherwise"
    )

    history = History()
    str_needs = ("to_board",)

    class Meta(BoardContent.Meta):
        verbose_name = "line of a chart"
        verbose_name_plural = "lines of charts"
        ordering = ["pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(to_board=None) ^ Q(to_name=""),
                name="board_line_goes_to_one",
                violation_error_message="Choose the board the line goes to, or write to whom else it goes.",
                violation_error_code="to_name",
            ),
            models.CheckConstraint(
                condition=Q(to_board=None) | ~Q(to_board=models.F("board")),
                name="board_line_goes_elsewhere",
                violation_error_message="A line goes to another board.",
                violation_error_code="to_board",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.said} to {self.to_board or self.to_name}"

    @property
    def said(self) -> str:
        """The words beside the line."""
        return self.label or self.get_kind_display()


class Meeting(BoardContent):
    """A meeting that is planned, was held or was cancelled."""

    anchor = "meetings"
    has_page = True

    class Status(models.TextChoices):
        PLANNED = "planned", "Planned"
        HELD = "held", "Held"
        CANCELLED = "cancelled", "Cancelled"

    class Quorate(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"
        UNSAID = "unsaid", "Not minuted: work it out from who attended"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField("date")
    time = models.CharField("time", max_length=60, blank=True, help_text="For example: 10am to noon")
    place = models.CharField("place", max_length=200, blank=True)
    status = models.CharField("what became of it", max_length=10, choices=Status, default=Status.PLANNED)
    attending = models.PositiveSmallIntegerField(
        "members attending", null=True, blank=True, validators=[MaxValueValidator(999)]
    )
    quorate = models.CharField("was there a quorum?", max_length=6, choices=Quorate, default=Quorate.UNSAID)
    decisions = models.TextField(
        "decisions and notes",
        blank=True,
        help_text="Of the whole meeting; each item has its own",
    )
    minutes = models.CharField(
        "minutes", max_length=300, blank=True, help_text="Their reference, or where they are kept"
    )

    history = History()

    class Meta(BoardContent.Meta):
        verbose_name = "meeting"
        ordering = ["held_on", "pk"]
        constraints = [
            *Record.Meta.constraints,
            once(
                "board",
                "held_on",
                at="held_on",
                message="A meeting of this board on this day is recorded already.",
            ),
            models.CheckConstraint(
                condition=Q(attending=None) | Q(status="held"),
                name="meeting_attended_was_held",
                violation_error_message="Only a meeting that was held has members attending.",
                violation_error_code="attending",
            ),
        ]

    def __str__(self) -> str:
        return in_words(self.held_on)

    def get_absolute_url(self) -> str:
        return reverse("governance:meeting", args=[self.pk]) if self.pk else super().get_absolute_url()
