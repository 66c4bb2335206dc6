"""Boards, forums, layouts and reports to test with."""

from datetime import date, timedelta
from typing import Any

import factory

from core.money import gbp
from governance import models
from governance.actions.reports import record_front, record_report
from tests.budgets.factories import ContributionLineFactory, FundFactory
from tests.factories import NOW, AgreementFactory, BodyFactory, PartyFactory, RecordFactory, recorder


class BoardKindFactory(RecordFactory):
    class Meta:
        model = models.BoardKind

    code = factory.Sequence(lambda n: f"board-kind-{n}")
    name = factory.Sequence(lambda n: f"Kind of board {n}")


class BoardFactory(RecordFactory):
    class Meta:
        model = models.Board

    name = factory.Sequence(lambda n: f"Board {n}")
    kind = factory.SubFactory(BoardKindFactory)
    kept_by = factory.SubFactory(BodyFactory)


class OversightFactory(RecordFactory):
    class Meta:
        model = models.Oversight

    agreement = factory.SubFactory(AgreementFactory)
    board = factory.LazyAttribute(lambda new: BoardFactory(kept_by=new.agreement.kept_by))


class BoardNameFactory(RecordFactory):
    class Meta:
        model = models.BoardName

    board = factory.SubFactory(BoardFactory)
    name = factory.Sequence(lambda n: f"Also called {n}")


class QuorumPartFactory(RecordFactory):
    class Meta:
        model = models.QuorumPart

    board = factory.SubFactory(BoardFactory)
    whose = "each"


class ChairTurnFactory(RecordFactory):
    class Meta:
        model = models.ChairTurn

    board = factory.SubFactory(BoardFactory)
    body = factory.LazyAttribute(lambda new: new.board.kept_by)


class BoardLineFactory(RecordFactory):
    class Meta:
        model = models.BoardLine

    board = factory.SubFactory(BoardFactory)
    kind = "accountable"
    to_name = factory.Sequence(lambda n: f"Cabinet {n}")


class ReportingDutyFactory(RecordFactory):
    class Meta:
        model = models.ReportingDuty

    board = factory.SubFactory(BoardFactory)
    what = factory.Sequence(lambda n: f"Progress report {n}")
    to_whom = "Cabinet"
    every = 3
    first_due_on = date(2026, 6, 30)


class TermsVersionFactory(RecordFactory):
    class Meta:
        model = models.TermsVersion

    board = factory.SubFactory(BoardFactory)
    from_on = date(2026, 4, 1)


class TermOfReferenceFactory(RecordFactory):
    class Meta:
        model = models.TermOfReference

    board = factory.SubFactory(BoardFactory)
    heading = factory.Sequence(lambda n: f"Purpose {n}")


class SeatFactory(RecordFactory):
    class Meta:
        model = models.Seat

    board = factory.SubFactory(BoardFactory)
    post = factory.Sequence(lambda n: f"Director {n}")
    category = "council"


class MemberFactory(RecordFactory):
    class Meta:
        model = models.Member

    seat = factory.SubFactory(SeatFactory)
    name = factory.Sequence(lambda n: f"Postholder {n}")


class MeetingFactory(RecordFactory):
    class Meta:
        model = models.Meeting

    board = factory.SubFactory(BoardFactory)
    held_on = factory.Sequence(lambda n: date(2026, 9, 1) + timedelta(days=n))


class AgendaItemFactory(RecordFactory):
    class Meta:
        model = models.AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    title = factory.Sequence(lambda n: f"Item {n}")


class AttendanceFactory(RecordFactory):
    class Meta:
        model = models.Attendance

    meeting = factory.SubFactory(MeetingFactory)
    seat = factory.LazyAttribute(lambda new: SeatFactory(board=new.meeting.board))
    name = factory.Sequence(lambda n: f"Attending {n}")
    how = "apologies"


