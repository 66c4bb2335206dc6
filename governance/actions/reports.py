"""Writes of Cabinet reports that are more than recording, changing or retiring one record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core.actions import save, write, write_changed, write_new
from core.history import StaleEdit, act, lock, lock_above
from core.models import User
from core.rules import must_not_be_retired, must_not_belong_to_what_is_retired
from governance.actions.layouts import OF_A_SECTION, OF_AN_IMPLICATION, values_of
from governance.models import (
    CabinetReport,
    Implication,
    Outcome,
    Recommendation,
    ReportSection,
    ReportStatus,
)
from governance.queries.reports import outcomes_version
from governance.rules import reports as rules

OUTCOME_FIELDS = ["outcome", "decided_on", "outcome_note"]


def record_report(new: CabinetReport, *, by: User, at: datetime, why: str = "") -> None:
    """Record a report with every section and implication of its layout, still empty. Raises `RulesBroken`."""
    with act("cabinet-report.recorded", by=by, at=at, why=why) as opened:
        lock_above(new)
        must_not_belong_to_what_is_retired(new)
        save(new)
        write_new(_sections_of_the_layout(new), at=at)
        write_new(_implications_of_the_layout(new), at=at)
        opened.concerns(*new.agreements_concerned())


def _sections_of_the_layout(report: CabinetReport) -> list[ReportSection]:
    return [
        ReportSection(report=report, layout_section=each, **values_of(each, OF_A_SECTION))
        for each in report.layout.sections.not_retired()
    ]


def _implications_of_the_layout(report: CabinetReport) -> list[Implication]:
    return [
        Implication(report=report, **values_of(each, OF_AN_IMPLICATION))
        for each in report.layout.implications.not_retired()
    ]


def move_report(
    report: CabinetReport,
    *,
    to: ReportStatus,
    by: User,
    at: datetime,
    version: int | None = None,
    why: str = "",
) -> None:
    """Take the report to its next status; one that comes back to draft after issue is its next version.

    Raises `RulesBroken` where the table does not allow it, `StaleEdit` where it moved on since `version`.
    """
    with act(f"cabinet-report.{to.value}", by=by, at=at, why=why) as opened:
        lock(report, version=version)
        report.refresh_from_db()
        must_not_be_retired(report)
        must_not_belong_to_what_is_retired(report)
        rules.report_status_follows_its_transitions(report, to)
        if to == ReportStatus.DRAFT and not report.is_open:
            _begin_next_version(report, at=at)
        report.status = to
        write(report)
        opened.concerns(*report.agreements_concerned())


def _begin_next_version(report: CabinetReport, *, at: datetime) -> None:
    """What was decided belongs to the version that was issued; the history keeps it."""
    report.version += 1
    report.version_note = report.outcome = ""
    undecided = _decided(
        list(report.recommendations.exclude(outcome="")), defaultdict(lambda: Decided(outcome=""))
    )
    write_changed(undecided, OUTCOME_FIELDS, at=at)


@dataclass(frozen=True)
class Decided:
    """What a forum did with one recommendation; no outcome where it has not decided yet."""

    outcome: Outcome | str
    decided_on: date | None = None
    note: str = ""


def record_outcomes(
    report: CabinetReport,
    *,
    decided: Mapping[int, Decided],
    outcome: str,
    by: User,
    at: datetime,
    version: int | None = None,
    why: str = "",
) -> None:
    """Record what became of an issued report: in words, and for each recommendation by its key.

    The report as issued stays as it was. Raises `RulesBroken`, or `StaleEdit` where its outcomes are no
    longer of that version (see `queries.outcomes_version`).
    """
    with act("cabinet-report.decided", by=by, at=at, why=why) as opened:
        lock(report)
        if version is not None and outcomes_version(report) != version:
            raise StaleEdit
        report.refresh_from_db()
        must_not_be_retired(report)
        must_not_belong_to_what_is_retired(report)
        rules.outcome_follows_issue(report)
        if report.outcome != outcome:
            report.outcome = outcome
            write(report)
        changed = _decided(list(report.recommendations.not_retired().filter(pk__in=decided)), decided)
        write_changed(changed, OUTCOME_FIELDS, at=at)
        opened.concerns(*report.agreements_concerned())


def _decided(rows: Sequence[Recommendation], decided: Mapping[int, Decided]) -> list[Recommendation]:
    changed = []
    for row in rows:
        now = decided[row.pk]
        if (row.outcome, row.decided_on, row.outcome_note) == (now.outcome, now.decided_on, now.note):
            continue
        row.outcome, row.decided_on, row.outcome_note = now.outcome, now.decided_on, now.note
        changed.append(row)
    return changed
