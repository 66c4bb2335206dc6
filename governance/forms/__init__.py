from governance.forms.boards import (
    BoardFilter,
    BoardForm,
    MeetingForm,
    MemberForm,
    OversightForm,
    SeatForm,
    TermOfReferenceForm,
    TermsOfReferenceForm,
)
from governance.forms.decisions import DecisionForm, DecisionsForm
from governance.forms.forums import (
    CallInForm,
    ForumForm,
    GovernanceArrangementForm,
    KeyTestForm,
    NoticeSettingForm,
)
from governance.forms.layouts import (
    ExemptParagraphForm,
    LayoutImplicationForm,
    LayoutSectionForm,
    NoticeRuleForm,
    ReportLayoutForm,
)
from governance.forms.notices import NoticeForm, PlanFilter
from governance.forms.report_parts import (
    BackgroundPaperForm,
    ImplicationForm,
    RecommendationForm,
    ReportConsulteeForm,
    ReportSectionForm,
    ReportStageForm,
)
from governance.forms.reports import (
    CabinetReportForm,
    ReportCopyForm,
    ReportFilter,
    ReportStatusForm,
)

__all__ = [
    "BackgroundPaperForm",
    "BoardFilter",
    "BoardForm",
    "CabinetReportForm",
    "DecisionForm",
    "DecisionsForm",
    "ExemptParagraphForm",
    "CallInForm",
    "ForumForm",
    "GovernanceArrangementForm",
    "ImplicationForm",
    "KeyTestForm",
    "LayoutImplicationForm",
    "LayoutSectionForm",
    "MeetingForm",
    "MemberForm",
    "NoticeForm",
    "NoticeRuleForm",
    "NoticeSettingForm",
    "OversightForm",
    "PlanFilter",
    "RecommendationForm",
    "ReportConsulteeForm",
    "ReportCopyForm",
    "ReportFilter",
    "ReportLayoutForm",
    "ReportSectionForm",
    "ReportStageForm",
    "ReportStatusForm",
    "SeatForm",
    "TermOfReferenceForm",
    "TermsOfReferenceForm",
]
