"""What an agreement document prints, as values: the template prints these and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from budgets.calculations import Schedule
from core.money import Money
from governance.queries.board_facts import BoardFacts

# Matters on which the record itself says much: their words stand in the clause that prints it.
WITHIN_OTHERS = ("aims-and-outcomes", "term", "flexibilities")


@dataclass(frozen=True)
class BasisFacts:
    """The legal basis: always Act and section, for "section 31" alone is ambiguous."""

    name: str
    act: str
    section: str
    follows_partnership_regulations: bool

    @property
    def citation(self) -> str:
        """ "section 31 of the Health Act 1999", or the name of a basis that is no section of an Act."""
        return f"section {self.section} of the {self.act}" if self.section and self.act else self.name


@dataclass(frozen=True)
class PartyFacts:
    """A party by the name it has on the day the document is made."""

    name: str
    kind: str
    codes: tuple[tuple[str, str], ...]
    part: str
    joined_on: date | None
    left_on: date | None
    is_host: bool

    @property
    def capacity(self) -> str:
        """What it is to the agreement, in a line, each part as it was typed."""
        host = "host partner" if self.is_host and "host" not in self.part.casefold() else ""
        return "; ".join(filter(None, (self.kind, self.part, host)))


@dataclass(frozen=True)
class DelegationFacts:
    post: str
    body: str
    power: str
    note: str


@dataclass(frozen=True)
class ConsulteeFacts:
    name: str
    jointly: bool
    from_on: date | None
    to_on: date | None
    how: str


@dataclass(frozen=True)
class FlexibilityFacts:
    name: str
    lead_body: str
    starts_on: date | None
    note: str


@dataclass(frozen=True)
class PhaseFacts:
    name: str
    due_on: date | None
    done_on: date | None
    condition: str


@dataclass(frozen=True)
class ServiceFacts:
    name: str
    arrangement: str
    from_on: date | None
    to_on: date | None
    note: str


@dataclass(frozen=True)
class AimFacts:
    kind: str
    text: str
    measure: str
    by_on: date | None


@dataclass(frozen=True)
class ContractFacts:
    provider: str
    purpose: str
    starts_on: date | None
    ends_on: date | None
    term_years: int | None
    extension_years: int | None
    value: Money | None
    note: str


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
    starts_on: date | None
    ends_on: date | None
    renewal: str
    renewal_terms: str
    notice_months: int | None
    parties: tuple[PartyFacts, ...]
    delegations: tuple[DelegationFacts, ...]
    consultees: tuple[ConsulteeFacts, ...]
    flexibilities: tuple[FlexibilityFacts, ...]
    phases: tuple[PhaseFacts, ...]
    services_in: tuple[ServiceFacts, ...]
    services_out: tuple[ServiceFacts, ...]
    aims: tuple[AimFacts, ...]
    contracts: tuple[ContractFacts, ...]
    annexes: tuple[AnnexFacts, ...]
    provisions: tuple[ProvisionFacts, ...]
    schedule: Schedule
    boards: tuple[BoardFacts, ...]
    # The latest seal of the history when it was issued; none in a draft.
    seal: str = ""

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
