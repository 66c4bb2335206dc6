"""What was retired is kept, is found again by whoever could see it, and can be restored by those who may."""

import re
from copy import deepcopy
from html import unescape
from urllib.parse import urljoin

import pytest
from django.urls import reverse

from core import actions
from core.models import Record
from core.permissions import ROLES_AT_BODIES, Role
from governance.models import Board, CabinetReport, Oversight
from partnerships.models import Agreement, Body, Party, Reorganisation, Signature
from tests.access import RECORDS, SECRET, Side, every_page
from tests.factories import NOW, PartyFactory, RoleHeldFactory, person, recorder

pytestmark = pytest.mark.django_db
RESTORABLE = {
    pattern.callback.view_initkwargs["model"]: name
    for name, pattern in every_page().items()
    if name.endswith("-restore")
}
PARENTS = {model.parent_model() for model in RECORDS if model.parent_field}
# Pages that only make a file, ask for typing or sign somebody out lead nowhere else; the calendar leads to
# more months, without end.
LEADS_NOWHERE = re.compile(
    r"/(add|change|retire|restore|paste|issue[-\w]*|status|contributions)/$|\.|^/(help|acts|calendar)"
)
WITH_A_PAGE = [model for model in RESTORABLE if model.has_page]


@pytest.fixture(scope="module")
def side(kept):
    return Side("SWK-1", "Southwark equipment")


@pytest.fixture
def southwark(side, db):
    return deepcopy(side)  # what a test does to a record in memory is not seen by the next either


@pytest.fixture
def somebody(southwark):
    """Holds every role at Southwark, and operates the site."""
    user = person(Role.OFFICER, southwark.body)
    for role in set(ROLES_AT_BODIES) - {Role.OFFICER}:
        RoleHeldFactory(user=user, body=southwark.body, role=role)
    RoleHeldFactory(user=user, body=None, role=Role.OPERATOR)
    return user


def retire(record: Record) -> Record:
    actions.retire(record, by=recorder(), at=NOW, why="Recorded twice")
    return record


def another(side: Side, model: type[Record]) -> Record:
    """A record of the side that can be retired without taking what belongs to it out of sight."""
    if model not in PARENTS:
        return side.one(model)
    values = {model.parent_field: side.one(model.parent_model())} if model.parent_field else {}
    if model in (Agreement, Body, Board, Reorganisation):
        values["kept_by"] = side.body
    if model is Signature:  # each partner signs once
        partner = PartyFactory(agreement=values["agreement"]).body
        signs = ("body", "delegation__body", "delegation__authority__body")
        values |= dict.fromkeys(signs, partner)
    return side.made_by[model](**values)


def pages_led_to(client, start="/"):
    """Every page to which links lead, from one to the next, with the address of each link met."""
    met, to_read = {start}, [start]
    while to_read:
        here = to_read.pop()
        answer = client.get(here)
        assert answer.status_code == 200, here
        for link in re.findall(r'href="([^"#]+)', answer.text):
            address = urljoin(here, unescape(link))
            if address not in met and address.startswith("/"):
                met.add(address)
                if not LEADS_NOWHERE.search(address.partition("?")[0]):
                    to_read.append(address)
    return met


@pytest.mark.sweep
def test_whatever_was_retired_can_be_found_and_restored_by_following_links(client, southwark, somebody):
    gone = [retire(another(southwark, model)) for model in RESTORABLE]
    client.force_login(somebody)

    met = pages_led_to(client)

    lost = [each.noun() for each in gone if reverse(RESTORABLE[type(each)], args=[each.pk]) not in met]
    assert lost == [], "Show what was retired where its kind is listed: retired_list, or a RecordList"


@pytest.mark.parametrize("model", WITH_A_PAGE)
def test_a_retired_record_s_own_page_says_so_and_offers_the_way_back(client, southwark, somebody, model):
    gone = retire(another(southwark, model))
    restore = reverse(RESTORABLE[model], args=[gone.pk])
    client.force_login(somebody)
    page = client.get(gone.get_absolute_url()).text
    assert f"This {gone.noun()} was retired by Recorder, 2 November 2026, 9.30am: Recorded twice" in page
    assert page.count(restore) == 1
    for verb in ("change", "retire"):
        assert restore.replace("restore", verb) not in page

    client.force_login(person(Role.AUDITOR, southwark.body))
    page = client.get(gone.get_absolute_url()).text
    assert "2 November 2026, 9.30am: Recorded twice" in page
    assert restore not in page

    client.force_login(somebody)
    assert client.post(restore, {"why": "It was not"}).status_code == 302
    assert "was retired" not in client.get(gone.get_absolute_url()).text


LISTS = [
    ("partnerships:agreement-list", Agreement),
    ("partnerships:body-list", Body),
    ("governance:board-list", Board),
    ("governance:report-list", CabinetReport),
]


@pytest.mark.parametrize(("name", "model"), LISTS)
def test_a_list_shows_what_is_in_use_or_what_was_retired(client, southwark, somebody, name, model):
    kept, gone = southwark.one(model), retire(another(southwark, model))
    client.force_login(somebody)

    def listed(query=""):
        answer = client.get(reverse(name) + query)
        assert answer.status_code == 200
        return {each.pk for each in answer.context_data["results"]}

    assert kept.pk in listed() and gone.pk not in listed()
    assert listed("?retired=yes") == {gone.pk}
    assert kept.pk in listed("?retired=no") and gone.pk not in listed("?retired=%00")
    assert listed("?retired=yes&q=nothing+of+this+name") == set()
    page = client.get(f"{reverse(name)}?retired=yes&q=").text
    assert "Recorded twice" in page
    assert '<input type="hidden" name="retired" value="yes">' in page  # filtering stays among the retired
    assert "retired=yes" in client.get(reverse(name)).text


@pytest.mark.parametrize(("name", "model"), [each for each in LISTS if each[1] is not Body])
def test_what_another_partnership_retired_is_not_seen(client, southwark, somebody, name, model):
    kent = Side("KENT-1", f"{SECRET} title", SECRET)
    gone = kent.one(model)
    if model is Board:
        retire(kent.one(Oversight))
    retire(gone)
    client.force_login(somebody)
    page = client.get(f"{reverse(name)}?retired=yes").text
    assert SECRET not in page and "KENT" not in page
    assert client.get(gone.get_absolute_url()).status_code == 404
    assert client.get(reverse(RESTORABLE[model], args=[gone.pk])).status_code == 404


def test_who_retired_what_is_public_is_told_to_those_who_may_restore_it(client, southwark, somebody):
    body = retire(another(southwark, Body))
    outsider = person(Role.ADMINISTRATOR, Side("KENT-1", "Kent").body)
    for user, told in ((somebody, True), (outsider, False)):
        client.force_login(user)
        page = client.get(body.get_absolute_url()).text
        assert "Recorded twice" in page
        assert ("by Recorder" in page) is told


def test_a_retired_party_is_not_lost_with_the_agreement_in_use(client, southwark, somebody):
    party = retire(another(southwark, Party))
    client.force_login(somebody)
    page = client.get(reverse("partnerships:agreement-parties", args=["SWK-1"])).text
    assert f"Party: {party}. Retired by Recorder" in page
