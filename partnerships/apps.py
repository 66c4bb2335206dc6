from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "partnerships"
    verbose_name = "Partnerships"

    def ready(self) -> None:
        from core.rules import register_pages
        from partnerships import actions, rules  # noqa: F401  enters its rules

        register_pages(
            overview="partnerships:agreement",
            parties="partnerships:agreement-parties",
            scope="partnerships:agreement-scope",
            provisions="partnerships:agreement-provisions",
        )
