"""The structure chart of a report's agreement, where a section of the report shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from governance.calculations.boards import Boards
from governance.calculations.charts import chart_of
from governance.models import CabinetReport
from governance.queries.reports.facts import ReportFacts
from partnerships.as_at import AgreementAsAt
from partnerships.queries import agreement_as_at


def with_chart(
    facts: ReportFacts, report: CabinetReport, *, on: date, agreement: AgreementAsAt | None = None
) -> ReportFacts:
    """The facts with the chart of the boards that are there on that day, if it is shown.

    `agreement` is the report's, with its boards, where it was read already.
    """
    if not facts.has_chart:
        return facts
    agreement = agreement or agreement_as_at(report.agreement_id, on=on, parts=[Boards])
    return replace(facts, chart=chart_of([each.board for each in agreement.part(Boards).current]))
