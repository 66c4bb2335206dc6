"""Atom and iCalendar: what is published, for programs that follow it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.utils.feedgenerator import Atom1Feed

from core.calendars import Entry, calendar_bytes
from core.controls import without_controls

ATOM, CALENDAR = "application/atom+xml; charset=utf-8", "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class Item:
    """One thing published: at its address, on its day; `starts_on` and `ends_on` are when it happens."""

    title: str
    address: str
    published_on: date | None
    words: str
    starts_on: date | None = None
    ends_on: date | None = None


def atom(title: str, address: str, own_address: str, items: Iterable[Item]) -> bytes:
    feed = Atom1Feed(title=title, link=address, description=title, feed_url=own_address, language="en-GB")
    for item in items:
        moment = _midnight(item.published_on or item.starts_on or date(1970, 1, 1))
        feed.add_item(
            title=without_controls(item.title),
            link=item.address,
            description=without_controls(item.words),
            unique_id=item.address,
            pubdate=moment,
            updateddate=moment,
        )
    written: str = feed.writeString("utf-8")
    return written.encode()


def calendar(title: str, items: Iterable[Item], *, at: datetime) -> bytes:
    """What has a day."""
    entries = (
        Entry(item.address, item.title, item.address, item.starts_on, item.ends_on, item.words)
        for item in items
        if item.starts_on
    )
    return calendar_bytes(title, entries, at=at)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
