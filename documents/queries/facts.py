"""What an agreement document prints, as values: the template prints these and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from budgets.calculations import Schedule
from governance.calculations.boards import SeatFacts, TermFacts
from governance.calculations.charts import Chart
from partnerships.as_at import (
    AimFacts,
    BasisFacts,
    ConsulteeFacts,
    ContractFacts,
    DelegationFacts,
    FlexibilityFacts,
    IssueAreaFacts,
    NoticeFacts,
    PartyFacts,
    PhaseFacts,
    ServiceFacts,
    SignatureFacts,
    VariationFacts,
)

# Matters on which the record itself says much: their words stand in the clause that prints it.
WITHIN_OTHERS = ("aims-and-outcomes", "term", "flexibilities")


@dataclass(frozen=True)
class AnnexFacts:
    """An annex: a text of its own, or an agreement that has its own reference."""

    number: int | None
    title: str
    reference: str
    text: str


@dataclass(frozen=True)
class ProvisionFacts:
    """One matter the agreement addresses; `text` is Markdown, empty where it must and does not yet."""

    code: str
    name: str
    required: bool
    text: str


@dataclass(frozen=True)
class BoardPrinted:
    """A board as a governance schedule prints it, with its sitting members.

    `reports_to` is empty where not all who see the agreement may know of that board.
    """

    name: str
    kind: str
    standing: str
    reports_to: str
    accountable_to: str
    powers: str
    chair_arrangements: str
    quorum: int | None
    quorum_words: str
    quorum_in_words: str
    minimum_meetings: int | None
    due_on: date | None
    established_on: date | None
    part: str
    terms: tuple[TermFacts, ...]
    seats: tuple[SeatFacts, ...]


@dataclass(frozen=True)
class AgreementFacts:
    """What the agreement says on the day `on`. `issue` is None in a draft."""

    issue: int | None
    on: date
    reference: str
    title: str
    status: str
    basis: BasisFacts
    client_group: str
    summary: str
    kept_by: str
    over_arching: str
    annex_number: int | None
    host: str
    pool_manager_post: str
    improvement: str
    dated_on: date | None
    starts_on: date | None
    ends_on: date | None
    renewal: str
    renewal_terms: str
    notices: tuple[NoticeFacts, ...]
    parties: tuple[PartyFacts, ...]
    delegations: tuple[DelegationFacts, ...]
    signatures: tuple[SignatureFacts, ...]
    consultees: tuple[ConsulteeFacts, ...]
    flexibilities: tuple[FlexibilityFacts, ...]
    phases: tuple[PhaseFacts, ...]
    issue_areas: tuple[IssueAreaFacts, ...]
    services_in: tuple[ServiceFacts, ...]
    services_out: tuple[ServiceFacts, ...]
    aims: tuple[AimFacts, ...]
    contracts: tuple[ContractFacts, ...]
    annexes: tuple[AnnexFacts, ...]
    provisions: tuple[ProvisionFacts, ...]
    schedule: Schedule
    boards: tuple[BoardPrinted, ...]
    # Who answers to whom among them; none where nobody does.
    chart: Chart | None
    # The latest seal of the history when it was issued; none in a draft.
    seal: str = ""
    # Those in force on its day: it reads as varied by them.
    variations: tuple[VariationFacts, ...] = ()

    @property
    def clauses(self) -> tuple[ProvisionFacts, ...]:
        """The written provisions that are clauses of their own, in the order of the matters."""
        return tuple(each for each in self.provisions if each.text and each.code not in WITHIN_OTHERS)

    def provision(self, code: str) -> str:
        """The agreement's words on one matter; nothing where it has none."""
        return next((each.text for each in self.provisions if each.code == code), "")

    @property
    def still_to_write(self) -> tuple[ProvisionFacts, ...]:
        """Matters the Regulations require of this agreement on which it says nothing yet."""
        return tuple(each for each in self.provisions if not each.text)
