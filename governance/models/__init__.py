from governance.models.board_parts import Meeting, Member, Seat, TermOfReference
from governance.models.boards import Board, Oversight
from governance.models.call_in import CallIn
from governance.models.exempt import ExemptablePart
from governance.models.forums import Forum
from governance.models.layouts import (
    Block,
    ExemptParagraph,
    HeadingStyle,
    ImplicationKind,
    LayoutImplication,
    LayoutSection,
    NoticeRule,
    Numbering,
    Part,
    RecommendationStyle,
    ReportLayout,
)
from governance.models.report_parts import (
    BackgroundPaper,
    Implication,
    Outcome,
    Recommendation,
    ReportConsultee,
    ReportSection,
    Verb,
)
from governance.models.reports import (
    TRANSITIONS,
    CabinetReport,
    Classification,
    ReportStage,
    ReportStatus,
)

__all__ = [
    "TRANSITIONS",
    "BackgroundPaper",
    "Block",
    "Board",
    "CabinetReport",
    "Classification",
    "ExemptParagraph",
    "ExemptablePart",
    "CallIn",
    "Forum",
    "HeadingStyle",
    "Implication",
    "ImplicationKind",
    "LayoutImplication",
    "LayoutSection",
    "Meeting",
    "Member",
    "NoticeRule",
    "Numbering",
    "Outcome",
    "Oversight",
    "Part",
    "Recommendation",
    "RecommendationStyle",
    "ReportConsultee",
    "ReportLayout",
    "ReportSection",
    "ReportStage",
    "ReportStatus",
    "Seat",
    "TermOfReference",
    "Verb",
]
