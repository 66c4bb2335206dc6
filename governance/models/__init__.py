from governance.models.advice import Advice, AdviceRole, Clearance, LayoutClearance, ReportComment
from governance.models.after_decisions import CallInRequest, FollowUp
from governance.models.board_kinds import BoardKind
from governance.models.board_parts import BoardLine, ReportingDuty
from governance.models.board_terms import TermOfReference, TermsVersion
from governance.models.boards import Board, BoardName, Oversight
from governance.models.call_in import Callers, CallIn
from governance.models.considered import ReportOption, ReportRisk
from governance.models.decisions import AGREEING, Decision, Outcome
from governance.models.exempt import ExemptablePart
from governance.models.forums import Forum, GovernanceArrangement, YearlyNotice
from governance.models.fronts import ReportFront
from governance.models.further_agreements import FurtherAgreement
from governance.models.key_tests import KeyTest
from governance.models.layout_parts import (
    PROSE_BLOCKS,
    Arrangement,
    Block,
    HeadingStyle,
    LayoutImplication,
    LayoutPart,
    LayoutRow,
    LayoutSection,
    Numbering,
    PartKind,
    Source,
)
from governance.models.layouts import (
    DateStyle,
    ExemptParagraph,
    ImplicationKind,
    RecommendationMarks,
    RecommendationStyle,
    ReportLayout,
)
from governance.models.meetings import AgendaItem, Attendance, DeclaredInterest, Meeting, MeetingAction
from governance.models.notice_rules import NoticeRule, NoticeSetting, What
from governance.models.notices import Notice
from governance.models.own_fields import OwnField, OwnValue
from governance.models.report_parts import (
    BackgroundPaper,
    Implication,
    Recommendation,
    ReportConsultee,
    ReportRow,
    ReportSection,
    TableLabel,
)
from governance.models.reports import (
    TRANSITIONS,
    CabinetReport,
    Classification,
    ReportStage,
    ReportStatus,
)
from governance.models.seats import ChairTurn, Member, QuorumPart, Seat

__all__ = [
    "PROSE_BLOCKS",
    "AGREEING",
    "TRANSITIONS",
    "Advice",
    "AdviceRole",
    "Arrangement",
    "Clearance",
    "LayoutClearance",
    "ReportComment",
    "AgendaItem",
    "Attendance",
    "BackgroundPaper",
    "Block",
    "Board",
    "BoardKind",
    "BoardLine",
    "BoardName",
    "CabinetReport",
    "Classification",
    "DeclaredInterest",
    "ExemptParagraph",
    "ExemptablePart",
    "CallIn",
    "CallInRequest",
    "Callers",
    "Decision",
    "ChairTurn",
    "FollowUp",
    "DateStyle",
    "Forum",
    "FurtherAgreement",
    "GovernanceArrangement",
    "HeadingStyle",
    "Implication",
    "ImplicationKind",
    "KeyTest",
    "LayoutImplication",
    "LayoutPart",
    "LayoutRow",
    "LayoutSection",
    "Meeting",
    "MeetingAction",
    "Member",
    "Notice",
    "NoticeRule",
    "NoticeSetting",
    "Numbering",
    "Outcome",
    "Oversight",
    "OwnField",
    "OwnValue",
    "PartKind",
    "QuorumPart",
    "Recommendation",
    "RecommendationMarks",
    "RecommendationStyle",
    "ReportConsultee",
    "ReportFront",
    "ReportLayout",
    "ReportOption",
    "ReportRisk",
    "ReportRow",
    "ReportSection",
    "ReportStage",
    "ReportingDuty",
    "ReportStatus",
    "Seat",
    "Source",
    "TableLabel",
    "TermOfReference",
    "TermsVersion",
    "What",
    "YearlyNotice",
]
