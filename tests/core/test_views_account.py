"""Signing in and out, the throttle, and what becomes of what was typed meanwhile."""

import re

import pytest
from django.test import override_settings
from django.urls import reverse

from core import actions
from core.permissions import Role
from partnerships.models import Provision, RoleHeld
from tests.factories import NOW, AgreementFactory, BodyFactory, ProvisionKindFactory, person, recorder

pytestmark = pytest.mark.django_db
PASSWORD = "three random words"


@pytest.fixture
def officer():
    officer = person(Role.OFFICER)
    actions.set_password(officer, password=PASSWORD, by=officer, at=NOW)
    return officer


def sign_in(client, email, password=PASSWORD, **more):
    return client.post(reverse("core:sign-in"), {"username": email, "password": password, **more})


def test_signing_in_and_out(client, officer):
    assert "do not match" in sign_in(client, officer.email, "wrong").text
    assert sign_in(client, officer.email.upper()).url == "/"
    assert officer.name in client.get("/").text
    client.post(reverse("core:sign-out"))
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    ("wanted", "goes"),
    [
        ("/bodies/", "/bodies/"),
        ("/agreements/?q=a%20b", "/agreements/?q=a%20b"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("nonsense", "nonsense"),
        ("/a\r\nSet-Cookie: b=c", "/a%0D%0ASet-Cookie:%20b=c"),
    ],
)
def test_signing_in_goes_on_only_within_this_site(client, officer, wanted, goes):
    assert sign_in(client, officer.email, next=wanted).url == goes


@pytest.mark.parametrize("email", ["a\0b@example.org", "x" * 1000 + "@example.org", "nobody@example.org", ""])
def test_an_address_that_cannot_be_is_refused_in_words(client, email):
    answer = sign_in(client, email)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text


def test_ten_wrong_passwords_pause_an_address_however_it_is_written(client, officer):
    for n in range(10):
        answer = sign_in(client, officer.email.upper() if n % 2 else officer.email, "wrong")
    assert answer.status_code == 429
    assert "Sign-in is paused" in answer.text
    assert sign_in(client, officer.email).status_code == 429
    colleague = person(Role.FINANCE)
    actions.set_password(colleague, password=PASSWORD, by=colleague, at=NOW)
    assert sign_in(client, colleague.email).status_code == 302


def test_a_post_of_a_signed_out_person_is_kept_until_they_are_back(client):
    agreement = AgreementFactory()
    kind = ProvisionKindFactory()
    officer = person(Role.OFFICER, agreement.kept_by)
    actions.set_password(officer, password=PASSWORD, by=officer, at=NOW)
    page = reverse("partnerships:provision-add", args=[agreement.reference])

    answer = client.post(page, {"kind": kind.pk, "text": "A <b>long</b> afternoon's work"})
    assert answer.url == f"/sign-in/?next={page}"
    assert sign_in(client, officer.email, next=page).url == page

    again = client.get(page)
    assert "You had been signed out" in again.text
    assert "A &lt;b&gt;long&lt;/b&gt; afternoon" in again.text
    assert not Provision.objects.exists()
    assert "afternoon" not in client.get(page).text

    typed = again.context_data["form"].data.dict()
    assert client.post(page, typed).status_code == 302
    assert Provision.objects.get().text == "A <b>long</b> afternoon's work"


def test_a_password_is_never_kept(client):
    client.post(reverse("core:password-change"), {"password": PASSWORD, "again": PASSWORD})
    assert "kept_post" not in client.session


def test_what_is_too_long_to_keep_is_said_to_be_lost(client):
    agreement = AgreementFactory()
    page = reverse("partnerships:provision-add", args=[agreement.reference])
    answer = client.post(page, {"text": "x" * 2_000_000}, follow=True)
    assert "too long to keep" in answer.text


def test_a_password_link_works_once_and_says_nothing_about_the_password(client):
    body = BodyFactory()
    administrator = person(Role.ADMINISTRATOR, body)
    client.force_login(administrator)
    answer = client.post(
        reverse("partnerships:role-add"),
        {"body": body.pk, "role": "legal", "email": "new@example.org", "name": "Solicitor"},
        follow=True,
    )
    link = re.search(r"http://testserver(/password/[\w/-]+)", answer.text)[1]
    client.logout()

    weak = client.post(link, {"password": "password", "again": "password"})
    assert weak.status_code == 422
    answer = client.post(link, {"password": PASSWORD, "again": PASSWORD + "!"})
    assert "The two passwords are not the same" in answer.text
    assert client.post(link, {"password": PASSWORD, "again": PASSWORD}).status_code == 302
    assert client.get(link).status_code == 404
    assert sign_in(client, "new@example.org").status_code == 302
    assert PASSWORD not in str(list(RoleHeld.objects.get(role="legal").user.history.values()))


def test_a_role_for_somebody_elses_person_hands_out_no_link(client):
    stranger = person(Role.OFFICER, name="Elsewhere")
    body = BodyFactory()
    client.force_login(person(Role.ADMINISTRATOR, body))
    answer = client.post(
        reverse("partnerships:role-add"),
        {"body": body.pk, "role": "auditor", "email": stranger.email, "name": "Whoever"},
        follow=True,
    )
    assert "Role given. Elsewhere: Auditor" in answer.text
    assert "/password/" not in answer.text.replace('href="/password/"', "")


def test_changing_ones_own_password_stays_signed_in(client, officer):
    client.force_login(officer)
    new = "another set of words"
    assert client.post(reverse("core:password-change"), {"password": new, "again": new}).status_code == 302
    assert client.get("/").status_code == 200
    client.logout()
    assert sign_in(client, officer.email, new).status_code == 302


@pytest.mark.parametrize("link", ["MQ/a-b", "~/x", "AA/x", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5/x"])
def test_a_made_up_password_link_is_not_found(client, link):
    recorder()
    assert client.get(f"/password/{link}/").status_code == 404


@override_settings(DEMO=False)
def test_outside_the_demonstration_no_sign_in_is_shown(client):
    assert "Password" in client.get(reverse("core:sign-in")).text
    assert "demo.invalid" not in client.get(reverse("core:sign-in")).text
