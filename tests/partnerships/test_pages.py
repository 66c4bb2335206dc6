"""The pages of agreements and bodies: what they list, at which cost, and the history with its filters."""

import csv
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from core import actions
from core.models import Act
from core.permissions import Role
from core.timeline import timeline
from partnerships.actions import move_agreement_status, update_attention
from partnerships.models import Agreement, AgreementStatus
from tests.factories import (
    NOW,
    AgreementFactory,
    AimFactory,
    AnnexFactory,
    BodyFactory,
    ConsulteeFactory,
    ContractFactory,
    DelegationFactory,
    FlexibilityFactory,
    OtherNameFactory,
    PartyFactory,
    PhaseFactory,
    ProvisionFactory,
    RoleHeldFactory,
    ServiceFactory,
    SuccessionFactory,
    person,
    recorder,
)
from tests.forms import filled

pytestmark = pytest.mark.django_db
CONTENTS = (
    PartyFactory,
    DelegationFactory,
    PhaseFactory,
    ServiceFactory,
    AimFactory,
    ProvisionFactory,
    ConsulteeFactory,
    AnnexFactory,
    ContractFactory,
)


@pytest.fixture
def agreement():
    return AgreementFactory(reference="SWK-1", title="Community equipment")


@pytest.fixture
def officer(client, agreement):
    officer = person(Role.OFFICER, agreement.kept_by, name="Officer")
    client.force_login(officer)
    return officer


def fill(agreement, times):
    for _ in range(times):
        for factory in CONTENTS:
            factory(agreement=agreement)
        earlier = timedelta(agreement.flexibilities.count())
        flexibility = FlexibilityFactory(agreement=agreement, starts_on=NOW.date() - earlier)
        ServiceFactory(agreement=agreement, flexibility=flexibility, scope="out")
        retired = ConsulteeFactory(agreement=agreement)
        actions.retire(retired, by=recorder(), at=NOW, why="Twice")
        AgreementFactory(over_arching=agreement, kept_by=agreement.kept_by)


@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("agreement", 10),
        ("agreement-parties", 13),
        ("agreement-scope", 9),
        ("agreement-provisions", 10),
    ],
)
def test_a_tab_costs_the_same_with_one_of_each_and_with_four(
    client, officer, agreement, name, queries, django_assert_num_queries
):
    page = reverse(f"partnerships:{name}", args=["SWK-1"])
    for more in (1, 3):
        fill(agreement, more)
        with django_assert_num_queries(queries):
            assert client.get(page).status_code == 200


def test_lists_cost_the_same_with_one_and_with_three(client, officer, agreement, django_assert_num_queries):
    for more in (0, 2):
        for _ in range(more):
            basis = agreement.legal_basis
            PartyFactory(agreement=AgreementFactory(kept_by=agreement.kept_by, legal_basis=basis))
            OtherNameFactory(body=agreement.kept_by)
            SuccessionFactory(predecessor=agreement.kept_by)
            RoleHeldFactory(body=agreement.kept_by)
        for page, queries in (
            (reverse("partnerships:agreement-list"), 8),
            (reverse("partnerships:body-list"), 6),
            (reverse("partnerships:body", args=[agreement.kept_by.pk]), 10),
        ):
            with django_assert_num_queries(queries):
                assert client.get(page).status_code == 200


def test_the_list_filters_and_nonsense_in_the_address_is_told(client, officer, agreement):
    other = AgreementFactory(reference="SWK-2", title="Respite", kept_by=agreement.kept_by)
    partner = PartyFactory(agreement=other).body
    move_agreement_status(other, to=AgreementStatus.AWAITING_APPROVAL, by=officer, at=NOW)
    page = reverse("partnerships:agreement-list")

    def listed(query):
        answer = client.get(page + query)
        assert answer.status_code == 200
        return [found.reference for found in answer.context_data["results"]]

    assert listed("") == ["SWK-1", "SWK-2"]
    assert (
        listed("?q=respite swk")
        == listed("?status=awaiting_approval")
        == listed(f"?body={partner.name}")
        == ["SWK-2"]
    )
    assert listed("?page=abc") == listed("?page=99") == ["SWK-1", "SWK-2"]
    for nonsense in ("?q=%00", "?status=%00", "?status=lost", "?body=%00", "?body=x"):
        assert listed(nonsense) == []
    assert "There is a problem" in client.get(f"{page}?status=lost").text
    assert client.get("/bodies/?kind=%00&q=%00&page=%00").status_code == 200


