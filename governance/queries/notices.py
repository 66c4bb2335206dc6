"""Notices before decisions, and the forward plan that they make up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from core.dates import in_words
from core.models import User
from governance.calculations.notice_contents import PLAN, UNTIL_2012
from governance.models import CabinetReport, Forum, Notice, OwnField, OwnValue
from partnerships.models import Body


def notices_of(body: Body, *, seen_by: User) -> Any:
    """The body's notices that the user may see, retired ones too, by the day of the decision."""
    seen = Notice.objects.visible_to(seen_by).filter(forum__body=body)
    return seen.select_related("forum__body", "report", "retired_by")


def forums_that_give_notice(body: Body) -> list[Forum]:
    return list(body.forums.not_retired())


def report_seen(notice: Notice, *, by: User) -> CabinetReport | None:
    """The report that the notice names, if the user may see it."""
    if notice.report_id is None:
        return None
    return CabinetReport.objects.visible_to(by).filter(pk=notice.report_id).first()


@dataclass(frozen=True)
class NoticeSays:
    """A notice as it is printed: `contents` are (what, answer), a day in words and a text as it was typed."""

    key: int
    kind: str
    kind_label: str
    matter: str
    is_key: bool
    forum: str
    body: str
    decides_alone: bool
    members: str
    documents_at: str
    documents_by: str
    due: str
    due_from_on: date | None
    published_on: date | None
    contents: tuple[tuple[str, str], ...]
    own: tuple[tuple[str, str], ...]  # what its report says in the council's own fields
    follows_2012: bool


@dataclass(frozen=True)
class PlanSays:
    """A forward plan: its entries, and what its forums say for all of them."""

    body: str
    on: date
    period: str
    follows_2012: bool
    entries: tuple[NoticeSays, ...]
    forums: tuple[tuple[str, str, str, str], ...]  # name, who sits on it, where documents are, how to ask


OF_THE_FORUM = ("members", "documents_at", "documents_by")
SAID_APART = ("matter", "due_from_on", "due_to_on", *OF_THE_FORUM)


def with_own_values(notices: Any) -> Any:
    """Each with what its report says in fields that the council shows on the plan."""
    shown = OwnValue.objects.not_retired().filter(
        field__shown_on__in=(OwnField.ShownOn.PLAN, OwnField.ShownOn.BOTH), field__retired_at=None
    )
    values = Prefetch("report__own_values", shown.select_related("field"), to_attr="on_the_plan")
    return notices.select_related("report").prefetch_related(values)


def in_full(notice: Notice) -> Notice:
    """The notice again, with all that is printed of it."""
    read: Notice = with_own_values(Notice.objects.select_related("forum__body")).get(pk=notice.pk)
    return read


def notice_says(notice: Notice) -> NoticeSays:
    """Everything printed of it; what a report says in own fields is not, where the whole report is exempt."""
    report = notice.report if notice.kind == PLAN else None
    is_open = report is not None and not (report.is_retired or report.is_wholly_exempt)
    of_this = getattr(report, "on_the_plan", ()) if is_open else ()
    own_values = [each for each in of_this if each.field.body_id == notice.forum.body_id]
    said = [
        (content.label, in_words(answer) if isinstance(answer, date) else str(answer))
        for content, answer in notice.contents
        if content.field not in SAID_APART
    ]
    return NoticeSays(
        key=notice.pk,
        kind=notice.kind,
        kind_label=notice.get_kind_display(),
        matter=notice.matter,
        is_key=notice.is_key,
        forum=notice.forum.name,
        body=notice.forum.body.name,
        decides_alone=notice.forum.decides_alone,
        members=notice.forum.members,
        documents_at=notice.forum.documents_at if notice.kind == PLAN else "",
        documents_by=notice.forum.documents_by if notice.kind == PLAN else "",
        due=notice.due_in_words,
        due_from_on=notice.due_from_on,
        published_on=notice.published_on,
        contents=tuple(said),
        own=tuple((each.field.label, each.value) for each in own_values),
        follows_2012=follows_2012(notice.is_of),
    )


def follows_2012(day: date | None) -> bool:
    """Whether a plan of that day follows the Regulations of 2012: before them, those of 2000."""
    return day is None or day not in UNTIL_2012


def plan_says(body: Body, notices: Any, *, on: date, period: str) -> PlanSays:
    """The entries among these notices that were published, as one document."""
    entries = [notice_says(each) for each in notices if each.kind == PLAN and each.published_on]
    forums = {each.forum_id: each.forum for each in notices if each.kind == PLAN and each.published_on}
    first = next((each.due_from_on for each in entries if each.due_from_on), on)
    return PlanSays(
        body=body.name,
        on=on,
        period=period,
        follows_2012=follows_2012(first),
        entries=tuple(entries),
        forums=tuple(
            (each.name, "" if each.decides_alone else each.members, each.documents_at, each.documents_by)
            for each in forums.values()
        ),
    )
