"""One act for each click, every changed row stamped with it, and nothing of it ever rewritten."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from simple_history.utils import bulk_create_with_history

from core import actions
from core.history import (
    AlreadySubmitted,
    StaleEdit,
    StampedHistory,
    act,
    submission,
    version_of,
)
from core.models import Act
from core.rules import RulesBroken
from core.timeline import changes_since
from partnerships.actions import confirm_party, record_agreement
from partnerships.models import Agreement, Body, Concern, Party
from tests.factories import (
    NOW,
    AgreementFactory,
    BodyFactory,
    BodyKindFactory,
    LegalBasisFactory,
    ProvisionFactory,
    recorder,
)

pytestmark = pytest.mark.django_db
HISTORIES = [model for model in apps.get_models() if issubclass(model, StampedHistory)]


def test_a_write_outside_an_act_is_refused():
    kind = BodyKindFactory()
    with pytest.raises(DatabaseError, match="open core.history.act"), transaction.atomic():
        Body(name="Nobody's", kind=kind).save()
    assert not Body.objects.exists()


def test_one_click_is_one_act_that_stamps_every_row():
    body, basis = BodyFactory(), LegalBasisFactory()
    before = Act.objects.count()
    new = Agreement(reference="ONE-1", title="One", legal_basis=basis, kept_by=body)

    record_agreement(new, by=recorder(), at=NOW, why="Asked for")

    opened = Act.objects.first()
    assert Act.objects.count() == before + 1
    assert (opened.code, opened.by, opened.at, opened.why) == (
        "agreement.recorded",
        recorder(),
        NOW,
        "Asked for",
    )
    assert list(opened.agreements.all()) == [new]
    assert [row.act for row in new.history.all()] == [opened]
    assert [row.act for row in new.parties.get().history.all()] == [opened]


def test_rows_written_in_bulk_are_stamped_too():
    kind = BodyKindFactory()
    with act("body.recorded", by=recorder(), at=NOW) as opened:
        bulk_create_with_history([Body(name="A", kind=kind), Body(name="B", kind=kind)], Body)
    assert set(Body.history.values_list("name", "act", "history_user")) == {
        ("A", opened.pk, recorder().pk),
        ("B", opened.pk, recorder().pk),
    }


def test_what_is_refused_leaves_neither_row_nor_act():
    agreement = AgreementFactory()
    acts = Act.objects.count()
    new = Agreement(
        reference="NEW-1",
        title="New",
        legal_basis=agreement.legal_basis,
        kept_by=agreement.kept_by,
        host=BodyFactory(),
    )
    acts = Act.objects.count()
    with pytest.raises(RulesBroken):
        record_agreement(new, by=recorder(), at=NOW)
    assert not Agreement.history.filter(reference="NEW-1").exists()
    assert Act.objects.count() == acts


@pytest.mark.parametrize("model", HISTORIES, ids=lambda model: model.__name__)
def test_every_version_is_stamped_with_its_act(model):
    assert model._meta.get_field("act").related_model is Act  # no field of a record may take its name


@pytest.mark.parametrize("model", [Act, Concern, Agreement.history.model])
def test_a_row_of_history_can_be_neither_changed_nor_deleted(model):
    AgreementFactory()
    rows = model.objects.order_by("pk")[:1]
    column = model._meta.concrete_fields[1].attname
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        model.objects.filter(pk__in=rows.values("pk")).update(**{column: rows[0].pk})
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        model.objects.filter(pk__in=rows.values("pk"))._raw_delete("default")


def test_a_stale_edit_is_refused_and_told_what_changed():
    provision = ProvisionFactory(text="First")
    opened = version_of(provision)
    mine, theirs = type(provision).objects.get(), type(provision).objects.get()
    theirs.text = "Theirs"
    actions.change(theirs, by=recorder(), at=NOW, version=opened)

    mine.text = "Mine"
    with pytest.raises(StaleEdit):
        actions.change(mine, by=recorder(), at=NOW, version=opened)

    provision.refresh_from_db()
    assert provision.text == "Theirs"
    [later] = changes_since(provision, opened, seen_by=recorder())
    assert (later.field.label, later.field.before, later.field.after) == ("Text", "First", "Theirs")


def test_retiring_keeps_what_somebody_changed_meanwhile():
    stale = ProvisionFactory(text="First")
    fresh = type(stale).objects.get()
    fresh.text = "Second"
    actions.change(fresh, by=recorder(), at=NOW)

    actions.retire(stale, by=recorder(), at=NOW, why="By mistake")

    stored = type(stale).objects.get()
    assert (stored.text, stored.retired_why) == ("Second", "By mistake")
    with pytest.raises(RulesBroken, match="Restore it before you change it"):
        actions.retire(stale, by=recorder(), at=NOW, why="Again")
    actions.restore(stale, by=recorder(), at=NOW)
    with pytest.raises(RulesBroken, match="nothing to restore"):
        actions.restore(stale, by=recorder(), at=NOW)


def test_a_form_sent_twice_is_done_once():
    key, agreement = uuid4(), AgreementFactory()
    first, second = BodyFactory(), BodyFactory()
    with submission(key):
        confirm_party(Party(agreement=agreement, body=first), by=recorder(), at=NOW)
    with submission(key), pytest.raises(AlreadySubmitted) as refusal:
        confirm_party(Party(agreement=agreement, body=second), by=recorder(), at=NOW)
    assert refusal.value.act.code == "party.recorded"
    assert set(agreement.parties.values_list("body", flat=True)) == {agreement.kept_by.pk, first.pk}


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_the_second_is_refused():
    provision = ProvisionFactory(text="First")
    by, opened, kind = recorder(), version_of(provision), BodyKindFactory()
    start = Barrier(2)

    def at_once(work):
        start.wait()
        try:
            work()
        except (StaleEdit, AlreadySubmitted) as refusal:
            return type(refusal)
        finally:
            connection.close()

    def change(text):
        mine = type(provision).objects.get()
        mine.text = text
        with act("provision.changed", by=by, at=NOW):
            actions.change(mine, by=by, at=NOW, version=opened)

    key = uuid4()

    def send():
        with submission(key):
            actions.record(Body(name="Once", kind=kind), by=by, at=NOW)

    with ThreadPoolExecutor(2) as pool:
        edits = list(pool.map(at_once, [lambda: change("A"), lambda: change("B")]))
        sent = list(pool.map(at_once, [send, send]))

    assert {None, StaleEdit} == set(edits)
    assert {None, AlreadySubmitted} == set(sent)
    assert provision.history.count() == 2
    assert Body.objects.filter(name="Once").count() == 1
