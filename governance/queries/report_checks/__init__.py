"""What a careful officer checks before a report goes out, each with a way to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import prefetch_related_objects

from governance.models import CabinetReport, NoticeRule
from governance.queries.report_checks import timing, wording
from governance.queries.report_checks.check import Check, Mend
from governance.queries.report_checks.figures import Unrecorded, amounts_without_record
from governance.queries.reports import NEEDED, contents

__all__ = ["Check", "Mend", "Unrecorded", "amounts_without_record", "checks_of", "checks_of_all"]


def checks_of(report: CabinetReport) -> list[Check]:
    """Every check of one report, in the order in which an officer works."""
    return checks_of_all([report])[report.pk]


def checks_of_all(reports: Sequence[CabinetReport]) -> dict[int, list[Check]]:
    """The checks of several reports by their keys, in as many queries as for one."""
    prefetch_related_objects(reports, *NEEDED, *contents())
    rules = list(NoticeRule.objects.current())
    return {report.pk: [*_checks(report, rules)] for report in reports}


def _checks(report: CabinetReport, rules: Sequence[NoticeRule]) -> Iterable[Check]:
    yield wording.sections_are_written(report)
    yield wording.recommendations_name_a_body(report)
    yield wording.implications_are_answered(report)
    yield wording.says_whether_key(report)
    yield wording.exempt_gives_reason(report)
    yield timing.decision_has_a_day(report)
    yield timing.notice_is_long_enough(report, rules)
    yield timing.agenda_is_early_enough(report, rules)
    yield timing.scrutiny_comes_first(report)
    yield wording.responsibility_stays(report)
