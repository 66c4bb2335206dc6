"""What is held about a person can be handed over, and a person forgotten while the history stays."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from core.models import Act
from core.permissions import Role
from partnerships.models import RoleHeld
from tests.factories import AgreementFactory, BodyFactory, person

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_all_that_is_held_about_a_person_is_handed_over():
    somebody = person(Role.FINANCE, BodyFactory(name="London Borough of Southwark"), "Finance manager")
    Client().force_login(somebody)
    held = json.loads(run("export_person", somebody.email))
    assert (held["email"], held["name"]) == (somebody.email, "Finance manager")
    assert [(role["role"], role["body__name"]) for role in held["roles"]] == [
        ("finance", "London Borough of Southwark")
    ]
    assert [event["kind"] for event in held["events"]] == ["signed_in", "role_given"]


def test_a_person_is_forgotten_and_what_they_did_stays():
    agreement, operator = AgreementFactory(), person(Role.OPERATOR)
    somebody = person(Role.OFFICER, agreement.kept_by, "Very Personal Name")
    browser = Client()
    browser.force_login(somebody)
    browser.get("/")

    run("erase_person", somebody.email, "--by", operator.email, "--why", "Asked to be forgotten")

    somebody.refresh_from_db()
    assert (somebody.name, somebody.email) == (
        f"Person {somebody.pk}",
        f"person-{somebody.pk}@erased.invalid",
    )
    assert browser.get("/").status_code == 302
    assert not RoleHeld.objects.not_retired().filter(user=somebody).exists()
    assert "Personal" not in str(list(somebody.history.values()))
    assert (Act.objects.first().code, Act.objects.first().by) == ("person.erased", operator)


def test_only_an_operator_has_a_person_forgotten_and_a_body_keeps_its_administrator():
    administrator = person(Role.ADMINISTRATOR)
    for by, refusal in (
        (administrator, "is no site operator"),
        (person(Role.OPERATOR), "only administrator cannot be taken out"),
    ):
        with pytest.raises(CommandError, match=refusal):
            run("erase_person", administrator.email, "--by", by.email, "--why", "Asked")
