from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from core import roles  # noqa: F401  # registers its check
        from core.navigation import register_section
        from core.permissions import Permission

        register_section("Search", "core:search", "core:search", position=70, permission=Permission.SEE)
        register_section("Calendar", "core:calendar", "core:calendar", position=60, permission=Permission.SEE)
        register_section("Roles", "core:roles", "core:role", "core:password", position=100)

        pre_migrate.connect(_lift_guards, sender=self)
        post_migrate.connect(_install_guards, sender=self)


def _lift_guards(*, using: str, **_: Any) -> None:
    from core import guards

    guards.lift(using)


def _install_guards(*, using: str, **_: Any) -> None:
    from core import guards

    guards.install(using)