class DeclaredInterestFactory(RecordFactory):
    class Meta:
        model = models.DeclaredInterest

    meeting = factory.SubFactory(MeetingFactory)
    who = "Director"
    interest = "A trustee of a provider"
    then = "left"


class MeetingActionFactory(RecordFactory):
    class Meta:
        model = models.MeetingAction

    meeting = factory.SubFactory(MeetingFactory)
    text = factory.Sequence(lambda n: f"Report back on {n}")
    owner = "Head of service"


class ForumFactory(RecordFactory):
    class Meta:
        model = models.Forum

    body = factory.SubFactory(BodyFactory)
    name = factory.Sequence(lambda n: f"Cabinet {n}")
    kind = "executive"


class CallInFactory(RecordFactory):
    class Meta:
        model = models.CallIn

    forum = factory.SubFactory(ForumFactory)
    length = 5
    source = "The council's constitution"


class NoticeSettingFactory(RecordFactory):
    class Meta:
        model = models.NoticeSetting

    forum = factory.SubFactory(ForumFactory)
    what = "agenda"
    counts = "every"
    source = "The council's constitution"


class NoticeFactory(RecordFactory):
    class Meta:
        model = models.Notice

    forum = factory.SubFactory(ForumFactory)
    matter = factory.Sequence(lambda n: f"Matter {n}")


class OwnFieldFactory(RecordFactory):
    class Meta:
        model = models.OwnField

    body = factory.SubFactory(BodyFactory)
    label = factory.Sequence(lambda n: f"Field {n}")
    source = "The council's constitution"


class OwnValueFactory(RecordFactory):
    class Meta:
        model = models.OwnValue

    report = factory.SubFactory("tests.governance.factories.CabinetReportFactory")
    field = factory.LazyAttribute(lambda new: OwnFieldFactory(body=new.report.forum.body))
    value = "Said"


class GovernanceArrangementFactory(RecordFactory):
    class Meta:
        model = models.GovernanceArrangement

    body = factory.SubFactory(BodyFactory)
    kind = "leader"
    source = "The council's constitution"


class YearlyNoticeFactory(RecordFactory):
    class Meta:
        model = models.YearlyNotice

    body = factory.SubFactory(BodyFactory)
    first_plan_on = date(2003, 6, 2)
    published_on = date(2003, 5, 16)
    newspaper = "The local weekly"


class KeyTestFactory(RecordFactory):
    class Meta:
        model = models.KeyTest

    body = factory.SubFactory(BodyFactory)
    amount = gbp(500_000)
    source = "The council's constitution"


class ReportLayoutFactory(RecordFactory):
    class Meta:
        model = models.ReportLayout

    code = factory.Sequence(lambda n: f"layout-{n}")
    name = factory.Sequence(lambda n: f"Layout {n}")


class LayoutPartFactory(RecordFactory):
    class Meta:
        model = models.LayoutPart

    layout = factory.SubFactory(ReportLayoutFactory)
    position = factory.Sequence(lambda n: 5001 + n % 4000)  # after those that the layouts of the cases have
    title = factory.Sequence(lambda n: f"Part {n}")


class LayoutSectionFactory(RecordFactory):
    class Meta:
        model = models.LayoutSection

    part = factory.SubFactory(LayoutPartFactory)
    position = factory.Sequence(lambda n: 5001 + n % 4000)
    title = factory.Sequence(lambda n: f"Section {n}")


class LayoutRowFactory(RecordFactory):
    class Meta:
        model = models.LayoutRow

    section = factory.SubFactory(LayoutSectionFactory, block="rows")
    position = factory.Sequence(lambda n: 5001 + n % 4000)
    label = factory.Sequence(lambda n: f"Row {n}")
    source = "wards"


class LayoutImplicationFactory(RecordFactory):
    class Meta:
        model = models.LayoutImplication

    layout = factory.SubFactory(ReportLayoutFactory)
    position = factory.Sequence(lambda n: n + 1)
    kind = "financial"


