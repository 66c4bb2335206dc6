"""How a report reads, as part of its page: the app that makes its document says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from markupsafe import Markup

from budgets.calculations import Schedule
from governance.queries.reports.facts import ReportFacts

# What can be done with a section of the report, by its key: (label, about what, address).
type Links = Mapping[str, Sequence[tuple[str, str, str]]]


class Reader(Protocol):
    def __call__(self, facts: ReportFacts, schedule: Schedule, *, on: date, links: Links) -> Markup: ...


_readers: list[Reader] = []


def reader(function: Reader) -> Reader:
    """Ask this function how a report reads."""
    _readers[:] = [function]
    return function


def as_it_reads(facts: ReportFacts, schedule: Schedule, *, on: date, links: Links) -> Markup:
    """The report in the words of its document, with what can be done with each section."""
    [read] = _readers
    return read(facts, schedule, on=on, links=links)
