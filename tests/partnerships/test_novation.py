"""A body closes: what hangs on it is listed, and a person confirms who stands in its place."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from budgets.calculations import Schedule
from core import actions
from core.models import Act
from core.money import gbp
from core.permissions import Role
from core.rules import RulesBroken
from governance.calculations.boards import Boards
from governance.models import Seat
from governance.queries.boards import boards_as_at
from partnerships.actions import novate, novate_several
from partnerships.hanging import things_of
from partnerships.models import Body, Novation
from partnerships.queries import agreement_as_at
from partnerships.queries.closing import is_bound
from tests.budgets.factories import ContributionFactory, ContributionLineFactory, FundFactory
from tests.factories import (
    NOW,
    AgreementFactory,
    AuthorityFactory,
    BodyFactory,
    DelegationFactory,
    FlexibilityFactory,
    FormerHolderFactory,
    PartyFactory,
    RoleHeldFactory,
    SignatureFactory,
    SuccessionFactory,
    person,
    recorder,
)
from tests.governance.factories import BoardFactory, OversightFactory, SeatFactory

pytestmark = pytest.mark.django_db
LAST, FIRST = date(2026, 3, 31), date(2026, 4, 1)


@pytest.fixture
def council():
    return BodyFactory(name="Ash Borough Council")


@pytest.fixture
def trust():
    """Which closes once its agreements are recorded."""
    return BodyFactory(name="Ash Integrated Care Board")


@pytest.fixture
def successor(trust):
    board = BodyFactory(name="Northshire Integrated Care Board", opened_on=FIRST)
    SuccessionFactory(predecessor=trust, successor=board, on=FIRST)
    return board


@pytest.fixture
def other(trust):
    board = BodyFactory(name="Southshire Integrated Care Board", opened_on=FIRST)
    SuccessionFactory(predecessor=trust, successor=board, on=FIRST, kind="split")
    return board


@pytest.fixture
def officer(council):
    return person(Role.OFFICER, council)


def close(body: Body) -> None:
    body.closed_on = LAST
    actions.change(body, by=recorder(), at=NOW)


def agreement_of(council, trust, reference="ASH-1"):
    agreement = AgreementFactory(reference=reference, title=f"Equipment {reference}", kept_by=council)
    PartyFactory(agreement=agreement, body=trust, role_note="Lead commissioner")
    return agreement


@pytest.fixture
def agreement(council, trust):
    """In which everything hangs on the trust that can."""
    agreement = agreement_of(council, trust)
    FlexibilityFactory(agreement=agreement, kind="nhs_leads", lead_body=trust)
    DelegationFactory(agreement=agreement, body=trust, post="Chief executive", from_on=date(2025, 4, 1))
    fund = FundFactory(agreement=agreement, name="Pool", host=trust)
    line = ContributionLineFactory(fund=fund, partner=trust)
    for year in (2025, 2026, 2027):
        ContributionFactory(line=line, year=year, amount=gbp(year))
    board = BoardFactory(name="Equipment board", kept_by=council)
    OversightFactory(agreement=agreement, board=board)
    SeatFactory(board=board, post="Director of commissioning", body=trust)
    close(trust)
    return agreement


def refused(**said) -> list[tuple[str, str]]:
    with pytest.raises(RulesBroken) as refusal:
        novate(at=NOW, **said)
    return [(each.rule.code, each.detail) for each in refusal.value.broken]


def test_all_that_hangs_on_a_body_is_listed(agreement, trust):
    things = things_of(trust.pk, last=LAST, agreements=[agreement.pk])
    assert [(thing.kind, thing.name) for thing in things] == [
        ("lead", "Leads: lead commissioning by an NHS body (reg 8)"),
        ("delegation", "Chief executive: to negotiate, approve and sign the final terms"),
        ("fund_host", "Hosts Pool"),
        ("contribution", "Contributes to Pool: £4,053 in 2026/27 to 2027/28"),
        ("seat", "Nominates: Director of commissioning (Equipment board)"),
    ]


def test_one_act_puts_the_successor_in_its_place(agreement, trust, successor, officer):
    before = Act.objects.count()
    novate(agreement, body=trust, joining=[successor], by=officer, at=NOW)
    assert Act.objects.count() == before + 1
    assert Act.objects.first().code == "agreement.novated"
    value = agreement_as_at(agreement.pk, on=NOW.date())
    assert [(str(each), each.joined_on, each.left_on, each.succeeds) for each in value.parties] == [
        ("Ash Borough Council", None, None, ()),
        ("Ash Integrated Care Board", None, LAST, ()),
        ("Northshire Integrated Care Board", FIRST, None, ("Ash Integrated Care Board",)),
    ]
    assert str(value.flexibilities[0].lead_body) == "Northshire Integrated Care Board"
    assert [(each.body.name, each.from_on, each.to_on) for each in value.delegations] == [
        ("Ash Integrated Care Board", date(2025, 4, 1), LAST),
        ("Northshire Integrated Care Board", FIRST, None),
    ]
    fund = agreement.funds.get()
    assert fund.host == successor
    lines = fund.lines.not_retired()
    assert {
        (line.partner.name, each.year.year, each.amount, each.status)
        for line in lines
        for each in line.contributions.not_retired()
    } == {
        ("Ash Integrated Care Board", 2025, gbp(2025), "proposed"),
        ("Northshire Integrated Care Board", 2026, gbp(2026), "proposed"),
        ("Northshire Integrated Care Board", 2027, gbp(2027), "proposed"),
    }
    assert Seat.objects.get().body == successor
    assert things_of(trust.pk, last=LAST, agreements=[agreement.pk]) == []


def test_earlier_days_are_read_with_who_held_things_then(agreement, trust, successor, officer):
    agreement.host = trust
    actions.change(agreement, by=officer, at=NOW)
    novate(agreement, body=trust, joining=[successor], by=officer, at=NOW)
    board = Seat.objects.get().board_id
    also = OversightFactory(board_id=board, agreement=AgreementFactory()).agreement

    def held(on):
        value = agreement_as_at(agreement.pk, on=on)
        [fund] = value.part(Schedule).funds
        [seat] = boards_as_at([board], on=on)[board].seats
        for each in (value, agreement_as_at(also.pk, on=on)):
            [overseen] = each.part(Boards).overseen
            assert overseen.board.seats[0].body == seat.body
        hosts = [str(each) for each in value.parties if each.is_host]
        return [str(value.host), *hosts, str(value.flexibilities[0].lead_body), fund.fund.host, seat.body]

    assert held(LAST) == ["Ash Integrated Care Board"] * 5
    assert held(FIRST) == ["Northshire Integrated Care Board"] * 5


def test_the_history_says_in_words_what_a_body_held(agreement, trust, successor, officer, client):
    novate(agreement, body=trust, joining=[successor], by=officer, at=NOW)
    client.force_login(officer)
    page = client.get(reverse("partnerships:agreement-history", args=[agreement.reference]))
    said = " ".join(re.sub(r"<[^>]*>", " ", unescape(page.text)).split())
    assert "What it held Funds it hosts Which of these Hosts Pool" in said
    assert "fund_host" not in said


def test_of_several_who_held_a_thing_each_is_read_in_its_time():
    agreement = AgreementFactory()
    for name, to_on in (("Second", date(2022, 6, 30)), ("First", date(2013, 3, 31))):
        body = BodyFactory(name=name, closed_on=to_on)
        FormerHolderFactory(agreement=agreement, body=body, to_on=to_on)
    days = [date(2013, 3, 31), date(2013, 4, 1), date(2022, 6, 30), date(2022, 7, 1)]
    hosts = [str(agreement_as_at(agreement.pk, on=on).host) for on in days]
    assert hosts == ["First", "Second", "Second", "None"]


def test_a_successor_is_confirmed_by_its_own_people(agreement, trust, successor, officer):
    novate(agreement, body=trust, joining=[successor], by=officer, at=NOW)
    assert not agreement.parties.get(body=successor).confirmed
    assert [str(each.body) for each in agreement.invitations.open()] == ["Northshire Integrated Care Board"]


def test_a_successor_is_confirmed_at_once_by_who_acts_for_it(agreement, trust, successor, officer):
    RoleHeldFactory(user=officer, body=successor, role=Role.OFFICER)
    officer.__dict__.pop("roles_by_body", None)
    novate(agreement, body=trust, joining=[successor], by=officer, at=NOW)
    assert agreement.parties.get(body=successor).confirmed
    assert not agreement.invitations.exists()


def test_a_body_whose_part_ends_leaves_nothing_behind(agreement, trust, officer):
    novate(agreement, body=trust, joining=[], by=officer, at=NOW)
    assert [str(each) for each in Novation.objects.all()] == ["Ash Integrated Care Board → nobody"]
    assert things_of(trust.pk, last=LAST, agreements=[agreement.pk]) == []
    assert agreement.flexibilities.get().lead_body is None
    assert agreement.parties.get(body=trust).left_on == LAST


def test_things_go_to_several_and_contributions_are_shared(agreement, trust, successor, other, officer):
    things = {each.kind: each.code for each in things_of(trust.pk, last=LAST, agreements=[agreement.pk])}
    answers = {code: [successor] for code in things.values()} | {things["contribution"]: [successor, other]}
    novate(agreement, body=trust, joining=[successor, other], answers=answers, by=officer, at=NOW)
    amounts = {
        (line.partner.name.split()[0], each.year.year, each.amount)
        for line in agreement.funds.get().lines.not_retired()
        for each in line.contributions.not_retired()
    }
    assert amounts == {
        ("Ash", 2025, gbp(2025)),
        *((name, 2026, gbp(1013)) for name in ("Northshire", "Southshire")),
        *((name, 2027, gbp("1013.50")) for name in ("Northshire", "Southshire")),
    }
    assert Novation.objects.count() == 2


def test_the_year_of_the_change_passes_by_its_days(council, officer):
    trust = BodyFactory(name="The group", closed_on=date(2022, 6, 30))  # a part of the way through a year
    board = BodyFactory(name="The board", opened_on=date(2022, 7, 1))
    SuccessionFactory(predecessor=trust, successor=board, on=date(2022, 7, 1), kind="abolition")
    agreement = agreement_of(council, trust)
    line = ContributionLineFactory(fund=FundFactory(agreement=agreement), partner=trust)
    ContributionFactory(line=line, year=2022, amount=gbp(365))
    novate(agreement, body=trust, joining=[board], by=officer, at=NOW)
    rows = {
        line.partner.name: each.amount
        for line in agreement.funds.get().lines.all()
        for each in line.contributions.not_retired()
    }
    assert rows == {"The group": gbp(91), "The board": gbp(274)}


def test_two_that_merge_are_one_party_afterwards(council, trust, successor, officer):
    second = BodyFactory(name="Beck Integrated Care Board")
    SuccessionFactory(predecessor=second, successor=successor, on=FIRST)
    agreement = agreement_of(council, trust)
    PartyFactory(agreement=agreement, body=second)
    fund = FundFactory(agreement=agreement)
    for body in (trust, second):
        ContributionFactory(line=ContributionLineFactory(fund=fund, partner=body), year=2026)
    for body in (trust, second):
        close(body)
        novate(agreement, body=body, joining=[successor], by=officer, at=NOW)
    [party] = agreement.parties.filter(body=successor)
    assert [str(each) for each in party.succeeds.all()] == [
        "Ash Integrated Care Board → Northshire Integrated Care Board",
        "Beck Integrated Care Board → Northshire Integrated Care Board",
    ]
    assert [line.description for line in fund.lines.filter(partner=successor)] == [
        "",
        "formerly Beck Integrated Care Board",
    ]


def test_a_signature_of_the_body_that_closed_binds_its_successor(agreement, trust, successor, officer):
    authority = AuthorityFactory(agreement=agreement, body=trust)
    power = DelegationFactory(agreement=agreement, body=trust, authority=authority)
    SignatureFactory(agreement=agreement, body=trust, delegation=power)
    novate(agreement, body=trust, joining=[successor], by=officer, at=NOW)
    assert is_bound(agreement.parties.get(body=successor))
    value = agreement_as_at(agreement.pk, on=NOW.date())
    assert [str(each) for each in value.unsigned] == ["Ash Borough Council"]


def test_the_record_of_the_agreement_passes_with_its_keeper(trust, council, successor):
    agreement = AgreementFactory(kept_by=trust)
    PartyFactory(agreement=agreement, body=council)
    close(trust)
    novate(agreement, body=trust, joining=[successor], by=person(Role.OFFICER, trust), at=NOW)
    agreement.refresh_from_db()
    assert agreement.kept_by == successor


# What is refused


def test_body_has_closed(council, officer):
    open_still = BodyFactory(name="Open")
    agreement = agreement_of(council, open_still)
    said = {"agreement": agreement, "body": open_still, "joining": [], "by": officer}
    assert refused(**said) == [("body-has-closed", "No last day of Open is recorded.")]
    closing = BodyFactory(name="Closing", closed_on=date(2027, 3, 31))
    PartyFactory(agreement=agreement, body=closing)
    assert refused(**said | {"body": closing}) == [
        ("body-has-closed", "The last day of Closing is 31 March 2027.")
    ]


def test_novation_is_confirmed_by_one_concerned(agreement, trust, successor):
    third = BodyFactory(name="A third partner")
    PartyFactory(agreement=agreement, body=third)
    said = {"agreement": agreement, "body": trust, "joining": [successor]}
    assert refused(**said, by=person(Role.OFFICER, third)) == [
        ("novation-is-confirmed-by-one-concerned", "Ash Borough Council keeps the record of this agreement.")
    ]
    novate(at=NOW, by=person(Role.LEGAL, trust), **said)


def test_those_that_join_follow_it(agreement, trust, successor, officer):
    stranger = BodyFactory(name="A stranger")
    assert refused(agreement=agreement, body=trust, joining=[stranger], by=officer) == [
        ("those-that-join-follow-it", "Not recorded: A stranger.")
    ]


def test_body_is_still_a_party(agreement, trust, successor, officer):
    said = {"agreement": agreement, "body": trust, "joining": [successor], "by": officer}
    novate(at=NOW, **said)
    assert refused(**said) == [("body-is-still-a-party", "")]


def test_each_thing_is_answered(agreement, trust, successor, other, officer):
    lead = next(each for each in things_of(trust.pk, last=LAST, agreements=[agreement.pk]))
    said = {"agreement": agreement, "body": trust, "by": officer}
    assert refused(**said, joining=[successor], answers={}) == [
        ("each-thing-is-answered", f"This came about meanwhile: {lead}.")
    ]
    assert refused(**said, joining=[successor], answers={lead.code: [other]}) == [
        ("each-thing-is-answered", f"{lead}: choose one that joins.")
    ]
    assert refused(**said, joining=[successor, other], answers={lead.code: [successor, other]}) == [
        ("each-thing-is-answered", f"{lead}: it goes to one alone.")
    ]
    assert agreement.parties.get(body=trust).left_on is None


# The pages


def test_an_agreement_is_confirmed_on_its_page(client, agreement, trust, successor, officer):
    client.force_login(officer)
    parties = client.get(reverse("partnerships:agreement-parties", args=["ASH-1"])).text
    at = reverse("partnerships:agreement-novate", args=["ASH-1", trust.pk])
    assert f'href="{at}"' in parties
    listed = client.get(reverse("partnerships:body-closing", args=[trust.pk])).text
    assert "Hosts Pool" in listed
    assert f'href="{at}"' in listed
    typed = fields_of(client.get(at).text)
    answer = client.post(at, typed, follow=True)
    assert "Confirmed for ASH-1." in answer.text
    assert agreement.parties.filter(body=successor, joined_on=FIRST).exists()
    again = client.post(at, typed, follow=True)
    assert "This form had already been sent" in again.text


def test_each_thing_must_be_answered_on_the_page(client, agreement, trust, successor, other, officer):
    client.force_login(officer)
    at = reverse("partnerships:agreement-novate", args=["ASH-1", trust.pk])
    typed = fields_of(client.get(at).text) | {"joining": [successor.pk]}
    answer = client.post(at, typed)
    assert answer.status_code == 422
    assert "Say what becomes of it: Hosts Pool" in answer.text
    things = things_of(trust.pk, last=LAST, agreements=[agreement.pk])
    typed |= {thing.code: str(other.pk) for thing in things}
    assert "Southshire Integrated Care Board does not join" in client.post(at, typed).text


def test_agreements_that_are_not_seen_are_not_hinted_at(
    client, agreement, council, trust, successor, officer
):
    hidden = AgreementFactory(reference="HIDDEN-1", title="A secret", kept_by=trust)
    client.force_login(officer)
    page = client.get(reverse("partnerships:body-closing", args=[trust.pk])).text
    assert "HIDDEN-1" not in page
    assert "1 agreement; 0 confirmed already" in page
    at = reverse("partnerships:agreement-novate", args=[hidden.reference, trust.pk])
    assert client.get(at).status_code == 404


def test_many_are_confirmed_a_few_at_a_time_with_an_act_each(client, council, trust, successor, officer):
    for number in range(12):
        agreement_of(council, trust, f"MANY-{number}")
    close(trust)
    client.force_login(officer)
    at = reverse("partnerships:body-novate", args=[trust.pk])
    typed = fields_of(client.get(at).text)
    answer = client.post(at, typed)
    assert "<strong>10 of 12 confirmed.</strong> 2 agreements to go." in answer.text
    assert Novation.objects.count() == 10
    typed = fields_of(answer.text)
    answer = client.post(at, typed, follow=True)
    assert "Confirmed for 12 of the agreements, each with an act of its own." in answer.text
    acts = Act.objects.filter(code="agreement.novated")
    assert acts.count() == 12
    assert {act.agreements.count() for act in acts} == {1}


def test_what_was_confirmed_stays_so_where_another_is_refused(council, trust, successor, officer):
    first, second = (agreement_of(council, trust, f"MANY-{number}") for number in range(2))
    third = AgreementFactory(kept_by=BodyFactory())
    close(trust)
    outcome = novate_several(
        [first, third, second], body=trust, joining=[successor], to=successor, by=officer, at=NOW
    )
    assert outcome.confirmed == 2
    assert list(outcome.refused) == [third.pk]


@pytest.mark.parametrize("number", [1, 3])
def test_what_hangs_is_listed_at_the_same_cost(
    client, django_assert_num_queries, council, trust, successor, officer, number
):
    for each in range(number):
        agreement = agreement_of(council, trust, f"MANY-{each}")
        FundFactory(agreement=agreement, host=trust)
    close(trust)
    client.force_login(officer)
    client.get(reverse("partnerships:body-closing", args=[trust.pk]))
    with django_assert_num_queries(QUERIES):
        client.get(reverse("partnerships:body-closing", args=[trust.pk]))


QUERIES = 18


def fields_of(page: str) -> dict[str, object]:
    """What a browser would send of the form on the page."""
    form = re.search(r"<form method=\"post\" novalidate.*?</form>", page, re.DOTALL)
    assert form
    typed: dict[str, object] = {}
    for tag in re.findall(r"<input[^>]*>", form[0]):
        said = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if said.get("type") in ("checkbox", "radio") and " checked" not in tag:
            continue
        if "name" in said:
            typed[said["name"]] = unescape(said.get("value", ""))
    return typed
