"""The Documents tab, issuing, drafts and downloads."""

from documents.views.agreements import (
    AgreementDocuments,
    AgreementDraft,
    AgreementIssue,
    AgreementOf,
    AgreementPreview,
    ScheduleIssue,
)
from documents.views.board_papers import AgendaIssue, BoardPaperList, MinutesIssue, TermsIssue
from documents.views.decisions import DecisionRecordDraft, DecisionRecordIssue, DecisionRecordPage
from documents.views.files import (
    DocumentDownload,
    LeftDownload,
    PaperDownload,
    as_issued,
    draft_answer,
    file_answer,
)
from documents.views.issuing import Issue
from documents.views.papers import (
    PERIOD,
    AgendaFile,
    BoardTermsFile,
    ForwardPlanFile,
    MinutesFile,
    NoticeFile,
)
from documents.views.reports import ReportCompare, ReportDraft, ReportExemptDraft, ReportIssue
from documents.views.variations import AgreementCompare, AgreementCompareFile, VariationFile

__all__ = [
    "AgreementCompare",
    "AgreementCompareFile",
    "VariationFile",
    "AgendaFile",
    "AgendaIssue",
    "AgreementDocuments",
    "AgreementDraft",
    "AgreementIssue",
    "AgreementOf",
    "AgreementPreview",
    "BoardPaperList",
    "BoardTermsFile",
    "DecisionRecordDraft",
    "DecisionRecordIssue",
    "DecisionRecordPage",
    "DocumentDownload",
    "ForwardPlanFile",
    "Issue",
    "LeftDownload",
    "MinutesFile",
    "MinutesIssue",
    "NoticeFile",
    "PERIOD",
    "PaperDownload",
    "ReportCompare",
    "ReportDraft",
    "ReportExemptDraft",
    "ReportIssue",
    "ScheduleIssue",
    "TermsIssue",
    "as_issued",
    "draft_answer",
    "file_answer",
]
