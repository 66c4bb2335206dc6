"""How long it lasts: notice, days in the term, years taken part in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.dates import FinancialYear
from core.money import Money
from core.sentences import mid_sentence
from partnerships.as_at.bodies import BodyFacts


@dataclass(frozen=True)
class NoticeFacts:
    """What notice ends it, or the scheme named `subject`; `unit` and `ending` are codes of `NoticeTerm`.

    `key` is None where it is the months that stand with the agreement itself.
    """

    key: int | None
    subject: str
    length: int
    unit: str
    unit_label: str
    ending: str
    ending_label: str
    note: str
    remark: str

    def __str__(self) -> str:
        unit = mid_sentence(self.unit_label)
        return f"{self.length} {unit.removesuffix('s') if self.length == 1 else unit}"


@dataclass(frozen=True)
class TermDayFacts:
    """A day in the term; `kind` is a code of `TermDay.Kind`."""

    key: int
    kind: str
    says: str
    due_on: date
    every_months: int | None
    extension_months: int | None
    settled_on: date | None
    decided_by: str
    note: str
    remark: str

    def __str__(self) -> str:
        return self.says


@dataclass(frozen=True)
class RenewalFacts:
    """Whether one partner takes part in one financial year, and what it commits."""

    key: int
    body: BodyFacts
    year: FinancialYear
    takes_part: bool
    commitment: Money | None
    decided_by: str
    decided_on: date
    minute: str
    remark: str

    def __str__(self) -> str:
        return f"{self.body}, {self.year}"
