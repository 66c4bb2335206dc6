"""The meetings of a board: the agenda, who was there, interests declared, what is to be done."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.constraints import once
from core.dates import in_words
from core.history import History
from core.models import Record
from governance.models.board_parts import BoardContent
from governance.models.boards import Board
from governance.models.seats import Seat
from partnerships.models import Body


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


class MeetingContent(Record):
    """A record that is part of one meeting."""

    parent_field = "meeting"
    anchor = ""

    class Meta(Record.Meta):
        abstract = True

    def get_absolute_url(self) -> str:
        return f"{reverse('governance:meeting', args=[self.meeting_id])}#{self.anchor}"  # type: ignore[attr-defined]


class AgendaItem(MeetingContent):
    """An item of the agenda and, after the meeting, what was said and decided on it."""

    class Purpose(models.TextChoices):
        APPROVE = "approve", "To approve"
        DISCUSS = "discuss", "To discuss"
        NOTE = "note", "To note"

    anchor = "agenda"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField(
        "place in the order", default=1, validators=[MaxValueValidator(999)], help_text="1 comes first"
    )
    number = models.CharField(
        "number", max_length=20, blank=True, help_text="As the agenda has it, like 3 or 3a"
    )
    title = models.CharField("title", max_length=250)
    purpose = models.CharField("what it is for", max_length=8, choices=Purpose, blank=True)
    presenter = models.CharField("presented by", max_length=200, blank=True, help_text="A post is enough")
    paper = models.CharField(
        "paper", max_length=300, blank=True, help_text="Its title or reference, as the agenda has it"
    )
    paper_link = models.URLField(
        "address of the paper",
        max_length=500,
        blank=True,
        help_text="Where the paper or the report can be read",
    )
    decision = models.TextField("what the board decided", blank=True)
    minutes = models.TextField("minutes", blank=True, help_text="What was said on this item")

    history = History()

    class Meta(MeetingContent.Meta):
        verbose_name = "agenda item"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class Attendance(MeetingContent):
    """Whether who holds a place of a seat was at a meeting, or who came instead."""

    class How(models.TextChoices):
        PRESENT = "present", "Present"
        SUBSTITUTE = "substitute", "Sent a substitute"
        APOLOGIES = "apologies", "Apologies"
        ABSENT = "absent", "Absent"

    THERE = (How.PRESENT, How.SUBSTITUTE)

    anchor = "attendance"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    seat = models.ForeignKey(
        Seat, on_delete=models.PROTECT, related_name="attendances", verbose_name="of which seat"
    )
    name = models.CharField("member", max_length=200, help_text="The post or name of who holds the place")
    body = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="from which body",
    )
    how = models.CharField("was there?", max_length=10, choices=How)
    substitute = models.CharField(
        "who came instead", max_length=200, blank=True, help_text="Only where somebody did"
    )

    history = History()

    class Meta(MeetingContent.Meta):
        verbose_name = "attendance"
        verbose_name_plural = "attendances"
        ordering = ["pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(substitute="") | models.Q(how="substitute"),
                name="attendance_substitute_was_sent",
                violation_error_message="Say that a substitute was sent, or take out who came instead.",
                violation_error_code="substitute",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_how_display()}"


class DeclaredInterest(MeetingContent):
    """An interest that somebody declared, in an item or in the whole meeting, and what followed."""

    class Then(models.TextChoices):
        TOOK_PART = "took_part", "Stayed and took part"
        SILENT = "silent", "Stayed and took no part"
        LEFT = "left", "Left for the item"

    anchor = "interests"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="interests")
    item = models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="interests",
        verbose_name="in which item",
        help_text="Leave empty where it is in no one item",
    )
    who = models.CharField("who declared it", max_length=200, help_text="A post is enough")
    interest = models.TextField("interest")
    then = models.CharField("what was done", max_length=10, choices=Then)

    history = History()

    class Meta(MeetingContent.Meta):
        verbose_name = "interest declared"
        verbose_name_plural = "interests declared"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Interest of {self.who}"


class MeetingAction(MeetingContent):
    """Something a meeting asked a post to do, by a day."""

    anchor = "actions"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="actions")
    item = models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name="from which item",
    )
    text = models.TextField("what is to be done")
    owner = models.CharField("who does it", max_length=200, help_text="A post is enough")
    due_on = models.DateField("due by", null=True, blank=True)
    done_on = models.DateField("done on", null=True, blank=True, help_text="Leave empty until it is done")
    note = models.TextField("note", blank=True)

    history = History()

    class Meta(MeetingContent.Meta):
        verbose_name = "action of a meeting"
        verbose_name_plural = "actions of meetings"
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:77]}…"
