"""`migrate`, as the owner of the tables; then what the application may do to them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from core import roles


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        with roles.as_owner(options["database"]), _alone(options["database"]):
            super().handle(*args, **options)
            roles.grant(options["database"])


@contextmanager
def _alone(using: str) -> Iterator[None]:
    """Let a second `migrate` wait for the first: then there is nothing left for it to do."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('common_purse.migrate'))")
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(hashtext('common_purse.migrate'))")
