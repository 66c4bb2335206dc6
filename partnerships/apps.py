from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "partnerships"
    verbose_name = "Partnerships"

    def ready(self) -> None:
        from core.permissions import Permission
        from core.rules import register_pages
        from partnerships import actions, rules  # noqa: F401  enters its rules
        from partnerships.calculations import days  # noqa: F401
        from partnerships.queries import days as days_kept  # noqa: F401
        from partnerships.queries import found  # noqa: F401
        from partnerships.queries.digest import concerns

        concerns("partnerships", Permission.CHANGE_AGREEMENTS)
        register_pages(
            overview="partnerships:agreement",
            agreement_change="partnerships:agreement-change",
            parties="partnerships:agreement-parties",
            signing="partnerships:agreement-signing",
            term="partnerships:agreement-term",
            scope="partnerships:agreement-scope",
            provisions="partnerships:agreement-provisions",
            variations="partnerships:agreement-variations",
        )
        self._register_navigation()

    def _register_navigation(self) -> None:
        from core.navigation import Link, register_links, register_pages_of, register_section
        from core.permissions import Permission

        register_section("Home", "partnerships:home", "partnerships:home", position=10)
        register_section(
            "Agreements",
            "partnerships:agreement-list",
            "partnerships:",
            position=20,
            permission=Permission.SEE,
        )
        register_section(
            "Bodies",
            "partnerships:body-list",
            "partnerships:body",
            "partnerships:other-name",
            "partnerships:succession",
            "partnerships:reorganisation",
            position=30,
            permission=Permission.SEE,
        )
        register_section(
            "Site",
            "partnerships:site",
            "partnerships:site",
            "partnerships:body-let-in",
            "partnerships:operator",
            position=90,
            permission=Permission.OPERATE_SITE,
        )
        register_pages_of(
            "Roles",
            "partnerships:role",
            "partnerships:people",
            "partnerships:password",
            "partnerships:reference",
        )
        register_links(
            "agreement",
            Link("Overview", "partnerships:agreement", position=10),
            Link("Parties", "partnerships:agreement-parties", position=20),
            Link("Signing", "partnerships:agreement-signing", position=25),
            Link("Term", "partnerships:agreement-term", position=27),
            Link("Scope", "partnerships:agreement-scope", position=30),
            Link("Provisions", "partnerships:agreement-provisions", position=40),
            Link("Variations", "partnerships:agreement-variations", position=45),
            Link("History", "partnerships:agreement-history", position=90),
        )
        terms = Permission.CHANGE_AGREEMENTS
        register_links(
            "variation",
            Link("Change the parties", "partnerships:change-of-parties-add", terms, 10),
            Link("Change a clause", "partnerships:change-of-a-clause-add", terms, 20),
            Link("Change a service", "partnerships:change-of-a-service-add", terms, 30),
            Link("Change a flexibility", "partnerships:change-of-a-flexibility-add", terms, 40),
            Link("Change the host", "partnerships:change-of-host-add", terms, 50),
            Link("Change the term", "partnerships:change-of-term-add", terms, 60),
        )
        register_links(
            "account",
            Link("Sign-ins and rights", "partnerships:people-security", Permission.READ_SECURITY),
            Link("People and their roles", "partnerships:people", Permission.MANAGE_PEOPLE),
            Link("What the law and practice define", "partnerships:reference"),
        )
