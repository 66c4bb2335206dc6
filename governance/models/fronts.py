"""Further fronts of a report: the cover sheet of another body's meeting, over the same body of text."""

from __future__ import annotations

from django.db import models

from core.constraints import once
from core.history import History
from core.models import Record
from governance.models.layouts import ReportLayout
from governance.models.reports import CabinetReport, ReportContent, ReportStage


class ReportFront(ReportContent):
    """The front in which a report goes to one of its other meetings, such as an NHS board's cover sheet.

    It is a layout of its own; what is written in it are sections and rows of the report that name it.
    """

    anchor = "fronts"

    report = models.ForeignKey(CabinetReport, on_delete=models.PROTECT, related_name="fronts")
    stage = models.ForeignKey(
        ReportStage, on_delete=models.PROTECT, related_name="fronts", verbose_name="meeting it is for"
    )
    layout = models.ForeignKey(
        ReportLayout,
        on_delete=models.PROTECT,
        related_name="fronts",
        verbose_name="layout",
        help_text="That body's own cover sheet, or one that all share. It is chosen once",
    )
    item_number = models.CharField("item number there", max_length=20, blank=True)

    history = History()
    str_needs = ("stage__forum",)

    class Meta(ReportContent.Meta):
        verbose_name = "report front"
        ordering = ["stage__position", "pk"]
        constraints = [
            *Record.Meta.constraints,
            once("report", "stage", at="stage", message="The report has a front for this meeting already."),
        ]

    def __str__(self) -> str:
        return f"Front for {self.stage.forum.name}"
