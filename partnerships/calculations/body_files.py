"""A file of bodies, read as rows: what could not be read of one is told at that row."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from io import StringIO

from core.dates import LAST_DAY, LONG_AGO
from core.folding import fold
from core.spreadsheet import STARTS_A_FORMULA

COLUMNS = ("code", "name", "kind", "opened", "closed", "successor", "type")
NEEDED = ("code", "name", "kind")
MOST_BYTES = 500_000
MOST_ROWS = 2_000
LONGEST_CELL = 1_000
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%Y%m%d", "%d %B %Y", "%d %b %Y")
GSS = re.compile(r"[A-Z]\d{8}")
ODS = re.compile(r"[A-Z0-9]{3,10}")
NOT_TEXT = (b"PK", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"%PDF", b"7z\xbc\xaf", b"BZh")


class NotRead(ValueError):
    """The file as a whole cannot be read; the message says why, and what to do."""


@dataclass
class BodyRow:
    """One row as it was read, and what is wrong with it; `successors` are codes."""

    number: int
    code: str = ""
    name: str = ""
    kind: str = ""
    opened_on: date | None = None
    closed_on: date | None = None
    successors: list[str] = field(default_factory=list)
    type: str = ""
    errors: list[str] = field(default_factory=list)

    @property
    def is_gss(self) -> bool:
        return bool(GSS.fullmatch(self.code))


def text_of(content: bytes) -> str:
    """The text of a file in UTF-8, with or without a byte order mark. Raises `NotRead`."""
    if len(content) > MOST_BYTES:
        raise NotRead(
            f"The file is larger than {MOST_BYTES // 1000} kB. Split it, and import the parts in turn"
        )
    if content.startswith(NOT_TEXT) or b"\0" in content:
        raise NotRead(
            "This is no CSV file, whatever its name says: it looks like a spreadsheet or an archive. "
            "Open it in your spreadsheet and save it as “CSV UTF-8”"
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise NotRead(
            f"Line {line} is not in UTF-8, so letters with accents would be lost. "
            "Save the file as “CSV UTF-8” and choose it again"
        ) from None


def bodies_in(text: str) -> list[BodyRow]:
    """The rows of the file, each with what is wrong in it by itself. Raises `NotRead`."""
    lines = list(_lines(text))
    if not lines:
        raise NotRead("The file is empty")
    columns = _columns(lines[0][1])
    rows = [
        _row(number, dict(zip(columns, cells, strict=False)), len(cells) > len(columns))
        for number, cells in lines[1:]
    ]
    if not rows:
        raise NotRead("The file has no row but the names of its columns")
    _same_code_twice(rows)
    _in_a_circle(rows)
    return rows


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        for count, cells in enumerate(line for line in reader if any(cell.strip() for cell in line)):
            if count > MOST_ROWS:
                raise NotRead(
                    f"The file has more than {MOST_ROWS:,} rows. Split it, and import the parts in turn"
                )
            yield reader.line_num, [_plain(cell) for cell in cells]
    except csv.Error as error:
        raise NotRead(f"Line {reader.line_num} cannot be read as CSV: {error}") from None


def _plain(cell: str) -> str:
    """The text of a cell. What looks like a formula is text; the mark our own files put before one goes."""
    text = cell.strip()
    return text[1:] if text.startswith("'") and STARTS_A_FORMULA.match(text[1:]) else text


def _columns(heading: Sequence[str]) -> list[str]:
    names = [fold(name) for name in heading]
    if unknown := [name for name in names if name not in COLUMNS]:
        raise NotRead(f"“{unknown[0][:40]}” is none of the columns. They are: {', '.join(COLUMNS)}")
    if missing := [name for name in NEEDED if name not in names]:
        raise NotRead(f"The column {missing[0]} is missing. The first row must name: {', '.join(COLUMNS)}")
    if len(set(names)) < len(names):
        raise NotRead("The first row names a column twice")
    return names


def _row(number: int, cells: dict[str, str], has_more: bool) -> BodyRow:
    row = BodyRow(number, code=cells.get("code", "").upper(), name=cells.get("name", ""))
    row.kind, row.type = cells.get("kind", ""), fold(cells.get("type", ""))
    row.successors = [code.upper() for code in re.split(r"[;\s]+", cells.get("successor", "")) if code]
    if has_more:
        row.errors.append("it has more cells than there are columns")
    if any(len(cell) > LONGEST_CELL for cell in cells.values()):
        row.errors.append(f"a cell is longer than {LONGEST_CELL:,} characters")
    for name, value in (("code", row.code), ("name", row.name), ("kind", row.kind)):
        if not value:
            row.errors.append(f"the {name} is missing")
    if row.code and not (GSS.fullmatch(row.code) or ODS.fullmatch(row.code)):
        row.errors.append(f"“{row.code[:20]}” is no ODS code like 5LE, nor a GSS code like E09000028")
    for name in ("opened", "closed"):
        setattr(row, f"{name}_on", _day(row, name, cells.get(name, "")))
    if row.opened_on and row.closed_on and row.closed_on < row.opened_on:
        row.errors.append("it closed before it opened")
    if row.successors and not row.type:
        row.errors.append("the type of the succession is missing")
    if row.code in row.successors:
        row.errors.append("a body cannot follow itself")
    return row


def _day(row: BodyRow, name: str, typed: str) -> date | None:
    if not typed:
        return None
    day = next(filter(None, (_read(typed, shape) for shape in DAYS)), None)
    if day is None or not LONG_AGO <= day <= LAST_DAY:
        row.errors.append(f"{name}: “{typed[:20]}” is no day like 2013-04-01 or 1/4/2013")
        return None
    return day


def _read(typed: str, shape: str) -> date | None:
    try:
        return datetime.strptime(typed, shape).replace(tzinfo=UTC).date()
    except ValueError:
        return None


def _same_code_twice(rows: Sequence[BodyRow]) -> None:
    first: dict[str, int] = {}
    for row in rows:
        if row.code and first.setdefault(row.code, row.number) != row.number:
            row.errors.append(f"row {first[row.code]} has the code {row.code} too")


def _in_a_circle(rows: Sequence[BodyRow]) -> None:
    """Tell of each row whose body comes before itself by way of others of the file. Linear in the rows."""
    after = {row.code: row.successors for row in rows}
    waiting = dict.fromkeys(after, 0)
    for successors in after.values():
        for code in successors:
            if code in waiting:
                waiting[code] += 1
    free = [code for code, count in waiting.items() if not count]
    while free:
        for code in after[free.pop()]:
            if code in waiting:
                waiting[code] -= 1
                if not waiting[code]:
                    free.append(code)
    for row in rows:
        if waiting.get(row.code) and row.code not in row.successors and _leads_to_itself(row.code, after):
            row.errors.append("it comes before itself, by way of others that follow it")


def _leads_to_itself(code: str, after: dict[str, list[str]]) -> bool:
    passed: set[str] = set()
    ahead = list(after[code])
    while ahead:
        here = ahead.pop()
        if here == code:
            return True
        if here not in passed:
            passed.add(here)
            ahead += after.get(here, ())
    return False
