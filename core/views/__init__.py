from core.views.pages import FormPage, ListPage, Page
from core.views.records import RecordAdd, RecordChange, RecordPage, RecordRestore, RecordRetire

__all__ = [
    "FormPage",
    "ListPage",
    "Page",
    "RecordAdd",
    "RecordChange",
    "RecordPage",
    "RecordRestore",
    "RecordRetire",
]
