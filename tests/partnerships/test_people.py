"""New password links, which an administrator gives to people of their own bodies."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from core import actions
from core.models import Act
from core.permissions import Role
from core.rules import RulesBroken
from partnerships.actions import issue_password_link
from tests.factories import NOW, BodyFactory, RoleHeldFactory, person

pytestmark = pytest.mark.django_db
PASSWORD, ANOTHER = "three random words", "another set of words"
LINK = r"http://testserver(/password/[\w/-]+)"


def link_page(somebody):
    return reverse("partnerships:password-link-issue", args=[somebody.roles_held.first().pk])


def sign_in(browser, somebody, password):
    return browser.post(reverse("core:sign-in"), {"username": somebody.email, "password": password})


def test_a_new_link_ends_the_password_the_sessions_and_the_link_before_it(client):
    body = BodyFactory()
    officer = person(Role.OFFICER, body)
    actions.set_password(officer, password=PASSWORD, by=officer, at=NOW)
    theirs = Client()
    sign_in(theirs, officer, PASSWORD)
    administrator = person(Role.ADMINISTRATOR, body)
    client.force_login(administrator)

    assert "signed out everywhere" in client.get(link_page(officer)).text
    links = [
        re.search(LINK, client.post(link_page(officer), follow=True).text)[1] for _ in ("first", "second")
    ]

    assert theirs.get("/").status_code == 302
    assert "do not match" in sign_in(theirs, officer, PASSWORD).text
    assert [theirs.get(link).status_code for link in links] == [404, 200]
    theirs.post(links[1], {"password": ANOTHER, "again": ANOTHER})
    assert theirs.get(links[1]).status_code == 404
    assert sign_in(theirs, officer, ANOTHER).status_code == 302
    issued = Act.objects.filter(code="password-link.issued")
    assert [act.by for act in issued] == [administrator, administrator]
    assert officer.history.filter(act=issued[0]).exists()


def test_the_link_says_until_when_it_works(client):
    body = BodyFactory()
    client.force_login(person(Role.ADMINISTRATOR, body))
    told = client.post(link_page(person(Role.OFFICER, body)), follow=True).text
    assert re.search(r"It works once, until \d+ \w+ \d{4}", told)


def test_a_link_kept_by_one_administrator_does_not_open_a_role_given_by_another(client):
    def give_role(administrator):
        body = administrator.roles_held.get().body
        typed = {"email": "new@example.org", "name": "A newcomer", "role": Role.OFFICER, "body": body.pk}
        client.force_login(administrator)
        return client.post(reverse("partnerships:role-add"), typed, follow=True).text

    kept = re.search(LINK, give_role(person(Role.ADMINISTRATOR)))[1]
    assert Client().get(kept).status_code == 200
    given = re.search(LINK, give_role(person(Role.ADMINISTRATOR)))[1]
    assert [Client().get(link).status_code for link in (kept, given)] == [404, 404]


def test_own_password_is_changed_by_oneself(client):
    administrator = person(Role.ADMINISTRATOR)
    client.force_login(administrator)
    answer = client.get(link_page(administrator))
    assert answer.status_code == 403
    assert "Your own password is not given by a link" in answer.text
    assert link_page(administrator) not in client.get(reverse("partnerships:people")).text


def test_administers_all_that_a_person_acts_for(client):
    body = BodyFactory()
    officer, administrator = person(Role.OFFICER, body), person(Role.ADMINISTRATOR, body)
    elsewhere = RoleHeldFactory(user=officer)
    client.force_login(administrator)
    for answer in (client.get(link_page(officer)), client.post(link_page(officer))):
        assert answer.status_code == 403
        assert "Commissioning officer acts for a body whose people you do not manage" in answer.text
    with pytest.raises(RulesBroken):
        issue_password_link(officer, by=administrator, at=NOW)
    assert not Act.objects.filter(code="password-link.issued").exists()

    actions.retire(elsewhere, by=administrator, at=NOW, why="Left")
    assert client.get(link_page(officer)).status_code == 200


def test_another_bodys_people_are_not_found(client):
    client.force_login(person(Role.ADMINISTRATOR))
    assert client.post(link_page(person(Role.OFFICER))).status_code == 404


def test_whoever_runs_the_site_can_let_an_only_administrator_in_again(client, capsys):
    administrator = person(Role.ADMINISTRATOR)
    call_command("password_link", administrator.email.upper())
    link = capsys.readouterr().out.split()[-1]
    assert client.post(link, {"password": ANOTHER, "again": ANOTHER}).status_code == 302
    assert sign_in(client, administrator, ANOTHER).status_code == 302
    with pytest.raises(CommandError, match=r"Nobody signs in with no@example\.org"):
        call_command("password_link", "no@example.org")


def test_a_second_colleague_typed_into_a_page_sent_already_is_not_lost(client):
    body = BodyFactory()
    client.force_login(person(Role.ADMINISTRATOR, body))
    page = reverse("partnerships:role-add")
    key = client.get(page).context_data["form"]["submission"].value()
    typed = {"body": body.pk, "role": "finance", "name": "Accountant", "submission": key}
    client.post(page, {**typed, "email": "one@example.invalid"})

    again = client.post(page, {**typed, "email": "One@example.invalid"}, follow=True)
    assert "This form had already been sent" in again.text

    other = client.post(page, {**typed, "email": "two@example.invalid"})
    assert other.status_code == 409
    assert "A role was given from this page already." in other.text
    assert 'value="two@example.invalid"' in other.text


def test_a_role_that_is_ended_is_given_anew(client):
    body = BodyFactory()
    held = person(Role.OFFICER, body).roles_held.get()
    client.force_login(person(Role.ADMINISTRATOR, body))
    ending = reverse("partnerships:role-retire", args=[held.pk])
    asked = client.get(ending).text
    assert "restored later" not in asked and "give it to them anew" in asked
    assert "Say why you are ending it" in client.post(ending, {"why": ""}).text
    assert "Role ended" in client.post(ending, {"why": "Left"}, follow=True).text
    held.refresh_from_db()
    assert held.is_retired
