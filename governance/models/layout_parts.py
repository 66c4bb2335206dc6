"""What a report layout is made of: its parts, their sections, the rows that these show, and implications."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models

from core.constraints import once
from core.history import History
from core.models import Record
from governance.models.layouts import ImplicationKind, ReportLayout


class PartKind(models.TextChoices):
    """What a part is to its report."""

    REPORT = "report", "Report"
    SUPPORTING = "supporting", "Supporting information"
    PAPER = "paper", "Appended paper"
    APPENDIX = "appendix", "Appendix"


# Each of their sections is a paper of its own: it begins a page, and its numbers begin afresh.
APPENDED = (PartKind.PAPER, PartKind.APPENDIX)


class Numbering(models.TextChoices):
    CONTINUOUS = "continuous", "1, 2, 3 through the whole part"
    BY_SECTION = "by_section", "1, 1.1, 1.2 by section"
    NONE = "none", "No numbers"


class HeadingStyle(models.TextChoices):
    CAPITALS = "capitals", "CAPITALS"
    SENTENCE = "sentence", "As typed"


class Block(models.TextChoices):
    """What a section shows. Prose is written on the section; everything else comes from the record."""

    TEXT = "text", "Text"
    ADVICE = "advice", "Advice of another officer"
    SUMMARY = "summary", "Text in a box"
    ROWS = "rows", "Rows chosen one by one: date, title, wards, officers …"
    TIMETABLE = "timetable", "Timetable of meetings"
    RECOMMENDATIONS = "recommendations", "Recommendations"
    IF_REJECTED = "if_rejected", "What follows if recommendations are rejected"
    DECISIONS = "decisions", "Decisions, as they were recorded"
    IMPLICATIONS = "implications", "Implications, each with its paragraphs"
    IMPLICATIONS_TABLE = "implications_table", "Implications, a table of Yes and No"
    OPTIONS = "options", "Options considered, each with its reasons"
    OPTIONS_TABLE = "options_table", "Options considered, a table of reasons for and against"
    RISKS = "risks", "Risks and what is done about each"
    RISKS_TABLE = "risks_table", "Risks, a table of likelihood and impact"
    BUDGET_TABLE = "budget_table", "Table of contributions from the agreement"
    CONSULTATION = "consultation", "Who was consulted, in a sentence"
    CONSULTATION_TABLE = "consultation_table", "Who was consulted, a table of comments sought and included"
    BACKGROUND_PAPERS = "background_papers", "Background papers"
    TERMS_OF_REFERENCE = "terms_of_reference", "Terms of reference of the agreement's boards"
    STRUCTURE_CHART = "structure_chart", "Structure chart of the agreement's boards, and the same as a list"


PROSE_BLOCKS = (Block.TEXT, Block.ADVICE, Block.SUMMARY)
# With these a section may be exempt. The others show rows, each marked by itself, or who decides when.
MAY_BE_EXEMPT = (*PROSE_BLOCKS, Block.BUDGET_TABLE, Block.TERMS_OF_REFERENCE, Block.STRUCTURE_CHART)
MARKED_BY_ROW = tuple(block for block in Block if block not in MAY_BE_EXEMPT)


class Arrangement(models.TextChoices):
    """How the rows of a section stand; implications stand in lines or, otherwise, under headings."""

    TABLE = "table", "A label and what it says on each line of a table"
    BOX = "box", "The same in a box, where several may stand side by side"
    LINES = "lines", "Lines of text, each after its label"
    LETTERHEAD = "letterhead", "Across the top of the page: the first on the left, the next on the right"
    BAND = "band", "Between two lines, in the middle"


class Source(models.TextChoices):
    """What a row says of the report."""

    TITLE = "title", "Title of the report"
    COUNCIL = "council", "Council or body that decides"
    FORUM = "forum", "Meeting, or member, that decides"
    MEETING_ON = "meeting_on", "Date of the meeting or decision"
    ITEM_NUMBER = "item_number", "Item number"
    REFERENCE = "reference", "Reference of the report"
    CLASSIFICATION = "classification", "Open or exempt"
    EXEMPT_REASON = "exempt_reason", "Why it is exempt"
    WARDS = "wards", "Wards or groups affected"
    FROM_POST = "from_post", "From, or report of"
    AUTHOR_POST = "author_post", "Report author"
    LEAD_OFFICER_POST = "lead_officer_post", "Lead or responsible officer"
    CONTACT_POSTS = "contact_posts", "Contact officers"
    LEAD_MEMBER_POST = "lead_member_post", "Lead member, or portfolio holder"
    DEPARTMENT = "department", "Department"
    DIVISION = "division", "Division affected"
    IS_KEY = "is_key", "Key decision: Yes or No"
    DECISION_TYPE = "decision_type", "Decision type: Key or Non-key"
    KEY_REASON = "key_reason", "Why it is key"
    DECIDED_BY = "decided_by", "Executive or Council decision"
    NOTICE_ON = "notice_on", "Notice, or forward plan, first published"
    AGENDA_ON = "agenda_on", "Agenda and report published"
    DUE = "due", "Decision due: not before a date, by whom"
    DUE_REASON = "due_reason", "Why not before"
    CALL_IN = "call_in_note", "Call-in"
    VERSION = "version", "Version"
    DATED_ON = "dated_on", "Date of the report"
    FINAL_SENT_ON = "final_sent_on", "Date the final report was sent"
    AGREEMENTS = "agreements", "Agreements it is about, each on a line"
    FREE = "free", "Typed in each report"


class LayoutContent(Record):
    """A record that is part of a layout, and so public."""

    parent_field = "layout"

    class Meta(Record.Meta):
        abstract = True

    def agreements_concerned(self) -> Iterable[Any]:
        return []

    def get_absolute_url(self) -> str:
        """Its place on the page of its layout."""
        page = super().get_absolute_url().partition("#")[0]
        return f"{page}#{self.noun().replace(' ', '-')}-{self.pk}" if self.pk else page


def _order() -> models.PositiveSmallIntegerField[Any, Any]:
    return models.PositiveSmallIntegerField("order", validators=[MaxValueValidator(9_999)])


class LayoutPart(LayoutContent):
    """A part of a layout: the report itself, supporting information, an appended paper, an appendix."""

    layout = models.ForeignKey(ReportLayout, on_delete=models.PROTECT, related_name="parts")
    position = _order()
    kind = models.CharField("what it is", max_length=10, choices=PartKind, default=PartKind.REPORT)
    title = models.CharField(
        "heading", max_length=200, blank=True, help_text="Printed above the part. Leave empty for none"
    )
    numbering = models.CharField("numbers", max_length=12, choices=Numbering, default=Numbering.CONTINUOUS)
    first_number = models.CharField(
        "numbers begin with",
        max_length=6,
        blank=True,
        validators=[RegexValidator(r"^[0-9A-Za-z]+$", "Enter a number or a letter, like 2.")],
        help_text="Where sections are numbered 2.1, 2.2 in Section 2, enter 2. Otherwise leave it empty.",
    )
    heading_style = models.CharField(
        "headings", max_length=10, choices=HeadingStyle, default=HeadingStyle.SENTENCE
    )
    begins_page = models.BooleanField("Begins on a page of its own", default=False)

    history = History()
    position_step = 10

    class Meta(LayoutContent.Meta):
        verbose_name = "layout part"
        ordering = ["position", "pk"]
        constraints = [
            *Record.Meta.constraints,
            once("layout", "position", at="position", message="Another part has this place in the order."),
        ]

    def __str__(self) -> str:
        return self.title or self.get_kind_display()

    @property
    def is_appended(self) -> bool:
        return self.kind in APPENDED


class LayoutSection(LayoutContent):
    """One section of a part. Reports copy it when they start."""

    part = models.ForeignKey(LayoutPart, on_delete=models.PROTECT, related_name="sections")
    position = _order()
    block = models.CharField("what it shows", max_length=20, choices=Block, default=Block.TEXT)
    arrangement = models.CharField(
        "how rows stand", max_length=10, choices=Arrangement, default=Arrangement.TABLE
    )
    title = models.CharField("heading", max_length=200, blank=True, help_text="Leave empty for no heading")
    level = models.PositiveSmallIntegerField(
        "level of heading",
        choices=[(1, "Section"), (2, "Within a section"), (3, "Within that")],
        default=1,
    )
    heading_numbered = models.BooleanField("Number its heading, where the part numbers them", default=True)
    numbered = models.BooleanField("Number its paragraphs", default=True)
    required = models.BooleanField("Every report must write it", default=False)
    is_locked = models.BooleanField(
        "Keep its heading as it is", default=False, help_text="Reports cannot change or retire the section."
    )
    hint = models.CharField("what to write", max_length=500, blank=True)

    history = History()
    parent_field = "part"
    position_step = 10

    class Meta(LayoutContent.Meta):
        verbose_name = "layout section"
        ordering = ["position", "pk"]
        constraints = [
            *Record.Meta.constraints,
            once("part", "position", at="position", message="Another section has this place in the order."),
        ]

    def __str__(self) -> str:
        return self.title or self.get_block_display()

    @property
    def layout(self) -> ReportLayout:
        return self.part.layout


class LayoutRow(LayoutContent):
    """A row of a section that shows rows: its label, and what of the report it says."""

    section = models.ForeignKey(LayoutSection, on_delete=models.PROTECT, related_name="rows")
    position = _order()
    label = models.CharField(
        "label", max_length=200, blank=True, help_text="As it is printed, with its colon if it has one"
    )
    source = models.CharField("what it says", max_length=20, choices=Source)
    if_empty = models.CharField(
        "where there is nothing to say",
        max_length=200,
        blank=True,
        help_text="For example: N/A. Where this is empty, the row is left out.",
    )
    is_beside = models.BooleanField("Stands beside the row before it", default=False)
    hint = models.CharField(
        "what to write", max_length=200, blank=True, help_text="Shown to who writes the report, never printed"
    )

    history = History()
    parent_field = "section"
    position_step = 10

    class Meta(LayoutContent.Meta):
        verbose_name = "layout row"
        ordering = ["position", "pk"]
        constraints = [
            *Record.Meta.constraints,
            once("section", "position", at="position", message="Another row has this place in the order."),
        ]

    def __str__(self) -> str:
        return self.label or self.hint or self.get_source_display()

    @property
    def layout(self) -> ReportLayout:
        return self.section.part.layout


class LayoutImplication(LayoutContent):
    """An implication on which every report of a layout must say something."""

    layout = models.ForeignKey(ReportLayout, on_delete=models.PROTECT, related_name="implications")
    position = _order()
    kind = models.CharField("implication", max_length=20, choices=ImplicationKind)
    title = models.CharField("heading", max_length=200, blank=True, help_text="The council's own words")

    history = History()
    position_step = 10

    class Meta(LayoutContent.Meta):
        verbose_name = "layout implication"
        ordering = ["position", "pk"]
        constraints = [
            *Record.Meta.constraints,
            once(
                "layout", "kind", "title", at="kind", message="The layout asks for this implication already."
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.get_kind_display()
