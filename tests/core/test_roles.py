"""The application's role is weak; where it is not, production does not start."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from core import roles
from tests.database import past_the_guards

pytestmark = pytest.mark.django_db(transaction=True)


def rights_on(table):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT privilege_type FROM information_schema.role_table_grants"
            " WHERE grantee = current_user AND table_name = %s",
            [table],
        )
        return {right for (right,) in cursor.fetchall()}


def test_the_application_may_do_to_each_table_what_is_ever_done_to_it():
    assert rights_on("core_act") == rights_on("core_seal") == {"SELECT", "INSERT"}
    assert rights_on("partnerships_historicalagreement") == {"SELECT", "INSERT"}
    assert rights_on("partnerships_agreement") == rights_on("core_user") == {"SELECT", "INSERT", "UPDATE"}
    assert rights_on("core_session") == {"SELECT", "INSERT", "UPDATE", "DELETE"}
    assert rights_on("django_migrations") == {"SELECT"}


def test_a_role_that_could_rewrite_history_is_refused_in_production_and_warned_of_in_the_demo(settings):
    assert roles.role_is_weak(databases=["default"]) == []
    settings.DEMO = False
    roles.refuse_to_serve_as_owner()
    with past_the_guards():
        settings.DATABASE_OWNER = {}  # as where DATABASE_URL is the owner's and nothing else is set
        with pytest.raises(ImproperlyConfigured, match="the rights of the owner of .*database-roles.md"):
            roles.refuse_to_serve_as_owner()
        settings.DEMO = True
        [warning] = roles.role_is_weak(databases=["default"])
        assert warning.level < 40
        roles.refuse_to_serve_as_owner()
