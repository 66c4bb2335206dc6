"""Amounts of money quoted in prose, and whether a figure of the record stands behind each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

QUOTED = re.compile(
    r"£\s?(?P<figure>\d[\d,]*(?:\.\d+)?)(?:\s?(?P<unit>million|thousand|billion|bn|m|k)\b)?", re.IGNORECASE
)
UNITS = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}


@dataclass(frozen=True)
class Quoted:
    """An amount as it is written, in pounds, with what its last figure is worth: £4.8m is to £100,000."""

    written: str
    amount: Decimal
    worth: Decimal

    def agrees_with(self, recorded: Decimal) -> bool:
        """Exactly or, written in thousands or millions, as far as its last figure."""
        allowance = self.worth / 2 if self.worth >= 100 else Decimal(0)
        return abs(recorded - self.amount) <= allowance


def quoted_in(text: str) -> list[Quoted]:
    """Every amount in pounds that the text quotes, in its order."""
    return [_read(match) for match in QUOTED.finditer(text)]


def _read(match: re.Match[str]) -> Quoted:
    figure = match["figure"].rstrip(",").replace(",", "")
    power = UNITS.get((match["unit"] or "").lower(), 0)
    decimals = len(figure.partition(".")[2])
    return Quoted(match[0].rstrip(","), Decimal(figure).scaleb(power), Decimal(1).scaleb(power - decimals))


def without_record(text: str, recorded: Iterable[Decimal]) -> list[str]:
    """The amounts quoted in the text with which no recorded one agrees, each once, as written.

    Each is looked up among the recorded ones in their order, so that many of both stay quick.
    """
    known = sorted(set(recorded))
    quoted = {each.written: each for each in quoted_in(text)}
    return [written for written, each in quoted.items() if not _is_known(each, known)]


def _is_known(quoted: Quoted, known: Sequence[Decimal]) -> bool:
    nearest = bisect_left(known, quoted.amount)
    return any(quoted.agrees_with(amount) for amount in known[max(nearest - 1, 0) : nearest + 1])
