"""Counting terms of office and meetings. Values in, values out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.dates import FinancialYear

Term = tuple[date | None, date | None]


def most_at_once(terms: Sequence[Term]) -> int:
    """The largest number of these terms that share a day; both ends are included, None is an open end."""
    spans = [(first or date.min, last or date.max) for first, last in terms]
    return max((sum(first <= day <= last for first, last in spans) for day, _ in spans), default=0)


@dataclass(frozen=True)
class MeetingYear:
    """A board's meetings in one financial year against the least it must hold."""

    year: FinancialYear
    held: int
    planned: int
    cancelled: int
    minimum: int | None

    @property
    def short_by(self) -> int:
        """How many meetings fewer than the least, planned ones counted in; nought where none is set."""
        return max((self.minimum or 0) - self.held - self.planned, 0)
