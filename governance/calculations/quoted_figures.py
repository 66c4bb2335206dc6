"""Amounts of money quoted in prose, and whether a figure of the record stands behind each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.money import SCALES

SPACES = r"[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]"
NUMBER = rf"(?:\d{{1,3}}(?:{SPACES}\d{{3}})+(?!\d)|\d[\d,]*)(?:\.\d+)?|\.\d+"
SCALE = rf"(?:\s?(?P<{{}}>{'|'.join(sorted(SCALES, key=len, reverse=True))})\b)?"
QUOTED = re.compile(
    rf"£\s?(?P<figure>{NUMBER}){SCALE.format('scale')}"
    rf"(?:(?:[-‐‑–—]|\s[-–—]\s?(?=£))£?\s?(?P<upper>{NUMBER}){SCALE.format('upper_scale')})?",
    re.IGNORECASE,
)
HEADING = re.compile(r"0{2,}")  # of a table in thousands: £000
# Words of a sentence that speaks of everything, whatever else it names.
WHOLE = re.compile(
    r"\b(?:in all|in total|altogether|overall|grand total|combined|all funds|a total of|together)\b",
    re.IGNORECASE,
)
SENTENCE_ENDS = re.compile(r"(?<=[.!?;])\s+|\n+")


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


@dataclass(frozen=True)
class Name:
    """What a text may call some money, and what it then is of: a key that the amounts are asked for by."""

    words: str  # a regular expression without groups of its own
    means: str
    of: frozenset[int]


@dataclass(frozen=True)
class Doubt:
    """An amount quoted that the record does not have, or only as something else than the text calls it."""

    written: str
    called: str = ""

    def __str__(self) -> str:
        return f"{self.written} (recorded, but not as {self.called})" if self.called else self.written


# The amounts recorded of what a name means; of everything, for None.
type Amounts = Callable[[frozenset[int] | None], Iterable[Decimal]]


def quoted_in(text: str) -> list[Quoted]:
    """Every amount in pounds that the text quotes, in its order; both ends of a range such as £730–748k."""
    return [quoted for match in QUOTED.finditer(text) for quoted in _read(match)]


def _read(match: re.Match[str]) -> Iterator[Quoted]:
    written, lower, upper = match[0].rstrip(","), match["figure"], match["upper"]
    if HEADING.fullmatch(lower.rstrip(",")):
        return
    scale, upper_scale = match["scale"], match["upper_scale"]
    if upper and not scale and _number(lower) < _number(upper):
        scale = upper_scale  # £730–748k; but not £54,000 – £1.2m
    yield _amount(written, lower, scale)
    if upper:
        yield _amount(written, upper, upper_scale or scale)


def _number(figure: str) -> Decimal:
    return Decimal(re.sub(r"[,\s]", "", figure))


def _amount(written: str, figure: str, scale: str | None) -> Quoted:
    number, worth = _number(figure), Decimal(SCALES[scale.lower()] if scale else 1)
    decimals = len(figure.partition(".")[2])
    return Quoted(written, number * worth, worth.scaleb(-decimals))


def doubts_in(text: str, amounts: Amounts, names: Sequence[Name] = ()) -> list[Doubt]:
    """What to look at among the amounts the text quotes, each once.

    An amount must be one of those recorded and, in a sentence that names money, one of what it names: of
    each name, or of all it names together. A sentence that speaks of the whole names nothing.
    """
    known = _Known(amounts)
    finder = _finder(names)
    doubts: dict[Doubt, None] = {}
    for sentence in SENTENCE_ENDS.split(text):
        quoted = quoted_in(sentence)
        named = _named_in(sentence, finder) if quoted else []
        for each in quoted:
            if not known.has(each, None):
                doubts[Doubt(each.written)] = None
            elif named and not any(known.has(each, of) for of in _scopes(named)):
                doubts[Doubt(each.written, " or ".join(dict.fromkeys(name.means for name in named)))] = None
    return list(doubts)


def _finder(names: Sequence[Name]) -> tuple[re.Pattern[str], Mapping[str, Name]] | None:
    """One expression for all names, the longer first: it is meant where another stands within it."""
    if not names:
        return None
    ordered = sorted(names, key=lambda name: len(name.words), reverse=True)
    parts = [f"(?P<n{place}>{name.words})" for place, name in enumerate(ordered)]
    return re.compile("|".join(parts), re.IGNORECASE), {
        f"n{place}": name for place, name in enumerate(ordered)
    }


def _named_in(sentence: str, finder: tuple[re.Pattern[str], Mapping[str, Name]] | None) -> list[Name]:
    if finder is None or WHOLE.search(sentence):
        return []
    pattern, by_group = finder
    found = {match.lastgroup: None for match in pattern.finditer(sentence)}
    return [by_group[group] for group in found if group]


def _scopes(named: Sequence[Name]) -> Iterator[frozenset[int]]:
    yield from (name.of for name in named)
    yield frozenset().union(*(name.of for name in named))


class _Known:
    """The recorded amounts, sorted once for each thing they are of, so that many of both stay quick."""

    def __init__(self, amounts: Amounts) -> None:
        self.amounts = amounts
        self.sorted: dict[frozenset[int] | None, list[Decimal]] = {}

    def has(self, quoted: Quoted, of: frozenset[int] | None) -> bool:
        if of not in self.sorted:
            self.sorted[of] = sorted(set(self.amounts(of)))
        known = self.sorted[of]
        nearest = bisect_left(known, quoted.amount)
        return any(quoted.agrees_with(amount) for amount in known[max(nearest - 1, 0) : nearest + 1])
