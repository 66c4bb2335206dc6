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
from core.views.submissions import NotSaved

__all__ = [
    "FormPage",
    "History",
    "ListPage",
    "NotAsItStands",
    "NotSaved",
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
