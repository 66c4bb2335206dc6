"""How a document will read, on the pages of the apps whose records it is made from."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from budgets.calculations import Schedule
from documents.compositions import report_document
from documents.exports import on_page
from documents.queries.reports import CabinetReportFacts
from governance.queries.references import in_words
from governance.queries.reports import Links, ReportFacts, reader


@reader
def report_preview(facts: ReportFacts, schedule: Schedule, *, on: date, links: Links) -> Markup:
    """A report as its PDF prints it."""
    facts = in_words(facts, schedule)
    return on_page(report_document(CabinetReportFacts(on, facts, schedule)), links)
