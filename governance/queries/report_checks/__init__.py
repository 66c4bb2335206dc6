"""What a careful officer checks before a report goes out, each with where to correct it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.reading import Records, Wanted
from governance.calculations.reports import ReportLine, Reports
from governance.models import CabinetReport, ExemptParagraph, NoticeRule
from governance.queries.exempt import marking_of, paragraphs_for
from governance.queries.report_checks import exempt as exempt_content
from governance.queries.report_checks import timing, wording
from governance.queries.report_checks.check import Check, Correction
from governance.queries.report_checks.figures import Unrecorded, amounts_without_record
from governance.queries.reports import gather
from governance.queries.reports.rows import OF_AGREEMENTS, put_together
from partnerships.as_at import AgreementAsAt
from partnerships.queries import part_of_agreement

__all__ = ["Check", "Correction", "Unrecorded", "amounts_without_record", "checks_of", "checks_of_all"]


def checks_of(report: CabinetReport, *, exempt: bool = False) -> list[Check]:
    """Every check of one report, in the order in which an officer works."""
    return checks_of_all([report], exempt=exempt)[report.pk]


def checks_of_all(reports: Sequence[CabinetReport], *, exempt: bool = False) -> dict[int, list[Check]]:
    """The checks of several reports by their keys, in as many queries as for one.

    What is exempt is checked only where it is asked for, so that no check tells others of it.
    """
    gather(*reports, exempt=exempt)
    rules, known = list(NoticeRule.objects.not_retired()), paragraphs_for(*reports)
    return {report.pk: [*_checks(report, rules, known)] for report in reports}


@part_of_agreement(Reports, *OF_AGREEMENTS, Wanted(NoticeRule), Wanted(ExemptParagraph))
def reports_part(agreement: AgreementAsAt, records: Records) -> Reports:
    """The reports, each with the checks of its open reading.

    Of what was once recorded only the particulars: what has become exempt since may stand in an old text.
    """
    rules, known = records.all(NoticeRule), records.all(ExemptParagraph)
    lines = []
    for report in records.beneath(CabinetReport, agreement.key):
        put_together(report, records, exempt=False)
        checks = tuple(_checks(report, rules, known)) if agreement.known_at is None else ()
        lines.append(_line(report, checks))
    return Reports(tuple(lines))


def _line(report: CabinetReport, checks: tuple[Check, ...]) -> ReportLine:
    return ReportLine(
        key=report.pk,
        reference=report.reference,
        title=report.title,
        forum=str(report.forum),
        meeting_on=report.meeting_on,
        decided_on=report.decided_on,
        version=report.version,
        version_note=report.version_note,
        status=report.status,
        status_label=report.get_status_display(),
        outcome=report.outcome,
        is_open=report.is_open,
        checks=checks,
    )


def _checks(
    report: CabinetReport, rules: Sequence[NoticeRule], known: Sequence[ExemptParagraph]
) -> Iterable[Check]:
    yield wording.sections_are_written(report)
    yield wording.recommendations_name_a_body(report)
    yield wording.implications_are_answered(report)
    yield wording.says_whether_key(report)
    yield from exempt_content.is_marked_well(report, marking_of(report, known))
    yield timing.decision_has_a_day(report)
    yield timing.notice_is_long_enough(report, rules)
    yield timing.agenda_is_early_enough(report, rules)
    yield timing.scrutiny_comes_first(report)
    yield wording.responsibility_stays(report)
