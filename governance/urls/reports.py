from django.urls import path

from core.forms.records import RecordForm
from core.paths import history_path, record_paths
from core.permissions import Permission
from governance import forms
from governance.forms.advice import AdviceForm, ClearanceForm, LayoutClearanceForm, ReportCommentForm
from governance.forms.report_parts import FurtherAgreementForm
from governance.models import ExemptParagraph, Forum, Notice, NoticeRule, ReportLayout
from governance.views import advice, forums, layouts, notices, reports

AGREEMENT = "agreements/<slug:parent>/"
BODY = "bodies/<int:parent>/"
FORUM = "forums/<int:parent>/"
REPORT = "reports/<slug:parent>/"
LAYOUT = "report-layouts/<int:parent>/"
DRAFTING = Permission.CHANGE_REPORTS
REFERENCE = Permission.CHANGE_REFERENCE
LAYOUTS = Permission.CHANGE_LAYOUTS


def content_paths(
    plural: str, form_class: type[RecordForm], add: type[reports.ContentAdd] = reports.ContentAdd
) -> list:
    """The pages of a row of a report."""
    return record_paths(
        plural,
        form_class,
        DRAFTING,
        beneath=REPORT,
        add=add,
        change=reports.ContentChange,
        retire=reports.ContentRetire,
        restore=reports.ContentRestore,
    )


