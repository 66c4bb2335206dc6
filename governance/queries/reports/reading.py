"""How a report reads, as part of its page: the app that makes its document says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from markupsafe import Markup

from budgets.calculations import Schedule
from governance.models import ReportSection
from governance.queries.exempt import marking_of, paragraphs_for
from governance.queries.reports.charts import with_chart
from governance.queries.reports.facts import ReportFacts
from governance.queries.reports.rows import gather
from governance.queries.reports.sections import facts_of_gathered

# What can be done with a section of the report, by its key: (label, about what, address).
type Links = Mapping[str, Sequence[tuple[str, str, str]]]


class Reader(Protocol):
    def __call__(
        self,
        facts: ReportFacts,
        schedule: Schedule | None,
        *,
        on: date,
        links: Links,
        front: int | None = None,
    ) -> Markup: ...


_readers: list[Reader] = []


def reader(function: Reader) -> Reader:
    """Ask this function how a report reads."""
    _readers[:] = [function]
    return function


class SectionReader(Protocol):
    def __call__(self, facts: ReportFacts, schedule: Schedule, *, on: date, key: int) -> Markup: ...


_section_readers: list[SectionReader] = []


def section_reader(function: SectionReader) -> SectionReader:
    """Ask this function how one section of a report reads."""
    _section_readers[:] = [function]
    return function


def section_as_it_reads(
    section: ReportSection, text: str, *, on: date, schedule: Schedule, exempt: bool
) -> Markup:
    """The section in its place in the report, with heading and numbers, as it would read with this text."""
    report = section.report
    gather(report, exempt=exempt)
    for each in (*report.current_sections, *report.front_sections):
        each.text = text if each.pk == section.pk else each.text
    facts = facts_of_gathered(report, marking_of(report, paragraphs_for(report)))
    facts = with_chart(facts, report, on=on)
    [read] = _section_readers
    return read(facts, schedule, on=on, key=section.pk)


def as_it_reads(
    facts: ReportFacts, schedule: Schedule | None, *, on: date, links: Links, front: int | None = None
) -> Markup:
    """The report in the words of its document, with what can be done with each section.

    `front` is the key of the further front that it stands under, where it is not the report's own.
    """
    [read] = _readers
    return read(facts, schedule, on=on, links=links, front=front)
