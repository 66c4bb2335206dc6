"""Reports to test with: at Southwark and at Leicester, each in its own council's layout."""

from datetime import UTC, date, datetime

from core.actions import record, record_user
from core.permissions import Role
from governance.actions.reports import move_report, record_report
from governance.models import CabinetReport, Forum, Recommendation, ReportLayout, ReportStatus
from governance.reference import load_layouts, load_notice_rules
from partnerships.actions import give_role, record_agreement
from partnerships.models import Agreement, Body, BodyKind, LegalBasis

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)

# From each status, the way there from a draft.
WAYS = {
    ReportStatus.DRAFT: (),
    ReportStatus.READY: (ReportStatus.READY,),
    ReportStatus.ISSUED: (ReportStatus.READY, ReportStatus.ISSUED),
    ReportStatus.SUPERSEDED: (ReportStatus.READY, ReportStatus.ISSUED, ReportStatus.SUPERSEDED),
    ReportStatus.WITHDRAWN: (ReportStatus.WITHDRAWN,),
}


class Council:
    """A council with a clerk, an agreement, a Cabinet and a scrutiny committee."""

    def __init__(self, code: str, name: str) -> None:
        self.code = code
        self.clerk = record_user(
            email=f"clerk@{code.lower()}.example", name=f"Clerk at {name}", by=None, at=NOW
        )
        said = {"by": self.clerk, "at": NOW}
        kind = BodyKind.objects.filter(code="council").first() or BodyKind(
            code="council", name="Council", sector="council"
        )
        basis = LegalBasis.objects.filter(code="s75").first() or LegalBasis(code="s75", name="Section 75")
        for each in (kind, basis):
            if not each.pk:
                record(each, **said)
        load_layouts(**said)
        load_notice_rules(**said)
        self.body = Body(name=name, kind=kind)
        record(self.body, **said)
        give_role(body=self.body, email=self.clerk.email, name="", role=Role.CLERK, **said)
        self.clerk.refresh_from_db()  # the role gave the clerk another unusable password
        self.agreement = Agreement(
            reference=f"{code}-1", title="Community equipment", legal_basis=basis, kept_by=self.body
        )
        record_agreement(self.agreement, **said)
        self.cabinet = Forum(body=self.body, name="Cabinet", kind=Forum.Kind.EXECUTIVE)
        self.scrutiny = Forum(body=self.body, name="Scrutiny Committee", kind=Forum.Kind.SCRUTINY)
        record(self.cabinet, **said)
        record(self.scrutiny, **said)

    def user(self, role: Role):
        email = f"{role}@{self.code.lower()}.example"
        return give_role(body=self.body, email=email, name=str(role), role=role, by=self.clerk, at=NOW).user

    def report(
        self, *, layout: str = "southwark-executive", status: ReportStatus = ReportStatus.DRAFT, **values
    ) -> CabinetReport:
        new = CabinetReport(
            **{
                "agreement": self.agreement,
                "reference": f"{self.code}-R{CabinetReport.objects.count() + 1}",
                "title": "Arrangements for community equipment",
                "layout": ReportLayout.objects.get(code=layout),
                "forum": self.cabinet,
                "meeting_on": date(2003, 12, 16),
                **values,
            }
        )
        record_report(new, by=self.clerk, at=NOW)
        for step in WAYS[status]:
            move_report(new, to=step, by=self.clerk, at=NOW)
        return new

    def asks(self, report: CabinetReport, verb: str, text: str, **values) -> Recommendation:
        row = Recommendation(
            report=report,
            position=report.recommendations.count() + 1,
            verb=verb,
            text=text,
            **{"forum": self.cabinet, **values},
        )
        record(row, by=self.clerk, at=NOW)
        return row

    def writes(self, report: CabinetReport, title: str, text: str, **where) -> None:
        from core.actions import change

        section = report.sections.get(title=title, **where)
        section.text = text
        change(section, by=self.clerk, at=NOW)