class NoticeRuleFactory(RecordFactory):
    class Meta:
        model = models.NoticeRule

    code = factory.Sequence(lambda n: f"notice-{n}")
    name = "Notice of a key decision"
    what = "key_decision"
    clear_days = 28


class ExemptParagraphFactory(RecordFactory):
    class Meta:
        model = models.ExemptParagraph

    code = factory.Sequence(lambda n: f"exempt-{n}")
    name = "Paragraph 3"
    number = 3
    wording = "Information relating to financial or business affairs."


class CabinetReportFactory(RecordFactory):
    """With every section and implication of its layout."""

    class Meta:
        model = models.CabinetReport

    agreement = factory.SubFactory(AgreementFactory)
    reference = factory.Sequence(lambda n: f"REPORT-{n}")
    title = factory.Sequence(lambda n: f"Pooled budget {n}")
    layout = factory.LazyFunction(lambda: LayoutPartFactory().layout)
    forum = factory.LazyAttribute(lambda new: ForumFactory(body=new.agreement.kept_by))

    @classmethod
    def _record(cls, new: Any) -> None:
        record_report(new, by=recorder(), at=NOW)


def part_of(layout: models.ReportLayout) -> models.LayoutPart:
    """The first part of the layout; a new one where it has none."""
    return layout.parts.order_by("retired_at").first() or LayoutPartFactory(layout=layout)


class ReportStageFactory(RecordFactory):
    class Meta:
        model = models.ReportStage

    report = factory.SubFactory(CabinetReportFactory)
    forum = factory.LazyAttribute(lambda new: new.report.forum)
    purpose = "scrutiny"


class ReportFrontFactory(RecordFactory):
    """With every section of its layout."""

    class Meta:
        model = models.ReportFront

    report = factory.SubFactory(CabinetReportFactory)
    stage = factory.LazyAttribute(lambda new: ReportStageFactory(report=new.report))
    layout = factory.LazyFunction(lambda: LayoutPartFactory().layout)

    @classmethod
    def _record(cls, new: Any) -> None:
        record_front(new, by=recorder(), at=NOW)


class ReportSectionFactory(RecordFactory):
    class Meta:
        model = models.ReportSection

    report = factory.SubFactory(CabinetReportFactory)
    part = factory.LazyAttribute(lambda new: part_of(new.report.layout))
    title = factory.Sequence(lambda n: f"Section {n}")
    text = "It begins in April."


class ReportRowFactory(RecordFactory):
    class Meta:
        model = models.ReportRow

    report = factory.SubFactory(CabinetReportFactory)
    section = factory.LazyAttribute(
        lambda new: ReportSectionFactory(report=new.report, block="rows", text="")
    )
    label = factory.Sequence(lambda n: f"Row {n}")
    text = "Said here."


class TableLabelFactory(RecordFactory):
    class Meta:
        model = models.TableLabel

    report = factory.SubFactory(CabinetReportFactory)
    line = factory.LazyAttribute(
        lambda new: ContributionLineFactory(fund=FundFactory(agreement=new.report.agreement))
    )
    label = "PCT*"


class RecommendationFactory(RecordFactory):
    class Meta:
        model = models.Recommendation

    report = factory.SubFactory(CabinetReportFactory)
    forum = factory.LazyAttribute(lambda new: new.report.forum)
    verb = "approve"
    text = factory.Sequence(lambda n: f"the pooled budget {n}")


class ImplicationFactory(RecordFactory):
    class Meta:
        model = models.Implication

    report = factory.SubFactory(CabinetReportFactory)
    kind = "legal"


class BackgroundPaperFactory(RecordFactory):
    class Meta:
        model = models.BackgroundPaper

    report = factory.SubFactory(CabinetReportFactory)
    title = factory.Sequence(lambda n: f"Paper {n}")


