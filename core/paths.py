"""The addresses every record has."""

from __future__ import annotations

from django.urls import URLPattern, path

from core.forms.records import RecordForm
from core.models import Record
from core.permissions import Permission
from core.views import RecordAdd, RecordChange, RecordHistory, RecordRestore, RecordRetire


def record_paths(
    plural: str,
    form_class: type[RecordForm],
    permission: Permission,
    *,
    beneath: str = "",
    add: type[RecordAdd] = RecordAdd,
    change: type[RecordChange] = RecordChange,
    retire: type[RecordRetire] = RecordRetire,
    restore: type[RecordRestore] = RecordRestore,
) -> list[URLPattern]:
    """Add, change, retire and restore pages of a record: `party-add`, `party-change` …

    `beneath` is the address of its parent, with `<…:parent>` in it; none for a record without one.
    """
    model = form_class._meta.model
    name = model.noun().replace(" ", "-")
    form = {"form_class": form_class, "permission_required": permission}
    only = {"model": model, "permission_required": permission}
    return [
        path(f"{beneath}{plural}/add/", add.as_view(**form), name=f"{name}-add"),
        path(f"{plural}/<int:key>/change/", change.as_view(**form), name=f"{name}-change"),
        path(f"{plural}/<int:key>/retire/", retire.as_view(**only), name=f"{name}-retire"),
        path(f"{plural}/<int:key>/restore/", restore.as_view(**only), name=f"{name}-restore"),
    ]


def history_path(plural: str, model: type[Record]) -> URLPattern:
    """The history of a record and of all that belongs to it: `board-history`. An agreement has its own."""
    name = model.noun().replace(" ", "-")
    return path(f"{plural}/<int:key>/history/", RecordHistory.as_view(model=model), name=f"{name}-history")
