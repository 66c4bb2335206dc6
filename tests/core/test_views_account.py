"""Signing in and out, the throttle, and what becomes of what was typed meanwhile."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from core import actions
from core.forms.account import PasswordForm
from core.history import act
from core.models import SecurityEvent
from core.permissions import Role
from core.queries import link_parts
from partnerships.models import Provision, RoleHeld
from tests.factories import (
    NOW,
    AgreementFactory,
    BodyFactory,
    ProvisionKindFactory,
    RoleHeldFactory,
    person,
    recorder,
)
from tests.forms import filled

pytestmark = pytest.mark.django_db
PASSWORD = "three random words"
STRONGER = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.MD5PasswordHasher",
]


@pytest.fixture
def officer():
    officer = person(Role.OFFICER)
    actions.set_password(officer, password=PASSWORD, by=officer, at=NOW)
    return officer


def sign_in(client, email, password=PASSWORD, **more):
    return client.post(reverse("core:sign-in"), {"username": email, "password": password, **more})


def who_signs_in(client, role, body):
    somebody = person(role, body if role else None)
    actions.set_password(somebody, password=PASSWORD, by=somebody, at=NOW)
    sign_in(client, somebody.email)
    return somebody


def lose_session(client):
    """As at the end of a working day, with a page still open."""
    client.session.flush()
    del client.cookies["sessionid"]


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


def wait_over(minutes=16):
    return time_machine.travel(timezone.now() + timedelta(minutes=minutes))


def test_ten_wrong_passwords_slow_an_account_however_it_is_written_and_trying_on_makes_it_no_longer(
    client, officer
):
    for n in range(10):
        assert sign_in(client, officer.email.upper() if n % 2 else officer.email, "wrong").status_code == 422
    with wait_over(minutes=10):
        answer = sign_in(client, officer.email)
    assert answer.status_code == 429
    assert "Wait before you try again" in answer.text
    colleague = person(Role.FINANCE)
    actions.set_password(colleague, password=PASSWORD, by=colleague, at=NOW)
    assert sign_in(Client(), colleague.email).status_code == 302
    with wait_over():
        assert sign_in(client, officer.email).status_code == 302


def test_a_stranger_keeps_nobody_out_at_their_own_desk(officer):
    desk, stranger = Client(), Client(REMOTE_ADDR="192.0.2.66")
    sign_in(desk, officer.email)
    desk.post(reverse("core:sign-out"))
    for _ in range(10):
        sign_in(stranger, officer.email, "wrong")
    assert sign_in(stranger, officer.email).status_code == 429
    assert sign_in(desk, officer.email).status_code == 302


def test_many_addresses_tried_from_one_place_are_slowed(officer):
    stranger, elsewhere = Client(REMOTE_ADDR="192.0.2.66"), Client(REMOTE_ADDR="192.0.2.67")
    answers = [sign_in(stranger, f"nobody{n}@example.org", "wrong").status_code for n in range(31)]
    assert answers == [422] * 30 + [429]
    assert sign_in(stranger, officer.email).status_code == 429
    assert sign_in(elsewhere, officer.email).status_code == 302


def test_an_address_that_nobody_has_is_slowed_as_one_that_somebody_has():
    client = Client()
    assert [sign_in(client, "nobody@example.org").status_code for _ in range(11)] == [422] * 10 + [429]


def test_sign_ins_are_events_that_quote_no_address(client, officer):
    sign_in(client, officer.email, "wrong")
    sign_in(client, "nobody@example.org")
    sign_in(client, officer.email)
    client.post(reverse("core:sign-out"))
    events = SecurityEvent.objects.order_by("pk").values_list("kind", "person", "source")
    assert list(events)[-4:] == [
        ("refused", officer.pk, "127.0.0.1"),
        ("refused", None, "127.0.0.1"),
        ("signed_in", officer.pk, "127.0.0.1"),
        ("signed_out", officer.pk, "127.0.0.1"),
    ]
    assert "nobody" not in str(list(SecurityEvent.objects.values()))


def test_a_password_of_an_older_strength_is_stored_anew_at_sign_in(client, officer):
    stored = make_password(PASSWORD, hasher="md5")
    with act("password.set", by=officer, at=NOW):
        officer.password = stored
        officer.save()
    with override_settings(PASSWORD_HASHERS=STRONGER):
        assert sign_in(client, officer.email).status_code == 302
        assert client.get("/").status_code == 200
    officer.refresh_from_db()
    assert officer.password.startswith("pbkdf2_sha256$")


@pytest.mark.parametrize(
    ("minutes", "times", "status"), [(29, 1, 200), (31, 1, 302), (25, 19, 200), (25, 20, 302)]
)
def test_a_session_ends_when_nobody_uses_it_and_after_a_working_day(client, officer, minutes, times, status):
    began = timezone.now()
    sign_in(client, officer.email)
    client.get("/")
    for n in range(1, times + 1):
        with time_machine.travel(began + timedelta(minutes=minutes * n), tick=False):
            answer = client.get("/roles/")
    assert answer.status_code == status


def test_one_sees_where_one_is_signed_in_and_ends_it(officer):
    client, elsewhere = (Client(headers={"User-Agent": name}) for name in ("Firefox", "Windows; Edg/131.0"))
    for browser in (client, elsewhere):
        sign_in(browser, officer.email)
    other = Client()
    other.force_login(person(Role.FINANCE))
    page = client.get(reverse("core:session-list"))
    assert "Firefox" in page.text and "Edge on Windows" in page.text
    [link] = re.findall(r'href="(/sessions/\w+/end/)"', page.text)
    assert other.get(link).status_code == 404
    assert client.post(link, filled(client.get(link).context_data["form"])).status_code == 302
    assert elsewhere.get("/").status_code == 302
    assert client.get("/").status_code == 200
    assert SecurityEvent.objects.first().kind == "session_ended"


@pytest.mark.parametrize(
    ("password", "refused"),
    [
        ("Southwark12345", True),
        ("aaaaaaaaaaaa", True),
        ("finance manager", True),
        ("qwertyuiop1234", True),
        ("commonpurse2026", True),
        ("three random words", False),
    ],
)
def test_a_password_is_not_made_of_ones_own_words(password, refused):
    user = person(Role.FINANCE, BodyFactory(name="London Borough of Southwark"), "Finance Manager")
    errors = PasswordForm({"password": password, "again": password}, user=user).errors
    assert ("password" in errors) == refused


def test_a_post_of_a_signed_out_person_is_kept_until_they_are_back(client):
    agreement = AgreementFactory()
    kind = ProvisionKindFactory()
    officer = who_signs_in(client, Role.OFFICER, agreement.kept_by)
    page = reverse("partnerships:provision-add", args=[agreement.reference])

    lose_session(client)
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


def test_what_was_typed_is_shown_to_nobody_else_who_signs_in(client):
    agreement = AgreementFactory()
    who_signs_in(client, Role.OFFICER, agreement.kept_by)
    colleague = person(Role.LEGAL, agreement.kept_by)
    actions.set_password(colleague, password=PASSWORD, by=colleague, at=NOW)
    page = reverse("partnerships:provision-add", args=[agreement.reference])

    lose_session(client)
    client.post(page, {"text": "Between ourselves"})
    assert sign_in(client, colleague.email, next=page).url == page
    assert "Between ourselves" not in client.get(page).text
    assert "kept_post" not in client.session


@pytest.mark.parametrize("cookie", ["", "1", "1:1uUlXk:forged"])
def test_what_nobody_is_known_to_have_typed_is_not_kept(client, officer, cookie):
    client.cookies["last_person"] = cookie
    page = reverse("partnerships:agreement-add")
    answer = client.post(page, {"title": "Left by a stranger"}, follow=True)
    assert "What you typed is lost" in answer.text
    sign_in(client, officer.email, next=page)
    assert "Left by a stranger" not in client.get(page).text


@pytest.mark.parametrize(("role", "status"), [(None, 404), (Role.AUDITOR, 403)])
def test_what_was_typed_is_dropped_where_its_page_is_no_longer_ones_own(client, role, status):
    agreement = AgreementFactory()
    somebody = who_signs_in(client, role, agreement.kept_by)
    page = reverse("partnerships:provision-add", args=[agreement.reference])

    lose_session(client)
    client.post(page, {"text": "Typed while it was mine"})
    assert "kept_post" in client.session
    sign_in(client, somebody.email, next=page)
    assert client.get(page).status_code == status
    assert "kept_post" not in client.session


def test_signing_in_gives_the_session_another_key(client, officer):
    sign_in(client, officer.email)
    lose_session(client)
    client.post(reverse("partnerships:agreement-add"), {"title": "Kept"})
    before = client.session.session_key
    sign_in(client, officer.email)
    assert client.session.session_key != before
    assert "kept_post" in client.session


def test_a_password_is_never_kept(client, officer):
    sign_in(client, officer.email)
    lose_session(client)
    client.post(reverse("core:password-change"), {"password": PASSWORD, "again": PASSWORD})
    assert "kept_post" not in client.session


def test_what_is_too_long_to_keep_is_said_to_be_lost(client):
    agreement = AgreementFactory()
    who_signs_in(client, Role.OFFICER, agreement.kept_by)
    page = reverse("partnerships:provision-add", args=[agreement.reference])
    lose_session(client)
    answer = client.post(page, {"text": "x" * 1_060_000}, follow=True)
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


def test_a_role_for_somebody_elses_person_hands_out_a_link_that_lets_nobody_in(client):
    stranger = person(Role.OFFICER, name="Elsewhere")
    body = BodyFactory()
    client.force_login(person(Role.ADMINISTRATOR, body))
    answer = client.post(
        reverse("partnerships:role-add"),
        {"body": body.pk, "role": "auditor", "email": stranger.email, "name": "Whoever"},
        follow=True,
    )
    assert f"Role given: Auditor at {body}, to {stranger.email}." in answer.text
    link = re.search(r"http://testserver(/password/[\w/-]+)", answer.text)[1]
    assert Client().get(link).status_code == 404


def test_changing_ones_own_password_stays_signed_in_here_alone(client, officer):
    elsewhere = Client()
    for browser in (client, elsewhere):
        sign_in(browser, officer.email)
    new = "another set of words"
    page, typed = reverse("core:password-change"), {"password": new, "again": new}
    assert "This is not your present password" in client.post(page, {"present": new, **typed}).text
    assert client.post(page, {"present": PASSWORD, **typed}).status_code == 302
    assert client.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302
    client.logout()
    assert sign_in(client, officer.email, new).status_code == 302


def test_guessing_at_the_present_password_is_throttled_too(client, officer):
    sign_in(client, officer.email)
    for _ in range(11):
        answer = client.post(reverse("core:password-change"), {"present": "wrong"})
    assert answer.status_code == 429


def test_the_sign_in_page_says_whom_to_ask_for_a_forgotten_password(client):
    page = client.get(reverse("core:sign-in")).text
    assert "Forgotten your password?" in page
    assert "Ask an administrator of Common Purse at your council or NHS body" in page


@pytest.mark.parametrize("link", ["MQ/a-b", "~/x", "AA/x", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5/x"])
def test_a_made_up_password_link_is_not_found(client, link):
    recorder()
    answer = client.get(f"/password/{link}/")
    assert (answer.status_code, "This link no longer works" in answer.text) == (404, True)


def test_a_password_link_runs_out(client, officer):
    link = reverse("core:password-choose", args=link_parts(officer))
    assert client.get(link).status_code == 200
    with override_settings(PASSWORD_RESET_TIMEOUT=-1):
        assert client.get(link).status_code == 404


def test_choosing_a_password_signs_out_whoever_was_signed_in_here(client, officer):
    colleague = person(Role.FINANCE)
    client.force_login(colleague)
    link = reverse("core:password-choose", args=link_parts(officer))
    new = "another set of words"
    answer = client.post(link, {"password": new, "again": new}, follow=True)
    assert "Your password is saved. Sign in with it." in answer.text
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(("demo", "status"), [(True, 302), (False, 404)])
def test_only_in_the_demonstration_does_a_button_sign_in_and_only_its_people(client, demo, status):
    email = f"clerk@kent{settings.DEMO_DOMAIN}"
    shown = actions.record_user(email=email, name="Clerk", by=recorder(), at=NOW)
    RoleHeldFactory(user=shown, role=Role.CLERK)
    hidden = person(Role.CLERK)
    with override_settings(DEMO=demo):
        page = client.get(reverse("core:sign-in")).text
        assert (Role.CLERK.label in page, shown.email in page, hidden.email in page) == (demo, demo, False)
        assert client.post(reverse("core:sign-in"), {"as": hidden.email}).status_code == 404
        assert client.post(reverse("core:sign-in"), {"as": shown.email}).status_code == status
    assert client.session.get("_auth_user_id") == (str(shown.pk) if demo else None)
