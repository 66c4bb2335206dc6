"""Text as people paste it from Word, an e-mail or a spreadsheet, read as the Markdown that has its shape.

What is kept in the database is what was typed. Each time it is shown, this module finds in it

- lists: "•" and other bullets; "1.", "(2)", "2.3", "(a)", "b)", "(iv)" and, with a tab, "a." and "A.". Each
  keeps the very mark that was typed, and stands beneath the list it interrupts, or as its indent says;
- tables: two lines or more whose cells are parted by tabs. The first is the heading.

Everything else is Markdown already: bold, italic and lines within a cell (`<br>`) are written so when they
are pasted, by static/js/pasted.js. It reads each line once, in time linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# Around the mark of an item, for `core.prose`; no text keeps these two characters for itself.
MARK_BEGINS, MARK_ENDS = "\x02", "\x03"
# How `core.prose` tells a list whose items have their own marks from one of bullets.
MARKED, BULLETED = "-", "*"

# Stands for a bar in the cell of a table.
BAR = "\\|"
DEEPEST = 6
TAB = 4
LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# The last four are how Word writes the bullets of its symbol fonts.
BULLETS = "•●○◦▪▫■□◆◇➢➤►▶‣⁃✓✔\uf0a7\uf0b7\uf0d8\uf0fc"
BULLET = re.compile(rf"(?:(?P<bullet>[{BULLETS}])\s*|(?P<dash>[-*+·–—]|o(?=\t))(?:\s+|$))(?P<rest>.*)")
# Several levels of number only before a tab, two spaces or a capital: "2.5 per cent of it" is none.
MARK = re.compile(
    r"(?P<typed>\(?(?P<number>\d{1,3})[.)]"
    r"|(?P<levels>\d{1,3}(?:\.\d{1,3}){1,5})(?:[.)]|(?=\t|\s\s|\s[A-Z“\"'‘(\[]))"
    r"|\(?(?P<letters>[a-z]{1,7}|[A-Z]{1,7})\)"
    r"|(?P<dotted>[a-z]{1,7}|[A-Z]{1,7})\.(?P<tab>\t)?"
    r")(?:\s+|(?<=\t)|$)(?P<rest>.*)"
)
ROMAN = re.compile(r"(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
# What begins a block of Markdown, and so ends a list.
BLOCK = re.compile(r"#{1,6}(?:\s|$)|\||>")
RULE = re.compile(r"([-*_])(?:[ \t]*\1){2,}")
# What Markdown would take for the beginning of a numbered list.
ORDERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
FIGURE = re.compile(r"[-–−(]?£?[.\d][\d,. ]*(?:m|k|bn|%|\))?|[-–—]|nil", re.IGNORECASE)


@dataclass(frozen=True)
class Shaped:
    """Markdown, and for each of its lines the typed line that it came from."""

    markdown: str
    typed: list[str]
    came_from: list[int]

    def as_typed(self, first: int, end: int) -> str:
        """The typed lines behind these lines of the Markdown."""
        return "\n".join(self.typed[self.came_from[first] : self.came_from[end - 1] + 1])


@dataclass(frozen=True)
class Mark:
    """The mark an item begins with: what kind of list it belongs to, and its place there, as typed."""

    kinds: tuple[tuple[str, int], ...]  # "(i)" may be the first of one kind or the ninth of another
    typed: str  # empty for a bullet
    rest: str
    is_sure: bool = True  # "s. 75" is a mark only where "r." came before

    @property
    def place_one(self) -> str | None:
        """The kind of list that it may be the first of."""
        return next((kind for kind, place in self.kinds if place == 1), None)


@dataclass
class Level:
    """A list that is open: how far it is indented, of which kind it is, and the last item's place."""

    indent: int
    kind: str
    place: int


def rows_in(text: str) -> list[list[str]]:
    """The rows of a table as a spreadsheet or Word gives it: a line each, its cells parted by tabs."""
    lines = LINE_ENDS.sub("\n", text).split("\n")
    return [[cell.strip() for cell in line.split("\t")] for line in lines if line.strip()]


def shaped(text: str) -> Shaped:
    """Return the text as Markdown that keeps the shape it was typed in."""
    typed = LINE_ENDS.sub("\n", text.translate({2: None, 3: None})).split("\n")
    lines: list[str] = []
    came_from: list[int] = []
    for number, line in _Reading(typed).lines():
        lines.append(line)
        came_from.append(number)
    return Shaped("\n".join(lines), typed, came_from)


