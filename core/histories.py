"""Which acts stand in which history: those on a record and on what belongs to it, or all that somebody reads.

Every row of every table of history stands in one that the right people can read; `tests/test_histories.py`
holds this of each model. What an act did is read by `core.timeline`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from core.history import StampedHistory
from core.models import Act, Record, User
from core.timeline import Entry, timeline


def acts_on(record: Record, *, seen_by: User) -> QuerySet[Act]:
    """Every act on the record and on what belongs to it, as far as the user may read it; the latest first."""
    beneath = dict(_beneath(type(record)))
    rows = [
        model.history.filter(**{path: record.pk}, id__in=_seen(model, seen_by))
        for model, paths in beneath.items()
        for path in paths
    ]
    people = User.history.filter(id__in=record.people()).filter(id__in=_seen(User, seen_by))
    return _latest([*rows, people])


def acts_on_no_agreement(*, seen_by: User) -> QuerySet[Act]:
    """Every act that stands on no agreement's timeline and of which the user may read what it changed."""
    histories: Iterable[Any] = (model for model in apps.get_models() if issubclass(model, StampedHistory))
    rows = [history.objects.filter(id__in=_seen(history.instance_type, seen_by)) for history in histories]
    return _latest(rows).filter(agreements=None)


def act_of_key(key: int, *, seen_by: User) -> tuple[Entry, list[Any]] | None:
    """The act with what it changed, and the agreements that it concerns, as far as the user may read them.

    None where there is no such act, or nothing of it is theirs to read.
    """
    found = Act.objects.filter(pk=key).select_related("by").first()
    if found is None:
        return None
    agreements: Any = found.agreements
    seen = list(agreements.visible_to(seen_by))
    [entry] = timeline([found], seen_by=seen_by)
    return (entry, seen) if seen or entry.changes else None


def _seen(model: Any, user: User) -> QuerySet[Any]:
    return model.objects.history_seen_by(user).values("pk")


def _latest(rows: list[QuerySet[Any]]) -> QuerySet[Act]:
    stamps = [each.order_by().values("act") for each in rows]
    return Act.objects.filter(pk__in=stamps[0].union(*stamps[1:])).select_related("by")


def _beneath(model: type[Record], path: str = "id") -> Iterator[tuple[type[Record], list[str]]]:
    """The model and each whose records belong to its own, with the lookups from those to the record."""
    found: dict[type[Record], list[str]] = {model: [path]}
    for child in (each for each in apps.get_models() if issubclass(each, Record)):
        for name in (child.parent_field, *child.stands_also_with):
            if name and child._meta.get_field(name).related_model is model:
                for kind, paths in _beneath(child, name if path == "id" else f"{name}__{path}"):
                    found.setdefault(kind, []).extend(paths)
    yield from found.items()
