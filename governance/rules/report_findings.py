"""What must be true of an agreement's Cabinet reports, asked of it as at a day. Each warns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from core.rules import Breach, Place, Urgency, warns
from governance.calculations.reports import ReportLine, Reports
from governance.models import ReportStatus
from partnerships.as_at import AgreementAsAt

SOON = timedelta(days=28)
# Drafts with something still to do, and issued reports with a defect to know of.
TOLD = (ReportStatus.DRAFT, ReportStatus.READY, ReportStatus.ISSUED)


@warns("report-checks", source="The checks of a Cabinet report, each with its own source")
def reports_pass_their_checks(agreement: AgreementAsAt) -> Iterator[Breach]:
    """A Cabinet report must pass its checks before it goes out."""
    for report in agreement.part(Reports).reports:
        for check in report.failed if report.status in TOLD else ():
            message = f"Report {report.reference}: {check.detail}"
            yield Breach(
                Place("report", report.reference, f"check-{check.code}"),
                message,
                _urgency(report, agreement.on),
            )


def _urgency(report: ReportLine, on: date) -> Urgency:
    if not report.is_open:
        return Urgency.NOTE
    decided_on = report.decided_on
    return Urgency.NOW if decided_on and on <= decided_on <= on + SOON else Urgency.SOON
