"""What the texts of a report can refer to, and its facts with these references put into words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from budgets.calculations import Schedule
from budgets.queries import schedule_of
from governance.calculations.references import Said, by_name, refers, resolved, sayings
from governance.models import CabinetReport
from governance.queries.reports import ReportFacts, partners_named
from partnerships.models import Party


def sayings_of(report: CabinetReport, *, on: date) -> tuple[Said, ...]:
    """Everything a text of the report can refer to, with what it says on that day."""
    return sayings(
        council=report.forum.body.name,
        forum=report.forum.name,
        agreement=report.agreement.reference,
        meeting_on=report.meeting_on,
        notice_on=report.notice_on,
        due_on=report.due_on,
        schedule=schedule_of(report.agreement, on=on),
        partners=partners_named(
            Party.objects.not_retired().filter(agreement=report.agreement).select_related("body")
        ),
    )


def needs_money(facts: ReportFacts) -> bool:
    """Whether what the report says depends on the agreement's money."""
    return facts.has_budget_table or refers(facts.parts) or refers(facts.fronts)


def in_words(facts: ReportFacts, schedule: Schedule | None) -> ReportFacts:
    """The facts with their references put into words."""
    if not (refers(facts.parts) or refers(facts.fronts)):
        return facts
    header = facts.header
    said = sayings(
        council=header.council,
        forum=header.forum,
        agreement=facts.agreement_reference,
        meeting_on=header.meeting_on,
        notice_on=header.notice_on,
        due_on=header.due_on,
        schedule=schedule,
        partners=facts.partners,
    )
    known = by_name(said)
    return replace(facts, parts=resolved(facts.parts, known), fronts=resolved(facts.fronts, known))
