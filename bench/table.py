"""One table of all that was measured, its targets, and whether each is met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One thing measured: a cell a column, then the figure that is judged and the most it may be."""

    name: str
    cells: Sequence[str]
    measured: str
    target: str
    is_met: bool


def print_table(columns: Sequence[str], rows: Sequence[Row]) -> None:
    lines = [("", *columns, "Measured", "Target", "")]
    for row in rows:
        cells = [*row.cells, *[""] * (len(columns) - len(row.cells))]
        lines.append((row.name, *cells, row.measured, row.target, "met" if row.is_met else "NOT MET"))
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    for line in lines:
        first, *others = (text.rjust(width) for text, width in zip(line, widths, strict=True))
        print("  ".join([line[0].ljust(len(first)), *others]).rstrip(), flush=True)
