"""What it is about and what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from core.dates import Period
from core.folding import fold
from core.reading import Records
from partnerships.as_at import (
    AgreementAsAt,
    AimFacts,
    AnnexFacts,
    ContractFacts,
    DeliverableFacts,
    ExcludedFacts,
    FlexibilityFacts,
    IssueAreaFacts,
    MatterFacts,
    PhaseFacts,
    ProvisionFacts,
    ServiceFacts,
)
from partnerships.calculations.variations import ChangeFacts
from partnerships.models import (
    DELEGATIONS,
    Aim,
    Annex,
    Contract,
    Deliverable,
    ExcludedFunction,
    Flexibility,
    IssueArea,
    Phase,
    Provision,
    ProvisionKind,
    Renewal,
    Service,
)
from partnerships.queries.bodies_as_facts import body_facts


def area_facts(area: IssueArea, records: Records) -> IssueAreaFacts:
    delivered = tuple(_deliverable(each) for each in records.beneath(Deliverable, area.pk))
    return IssueAreaFacts(area.pk, area.name, area.note, delivered)


def _deliverable(row: Deliverable) -> DeliverableFacts:
    at = row.owner_body.name if row.owner_body else ""
    owner = ", ".join(filter(None, (row.owner_post, at)))
    return DeliverableFacts(row.pk, row.what, owner, row.due_on, row.done_on, row.note)


def phase_facts(phase: Phase) -> PhaseFacts:
    return PhaseFacts(phase.pk, phase.position, phase.name, phase.due_on, phase.done_on, phase.condition)


def aim_facts(aim: Aim) -> AimFacts:
    return AimFacts(aim.pk, aim.get_kind_display(), aim.text, aim.measure, aim.by_on)


def annex_facts(annex: Annex) -> AnnexFacts:
    return AnnexFacts(annex.pk, annex.position, annex.title, annex.text)


def flexibility_facts(flexibility: Flexibility) -> FlexibilityFacts:
    lead = flexibility.lead_body
    return FlexibilityFacts(
        key=flexibility.pk,
        kind=flexibility.kind,
        name=flexibility.get_kind_display(),
        lead_body=body_facts(lead) if lead else None,
        starts_on=flexibility.starts_on,
        note=flexibility.note,
        remark=flexibility.remark,
    )


def service_facts(service: Service) -> ServiceFacts:
    arrangement = service.flexibility.get_kind_display() if service.flexibility else ""
    return ServiceFacts(
        key=service.pk,
        name=service.name,
        arrangement=arrangement,
        from_on=service.from_on,
        to_on=service.to_on,
        note=service.note,
        remark=service.remark,
    )


def contract_facts(contract: Contract) -> ContractFacts:
    same: Any = {
        name: getattr(contract, name) for name in ContractFacts.__dataclass_fields__ if name != "key"
    }
    return ContractFacts(key=contract.pk, **same)


def matter_facts(
    agreement: AgreementAsAt, records: Records, clauses: Mapping[int, ChangeFacts]
) -> Iterable[MatterFacts]:
    """Every kind of provision in its order, those retired meanwhile only where something is written on it.

    The Regulations require a matter of agreements that are entered into while it is in force. `clauses` are
    the changes that stand, by the matter each changes.
    """
    regulated = agreement.basis.follows_partnership_regulations
    pooled = regulated and Flexibility.Kind.POOLED_FUND in agreement.uses
    delegated = regulated and bool(agreement.uses & DELEGATIONS)
    written = dict(_written(agreement, records, clauses))
    codes = {kind.code for kind, provision in written.items() if provision.text.strip()}
    has_term = bool(agreement.starts_on and (agreement.ends_on or agreement.renewal != Renewal.UNKNOWN))
    retired = {kind for kind in written if kind.is_retired}
    for kind in sorted({*records.all(ProvisionKind), *retired}, key=lambda kind: (kind.position, kind.name)):
        binds = agreement.entered_on in Period(kind.from_on, kind.to_on)
        binds = binds and (agreement.includes_charging or not kind.only_with_charging)
        others = set(kind.also_met_by.replace(",", " ").split())
        yield MatterFacts(
            key=kind.pk,
            code=kind.code,
            name=kind.name,
            hint=kind.hint,
            source=kind.source,
            pooled=binds and pooled and kind.required_for_pooled_fund,
            delegated=binds and delegated and kind.required_for_delegation,
            provision=written.get(kind),
            is_met=kind.code in codes or (has_term and bool(others & codes)),
            out_by=clauses[kind.pk].by if kind.pk in clauses and kind not in written else "",
        )


def _written(
    agreement: AgreementAsAt, records: Records, clauses: Mapping[int, ChangeFacts]
) -> Iterator[tuple[ProvisionKind, ProvisionFacts]]:
    """The words on each matter on which there are any: as first agreed, or as a variation has them since."""
    for each in records.beneath(Provision, agreement.key):
        if each.kind_id not in clauses:
            yield each.kind, ProvisionFacts(each.pk, each.text, each.remark)
    for change in clauses.values():
        if change.what.text:
            yield change.what.kind, ProvisionFacts(0, change.what.text, "", change.by)


def excluded_facts(agreement: AgreementAsAt, records: Records) -> Iterable[ExcludedFacts]:
    """The functions that were excluded when it was entered into."""
    for row in records.all(ExcludedFunction):
        if agreement.entered_on in Period(row.from_on, row.to_on):
            words = tuple(word for each in row.words.split(",") if (word := fold(each.strip())))
            yield ExcludedFacts(row.name, words, row.cited)
