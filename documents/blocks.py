"""What documents are made of: a closed set of values, put together as a tree.

`documents.compositions` makes a tree from facts; `documents.trees.finished` numbers it and resolves its
references; then a renderer shows it: templates/documents/blocks.html for the page and the PDF,
`documents.word` as a Word file, `documents.plain` as text. All of them read the same finished tree, so they
say the same words.

A reference names the key of what it points to, never its number: `Reference("schedule-parties")` is printed
as "Schedule 1" for as long as that is where the parties stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from governance.calculations.charts import Chart

# Words within a line


@dataclass(frozen=True)
class Strong:
    words: Words


@dataclass(frozen=True)
class Emphasis:
    words: Words


@dataclass(frozen=True)
class Code:
    text: str


@dataclass(frozen=True)
class Link:
    address: str
    words: Words


@dataclass(frozen=True)
class Small:
    """An aside in smaller type."""

    words: Words


@dataclass(frozen=True)
class Missing:
    """Says that something is not there yet."""

    words: Words


@dataclass(frozen=True)
class Break:
    """The end of a line."""


@dataclass(frozen=True)
class Reference:
    """The number of another block: `to` is its key; `text` is set when the tree is finished."""

    to: str
    text: str = ""


type Inline = str | Strong | Emphasis | Code | Link | Small | Missing | Break | Reference
type Words = Inline | tuple[Words, ...]


# Blocks


class Look(StrEnum):
    """How a paragraph or a box looks: the name of its style."""

    PLAIN = "plain"
    MISSING = "missing"
    TABLE_NOTE = "table-note"
    LABEL = "organisation"
    SUBTITLE = "subtitle"
    RESTRICTION = "restriction"
    EXEMPT_MARK = "exempt-mark"
    ADVICE = "advice-of"
    WARNING = "does-not-add-up"
    # boxes
    SUMMARY = "summary"
    BOXED = "boxed"
    EXEMPT_NOTICE = "exempt-notice"
    HEADER_BOX = "header-box"
    MASTHEAD = "masthead"


class Kind(StrEnum):
    """What a section is to its document; a clause, a schedule and an annex are referred to by number."""

    SECTION = "section"
    CLAUSE = "clause"
    SCHEDULE = "schedule"
    ANNEX = "annex"
    PART = "part"


@dataclass(frozen=True)
class Paragraph:
    words: Words
    look: Look = Look.PLAIN


@dataclass(frozen=True)
class Heading:
    """A heading that was typed within a text; `depth` counts from 1 beneath the section it stands in."""

    words: Words
    depth: int = 1


@dataclass(frozen=True)
class Numbered:
    """A paragraph, with what hangs on it, under a number.

    `counted`: it takes the next number of its clause. Otherwise `number` is printed as it is. `depth` 2 and 3
    are (a) and (i). One that `leads` stays on the page of what follows it.
    """

    content: Blocks
    number: str = ""
    counted: bool = False
    depth: int = 1
    leads: bool = False
    key: str = ""


@dataclass(frozen=True)
class Term:
    """A section of a board's terms of reference, under the number it was published with."""

    number: str
    title: str
    content: Blocks
    depth: int = 1


@dataclass(frozen=True)
class Item:
    """An item of a list; `mark` is its own, as it was typed: "(a)"."""

    content: Blocks
    mark: str = ""


@dataclass(frozen=True)
class Items:
    """A list: of bullets, of numbers from `start`, or of items with marks of their own."""

    items: tuple[Item, ...]
    start: int | None = None


@dataclass(frozen=True)
class Quotation:
    content: Blocks


@dataclass(frozen=True)
class Rule:
    """A line across."""


@dataclass(frozen=True)
class Column:
    """`numeric` holds figures; the words of a `short` one stay on one line."""

    heading: Words
    numeric: bool = False
    short: bool = False


@dataclass(frozen=True)
class Row:
    """`kind` is "row", "subtotal", "total", or "group": a heading over the rows that follow, in one cell."""

    cells: tuple[Blocks, ...]
    kind: str = "row"


@dataclass(frozen=True)
class Table:
    """`headed`: the first cell of each row is its heading."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    headed: bool = True
    look: str = ""


@dataclass(frozen=True)
class Particulars:
    """Labels and what they say."""

    rows: tuple[tuple[str, Blocks], ...]
    caption: str = ""


@dataclass(frozen=True)
class Figure:
    """A structure chart, with the list beneath it that says the same; Word shows only the list."""

    chart: Chart
    caption: str
    content: Blocks


@dataclass(frozen=True)
class Box:
    """Blocks set apart; `again` repeats a head, and begins no page and no outline."""

    content: Blocks
    look: Look


@dataclass(frozen=True)
class Title:
    """The document's title, where it stands in a report's head; `again` where a later part repeats it."""

    words: str
    again: bool = False


@dataclass(frozen=True)
class TitleBand:
    """The title between two lines, with whose report it is."""

    title: Title
    beneath: str = ""


@dataclass(frozen=True)
class Letterhead:
    """A council's name beside the wards that are affected, where the report names them."""

    council: str
    label: str
    wards: str


@dataclass(frozen=True)
class Signature:
    """Where one party signs by hand."""

    party: str
    place: str = ""


@dataclass(frozen=True)
class Section:
    """A heading and what stands beneath it; without a title, only what stands there.

    Clauses and schedules take their numbers when the tree is finished. One with a title and no content is
    left out.
    """

    title: str
    content: Blocks
    kind: Kind = Kind.SECTION
    number: str = ""
    key: str = ""
    code: str = ""
    begins_page: bool = False
    in_contents: bool = False
    capitals: bool = False  # its heading is printed in capitals


@dataclass(frozen=True)
class Entry:
    key: str
    number: str
    text: str


@dataclass(frozen=True)
class Contents:
    """A list of the sections that say `in_contents`, with their pages; filled when the tree is finished."""

    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Cover:
    """The first page: every party with what it is to the agreement, and the particulars at its foot."""

    organisation: str
    title: str
    subtitle: str
    parties: tuple[tuple[str, str], ...]
    particulars: Particulars


type Block = (
    Paragraph
    | Heading
    | Numbered
    | Term
    | Items
    | Quotation
    | Rule
    | Table
    | Particulars
    | Box
    | Figure
    | Title
    | TitleBand
    | Letterhead
    | Signature
    | Section
    | Contents
    | Cover
)
type Blocks = tuple[Block, ...]


@dataclass(frozen=True)
class Margins:
    """What stands in the margins of every page of the PDF."""

    reference: str
    version: str
    footer: str
    seal: str
    status: str  # "DRAFT", or nothing
    not_for_publication: str = ""  # under which paragraphs; every page then says so, with the reason
    reason: str = ""


@dataclass(frozen=True)
class Document:
    """A whole document; `name` is what a reader's window calls it."""

    name: str
    margins: Margins
    content: Blocks
