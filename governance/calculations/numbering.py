"""How the paragraphs of a report are numbered: each paragraph has one number, lists stay within."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.prose import blocks

BUDGET_TABLE_MARK = "[budget table]"


class Style(StrEnum):
    """The values of governance.models.Numbering."""

    CONTINUOUS = "continuous"
    BY_SECTION = "by_section"
    NONE = "none"


class Kind(StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    BUDGET_TABLE = "budget_table"


@dataclass(frozen=True)
class Item:
    """One numbered paragraph with what hangs on it, a heading within a section, or the place of the table.

    `text` is Markdown; `number` is empty where there is none.
    """

    kind: Kind
    number: str
    text: str


class Numbers:
    """Counts the headings and paragraphs of one part as its layout numbers them, from its first to its last.

    By section, headings number within headings, and paragraphs within the last heading that has a number:
    2, 2.1, 2.1.1. `first` stands before them all: of "2" come 2.1, 2.2.
    """

    def __init__(self, style: str, first: str = "") -> None:
        self.style, self.first = Style(style), first
        self._counted: list[int] = []
        self._depth = 0

    def heading(self, level: int) -> str:
        """The number of the next heading of that level, from 1."""
        if self.style != Style.BY_SECTION:
            return ""
        self._depth = min(level, self._depth + 1)
        return self._next(self._depth)

    def paragraph(self) -> str:
        """The number of the next paragraph."""
        if self.style == Style.NONE:
            return ""
        return self._next(self._depth + 1)

    def _next(self, depth: int) -> str:
        counted = [*self._counted[:depth], *[0] * (depth - len(self._counted))]
        counted[-1] += 1
        self._counted = counted
        return ".".join(filter(None, (self.first, *map(str, counted))))


def paragraphs_of(text: str, numbers: Numbers | None) -> tuple[Item, ...]:
    """The text as numbered paragraphs; `numbers=None` leaves them without.

    A list, table or quotation belongs to the paragraph before it. A list with numbers or letters of its own
    that follows none is given no second number. The mark [budget table] on a line of its
    own is the place of the agreement's table.
    """
    items: list[Item] = []
    for block in blocks(text):
        if block.is_heading:
            items.append(Item(Kind.HEADING, "", block.text))
        elif block.is_paragraph and block.text.strip().lower() == BUDGET_TABLE_MARK:
            items.append(Item(Kind.BUDGET_TABLE, "", ""))
        elif block.is_paragraph or not items or items[-1].kind != Kind.PARAGRAPH:
            number = numbers.paragraph() if numbers and not block.has_marks else ""
            items.append(Item(Kind.PARAGRAPH, number, block.text))
        else:
            last = items.pop()
            items.append(Item(Kind.PARAGRAPH, last.number, f"{last.text}\n\n{block.text}"))
    return tuple(items)


ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def roman(number: int) -> str:
    """4 as iv, for the items of a list of any length; ValueError below 1."""
    if number < 1:
        raise ValueError(f"{number} is below 1")
    text = ""
    for value, letters in ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text


def letters(number: int) -> str:
    """3 as c, 27 as aa, for the items of a list of any length; ValueError below 1."""
    if number < 1:
        raise ValueError(f"{number} is below 1")
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = f"{chr(ord('a') + rest)}{text}"
    return text