class ReportConsulteeFactory(RecordFactory):
    class Meta:
        model = models.ReportConsultee

    report = factory.SubFactory(CabinetReportFactory)
    name = factory.Sequence(lambda n: f"Director {n}")


class AdviceFactory(RecordFactory):
    class Meta:
        model = models.Advice

    report = factory.SubFactory(CabinetReportFactory)
    section = factory.LazyAttribute(lambda new: ReportSectionFactory(report=new.report))
    body = factory.LazyAttribute(lambda new: new.report.agreement.kept_by)
    role = "legal"
    post = factory.Sequence(lambda n: f"Solicitor {n}")
    asked_on = date(2026, 11, 2)


class DecisionFactory(RecordFactory):
    class Meta:
        model = models.Decision

    report = factory.SubFactory(CabinetReportFactory)
    forum = factory.LazyAttribute(lambda new: new.report.forum)
    report_version = factory.LazyAttribute(lambda new: new.report.decisions.count() + 1)
    outcome = "agreed"
    put_as = factory.Sequence(lambda n: f"Approve the pooled budget {n}")
    decided_on = date(2026, 10, 1)
    published_on = date(2026, 10, 2)


class ClearanceFactory(RecordFactory):
    class Meta:
        model = models.Clearance

    report = factory.SubFactory(CabinetReportFactory)
    body = factory.LazyAttribute(lambda new: new.report.agreement.kept_by)
    role = "legal"
    post = factory.Sequence(lambda n: f"Monitoring officer {n}")


class LayoutClearanceFactory(RecordFactory):
    class Meta:
        model = models.LayoutClearance

    layout = factory.SubFactory(ReportLayoutFactory)
    role = "legal"
    post = factory.Sequence(lambda n: f"Monitoring officer {n}")


class ReportCommentFactory(RecordFactory):
    class Meta:
        model = models.ReportComment

    report = factory.SubFactory(CabinetReportFactory)
    section = factory.LazyAttribute(lambda new: ReportSectionFactory(report=new.report))
    text = "Is this still so?"
    made_at = NOW
    made_by = factory.LazyFunction(recorder)


class ReportOptionFactory(RecordFactory):
    class Meta:
        model = models.ReportOption

    report = factory.SubFactory(CabinetReportFactory)
    title = factory.Sequence(lambda n: f"Option {n}")


class ReportRiskFactory(RecordFactory):
    class Meta:
        model = models.ReportRisk

    report = factory.SubFactory(CabinetReportFactory)
    title = factory.Sequence(lambda n: f"Risk {n}")


class FollowUpFactory(RecordFactory):
    class Meta:
        model = models.FollowUp

    decision = factory.SubFactory(DecisionFactory)
    what = "Report back on the first quarter"
    owner_post = "Director"
    due_on = date(2027, 1, 31)


class CallInRequestFactory(RecordFactory):
    """Of a decision that can be called in: its council says how, and it was published."""

    class Meta:
        model = models.CallInRequest

    decision = factory.SubFactory(DecisionFactory)
    called_on = factory.LazyAttribute(lambda new: new.decision.decided_on)
    called_by = "The opposition group"
    members = 5

    @classmethod
    def _record(cls, new: Any) -> None:
        forum = new.decision.forum
        if not forum.call_ins.not_retired().exists():
            CallInFactory(forum=forum)
        super()._record(new)


def agreement_of_the_same_partners(report: Any) -> Any:
    agreement = AgreementFactory(kept_by=report.agreement.kept_by)
    for party in report.agreement.parties.not_retired().exclude(body=agreement.kept_by):
        PartyFactory(agreement=agreement, body=party.body)
    return agreement


class FurtherAgreementFactory(RecordFactory):
    class Meta:
        model = models.FurtherAgreement

    report = factory.SubFactory(CabinetReportFactory)
    agreement = factory.LazyAttribute(lambda new: agreement_of_the_same_partners(new.report))
