"""Bodies, the parties they are, and the legal basis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.dates import Period


@dataclass(frozen=True)
class BasisFacts:
    """The legal basis: always Act and section, for "section 31" alone is ambiguous."""

    key: int
    name: str
    act: str
    section: str
    follows_partnership_regulations: bool
    from_on: date | None
    to_on: date | None

    @property
    def citation(self) -> str:
        """ "section 31 of the Health Act 1999", or the name of a basis that is no section of an Act."""
        return f"section {self.section} of the {self.act}" if self.section and self.act else self.name


@dataclass(frozen=True)
class BodyFacts:
    """A body by the name it is recorded under, with its kind and when it existed.

    `followed_by` names its successors, where the body is a party.
    """

    key: int
    name: str
    kind: str
    kind_code: str
    sector: str
    may_be_partner: bool
    needs_consent: bool
    needs_order: bool
    ods_code: str
    gss_code: str
    opened_on: date | None
    closed_on: date | None
    followed_by: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class PartyFacts:
    """A body that is party, from the day it joined (None: with the agreement) to its last, inclusive.

    `succeeds` names those that closed in whose place it stands; `is_bound` where one of them signed.
    `by` names the variation by which it joined, as with all that a variation brings.
    """

    key: int
    body: BodyFacts
    part: str
    joined_on: date | None
    left_on: date | None
    confirmed: bool
    is_host: bool
    succeeds: tuple[str, ...] = ()
    is_bound: bool = False
    by: str = ""

    def __str__(self) -> str:
        return self.body.name

    def is_current_on(self, day: date) -> bool:
        return day in Period(self.joined_on, self.left_on)

    def has_left_by(self, day: date) -> bool:
        return self.left_on is not None and self.left_on < day

    @property
    def name(self) -> str:
        return self.body.name

    @property
    def kind(self) -> str:
        return self.body.kind

    @property
    def codes(self) -> tuple[tuple[str, str], ...]:
        codes = (("ODS code", self.body.ods_code), ("GSS code", self.body.gss_code))
        return tuple((label, code) for label, code in codes if code)

    @property
    def capacity(self) -> str:
        """What it is to the agreement, in a line, each part as it was typed."""
        host = "host partner" if self.is_host and "host" not in self.part.casefold() else ""
        return "; ".join(filter(None, (self.body.kind, self.part, host)))
