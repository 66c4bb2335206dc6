from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "governance"
    verbose_name = "Governance"

    def ready(self) -> None:
        from core.rules import register_pages
        from governance import rules  # noqa: F401
        from governance.queries import boards, report_checks  # noqa: F401

        register_pages(
            governance="governance:agreement-governance",
            board="governance:board",
            report="governance:report",
        )
