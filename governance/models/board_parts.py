"""What belongs to a board besides its terms, seats and meetings: who answers to whom, and who reports."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from core.constraints import in_order
from core.history import History
from core.models import Record
from governance.models.boards import Board


class BoardContent(Record):
    """A record that is part of one board."""

    parent_field = "board"
    anchor = ""

    class Meta(Record.Meta):
        abstract = True

    def get_absolute_url(self) -> str:
        return f"{self.parent.get_absolute_url()}#{self.anchor}"


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
