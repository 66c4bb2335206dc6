"""The days of an agreement that follow from its term, its phases, its partners and their powers."""

from __future__ import annotations

from collections.abc import Iterator

from core.permissions import Permission
from core.rules import Place
from partnerships.as_at import AgreementAsAt
from partnerships.calculations.term import BREAK, coming_days, notice_days
from partnerships.days import Day, tells_days

TERMS = Permission.CHANGE_AGREEMENTS


@tells_days("first-day", "Agreement begins", TERMS)
def first_day(agreement: AgreementAsAt) -> Iterator[Day]:
    if agreement.starts_on:
        yield Day(agreement.starts_on, "", Place("overview"))


@tells_days("last-day", "Agreement ends", TERMS)
def last_day(agreement: AgreementAsAt) -> Iterator[Day]:
    if agreement.ends_on:
        yield Day(agreement.ends_on, "", Place("overview"), is_due=True)


@tells_days("notice", "Last day to give notice", TERMS)
def last_day_to_give_notice(agreement: AgreementAsAt) -> Iterator[Day]:
    for each in notice_days(agreement):
        if each.last:
            yield Day(each.last, each.notice.subject, Place("term"))


@tells_days("term-day", "Break, option, decision or review", TERMS)
def days_in_the_term(agreement: AgreementAsAt) -> Iterator[Day]:
    for each in coming_days(agreement):
        place = Place("term", anchor=f"day-{each.day.key}")
        yield Day(each.due_on, each.day.says, place, is_due=each.day.kind != BREAK)


@tells_days("signing", "Date for signing", TERMS)
def dates_for_signing(agreement: AgreementAsAt) -> Iterator[Day]:
    for each in agreement.signing_dates:
        yield Day(each.due_on, each.name, Place("signing"), is_due=bool(agreement.unsigned))


@tells_days("phase", "Phase to be in place", TERMS)
def phases(agreement: AgreementAsAt) -> Iterator[Day]:
    for phase in agreement.phases:
        if phase.due_on and not phase.done_on:
            yield Day(phase.due_on, phase.name, Place("scope"), is_due=True)


@tells_days("deliverable", "Deliverable due", TERMS)
def deliverables(agreement: AgreementAsAt) -> Iterator[Day]:
    for area in agreement.issue_areas:
        for each in area.deliverables:
            if each.due_on and not each.done_on:
                yield Day(each.due_on, each.what, Place("scope"), is_due=True)


@tells_days("closing", "Partner closes", TERMS)
def closings(agreement: AgreementAsAt) -> Iterator[Day]:
    for party in agreement.partners:
        if party.body.closed_on:
            yield Day(party.body.closed_on, f"Last day of {party.name}", Place("parties"))


@tells_days("aim", "Aim to be reached", TERMS)
def aims(agreement: AgreementAsAt) -> Iterator[Day]:
    for aim in agreement.aims:
        if aim.by_on:
            yield Day(aim.by_on, aim.text, Place("scope"))


@tells_days("party", "Partner joins or leaves", TERMS)
def parties(agreement: AgreementAsAt) -> Iterator[Day]:
    for party in agreement.parties:
        if party.joined_on:
            yield Day(party.joined_on, f"{party.name} joins", Place("parties"))
        if party.left_on:
            yield Day(party.left_on, f"{party.name} leaves after this day", Place("parties"))


@tells_days("power", "Power or approval lapses", TERMS)
def powers(agreement: AgreementAsAt) -> Iterator[Day]:
    for delegation in agreement.delegations:
        if delegation.to_on:
            yield Day(delegation.to_on, f"{delegation.body}: {delegation.post}", Place("signing"))
    for authority in agreement.authorities:
        if authority.to_on:
            yield Day(authority.to_on, f"{authority.body}: {authority}", Place("signing"))


@tells_days("contract", "Contract ends", TERMS)
def contracts(agreement: AgreementAsAt) -> Iterator[Day]:
    for contract in agreement.contracts:
        if contract.ends_on:
            yield Day(contract.ends_on, contract.provider, Place("scope"))