def test_retired_agreements_leave_the_list_and_can_come_back(client, officer, agreement):
    client.post(reverse("partnerships:agreement-retire", args=[agreement.pk]), {"why": "Recorded twice"})
    listed = reverse("partnerships:agreement-list")
    assert "Agreement retired: SWK-1" in client.get(listed).text  # the message, once
    assert "SWK-1" not in client.get(listed).text
    assert "Retired" in client.get(agreement.get_absolute_url()).text
    refused = client.get(reverse("partnerships:phase-add", args=["SWK-1"]))
    assert refused.status_code == 403
    client.post(reverse("partnerships:agreement-restore", args=[agreement.pk]), {"why": "It was not"})
    assert "SWK-1" in client.get(listed).text
    assert [act.why for act in agreement.acts.all()[:2]] == ["It was not", "Recorded twice"]


def test_a_status_is_not_moved_over_what_another_user_changed(client, officer, agreement):
    page = reverse("partnerships:agreement-move", args=["SWK-1"])
    typed = filled(client.get(page).context_data["form"], to="awaiting_approval")
    del typed["submission"]
    move_agreement_status(agreement, to=AgreementStatus.WITHDRAWN, by=officer, at=NOW)

    refused = client.post(page, typed | {"why": "Signed by both"})
    assert refused.status_code == 422  # nothing leads from withdrawn to awaiting approval
    move_agreement_status(agreement, to=AgreementStatus.DRAFTING, by=officer, at=NOW)

    again = client.post(page, typed | {"why": "Signed by both"})
    assert again.status_code == 409
    assert "Somebody changed this while the page was open" in again.text
    assert Agreement.objects.get().status == AgreementStatus.DRAFTING

    form = again.context_data["form"]
    assert form["why"].value() == "Signed by both"
    sent = typed | {"why": "Signed by both", "version": form["version"].value()}
    assert client.post(page, sent).status_code == 302
    assert Agreement.objects.get().status == AgreementStatus.AWAITING_APPROVAL


def test_home_tells_what_is_mine_and_what_needs_attention(client, officer, agreement):
    kent = AgreementFactory(reference="KENT-1")
    update_attention([agreement.pk, kent.pk], on=officer.today)
    page = client.get("/").text
    assert "SWK-1" in page and "KENT-1" not in page
    assert "No NHS body is party to it" in page
    assert "Agreement recorded" in page
    assert kent.title not in [act.label for act in Act.objects.all()]


def test_home_shows_what_to_look_at_first_and_leads_to_the_rest(client, officer, agreement):
    for n in range(2, 12):
        AgreementFactory(
            reference=f"SWK-{n:02}", kept_by=agreement.kept_by, legal_basis=agreement.legal_basis
        )
    over = Agreement.objects.get(reference="SWK-02")
    move_agreement_status(over, to=AgreementStatus.WITHDRAWN, by=officer, at=NOW)
    actions.retire(Agreement.objects.get(reference="SWK-03"), by=officer, at=NOW, why="Twice")
    trust = BodyFactory(kind__sector="nhs")
    PartyFactory(agreement=agreement, body=trust)  # so that nothing is urgent about it

    update_attention(Agreement.objects.values_list("pk", flat=True), on=officer.today)
    answer = client.get("/")

    shown = [each.reference for each in answer.context_data["agreements"]]
    assert shown == [f"SWK-{n:02}" for n in range(4, 10)]
    assert "The 6 to look at first, of 9 that are being prepared or in force." in answer.text
    assert f'href="{reverse("partnerships:agreement-list")}">All 10 agreements</a>' in answer.text
    assert len(answer.context_data["findings"]) == 20 < answer.context_data["findings_in_all"]
    assert "These are the 20 most urgent." in answer.text


def test_home_says_so_where_every_agreement_is_over(client, officer, agreement):
    move_agreement_status(agreement, to=AgreementStatus.WITHDRAWN, by=officer, at=NOW)
    page = client.get("/").text
    assert "None of your agreements is being prepared or in force" in page
    assert "List of agreements" in page


@pytest.fixture
def history(agreement, officer):
    """Three acts on three days, by two people."""
    days = [datetime(2026, 10, day, 9, tzinfo=UTC) for day in (1, 2, 3)]
    phase = PhaseFactory.build(agreement=agreement, name="=cmd|' /C calc'!A0", position=1)
    actions.record(phase, by=officer, at=days[0], why="First")
    phase.name = "Pooled <b>budget</b>"
    actions.change(phase, by=recorder(), at=days[1], why="Second")
    agreement.title = "Integrated equipment"
    actions.change(agreement, by=officer, at=days[2], why="Third")
    return reverse("partnerships:agreement-history", args=["SWK-1"])


