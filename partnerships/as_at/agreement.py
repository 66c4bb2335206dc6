"""The agreement itself, of which all else is a part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import cast

from core.dates import months_before
from core.money import Money
from partnerships.as_at.bodies import BasisFacts, BodyFacts, PartyFacts
from partnerships.as_at.consulted import ConsentFacts, ConsulteeFacts, DirectionFacts
from partnerships.as_at.contents import (
    AimFacts,
    AnnexFacts,
    ContractFacts,
    ExcludedFacts,
    FlexibilityFacts,
    IssueAreaFacts,
    MatterFacts,
    PhaseFacts,
    ServiceFacts,
)
from partnerships.as_at.signing import (
    AuthorityFacts,
    DelegationFacts,
    SignatureFacts,
    SigningDateFacts,
    VariationFacts,
)
from partnerships.as_at.term import NoticeFacts, RenewalFacts, TermDayFacts
from partnerships.models.agreements import OVER, AgreementStatus

MONTHS_UNTIL_PAST = 24


@dataclass(frozen=True)
class AnnexedAgreement:
    """Another agreement that is annexed to this one, by its key and the number of the annex."""

    key: int
    number: int | None


class Priced:
    """A part of the agreement that tells what it comes to over its term; None where it does not say."""

    @property
    def worth(self) -> Money | None:
        raise NotImplementedError


@dataclass(frozen=True)
class AgreementAsAt:
    """What the agreement says on the day `on`, as recorded at `known_at`. Its term includes both days."""

    on: date
    known_at: datetime | None
    key: int
    reference: str
    title: str
    status: str
    status_label: str
    status_on: date | None
    agreed_on: date | None
    is_better_care_fund: bool
    basis: BasisFacts
    client_group: str
    summary: str
    kept_by: BodyFacts
    host: BodyFacts | None
    pool_manager_post: str
    improvement: str
    includes_charging: bool
    starts_on: date | None
    ends_on: date | None
    renewal: str
    renewal_label: str
    renewal_terms: str
    notice_months: int | None
    over_arching: int | None
    annex_number: int | None
    annexed: tuple[AnnexedAgreement, ...]
    parties: tuple[PartyFacts, ...]
    authorities: tuple[AuthorityFacts, ...]
    delegations: tuple[DelegationFacts, ...]
    signatures: tuple[SignatureFacts, ...]
    notices: tuple[NoticeFacts, ...]
    term_days: tuple[TermDayFacts, ...]
    renewals: tuple[RenewalFacts, ...]
    consultees: tuple[ConsulteeFacts, ...]
    consents: tuple[ConsentFacts, ...]
    directions: tuple[DirectionFacts, ...]
    signing_dates: tuple[SigningDateFacts, ...]
    flexibilities: tuple[FlexibilityFacts, ...]
    phases: tuple[PhaseFacts, ...]
    issue_areas: tuple[IssueAreaFacts, ...]
    services_in: tuple[ServiceFacts, ...]
    services_out: tuple[ServiceFacts, ...]
    aims: tuple[AimFacts, ...]
    contracts: tuple[ContractFacts, ...]
    annexes: tuple[AnnexFacts, ...]
    matters: tuple[MatterFacts, ...]
    excluded: tuple[ExcludedFacts, ...]
    variations: tuple[VariationFacts, ...] = ()
    parts: Mapping[type[object], object] = field(default_factory=dict, repr=False)

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def part[P](self, kind: type[P]) -> P:
        """What another app says of the agreement. Raises KeyError where that was not read."""
        return cast(P, self.parts[kind])

    @property
    def worth(self) -> Money | None:
        """What it comes to over its term, where a part that was read tells that."""
        return next((part.worth for part in self.parts.values() if isinstance(part, Priced)), None)

    @property
    def dated_on(self) -> date | None:
        """The day of the agreement: as recorded, else that on which the last partner signed or delivered."""
        if self.agreed_on or not self.signatures or self.unsigned:
            return self.agreed_on
        return max(each.delivered_on or each.signed_on for each in self.signatures)

    @property
    def entered_on(self) -> date:
        """The day it is, or is to be, entered into: its first; without one, the day it is looked at."""
        return self.starts_on or self.on

    def written_on(self, code: str) -> str:
        """What it says on a matter; nothing where it says nothing."""
        return next((matter.text for matter in self.matters if matter.code == code), "")

    @property
    def varied_by(self) -> tuple[VariationFacts, ...]:
        """The variations in force on its day, and one that is only looked at, in the order of their days."""
        laid = (each for each in self.variations if each.is_laid_over and each.effective_on <= self.on)
        return tuple(sorted(laid, key=lambda each: (each.effective_on, each.number)))

    @property
    def texts(self) -> Iterator[str]:
        """Everything that was written into it at length."""
        yield from (self.summary, self.improvement, self.renewal_terms)
        yield from (matter.text for matter in self.matters)
        yield from (annex.text for annex in self.annexes)

    @property
    def partners(self) -> tuple[PartyFacts, ...]:
        """Who is party on the day, and who is to join: all but those that have left."""
        return tuple(party for party in self.parties if not party.has_left_by(self.on))

    @property
    def unsigned(self) -> tuple[PartyFacts, ...]:
        """Partners that have not signed by its day; one that joined by a variation has signed that."""
        signed = {each.body.key for each in self.signatures if each.signed_on <= self.on}
        waiting = (each for each in self.partners if not each.is_bound and not each.by)
        return tuple(each for each in waiting if each.body.key not in signed)

    @property
    def is_unsigned(self) -> bool:
        """Whether it is in force, and a partner has not signed."""
        return self.status == AgreementStatus.IN_FORCE and bool(self.unsigned)

    @property
    def days_unsigned(self) -> int:
        """For how many days it has run without every partner's signature."""
        starts = self.starts_on
        return (self.on - starts).days if self.unsigned and starts and starts <= self.on else 0

    @property
    def is_over(self) -> bool:
        """Whether it is recorded as ended or withdrawn."""
        return self.status in OVER

    @property
    def ceased_on(self) -> date | None:
        """The last day of its term, or on which both a council and an NHS body were partners that existed."""
        days = [self.ends_on] if self.ends_on else []
        for sector in ("nhs", "council"):
            closed = [party.body.closed_on for party in self.partners if party.body.sector == sector]
            if closed and all(closed):
                days.append(max(day for day in closed if day))
        return min(days, default=None)

    @property
    def is_past(self) -> bool:
        """Whether it is over, or ceased so long ago that nobody is to be told of it any more."""
        ceased = self.ceased_on
        if self.status == AgreementStatus.IN_FORCE:  # it is never silent that it is past its last day
            return False
        return self.is_over or bool(ceased and months_before(self.on, MONTHS_UNTIL_PAST) > ceased)

    @property
    def uses(self) -> frozenset[str]:
        """The codes of the flexibilities it uses."""
        return frozenset(each.kind for each in self.flexibilities)
