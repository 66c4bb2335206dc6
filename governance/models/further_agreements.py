"""Further agreements that one report is about, besides the one whose partners see it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Self

from django.db import models

from core.constraints import once
from core.history import History
from core.models import Record, RecordQuerySet, User
from governance.models.reports import CabinetReport, ReportContent
from partnerships.models import Agreement


class FurtherAgreementQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> Self:
        """Those of reports and of agreements that the user may see."""
        return super().visible_to(user).filter(agreement__in=Agreement.objects.visible_to(user))


class FurtherAgreement(ReportContent):
    """Another agreement the report is about. Who sees the report follows its first agreement alone."""

    anchor = "further-agreements"

    report = models.ForeignKey(CabinetReport, on_delete=models.PROTECT, related_name="further_agreements")
    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="further_reports", verbose_name="agreement"
    )

    objects: ClassVar = FurtherAgreementQuerySet.as_manager()
    history = History()
    str_needs = ("agreement",)

    class Meta(ReportContent.Meta):
        verbose_name = "further agreement"
        ordering = ["agreement__reference", "pk"]
        constraints = [
            *Record.Meta.constraints,
            once(
                "report",
                "agreement",
                at="agreement",
                message="The report is about this agreement already.",
            ),
        ]

    def agreements_affected(self) -> Iterable[int]:
        """What was decided on the report shows there too."""
        return [self.agreement_id]

    def __str__(self) -> str:
        return f"{self.agreement.reference} {self.agreement.title}"
