"""What differs between two versions of a text, word by word, in a time that is bounded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from enum import StrEnum
from itertools import accumulate, groupby

# Some 0.2 s. By itself difflib alone takes the square of the words where every other one differs.
STEPS = 800_000
SIDE_BY_SIDE = 8  # words up to which a value is shown before and after, not word by word
KEPT_AROUND = 12  # words shown of an unchanged run on either side of a change
LEFT_OUT_FROM = 20  # words between those that are worth leaving out

_WORD_AND_SPACE = re.compile(r"\S+\s*|\s+")
_AFTER_A_WORD = ".,;:!?)”’\"'"


class Kind(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    LEFT_OUT = "left out"  # an unchanged run; the text says how long it is


@dataclass(frozen=True)
class Piece:
    """A run of the text that is the same in both versions, or in one of them only."""

    kind: Kind
    text: str


def marked_up(before: str, after: str) -> list[Piece]:
    """The differences for a reader: long unchanged runs left out; the whole of both where little is alike."""
    if min(len(before.split()), len(after.split())) > SIDE_BY_SIDE:
        pieces = differences(before, after)
        alike = sum(len(piece.text) for piece in pieces if piece.kind is Kind.SAME)
        if len(pieces) > 1 and 3 * alike >= min(len(before), len(after)):
            return list(_shortened(pieces))
    return [Piece(kind, text) for kind, text in ((Kind.REMOVED, before), (Kind.ADDED, after)) if text]


def differences(before: str, after: str) -> list[Piece]:
    """The pieces of both texts in reading order; what was removed stands before what was added in its place.

    Spaces alone make no difference, line breaks do.
    """
    return list(_joined(_compared(_words(before), _words(after))))


def _words(text: str) -> list[str]:
    """Words and the signs after them, each with the space that follows."""
    words = []
    for found in _WORD_AND_SPACE.findall(text):
        word = found.rstrip()
        bare = word.rstrip(_AFTER_A_WORD) or word
        words += [bare, found[len(bare) :]] if bare != word else [found]
    return words


def _keys(words: Sequence[str]) -> list[str]:
    """What the words are compared by."""
    return [word.rstrip() + "\n" * word.count("\n") for word in words]


def _compared(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    old, new = _keys(before), _keys(after)
    start = _alike(zip(old, new, strict=False))
    end = _alike(zip(reversed(old[start:]), reversed(new[start:]), strict=False))
    yield Piece(Kind.SAME, "".join(after[:start]))
    matcher = _Bounded(old[start : len(old) - end], new[start : len(new) - end])
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield Piece(Kind.REMOVED, "".join(before[start + a : start + b]))
        yield Piece(Kind.SAME if tag == "equal" else Kind.ADDED, "".join(after[start + c : start + d]))
    yield Piece(Kind.SAME, "".join(after[len(after) - end :]))


def _alike(pairs: Iterable[tuple[str, str]]) -> int:
    """How many pairs are equal before the first that is not."""
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count


class _Bounded(SequenceMatcher[str]):
    """Stops looking after so many steps; what it has not compared by then is different."""

    b2j: dict[str, list[int]]  # where each word of `after` stands in it

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        super().__init__(None, before, after)
        # What each word of `before` costs to look for.
        self.cost = [0, *accumulate(1 + len(self.b2j.get(word, ())) for word in before)]
        self.left = STEPS

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        self.left -= self.cost[-1 if ahi is None else ahi] - self.cost[alo]
        return Match(alo, blo, 0) if self.left < 0 else super().find_longest_match(alo, ahi, blo, bhi)


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind as one piece, and what was removed before what was added."""
    for same, run in groupby((p for p in pieces if p.text), key=lambda piece: piece.kind is Kind.SAME):
        found = list(run)
        for kind in (Kind.SAME,) if same else (Kind.REMOVED, Kind.ADDED):
            if text := "".join(piece.text for piece in found if piece.kind is kind):
                yield Piece(kind, text)


def _shortened(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces with what is far from any change left out."""
    for place, piece in enumerate(pieces):
        words = _WORD_AND_SPACE.findall(piece.text) if piece.kind is Kind.SAME else []
        first = KEPT_AROUND if place > 0 else 0
        last = len(words) - (KEPT_AROUND if place < len(pieces) - 1 else 0)
        if last - first < LEFT_OUT_FROM:
            yield piece
            continue
        if first:
            yield Piece(Kind.SAME, "".join(words[:first]))
        yield Piece(Kind.LEFT_OUT, f"{last - first:,} words unchanged")
        if words[last:]:
            yield Piece(Kind.SAME, "".join(words[last:]))
