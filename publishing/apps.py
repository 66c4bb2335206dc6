from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = "Publishing"

    def ready(self) -> None:
        from core.navigation import Link, register_links, register_pages_of

        register_pages_of("Bodies", "publishing:publishing")
        register_links(
            "body",
            Link(
                "What the public sees",
                "publishing:publishing",
                purpose="what it publishes on pages that need no sign-in.",
                position=20,
            ),
        )
