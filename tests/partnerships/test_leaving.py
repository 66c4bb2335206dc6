"""A body that left writes nothing more, and reads the record as it stood on its last day."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import actions
from core.permissions import Role
from documents.models import IssuedDocument
from partnerships.models import Agreement
from tests.budgets.factories import FundFactory
from tests.documents.factories import IssuedDocumentFactory
from tests.factories import (
    NOW,
    AgreementFactory,
    BodyFactory,
    PartyFactory,
    ProvisionFactory,
    ServiceFactory,
    person,
    recorder,
)
from tests.governance.factories import BoardFactory, MemberFactory, OversightFactory, SeatFactory

pytestmark = pytest.mark.django_db
LAST_DAY, NEXT_DAY = NOW.date(), NOW + timedelta(days=1)
LATER = "LATER"


@pytest.fixture
def agreement():
    return AgreementFactory(reference="SWK-1", title="Community equipment")


@pytest.fixture
def party(agreement):
    return PartyFactory(agreement=agreement, body=BodyFactory(name="Southwark PCT"))


@pytest.fixture
def officer(client, party):
    found = person(Role.OFFICER, party.body, "The trust's officer")
    client.force_login(found)
    return found


def leaves(party, day=LAST_DAY):
    party.left_on = day
    actions.change(party, by=recorder(), at=NOW)


def changes(record, **values):
    for field, value in values.items():
        setattr(record, field, value)
    actions.change(record, by=recorder(), at=NEXT_DAY)


def routes(agreement):
    names = ("left", "left-export", "left-history", "left-history-export")
    return [reverse(f"partnerships:{name}", args=[agreement.pk]) for name in names]


def content(answer):
    assert answer.status_code == 200
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


def test_what_stood_on_the_last_day_is_read_on_every_route_and_nothing_after(
    client, agreement, party, officer
):
    provision = ProvisionFactory(agreement=agreement, text="Beds and hoists")
    fund = FundFactory(agreement=agreement, name="Equipment pool")
    board = BoardFactory(kept_by=agreement.kept_by, name="Equipment board")
    OversightFactory(agreement=agreement, board=board)
    seat = SeatFactory(board=board, post="Carers")
    before = IssuedDocumentFactory(agreement=agreement, filename="before.csv")
    leaves(party)
    changes(agreement, title=f"{LATER} title", reference=f"SWK-{LATER}")
    changes(provision, text=f"{LATER} text")
    changes(fund, name=f"{LATER} fund")
    changes(board, name=f"{LATER} board")
    later = {"by": recorder(), "at": NEXT_DAY}
    actions.record(ServiceFactory.build(agreement=agreement, name=f"{LATER} service"), **later)
    actions.record(MemberFactory.build(seat=seat, name=f"{LATER} member"), **later)
    after = IssuedDocumentFactory.build(
        agreement=agreement, number=2, issued_at=NEXT_DAY, issued_by=recorder(), title=f"{LATER} issue"
    )
    actions.record(after, **later)

    with time_machine.travel(NOW + timedelta(days=8)):
        client.force_login(officer)
        shown = [content(client.get(route)) for route in routes(agreement)]
        for text in shown:
            assert LATER not in text
            assert "Beds and hoists" in text
            assert "Equipment pool" in text
            assert "Equipment board" in text
        listed = "/left/"
        assert "Community equipment" in content(client.get(listed, {"q": "equipment swk-1"}))
        assert "Community equipment" not in content(client.get(listed, {"q": LATER}))
        home = content(client.get("/"))
        assert LATER not in home and "Your bodies are party to no agreement now." in home
        download = "documents:left-download"
        issued = client.get(reverse(download, args=[agreement.pk, before.pk]))
        assert issued.content == bytes(IssuedDocument.objects.get(pk=before.pk).content)
        assert client.get(reverse(download, args=[agreement.pk, after.pk])).status_code == 404
        for name in ("agreement", "agreement-history", "agreement-history-export", "agreement-parties"):
            at = reverse(f"partnerships:{name}", args=[f"SWK-{LATER}"])
            assert client.get(at).status_code == client.post(at).status_code == 404
        assert LATER not in content(client.get("/agreements/"))
        assert LATER not in content(client.get("/boards/"))


@pytest.mark.parametrize(("days", "seen"), [(0, True), (1, False)])
def test_the_last_day_is_still_a_partners(client, agreement, party, officer, days, seen):
    leaves(party)
    with time_machine.travel(NOW + timedelta(days=days)):
        client.force_login(officer)
        assert client.get(agreement.get_absolute_url()).status_code == (200 if seen else 404)
        assert client.get(routes(agreement)[0]).status_code == (404 if seen else 200)


def test_what_was_retired_or_changed_by_then_is_not_shown_as_in_use(client, agreement, party, officer):
    service = ServiceFactory(agreement=agreement, name="Stairlifts")
    actions.retire(service, by=recorder(), at=NOW, why="By mistake")
    kept = ServiceFactory(agreement=agreement, name="Ramps")
    leaves(party)
    actions.retire(kept, by=recorder(), at=NEXT_DAY, why=f"{LATER} reason")
    with time_machine.travel(NOW + timedelta(days=8)):
        client.force_login(officer)
        shown = content(client.get(routes(agreement)[0]))
    assert "Ramps" in shown
    assert "Stairlifts" not in shown


def test_a_body_that_never_confirmed_or_comes_back_has_no_past_to_read(client, agreement, party, officer):
    leaves(party, date(2026, 10, 1))
    PartyFactory(agreement=agreement, body=party.body, joined_on=date(2026, 10, 15))
    assert client.get(routes(agreement)[0]).status_code == 404
    assert Agreement.objects.visible_to(officer).get() == agreement


def test_what_is_shown_takes_as_many_queries_for_three_as_for_one(client, agreement, party, officer):
    leaves(party)
    taken = []
    for name in ("One", "Two", "Three"):
        ServiceFactory(agreement=agreement, name=name)
        with time_machine.travel(NOW + timedelta(days=8)):
            client.force_login(officer)
            with CaptureQueriesContext(connection) as queries:
                client.get(routes(agreement)[0])
            taken.append(len(queries))
    assert taken[1] == taken[2]  # the first page of a session notes the session as well
