"""Who reads which events of security."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from core.permissions import Role
from partnerships.actions import give_role
from tests.factories import NOW, BodyFactory, person

pytestmark = pytest.mark.django_db


def shown(role, body, page):
    browser = Client()
    browser.force_login(person(role, body))
    return list(browser.get(reverse(page)).context_data["results"].object_list)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_those_who_watch_over_a_body_read_of_its_people_alone(role):
    ours, theirs = BodyFactory(), BodyFactory()
    here, there = person(Role.FINANCE, ours, "Ours"), person(Role.FINANCE, theirs, "Theirs")
    for user in (here, there):
        Client().force_login(user)

    events = shown(role, ours, "partnerships:people-security")

    assert here in {event.person for event in events}
    assert there not in {event.person for event in events}


def test_a_role_given_says_which_to_whom_and_by_whom_and_only_where_it_is_held():
    ours, theirs = BodyFactory(), BodyFactory()
    administrator, at = person(Role.ADMINISTRATOR, ours), NOW + timedelta(hours=1)
    for body, role in ((ours, Role.FINANCE), (theirs, Role.CLERK)):
        give_role(body=body, email="new@example.org", name="New", role=role, by=administrator, at=at)

    events = shown(Role.AUDITOR, ours, "partnerships:people-security")

    assert [
        (str(event), event.by)
        for event in events
        if event.person.name == "New" and event.kind.startswith("role")
    ] == [("Role given: Finance", administrator)]


def test_the_operator_reads_of_nobody_s_and_of_those_without_a_body():
    Client().force_login(person(Role.FINANCE, BodyFactory(), "Of a body"))
    Client().post(reverse("core:sign-in"), {"username": "nobody@example.org", "password": "wrong"})

    events = shown(Role.OPERATOR, None, "partnerships:site-security")

    assert "Of a body" not in {event.person and event.person.name for event in events}
    assert ("refused", None) in {(event.kind, event.person) for event in events}


def test_the_list_filters_in_the_address_and_asks_as_many_queries_for_one_as_for_many(
    client, django_assert_num_queries
):
    body = BodyFactory()
    client.force_login(person(Role.AUDITOR, body))
    page = reverse("partnerships:people-security")
    client.get(page)
    counts = []
    for _ in range(2):
        with django_assert_num_queries(7):
            counts.append(client.get(page, {"kind": "signed_in"}).context_data["results"].paginator.count)
        for _ in range(2):
            Client().force_login(person(Role.FINANCE, body))
    assert counts == [1, 3]
