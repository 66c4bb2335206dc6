"""Everything an agreement document prints, read from the record once, as it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q

from budgets.calculations import Schedule
from budgets.queries import schedule_of
from core.money import Money
from governance.queries.board_facts import BoardFacts, boards_of
from partnerships.models import Agreement, Body, LegalBasis, Party, Renewal
from partnerships.queries import Matter, ScopeTab, matters_of, parties_tab, scope_tab

# Matters on which the record itself says much: their words stand in the clause that prints it.
WITHIN_OTHERS = ("aims-and-outcomes", "term", "flexibilities")

# Whether it may go on after its last day, as a clause says it.
RENEWAL = {
    Renewal.NONE: "The agreement is not renewable.",
    Renewal.YEARLY: "The agreement is renewable year by year.",
    Renewal.OPTION: "The agreement may be extended.",
    Renewal.UNTIL_ENDED: "The agreement continues until notice is given.",
    Renewal.UNKNOWN: "Whether the agreement may be renewed is not yet settled.",
}


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
        """What it is to the agreement, in a line."""
        host = "host partner" if self.is_host else ""
        said = self.part.lower()
        roles = [self.kind, self.part, "" if "host" in said else host]
        return "; ".join(
            role[:1].lower() + role[1:] if place else role for place, role in enumerate(filter(None, roles))
        )


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


def agreement_facts(agreement: Agreement, *, on: date, issue: int | None = None) -> AgreementFacts:
    """Read the agreement as a document made on that day prints it, in a constant number of queries."""
    people, scope, beside = parties_tab(agreement), scope_tab(agreement), _named_beside(agreement)
    return AgreementFacts(
        issue=issue,
        on=on,
        reference=agreement.reference,
        title=agreement.title,
        status=agreement.get_status_display(),
        basis=_basis(agreement.legal_basis),
        client_group=agreement.client_group,
        summary=agreement.summary,
        kept_by=_name(agreement.kept_by),
        over_arching="".join(str(each) for each in beside if each.pk == agreement.over_arching_id),
        annex_number=agreement.annex_order,
        host=_name(agreement.host),
        pool_manager_post=agreement.pool_manager_post,
        improvement=agreement.improvement,
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        renewal=RENEWAL[Renewal(agreement.renewal)],
        renewal_terms=agreement.renewal_terms,
        notice_months=agreement.notice_months,
        parties=tuple(_party(each, agreement) for each in people.parties),
        delegations=tuple(
            DelegationFacts(each.post, _name(each.body), each.get_power_display(), each.note)
            for each in people.delegations
        ),
        consultees=tuple(
            ConsulteeFacts(each.name, each.jointly, each.from_on, each.to_on, each.how)
            for each in people.consultees
        ),
        **_scope(scope),
        annexes=_annexes((each for each in beside if each.pk != agreement.over_arching_id), scope),
        provisions=tuple(_provision(each) for each in matters_of(agreement) if _is_printed(each)),
        schedule=schedule_of(agreement),
        boards=tuple(boards_of(agreement, on=on)),
    )


def _basis(basis: LegalBasis) -> BasisFacts:
    return BasisFacts(basis.name, basis.statute, basis.section, basis.follows_partnership_regulations)


def _party(party: Party, agreement: Agreement) -> PartyFacts:
    body = party.body
    codes = (("ODS code", body.ods_code), ("GSS code", body.gss_code))
    return PartyFacts(
        name=body.name,
        kind=body.kind.name,
        codes=tuple((label, code) for label, code in codes if code),
        part=party.role_note,
        joined_on=party.joined_on,
        left_on=party.left_on,
        is_host=party.body_id == agreement.host_id,
    )


def _scope(scope: ScopeTab) -> dict[str, Any]:
    return {
        "flexibilities": tuple(
            FlexibilityFacts(each.get_kind_display(), _name(each.lead_body), each.starts_on, each.note)
            for each in scope.flexibilities
        ),
        "phases": tuple(
            PhaseFacts(each.name, each.due_on, each.done_on, each.condition) for each in scope.phases
        ),
        "services_in": tuple(_service(each) for each in scope.services_in),
        "services_out": tuple(_service(each) for each in scope.services_out),
        "aims": tuple(
            AimFacts(each.get_kind_display(), each.text, each.measure, each.by_on) for each in scope.aims
        ),
        "contracts": tuple(
            ContractFacts(**{name: getattr(each, name) for name in ContractFacts.__dataclass_fields__})
            for each in scope.contracts
        ),
    }


def _service(service: Any) -> ServiceFacts:
    arrangement = service.flexibility.get_kind_display() if service.flexibility else ""
    return ServiceFacts(service.name, arrangement, service.from_on, service.to_on, service.note)


def _named_beside(agreement: Agreement) -> list[Agreement]:
    """The agreements it is annexed to or that are annexed to it, where all who see this one see them too.

    The document goes to every party, so it names no agreement that one of them may not know of.
    """
    parties = Prefetch("parties", Party.objects.current(), "current_parties")
    others = Agreement.objects.current().filter(Q(over_arching=agreement) | Q(pk=agreement.over_arching_id))
    readers = agreement.responsible_bodies()
    return [
        other
        for other in others.order_by("annex_order", "reference").prefetch_related(parties)
        if readers <= {other.kept_by_id, *(each.body_id for each in other.current_parties)}
    ]


def _annexes(annexed: Iterable[Agreement], scope: ScopeTab) -> tuple[AnnexFacts, ...]:
    agreements = [AnnexFacts(each.annex_order, each.title, each.reference, "") for each in annexed]
    texts = [AnnexFacts(each.position, each.title, "", each.text) for each in scope.annexes]
    return (*agreements, *texts)


def _is_printed(matter: Matter) -> bool:
    return matter.required or matter.provision is not None


def _provision(matter: Matter) -> ProvisionFacts:
    text = matter.provision.text.strip() if matter.provision else ""
    return ProvisionFacts(matter.kind.code, matter.kind.name, matter.required, text)


def _name(body: Body | None) -> str:
    return body.name if body is not None else ""
