"""The audit history: one `Act` per click, and every changed row stamped with it.

`act()` opens the transaction and the act. Every historical row written inside carries it; a write
outside an act raises `WriteOutsideAct`. What goes past Python the database refuses (see `core.guards`), so
nothing can be changed unaudited.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError, connection, models, transaction
from simple_history.manager import HistoricalQuerySet, HistoryManager
from simple_history.models import HistoricalRecords

from core.guards import OPEN_ACT
from core.logs import note

if TYPE_CHECKING:
    from core.models import Act, Record, User

_open_act: ContextVar[Act | None] = ContextVar("open_act", default=None)
_submission: ContextVar[UUID | None] = ContextVar("submission", default=None)


class WriteOutsideAct(RuntimeError):
    """A record was saved without saying who did it: open `core.history.act` first."""


class AlreadySubmitted(Exception):
    """This form was sent before; `act` is what it did then."""

    def __init__(self, act: Act) -> None:
        super().__init__(act.code)
        self.act = act


class StaleEdit(Exception):
    """Somebody changed the record after this edit was opened."""


def current_act_id() -> int:
    """Key of the open act, the default of every historical row's stamp."""
    opened = _open_act.get()
    if opened is None:
        raise WriteOutsideAct(
            "Open core.history.act(...) around every write, so that the history says who and why."
        )
    return opened.pk


class StampedHistory(models.Model):
    """Base of every historical row: says which act wrote it."""

    act = models.ForeignKey(
        "core.Act", on_delete=models.PROTECT, related_name="+", default=current_act_id, editable=False
    )

    class Meta:
        abstract = True


def _who_acts(**_: Any) -> User | None:
    opened = _open_act.get()
    return opened.by if opened else None


_OfQueries: Any = HistoryManager.from_queryset(HistoricalQuerySet)


class _Manager(_OfQueries):
    """The manager of a history. The library would make its class anew whenever a history is asked for."""

    @classmethod
    def from_queryset(cls, queryset_class: type, class_name: str | None = None) -> type:
        return cls


class History(HistoricalRecords):
    """`history = History()` on a model keeps every version of its rows, stamped with the act."""

    def __init__(self, **options: Any) -> None:
        super().__init__(bases=[StampedHistory], get_user=_who_acts, history_manager=_Manager, **options)


@contextmanager
def act(code: str, *, by: User, at: datetime, why: str = "") -> Iterator[Act]:
    """Open the transaction in which one click does its work, and the line it gets in the history.

    An act opened inside another belongs to it: one click is one line. Name what it concerns with
    `opened.concerns(*agreements)`. Raises `AlreadySubmitted` when the same form was sent before.
    """
    from core.models import Act
    from core.security import of_act

    opened = _open_act.get()
    if opened is not None:
        yield opened
        return
    with transaction.atomic():
        opened = Act(code=code, by=by, at=at, why=why, submission=_submission.get())
        _save_once(opened)
        note(act=opened.pk)
        token = _open_act.set(opened)
        try:
            yield opened
            of_act(opened)
        finally:
            _open_act.reset(token)
        _close()


Listener = Callable[[set[int], datetime], None]
_listeners: list[Listener] = []


def once_committed(listener: Listener) -> Listener:
    """Call this with the keys of the agreements that an act concerned, once it is committed."""
    _listeners.append(listener)
    return listener


class _Telling:
    """Tells the listeners, once, of all that the acts of one transaction concerned."""

    def __init__(self, waiting: set[int], at: datetime) -> None:
        self.waiting = waiting
        self.at = at

    def __call__(self) -> None:
        told = set(self.waiting)
        self.waiting.clear()
        for listener in _listeners if told else ():
            listener(told, self.at)


def tell_once_committed(keys: set[int], *, at: datetime) -> None:
    """Tell the listeners of these agreements when this transaction is committed: once, however many acts.

    What goes wrong there is logged, and does not undo the act. What is rolled back is forgotten.
    """
    before = (function for _, function, *_ in connection.run_on_commit)
    waiting = next((each.waiting for each in before if isinstance(each, _Telling)), set())
    waiting |= keys
    transaction.on_commit(_Telling(waiting, at), robust=True)


def _close() -> None:
    """Tell the database that no act is open any more, should the transaction go on; errors undo it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, '', true)", [OPEN_ACT])


def _save_once(opened: Act) -> None:
    """Save the act; the database refuses a second one of the same submission, even at the same moment."""
    try:
        with transaction.atomic() if opened.submission else nullcontext():
            opened.save(force_insert=True)
    except IntegrityError:
        if earlier := act_of(opened.submission):
            raise AlreadySubmitted(earlier) from None
        raise


def act_of(key: UUID | None) -> Act | None:
    """What was done when the form with this one-time key was sent; None if it was not."""
    from core.models import Act

    return Act.objects.filter(submission=key).first() if key else None


@contextmanager
def submission(key: UUID | None) -> Iterator[None]:
    """Within it, the act carries the one-time key of the form that was sent."""
    token = _submission.set(key)
    try:
        yield
    finally:
        _submission.reset(token)


def next_key(model: type[models.Model]) -> int:
    """The key that the next row of this table gets, taken from its sequence."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [model._meta.db_table])
        return cursor.fetchone()[0]


def version_of(record: Record) -> int:
    """Number of the record's latest version: what an edit form carries to notice a second user."""
    latest = record.history.order_by("-history_id").values_list("history_id", flat=True).first()
    return latest or 0


def lock(record: Record, *, version: int | None = None) -> None:
    """Hold the stored row, and all that it belongs to, until the act ends.

    Raises `StaleEdit` if the row has moved on since `version`.
    """
    lock_above(record)
    type(record)._base_manager.select_for_update().filter(pk=record.pk).order_by("pk").first()
    if version is not None and version_of(record) != version:
        raise StaleEdit


def lock_above(record: Record) -> None:
    """Hold all that the record belongs to, the topmost first, and read it as it is stored now.

    What belongs to one agreement is thus written by one act after another: none is judged by what was true
    before the last, and a document is issued before an act or after it. The lock is the weaker one, which
    lets others refer to the row meanwhile.
    """
    if record.parent_field and record.parent:
        above = record.parent
        lock_above(above)
        rows = type(above)._base_manager.select_for_update(no_key=True)
        above.refresh_from_db(from_queryset=rows)


def lock_order(record: Record) -> None:
    """Where the record stands beneath another of its kind or in a chain, let nobody else place any meanwhile.

    A row lock would not do: a circle can be closed by two acts that hold no row in common.
    """
    is_beneath = record.above_field and getattr(record, f"{record.above_field}_id")
    if is_beneath or record.is_in_a_chain:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [record._meta.db_table])
