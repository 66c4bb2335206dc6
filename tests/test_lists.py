"""Every list can be looked through as people write, and stands in the order in which they look."""

import pytest
from django.urls import reverse

from core.permissions import Role
from governance.models import Board, CabinetReport
from partnerships.models import Agreement, Body
from tests.factories import AgreementFactory, BodyFactory, OtherNameFactory, person
from tests.governance.factories import BoardFactory
from tests.governance.reports import Council

pytestmark = pytest.mark.django_db

# A hyphen that does not break, U+2011, is recorded as the one that it looks like, U+2010.
NAMES = ["A&E Partnership", "de Montfort’s Trust", "eHealth", "Ŵrexham North\u2010West", "Zeal"]
LOOKED_FOR = {
    "a and e": "A&E Partnership",
    "partnership A & E": "A&E Partnership",
    "trust de montforts": "de Montfort’s Trust",
    "Montfort's": "de Montfort’s Trust",
    "EHEALTH": "eHealth",
    "north\u2011west wrexham": "Ŵrexham North\u2010West",
    "North–West": "Ŵrexham North\u2010West",
}


def listed(client, page, **asked):
    return list(client.get(reverse(page), asked).context_data["results"].object_list)


@pytest.fixture
def officer(client):
    body = BodyFactory(name="Mid Council")
    officer = person(Role.OFFICER, body)
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    client.body = body
    return client


def test_bodies(officer):
    for name in reversed(NAMES):
        BodyFactory(name=name)
    every = [*NAMES[:3], "Mid Council", *NAMES[3:]]
    assert [str(body) for body in listed(officer, "partnerships:body-list")] == every
    for words, name in LOOKED_FOR.items():
        assert [str(body) for body in listed(officer, "partnerships:body-list", q=words)] == [name]


def test_bodies_by_another_name_and_by_code(officer):
    body = BodyFactory(name="NHS Kernow", ods_code="11N")
    OtherNameFactory(body=body, name="Cornwall & Isles of Scilly")
    for words in ("cornwall and isles", "Scilly kernow", "11n", "kernow 11N"):
        assert listed(officer, "partnerships:body-list", q=words) == [body]
    assert listed(officer, "partnerships:body-list", q="Scilly mid") == []


def test_choices_stand_in_the_same_order(officer):
    for name in reversed(NAMES):
        BodyFactory(name=name)
    assert [str(body) for body in Body.objects.all()] == [*NAMES[:3], "Mid Council", *NAMES[3:]]


def test_agreements(officer):
    for number, name in enumerate(NAMES):
        AgreementFactory(reference=f"R-{number}", title=name, kept_by=officer.body)
    for words, name in LOOKED_FOR.items():
        assert [each.title for each in listed(officer, "partnerships:agreement-list", q=words)] == [name]
    assert listed(officer, "partnerships:agreement-list", q="zeal r-4") == [
        Agreement.objects.get(title="Zeal")
    ]


def test_boards(officer):
    for name in reversed(NAMES):
        BoardFactory(name=name, kept_by=officer.body)
    assert [board.name for board in listed(officer, "governance:board-list")] == NAMES
    for words, name in LOOKED_FOR.items():
        assert listed(officer, "governance:board-list", q=words) == [Board.objects.get(name=name)]


def test_reports(client):
    council = Council("SWK", "London Borough of Southwark")
    client.force_login(council.clerk, backend="django.contrib.auth.backends.ModelBackend")
    for name in NAMES:
        council.report(title=name)
    for words, name in LOOKED_FOR.items():
        assert listed(client, "governance:report-list", q=words) == [CabinetReport.objects.get(title=name)]
