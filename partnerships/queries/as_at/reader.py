"""Reading agreements as at a day: all of them together, in a number of queries that never grows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from core.reading import Records, Wanted, read
from partnerships.as_at import AgreementAsAt, AnnexedAgreement
from partnerships.hanging import held_without_dates
from partnerships.models import (
    Agreement,
    AgreementStatus,
    Aim,
    Annex,
    Authority,
    Consent,
    ConsentDirection,
    Consultee,
    Contract,
    Delegation,
    Deliverable,
    DirectionConsent,
    ExcludedFunction,
    Flexibility,
    FormerHolder,
    IssueArea,
    NoticeTerm,
    Novation,
    Party,
    Phase,
    Provision,
    ProvisionKind,
    RenewalDecision,
    Service,
    Signature,
    SigningDate,
    StatusStep,
    Succession,
    TermDay,
)
from partnerships.queries.as_at.contents import (
    aim_facts,
    annex_facts,
    area_facts,
    contract_facts,
    excluded_facts,
    flexibility_facts,
    matter_facts,
    phase_facts,
    service_facts,
)
from partnerships.queries.as_at.parties import (
    basis_facts,
    consent_facts,
    consultee_facts,
    direction_facts,
    party_facts,
)
from partnerships.queries.as_at.signing import (
    authority_facts,
    delegation_facts,
    signing_date_facts,
    status_on,
)
from partnerships.queries.as_at.term import notice_facts, renewal_facts, term_day_facts
from partnerships.queries.bodies_as_facts import body_facts
from partnerships.queries.varied import WANTED_OF_VARIATIONS, laid_over, signature_facts, variations_of

WANTED = (
    Wanted(Agreement, "pk", ("legal_basis", "kept_by__kind", "host__kind")),
    Wanted(Agreement, "over_arching"),
    Wanted(StatusStep, "agreement"),
    Wanted(Party, "agreement", ("body__kind",)),
    Wanted(Succession, "predecessor__parties__agreement", ("successor",)),
    Wanted(Novation, "agreement", ("party__body",)),
    Wanted(FormerHolder, "agreement", ("body__kind",)),
    Wanted(Authority, "agreement", ("body__kind", "variation")),
    Wanted(Delegation, "agreement", ("body__kind",)),
    Wanted(Signature, "agreement", ("body__kind", "delegation")),
    Wanted(NoticeTerm, "agreement"),
    Wanted(TermDay, "agreement"),
    Wanted(RenewalDecision, "agreement", ("body__kind",)),
    Wanted(Consultee, "agreement"),
    Wanted(Consent, "agreement", ("trust__kind", "given_by__kind")),
    Wanted(Flexibility, "agreement", ("lead_body__kind",)),
    Wanted(Phase, "agreement"),
    Wanted(IssueArea, "agreement"),
    Wanted(Deliverable, "area__agreement", ("area", "owner_body")),
    Wanted(Service, "agreement", ("flexibility",)),
    Wanted(Aim, "agreement"),
    Wanted(Contract, "agreement"),
    Wanted(Annex, "agreement"),
    Wanted(Provision, "agreement", ("kind",)),
    Wanted(ProvisionKind),
    Wanted(DirectionConsent, "agreement"),
    Wanted(ExcludedFunction),
    *WANTED_OF_VARIATIONS,
    Wanted(SigningDate),
    Wanted(ConsentDirection, related=("body__kind",)),
)


type Builder = Callable[[AgreementAsAt, Records], object]


@dataclass(frozen=True)
class _Part:
    wanted: tuple[Wanted, ...]
    build: Builder


_parts: dict[type[object], _Part] = {}


def part_of_agreement[P](
    kind: type[P], *wanted: Wanted
) -> Callable[[Callable[[AgreementAsAt, Records], P]], Callable[[AgreementAsAt, Records], P]]:
    """Register what makes an app's part of the value, from these kinds of record alone."""

    def register(build: Callable[[AgreementAsAt, Records], P]) -> Callable[[AgreementAsAt, Records], P]:
        _parts[kind] = _Part(wanted, build)
        return build

    return register


def agreements_as_at(
    keys: Collection[int],
    *,
    on: date,
    known_at: datetime | None = None,
    parts: Iterable[type[object]] | None = None,
    including: int | None = None,
) -> dict[int, AgreementAsAt]:
    """The agreements of these keys as at that day, by key; with `known_at`, as they were recorded then.

    `parts` are those of other apps that are needed, without it all. One that was not recorded yet is missing.
    `including` is the key of a variation to be laid over as if it bound: the preview of it.
    """
    needed = {kind: _parts[kind] for kind in (_parts if parts is None else parts)}
    wanted = dict.fromkeys(each for part in needed.values() for each in part.wanted)
    records = read([*WANTED, *wanted], keys, known_at=known_at)
    put_back_former_holders(records, on)
    found = {}
    for key in keys:
        if agreement := records.find(Agreement, key):
            value = _agreement(agreement, records, on, known_at, including)
            made = {kind: part.build(value, records) for kind, part in needed.items()}
            found[key] = replace(value, parts=made)
    return found


