"""The calendar: each sees their own days; a secret address lets a program follow it, until it is ended."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from core import actions
from core.models import CalendarFeed, SecurityEvent
from core.permissions import Role
from core.views import calendar
from partnerships.actions.attention import update_attention
from tests.budgets.factories import GrantFactory
from tests.factories import NOW, AgreementFactory, PhaseFactory, person, recorder
from tests.governance.factories import BoardFactory, MeetingFactory

pytestmark = pytest.mark.django_db


def kept(agreement, user):
    update_attention([agreement.pk], on=user.today)


def shown(client, **asked):
    context = client.get(reverse("core:calendar"), asked).context_data
    return [(each.on, each.kind) for _, days in context["months"] for each in days]


@pytest.fixture
def agreement():
    return AgreementFactory(
        reference="SWK-1",
        title="Equipment",
        starts_on=date(2024, 4, 1),
        ends_on=date(2027, 3, 31),
        notice_months=6,
        status="in_force",
    )


@pytest.fixture
def officer(client, agreement):
    client.user = person(Role.OFFICER, agreement.kept_by)
    client.force_login(client.user)
    return client


def test_it_shows_three_months_of_what_ones_agreements_and_boards_name(officer, agreement):
    PhaseFactory(agreement=agreement, name="Pool", due_on=date(2027, 2, 1), done_on=None)
    board = BoardFactory(name="Management board", kept_by=agreement.kept_by)
    MeetingFactory(board=board, held_on=date(2027, 1, 20), status="planned")
    MeetingFactory(board=board, held_on=date(2027, 1, 21), status="cancelled")
    kept(agreement, officer.user)
    assert shown(officer, month="2027-01") == [
        (date(2027, 1, 20), "Meeting of a board"),
        (date(2027, 2, 1), "Phase to be in place"),
        (date(2027, 3, 31), "Agreement ends"),
    ]
    assert shown(officer, month="2027-01", kind="Agreement ends") == [(date(2027, 3, 31), "Agreement ends")]
    assert shown(officer, month="2026-07") == [(date(2026, 9, 30), "Last day to give notice")]


def test_what_was_to_be_done_stays_until_it_is(officer, agreement):
    grant = GrantFactory(agreement=agreement, needed_by=date(2026, 1, 31))
    kept(agreement, officer.user)
    overdue = officer.get(reverse("core:calendar")).context_data["overdue"]
    assert [(each.on, each.kind) for each in overdue] == [(grant.needed_by, "Condition of a grant to be met")]
    assert overdue[0].url == f"{reverse('budgets:agreement-money', args=['SWK-1'])}#grant-{grant.pk}"
    grant.outcome, grant.outcome_on = "met", date(2026, 1, 30)
    actions.change(grant, by=recorder(), at=NOW)
    kept(agreement, officer.user)
    assert officer.get(reverse("core:calendar")).context_data["overdue"] == []


def test_so_many_are_shown_and_it_is_said_that_there_are_more(officer, agreement, monkeypatch):
    monkeypatch.setattr(calendar, "MOST_SHOWN", 2)
    for number in range(3):
        PhaseFactory(
            agreement=agreement, name=f"Phase {number}", due_on=date(2026, 5, 1 + number), done_on=None
        )
        board = BoardFactory(name=f"Board {number}", kept_by=agreement.kept_by)
        MeetingFactory(board=board, held_on=date(2027, 1, 20 + number), status="planned")
    kept(agreement, officer.user)
    answer = officer.get(reverse("core:calendar"), {"month": "2027-01"})
    assert [each.on.day for each in answer.context_data["overdue"]] == [1, 2]
    assert [on.day for on, _ in shown(officer, month="2027-01")] == [20, 21]
    assert "These are the 2 that have been overdue longest." in answer.text
    assert "These are the first 2 days." in answer.text
    assert shown(officer, month="2027-01", kind="Agreement ends") == [(date(2027, 3, 31), "Agreement ends")]


def test_nobody_finds_anothers_days(client, officer, agreement):
    board = BoardFactory(kept_by=agreement.kept_by)
    MeetingFactory(board=board, held_on=date(2027, 1, 20), status="planned")
    kept(agreement, officer.user)
    assert len(shown(officer, month="2027-01")) == 2
    stranger = person(Role.OFFICER)
    client.force_login(stranger)
    assert shown(client, month="2027-01") == []


def test_it_costs_the_same_with_more_in_it(officer, agreement, django_assert_num_queries):
    for _ in range(2):
        MeetingFactory(
            board=BoardFactory(kept_by=agreement.kept_by), held_on=date(2027, 1, 20), status="planned"
        )
        kept(agreement, officer.user)
        with django_assert_num_queries(7):
            officer.get(reverse("core:calendar"), {"month": "2027-01"})
        PhaseFactory.create_batch(2, agreement=agreement, due_on=date(2027, 2, 1))


@pytest.mark.parametrize("month", ["2027-13", "soon", "1000-01", "9999-12"])
def test_a_month_that_is_none_is_told_at_its_box(officer, month):
    answer = officer.get(reverse("core:calendar"), {"month": month})
    assert answer.status_code == 200
    assert answer.context_data["filter_form"].errors["month"]


def made(client):
    page = reverse("core:calendar-follow")
    form = client.get(page).context_data["form"]
    answer = client.post(page, {"submission": form["submission"].value()})
    return re.search(r"/calendar/[\w-]+\.ics", answer.text)[0]


def test_a_program_follows_it_until_the_address_is_ended(client, officer, agreement):
    kept(agreement, officer.user)
    first = made(officer)
    client.logout()
    events = Calendar.from_ical(client.get(first).content).walk("VEVENT")
    assert {str(each["summary"]) for each in events} == {"Agreement ends: SWK-1 Equipment"}
    assert [each["dtend"].dt - each["dtstart"].dt for each in events] == [timedelta(days=1)]
    client.force_login(officer.user)
    second = made(client)
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
    end = reverse("core:calendar-unfollow")
    client.post(end, {"submission": client.get(end).context_data["form"]["submission"].value()})
    assert client.get(second).status_code == 404
    assert not CalendarFeed.objects.exists()
    kinds = SecurityEvent.objects.filter(person=officer.user).values_list("kind", flat=True)
    assert sorted(each for each in kinds if "feed" in each) == ["feed_ended", "feed_made", "feed_made"]


def test_the_address_shows_what_its_person_may_see_now(client, officer, agreement):
    kept(agreement, officer.user)
    address = made(officer)
    held = officer.user.roles_held.get()
    actions.retire(held, by=recorder(), at=NOW, why="Left")
    assert Calendar.from_ical(client.get(address).content).walk("VEVENT") == []
    actions.erase_person(officer.user, by=recorder(), at=NOW)
    assert client.get(address).status_code == 404