class _Reading:
    """One reading of a text, line by line, with the lists that are open."""

    def __init__(self, typed: Sequence[str]) -> None:
        self.typed = typed
        self.open: list[Level] = []
        self.after_blank = True
        self.is_tight = False  # whether an item was seen right beneath another

    def lines(self) -> Iterator[tuple[int, str]]:
        """Each line of Markdown, with the number of the line that it came from."""
        number = 0
        while number < len(self.typed):
            if rows := self._table(number):
                yield from self._as_table(number, rows)
                number += len(rows)
                continue
            text = self.typed[number].strip()
            if self.open and BLOCK.match(text):  # else it would be taken for more of the item
                yield number - 1, ""
            yield number, self._line(text, _indent(self.typed[number]))
            self.after_blank = not text
            number += 1

    def _line(self, text: str, indent: int) -> str:
        if not text:
            return ""
        mark = None if RULE.fullmatch(text) else _mark(text)
        if mark and (mark.is_sure or self._follows(mark) is not None or mark.place_one):
            return self._item(mark, indent)
        if BLOCK.match(text) or (self.after_blank and indent < 2):
            self.open.clear()
        while self.after_blank and self.open and indent < self.open[-1].indent + 2:
            self.open.pop()
        return "  " * len(self.open) + _plain(text)

    def _item(self, mark: Mark, indent: int) -> str:
        depth, kind, place = self._place(mark, indent)
        self.is_tight = bool(self.open) and (self.is_tight or not self.after_blank)
        self.open[depth:] = [Level(indent, kind, place)]
        margin = "  " * depth
        if mark.typed:
            return f"{margin}{MARKED} {MARK_BEGINS}{mark.typed}{MARK_ENDS}{mark.rest}"
        return f"{margin}{BULLETED} {_plain(mark.rest)}"

    def _place(self, mark: Mark, indent: int) -> tuple[int, str, int]:
        """How deep an item stands, in which kind of list, and its place there."""
        if (follows := self._follows(mark)) is not None:
            return follows
        while self.open and indent < self.open[-1].indent - 1:
            self.open.pop()
        kinds, first = dict(mark.kinds), mark.place_one
        if (
            self.after_blank
            and self.is_tight
            and indent < 2
            and not kinds.keys() & {o.kind for o in self.open}
        ):
            self.open.clear()  # a list of its own
        if not (self.open and indent >= self.open[-1].indent + 2):
            for depth in reversed(range(len(self.open))):
                kind = self.open[depth].kind
                if kind in kinds and (first is None or kind == first):
                    return depth, kind, kinds[kind]
        kind = first or mark.kinds[0][0]
        return min(len(self.open), DEEPEST - 1), kind, kinds[kind]

    def _follows(self, mark: Mark) -> tuple[int, str, int] | None:
        """Where the item is the next after the last of a list that is open."""
        for depth in reversed(range(len(self.open))):
            level = self.open[depth]
            for kind, place in mark.kinds:
                if kind == level.kind and place == level.place + 1:
                    return depth, kind, place
        return None

    def _table(self, first: int) -> list[list[str]]:
        """The cells of the table that begins with this line; empty where none does."""
        line = self.typed[first]
        if "\t" not in line or _mark(line.strip()):
            return []
        rows: list[list[str]] = []
        for number in range(first, len(self.typed)):
            cells = [cell.strip() for cell in self.typed[number].split("\t")]
            if len(cells) < 2 or not any(cells):
                break
            if rows and not len(cells) <= len(rows[0]) <= 2 * len(cells):
                break
            rows.append(cells)
        named = all(cells[0].endswith(":") for cells in rows)  # "Date:", a tab and the date
        return rows if len(rows) > 1 and not named and len([*filter(None, rows[1])]) > 1 else []

    def _as_table(self, first: int, rows: list[list[str]]) -> Iterator[tuple[int, str]]:
        columns = range(len(rows[0]))
        rows = [[*cells, *[""] * (len(columns) - len(cells))] for cells in rows]
        figures = [
            all(FIGURE.fullmatch(cells[c].strip("*")) or not cells[c] for cells in rows[1:]) for c in columns
        ]
        self.open.clear()
        self.after_blank = True
        yield max(first - 1, 0), ""
        yield first, _row(rows[0])
        yield first, _row("--:" if figures[column] else "---" for column in columns)
        for number, cells in enumerate(rows[1:], first + 1):
            yield number, _row(cells)
        yield first + len(rows) - 1, ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', BAR) for cell in cells)} |"


def _indent(line: str) -> int:
    """How many columns of white space the line begins with."""
    white = line[: len(line) - len(line.lstrip())]
    return len(white) + (TAB - 1) * white.count("\t")


def _plain(text: str) -> str:
    """A line that begins no list: Markdown would count "2003. In that year" as the item of that number."""
    return ORDERED.sub(r"\1\\\2", text, count=1) if ORDERED.match(text) else text


def _mark(text: str) -> Mark | None:
    """The mark with which the line begins."""
    if bullet := BULLET.fullmatch(text):
        kind = bullet["bullet"] or bullet["dash"]
        return Mark((("-" if kind in "-*+" else kind, 0),), "", bullet["rest"])
    found = MARK.fullmatch(text)
    if found is None or not (kinds := _kinds(found)):
        return None
    is_sure = not found["dotted"] or bool(found["tab"])
    if not is_sure and found["dotted"].isupper():
        return None  # the initial of a name
    return Mark(kinds, found["typed"].strip(), found["rest"], is_sure)


def _kinds(mark: re.Match[str]) -> tuple[tuple[str, int], ...]:
    """The kinds of list that have such a mark, and its place in each; letters may be none, as in "(the)"."""
    if number := mark["number"]:
        return ((mark["typed"].replace(number, "1"), int(number)),)
    if levels := mark["levels"]:
        return ((f"level {levels.count('.')}", int(levels.rpartition(".")[2])),)
    letters = mark["letters"] or mark["dotted"]
    places = {"a": _alphabetic(letters.lower()), "i": _roman(letters.lower())}
    look = mark["typed"].strip().replace(letters, "A" if letters.isupper() else "a")
    return tuple((f"{look} {kind}", place) for kind, place in places.items() if place)


def _alphabetic(letters: str) -> int:
    """a is 1, z is 26, aa is 27, bb is 28; 0 for what is none of them."""
    if len(letters) > 2 or len(set(letters)) > 1:
        return 0
    return ord(letters[0]) - ord("a") + 1 + 26 * (len(letters) - 1)


def _roman(letters: str) -> int:
    """iv is 4; 0 for what is no number under 90."""
    if not ROMAN.fullmatch(letters):
        return 0
    values = [{"i": 1, "v": 5, "x": 10, "l": 50}[letter] for letter in letters]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )
