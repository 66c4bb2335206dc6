"""Reading agreements as at a day: all of them together, in a number of queries that never grows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from core.dates import Period
from core.folding import fold
from core.reading import Records, Wanted, read
from partnerships.as_at import (
    AgreementAsAt,
    AimFacts,
    AnnexedAgreement,
    AnnexFacts,
    AuthorityFacts,
    BasisFacts,
    ConsentFacts,
    ConsulteeFacts,
    ContractFacts,
    DelegationFacts,
    DeliverableFacts,
    DirectionFacts,
    ExcludedFacts,
    FlexibilityFacts,
    IssueAreaFacts,
    MatterFacts,
    NoticeFacts,
    PartyFacts,
    PhaseFacts,
    ProvisionFacts,
    RenewalFacts,
    ServiceFacts,
    SigningDateFacts,
    TermDayFacts,
)
from partnerships.calculations.variations import ChangeFacts
from partnerships.models import (
    DELEGATIONS,
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
    IssueArea,
    LegalBasis,
    NoticeTerm,
    Novation,
    Party,
    Phase,
    Provision,
    ProvisionKind,
    Renewal,
    RenewalDecision,
    Service,
    Signature,
    SigningDate,
    StatusStep,
    Succession,
    TermDay,
)
from partnerships.queries.bodies_as_facts import body_facts
from partnerships.queries.varied import WANTED_OF_VARIATIONS, laid_over, signature_facts, variations_of

WANTED = (
    Wanted(Agreement, "pk", ("legal_basis", "kept_by__kind", "host__kind")),
    Wanted(Agreement, "over_arching"),
    Wanted(StatusStep, "agreement"),
    Wanted(Party, "agreement", ("body__kind",)),
    Wanted(Succession, "predecessor__parties__agreement", ("successor",)),
    Wanted(Novation, "agreement", ("party__body",)),
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


def _agreement(
    agreement: Agreement, records: Records, on: date, known_at: datetime | None, including: int | None
) -> AgreementAsAt:
    key, host = agreement.pk, agreement.host_id
    status, since = _status(agreement, records.beneath(StatusStep, key), on)
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
        basis=_basis(agreement.legal_basis),
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
        parties=tuple(_party(each, host, records) for each in records.beneath(Party, key)),
        authorities=tuple(_authorities(records.beneath(Authority, key))),
        delegations=tuple(_delegation(each) for each in records.beneath(Delegation, key)),
        signatures=tuple(signature_facts(each, records) for each in signatures if each.variation_id is None),
        notices=(),
        term_days=tuple(_term_day(each) for each in records.beneath(TermDay, key)),
        renewals=tuple(_renewal(each) for each in records.beneath(RenewalDecision, key)),
        consultees=tuple(_consultee(each) for each in records.beneath(Consultee, key)),
        consents=tuple(
            ConsentFacts(
                each.pk,
                body_facts(each.trust),
                body_facts(each.given_by),
                each.given_on,
                each.is_complete,
                each.note,
            )
            for each in records.beneath(Consent, key)
        ),
        directions=tuple(_directions(records, key)),
        signing_dates=tuple(_signing_dates(agreement, records)),
        flexibilities=tuple(_flexibility(each) for each in records.beneath(Flexibility, key)),
        phases=tuple(
            PhaseFacts(each.pk, each.position, each.name, each.due_on, each.done_on, each.condition)
            for each in records.beneath(Phase, key)
        ),
        issue_areas=tuple(_area(each, records) for each in records.beneath(IssueArea, key)),
        services_in=tuple(_service(each) for each in services if each.scope == Service.Scope.IN),
        services_out=tuple(_service(each) for each in services if each.scope == Service.Scope.OUT),
        aims=tuple(
            AimFacts(each.pk, each.get_kind_display(), each.text, each.measure, each.by_on)
            for each in records.beneath(Aim, key)
        ),
        contracts=tuple(_contract(each) for each in records.beneath(Contract, key)),
        annexes=tuple(
            AnnexFacts(each.pk, each.position, each.title, each.text) for each in records.beneath(Annex, key)
        ),
        matters=(),
        excluded=(),
        variations=tuple(variations_of(key, records, signatures, including)),
    )
    value, clauses = laid_over(value, records)
    is_varied = value.notice_months != agreement.notice_months
    notices = tuple(_notices(value.notice_months, is_varied, records.beneath(NoticeTerm, key)))
    matters = tuple(_matters(value, records, clauses))
    return replace(value, notices=notices, matters=matters, excluded=tuple(_excluded(value, records)))


def _status(agreement: Agreement, steps: Sequence[StatusStep], on: date) -> tuple[str, date | None]:
    """The status on that day and the day from which it is so, as far as days are recorded."""
    if not steps:
        return agreement.status, None
    begun = [each for each in steps if each.from_on is None or each.from_on <= on]
    return (begun[-1].status, begun[-1].from_on) if begun else (AgreementStatus.DRAFTING, None)


def _area(area: IssueArea, records: Records) -> IssueAreaFacts:
    delivered = tuple(_deliverable(each) for each in records.beneath(Deliverable, area.pk))
    return IssueAreaFacts(area.pk, area.name, area.note, delivered)


def _deliverable(row: Deliverable) -> DeliverableFacts:
    at = row.owner_body.name if row.owner_body else ""
    owner = ", ".join(filter(None, (row.owner_post, at)))
    return DeliverableFacts(row.pk, row.what, owner, row.due_on, row.done_on, row.note)


def _by_number(annexed: Iterable[Agreement]) -> list[Agreement]:
    return sorted(annexed, key=lambda each: (each.annex_order is None, each.annex_order, each.reference))


def _basis(basis: LegalBasis) -> BasisFacts:
    return BasisFacts(
        key=basis.pk,
        name=basis.name,
        act=basis.statute,
        section=basis.section,
        follows_partnership_regulations=basis.follows_partnership_regulations,
        from_on=basis.from_on,
        to_on=basis.to_on,
    )


def _party(party: Party, host: int | None, records: Records) -> PartyFacts:
    followed_by = tuple(each.successor.name for each in records.beneath(Succession, party.body_id))
    novations = [
        each for each in records.beneath(Novation, party.agreement_id) if each.successor_id == party.pk
    ]
    return PartyFacts(
        key=party.pk,
        body=body_facts(party.body, followed_by),
        part=party.role_note,
        joined_on=party.joined_on,
        left_on=party.left_on,
        confirmed=party.confirmed,
        is_host=party.body_id == host,
        succeeds=tuple(each.party.body.name for each in novations),
        is_bound=any(each.is_bound for each in novations),
    )


def _authorities(rows: Sequence[Authority]) -> Iterator[AuthorityFacts]:
    """Each with the first decision that takes it back."""
    revoked = {each.revokes_id: each for each in reversed(rows) if each.revokes_id}
    for each in rows:
        taken_back = revoked.get(each.pk)
        yield AuthorityFacts(
            key=each.pk,
            body=body_facts(each.body),
            what=each.what,
            says=f"{each.get_what_display()}: {each.variation}"
            if each.variation
            else each.get_what_display(),
            how=each.get_kind_display(),
            is_urgent=each.kind == Authority.Kind.EMERGENCY,
            decided_by=each.decided_by,
            decided_on=each.decided_on,
            minute=each.minute,
            limit=each.limit,
            conditions=each.conditions,
            conditions_met_on=each.conditions_met_on,
            from_on=each.from_on,
            to_on=each.to_on,
            revoked_by=taken_back.decided_by if taken_back else "",
            revoked_on=taken_back.decided_on if taken_back else None,
            is_by_officer=each.kind == Authority.Kind.OFFICER,
            reasons=each.reasons,
            alternatives=each.alternatives,
            interests=each.interests,
            remark=each.remark,
            variation=each.variation_id,
        )


def _directions(records: Records, key: int) -> Iterator[DirectionFacts]:
    """Those to its partners, each with the consent that is recorded for it."""
    parties = {each.body_id for each in records.beneath(Party, key)}
    consents = {each.body_id: each for each in records.beneath(DirectionConsent, key)}
    for each in records.all(ConsentDirection):
        consent = consents.get(each.body_id)
        if each.body_id in parties and each.from_on:
            yield DirectionFacts(
                key=each.pk,
                body=body_facts(each.body),
                from_on=each.from_on,
                to_on=each.to_on,
                consent_of=each.consent_of,
                limit=each.contract_limit,
                consent=consent.pk if consent else None,
                other_sums=consent.other_sums if consent else None,
                asked_on=consent.asked_on if consent else None,
                given_on=consent.given_on if consent else None,
                given_by=consent.given_by if consent else "",
                note=consent.note if consent else "",
            )


def _signing_dates(agreement: Agreement, records: Records) -> Iterator[SigningDateFacts]:
    """Those of the years within its term, where it holds money of the Better Care Fund."""
    if not agreement.is_better_care_fund:
        return
    term = Period(agreement.starts_on, agreement.ends_on)
    for each in records.all(SigningDate):
        if term.overlaps(Period(each.from_on, each.to_on)):
            yield SigningDateFacts(each.name, each.from_on, each.to_on, each.due_on, each.cited)


def _consultee(each: Consultee) -> ConsulteeFacts:
    return ConsulteeFacts(
        key=each.pk,
        name=each.name,
        state=each.state,
        says=each.get_state_display(),
        jointly=each.jointly,
        by_whom=each.by_whom,
        from_on=each.from_on,
        to_on=each.to_on,
        how=each.how,
        said=each.said,
        changed=each.changed,
    )


def _notices(months: int | None, is_varied: bool, rows: Sequence[NoticeTerm]) -> Iterator[NoticeFacts]:
    """Those that are recorded; for the whole, where none is, the months that stand with the agreement.

    Those months stand too where a variation set them: it came later.
    """
    if months and (is_varied or all(each.subject for each in rows)):
        unit, term = NoticeTerm.Unit.MONTHS, NoticeTerm.Ending.TERM
        yield NoticeFacts(None, "", months, unit, unit.label, term, term.label, note="", remark="")
        rows = [each for each in rows if each.subject]
    for each in rows:
        yield NoticeFacts(
            key=each.pk,
            subject=each.subject,
            length=each.length,
            unit=each.unit,
            unit_label=each.get_unit_display(),
            ending=each.ending,
            ending_label=each.get_ending_display(),
            note=each.note,
            remark=each.remark,
        )


def _term_day(each: TermDay) -> TermDayFacts:
    return TermDayFacts(
        key=each.pk,
        kind=each.kind,
        says=each.get_kind_display(),
        due_on=each.due_on,
        every_months=each.every_months,
        extension_months=each.extension_months,
        settled_on=each.settled_on,
        decided_by=each.decided_by,
        note=each.note,
        remark=each.remark,
    )


def _renewal(each: RenewalDecision) -> RenewalFacts:
    return RenewalFacts(
        key=each.pk,
        body=body_facts(each.body),
        year=each.year,
        takes_part=each.takes_part,
        commitment=each.commitment,
        decided_by=each.decided_by,
        decided_on=each.decided_on,
        minute=each.minute,
        remark=each.remark,
    )


def _delegation(delegation: Delegation) -> DelegationFacts:
    return DelegationFacts(
        key=delegation.pk,
        post=delegation.post,
        body=body_facts(delegation.body),
        power=delegation.power_as_it_stands,
        is_given=delegation.state == Delegation.State.GIVEN,
        signs=delegation.power in Delegation.SIGNS,
        authority=delegation.authority_id,
        in_consultation_with=delegation.in_consultation_with,
        consulted_on=delegation.consulted_on,
        from_on=delegation.from_on,
        to_on=delegation.to_on,
        note=delegation.note,
        remark=delegation.remark,
    )


def _flexibility(flexibility: Flexibility) -> FlexibilityFacts:
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


def _service(service: Service) -> ServiceFacts:
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


def _contract(contract: Contract) -> ContractFacts:
    same: Any = {
        name: getattr(contract, name) for name in ContractFacts.__dataclass_fields__ if name != "key"
    }
    return ContractFacts(key=contract.pk, **same)


def _matters(
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


def _excluded(agreement: AgreementAsAt, records: Records) -> Iterable[ExcludedFacts]:
    """The functions that were excluded when it was entered into."""
    for row in records.all(ExcludedFunction):
        if agreement.entered_on in Period(row.from_on, row.to_on):
            words = tuple(word for each in row.words.split(",") if (word := fold(each.strip())))
            yield ExcludedFacts(row.name, words, row.cited)
