"""What of a report the public may not read: marked on each of its parts. LGA 1972 Schedule 12A."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from core.models import Record, RecordQuerySet, User
from governance.models.reports import PARAGRAPH_NUMBERS, CabinetReport, Classification, ReportContent


class ExemptableQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> Self:
        """Those of reports that the user may see; the exempt ones only to those who may read them."""
        is_open = Q(is_exempt=False) & ~Q(report__classification=Classification.EXEMPT)
        return (
            super()
            .visible_to(user)
            .filter(is_open | Q(report__in=CabinetReport.objects.exempt_read_by(user)))
        )

    def history_seen_by(self, user: User) -> Self:
        """Those of reports that the user may see: of the exempt ones, that something changed."""
        return super().visible_to(user)


class ExemptablePart(ReportContent):
    """A part of a report that may be exempt by itself; in a wholly exempt report all of them are."""

    is_exempt = models.BooleanField(
        "Exempt: not for publication",
        default=False,
        help_text="It is left out of the open version, and shown only to those who may read exempt reports.",
    )
    exempt_paragraphs = models.CharField(
        "paragraphs of Schedule 12A", max_length=40, blank=True, validators=[PARAGRAPH_NUMBERS]
    )

    objects: ClassVar = ExemptableQuerySet.as_manager()

    class Meta(ReportContent.Meta):
        abstract = True
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(is_exempt=True) | Q(exempt_paragraphs=""),
                name="%(app_label)s_%(class)s_paragraphs_of_what_is_exempt",
                violation_error_message="Say that it is exempt, or take out the paragraphs.",
                violation_error_code="is_exempt",
            ),
        ]

    @property
    def is_withheld(self) -> bool:
        """Whether the public may not read it, for its own sake or for the whole report's."""
        return self.is_exempt or self.report.is_wholly_exempt  # type: ignore[attr-defined]

    @property
    def withheld_under(self) -> str:
        """The numbers of the paragraphs it is withheld under, as they were typed."""
        if self.is_exempt and self.exempt_paragraphs:
            return self.exempt_paragraphs
        return self.report.exempt_paragraphs if self.report.is_wholly_exempt else ""  # type: ignore[attr-defined]

    @classmethod
    def hidden_from(cls, user: User) -> Any:
        """Those of exempt content, and all before them: what became exempt had been typed before."""
        read = CabinetReport.objects.exempt_read_by(user).filter(pk=OuterRef("report_id"))
        exempt = cls.history.filter(id=OuterRef("id"), is_exempt=True, history_id__gte=OuterRef("history_id"))
        return ~Exists(read) & (Exists(exempt) | Exists(wholly_exempt_after()))


def wholly_exempt_after() -> Any:
    """Versions of the report as wholly exempt that no act up to that of the row made less so."""
    versions = CabinetReport.history.filter(id=OuterRef("report_id"))
    opened = CabinetReport.history.exclude(classification=Classification.EXEMPT).filter(
        id=OuterRef("id"), history_id__gt=OuterRef("history_id"), act_id__lte=OuterRef(OuterRef("act_id"))
    )
    return versions.filter(~Exists(opened), classification=Classification.EXEMPT)
