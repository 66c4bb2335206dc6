"""What becomes of bodies: who follows whom, on which day, and by which event."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from core import actions
from core.models import Act
from core.permissions import Role
from core.rules import RulesBroken
from partnerships.actions import change_reorganisation, name_bodies
from partnerships.forms import ReorganisationBodiesForm, ReorganisationForm
from partnerships.models import Body, Reorganisation, Succession
from tests.factories import NOW, BodyFactory, ReorganisationFactory, SuccessionFactory, person, recorder
from tests.forms import filled

pytestmark = pytest.mark.django_db
LAST, FIRST = date(2026, 3, 31), date(2026, 4, 1)


@pytest.fixture
def county():
    return BodyFactory(name="Northshire County Council", closed_on=LAST, gss_code="E10000099")


@pytest.fixture
def districts(county):
    return [BodyFactory(name=f"{name} District Council", closed_on=LAST) for name in ("Ash", "Beck")]


@pytest.fixture
def unitaries():
    return [BodyFactory(name=f"{name} Northshire Council", opened_on=FIRST) for name in ("East", "West")]


def refused(action, *args, **said) -> list[tuple[str, str | None, str]]:
    with pytest.raises(RulesBroken) as refusal:
        action(*args, **said)
    return [(each.rule.code, each.field, each.detail) for each in refusal.value.broken]


def record(edge: Succession) -> None:
    actions.record(edge, by=recorder(), at=NOW)


def edge(before: Body, after: Body, on: date = FIRST) -> Succession:
    return Succession(predecessor=before, successor=after, kind="merger", on=on)


def test_a_county_and_its_districts_become_two_unitaries_in_one_event(county, districts, unitaries):
    event = ReorganisationFactory(name="Northshire becomes two unitaries", kept_by=county)
    known = SuccessionFactory(predecessor=county, successor=unitaries[0], kind="merger", on=FIRST)
    before = Act.objects.count()
    count = name_bodies(
        event, before=[county, *districts], after=unitaries, kind="abolition", by=recorder(), at=NOW
    )
    assert count == 6
    assert Act.objects.count() == before + 1
    edges = event.successions.not_retired()
    assert {(each.predecessor.name, each.successor.name, each.on) for each in edges} == {
        (old.name, new.name, FIRST) for old in (county, *districts) for new in unitaries
    }
    assert event.successions.get(pk=known.pk).kind == "abolition"
    assert name_bodies(event, before=[county], after=unitaries, kind="abolition", by=recorder(), at=NOW) == 0


def test_the_days_of_a_reorganisation_move_together(unitaries):
    old = BodyFactory()
    event = ReorganisationFactory(kept_by=old)
    name_bodies(event, before=[old], after=[BodyFactory()], kind="rename", by=recorder(), at=NOW)
    event.on = date(2026, 5, 1)
    change_reorganisation(event, by=recorder(), at=NOW)
    assert [each.on for each in event.successions.all()] == [date(2026, 5, 1)]


def test_succession_makes_no_circle():
    first, second, third = (BodyFactory(name=f"Circle {n}") for n in range(3))
    record(edge(first, second))
    record(edge(second, third))
    assert refused(record, edge(third, first)) == [
        ("succession-makes-no-circle", "successor", "Circle 2 follows Circle 0 already.")
    ]
    assert refused(record, edge(first, first))[0] == (
        "succession-makes-no-circle",
        "successor",
        "Circle 0 would follow itself.",
    )


def test_succession_leads_to_a_body_in_use():
    gone = BodyFactory(name="Never was")
    actions.retire(gone, by=recorder(), at=NOW, why="Recorded twice")
    assert refused(record, edge(BodyFactory(), gone)) == [
        ("succession-leads-to-a-body-in-use", "successor", "It is Never was.")
    ]


@pytest.mark.parametrize(
    ("closed", "opened", "on", "detail"),
    [
        (LAST, FIRST, FIRST, ""),
        (LAST, date(2026, 1, 1), FIRST, ""),  # a shadow body exists before
        (None, FIRST, FIRST, ""),  # a boundary changed: the old body goes on
        (
            LAST,
            date(2026, 4, 2),
            FIRST,
            "New opened on 2 April 2026, after 1 April 2026. Old closed on 31 March 2026.",
        ),
        (
            LAST,
            date(2026, 5, 1),
            date(2026, 5, 1),
            "Old closed on 31 March 2026; New would follow on 1 May 2026.",
        ),
    ],
)
def test_successor_takes_over_in_time(closed, opened, on, detail):
    new = edge(BodyFactory(name="Old", closed_on=closed), BodyFactory(name="New", opened_on=opened), on)
    if not detail:
        record(new)
        assert Succession.objects.count() == 1
    else:
        assert refused(record, new) == [("successor-takes-over-in-time", "on", detail)]


def test_body_keeps_to_its_successions(county, unitaries):
    record(edge(county, unitaries[0]))
    new = Body.objects.get(pk=unitaries[0].pk)
    new.opened_on = date(2026, 6, 1)
    assert refused(actions.change, new, by=recorder(), at=NOW) == [
        (
            "body-keeps-to-its-successions",
            "opened_on",
            "East Northshire Council opened on 1 June 2026, after 1 April 2026. "
            "Northshire County Council closed on 31 March 2026.",
        )
    ]
    old = Body.objects.get(pk=county.pk)
    old.closed_on = date(2025, 3, 31)
    assert refused(actions.change, old, by=recorder(), at=NOW)[0][:2] == (
        "body-keeps-to-its-successions",
        "closed_on",
    )
    old.closed_on = date(2026, 4, 30)
    actions.change(old, by=recorder(), at=NOW)


def test_succession_keeps_to_its_reorganisation(county, unitaries):
    event = ReorganisationFactory(name="In April", kept_by=county)
    new = edge(BodyFactory(), BodyFactory(), date(2026, 5, 1))
    new.reorganisation = event
    assert refused(record, new) == [
        ("succession-keeps-to-its-reorganisation", "on", "In April: 1 April 2026. Change the day there.")
    ]


def test_body_in_a_succession_is_kept(county, unitaries):
    record(edge(county, unitaries[0]))
    for body in (county, unitaries[0]):
        assert refused(actions.retire, body, by=recorder(), at=NOW, why="Twice")[0][0] == (
            "body-in-a-succession-is-kept"
        )


def test_reorganisation_with_bodies_is_kept(county, unitaries):
    event = ReorganisationFactory(kept_by=county)
    name_bodies(event, before=[county], after=unitaries, kind="split", by=recorder(), at=NOW)
    assert refused(actions.retire, event, by=recorder(), at=NOW, why="Twice")[0][0] == (
        "reorganisation-with-bodies-is-kept"
    )


def test_an_officer_records_an_event_and_names_its_bodies(client, county, unitaries):
    officer = person(Role.OFFICER, county)
    client.force_login(officer)
    add = reverse("partnerships:reorganisation-add")
    typed = filled(ReorganisationForm(instance=Reorganisation(), user=officer)) | {
        "name": "Northshire becomes two unitaries",
        "kind": "several",
        "on_0": "1",
        "on_1": "4",
        "on_2": "2026",
        "shadow_from_on_0": "1",
        "shadow_from_on_1": "6",
        "shadow_from_on_2": "2025",
        "source": "SI 2025/1",
    }
    answer = client.post(add, typed, follow=True)
    event = Reorganisation.objects.get()
    assert answer.redirect_chain[-1][0] == event.get_absolute_url()
    assert "SI 2025/1 (not verified: nobody has read it there)" in answer.text
    bodies = reverse("partnerships:reorganisation-bodies", args=[event.pk])
    typed = filled(ReorganisationBodiesForm()) | {
        "before": "E10000099\nNobody's",
        "after": "east northshire council",
    }
    answer = client.post(bodies, typed | {"kind": "abolition"})
    assert answer.status_code == 422
    assert "No body is called “Nobody&#39;s”: add it to the register first" in answer.text
    typed |= {"before": "E10000099", "kind": "abolition"}
    answer = client.post(bodies, typed, follow=True)
    assert [str(each) for each in event.successions.all()] == [
        "Northshire County Council → East Northshire Council"
    ]
    body = client.get(county.get_absolute_url()).text
    assert f'href="{event.get_absolute_url()}">Northshire becomes two unitaries</a>' in body


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_an_event_costs_the_same_whatever_it_holds(
    client, django_assert_num_queries, county, number
):
    event = ReorganisationFactory(kept_by=county)
    old = [BodyFactory() for _ in range(number)]
    name_bodies(event, before=old, after=[BodyFactory()], kind="merger", by=recorder(), at=NOW)
    client.force_login(person(Role.OFFICER, county))
    client.get(event.get_absolute_url())
    with django_assert_num_queries(PAGE_QUERIES):
        client.get(event.get_absolute_url())


PAGE_QUERIES = 5
