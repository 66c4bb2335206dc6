from core.views.histories import History, RecordHistory
from core.views.pages import FormPage, ListPage, NotAsItStands, Page, RecordList
from core.views.records import (
    RecordAdd,
    RecordChange,
    RecordPage,
    RecordRestore,
    RecordRetire,
    refuse_if_retired,
)

__all__ = [
    "FormPage",
    "History",
    "ListPage",
    "NotAsItStands",
    "Page",
    "RecordAdd",
    "RecordChange",
    "RecordHistory",
    "RecordList",
    "RecordPage",
    "RecordRestore",
    "RecordRetire",
    "refuse_if_retired",
]
