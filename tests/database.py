"""The databases of the tests: each process has its own, a copy of one that was migrated once."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from config import embedded
from core import guards, roles

MIGRATED = "test_common_purse_migrated_"
ONE_AT_A_TIME = 75  # any number that nobody else locks
# A table seems empty to who does not see the rows of a test; statements planned by that take minutes.
NO_VACUUM = """
DO $$ DECLARE name text; BEGIN
FOR name IN SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'public' LOOP
  EXECUTE 'ALTER TABLE ' || name || ' SET (autovacuum_enabled = false)';
END LOOP; END $$
"""


@contextmanager
def past_the_guards() -> Iterator[None]:
    """Within it, the tables' owner writes what no act may: to empty tables, to put back their rows."""
    with roles.as_owner():
        guards.lift()
        yield


@contextmanager
def past_every_guard() -> Iterator[psycopg.Cursor]:
    """The server's administrator, with every trigger off: what somebody does who owns the machine."""
    with embedded.administrator(connection.settings_dict["NAME"]) as server, server.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield cursor


def server_connection() -> psycopg.Connection:
    """A connection that may make and drop databases."""
    if is_our_own_server():
        return embedded.administrator()
    with roles.as_owner():
        return psycopg.connect(**connection.get_connection_params(), autocommit=True)


def empty() -> None:
    """Empty every table."""
    with past_the_guards():
        call_command("flush", verbosity=0, interactive=False)


def kept_for_a_module[T](blocker: Any, make: Callable[[], T]) -> Iterator[T]:
    """What `make` records, for every test and every connection, and is emptied after the module.

    It is committed together: what follows a committed act follows once, instead of after each of hundreds.
    """
    with blocker.unblock():
        try:
            with transaction.atomic():
                made = make()
            yield made
        finally:
            empty()


def is_our_own_server() -> bool:
    """Whether it is the one that this checkout runs, where databases may be kept and dropped."""
    return connection.settings_dict["HOST"] == str(embedded.socket_directory())


def drop_left_over_databases(server: psycopg.Connection) -> None:
    """Drop the test databases of processes that are no more; only here are the processes this machine's."""
    for name in _names(server) if is_our_own_server() else ():
        left = re.match(r"test_common_purse_(\d+)", name)
        if left and not Path("/proc", left[1]).exists() and Path("/proc").exists():
            _drop(server, name)


def migrated_database() -> str:
    """The name of an empty database with every table, kept until a migration changes.

    Copying it takes a moment, migrating another one many times as long.
    """
    name = MIGRATED + _fingerprint_of_migrations()
    with server_connection() as server:
        server.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        there = _names(server)
        if name not in there:
            for old in there:
                if old.startswith(MIGRATED):
                    _drop(server, old)
            _migrate(server, unfinished := f"{MIGRATED}unfinished")
            server.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')
    return name


def _migrate(server: psycopg.Connection, name: str) -> None:
    server.execute(f'CREATE DATABASE "{name}" OWNER {embedded.OWNER}')
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "DATABASE_URL": embedded.url(name),
            "DATABASE_OWNER_URL": embedded.url(name, embedded.OWNER),
        },
        check=True,
    )
    with embedded.administrator(name) as database:
        database.execute(NO_VACUUM)


def _fingerprint_of_migrations() -> str:
    files = [path for app in apps.get_app_configs() for path in Path(app.path).glob("migrations/*.py")]
    files += [Path(guards.__file__), Path(roles.__file__), Path(__file__)]
    return sha256(b"".join(path.read_bytes() for path in sorted(files))).hexdigest()[:16]


def _names(server: psycopg.Connection) -> list[str]:
    return [name for (name,) in server.execute("SELECT datname FROM pg_database").fetchall()]


def _drop(server: psycopg.Connection, name: str) -> None:
    server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
