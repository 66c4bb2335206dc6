"""Everything that is recorded stands in a history, and is read by those who should and by nobody else."""

import re
from itertools import count

import pytest
from django.apps import apps
from django.urls import reverse

from core.history import StampedHistory, act
from core.models import Record, User
from core.permissions import ROLES_AT_BODIES, Role
from partnerships.models import AccessRequest, Body, RoleHeld
from tests.access import PUBLIC_MODELS, World, address, every_page
from tests.database import kept_for_a_module
from tests.factories import NOW, recorder

pytestmark = pytest.mark.sweep

HISTORIES = [model for model in apps.get_models() if issubclass(model, StampedHistory)]
TRACKED = {history.instance_type for history in HISTORIES}
SHARED = {model for model in TRACKED if issubclass(model, PUBLIC_MODELS)}
PEOPLE = {RoleHeld, User}
WATCH = (Role.AUDITOR, Role.ADMINISTRATOR)
ACT_LINK = re.compile(r'href="/acts/(\d+)/"')


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    yield from kept_for_a_module(django_db_blocker, _world_with_acts)


def _world_with_acts():
    world = World()
    world.acts = {model: touched(of_southwark(world, model)) for model in TRACKED}
    world.acts["operator"] = touched(world.operators_role)
    administrator = world.southwark.body.roles_held.get(role=Role.ADMINISTRATOR)
    world.acts["administrator"] = touched(administrator)
    return world


def of_southwark(world, model):
    clerks = world.southwark.body.roles_held.filter(role=Role.CLERK)
    return (
        clerks.first().user
        if model is User
        else clerks.first()
        if model is RoleHeld
        else world.southwark.one(model)
    )


def touched(record):
    """The key of an act that wrote this record: of its first where it is never written again."""
    if getattr(record, "kept_as_it_is", False):
        return record.history.get().act_id
    with act("thing.touched", by=recorder(), at=NOW) as opened:
        record.save()
        if isinstance(record, Record):
            opened.concerns(*record.agreements_concerned())
    return opened.pk


def readers(world):
    return world.insiders | {
        "operator": world.operator,
        "outsider": world.outsider,
        "nobody": world.nobody,
    }


def expected(reader):
    """The models of which this reader reads what was done to Southwark's."""
    if reader == "nobody":
        return set()
    if reader == "outsider":
        return SHARED
    if reader == "operator":
        return SHARED | {"operator", "administrator", AccessRequest}
    theirs = TRACKED - {AccessRequest}  # another body asked
    return theirs | {"administrator"} if reader in WATCH else theirs - PEOPLE


def histories(world):
    """The addresses of every history there is, of what the acts are on."""
    for name in every_page():
        if name == "partnerships:site-history":
            yield reverse(name)
        elif (
            name.endswith("-history") and name != "partnerships:left-history"
        ):  # of the same records, once more
            noun = name.partition(":")[2].removesuffix("-history").replace("-", " ")
            [model] = [model for model in TRACKED if issubclass(model, Record) and model.noun() == noun]
            yield address(name, world.southwark.one(model), {})


def acts_read(browser, at):
    found = set()
    for page in count(1):
        answer = browser.get(at, {"page": page})
        found |= {int(key) for key in ACT_LINK.findall(answer.content.decode())}
        if b'rel="next"' not in answer.content:
            return found


@pytest.mark.django_db
@pytest.mark.parametrize("reader", [*ROLES_AT_BODIES, "operator", "outsider", "nobody"])
def test_what_is_recorded_is_read_by_those_who_should_and_nobody_else(world, reader):
    browser = readers(world)[reader]
    read = set().union(*(acts_read(browser, at) for at in histories(world)))
    assert {what for what, key in world.acts.items() if key in read} == expected(reader)


@pytest.mark.django_db
@pytest.mark.parametrize("reader", [Role.OFFICER, Role.AUDITOR, "operator", "outsider", "nobody"])
def test_an_act_by_itself_is_found_by_those_who_read_it_in_a_history(world, reader):
    browser = readers(world)[reader]
    answers = {what: browser.get(f"/acts/{key}/").status_code for what, key in world.acts.items()}
    assert {what for what, status in answers.items() if status == 200} == expected(reader)
    assert set(answers.values()) <= {200, 404, 403 if reader == "nobody" else 404}


@pytest.mark.django_db
def test_the_operator_reads_in_one_place_what_belongs_to_no_agreement(world):
    read = acts_read(world.operator, reverse("partnerships:site-history"))
    assert {what for what, key in world.acts.items() if key in read} == expected("operator")


@pytest.mark.django_db
def test_who_closed_a_body_is_read_by_its_partners_but_not_who_acts_for_it(world):
    body = world.southwark.body
    at = address("partnerships:body-history", body, {})
    of_role = world.acts[RoleHeld]
    assert world.acts[Body] in acts_read(world.outsider, at)
    assert of_role not in acts_read(world.outsider, at)
    assert of_role in acts_read(world.insiders[Role.AUDITOR], at)
