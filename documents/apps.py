from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = "Documents"

    def ready(self) -> None:
        from core.navigation import Link, register_links, register_pages_of
        from core.permissions import Permission
        from documents import disagreements, found, previews, rules  # noqa: F401
        from partnerships.queries.digest import concerns

        concerns("documents", Permission.CHANGE_AGREEMENTS)
        register_pages_of("Agreements", "documents:")
        register_pages_of("Reports", "documents:report")
        register_pages_of("Boards", "documents:board-paper", "documents:terms", "documents:agenda")
        register_pages_of("Boards", "documents:minutes", "documents:meeting")
        register_links(
            "variation-files",
            Link("The instrument as PDF", "documents:variation-file"),
            Link("As Word", "documents:variation-word", position=10),
        )
        register_links(
            "variation-comparison", Link("Compare with the agreement now", "documents:agreement-compare")
        )
        register_links("variations", Link("Compare two days or issues", "documents:agreement-compare"))
        register_links("agreement", Link("Documents", "documents:agreement-documents", position=80))
