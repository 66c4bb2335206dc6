"""The roles of the database: one owns the tables and migrates them, another serves the application.

The application's role owns nothing, is no superuser, and may do to each table what is ever done to it:
records are read, added and changed; history is read and added to; only sessions and the like are deleted. So
it can neither switch the guards off (`core.guards`) nor empty a table. `migrate` grants it these rights.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import ERROR, CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connections, transaction

from core.guards import is_only_added_to, is_record

WHO_ONE_IS = ("USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
# Whether the connected role is a superuser, and one of the tables that are its own.
STRENGTH = """
SELECT rolsuper, (
  SELECT relname FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
    AND pg_has_role(current_user, relowner, 'MEMBER')
  ORDER BY relname LIMIT 1
)
FROM pg_roles WHERE rolname = current_user
"""


@contextmanager
def as_owner(using: str = "default") -> Iterator[None]:
    """Within it, the connection is that of the tables' owner, where DATABASE_OWNER_URL names one."""
    owner, connection = settings.DATABASE_OWNER, connections[using]
    if not owner or is_owner(using):
        yield
        return
    name = connection.settings_dict["NAME"]
    if owner["NAME"] != settings.DATABASES[using]["NAME"] and not name.startswith("test_"):
        raise ImproperlyConfigured("DATABASE_OWNER_URL and DATABASE_URL name two different databases.")
    application = {key: connection.settings_dict[key] for key in WHO_ONE_IS}
    connection.close()
    connection.settings_dict |= {key: owner.get(key, application[key]) for key in WHO_ONE_IS}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict |= application


def is_owner(using: str = "default") -> bool:
    return connections[using].settings_dict["USER"] == settings.DATABASE_OWNER.get("USER")


def grant(using: str = "default") -> None:
    """Let the application's role do what it does to each table, and no more. As the owner of the tables."""
    role = settings.DATABASE_ROLE
    if not is_owner(using) or role in ("", settings.DATABASE_OWNER["USER"]):
        return
    connection = connections[using]
    quoted = connection.ops.quote_name(role)
    with transaction.atomic(using), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('common_purse.grant'))")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {quoted}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {quoted}")
        for table in connection.introspection.table_names(cursor):
            name = connection.ops.quote_name(table)
            cursor.execute(f"REVOKE ALL ON {name} FROM {quoted}")
            cursor.execute(f"GRANT {_rights(table)} ON {name} TO {quoted}")


def _rights(table: str) -> str:
    """What the application does to a table of this name."""
    model: Any = next((m for m in apps.get_models() if m._meta.db_table == table), None)
    if model is None or model._meta.app_label in ("auth", "contenttypes"):
        return "SELECT"  # as `migrate` left it
    if is_only_added_to(model):
        return "SELECT, INSERT"
    return "SELECT, INSERT, UPDATE" if is_record(model) else "SELECT, INSERT, UPDATE, DELETE"


@register(Tags.database)
def role_is_weak(*, databases: Any = None, **_: Any) -> list[CheckMessage]:
    """The application's role is no superuser and owns no table, so that it cannot switch the guards off."""
    found: list[CheckMessage] = []
    for using in databases or ():
        if settings.DATABASE_OWNER and is_owner(using):
            continue
        with connections[using].cursor() as cursor:
            cursor.execute(STRENGTH)
            is_superuser, own_table = cursor.fetchone()
        if is_superuser or own_table:
            why = "is a superuser" if is_superuser else f"has the rights of the owner of {own_table}"
            message = f"The role of DATABASE_URL {why}, so it could rewrite history."
            hint = "Make two roles: docs/operating/database-roles.md"
            kind = Warning if settings.DEMO else Error
            found.append(kind(message, hint=hint, id="core.E001"))
    return found


def refuse_to_serve_as_owner() -> None:
    """Raise `ImproperlyConfigured` where the site would run with a role that could rewrite history.

    A server that does not answer yet is let pass: pages say so themselves, until it does.
    """
    try:
        found = [each for each in role_is_weak(databases=["default"]) if each.level >= ERROR]
    except OperationalError:
        return
    finally:
        connections["default"].close()
    if found:
        raise ImproperlyConfigured(f"{found[0].msg} {found[0].hint}")