def test_an_act_is_one_line_with_its_fields_beneath(client, history, agreement):
    entries = client.get(history).context_data["entries"]
    assert [entry.act.code for entry in entries] == [
        "agreement.recorded",  # at NOW, a month after the rest
        "agreement.changed",
        "phase.changed",
        "phase.recorded",
    ]
    [change] = entries[2].changes
    [field] = change.fields
    assert (change.noun, change.name) == ("Phase", "Pooled <b>budget</b>")
    assert (field.label, field.before, field.after) == (
        "What is to be in place",
        "=cmd|' /C calc'!A0",
        "Pooled <b>budget</b>",
    )
    page = " ".join(client.get(history).text.split())
    assert (
        "1 field changed, what is to be in place from =cmd|&#39; /C calc&#39;!A0 to Pooled &lt;b&gt;budget"
        in page
    )
    assert {change.noun for change in entries[0].changes} == {"Agreement", "Party"}


def test_the_history_filters_by_person_kind_and_day(client, history, officer):
    def whys(query):
        answer = client.get(f"{history}?{query}")
        assert answer.status_code == 200
        return [entry.act.why for entry in answer.context_data["entries"]]

    assert whys(f"by={officer.pk}") == ["Third", "First"]
    assert whys("kind=phase") == ["Second", "First"]
    assert whys("first_0=2&first_1=10&first_2=2026&last_0=2&last_1=10&last_2=2026") == ["Second"]
    assert whys(f"kind=phase&by={officer.pk}") == ["First"]
    for nonsense in ("kind=%00", "by=%00", "by=999999", "first_0=31&first_1=2&first_2=2026"):
        assert whys(nonsense) == []
    reversed_days = "first_0=2&first_1=10&first_2=2026&last_0=1&last_1=10&last_2=2026"
    assert whys(reversed_days) == []
    page = client.get(f"{history}?{reversed_days}").text
    assert "The last day is before the first day" in page and "Nothing matches" not in page
    assert len(whys("page=abc")) == 4


def test_the_history_as_csv_has_a_line_for_each_field_and_no_formula(client, history, officer):
    def lines(query=""):
        answer = client.get(reverse("partnerships:agreement-history-export", args=["SWK-1"]) + query)
        assert answer["Content-Disposition"] == 'attachment; filename="SWK-1-history.csv"'
        text = b"".join(answer.streaming_content).decode()
        assert text.startswith("\ufeff")
        return list(csv.reader(text.removeprefix("\ufeff").splitlines()))

    assert lines()[0] == ["When", "Who", "What", "Why", "Record", "Name", "Field", "Before", "After"]
    [heading, line] = lines("?kind=phase&first_0=2&first_1=10&first_2=2026")
    assert line == [
        "2026-10-02T10:00:00+01:00",
        "Recorder",
        "Phase changed",
        "Second",
        "Phase",
        "Pooled <b>budget</b>",
        "What is to be in place",
        "'=cmd|' /C calc'!A0",
        "Pooled <b>budget</b>",
    ]
    assert len(lines(f"?by={officer.pk}")) > 3
    assert lines("?kind=%00") == [heading]


def test_reading_the_history_costs_the_same_for_few_acts_and_for_many(agreement, django_assert_num_queries):
    def read(queries):
        acts = list(Act.objects.filter(agreements=agreement).select_related("by"))
        with django_assert_num_queries(queries):
            return timeline(acts, seen_by=reader)

    reader = person(Role.AUDITOR, agreement.kept_by)
    assert reader.roles_by_body  # read once a request
    phase = PhaseFactory(agreement=agreement)
    body = BodyFactory()
    FlexibilityFactory(agreement=agreement)
    change_all(phase, agreement, 1)
    few = read(5)
    change_all(phase, agreement, 10)
    many = read(5)
    assert len(many) == len(few) + 20
    assert body.name not in str(many)


def change_all(phase, agreement, times):
    for n in range(times):
        phase.name = f"Phase {times}-{n}"
        actions.change(phase, by=recorder(), at=NOW)
        agreement.title = f"Title {times}-{n}"
        actions.change(agreement, by=recorder(), at=NOW)
