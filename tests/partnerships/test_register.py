"""The register of agreements: narrowed, put in order, kept as one looks at it, and taken away as a file."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from core.models import SavedView
from core.permissions import Role
from core.rules import WarningRule, rules_of
from core.saved_views import MOST_OF_A_PERSON
from partnerships.models import Attention
from tests.factories import (
    TODAY,
    AgreementFactory,
    BodyFactory,
    FlexibilityFactory,
    LegalBasisFactory,
    PartyFactory,
    SignatureFactory,
    person,
)

pytestmark = pytest.mark.django_db
PAGE = "partnerships:agreement-list"


@pytest.fixture
def officer(client):
    body = BodyFactory(name="Southwark Council", gss_code="E09000028")
    client.user = person(Role.OFFICER, body)
    client.body = body
    client.force_login(client.user)
    return client


def listed(client, **asked):
    return [each.reference for each in client.get(reverse(PAGE), asked).context_data["results"]]


def test_it_is_narrowed_by_what_an_agreement_is(officer):
    body, today = officer.body, officer.user.today
    basis = LegalBasisFactory(name="Section 31")
    pool = AgreementFactory(
        reference="POOL", kept_by=body, legal_basis=basis, ends_on=today + timedelta(days=80)
    )
    AgreementFactory(reference="PAST", kept_by=body, ends_on=today - timedelta(days=1))
    AgreementFactory(reference="OPEN", kept_by=body, status="in_force", client_group="Older people’s care")
    PartyFactory(agreement=pool, body=BodyFactory(name="Southwark PCT", ods_code="5LE"), confirmed=True)
    FlexibilityFactory(agreement=pool, kind="pooled_fund")
    assert listed(officer) == ["OPEN", "PAST", "POOL"]
    assert listed(officer, legal_basis=basis.pk) == ["POOL"]
    assert listed(officer, flexibility="pooled_fund") == ["POOL"]
    assert listed(officer, body="5le") == ["POOL"]
    assert listed(officer, client_group="older peoples") == ["OPEN"]
    assert listed(officer, ending="3") == ["POOL"]
    assert listed(officer, ending="past") == ["PAST"]
    assert listed(officer, status="in_force") == ["OPEN"]
    assert listed(officer, sort="ends") == ["PAST", "POOL", "OPEN"]


def test_it_is_narrowed_by_host_signatures_and_rules(officer):
    hosted = AgreementFactory(reference="HOSTED", kept_by=officer.body, host=officer.body)
    AgreementFactory(reference="OTHER", kept_by=officer.body)
    SignatureFactory(agreement=hosted, body=officer.body)
    rule = rules_of(WarningRule)[0]
    Attention.objects.create(
        agreement=hosted,
        code=rule.code,
        place="agreement..",
        detail="Not written",
        urgency=1,
        first_seen_on=TODAY,
    )
    assert listed(officer, host="E09000028") == ["HOSTED"]
    assert (listed(officer, signed="yes"), listed(officer, signed="no")) == (["HOSTED"], ["OTHER"])
    assert listed(officer, rule=rule.code) == ["HOSTED"]


def test_a_file_of_it_holds_what_the_list_is_narrowed_to(officer):
    AgreementFactory(
        reference="A-1", title="=SUM(1)", kept_by=officer.body, starts_on=TODAY, host=officer.body
    )
    AgreementFactory(reference="B-1", kept_by=officer.body)
    AgreementFactory(reference="ANOTHERS")
    csv = b"".join(officer.get("/agreements.csv", {"q": "A-1"}).streaming_content).decode("utf-8-sig")
    assert [line.split(",")[:2] for line in csv.splitlines()][1:] == [["A-1", "'=SUM(1)"]]
    workbook = CalamineWorkbook.from_filelike(BytesIO(officer.get("/agreements.xlsx").content))
    rows = workbook.get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows if row[0]][3:] == ["A-1", "B-1"]
    assert [row[10] for row in rows][-2:] == ["No", "No"]


def test_a_file_costs_the_same_however_many_there_are(officer, django_assert_num_queries):
    for _ in range(2):
        AgreementFactory(kept_by=officer.body)
        with django_assert_num_queries(6):
            b"".join(officer.get("/agreements.csv").streaming_content)
        AgreementFactory.create_batch(2, kept_by=officer.body)


def saves(client, name, query):
    page = f"{reverse('core:saved-view-add', args=[PAGE])}?{query}"
    form = client.get(page).context_data["form"]
    return client.post(page, {"name": name, "submission": form["submission"].value()}, follow=True)


def test_a_view_is_kept_by_name_for_its_person_alone(officer):
    saves(officer, "Ours", "status=draft&q=&page=2")
    view = SavedView.objects.get()
    assert view.get_absolute_url() == "/agreements/?status=draft"
    offered = officer.get(reverse(PAGE)).context_data["saved_views"]
    assert (offered.kept, offered.add) == ([view], "")
    saves(officer, "Ours", "status=in_force")
    assert [each.query for each in SavedView.objects.all()] == ["status=in_force"]
    other = person(Role.OFFICER, officer.body)
    remove = reverse("core:saved-view-remove", args=[view.pk])
    officer.force_login(other)
    assert officer.get(reverse(PAGE)).context_data["saved_views"].kept == []
    assert officer.get(remove).status_code == 404
    officer.force_login(officer.user)
    form = officer.get(remove).context_data["form"]
    officer.post(remove, {"submission": form["submission"].value()})
    assert not SavedView.objects.exists()


def test_what_cannot_be_kept_is_said(officer):
    add = reverse("core:saved-view-add", args=[PAGE])
    assert "Enter a name by which you will know it" in officer.post(f"{add}?status=draft", {}).text
    assert "too long to be kept" in saves(officer, "Long", "q=" + "x" * 1001).text
    for number in range(MOST_OF_A_PERSON):
        officer.user.saved_views.create(page=PAGE, name=f"View {number}", query="status=draft")
    assert "Remove one that you do not use" in saves(officer, "One more", "status=draft").text
    for page in ("partnerships:home", "no:such", "partnerships:body-list", "partnerships:agreement"):
        assert officer.get(reverse("core:saved-view-add", args=[page])).status_code == 404
