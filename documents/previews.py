"""How a document will read, on the pages of the apps whose records it is made from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from markupsafe import Markup

from budgets.calculations import Schedule
from documents.blocks import Section
from documents.compositions import report_document
from documents.exports import on_page
from documents.queries.reports import CabinetReportFacts
from documents.trees import walk
from governance.queries.references import in_words
from governance.queries.reports import Links, ReportFacts, reader, section_reader


@section_reader
def section_preview(facts: ReportFacts, schedule: Schedule, *, on: date, key: int) -> Markup:
    """One section of a report as its PDF prints it, with the numbers it has there."""
    facts = in_words(facts, schedule)
    document = report_document(CabinetReportFacts(on, facts, schedule), facts.front_with(key))
    found = (each for each in walk(document.content) if isinstance(each, Section))
    section = next((each for each in found if each.key == f"section-{key}"), None)
    return on_page(replace(document, content=(section,))) if section else Markup("")


@reader
def report_preview(
    facts: ReportFacts, schedule: Schedule | None, *, on: date, links: Links, front: int | None = None
) -> Markup:
    """A report as its PDF prints it."""
    facts = in_words(facts, schedule)
    return on_page(report_document(CabinetReportFacts(on, facts, schedule), facts.front(front)), links)
