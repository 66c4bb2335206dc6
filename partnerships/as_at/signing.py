"""What each partner decides, whom it lets sign, and what was signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.dates import in_words
from core.money import Money
from partnerships.as_at.bodies import BodyFacts


@dataclass(frozen=True)
class AuthorityFacts:
    """A decision of a partner; `revoked_by` and `revoked_on` are of the one that took it back.

    `what` is a code of `Authority.What`; `says` tells what it authorises in words. `variation` is the key of
    the only one it is about.
    """

    key: int
    body: BodyFacts
    what: str
    says: str
    how: str
    is_urgent: bool
    decided_by: str
    decided_on: date
    minute: str
    limit: Money | None
    conditions: str
    conditions_met_on: date | None
    from_on: date | None
    to_on: date | None
    revoked_by: str
    revoked_on: date | None
    is_by_officer: bool
    reasons: str
    alternatives: str
    interests: str
    remark: str
    variation: int | None = None

    def __str__(self) -> str:
        return f"{self.decided_by}, {in_words(self.decided_on)}"


@dataclass(frozen=True)
class DelegationFacts:
    """A power; `signs` where it includes signing. `authority` is the key of the decision that gave it."""

    key: int
    post: str
    body: BodyFacts
    power: str
    is_given: bool
    signs: bool
    authority: int | None
    in_consultation_with: str
    consulted_on: date | None
    from_on: date | None
    to_on: date | None
    note: str
    remark: str

    def __str__(self) -> str:
        return self.post


@dataclass(frozen=True)
class CopyFacts:
    """The signed copy that is attached to a signature."""

    key: int
    filename: str
    size: int
    sha256: str

    def __str__(self) -> str:
        return self.filename


@dataclass(frozen=True)
class SignatureFacts:
    """That a partner signed: who for it, when and how; `details` are of a deed, or of an electronic one."""

    key: int
    body: BodyFacts
    post: str
    how: str
    signed_on: date
    delivered_on: date | None
    is_counterpart: bool
    details: str
    copy: CopyFacts | None
    remark: str

    def __str__(self) -> str:
        return f"{self.post}, {in_words(self.signed_on)}"


@dataclass(frozen=True)
class VariationFacts:
    """An instrument that varies the agreement; it `binds` once every partner has signed it.

    `is_included` where it is only looked at: a preview lays it over the agreement as if it bound.
    """

    key: int
    number: int
    kind: str
    title: str
    reason: str
    effective_on: date
    binds: bool
    signatures: tuple[SignatureFacts, ...]
    is_included: bool = False

    def __str__(self) -> str:
        return f"Variation {self.number}: {self.title}"

    @property
    def is_laid_over(self) -> bool:
        return self.binds or self.is_included

    @property
    def signed_on(self) -> date | None:
        """The day of the last signature, where it binds."""
        days = [each.signed_on for each in self.signatures]
        return max(days, default=None) if self.binds else None


@dataclass(frozen=True)
class SigningDateFacts:
    """By when an agreement for a year of the Better Care Fund is to be signed."""

    name: str
    from_on: date | None
    to_on: date | None
    due_on: date
    source: str

    def __str__(self) -> str:
        return self.name
