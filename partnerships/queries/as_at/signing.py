"""What each partner decided and whom it lets sign; which status that gives the agreement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from core.dates import Period
from core.reading import Records
from partnerships.as_at import AuthorityFacts, DelegationFacts, SigningDateFacts
from partnerships.models import Agreement, AgreementStatus, Authority, Delegation, SigningDate, StatusStep
from partnerships.queries.bodies_as_facts import body_facts


def status_on(agreement: Agreement, steps: Sequence[StatusStep], on: date) -> tuple[str, date | None]:
    """The status on that day and the day from which it is so, as far as days are recorded."""
    if not steps:
        return agreement.status, None
    begun = [each for each in steps if each.from_on is None or each.from_on <= on]
    return (begun[-1].status, begun[-1].from_on) if begun else (AgreementStatus.DRAFTING, None)


def authority_facts(rows: Sequence[Authority]) -> Iterator[AuthorityFacts]:
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


def delegation_facts(delegation: Delegation) -> DelegationFacts:
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


def signing_date_facts(agreement: Agreement, records: Records) -> Iterator[SigningDateFacts]:
    """Those of the years within its term, where it holds money of the Better Care Fund."""
    if not agreement.is_better_care_fund:
        return
    term = Period(agreement.starts_on, agreement.ends_on)
    for each in records.all(SigningDate):
        if term.overlaps(Period(each.from_on, each.to_on)):
            yield SigningDateFacts(each.name, each.from_on, each.to_on, each.due_on, each.cited)
