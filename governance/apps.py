from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "governance"
    verbose_name = "Governance"

    def ready(self) -> None:
        from core.permissions import Permission
        from core.rules import register_pages
        from governance import rules  # noqa: F401
        from governance.actions import handing_over  # noqa: F401
        from governance.queries import advice, boards, days, decisions, found, report_contents  # noqa: F401
        from partnerships.queries.digest import concerns

        concerns("governance", Permission.CHANGE_REPORTS)
        register_pages(
            governance="governance:agreement-governance",
            board="governance:board",
            meeting="governance:meeting",
            report="governance:report",
            cabinet_report="governance:cabinet-report-change",
            report_section="governance:report-section-change",
            recommendation="governance:recommendation-change",
            recommendations="governance:recommendation-add",
            implication="governance:implication-change",
            background_paper="governance:background-paper-change",
            background_papers="governance:background-paper-add",
            report_consultee="governance:report-consultee-change",
            report_consultees="governance:report-consultee-add",
            report_option="governance:report-option-change",
            report_options="governance:report-option-add",
            report_risk="governance:report-risk-change",
            report_risks="governance:report-risk-add",
            request_for_advice="governance:request-for-advice-change",
            report_stage="governance:report-stage-change",
            forward_plan="governance:forward-plan",
            notice="governance:notice",
            yearly_notice="governance:yearly-notice-change",
            decision="governance:decision",
            report_decisions="governance:report-decisions",
            follow_up="governance:follow-up-change",
        )
        self._register_navigation()

    def _register_navigation(self) -> None:
        from core.navigation import Link, register_links, register_pages_of, register_section
        from core.permissions import Permission

        register_section(
            "Boards", "governance:board-list", "governance:", position=40, permission=Permission.SEE
        )
        register_section(
            "Reports",
            "governance:report-list",
            "governance:report",
            "governance:cabinet-report",
            "governance:recommendation",
            "governance:implication",
            "governance:background-paper",
            "governance:request-for-advice",
            "governance:clearance",
            "governance:layout",
            "governance:decision",
            "governance:call-in-request",
            "governance:follow-up",
            "governance:notice-rule",
            position=50,
            permission=Permission.SEE,
        )
        register_pages_of("Agreements", "governance:agreement-")
        register_pages_of("Bodies", "governance:forum", "governance:call-in", "governance:body")
        register_pages_of(
            "Bodies",
            "governance:notice",
            "governance:forward-plan",
            "governance:governance-arrangement",
            "governance:key-decision-test",
            "governance:own-field",
            "governance:yearly-notice",
        )
        register_links(
            "agreement",
            Link("Governance", "governance:agreement-governance", position=60),
            Link("Reports", "governance:agreement-reports", position=70),
        )
        register_links(
            "body",
            Link(
                "Forums",
                "governance:forum-list",
                purpose="its Cabinet or Executive, committees and boards, to which reports are addressed.",
            ),
            Link(
                "Forward plan and notices",
                "governance:forward-plan",
                purpose="which decisions are to come, and what was published before them.",
                position=5,
            ),
            Link(
                "Report layouts",
                "governance:body-layouts",
                purpose="how it sets out its reports.",
                position=10,
            ),
        )
        register_links(
            "reference",
            Link("Layouts of Cabinet reports and rules of notice", "governance:report-layout-list"),
            Link("Kinds of board", "governance:board-kinds", position=10),
        )
