"""Facts put together as trees of blocks: what each document says, in its words and its order."""

from documents.compositions.agreement import agreement_document
from documents.compositions.boards import agenda_document, minutes_document, paper_document, terms_document
from documents.compositions.comparison import comparison_document
from documents.compositions.decisions import decision_record_document
from documents.compositions.notices import notice_document, plan_document
from documents.compositions.report import report_document
from documents.compositions.variation import variation_document

__all__ = [
    "agenda_document",
    "agreement_document",
    "comparison_document",
    "decision_record_document",
    "minutes_document",
    "notice_document",
    "paper_document",
    "plan_document",
    "report_document",
    "terms_document",
    "variation_document",
]
