"""What can be amiss with an agreement itself, each by the regulation or good practice named with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from core.dates import in_words, months_before
from core.findings import Finding, Urgency, finder
from core.sentences import mid_sentence, sentence_start
from partnerships.models import (
    Agreement,
    AgreementStatus,
    Consultee,
    Flexibility,
    Party,
    Phase,
    Provision,
    ProvisionKind,
    Sector,
)
from partnerships.queries import by_agreement

K = Flexibility.Kind
DELEGATIONS = (K.NHS_LEADS, K.COUNCIL_LEADS, K.NHS_PROVIDES, K.COUNCIL_PROVIDES)


def _live(agreements: Sequence[Agreement]) -> list[Agreement]:
    return [agreement for agreement in agreements if not agreement.is_over]


def _regulated(agreements: Sequence[Agreement]) -> list[Agreement]:
    """Those to which SI 2000/617 applies; a memorandum, for one, owes it nothing."""
    return [each for each in _live(agreements) if each.legal_basis.follows_partnership_regulations]


def _grouped(model: Any, agreements: Sequence[Agreement], *related: str) -> dict[int, list[Any]]:
    """The current records of this model by agreement, in one query."""
    return by_agreement(model.objects.current().filter(agreement__in=agreements).with_related(*related))


def _tab(name: str, agreement: Agreement) -> str:
    return reverse(f"partnerships:agreement{name}", args=[agreement.reference])


@finder
def partners_of_both_kinds(agreements: Sequence[Agreement], on: date) -> Iterator[Finding]:
    """Reg 4(1): at least one NHS body and one local authority."""
    parties = by_agreement(
        Party.objects.not_left_on(on).filter(agreement__in=agreements).select_related("body__kind")
    )
    for agreement in _regulated(agreements):
        sectors = {party.body.kind.sector for party in parties[agreement.pk]}
        missing = [
            label
            for sector, label in ((Sector.NHS, "an NHS body"), (Sector.COUNCIL, "a council"))
            if sector not in sectors
        ]
        if missing:
            message = f"{sentence_start(' and '.join(missing))} must be party to the agreement"
            yield Finding(
                agreement, Urgency.NOW, message, "SI 2000/617 reg 4(1)", _tab("-parties", agreement)
            )


@finder
def partners_still_exist(agreements: Sequence[Agreement], on: date) -> Iterator[Finding]:
    """A partner that has closed needs a successor, or the agreement an end."""
    parties = _grouped(Party, agreements, "body")
    for agreement in _live(agreements):
        for party in parties[agreement.pk]:
            closed = party.body.closed_on
            if closed and closed < on and party.left_on is None:
                message = (
                    f"{party.body} closed on {in_words(closed)}: record its successor, or the day it left"
                )
                source = "Succession needs a person's confirmation"
                yield Finding(agreement, Urgency.NOW, message, source, _tab("-parties", agreement))


@finder
def required_provisions_are_written(agreements: Sequence[Agreement], on: date) -> Iterator[Finding]:
    """Reg 7(3) for a pooled fund, regs 8(2) and 9(3) for a delegation: each matter must be in writing."""
    kinds = list(ProvisionKind.objects.current())
    flexibilities = _grouped(Flexibility, agreements)
    provisions = _grouped(Provision, agreements)
    for agreement in _regulated(agreements):
        used = {flexibility.kind for flexibility in flexibilities[agreement.pk]}
        written = {provision.kind_id for provision in provisions[agreement.pk] if provision.text.strip()}
        yield from _missing(
            agreement,
            [k for k in kinds if k.required_for_pooled_fund],
            K.POOLED_FUND in used,
            written,
            "reg 7(3)",
        )
        delegated = bool(used.intersection(DELEGATIONS))
        yield from _missing(
            agreement, [k for k in kinds if k.required_for_delegation], delegated, written, "regs 8(2), 9(3)"
        )


def _missing(
    agreement: Agreement, required: Iterable[ProvisionKind], applies: bool, written: set[int], source: str
) -> Iterator[Finding]:
    required = list(required)
    missing = [kind.name for kind in required if kind.pk not in written]
    if applies and missing:
        shown = "; ".join(missing[:3]) + (f" and {len(missing) - 3} more" if len(missing) > 3 else "")
        count = f"{len(missing)} of the {len(required)} matters"
        verb = "is" if len(missing) == 1 else "are"
        message = f"{count} the agreement must address {verb} not written: {shown}"
        yield Finding(
            agreement, Urgency.NOW, message, f"SI 2000/617 {source}", _tab("-provisions", agreement)
        )


@finder
def improvement_and_consultation_are_recorded(agreements: Sequence[Agreement], on: date) -> Iterator[Finding]:
    """Reg 4(1): likely to lead to an improvement. Reg 4(2): those affected were consulted jointly."""
    consultees = _grouped(Consultee, agreements)
    for agreement in _regulated(agreements):
        if not agreement.improvement.strip():
            message = "The reasons why it is likely to lead to an improvement are not recorded"
            yield Finding(agreement, Urgency.SOON, message, "SI 2000/617 reg 4(1)", _tab("", agreement))
        if not any(consultee.jointly for consultee in consultees[agreement.pk]):
            message = "No joint consultation of those who appear to be affected is recorded"
            yield Finding(
                agreement, Urgency.SOON, message, "SI 2000/617 reg 4(2)", _tab("-parties", agreement)
            )


@finder
def pool_has_host_and_manager(agreements: Sequence[Agreement], on: date) -> Iterator[Finding]:
    """Reg 7(4): one partner hosts the pooled fund and appoints the pool manager."""
    flexibilities = _grouped(Flexibility, agreements)
    for agreement in _regulated(agreements):
        if K.POOLED_FUND not in {flexibility.kind for flexibility in flexibilities[agreement.pk]}:
            continue
        for filled, what in (
            (agreement.host_id, "host partner"),
            (agreement.pool_manager_post, "pool manager"),
        ):
            if not filled:
                message = f"The pooled fund has no {what}"
                yield Finding(agreement, Urgency.NOW, message, "SI 2000/617 reg 7(4)", _tab("", agreement))


@finder
def term_is_watched(agreements: Sequence[Agreement], on: date) -> Iterator[Finding]:
    """Started without being in force; near its end; past it; the last day to give notice."""
    for agreement in _live(agreements):
        link = _tab("", agreement)
        starts, ends = agreement.starts_on, agreement.ends_on
        if starts and starts <= on and agreement.status != AgreementStatus.IN_FORCE:
            status = mid_sentence(agreement.get_status_display())
            message = f"It started on {in_words(starts)} but is recorded as {status}"
            yield Finding(
                agreement, Urgency.NOW, message, "An agreement should be in writing from its start", link
            )
        if ends is None:
            continue
        if ends < on:
            message = f"It expired on {in_words(ends)}: renew it or record its end"
            yield Finding(agreement, Urgency.NOW, message, "The term of the agreement", link)
        elif (months := _months_left(ends, on)) is not None:
            urgency = Urgency.NOW if months <= 3 else Urgency.SOON
            message = f"It ends on {in_words(ends)}, in less than {months} months"
            yield Finding(agreement, urgency, message, "The term of the agreement", link)
        if (
            agreement.notice_months
            and on <= (last := months_before(ends, agreement.notice_months))
            and _months_left(last, on)
        ):
            message = f"The last day to give notice before it ends is {in_words(last)}"
            yield Finding(agreement, Urgency.SOON, message, f"{agreement.notice_months} months' notice", link)


def _months_left(day: date, on: date) -> int | None:
    """The smallest of 3, 6 and 12 months within which the day comes; None where it is further off."""
    return next((months for months in (3, 6, 12) if months_before(day, months) <= on), None)


@finder
def phases_meet_their_deadlines(agreements: Sequence[Agreement], on: date) -> Iterator[Finding]:
    """A phase past its deadline, or due within 90 days, that is not in place."""
    phases = _grouped(Phase, agreements)
    for agreement in _live(agreements):
        for phase in phases[agreement.pk]:
            if phase.done_on or phase.due_on is None or (phase.due_on - on).days > 90:
                continue
            late = phase.due_on < on
            due = f"{phase.name} {'was' if late else 'is'} due by {in_words(phase.due_on)}"
            message = f"{due} and is not recorded as in place"
            urgency = Urgency.NOW if late else Urgency.SOON
            yield Finding(
                agreement, urgency, message, "The agreement's own phases", _tab("-scope", agreement)
            )
