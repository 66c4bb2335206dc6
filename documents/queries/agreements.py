"""Everything an agreement document prints, read from the record once, as it stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q

from budgets.queries import schedule_of
from documents.queries.facts import (
    AgreementFacts,
    AimFacts,
    AnnexFacts,
    BasisFacts,
    ConsulteeFacts,
    ContractFacts,
    DelegationFacts,
    FlexibilityFacts,
    PartyFacts,
    PhaseFacts,
    ProvisionFacts,
    ServiceFacts,
)
from governance.queries.board_facts import boards_of
from partnerships.models import Agreement, Body, LegalBasis, Party, Renewal
from partnerships.queries import Matter, ScopeTab, matters_of, parties_tab, partners_on, scope_tab

# Whether it may go on after its last day, as a clause says it.
RENEWAL = {
    Renewal.NONE: "The agreement is not renewable.",
    Renewal.YEARLY: "The agreement is renewable year by year.",
    Renewal.OPTION: "The agreement may be extended.",
    Renewal.UNTIL_ENDED: "The agreement continues until notice is given.",
    Renewal.UNKNOWN: "Whether the agreement may be renewed is not yet settled.",
}


def agreement_facts(
    agreement: Agreement, *, on: date, issue: int | None = None, seal: str = ""
) -> AgreementFacts:
    """Read the agreement as a document made on that day prints it, in a constant number of queries."""
    people, scope, beside = parties_tab(agreement), scope_tab(agreement), _named_beside(agreement, on)
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
        seal=seal,
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


def _named_beside(agreement: Agreement, on: date) -> list[Agreement]:
    """The agreements it is annexed to or that are annexed to it, where all who see this one see them too.

    The document goes to every party, so it names no agreement that one of them may not know of.
    """
    parties = Prefetch("parties", Party.objects.not_left_on(on), "partners")
    others = Agreement.objects.current().filter(Q(over_arching=agreement) | Q(pk=agreement.over_arching_id))
    readers = partners_on(agreement, on)
    return [
        other
        for other in others.order_by("annex_order", "reference").prefetch_related(parties)
        if readers <= {each.body_id for each in other.partners}
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
