"""The Cabinet report and the meetings it goes to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.urls import reverse

from core.constraints import in_order, once
from core.fields import copied_from_field
from core.history import History
from core.models import Record, RecordQuerySet, User
from core.permissions import Permission, bodies_where
from core.search import search_index
from governance.models.forums import Forum
from governance.models.layouts import ReportLayout
from partnerships.models import Agreement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from governance.calculations.boards import TermFacts
    from governance.models.advice import Advice
    from governance.models.boards import Board
    from governance.models.considered import ReportOption, ReportRisk
    from governance.models.decisions import Decision
    from governance.models.forums import GovernanceArrangement, YearlyNotice
    from governance.models.fronts import ReportFront
    from governance.models.key_tests import KeyTest
    from governance.models.layout_parts import LayoutRow
    from governance.models.notice_rules import NoticeSetting
    from governance.models.notices import Notice
    from governance.models.own_fields import OwnValue
    from governance.models.report_parts import (
        BackgroundPaper,
        Implication,
        Recommendation,
        ReportConsultee,
        ReportRow,
        ReportSection,
        TableLabel,
    )


class ReportStatus(models.TextChoices):
    DRAFT = "draft", "Draft"
    READY = "ready", "Ready to issue"
    ISSUED = "issued", "Issued"
    SUPERSEDED = "superseded", "Superseded"
    WITHDRAWN = "withdrawn", "Withdrawn"


# An issued or withdrawn report goes on only as a draft of its next version.
TRANSITIONS: dict[ReportStatus, tuple[ReportStatus, ...]] = {
    ReportStatus.DRAFT: (ReportStatus.READY, ReportStatus.WITHDRAWN),
    ReportStatus.READY: (ReportStatus.ISSUED, ReportStatus.DRAFT, ReportStatus.WITHDRAWN),
    ReportStatus.ISSUED: (ReportStatus.DRAFT, ReportStatus.SUPERSEDED, ReportStatus.WITHDRAWN),
    ReportStatus.SUPERSEDED: (),
    ReportStatus.WITHDRAWN: (ReportStatus.DRAFT,),
}
OPEN_STATUSES = (ReportStatus.DRAFT, ReportStatus.READY)


PARAGRAPH_NUMBERS = RegexValidator(
    r"^[0-9]{1,2}(, ?[0-9]{1,2})*$", "Enter paragraph numbers, like 3 or 3 and 5."
)


class Classification(models.TextChoices):
    """Whether the public may read it. Local Government Act 1972, Schedule 12A."""

    OPEN = "open", "Open"
    PART_EXEMPT = "part_exempt", "Part exempt"
    EXEMPT = "exempt", "Exempt"


class CabinetReportQuerySet(RecordQuerySet):
    def exempt_read_by(self, user: User) -> Self:
        """Those to whose own meetings a role of this user's lets them read exempt papers."""
        bodies = bodies_where(user, Permission.SEE_EXEMPT)
        at_a_stage = ReportStage.objects.not_retired().filter(forum__body__in=bodies).values("report")
        return self.filter(models.Q(forum__body__in=bodies) | models.Q(pk__in=at_a_stage))


