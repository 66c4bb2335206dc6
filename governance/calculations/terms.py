"""Two versions of terms of reference, section by section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.differences import Kind, Piece, marked_up
from governance.calculations.boards import TermFacts, VersionFacts


@dataclass(frozen=True)
class ComparedTerm:
    """A section as it stands in one version or both; `pieces` are its text, marked where it differs."""

    number: str
    heading: str
    text: str
    change: str
    pieces: tuple[Piece, ...]
    is_marked_up = True


@dataclass(frozen=True)
class Compared:
    """A version beside another; `other` is None where there is none to compare it with."""

    version: VersionFacts
    other: VersionFacts | None
    others: tuple[VersionFacts, ...]
    terms: tuple[ComparedTerm, ...]

    @property
    def changed(self) -> int:
        """How many sections differ."""
        return sum(bool(each.change) for each in self.terms)


def compare_versions(versions: Sequence[VersionFacts], key: int, asked: str = "") -> Compared | None:
    """The version of that key beside the one asked for, by its key or "first"; else beside the one before.

    None where the version is not among them, as one that was retired is not.
    """
    version = next((each for each in versions if each.key == key), None)
    if version is None:
        return None
    others = tuple(each for each in versions if each.key != key)
    by_name = {str(each.key or "first"): each for each in others}
    earlier = versions[: versions.index(version)]
    other = by_name.get(asked) or (earlier[-1] if earlier else None)
    return Compared(version, other, others, tuple(_compared(version, other)))


def _compared(version: VersionFacts, other: VersionFacts | None) -> list[ComparedTerm]:
    """Its sections in their order, then those that only the other has; numbers that repeat pair in order."""
    left = list(other.terms) if other else []
    found = []
    for term in version.terms:
        before = _same(term, left)
        if before is not None:
            left.remove(before)
        found.append(_term(before, term) if other else _unmarked(term))
    return found + [_term(term, None) for term in left]


def _same(term: TermFacts, among: Sequence[TermFacts]) -> TermFacts | None:
    """The section of the same number and, where it has none, of the same heading or text."""
    if term.number:
        return next((each for each in among if each.number == term.number), None)
    return next((each for each in among if (each.heading, each.text) == (term.heading, term.text)), None)


def _term(before: TermFacts | None, after: TermFacts | None) -> ComparedTerm:
    shown = after or before
    assert shown is not None
    if before is None or after is None:
        change, kind = ("Added", Kind.ADDED) if before is None else ("Taken out", Kind.REMOVED)
        return ComparedTerm(shown.number, shown.heading, shown.text, change, (Piece(kind, _words(shown)),))
    if (before.heading, before.text) == (after.heading, after.text):
        return _unmarked(after)
    pieces = tuple(marked_up(_words(before), _words(after)))
    return ComparedTerm(after.number, after.heading, after.text, "Changed", pieces)


def _unmarked(term: TermFacts) -> ComparedTerm:
    return ComparedTerm(term.number, term.heading, term.text, "", ())


def _words(term: TermFacts) -> str:
    return "\n".join(filter(None, (term.heading, term.text)))
