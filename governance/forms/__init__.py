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
from governance.forms.forums import CallInForm, ForumForm
from governance.forms.layouts import (
    ExemptParagraphForm,
    LayoutImplicationForm,
    LayoutSectionForm,
    NoticeRuleForm,
    ReportLayoutForm,
)
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
    OutcomesForm,
    ReportCopyForm,
    ReportFilter,
    ReportStatusForm,
)

__all__ = [
    "BackgroundPaperForm",
    "BoardFilter",
    "BoardForm",
    "CabinetReportForm",
    "ExemptParagraphForm",
    "CallInForm",
    "ForumForm",
    "ImplicationForm",
    "LayoutImplicationForm",
    "LayoutSectionForm",
    "MeetingForm",
    "MemberForm",
    "NoticeRuleForm",
    "OutcomesForm",
    "OversightForm",
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
