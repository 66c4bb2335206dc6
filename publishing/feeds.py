"""Atom and iCalendar: what is published, for programs that follow it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils.feedgenerator import Atom1Feed

ATOM, CALENDAR = "application/atom+xml; charset=utf-8", "text/calendar; charset=utf-8"
LONGEST_LINE = 75  # octets, by RFC 5545


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
            title=item.title,
            link=item.address,
            description=item.words,
            unique_id=item.address,
            pubdate=moment,
            updateddate=moment,
        )
    written: str = feed.writeString("utf-8")
    return written.encode()


def calendar(title: str, items: Iterable[Item], *, at: datetime) -> bytes:
    """What has a day, as whole days: the last one of a calendar is the day after."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Common Purse//EN", f"X-WR-CALNAME:{_text(title)}"]
    for item in items:
        if item.starts_on:
            ends_on = (item.ends_on or item.starts_on) + timedelta(days=1)
            lines += [
                "BEGIN:VEVENT",
                f"UID:{item.address}",
                f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
                f"DTSTART;VALUE=DATE:{item.starts_on:%Y%m%d}",
                f"DTEND;VALUE=DATE:{ends_on:%Y%m%d}",
                f"SUMMARY:{_text(item.title)}",
                f"DESCRIPTION:{_text(item.words)}",
                f"URL:{item.address}",
                "END:VEVENT",
            ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _text(words: str) -> str:
    for special in ("\\", ";", ","):
        words = words.replace(special, f"\\{special}")
    return words.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, each after the first beginning with a space."""
    pieces: list[str] = []
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > LONGEST_LINE - bool(pieces):
            pieces.append(piece)
            piece = ""
        piece += letter
    return "\r\n ".join([*pieces, piece])
