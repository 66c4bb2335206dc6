"""Parts that several documents are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from core.dates import in_words
from core.jinja import NOTHING
from documents.blocks import Blocks, Column, Paragraph, Particulars, Row, Table
from documents.prose import prose

type Cell = str | int | Blocks | None


def day(value: date | None) -> str:
    """1 April 2026, or nothing."""
    return in_words(value) if value else ""


def period(first: date | None, last: date | None) -> str:
    """ "1 April 2003 to 31 March 2004", with either end open; nothing where both are."""
    if first and first == last:
        return day(first)
    if first and last:
        return f"{day(first)} to {day(last)}"
    return f"From {day(first)}" if first else f"Until {day(last)}" if last else ""


def joined(separator: str, *words: str) -> str:
    """Those of the words that say something."""
    return separator.join(filter(None, words))


def typed(text: str) -> Blocks:
    """What an officer typed; nothing where it is empty."""
    return prose(text) if text else ()


def cell(said: Cell) -> Blocks:
    """What a cell says as blocks; none where it says nothing."""
    if said is None or said == "":
        return ()
    return said if isinstance(said, tuple) else (Paragraph(str(said)),)


def particulars(rows: Iterable[tuple[str, Cell]], caption: str = "") -> Particulars:
    """Labels with what they say; a label that says nothing is left out."""
    filled = ((label, cell(said)) for label, said in rows)
    return Particulars(tuple((label, said) for label, said in filled if said), caption)


def table(
    caption: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    numeric: Sequence[int] = (),
    short: Sequence[int] = (),
) -> Table:
    """Any table: the first cell of a row is its heading; a column that holds nothing is left out.

    `numeric` and `short` list columns, from 0.
    """
    filled = [[cell(each) for each in row] for row in rows]
    shown = [place for place in range(len(headings)) if place == 0 or any(row[place] for row in filled)]
    return Table(
        tuple(Column(headings[place], place in numeric, place in short) for place in shown),
        tuple(Row(tuple(row[place] or cell(NOTHING) for place in shown)) for row in filled),
        caption,
    )
