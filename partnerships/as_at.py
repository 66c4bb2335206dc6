"""The agreement as at a day: one frozen value from which everything is shown, judged, printed and compared.

Two times are kept apart. `on` is the day whose state it is: what binds then. `known_at` is the moment whose
record it is: None where it is the present one. `partnerships.queries.as_at` reads it; each app registers its
own part, as `agreement.part(Schedule)`. Other agreements, and boards above a board, stand here by their keys
alone: who sees this agreement may not know of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import cast

from core.dates import FinancialYear, Period, in_words, months_before
from core.money import Money
from core.sentences import mid_sentence
from partnerships.models.agreements import OVER, AgreementStatus

MONTHS_UNTIL_PAST = 24


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


@dataclass(frozen=True)
class FlexibilityFacts:
    """A flexibility the agreement uses; `kind` is a code of `Flexibility.Kind`, `name` its words."""

    key: int
    kind: str
    name: str
    lead_body: BodyFacts | None
    starts_on: date | None
    note: str
    remark: str
    by: str = ""

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class PhaseFacts:
    key: int
    position: int
    name: str
    due_on: date | None
    done_on: date | None
    condition: str

    def __str__(self) -> str:
        return self.name

    def is_done_by(self, day: date) -> bool:
        return self.done_on is not None and self.done_on <= day


@dataclass(frozen=True)
class DeliverableFacts:
    """What is to be delivered; `owner` is a post, with its body where that is recorded."""

    key: int
    what: str
    owner: str
    due_on: date | None
    done_on: date | None
    note: str

    def __str__(self) -> str:
        return self.what

    def is_done_by(self, day: date) -> bool:
        return self.done_on is not None and self.done_on <= day


@dataclass(frozen=True)
class IssueAreaFacts:
    """An area in which issues must be resolved, and what is to be delivered in it."""

    key: int
    name: str
    note: str
    deliverables: tuple[DeliverableFacts, ...]

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class ServiceFacts:
    """A service; `arrangement` is empty where it belongs to the whole agreement."""

    key: int
    name: str
    arrangement: str
    from_on: date | None
    to_on: date | None
    note: str
    remark: str
    by: str = ""

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class AimFacts:
    key: int
    kind: str
    text: str
    measure: str
    by_on: date | None

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class ContractFacts:
    """A contract the agreement relies on; `value` in pounds over its term."""

    key: int
    provider: str
    purpose: str
    starts_on: date | None
    ends_on: date | None
    term_years: int | None
    extension_years: int | None
    value: Money | None
    note: str
    remark: str

    def __str__(self) -> str:
        return self.provider


@dataclass(frozen=True)
class AnnexFacts:
    """A document annexed that is not itself an agreement; `text` is Markdown."""

    key: int
    number: int
    title: str
    text: str

    def __str__(self) -> str:
        return f"Annex {self.number}: {self.title}"


@dataclass(frozen=True)
class AnnexedAgreement:
    """Another agreement that is annexed to this one, by its key and the number of the annex."""

    key: int
    number: int | None


@dataclass(frozen=True)
class ProvisionFacts:
    """The agreement's own words on a matter, in Markdown. Its `key` is 0 where a variation brought them."""

    key: int
    text: str
    remark: str
    by: str = ""


@dataclass(frozen=True)
class MatterFacts:
    """A matter an agreement may have to address, whether this one must, and what it says.

    `pooled` and `delegated` say for which flexibilities this one must; `provision` is None where it says
    nothing; `is_met` where that, or the term with another matter, says what the law requires.
    """

    key: int
    code: str
    name: str
    hint: str
    source: str
    pooled: bool
    delegated: bool
    provision: ProvisionFacts | None
    is_met: bool

    def __str__(self) -> str:
        return self.name

    @property
    def required(self) -> bool:
        return self.pooled or self.delegated

    @property
    def text(self) -> str:
        return self.provision.text.strip() if self.provision else ""


@dataclass(frozen=True)
class ExcludedFacts:
    """A function that it must not include, and the words by which that is looked for, folded."""

    name: str
    words: tuple[str, ...]
    source: str

    def __str__(self) -> str:
        return self.name


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
