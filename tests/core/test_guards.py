"""What the database refuses whoever writes to it, each tried by a statement that would get past Python."""

from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.test.utils import isolate_apps
from simple_history.utils import bulk_create_with_history

from core import guards
from core.history import StampedHistory, act
from core.models import Act, Record, User
from partnerships.models import Agreement, Body, Concern
from tests.database import past_the_guards
from tests.factories import NOW, AgreementFactory, BodyFactory, BodyKindFactory, person, recorder

RECORDS = [m for m in apps.get_models() if issubclass(m, Record) or m is User]
HISTORIES = [m for m in apps.get_models() if issubclass(m, StampedHistory)]


def run(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def triggers():
    """What the database has, asked of its catalogue and not of the module that put it there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, replace(tgname, 'common_purse_', '') FROM pg_trigger t"
            " JOIN pg_class c ON c.oid = tgrelid WHERE NOT tgisinternal AND tgenabled = 'O'"
        )
        found = {}
        for table, name in cursor.fetchall():
            found.setdefault(table, set()).add(name)
    return found


@pytest.mark.django_db
def test_every_table_has_its_guards():
    found, record = triggers(), {"is_kept", "within_an_act", "has_its_history"}
    assert {m._meta.db_table: found.get(m._meta.db_table) for m in RECORDS} == {
        m._meta.db_table: record for m in RECORDS
    }
    stamped = {"is_kept", "carries_the_act", "has_its_history"}
    assert {m._meta.db_table: found.get(m._meta.db_table) for m in HISTORIES} == {
        m._meta.db_table: stamped for m in HISTORIES
    }
    assert found["core_act"] == {"is_kept", "act_is_opened"}
    assert found["partnerships_concern"] == {"is_kept", "carries_the_act"}
    assert guards.lacking() == {}


@pytest.mark.django_db(transaction=True)
def test_a_guard_that_is_missing_or_switched_off_is_put_back_by_migrate():
    with past_the_guards():
        run("DROP TRIGGER common_purse_is_kept ON core_act")
        run("ALTER TABLE partnerships_body DISABLE TRIGGER common_purse_within_an_act")
        missing = {("common_purse_is_kept", "core_act"), ("common_purse_within_an_act", "partnerships_body")}
        assert set(guards.lacking()) == missing
        guards.install()
    assert guards.lacking() == {}


@isolate_apps("partnerships")
def test_a_new_kind_of_record_would_have_its_guards_too():
    class Novelty(Record):
        class Meta:
            app_label = "partnerships"

    assert set(guards.guards_of(Novelty)) == {"is_kept", "within_an_act", "has_its_history"}


OUTSIDE = {
    "update": lambda body: Body.objects.filter(pk=body.pk).update(name="Forged"),
    "bulk_update": lambda body: Body.objects.bulk_update([body], ["name"]),
    "bulk_create": lambda body: Body.objects.bulk_create([Body(name="Forged", kind=body.kind)]),
    "without history": lambda body: body.save_without_historical_record(),
    "sql": lambda body: run("UPDATE partnerships_body SET name = 'Forged'"),
    "ignore": lambda body: run(
        "SET LOCAL pgtrigger.ignore = '{all}'; UPDATE partnerships_body SET name = 'Forged'"
    ),
    "migrating": lambda body: run(
        "SET LOCAL common_purse.migrating = 'on'; UPDATE partnerships_body SET name = 'Forged'"
    ),
    "an old act": lambda body: run(
        f"SET LOCAL common_purse.act = '{Act.objects.first().pk}';"
        " UPDATE partnerships_body SET name = 'Forged'"
    ),
    "an act that never was": lambda body: run(
        "SET LOCAL common_purse.act = '987654321'; UPDATE partnerships_body SET name = 'Forged'"
    ),
    "a table of its own": lambda body: run(
        "CREATE TEMPORARY TABLE core_act AS"
        " SELECT 7 AS id, pg_current_xact_id()::text::bigint AS transaction;"
        " SET LOCAL common_purse.act = '7'; UPDATE partnerships_body SET name = 'Forged'"
    ),
}


@pytest.mark.django_db(transaction=True)
def test_nothing_is_written_outside_an_act():
    body = BodyFactory(name="True")
    body.name = "Forged"
    for how, write in OUTSIDE.items():
        with pytest.raises(DatabaseError, match="open core.history.act"), transaction.atomic():
            write(body)
            pytest.fail(f"{how} wrote")
    assert list(Body.objects.values_list("name", flat=True)) == ["True"]
    with pytest.raises(DatabaseError, match="open core.history.act"), transaction.atomic():
        User.objects.update(is_active=False)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_written_within_an_act_but_with_its_history():
    body = BodyFactory(name="True")
    body.name = "Forged"
    unseen = ("update", "bulk_update", "bulk_create", "without history", "sql")
    for how in unseen:
        with pytest.raises(DatabaseError, match="its history differ"), act("x.y", by=recorder(), at=NOW):
            OUTSIDE[how](body)
    history = Body.history.model
    with pytest.raises(DatabaseError, match="its history differ"), act("x.y", by=recorder(), at=NOW):
        history.objects.create(id=body.pk, name="Forged", kind=body.kind, history_date=NOW, history_type="~")
    assert list(Body.objects.values_list("name", flat=True)) == ["True"]
    assert list(history.objects.values_list("name", flat=True)) == ["True"]


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_goes_on_after_its_act_writes_no_more():
    body = BodyFactory(name="True")
    with pytest.raises(DatabaseError, match="open core.history.act"), transaction.atomic():
        with act("body.changed", by=recorder(), at=NOW):
            body.save()
        Body.objects.update(name="Forged")


@pytest.mark.django_db(transaction=True)
def test_history_is_written_by_the_act_that_is_open_alone():
    agreement = AgreementFactory()
    earlier, other = Act.objects.first(), person()
    forged = {"id": 1, "name": "F", "kind": BodyKindFactory(), "history_date": NOW, "history_type": "+"}
    stamped = Body.history.model(act=earlier, **forged)
    with pytest.raises(DatabaseError, match="carries the act that is open"):
        stamped.save()
    with pytest.raises(DatabaseError, match="carries the act that is open"), act("x.y", by=other, at=NOW):
        stamped.save()
    with pytest.raises(DatabaseError, match="carries the act that is open"), act("x.y", by=other, at=NOW):
        Concern.objects.create(act=earlier, agreement=agreement)


KEPT = ["core_act", "partnerships_concern", "core_historicaluser", "partnerships_agreement", "core_user"]
STATEMENTS = [
    *(f"DELETE FROM {table}" for table in KEPT),
    *(f"TRUNCATE {table} CASCADE" for table in KEPT),
    *(
        f"UPDATE {table} SET {'history_id = history_id' if 'historical' in table else 'id = id'}"
        for table in KEPT[:3]
    ),
]


@pytest.mark.django_db(transaction=True)
def test_rows_are_never_deleted_nor_history_changed():
    AgreementFactory()
    for statement in STATEMENTS:
        with pytest.raises(DatabaseError, match="permission denied"):
            run(statement)
    with pytest.raises(DatabaseError, match="permission denied"):
        Agreement.objects.all()._raw_delete("default")
    with past_the_guards():
        run("SET common_purse.migrating = ''")  # as the owner is in anything but `migrate`
        for statement in STATEMENTS:
            with pytest.raises(DatabaseError, match="are kept"):
                run(statement)
    assert Agreement.objects.count() == 1


SWITCHES = [
    "ALTER TABLE core_act DISABLE TRIGGER ALL",
    "DROP TRIGGER common_purse_is_kept ON core_act",
    "CREATE OR REPLACE FUNCTION common_purse_open_act() RETURNS bigint LANGUAGE sql AS 'SELECT 1'",
    "SET session_replication_role = replica",
    "SET ROLE common_purse_owner",
    "CREATE TABLE public.mine (id int)",
]


@pytest.mark.django_db(transaction=True)
def test_the_application_cannot_switch_a_guard_off():
    for statement in SWITCHES:
        with pytest.raises(DatabaseError, match="must be owner|permission denied"):
            run(statement)


@pytest.mark.django_db
def test_an_act_that_was_undone_leaves_the_one_around_it_open():
    kind = BodyKindFactory()
    with act("body.recorded", by=recorder(), at=NOW) as opened:
        with pytest.raises(DatabaseError), transaction.atomic():
            Act.objects.create(code="x.y", by=recorder(), at=NOW, submission=uuid4())
            run("SELECT 1 / 0")
        bulk_create_with_history([Body(name="A", kind=kind)], Body)
    assert [row.act for row in Body.history.all()] == [opened]
