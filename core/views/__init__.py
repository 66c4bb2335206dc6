from core.views.pages import FormPage, ListPage, Page, RecordList
from core.views.records import RecordAdd, RecordChange, RecordPage, RecordRestore, RecordRetire

__all__ = [
    "FormPage",
    "ListPage",
    "Page",
    "RecordAdd",
    "RecordChange",
    "RecordList",
    "RecordPage",
    "RecordRestore",
    "RecordRetire",
]
