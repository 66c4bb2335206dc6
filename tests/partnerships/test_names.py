"""A name looks like no other, and a form tells nobody what is not theirs."""

import pytest
from django.test import Client
from django.urls import reverse

from core import actions
from core.permissions import SITE, Role
from core.rules import RulesBroken
from partnerships.models import Body, Service
from tests.factories import NOW, AgreementFactory, BodyFactory, BodyKindFactory, person, recorder
from tests.forms import filled
from tests.governance.factories import ForumFactory

pytestmark = pytest.mark.django_db


def recorded(name):
    body = Body(name=name, kind=BodyKindFactory())
    actions.record(body, by=recorder(), at=NOW)
    return body.name


@pytest.mark.parametrize(
    "name",
    [
        "Kent\u200b County Council",  # zero-width space
        "Kent\u00ad County Council",  # soft hyphen
        "\u202eKent County Council",  # turned round
        "K\u0435nt County Council",  # Cyrillic е
        "Kent County C\u03bfuncil",  # Greek omicron
    ],
)
def test_a_name_that_only_looks_like_another_is_refused(name):
    BodyFactory(name="Kent County Council")
    with pytest.raises(RulesBroken) as refusal:
        recorded(name)
    assert [broken.field for broken in refusal.value.broken] == ["name"]


@pytest.mark.parametrize(
    "name", ["Kent  County Council", "Kent\u00a0County Council", "\uff2b\uff45\uff4e\uff54 County Council"]
)
def test_a_name_is_the_same_however_it_was_typed(name):
    BodyFactory(name="Kent County Council")
    with pytest.raises(RulesBroken, match="recorded already"):
        recorded(name)


def test_names_as_people_write_them_are_taken():
    for name in ("Wrexham’s Council – North & South", "Cyngor Sir Ŵy", "Møre (2nd)"):
        assert recorded(name) == name


def test_what_another_did_with_a_one_time_key_is_not_told(client):
    agreement = AgreementFactory()
    first, second = (person(Role.OFFICER, agreement.kept_by, name) for name in ("First", "Second"))
    page = reverse("partnerships:service-add", args=[agreement.reference])
    client.force_login(first)
    typed = filled(client.get(page).context_data["form"], name="Secret ramps")
    assert client.post(page, typed).status_code == 302
    other = Client()
    other.force_login(second)
    answer = other.post(page, typed | {"name": "Stairlifts"})
    assert answer.status_code == 409
    assert "Secret ramps" not in answer.text
    assert "already" not in answer.text
    assert not Service.objects.filter(name="Stairlifts").exists()


def test_a_form_that_a_link_filled_in_says_so(client):
    agreement = AgreementFactory()
    client.force_login(person(Role.OFFICER, agreement.kept_by))
    page = reverse("partnerships:service-add", args=[agreement.reference])
    told = "The link that you followed filled in a part of this form."
    assert told in client.get(page, {"name": "Ramps"}).text
    assert told not in client.get(page, {"other": "Ramps"}).text


def test_a_forum_is_its_own_bodys_once_it_has_people(client):
    keeper = BodyFactory(name="Keeper")
    client.force_login(person(Role.CLERK, keeper))
    forum = ForumFactory(body=BodyFactory(name="Kept", kept_by=keeper))
    today = NOW.date()
    assert forum.responsible_bodies(today) == {forum.body_id, keeper.pk, SITE}
    add = reverse("governance:forum-add", args=[forum.body_id])
    assert client.get(add).status_code == 200
    person(Role.CLERK, forum.body)
    assert forum.responsible_bodies(today) == {forum.body_id}
    assert [client.get(add).status_code, client.post(add, {"name": "Cabinet"}).status_code] == [403, 403]
