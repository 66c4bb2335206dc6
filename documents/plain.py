"""A finished tree as plain text: for comparing two documents, and for what has no other way to show one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from documents.blocks import (
    Block,
    Blocks,
    Box,
    Contents,
    Cover,
    Document,
    Figure,
    Heading,
    Items,
    Letterhead,
    Numbered,
    Paragraph,
    Particulars,
    Quotation,
    Row,
    Section,
    Signature,
    Table,
    Term,
    Title,
    TitleBand,
)
from documents.trees import number_shown, plain, title_shown

BULLET = "•"
CONTENTS = "Contents"
SIGNATURE_LINES = ("Name", "Post", "Date")


def as_text(document: Document) -> str:
    """Every word of the document but those in its margins, a paragraph or a row of a table on each line."""
    return "\n".join(line for line in _lines(document.content) if line) + "\n"


def _lines(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterable[str]:
    match block:
        case Paragraph() | Heading():
            return [plain(block.words)]
        case Numbered():
            return _beside(block.number, block.content)
        case Section():
            return [_joined(number_shown(block), title_shown(block)), *_lines(block.content)]
        case Term():
            return _beside(block.number, (Paragraph(block.title), *block.content))
        case Items():
            return _items(block)
        case Table():
            return _table(block)
        case Particulars():
            return [block.caption, *(_joined(label, words_of(said)) for label, said in block.rows)]
        case Box() | Quotation():
            return _lines(block.content)
        case Figure():
            return [block.caption, *_lines(block.content)]
        case _:
            return _fixed(block)


def _fixed(block: Block) -> Iterable[str]:
    """The parts of a document that look the same in every one."""
    match block:
        case Title():
            return [block.words]
        case TitleBand():
            return [block.title.words, block.beneath]
        case Letterhead():
            return [said for said in (block.council, block.label, block.wards) if said]
        case Contents():
            return [CONTENTS, *(_joined(entry.number, entry.text) for entry in block.entries)]
        case Cover():
            parties = [name_or_capacity for party in block.parties for name_or_capacity in party]
            return [block.organisation, block.title, block.subtitle, *parties, *_block(block.particulars)]
        case Signature():
            signed = f"Signed for and on behalf of {block.party}"
            return [block.party, signed, _joined("Signature", block.place), *SIGNATURE_LINES]
    return []


def _items(block: Items) -> Iterator[str]:
    for place, item in enumerate(block.items, block.start or 1):
        mark = item.mark or (BULLET if block.start is None else f"{place}.")
        yield from _beside(mark, item.content)


def _table(table: Table) -> Iterator[str]:
    yield table.caption
    yield _joined(*(plain(column.heading) for column in table.columns))
    yield from map(_row, table.rows)


def _row(row: Row) -> str:
    return _joined(*map(words_of, row.cells))


def words_of(blocks: Blocks) -> str:
    """What blocks say, on one line."""
    return " ".join(_lines(blocks))


def _beside(mark: str, content: Blocks) -> Iterator[str]:
    """The lines of the content, the first of them after the mark."""
    lines = iter([line for line in _lines(content) if line])
    yield _joined(mark, next(lines, ""))
    yield from lines


def _joined(*words: str) -> str:
    return " ".join(word for word in words if word)
