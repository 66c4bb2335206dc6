"""The only door to iCalendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from icalendar import Calendar, Event

from core.dates import ONE_DAY


@dataclass(frozen=True)
class Entry:
    """One thing on a day or on several, the last included; `uid` names it for good."""

    uid: str
    title: str
    address: str
    starts_on: date
    ends_on: date | None = None
    words: str = ""


def calendar_bytes(title: str, entries: Iterable[Entry], *, at: datetime) -> bytes:
    """A calendar of whole days."""
    calendar = Calendar()
    calendar.add("prodid", "-//Common Purse//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    for entry in entries:
        event = Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", at)
        event.add("dtstart", entry.starts_on)
        # The end of a calendar's event is the day after its last.
        event.add("dtend", (entry.ends_on or entry.starts_on) + ONE_DAY)
        event.add("summary", entry.title)
        if entry.words:
            event.add("description", entry.words)
        event.add("url", entry.address)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
