from django.apps import AppConfig


class BudgetsConfig(AppConfig):
    name = "budgets"
    verbose_name = "Budgets"

    def ready(self) -> None:
        from budgets import findings, queries, rules  # noqa: F401
        from budgets.actions import handing_over  # noqa: F401
        from budgets.calculations import days  # noqa: F401
        from budgets.queries import found  # noqa: F401
        from core.navigation import Link, register_links, register_pages_of
        from core.permissions import Permission
        from core.rules import register_pages
        from partnerships.queries.digest import concerns

        concerns("budgets", Permission.CHANGE_FUNDS)
        register_pages(money="budgets:agreement-money", fund="budgets:fund")
        register_pages_of("Agreements", "budgets:")
        register_links("agreement", Link("Money", "budgets:agreement-money", position=50))
        register_links(
            "variation",
            Link(
                "Change a contribution",
                "budgets:change-of-a-contribution-add",
                Permission.CHANGE_AGREEMENTS,
                70,
            ),
        )
        register_links(
            "agreement-actions",
            Link("Copy this agreement", "budgets:agreement-copy", Permission.CHANGE_AGREEMENTS),
        )
