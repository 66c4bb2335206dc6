from django.urls import path, re_path

from documents import views

HUB = "agreements/<slug:reference>/documents/"
REPORT = "reports/<slug:reference>/"
FRONT = f"{REPORT}fronts/<int:front>/"
DECISIONS = f"{REPORT}decisions/<int:forum>/"

app_name = "documents"
urlpatterns = [
    path(HUB, views.AgreementDocuments.as_view(), name="agreement-documents"),
    path(f"{HUB}as-it-will-read/", views.AgreementPreview.as_view(), name="agreement-preview"),
    path(f"{HUB}draft.pdf", views.AgreementDraft.as_view(), name="agreement-draft"),
    path(f"{HUB}draft.docx", views.AgreementDraft.as_view(as_word=True), name="agreement-draft-word"),
    path(f"{HUB}compare/", views.AgreementCompare.as_view(), name="agreement-compare"),
    path(f"{HUB}comparison.pdf", views.AgreementCompareFile.as_view(), name="agreement-compare-file"),
    path(
        f"{HUB}comparison.docx",
        views.AgreementCompareFile.as_view(as_word=True),
        name="agreement-compare-word",
    ),
    path("variations/<int:key>/variation.pdf", views.VariationFile.as_view(), name="variation-file"),
    path(
        "variations/<int:key>/variation.docx",
        views.VariationFile.as_view(as_word=True),
        name="variation-word",
    ),
    path(f"{HUB}issue/", views.AgreementIssue.as_view(), name="agreement-issue"),
    re_path(
        r"^agreements/(?P<reference>[-\w]+)/documents/issue-(?P<file_format>xlsx|csv)/$",
        views.ScheduleIssue.as_view(),
        name="schedule-issue",
    ),
    path("documents/<int:key>/download/", views.DocumentDownload.as_view(), name="document-download"),
    path("documents/<int:key>/word/", views.DocumentDownload.as_view(as_word=True), name="document-word"),
    path("boards/<int:key>/papers/", views.BoardPaperList.as_view(), name="board-paper-list"),
    path("boards/<int:key>/terms-of-reference/issue/", views.TermsIssue.as_view(), name="terms-issue"),
    path("meetings/<int:key>/agenda/issue/", views.AgendaIssue.as_view(), name="agenda-issue"),
    path("meetings/<int:key>/minutes/issue/", views.MinutesIssue.as_view(), name="minutes-issue"),
    path("board-papers/<int:key>/download/", views.PaperDownload.as_view(), name="board-paper-download"),
    path("board-papers/<int:key>/word/", views.PaperDownload.as_view(as_word=True), name="board-paper-word"),
    path("left/<int:key>/documents/<int:document>/", views.LeftDownload.as_view(), name="left-download"),
    path("bodies/<int:key>/forward-plan.pdf", views.ForwardPlanFile.as_view(), name="forward-plan-download"),
    path("notices/<int:key>/notice.pdf", views.NoticeFile.as_view(), name="notice-download"),
    path("boards/<int:key>/terms-of-reference.pdf", views.BoardTermsFile.as_view(), name="terms-download"),
    path(
        "boards/<int:key>/terms-of-reference.docx",
        views.BoardTermsFile.as_view(as_word=True),
        name="terms-download-word",
    ),
    path("meetings/<int:key>/agenda.pdf", views.AgendaFile.as_view(), name="meeting-agenda-download"),
    path("meetings/<int:key>/minutes.pdf", views.MinutesFile.as_view(), name="meeting-minutes-download"),
    path(
        "meetings/<int:key>/agenda.docx",
        views.AgendaFile.as_view(as_word=True),
        name="meeting-agenda-download-word",
    ),
    path(
        "meetings/<int:key>/minutes.docx",
        views.MinutesFile.as_view(as_word=True),
        name="meeting-minutes-download-word",
    ),
    path(f"{REPORT}draft.pdf", views.ReportDraft.as_view(), name="report-draft"),
    path(f"{REPORT}draft.docx", views.ReportDraft.as_view(as_word=True), name="report-draft-word"),
    path(f"{REPORT}draft-exempt.pdf", views.ReportExemptDraft.as_view(), name="report-exempt-draft"),
    path(
        f"{REPORT}draft-exempt.docx",
        views.ReportExemptDraft.as_view(as_word=True),
        name="report-exempt-draft-word",
    ),
    path(f"{FRONT}draft.pdf", views.ReportDraft.as_view(), name="front-draft"),
    path(f"{FRONT}draft.docx", views.ReportDraft.as_view(as_word=True), name="front-draft-word"),
    path(f"{FRONT}draft-exempt.pdf", views.ReportExemptDraft.as_view(), name="front-exempt-draft"),
    path(
        f"{FRONT}draft-exempt.docx",
        views.ReportExemptDraft.as_view(as_word=True),
        name="front-exempt-draft-word",
    ),
    path(f"{REPORT}compare/", views.ReportCompare.as_view(), name="report-compare"),
    path(f"{DECISIONS}record.pdf", views.DecisionRecordDraft.as_view(), name="report-decisions-draft"),
    path(f"{DECISIONS}issue/", views.DecisionRecordIssue.as_view(), name="report-decisions-issue"),
    path(f"{REPORT}issue/", views.ReportIssue.as_view(), name="report-issue"),
]
