"""The operator lets bodies in, sees no partnership, and keeps what all of them share."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from core import actions
from core.models import Act, User
from core.permissions import Permission, Role, may
from core.rules import RulesBroken
from partnerships.actions import let_in_first_administrator, let_in_operator
from partnerships.models import Agreement, Body, LegalBasis, RoleHeld
from tests.factories import (
    NOW,
    AgreementFactory,
    BodyFactory,
    BodyKindFactory,
    LegalBasisFactory,
    RoleHeldFactory,
    person,
    recorder,
)

pytestmark = pytest.mark.django_db
PASSWORD = "three random words"
LINK = re.compile(r"/password/[\w-]+/[\w-]+/")


@pytest.fixture
def operator():
    return person(Role.OPERATOR)


def let_in_page(body):
    return reverse("partnerships:body-let-in", args=[body.pk])


def command(name, *arguments, **options):
    told = StringIO()
    call_command(name, *arguments, stdout=told, **options)
    return told.getvalue()


def test_an_operator_lets_in_the_first_administrator_of_a_second_body(client, operator):
    person(Role.ADMINISTRATOR, BodyFactory(name="Kent County Council"))
    board = BodyFactory(name="NHS Kent and Medway ICB")
    client.force_login(operator)
    assert re.findall(r"Let in an administrator<span[^>]*> of ([^<]+)<", client.get("/site/").text) == [
        board.name
    ]

    typed = {"email": "first@icb.example.org", "name": "Governance lead"}
    answer = client.post(let_in_page(board), typed, follow=True)

    held = RoleHeld.objects.get(body=board)
    assert (held.user.email, held.user.name, held.role) == (*typed.values(), Role.ADMINISTRATOR)
    let_in = Act.objects.get(code="body.let-in")
    assert let_in.by == operator
    assert held.history.get().act == let_in
    link = LINK.search(answer.text)[0]
    stranger = Client()
    assert stranger.post(link, {"password": PASSWORD, "again": PASSWORD}).status_code == 302
    assert stranger.post("/sign-in/", {"username": typed["email"], "password": PASSWORD}).url == "/"
    assert stranger.get(reverse("partnerships:people")).status_code == 200


def test_an_operator_records_the_body_that_is_missing(client, operator):
    kind = BodyKindFactory()
    client.force_login(operator)
    typed = {"name": "Rutland County Council", "kind": kind.pk, "gss_code": "E06000017"}
    answer = client.post(reverse("partnerships:site-body-add"), typed)
    assert answer.url == let_in_page(Body.objects.get(gss_code="E06000017"))


def test_an_operator_sees_no_partnership_and_changes_what_all_share(client, operator):
    agreement = AgreementFactory(title="A secret of its partners")
    client.force_login(operator)
    assert not Agreement.objects.visible_to(operator).exists()
    assert may(operator, Permission.OPERATE_SITE)
    assert not may(operator, Permission.SEE)
    home = client.get("/").text
    assert "You operate the site" in home
    assert re.findall(r'service-navigation__link" href="([^"]+)"', home) == ["/", "/site/", "/roles/"]
    assert client.get(agreement.get_absolute_url()).status_code == 404
    basis = LegalBasisFactory(name="Section 75")
    page = reverse("partnerships:legal-basis-change", args=[basis.pk])
    version = client.get(page).context_data["form"]["version"].value()
    typed = {"code": basis.code, "name": "Section 75 of the NHS Act 2006", "version": version}
    assert client.post(page, typed).url == reverse("partnerships:reference")
    assert LegalBasis.objects.get(pk=basis.pk).name == "Section 75 of the NHS Act 2006"


def test_an_administrator_of_a_body_does_not_change_the_law_for_all(client):
    basis = LegalBasisFactory()
    administrator = person(Role.ADMINISTRATOR)
    client.force_login(administrator)
    assert not may(administrator, Permission.CHANGE_REFERENCE, basis)
    answer = client.post(reverse("partnerships:legal-basis-retire", args=[basis.pk]), {"why": "Mine"})
    assert answer.status_code == 403
    assert "you need the role of site operator." in answer.text


def test_body_has_no_administrator(client, operator):
    body = RoleHeldFactory(role=Role.ADMINISTRATOR).body
    client.force_login(operator)
    answer = client.get(let_in_page(body))
    assert answer.status_code == 403
    assert "has an administrator already, who lets in everybody else there" in answer.text
    with pytest.raises(RulesBroken, match="has an administrator already"):
        let_in_first_administrator(body=body, email="x@example.org", name="X", by=operator, at=NOW)
    assert not User.objects.filter(email="x@example.org").exists()


def test_site_keeps_an_operator(client, operator):
    client.force_login(operator)
    ending = reverse("partnerships:operator-retire", args=[operator.roles_held.get().pk])
    assert "The only site operator cannot be taken out." in client.post(ending, {"why": "Left"}).text
    client.post(reverse("partnerships:operator-add"), {"email": "two@example.org", "name": "Another"})
    assert client.post(ending, {"why": "Left"}).url == "/site/"
    assert not may(User.objects.get(pk=operator.pk), Permission.OPERATE_SITE)


def test_the_operators_role_is_at_no_body_and_any_other_at_one():
    somebody = person()
    for body, role in ((BodyFactory(), Role.OPERATOR), (None, Role.OFFICER)):
        with pytest.raises(Exception, match="Only the operator"):
            RoleHeld(user=somebody, body=body, role=role).validate_constraints()
    let_in_operator(email=somebody.email, name="", by=recorder(), at=NOW)
    with pytest.raises(Exception, match="holds this role already"):
        RoleHeld(user=somebody, body=None, role=Role.OPERATOR).validate_constraints()


def test_the_first_operator_is_let_in_by_a_command_once(client):
    told = command("first_operator", "operator@example.org", "Systems team")
    assert client.post(LINK.search(told)[0], {"password": PASSWORD, "again": PASSWORD}).status_code == 302
    client.post("/sign-in/", {"username": "operator@example.org", "password": PASSWORD})
    assert client.get("/site/").status_code == 200
    with pytest.raises(CommandError, match="There is a site operator already") as refused:
        command("first_operator", "another@example.org", "Another")
    assert refused.value.returncode == 2
    assert not User.objects.filter(email="another@example.org").exists()


def test_the_command_finds_the_body_by_name_or_code_and_works_for_each_that_has_no_administrator():
    trust = BodyFactory(name="Southwark Primary Care Trust", ods_code="5LE")
    borough = BodyFactory(name="London Borough of Southwark", gss_code="E09000028")
    kind = BodyKindFactory(code="county-council")
    assert "Trust lead: Administrator at Southwark" in command(
        "first_administrator", "a@x.org", "Trust lead", "5le"
    )
    command("first_administrator", "b@x.org", "Borough lead", "london borough of southwark")
    command("first_administrator", "c@x.org", "County lead", "Kent County Council", kind="county-council")
    kent = Body.objects.get(name="Kent County Council", kind=kind)
    administrators = RoleHeld.objects.filter(role=Role.ADMINISTRATOR)
    assert dict(administrators.values_list("user__email", "body")) == {
        "a@x.org": trust.pk,
        "b@x.org": borough.pk,
        "c@x.org": kent.pk,
    }


def test_the_command_refuses_well(capsys):
    BodyKindFactory(code="county-council")
    BodyKindFactory(code="nhs-trust")
    taken = RoleHeldFactory(role=Role.ADMINISTRATOR).body
    for opened_on, code in (("2000-04-01", "5AA"), ("2006-10-01", "5BB")):
        BodyFactory(name="Twice Trust", opened_on=opened_on, ods_code=code)
    refusals = {
        ("not an address", "Lead", taken.name): "'not an address' is not an e-mail address",
        ("x@example.org", " ", taken.name): "Give a name or post title of at most 120 characters",
        ("x@example.org", "Lead", taken.name): "This body has an administrator already",
        (
            "x@example.org",
            "Lead",
            "Nowhere",
        ): "Give --kind to record it. The kinds are: .*county-council.*nhs-trust",
        ("x@example.org", "Lead", "Twice Trust"): "Give the code of one. 5AA: Twice Trust; 5BB: Twice Trust",
    }
    for arguments, words in refusals.items():
        with pytest.raises(CommandError, match=words) as refused:
            command("first_administrator", *arguments)
        assert refused.value.returncode == 2
    with pytest.raises(CommandError, match="wrong is no kind of body. The kinds are: .*county-council"):
        command("first_administrator", "x@example.org", "Lead", "Nowhere", kind="wrong")
    assert not User.objects.filter(email="x@example.org").exists()


def test_somebody_known_keeps_the_password_they_have():
    officer = person(Role.OFFICER)
    actions.set_password(officer, password=PASSWORD, by=officer, at=NOW)
    told = command("first_administrator", officer.email.upper(), "ignored", BodyFactory().name)
    assert f"signs in with {officer.email} and the password they have" in told
    assert User.objects.get(pk=officer.pk).check_password(PASSWORD)
