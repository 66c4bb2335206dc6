"""What a form of a record offers to choose from."""

from copy import deepcopy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from budgets.models import ContributionLine, Fund, Grant, PublishedTotal
from core import actions
from core.models import UNSEEN
from core.permissions import Role
from governance.models import CabinetReport, Forum, FurtherAgreement, Recommendation, Seat
from partnerships.models import Body, Flexibility, Service
from tests.access import RECORDS, Side
from tests.factories import NOW, BodyFactory, RoleHeldFactory, recorder
from tests.forms import filled
from tests.governance.factories import ForumFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def side(kept):
    return Side("SWK-1", "Southwark equipment")


@pytest.fixture
def southwark(side, db):
    return deepcopy(side)  # what a test does to a record in memory is not seen by the next either


@pytest.fixture
def officer(southwark, client):
    client.force_login(RoleHeldFactory(role=Role.OFFICER, body=southwark.body).user)
    return client


def page_of(record, verb="change", about=None):
    name = f"{record._meta.app_label}:{record.noun().replace(' ', '-')}-{verb}"
    return reverse(name, args=[about or record.pk])


def form_on(client, page):
    return client.get(page).context_data["form"]


@pytest.mark.parametrize(
    ("model", "field", "chosen", "text"),
    [
        (Service, "flexibility", Flexibility, "note"),
        (ContributionLine, "grant", Grant, "description"),
        (PublishedTotal, "fund", Fund, "label"),
        (Grant, "fund", Fund, "name"),
        (CabinetReport, "forum", Forum, "title"),
        (Recommendation, "forum", Forum, "text"),
        (Seat, "body", Body, "post"),
    ],
)
def test_what_is_chosen_stays_though_it_was_retired_since(southwark, officer, model, field, chosen, text):
    record, held = southwark.one(model), BodyFactory() if chosen is Body else southwark.one(chosen)
    setattr(record, field, held)
    actions.change(record, by=recorder(), at=NOW)
    actions.retire(held, by=recorder(), at=NOW, why="Recorded twice")

    page = page_of(record)
    answer = officer.post(page, filled(form_on(officer, page), **{text: "Mended"}))

    assert answer.status_code == 302
    saved = model.objects.get(pk=record.pk)
    assert (getattr(saved, field), getattr(saved, text)) == (held, "Mended")
    add = form_on(officer, page_of(record, "add", getattr(record.parent, record.parent.url_key)))
    assert held not in add.fields[field].queryset


def test_a_choice_that_is_anothers_is_kept_without_its_name(southwark, officer):
    agreement = southwark.agreement
    kent = Side("KENT-1", "Kentish equipment").agreement
    agreement.over_arching = kent
    actions.change(agreement, by=recorder(), at=NOW)
    field = form_on(officer, page_of(agreement)).fields["over_arching"]
    own = southwark.one(FurtherAgreement).agreement
    assert {str(key): name for key, name in field.choices if key} == {
        str(own.pk): str(own),
        str(kent.pk): UNSEEN,
    }


def test_what_a_record_is_called_costs_no_query_of_its_own(southwark, django_assert_num_queries):
    for model in RECORDS:
        record = model.objects.with_related(*model.str_needs).get(pk=southwark.one(model).pk)
        with django_assert_num_queries(0):
            assert str(record), f"Say in {model.__name__}.str_needs what its name is made of"


def test_a_form_costs_the_same_however_many_there_are_to_choose_from(southwark, officer):
    page = page_of(southwark.one(Recommendation), "add", southwark.one(CabinetReport).reference)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert "Cabinet of" in officer.get(page).text
        return len(queries)

    ForumFactory(body=southwark.body, name="Cabinet of one")
    few = cost()
    for number in range(3):
        ForumFactory(body=southwark.body, name=f"Cabinet of {number}")
    assert cost() == few
