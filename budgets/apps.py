from django.apps import AppConfig


class BudgetsConfig(AppConfig):
    name = "budgets"
    verbose_name = "Budgets"

    def ready(self) -> None:
        from budgets import findings, queries, rules  # noqa: F401
        from core.rules import register_pages

        register_pages(money="budgets:agreement-money", fund="budgets:fund")
