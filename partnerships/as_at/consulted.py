"""Who was consulted, and whose consent is needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.money import Money
from partnerships.as_at.bodies import BodyFacts


@dataclass(frozen=True)
class ConsulteeFacts:
    """Somebody to be consulted; `state` is a code of `Consultee.State`, `says` its words."""

    key: int
    name: str
    state: str
    says: str
    jointly: bool
    by_whom: str
    from_on: date | None
    to_on: date | None
    how: str
    said: str
    changed: str

    def __str__(self) -> str:
        return self.name

    def was_consulted_by(self, day: date) -> bool:
        """Whether it is recorded as consulted, and that had ended by the day."""
        ended = self.to_on or self.from_on
        return self.state == "consulted" and (ended is None or ended <= day)

    @property
    def consulting(self) -> str:
        """By whom, in a line."""
        return "; ".join(filter(None, ("all partners, jointly" if self.jointly else "", self.by_whom)))


@dataclass(frozen=True)
class ConsentFacts:
    """A commissioner's consent for an NHS trust; `is_complete` where no other's is needed."""

    key: int
    trust: BodyFacts
    given_by: BodyFacts
    given_on: date | None
    is_complete: bool
    note: str

    def __str__(self) -> str:
        return f"{self.given_by} for {self.trust}"


@dataclass(frozen=True)
class DirectionFacts:
    """A direction under section 24 of the Act of 2007 to a partner, and the consent to this agreement.

    `other_sums` come under other contracts with the same parties; `consent` is the key of its record.
    """

    key: int
    body: BodyFacts
    from_on: date
    to_on: date | None
    consent_of: str
    limit: Money
    consent: int | None
    other_sums: Money | None
    asked_on: date | None
    given_on: date | None
    given_by: str
    note: str

    def __str__(self) -> str:
        return f"Section 24 consent for {self.body}"
