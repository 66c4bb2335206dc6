"""`migrate`, as the owner of the tables; then what the application may do to them."""

from typing import Any

from django.core.management.commands import migrate

from core import roles


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        with roles.as_owner(options["database"]):
            super().handle(*args, **options)
            roles.grant(options["database"])
