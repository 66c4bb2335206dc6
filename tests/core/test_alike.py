"""What is likely there already is asked about, and two of the same name are told apart."""

from datetime import date

import pytest
from django.urls import reverse

from core.forms.alike import are_alike
from core.jinja import problems
from core.permissions import Role
from governance.models import Board
from partnerships.models import Agreement, Body
from tests.budgets.factories import FundFactory
from tests.factories import (
    AgreementFactory,
    BodyFactory,
    BodyKindFactory,
    OtherNameFactory,
    PartyFactory,
    person,
)
from tests.forms import filled
from tests.governance.factories import BoardFactory


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("King’s College Trust", "kings college trust", True),
        ("Health & Social Care Board", "Board for Social Care and Health", True),
        ("The Royal Borough of Kingston", "Royal Borough of Kingston", True),
        ("Co-operation Trust", "Cooperation Trust", True),
        ("Southwark Council", "Sothwark Council", True),
        ("North Kent Primary Care Trust", "South Kent Primary Care Trust", False),
        ("Leicester Council", "Leicestershire Council", False),
        ("Kent County Council", "Kent Council", False),
        ("Board 10", "Board 11", False),
        ("Southwark Council", "Lewisham Trust", False),
    ],
)
def test_names_that_are_likely_one(one, other, alike):
    assert are_alike(one, other) == are_alike(other, one) == alike


pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    kind = BodyKindFactory(name="London borough council")
    return BodyFactory(name="London Borough of Southwark", kind=kind, gss_code="E09000028")


@pytest.fixture
def officer(client, council):
    officer = person(Role.OFFICER, council)
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def asked(reply):
    assert reply.status_code == 422
    return [each["text"] for each in problems(reply.context_data["form"])]


def record(client, address, **typed):
    return client.post(address, filled(client.get(address).context_data["form"]) | typed)


def test_a_body_like_another_is_asked_about_and_then_saved(officer, council):
    address = reverse("partnerships:body-add")
    typed = {"name": "Southwark, London Borough of", "kind": council.kind_id, "kept_by": council.pk}
    assert asked(record(officer, address, **typed)) == [
        "Recorded already: London Borough of Southwark (London borough council, E09000028). "
        "If yours is not the same, tick “This is another body” and save again"
    ]
    assert Body.objects.get() == council
    record(officer, address, **typed, is_another="on")
    assert Body.objects.latest("pk").name == "Southwark, London Borough of"


def test_a_body_is_known_by_its_other_names_too(officer, council):
    OtherNameFactory(body=council, name="Southwark Council")
    typed = {"name": "Southwark council", "kind": council.kind_id, "kept_by": council.pk}
    told = asked(record(officer, reverse("partnerships:body-add"), **typed))
    assert told[0].startswith("Recorded already: London Borough of Southwark (")


def test_a_change_is_asked_about_only_where_the_name_changes(officer, council):
    other = BodyFactory(name="London Borough of Southwerk", kept_by=council)
    address = reverse("partnerships:body-change", args=[other.pk])
    assert record(officer, address, opened_on_0="1", opened_on_1="4", opened_on_2="1965").status_code == 302
    assert len(asked(record(officer, address, name="London Borough of Southwark"))) == 1


def test_agreements_boards_and_funds_are_asked_about_where_they_are_seen(officer, council):
    agreement = AgreementFactory(title="Equipment for the Home", kept_by=council)
    AgreementFactory(title="Respite Care")  # of others: nobody is told that it is there
    basis = agreement.legal_basis_id
    address = reverse("partnerships:agreement-add")
    typed = {"reference": "A-1", "legal_basis": basis, "kept_by": council.pk}
    assert len(asked(record(officer, address, title="Equipment for the home", **typed))) == 1
    assert record(officer, address, title="Respite care", **typed).status_code == 302
    assert Agreement.objects.latest("pk").title == "Respite care"

    FundFactory(agreement=agreement, name="Pooled budget")
    FundFactory(name="Equipment budget")
    address = reverse("budgets:fund-add", args=[agreement.reference])
    assert len(asked(record(officer, address, name="Pooled-budget", kind="pooled", unit="1"))) == 1
    assert record(officer, address, name="Equipment budget", kind="pooled", unit="1").status_code == 302

    board = BoardFactory(name="Joint Board", kept_by=council)
    address = reverse("governance:board-add")
    typed = {"kind": board.kind_id, "kept_by": council.pk}
    assert len(asked(record(officer, address, name="Board, joint", **typed))) == 1
    record(officer, address, name="Board, joint", **typed, is_another="on")
    assert Board.objects.latest("pk").name == "Board, joint"


def test_choices_of_one_name_are_told_apart(officer, council):
    trust = BodyKindFactory(name="Primary care trust")
    early = BodyFactory(name="Kent Trust", kind=trust, ods_code="5LE", closed_on=date(2006, 9, 30))
    late = BodyFactory(name="Kent trust", kind=trust, opened_on=date(2006, 10, 1))
    page = officer.get(reverse("partnerships:succession-add", args=[council.pk]))
    choices = dict(page.context_data["form"].fields["successor"].choices)
    assert {str(key): label for key, label in choices.items() if key} == {
        str(council.pk): "London Borough of Southwark",
        str(early.pk): "Kent Trust (Primary care trust, 5LE, until 30 September 2006)",
        str(late.pk): "Kent trust (Primary care trust, from 1 October 2006)",
    }


def test_a_filter_tells_bodies_of_one_name_apart_by_their_codes(officer, council):
    agreements = {}
    for name, code in (("Kent Trust", "5LE"), ("Kent trust", "5QM")):
        body = BodyFactory(name=name, kind=BodyKindFactory(name=f"Trust {code}"), ods_code=code)
        agreements[code] = AgreementFactory(kept_by=council)
        PartyFactory(agreement=agreements[code], body=body)
    page = reverse("partnerships:agreement-list")
    found = {
        asked: [*officer.get(page, {"body": asked}).context_data["results"]] for asked in ("kent", "5qm")
    }
    assert found == {"kent": [*agreements.values()], "5qm": [agreements["5QM"]]}