class CabinetReport(Record):
    """A report to a forum about an agreement: what it says stands in its sections and their rows."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="reports")
    reference = models.CharField(
        "reference",
        max_length=60,
        unique=True,
        error_messages={"unique": "Another report has this reference. Choose another."},
        validators=[
            RegexValidator(
                r"^[A-Z0-9]+(-[A-Z0-9]+)*$", "Use capital letters, digits and hyphens, like ABC-CARE-2026-R1."
            )
        ],
        help_text="Capital letters, digits and hyphens, like ABC-CARE-2026-R1. It appears on every page.",
    )
    title = models.CharField("title", max_length=250)
    layout = models.ForeignKey(
        ReportLayout,
        on_delete=models.PROTECT,
        related_name="reports",
        verbose_name="layout",
        help_text="The council's form: its sections, their order and the numbering",
    )
    status = models.CharField(
        "status", max_length=10, choices=ReportStatus, default=ReportStatus.DRAFT, editable=False
    )
    version = models.PositiveSmallIntegerField("version", default=1, editable=False)
    version_note = models.CharField(
        "version in words",
        max_length=60,
        blank=True,
        help_text="As the audit trail gives it. For example: Final",
    )
    dated_on = models.DateField("dated", null=True, blank=True)
    final_sent_on = models.DateField("final report sent to the committee clerk on", null=True, blank=True)

    forum = models.ForeignKey(
        Forum,
        on_delete=models.PROTECT,
        related_name="reports",
        verbose_name="decided by",
        help_text="The meeting, or the member, that takes the decision",
    )
    meeting_on = models.DateField("meeting or decision on", null=True, blank=True)
    item_number = models.CharField("item number", max_length=20, blank=True)
    agenda_on = models.DateField("agenda and report published on", null=True, blank=True)
    wards = models.CharField("wards or groups affected", max_length=300, blank=True)

    classification = models.CharField(
        "classification", max_length=12, choices=Classification, default=Classification.OPEN
    )
    exempt_paragraphs = models.CharField(
        "paragraphs of Schedule 12A",
        max_length=40,
        blank=True,
        validators=[PARAGRAPH_NUMBERS],
        help_text="Where the whole report is exempt. In a part-exempt one, each exempt part names its own.",
    )
    exempt_reason = models.TextField(
        "why the public interest is in keeping it exempt",
        blank=True,
        help_text=(
            "Why it outweighs the public interest in disclosing it. The open version prints this reason."
        ),
    )

    from_post = models.CharField(
        "from", max_length=200, blank=True, help_text="The post whose report it is, not the person"
    )
    author_post = models.CharField("report author", max_length=200, blank=True, help_text="The post")
    lead_officer_post = models.CharField("lead officer", max_length=200, blank=True, help_text="The post")
    lead_member_post = models.CharField(
        "lead member",
        max_length=200,
        blank=True,
        help_text="For example: Cabinet Member for Adult Social Care",
    )
    contact_posts = models.TextField(
        "contact officers", blank=True, help_text="The posts, each on a line of its own"
    )
    department = models.CharField("department", max_length=200, blank=True)
    division = models.CharField("division affected", max_length=200, blank=True)

    is_key = models.BooleanField(
        "key decision", null=True, blank=True, choices=[(True, "Yes"), (False, "No")]
    )
    key_reason = models.CharField(
        "why it is key",
        max_length=300,
        blank=True,
        help_text="For example: spending over the council's threshold, or affects two or more wards",
    )
    notice_on = models.DateField("notice, or forward plan, first published on", null=True, blank=True)
    due_on = models.DateField("decision due not before", null=True, blank=True)
    due_reason = models.CharField("why not before", max_length=300, blank=True)
    table_title = models.CharField(
        "title of the table of contributions",
        max_length=200,
        blank=True,
        help_text="Leave it empty for the name of the fund",
    )
    table_note = models.CharField("note beneath the table", max_length=300, blank=True)
    call_in_note = models.TextField("call-in", blank=True, help_text="Anything that alters the usual call-in")
    copied_from = copied_from_field()

    objects: ClassVar = CabinetReportQuerySet.as_manager()
    history = History()
    parent_field = "agreement"
    url_key = "reference"
    has_page = True

    # All that is in it and not retired, where governance.queries.reports has gathered it.
    further_agreements_named: list[Agreement]
    partners_named: tuple[str, ...]
    current_fronts: list[ReportFront]
    current_sections: list[ReportSection]
    front_sections: list[ReportSection]  # of its further fronts
    current_recommendations: list[Recommendation]
    current_implications: list[Implication]
    current_papers: list[BackgroundPaper]
    current_consultees: list[ReportConsultee]
    current_stages: list[ReportStage]
    current_own_values: list[OwnValue]
    current_advice: list[Advice]
    current_options: list[ReportOption]
    current_risks: list[ReportRisk]
    current_decisions: list[Decision]
    current_rows: list[ReportRow]
    current_table_labels: list[TableLabel]
    layout_rows: dict[int, list[LayoutRow]]  # of the layout's sections, by their keys
    # All of them that are marked exempt, whether or not this reading shows them.
    exempt_parts: list[Any]
    boards_terms: list[tuple[Board, Sequence[TermFacts]]]
    every_sections: list[ReportSection]
    shows_exempt: bool
    # What the council of its forum says of notices, of its own governance and of key decisions.
    notice_settings: list[NoticeSetting]
    given_notices: list[Notice]
    arrangements: list[GovernanceArrangement]
    key_tests: list[KeyTest]
    yearly_notices: list[YearlyNotice]

    class Meta(Record.Meta):
        verbose_name = "cabinet report"
        ordering = ["-meeting_on", "reference"]
        indexes = [
            search_index("report", "reference", "title"),
            models.Index(fields=["-meeting_on", "reference"], name="report_latest_first"),
        ]
        constraints = [
            *Record.Meta.constraints,
            in_order("agenda_on", "meeting_on", "The agenda is published before the meeting."),
            in_order("notice_on", "due_on", "Notice is published before the decision is due."),
            models.CheckConstraint(
                condition=models.Q(notice_on=None)
                | models.Q(meeting_on=None)
                | models.Q(notice_on__lte=models.F("meeting_on")),
                name="cabinet_report_notice_before_meeting",
                violation_error_message="Notice is published before the meeting.",
                violation_error_code="notice_on",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def is_open(self) -> bool:
        """Whether what it says may still change."""
        return self.status in OPEN_STATUSES

    @property
    def is_wholly_exempt(self) -> bool:
        return self.classification == Classification.EXEMPT

    @property
    def is_of(self) -> date | None:
        """The day whose law it follows: of the decision or, until that is known, of the report."""
        return self.decided_on or self.dated_on

    @property
    def decided_on(self) -> date | None:
        """The day of the meeting or, until it is fixed, the first day the decision is due."""
        return self.meeting_on or self.due_on

    @property
    def decided_version(self) -> int:
        """The version that forums have before them: the latest that went out; 0 where none did."""
        return self.version - 1 if self.is_open else self.version

    def bodies_that_read_exempt(self) -> set[int | None]:
        """Those whose meetings it goes to, and no other partner of the agreement."""
        stages = self.stages.not_retired().values_list("forum__body_id", flat=True)
        return {self.forum.body_id, *stages}

    def get_absolute_url(self) -> str:
        return reverse("governance:report", args=[self.reference])


class ReportContent(Record):
    """A record that is part of one report."""

    parent_field = "report"
    anchor = ""

    class Meta(Record.Meta):
        abstract = True

    def get_absolute_url(self) -> str:
        """Its place among the report's contents."""
        report = cast(CabinetReport, self.parent)
        return f"{reverse('governance:report-contents', args=[report.reference])}#{self.anchor}"


class ReportStage(ReportContent):
    """Another forum the report goes to, and what for."""

    class Purpose(models.TextChoices):
        SCRUTINY = "scrutiny", "Scrutiny, to inform the decision"
        COMMENT = "comment", "Comment"
        DECISION = "decision", "Its own decision"
        INFORMATION = "information", "Information"

    anchor = "meetings"

    report = models.ForeignKey(CabinetReport, on_delete=models.PROTECT, related_name="stages")
    position = models.PositiveSmallIntegerField("order", default=1, validators=[MaxValueValidator(99)])
    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="stages", verbose_name="forum")
    held_on = models.DateField("on", null=True, blank=True)
    purpose = models.CharField("purpose", max_length=12, choices=Purpose)
    in_timetable = models.BooleanField("Print it in the report's timetable of meetings", default=True)

    history = History()
    str_needs = ("forum",)

    class Meta(ReportContent.Meta):
        verbose_name = "report stage"
        ordering = ["position", "held_on", "pk"]
        constraints = [
            *Record.Meta.constraints,
            once(
                "report",
                "forum",
                "held_on",
                at="forum",
                message="The report goes to this forum on this day already.",
            ),
        ]

    def __str__(self) -> str:
        return self.forum.name
