"""The agreement as at a day, and as it was known at a moment."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from budgets.calculations import Schedule
from core import actions
from core.permissions import Role
from governance.calculations.boards import Boards
from governance.calculations.reports import Reports
from partnerships.actions import move_agreement_status
from partnerships.findings import findings_of
from partnerships.models import Agreement, AgreementStatus
from partnerships.queries import agreement_as_at, agreements_as_at
from partnerships.queries.as_at import reader
from tests.budgets import factories as money
from tests.factories import (
    NOW,
    AgreementFactory,
    AimFactory,
    AnnexFactory,
    BodyFactory,
    ConsulteeFactory,
    ContractFactory,
    DelegationFactory,
    FlexibilityFactory,
    LegalBasisFactory,
    PartyFactory,
    PhaseFactory,
    ProvisionFactory,
    ServiceFactory,
    person,
    recorder,
)
from tests.governance.factories import CabinetReportFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)
LATER = NOW + timedelta(days=1)


def whole() -> Agreement:
    """An agreement with something of each kind."""
    agreement = money.southwark()
    for factory in (
        AimFactory,
        AnnexFactory,
        ConsulteeFactory,
        ContractFactory,
        PhaseFactory,
        ServiceFactory,
    ):
        factory(agreement=agreement)
    ProvisionFactory(agreement=agreement)
    DelegationFactory(agreement=agreement, body=agreement.kept_by)
    CabinetReportFactory(agreement=agreement)
    AgreementFactory(over_arching=agreement, kept_by=agreement.kept_by)
    return agreement


def test_what_the_history_knows_now_is_what_the_tables_hold():
    """Every field of every kind, but for the checks of reports, which are made of the present alone."""
    agreement = whole()
    now = agreement_as_at(agreement.pk, on=TODAY)
    known = agreement_as_at(agreement.pk, on=TODAY, known_at=LATER)
    unchecked = Reports(tuple(replace(each, contents=None) for each in now.part(Reports).reports))
    assert known == replace(now, known_at=LATER, parts={**now.parts, Reports: unchecked})
    assert known.part(Reports).reports and known.annexed and known.part(Schedule).rows


def test_what_was_changed_retired_or_added_since_is_not_known_yet():
    agreement = whole()
    before = agreement_as_at(agreement.pk, on=TODAY, known_at=NOW)
    for retired in (agreement.aims.get(), agreement.funds.get()):
        actions.retire(retired, by=recorder(), at=LATER, why="By mistake")
    council = agreement.kept_by
    council.name, agreement.title = "Southwark Borough Council", "Another title"
    actions.change(council, by=recorder(), at=LATER)
    actions.change(agreement, by=recorder(), at=LATER)
    actions.record(
        type(agreement.phases.get())(agreement=agreement, name="New", position=9), by=recorder(), at=LATER
    )
    assert agreement_as_at(agreement.pk, on=TODAY, known_at=NOW) == before
    after = agreement_as_at(agreement.pk, on=TODAY)
    assert (after.title, after.kept_by.name, after.aims) == ("Another title", "Southwark Borough Council", ())
    assert (after.part(Schedule).is_empty, len(after.phases)) == (True, 2)


def test_an_annex_stands_where_it_stood_then():
    first, second = AgreementFactory(), AgreementFactory()
    annex = AgreementFactory(over_arching=first)
    annex.over_arching = second
    actions.change(annex, by=recorder(), at=LATER)

    def annexed(**when):
        values = agreements_as_at([first.pk, second.pk], on=TODAY, **when)
        return [[each.key for each in value.annexed] for value in values.values()]

    assert annexed() == [[], [annex.pk]]
    assert annexed(known_at=NOW) == [[annex.pk], []]


def test_what_was_not_recorded_by_then_is_missing():
    agreement = AgreementFactory()
    assert agreements_as_at([agreement.pk], on=TODAY, known_at=NOW - timedelta(days=1)) == {}


def test_who_is_party_depends_on_the_day():
    agreement = AgreementFactory()
    left = PartyFactory(agreement=agreement, joined_on=date(2000, 4, 1), left_on=date(2013, 3, 31))
    joined = PartyFactory(agreement=agreement, joined_on=date(2013, 4, 1))
    first = agreement.parties.get(body=agreement.kept_by)
    for day, expected in ((date(2013, 3, 31), [first, left]), (date(2013, 4, 1), [first, joined])):
        value = agreement_as_at(agreement.pk, on=day)
        assert [each.key for each in value.parties if each.is_current_on(day)] == [
            each.pk for each in expected
        ]


@pytest.mark.parametrize(("parts", "queries"), [(None, 4), ((), 3), ((Boards,), 3)])
def test_many_cost_as_many_queries_as_one(parts, queries, django_assert_num_queries):
    one = whole()
    keys = [one.pk, *(AgreementFactory().pk for _ in range(3))]
    for asked in ([one.pk], keys):
        for known_at in (None, LATER):
            with django_assert_num_queries(queries):
                agreements_as_at(asked, on=TODAY, known_at=known_at, parts=parts)


# The pages


@pytest.fixture
def agreement():
    basis = LegalBasisFactory(name="Section 31", from_on=date(2000, 4, 1))
    council = BodyFactory(name="Southwark Council", opened_on=date(2000, 4, 1))
    agreement = AgreementFactory(
        reference="SWK-1",
        legal_basis=basis,
        kept_by=council,
        starts_on=date(2003, 4, 1),
        ends_on=date(2004, 3, 31),
    )
    FlexibilityFactory(agreement=agreement, kind="pooled_fund")
    move_agreement_status(agreement, to=AgreementStatus.IN_FORCE, by=recorder(), at=LATER)
    return agreement


TABS = [
    *(f"partnerships:agreement{tab}" for tab in ("", "-parties", "-scope", "-provisions", "-history")),
    "budgets:agreement-money",
    "governance:agreement-governance",
    "governance:agreement-reports",
    "documents:agreement-documents",
]


@pytest.mark.parametrize("tab", TABS)
def test_each_tab_keeps_the_day_and_lets_nothing_be_changed(client, agreement, tab):
    client.force_login(person(Role.OFFICER, agreement.kept_by))
    address = reverse(tab, args=["SWK-1"])
    page = client.get(f"{address}?on=2003-12-16").text
    assert "As at 16 December 2003. Nothing can be changed here." in page
    for other in TABS:
        assert f'href="{reverse(other, args=["SWK-1"])}?on=2003-12-16"' in page
    for verb in ("Add a", "Change", "Retire", "Start a"):
        assert f">{verb}" not in page
    present = client.get(address).text
    assert "As at 16 December 2003" not in present and "?on=" not in present


def test_findings_are_those_of_the_day(client, agreement):
    """One past its last day is told of for as long as it is in force; recorded as expired, it is past."""
    client.force_login(person(Role.AUDITOR, agreement.kept_by))
    address = agreement.get_absolute_url()
    assert "Its last day, 31 March 2004, has passed and it is still in force" in client.get(address).text
    expired = AgreementStatus.EXPIRED
    move_agreement_status(agreement, to=expired, on=date(2004, 4, 1), by=recorder(), at=LATER)
    assert "This agreement is past: it is recorded as expired." in client.get(address).text
    then = client.get(f"{address}?on=2003-12-16").context_data["findings"]
    assert "It ends on 31 March 2004, in less than 6 months" in [each.message for each in then]
    assert findings_of(agreement_as_at(agreement.pk, on=TODAY)) == []


def test_what_is_typed_comes_to_stand_in_the_address(client, agreement):
    client.force_login(person(Role.AUDITOR, agreement.kept_by))
    address = agreement.get_absolute_url()
    typed = {"on_0": "16", "on_1": "December", "on_2": "2003", "known_0": "", "known_1": "", "known_2": ""}
    assert client.get(address, typed).url == f"{address}?on=2003-12-16"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("on=2003-02-30", "February 2003 has the days 1 to 28"),
        ("on=nonsense", "The date must include a month and a year"),
        ("on=9999-01-01", "Enter a date from 1 April 1974 to 31 March 2200"),
        ("on=1999-12-31", "Section 31 came into force on 1 April 2000"),
        ("known=2000-01-01", "Nothing of it was recorded by then: it was first recorded on 2 November 2026"),
        ("known=2199-01-01", "Enter today’s date or an earlier one: nothing later is known yet"),
    ],
)
def test_a_day_that_cannot_be_shown_is_told_at_its_box(client, agreement, asked, told):
    client.force_login(person(Role.AUDITOR, agreement.kept_by))
    reply = client.get(f"{agreement.get_absolute_url()}?{asked}")
    assert reply.status_code == 422
    assert [message for messages in reply.context_data["days"].errors.values() for message in messages] == [
        told
    ]
    assert reply.context_data["is_present"] and reply.text.count(told) == 2  # above, and at the box


def test_a_day_before_any_partner_existed_is_told(client, agreement):
    agreement.legal_basis = LegalBasisFactory(name="Custom")
    agreement.starts_on = None
    actions.change(agreement, by=recorder(), at=LATER)
    client.force_login(person(Role.AUDITOR, agreement.kept_by))
    reply = client.get(f"{agreement.get_absolute_url()}?on=1999-12-31")
    told = "None of its partners existed then: the first opened on 1 April 2000"
    assert reply.context_data["days"].errors == {"on": [told]}


def test_an_auditor_sees_it_as_it_was_known_before_a_change(client, agreement):
    client.force_login(person(Role.AUDITOR, agreement.kept_by))
    moment = datetime(2026, 11, 20, tzinfo=UTC)
    agreement.title = "Changed since"
    actions.change(agreement, by=recorder(), at=moment)
    known = client.get(f"{agreement.get_absolute_url()}?known=2026-11-19")
    assert known.context_data["as_at"].title != "Changed since"
    assert "Changed since" not in known.text
    assert "as it was known at the end of 19 November 2026" in known.text
    history = client.get(reverse("partnerships:agreement-history", args=["SWK-1"]) + "?known=2026-11-19")
    assert [entry.act.at for entry in history.context_data["entries"] if entry.act.at >= moment] == []


def test_what_stands_in_the_order_of_another_record_is_read_with_it():
    """Sorted by what was not read with it, each row would ask for that by itself."""
    wanted = {*reader.WANTED, *(each for part in reader._parts.values() for each in part.wanted)}
    orders = [(each, str(name).lstrip("-")) for each in wanted for name in each.model._meta.ordering]
    above = [(each, name.rpartition("__")[0]) for each, name in orders if "__" in name]
    assert above
    assert [(each, path) for each, path in above if not _reads(each, path)] == []


def _reads(wanted, path):
    return any(f"{related}__".startswith(f"{path}__") for related in wanted.related)
