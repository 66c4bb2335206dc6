"""What is recorded about one text of a report, and read by those who may read that text."""

from __future__ import annotations

from typing import Any, ClassVar, Self, cast

from django.db import models
from django.db.models import Exists, OuterRef, Q

from core.models import Record, RecordQuerySet, User
from governance.models.exempt import wholly_exempt_after
from governance.models.report_parts import Implication, ReportSection
from governance.models.reports import CabinetReport, ReportContent


class AboutPartQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> Self:
        """Those of reports that the user may see, about a text that the user may read."""
        sections = ReportSection.objects.visible_to(user)
        implications = Implication.objects.visible_to(user)
        return super().visible_to(user).filter(Q(section__in=sections) | Q(implication__in=implications))

    def history_seen_by(self, user: User) -> Self:
        """Those of reports that the user may see: of the exempt ones, that something changed."""
        return super().visible_to(user)


class AboutPart(ReportContent):
    """A record about one section or implication of a report, exempt where that is."""

    section = models.ForeignKey(
        ReportSection, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    implication = models.ForeignKey(
        Implication, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar = AboutPartQuerySet.as_manager()

    class Meta(ReportContent.Meta):
        abstract = True
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(section=None, implication__isnull=False)
                | Q(section__isnull=False, implication=None),
                name="%(app_label)s_%(class)s_is_about_one_part",
                violation_error_message="Choose one section or one implication.",
                violation_error_code="section",
            ),
        ]

    @property
    def part(self) -> ReportSection | Implication:
        return cast("ReportSection | Implication", self.section or self.implication)

    @classmethod
    def hidden_from(cls, user: User) -> Any:
        """Those about what is exempt, or was."""
        read = CabinetReport.objects.exempt_read_by(user).filter(pk=OuterRef("report_id"))
        section = ReportSection.history.filter(id=OuterRef("section_id"), is_exempt=True)
        implication = Implication.history.filter(id=OuterRef("implication_id"), is_exempt=True)
        return ~Exists(read) & (Exists(section) | Exists(implication) | Exists(wholly_exempt_after()))
