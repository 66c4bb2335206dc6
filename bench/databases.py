"""The scratch databases, on this checkout's own server: one a size, each a copy of one that was migrated."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from config import embedded

CASE = "common_purse_bench"
SECRET_KEY = Path(__file__).resolve().parent.parent / ".data" / "secret-key"


def name_of(size: int) -> str:
    return f"{CASE}_{size}"


def use_scratch_databases() -> None:
    """Set the environment from which Django's settings are read, before they are."""
    embedded.start()
    os.environ |= environment(CASE)


def environment(name: str) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DEMO": "true",
        "SECRET_KEY": SECRET_KEY.read_text().strip(),
        "DATABASE_URL": embedded.url(name),
        "DATABASE_OWNER_URL": embedded.url(name, embedded.OWNER),
        "DATABASE_TIMEOUTS": "false",  # seeding is one long statement after another
        "LOG_LEVEL": "CRITICAL",
    }


def make_empty() -> None:
    """Make the database that the others are copied from, without a table in it."""
    with embedded.administrator("postgres") as server:
        server.execute(f"DROP DATABASE IF EXISTS {CASE} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {CASE} OWNER {embedded.OWNER}")


def make_copy(size: int) -> None:
    with embedded.administrator("postgres") as server:
        server.execute(f"DROP DATABASE IF EXISTS {name_of(size)} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name_of(size)} TEMPLATE {CASE} OWNER {embedded.OWNER}")


def drop(sizes: list[int]) -> None:
    with embedded.administrator("postgres") as server:
        for name in (CASE, *map(name_of, sizes)):
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


_connections: dict[int, Any] = {}


def turn_to(size: int) -> None:
    """Let Django read and write the database of this size from here on; its connection stays open."""
    from django.db import connections

    if size not in _connections:
        new = connections.create_connection("default")
        new.settings_dict = {**new.settings_dict, "NAME": name_of(size), "CONN_MAX_AGE": None}
        _connections[size] = new
    connections["default"] = _connections[size]


def close_all() -> None:
    for each in _connections.values():
        each.close()
    _connections.clear()