urlpatterns = [
    path("reports/", reports.ReportList.as_view(), name="report-list"),
    path("reports/<slug:reference>/", reports.ReportSee.as_view(), name="report"),
    path("reports/<slug:reference>/contents/", reports.ReportContents.as_view(), name="report-contents"),
    path("reports/<slug:reference>/status/", reports.ReportMove.as_view(), name="report-move"),
    path("reports/<slug:reference>/copy/", reports.ReportCopy.as_view(), name="report-copy"),
    path(
        "agreements/<slug:reference>/reports/", reports.AgreementReports.as_view(), name="agreement-reports"
    ),
    *record_paths(
        "cabinet-reports",
        forms.CabinetReportForm,
        DRAFTING,
        beneath=AGREEMENT,
        add=reports.ReportAdd,
        change=reports.ReportChange,
    ),
    *content_paths("report-stages", forms.ReportStageForm),
    *content_paths("report-fronts", forms.ReportFrontForm, reports.FrontAdd),
    path("reports/<slug:reference>/fronts/<int:front>/", reports.FrontSee.as_view(), name="report-front"),
    *content_paths("report-sections", forms.ReportSectionForm),
    path(
        "report-sections/<int:key>/as-it-reads/",
        reports.SectionPreview.as_view(),
        name="report-section-preview",
    ),
    *content_paths("report-rows", forms.ReportRowForm),
    *content_paths("table-labels", forms.TableLabelForm),
    *content_paths("recommendations", forms.RecommendationForm),
    *content_paths("implications", forms.ImplicationForm),
    *content_paths("background-papers", forms.BackgroundPaperForm),
    *content_paths("report-consultees", forms.ReportConsulteeForm),
    *content_paths("further-agreements", FurtherAgreementForm),
    *content_paths("report-options", forms.ReportOptionForm),
    *content_paths("report-risks", forms.ReportRiskForm),
    *content_paths("requests-for-advice", AdviceForm, advice.AdviceAsk),
    # Printed in the plan and the record of the decision: also when the report itself was issued
    *record_paths("own-values", forms.OwnValueForm, DRAFTING, beneath=REPORT),
    path(
        "requests-for-advice/<int:key>/give/",
        advice.AdviceGive.as_view(permission_required=Permission.GIVE_ADVICE),
        name="request-for-advice-give",
    ),
    *content_paths("clearances", ClearanceForm),
    path(
        "clearances/<int:key>/give/",
        advice.ClearanceGive.as_view(permission_required=Permission.CLEAR_REPORTS),
        name="clearance-give",
    ),
    *record_paths(
        "report-comments",
        ReportCommentForm,
        Permission.COMMENT_ON_REPORTS,
        beneath=REPORT,
        add=advice.CommentAdd,
        change=advice.CommentChange,
    ),
    # Where reports go, and how councils set them out
    path("bodies/<int:key>/forums/", forums.ForumList.as_view(), name="forum-list"),
    *record_paths("forums", forms.ForumForm, DRAFTING, beneath=BODY),
    history_path("forums", Forum),
    *record_paths("call-in-rules", forms.CallInForm, DRAFTING, beneath=FORUM),
    *record_paths("notice-settings", forms.NoticeSettingForm, DRAFTING, beneath=FORUM),
    *record_paths("governance-arrangements", forms.GovernanceArrangementForm, DRAFTING, beneath=BODY),
    *record_paths("yearly-notices", forms.YearlyNoticeForm, DRAFTING, beneath=BODY),
    *record_paths("own-fields", forms.OwnFieldForm, DRAFTING, beneath=BODY),
    *record_paths("key-decision-tests", forms.KeyTestForm, DRAFTING, beneath=BODY),
    # Notices before decisions
    path("bodies/<int:key>/forward-plan/", notices.ForwardPlan.as_view(), name="forward-plan"),
    path("notices/<int:key>/", notices.NoticeSee.as_view(), name="notice"),
    *record_paths("notices", forms.NoticeForm, DRAFTING, beneath=FORUM, add=notices.NoticeAdd),
    path(
        f"{FORUM}notices/<slug:kind>/add/",
        notices.NoticeAdd.as_view(form_class=forms.NoticeForm, permission_required=DRAFTING),
        name="notice-add-of-kind",
    ),
    history_path("notices", Notice),
    path("report-layouts/", layouts.ReportLayoutList.as_view(), name="report-layout-list"),
    path("report-layouts/<int:key>/", layouts.ReportLayoutSee.as_view(), name="report-layout"),
    path("report-layouts/<int:key>/preview/", layouts.LayoutPreview.as_view(), name="report-layout-preview"),
    path("report-layouts/<int:key>/file/", layouts.ReportLayoutExport.as_view(), name="report-layout-export"),
    path(f"{BODY}report-layouts/import/", layouts.ReportLayoutImport.as_view(), name="report-layout-import"),
    path("report-layouts/<int:key>/move/", layouts.LayoutContentMove.as_view(), name="report-layout-move"),
    path(
        "report-layouts/<int:key>/version/",
        layouts.ReportLayoutVersion.as_view(),
        name="report-layout-version",
    ),
    path(
        "report-layouts/<int:key>/compare/",
        layouts.ReportLayoutCompare.as_view(),
        name="report-layout-compare",
    ),
    path("bodies/<int:key>/report-layouts/", layouts.BodyLayouts.as_view(), name="body-layouts"),
    path(
        f"{BODY}report-layouts/<int:layout>/copy/",
        layouts.ReportLayoutCopy.as_view(permission_required=LAYOUTS),
        name="report-layout-copy",
    ),
    path(
        "report-layouts/add/",
        layouts.ReportLayoutAdd.as_view(permission_required=REFERENCE),
        name="report-layout-add-shared",
    ),
    *record_paths(
        "report-layouts", forms.ReportLayoutForm, LAYOUTS, beneath=BODY, add=layouts.ReportLayoutAdd
    ),
    *record_paths("layout-parts", forms.LayoutPartForm, LAYOUTS, beneath=LAYOUT),
    *record_paths("layout-sections", forms.LayoutSectionForm, LAYOUTS, beneath="layout-parts/<int:parent>/"),
    *record_paths("layout-rows", forms.LayoutRowForm, LAYOUTS, beneath="layout-sections/<int:parent>/"),
    *record_paths("layout-implications", forms.LayoutImplicationForm, LAYOUTS, beneath=LAYOUT),
    *record_paths("layout-clearances", LayoutClearanceForm, LAYOUTS, beneath=LAYOUT),
    *record_paths("notice-rules", forms.NoticeRuleForm, REFERENCE),
    *record_paths("exempt-paragraphs", forms.ExemptParagraphForm, REFERENCE),
    history_path("report-layouts", ReportLayout),
    history_path("notice-rules", NoticeRule),
    history_path("exempt-paragraphs", ExemptParagraph),
]
