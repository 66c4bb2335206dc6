"""The numbering of published sections: kept as it is, and checked for gaps and repeats."""

from __future__ import annotations

import re
from collections.abc import Sequence

Number = tuple[int, ...]


def numbering_faults(numbers: Sequence[str]) -> list[str]:
    """Say, in reading order, where the numbering has a gap, a repeat or a step back: "2.3 is missing".

    Each level counts from 1 beneath its own parent: 2.1, 2.2, then 3. What is not written in figures
    and points, such as (i) or A, is passed over.
    """
    latest: dict[Number, int] = {}
    seen: set[Number] = set()
    faults: list[str] = []
    for number in filter(None, map(_parsed, numbers)):
        above, last = number[:-1], latest.get(number[:-1], 0)
        if number in seen:
            faults.append(f"{_written(number)} is used more than once")
        elif number[-1] < last:
            faults.append(f"{_written(number)} comes after {_written((*above, last))}")
        elif number[-1] > last + 1:
            faults.append(_missing(above, last + 1, number[-1] - 1))
        seen.add(number)
        latest[above] = max(last, number[-1])
    return list(dict.fromkeys(faults))


def _parsed(text: str) -> Number | None:
    figures = re.fullmatch(r"([0-9]{1,6}(?:\.[0-9]{1,6})*)\.?", text.strip())
    return tuple(int(part) for part in figures[1].split(".")) if figures else None


def _written(number: Number) -> str:
    return ".".join(map(str, number))


def _missing(above: Number, first: int, last: int) -> str:
    if first == last:
        return f"{_written((*above, first))} is missing"
    return f"{_written((*above, first))} to {_written((*above, last))} are missing"
