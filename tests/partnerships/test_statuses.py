"""From which status an agreement goes to which, what each asks, and what it is as at each day."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from core.permissions import Role
from core.rules import RulesBroken
from partnerships.actions import move_agreement_status
from partnerships.actions.signing import sign_agreement
from partnerships.models import TRANSITIONS, Agreement, AgreementStatus, StatusStep
from partnerships.queries import agreement_as_at
from tests.factories import (
    NOW,
    TODAY,
    AgreementFactory,
    AuthorityFactory,
    BodyFactory,
    ConsulteeFactory,
    DelegationFactory,
    PartyFactory,
    SignatureFactory,
    person,
    recorder,
)
from tests.forms import filled

pytestmark = pytest.mark.django_db
S = AgreementStatus
ENDS = date(2006, 3, 31)


def ready(status=S.DRAFTING):
    """An agreement of which everything is recorded that any move asks for."""
    agreement = AgreementFactory(status=status, starts_on=date(2004, 4, 1), ends_on=ENDS)
    ConsulteeFactory(agreement=agreement)
    SignatureFactory(agreement=agreement)
    return agreement


def move(agreement, to, **said):
    move_agreement_status(agreement, to=to, **{"by": recorder(), "at": NOW, "why": "Decided"} | said)


def refused(agreement, to, **said):
    with pytest.raises(RulesBroken) as broken:
        move(agreement, to, **said)
    return [(each.rule.code, each.field) for each in broken.value.broken]


@pytest.mark.parametrize("to", S)
@pytest.mark.parametrize("status", S)
def test_status_follows_its_transitions(status, to):
    agreement = ready(status)
    if to in TRANSITIONS[status]:
        move(agreement, to, on=TODAY)
        agreement.refresh_from_db()
        assert agreement.status == to
        assert agreement.acts.first().code == f"agreement.{to.replace('_', '-')}"
        assert list(StatusStep.objects.values_list("status", "from_on")) == [(to, TODAY)]
    else:
        assert refused(agreement, to) == [("status-follows-its-transitions", "to")]
        assert Agreement.objects.get().status == status
        assert not StatusStep.objects.exists()


def test_every_status_can_be_reached_and_left():
    reached, waiting = set(), [S.DRAFTING]
    while waiting:
        status = waiting.pop()
        if status not in reached:
            reached.add(status)
            waiting += TRANSITIONS[status]
    assert reached == set(S)
    assert all(TRANSITIONS[status] for status in S)


# What each move asks


def test_some_are_to_be_consulted():
    agreement = AgreementFactory()
    assert refused(agreement, S.CONSULTING) == [("some-are-to-be-consulted", "to")]
    ConsulteeFactory(agreement=agreement)
    move(agreement, S.CONSULTING)


def test_approved_by_each_partner():
    agreement = AgreementFactory(status="awaiting_approval")
    other = PartyFactory(agreement=agreement).body
    AuthorityFactory(agreement=agreement)
    with pytest.raises(RulesBroken, match=f"None is recorded of {other}"):
        move(agreement, S.APPROVED)
    AuthorityFactory(agreement=agreement, body=other, conditions="The budget is set")
    assert refused(agreement, S.APPROVED) == [("approved-by-each-partner", "to")]  # the condition is open
    AuthorityFactory(agreement=agreement, body=other, decided_on=date(2004, 1, 20))
    assert refused(agreement, S.APPROVED, on=date(2004, 1, 19)) == [("approved-by-each-partner", "to")]
    move(agreement, S.APPROVED, on=date(2004, 1, 20))


def test_signed_by_each_partner():
    agreement = AgreementFactory(status="approved")
    AuthorityFactory(agreement=agreement)
    assert refused(agreement, S.SIGNED) == [("signed-by-each-partner", "to")]
    SignatureFactory(agreement=agreement)
    move(agreement, S.SIGNED)


def test_the_signature_of_the_last_partner_makes_it_signed():
    agreement = AgreementFactory(status="approved", starts_on=date(2004, 4, 1))
    other = PartyFactory(agreement=agreement).body
    for body, day in ((agreement.kept_by, date(2004, 1, 5)), (other, date(2004, 1, 9))):
        assert Agreement.objects.get().status == "approved"
        power = DelegationFactory(
            agreement=agreement, body=body, authority=AuthorityFactory(agreement=agreement, body=body)
        )
        signed = SignatureFactory.build(
            agreement=agreement, body=body, delegation=power, signed_on=day, mode="hand"
        )
        sign_agreement(signed, by=person(Role.LEGAL, body), at=NOW)
    assert Agreement.objects.get().status == "signed"
    assert [(each.status, each.from_on) for each in StatusStep.objects.all()] == [
        ("signed", date(2004, 1, 9))
    ]
    assert agreement_as_at(agreement.pk, on=TODAY).dated_on == date(2004, 1, 9)
    assert agreement_as_at(agreement.pk, on=date(2004, 1, 8)).dated_on is None


def test_in_force_from_its_start():
    agreement = AgreementFactory()
    assert refused(agreement, S.IN_FORCE) == [("in-force-from-its-start", "to")]
    agreement = AgreementFactory(starts_on=date(2004, 4, 1))
    assert refused(agreement, S.IN_FORCE, on=date(2004, 3, 31)) == [("in-force-from-its-start", "to")]
    move(agreement, S.IN_FORCE, on=date(2004, 4, 1))
    assert agreement_as_at(agreement.pk, on=TODAY).is_unsigned  # which is no reason to refuse


def test_expired_after_its_last_day():
    agreement = AgreementFactory(status="in_force", starts_on=date(2004, 4, 1), ends_on=ENDS)
    assert refused(agreement, S.EXPIRED, on=ENDS) == [("expired-after-its-last-day", "to")]
    move(agreement, S.EXPIRED, on=ENDS + timedelta(days=1))
    endless = AgreementFactory(status="in_force", starts_on=date(2004, 4, 1))
    assert refused(endless, S.EXPIRED) == [("expired-after-its-last-day", "to")]


def test_end_has_its_reason():
    agreement = AgreementFactory(status="in_force", starts_on=date(2004, 4, 1))
    for to in (S.TERMINATED, S.SUPERSEDED):
        assert refused(agreement, to, why=" ") == [("end-has-its-reason", "why")]
    move(agreement, S.TERMINATED, why="Notice of the council, 3 January 2006")


def test_status_begins_after_the_one_before():
    agreement = AgreementFactory()
    move(agreement, S.AWAITING_APPROVAL, on=date(2004, 1, 5))
    before = [("status-begins-after-the-one-before", "on")]
    assert refused(agreement, S.WITHDRAWN, on=date(2004, 1, 4)) == before
    tomorrow = TODAY + timedelta(days=1)
    assert refused(agreement, S.WITHDRAWN, on=tomorrow) == [("nothing-is-done-on-a-day-to-come", "on")]
    move(agreement, S.WITHDRAWN, on=date(2004, 1, 5))


# What it is as at a day


def test_as_at_a_day_it_has_the_status_of_that_day():
    agreement = ready()
    for to, day in ((S.AWAITING_APPROVAL, 5), (S.APPROVED, 9), (S.SIGNED, 12)):
        move(agreement, to, on=date(2004, 1, day))

    def status(day):
        value = agreement_as_at(agreement.pk, on=date(2004, 1, day))
        return value.status, value.status_on

    assert [status(day) for day in (4, 5, 8, 9, 11, 12, 31)] == [
        ("drafting", None),
        ("awaiting_approval", date(2004, 1, 5)),
        ("awaiting_approval", date(2004, 1, 5)),
        ("approved", date(2004, 1, 9)),
        ("approved", date(2004, 1, 9)),
        ("signed", date(2004, 1, 12)),
        ("signed", date(2004, 1, 12)),
    ]


def test_a_step_of_which_the_day_is_not_known_holds_for_every_day():
    agreement = AgreementFactory()
    move(agreement, S.AWAITING_APPROVAL)
    assert agreement_as_at(agreement.pk, on=date(2004, 1, 1)).status == "awaiting_approval"


def test_the_date_of_the_agreement_is_what_it_says():
    agreement = AgreementFactory(agreed_on=date(2004, 3, 1), starts_on=date(2003, 12, 31))
    SignatureFactory(agreement=agreement)
    value = agreement_as_at(agreement.pk, on=TODAY)
    assert (value.dated_on, value.starts_on) == (date(2004, 3, 1), date(2003, 12, 31))


# The page


def test_the_page_lists_what_is_unmet_and_where_it_is_mended(client):
    agreement = AgreementFactory(reference="SWK-1", status="awaiting_approval")
    other = PartyFactory(agreement=agreement, body=BodyFactory(name="Southwark PCT")).body
    SignatureFactory(agreement=agreement)
    client.force_login(person(Role.OFFICER, agreement.kept_by))
    page = reverse("partnerships:agreement-move", args=["SWK-1"])

    answer = client.get(page)
    nexts = answer.context_data["nexts"]
    lacking = {to.value: [each.text for each in unmet] for to, unmet, _ in nexts if unmet}
    starts = "It is in force from the day it starts: record that day, and wait for it."
    none_of = f"None is recorded of {other}."
    approve = "It is approved once each partner has a decision in force that lets it enter into it."
    assert lacking == {
        "approved": [f"{approve} {none_of}"],
        "signed": [
            f"{approve} {none_of}",
            f"It is signed once each partner has. No signature is recorded of {other}.",
        ],
        "in_force": [f"{starts} No day is recorded."],
        "consulting": ["Before it is consulted on, record who is to be consulted."],
    }
    assert reverse("partnerships:agreement-signing", args=["SWK-1"]) in answer.text
    assert reverse("partnerships:agreement-change", args=[agreement.pk]) in answer.text
    told = {to.value: [each.text for each in said] for to, _, said in nexts if said}
    assert told == {
        "in_force": [
            f"No decision to enter into it is recorded of {other}.",
            f"No signature is recorded of {other}.",
        ]
    }

    form = answer.context_data["form"]
    again = client.post(page, filled(form, to="approved"))
    assert (again.status_code, list(again.context_data["form"].errors)) == (422, ["to"])
    moved = client.post(page, filled(form, to="withdrawn", on_0="1", on_1="3", on_2="2004"))
    assert moved.status_code == 302
    assert [(each.status, each.from_on) for each in StatusStep.objects.all()] == [
        ("withdrawn", date(2004, 3, 1))
    ]