def agreement_as_at(
    key: int,
    *,
    on: date,
    known_at: datetime | None = None,
    parts: Iterable[type[object]] | None = None,
    including: int | None = None,
) -> AgreementAsAt:
    """One agreement as at that day. Raises KeyError where it was not recorded yet."""
    return agreements_as_at([key], on=on, known_at=known_at, parts=parts, including=including)[key]


def put_back_former_holders(records: Records, on: date) -> None:
    """Let what a body held until it closed read as held by it on the days until then."""
    for former in records.all(FormerHolder):  # the earliest comes last, and stands
        held = held_without_dates(former.kind)
        if held is not None and on <= former.to_on and (thing := records.find(held[0], former.key)):
            setattr(thing, held[1], former.body)


def _agreement(
    agreement: Agreement, records: Records, on: date, known_at: datetime | None, including: int | None
) -> AgreementAsAt:
    key, host = agreement.pk, agreement.host_id
    status, since = status_on(agreement, records.beneath(StatusStep, key), on)
    services = records.beneath(Service, key)
    signatures = records.beneath(Signature, key)
    annexed = records.beneath(Agreement, key, by="over_arching")
    value = AgreementAsAt(
        on=on,
        known_at=known_at,
        key=key,
        reference=agreement.reference,
        title=agreement.title,
        status=status,
        status_label=AgreementStatus(status).label,
        status_on=since,
        agreed_on=agreement.agreed_on,
        is_better_care_fund=agreement.is_better_care_fund,
        basis=basis_facts(agreement.legal_basis),
        client_group=agreement.client_group,
        summary=agreement.summary,
        kept_by=body_facts(agreement.kept_by),
        host=body_facts(agreement.host) if agreement.host else None,
        pool_manager_post=agreement.pool_manager_post,
        improvement=agreement.improvement,
        includes_charging=agreement.includes_charging,
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        renewal=agreement.renewal,
        renewal_label=agreement.get_renewal_display(),
        renewal_terms=agreement.renewal_terms,
        notice_months=agreement.notice_months,
        over_arching=agreement.over_arching_id,
        annex_number=agreement.annex_order,
        annexed=tuple(AnnexedAgreement(each.pk, each.annex_order) for each in _by_number(annexed)),
        parties=tuple(party_facts(each, host, records) for each in records.beneath(Party, key)),
        authorities=tuple(authority_facts(records.beneath(Authority, key))),
        delegations=tuple(delegation_facts(each) for each in records.beneath(Delegation, key)),
        signatures=tuple(signature_facts(each, records) for each in signatures if each.variation_id is None),
        notices=(),
        term_days=tuple(term_day_facts(each) for each in records.beneath(TermDay, key)),
        renewals=tuple(renewal_facts(each) for each in records.beneath(RenewalDecision, key)),
        consultees=tuple(consultee_facts(each) for each in records.beneath(Consultee, key)),
        consents=tuple(consent_facts(each) for each in records.beneath(Consent, key)),
        directions=tuple(direction_facts(records, key)),
        signing_dates=tuple(signing_date_facts(agreement, records)),
        flexibilities=tuple(flexibility_facts(each) for each in records.beneath(Flexibility, key)),
        phases=tuple(phase_facts(each) for each in records.beneath(Phase, key)),
        issue_areas=tuple(area_facts(each, records) for each in records.beneath(IssueArea, key)),
        services_in=tuple(service_facts(each) for each in services if each.scope == Service.Scope.IN),
        services_out=tuple(service_facts(each) for each in services if each.scope == Service.Scope.OUT),
        aims=tuple(aim_facts(each) for each in records.beneath(Aim, key)),
        contracts=tuple(contract_facts(each) for each in records.beneath(Contract, key)),
        annexes=tuple(annex_facts(each) for each in records.beneath(Annex, key)),
        matters=(),
        excluded=(),
        variations=tuple(variations_of(key, records, signatures, including)),
    )
    value, clauses = laid_over(value, records)
    is_varied = value.notice_months != agreement.notice_months
    notices = tuple(notice_facts(value.notice_months, is_varied, records.beneath(NoticeTerm, key)))
    matters = tuple(matter_facts(value, records, clauses))
    return replace(value, notices=notices, matters=matters, excluded=tuple(excluded_facts(value, records)))


def _by_number(annexed: Iterable[Agreement]) -> list[Agreement]:
    return sorted(annexed, key=lambda each: (each.annex_order is None, each.annex_order, each.reference))
