"""The days of meetings, notices, reports, decisions and what follows from them, for a calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Cast, Left
from django.urls import reverse

from core.dates import Period
from core.days import Asked, Dated, source_of_days
from core.models import User
from core.permissions import Permission
from governance.models import (
    Advice,
    CabinetReport,
    FollowUp,
    Meeting,
    MeetingAction,
    Notice,
)
from governance.models.reports import OPEN_STATUSES

LONGEST_TITLE = 200


@dataclass(frozen=True)
class Rows:
    """Rows with a day: `title` is made of these fields; more stands on `page`, by the key `named_by`."""

    kind: str
    found: Callable[[User], Any]
    day: str
    title: tuple[str, ...]
    page: str
    named_by: str
    permission: Permission
    is_due: bool = False


def _reports(user: User) -> Any:
    return CabinetReport.objects.not_retired().filter(status__in=OPEN_STATUSES).visible_to(user)


def _meetings(user: User) -> Any:
    found = Meeting.objects.not_retired().visible_to(user).exclude(status=Meeting.Status.CANCELLED)
    return found.filter(board__retired_at=None)


def _actions(user: User) -> Any:
    found = MeetingAction.objects.not_retired().visible_to(user).filter(done_on=None)
    return found.filter(meeting__retired_at=None, meeting__board__retired_at=None)


def _advice(user: User) -> Any:
    return Advice.objects.asked_of(user)


def _notices(user: User) -> Any:
    return Notice.objects.not_retired().visible_to(user)


def _follow_ups(user: User) -> Any:
    found = FollowUp.objects.not_retired().visible_to(user).filter(done_on=None)
    return found.filter(decision__retired_at=None)


BOARDS, REPORTS, DECISIONS = Permission.CHANGE_BOARDS, Permission.CHANGE_REPORTS, Permission.RECORD_DECISIONS
ADVICE = Permission.GIVE_ADVICE
DAYS = (
    Rows("Meeting of a board", _meetings, "held_on", ("board__name",), "meeting", "pk", BOARDS),
    Rows(
        *("Action of a meeting", _actions, "due_on", ("text", "meeting__board__name")),
        *("meeting", "meeting", BOARDS, True),
    ),
    Rows("Notice of a decision", _notices, "due_from_on", ("matter",), "notice", "pk", REPORTS),
    Rows(
        *("Meeting that decides on a report", _reports, "meeting_on", ("reference", "title")),
        *("report", "reference", REPORTS),
    ),
    Rows(
        *("Advice wanted", _advice, "due_on", ("report__reference", "post")),
        *("report", "report__reference", ADVICE, True),
    ),
    Rows(
        *("Follow up of a decision", _follow_ups, "due_on", ("what", "owner_post")),
        *("decision", "decision", DECISIONS, True),
    ),
)


@source_of_days(*(rows.kind for rows in DAYS))
def days_of_governance(user: User, asked: Asked) -> Iterator[Dated]:
    """The days of boards and reports that the user may see, all kinds in one query."""
    wanted = [
        _named(number, rows, user, asked.period)
        for number, rows in enumerate(DAYS)
        if (rows.is_due or not asked.due) and asked.kind in ("", rows.kind)
    ]
    if not wanted:
        return
    first, *rest = (rows.order_by(F("day"), "pk")[: asked.most] for rows in wanted)
    for number, key, on, title, named_by in first.union(*rest, all=True).order_by() if rest else first:
        rows = DAYS[number]
        url = reverse(f"governance:{rows.page}", args=[named_by])
        shown = title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE]}…"
        yield Dated(f"{rows.page}-{rows.day}-{key}", on, rows.kind, shown, url, rows.is_due, rows.permission)


def _named(number: int, rows: Rows, user: User, period: Period) -> Any:
    """One kind of them, in columns that all kinds share."""
    found = rows.found(user).filter(**{f"{rows.day}__lte": period.ends_on}).order_by()
    if period.starts_on:
        found = found.filter(**{f"{rows.day}__gte": period.starts_on})
    title = Func(Value(", "), *rows.title, function="concat_ws", output_field=TextField())
    found = found.annotate(day=F(rows.day))
    return found.values_list(
        Value(number), "pk", "day", Left(title, LONGEST_TITLE + 1), Cast(rows.named_by, TextField())
    )
