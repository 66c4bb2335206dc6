"""Documents of agreements and reports as they were issued."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse

from core.history import History
from core.models import Record, RecordQuerySet, User
from core.search import search_index
from documents.models.kept import HEAVY, KeptFile, stays_as_it_is
from governance.models import CabinetReport, Forum
from partnerships.models import Agreement


class DocumentKind(models.TextChoices):
    AGREEMENT = "agreement", "Agreement"
    CABINET_REPORT = "cabinet-report", "Cabinet report"
    DECISION_RECORD = "decision-record", "Decision record"
    SCHEDULE_XLSX = "budget-schedule-xlsx", "Budget schedule (Excel)"
    SCHEDULE_CSV = "budget-schedule-csv", "Budget schedule (CSV)"


# Those that are made of one report.
OF_REPORTS = (DocumentKind.CABINET_REPORT, DocumentKind.DECISION_RECORD)


class IssuedDocumentQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> Self:
        """Those of agreements that the user may see; exempt ones only of reports the user may read whole."""
        read = CabinetReport.objects.exempt_read_by(user)
        return super().visible_to(user).filter(Q(is_exempt=False) | Q(report__in=read))

    def history_seen_by(self, user: User) -> Self:
        """Those of agreements that the user may see: of the exempt ones, that there is something."""
        return super().visible_to(user)

    def with_successor(self) -> Self:
        """Annotates `superseded_by_number`: the number of the issue that took its place, or None."""
        later = IssuedDocument.objects.filter(supersedes=OuterRef("pk"))
        return self.annotate(superseded_by_number=Subquery(later.values("number")[:1]))

    def of(
        self,
        kind: DocumentKind,
        agreement: Agreement,
        report: CabinetReport | None = None,
        *,
        forum: Forum | None = None,
        exempt: bool = False,
    ) -> Self:
        """The issues of one document, the latest first; the exempt version of a report is one of its own."""
        same = self.filter(kind=kind, agreement=agreement, report=report, forum=forum, is_exempt=exempt)
        return same.order_by("-number")


class LightManager(models.Manager.from_queryset(IssuedDocumentQuerySet)):  # type: ignore[misc]
    """Leaves the bytes and the facts in the database until they are asked for."""

    def get_queryset(self) -> Any:
        return super().get_queryset().defer(*HEAVY)


class IssuedDocument(KeptFile):
    """One issue of a document. It is never made again, changed or retired; a new issue supersedes it."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="documents")
    report = models.ForeignKey(
        CabinetReport, on_delete=models.PROTECT, null=True, related_name="documents", editable=False
    )
    # Whose decisions a record is of; for whose meeting a report has a further front, and else none.
    forum = models.ForeignKey(
        Forum, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="forum", editable=False
    )
    kind = models.CharField("kind", max_length=24, choices=DocumentKind, editable=False)
    is_exempt = models.BooleanField(
        "exempt version",
        default=False,
        editable=False,
        help_text="Whether it holds what the open version of the same issue leaves out",
    )

    objects: ClassVar = LightManager()
    # The row itself never changes, so its history need not hold the same megabytes again.
    history = History(excluded_fields=list(HEAVY))
    parent_field = "agreement"
    str_needs = ("forum",)

    class Meta(KeptFile.Meta):
        verbose_name = "document"
        base_manager_name = "objects"
        indexes = [search_index("document", "title")]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["agreement", "report", "forum", "kind", "number", "is_exempt"],
                nulls_distinct=False,
                name="document_number_once",
                violation_error_message="This issue was made a moment ago.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=OF_REPORTS, report__isnull=False)
                | (~Q(kind__in=OF_REPORTS) & Q(report=None)),
                name="document_report_is_of_cabinet_report",
            ),
            models.CheckConstraint(
                condition=Q(kind=DocumentKind.DECISION_RECORD, forum__isnull=False)
                | Q(kind=DocumentKind.CABINET_REPORT)
                | (~Q(kind__in=OF_REPORTS) & Q(forum=None)),
                name="document_forum_is_of_record_or_front",
            ),
            models.CheckConstraint(
                condition=Q(is_exempt=False) | Q(report__isnull=False), name="document_exempt_is_of_a_report"
            ),
            *stays_as_it_is("document"),
        ]

    def __str__(self) -> str:
        exempt = " (exempt)" if self.is_exempt else ""
        link = "for" if self.kind == DocumentKind.CABINET_REPORT else "of"
        of = f" {link} {self.forum.name}" if self.forum else ""
        return f"{self.get_kind_display()}{of}{exempt}, {self.numbered_as} {self.number}"

    @property
    def numbered_as(self) -> str:
        """A report is issued once a version, everything else in issues of its own."""
        return "version" if self.kind == DocumentKind.CABINET_REPORT else "issue"

    def bodies_that_read_exempt(self) -> set[int | None]:
        return self.report.bodies_that_read_exempt() if self.report else set()

    @classmethod
    def hidden_from(cls, user: User) -> Any:
        """Those of exempt documents, with their names and sizes."""
        read = CabinetReport.objects.exempt_read_by(user).filter(pk=OuterRef("report_id"))
        return Q(is_exempt=True) & ~Exists(read)

    def get_absolute_url(self) -> str:
        tab = reverse("documents:agreement-documents", args=[self.agreement.reference])
        return f"{tab}#document-{self.pk}"
