"""Documents as they were issued: the bytes, what they were made from, and who issued them when."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse

from core.history import History
from core.models import Record, RecordQuerySet, User
from core.search import search_indexes
from governance.models import CabinetReport, Forum
from partnerships.models import Agreement

HEAVY = ("content", "word", "facts")


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


class IssuedDocument(Record):
    """One issue of a document. It is never made again, changed or retired; a new issue supersedes it."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="documents")
    report = models.ForeignKey(
        CabinetReport, on_delete=models.PROTECT, null=True, related_name="documents", editable=False
    )
    forum = models.ForeignKey(
        Forum, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="forum", editable=False
    )
    kind = models.CharField("kind", max_length=24, choices=DocumentKind, editable=False)
    number = models.PositiveIntegerField(
        "issue", editable=False, validators=[MinValueValidator(1)], help_text="For a report, its version"
    )
    is_exempt = models.BooleanField(
        "exempt version",
        default=False,
        editable=False,
        help_text="Whether it holds what the open version of the same issue leaves out",
    )
    title = models.CharField("title", max_length=300, editable=False)
    filename = models.CharField("file name", max_length=200, editable=False)
    content_type = models.CharField("type of file", max_length=100, editable=False)
    facts = models.JSONField("what it was made from", editable=False)
    content = models.BinaryField("bytes", editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    size = models.PositiveIntegerField("size in bytes", editable=False)
    # The same words as a Word file; none of a file of figures, nor of what was issued before there was one.
    word = models.BinaryField("bytes of the Word file", null=True, editable=False)
    word_sha256 = models.CharField("SHA-256 of the Word file", max_length=64, blank=True, editable=False)
    word_size = models.PositiveIntegerField("size of the Word file in bytes", null=True, editable=False)
    issued_at = models.DateTimeField("issued at", editable=False)
    issued_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="issued by", editable=False
    )
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="superseded_by", editable=False
    )
    why = models.TextField("reason", blank=True, editable=False)

    objects: ClassVar = LightManager()
    # The row itself never changes, so its history need not hold the same megabytes again.
    history = History(excluded_fields=list(HEAVY))
    parent_field = "agreement"
    kept_as_it_is = True
    str_needs = ("forum",)

    class Meta(Record.Meta):
        verbose_name = "document"
        base_manager_name = "objects"
        ordering = ["-issued_at", "-pk"]
        indexes = search_indexes("document", "title")
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
                | (~Q(kind=DocumentKind.DECISION_RECORD) & Q(forum=None)),
                name="document_forum_is_of_decision_record",
            ),
            models.CheckConstraint(
                condition=Q(is_exempt=False) | Q(report__isnull=False), name="document_exempt_is_of_a_report"
            ),
            models.CheckConstraint(condition=Q(retired_at=None), name="document_is_never_retired"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="document_sha256_is_one"
            ),
            models.CheckConstraint(
                condition=Q(word=None, word_sha256="", word_size=None)
                | Q(word__isnull=False, word_size__isnull=False, word_sha256__regex=r"^[0-9a-f]{64}$"),
                name="document_word_has_sha256",
            ),
        ]

    def __str__(self) -> str:
        exempt = " (exempt)" if self.is_exempt else ""
        of = f" of {self.forum.name}" if self.forum else ""
        return f"{self.get_kind_display()}{of}{exempt}, {self.numbered_as} {self.number}"

    @property
    def word_filename(self) -> str:
        return f"{self.filename.removesuffix('.pdf')}.docx"

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
