"""Every request is one line of JSON, which says who and what, and quotes nobody."""

import json
import logging

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from core.logs import JsonLines, _told
from core.models import Act
from core.permissions import Role
from tests.factories import AgreementFactory, person
from tests.forms import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines():
    """The lines that are logged meanwhile, read back."""
    written = []

    class Kept(logging.Handler):
        def emit(self, record):
            written.append(json.loads(JsonLines().format(record)))

    kept, root = Kept(), logging.getLogger()
    level = root.level
    root.addHandler(kept)
    root.setLevel(logging.INFO)
    yield written
    root.removeHandler(kept)
    root.setLevel(level)


def requests(lines):
    return [line for line in lines if line["logger"] == "common_purse.request"]


def test_a_request_says_who_asked_for_what_and_which_act_it_made(client, lines):
    agreement = AgreementFactory()
    officer = person(Role.OFFICER, agreement.kept_by)
    client.force_login(officer)
    page = reverse("partnerships:agreement-change", args=[agreement.pk])
    typed = filled(client.get(page).context_data["form"], title="Words of an officer")
    answer = client.post(page + "?q=typed", typed)

    line = requests(lines)[-1]
    assert line["time"].endswith("+00:00") and line.pop("time") and line.pop("ms") >= 0
    assert line == {
        "level": "INFO",
        "logger": "common_purse.request",
        "message": "request",
        "request": answer.headers["X-Request-ID"],
        "method": "POST",
        "path": page,
        "person": officer.pk,
        "source": "127.0.0.1",
        "status": 302,
        "act": Act.objects.latest("pk").pk,
    }
    assert "Words of an officer" not in json.dumps(lines)


def test_a_refusal_is_no_fault_and_has_no_traceback(client, lines):
    agreement = AgreementFactory()
    client.force_login(person(Role.AUDITOR, agreement.kept_by))
    client.get(reverse("partnerships:party-choose", args=[agreement.reference]))
    client.get("/nothing/")
    assert [(line["logger"], line["status"]) for line in requests(lines)] == [
        ("common_purse.request", 403),
        ("common_purse.request", 404),
    ]


def test_a_fault_says_where_and_not_what_was_typed(lines):
    try:
        raise ValueError("Mrs Jones's care costs £1,000")
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error")
    [line] = lines
    assert line["error"] == "builtins.ValueError"
    assert line["traceback"][0].endswith("test_a_fault_says_where_and_not_what_was_typed")
    assert "Jones" not in json.dumps(line)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "source"),
    [
        (0, "192.0.2.1", "127.0.0.1"),
        (1, "192.0.2.66, 192.0.2.1", "192.0.2.1"),
        (2, "192.0.2.66, 192.0.2.1, 192.0.2.2", "192.0.2.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_an_address_is_believed_only_of_our_own_proxies(lines, proxies, forwarded, source):
    with override_settings(TRUSTED_PROXIES=proxies):
        Client().get("/sign-in/", headers={"X-Forwarded-For": forwarded})
    assert requests(lines)[-1]["source"] == source


def test_what_lets_in_whoever_has_it_is_not_in_the_log():
    assert _told("/password/MQ/abc-123/") == "/password/…"
    assert _told("/calendar/s3cret_-x.ics") == "/calendar/…"
    assert [_told(path) for path in ("/calendar/", "/calendar/follow/", "/password/")] == [
        "/calendar/",
        "/calendar/follow/",
        "/password/",
    ]
