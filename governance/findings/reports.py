"""What is amiss with Cabinet reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from core.findings import Finding, Urgency, finder
from governance.models import CabinetReport, ReportStatus
from governance.queries.report_checks import Check, checks_of_all
from partnerships.models import Agreement

SOON = timedelta(days=28)


@finder
def reports_that_fail_a_check(agreements: Sequence[Agreement], on: date) -> Iterable[Finding]:
    """Drafts with something still to do, and issued reports with a defect to know of."""
    told = (ReportStatus.DRAFT, ReportStatus.READY, ReportStatus.ISSUED)
    reports = list(CabinetReport.objects.current().filter(agreement__in=agreements, status__in=told))
    of_agreement = {agreement.pk: agreement for agreement in agreements}
    checks = checks_of_all(reports)
    for report in reports:
        for check in checks[report.pk]:
            if check.ok is False and (report.is_open or check.on_issue):
                yield _finding(of_agreement[report.agreement_id], report, check, on)


def _finding(agreement: Agreement, report: CabinetReport, check: Check, on: date) -> Finding:
    message = f"Report {report.reference}: {check.detail}"
    return Finding(agreement, _urgency(report, on), message, check.source, report.get_absolute_url())


def _urgency(report: CabinetReport, on: date) -> Urgency:
    if not report.is_open:
        return Urgency.NOTE
    decided_on = report.decided_on
    return Urgency.NOW if decided_on and on <= decided_on <= on + SOON else Urgency.SOON
