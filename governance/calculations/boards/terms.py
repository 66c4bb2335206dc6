"""A board's terms of reference as values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.dates import in_words


@dataclass(frozen=True)
class TermFacts:
    """A section of the terms of reference; `text` is Markdown, `level` 1 for "2" and 2 for "2.4"."""

    key: int
    number: str
    heading: str
    text: str
    level: int

    def __str__(self) -> str:
        return f"{self.number} {self.heading or self.text[:60]}".strip()


@dataclass(frozen=True)
class VersionFacts:
    """A version of the terms of reference; `key` is None for the first terms, which belong to none."""

    key: int | None
    from_on: date | None
    approved_by: str
    approved_on: date | None
    note: str
    terms: tuple[TermFacts, ...]

    def __str__(self) -> str:
        return f"From {in_words(self.from_on)}" if self.from_on else "First terms of reference"


def version_on(versions: Sequence[VersionFacts], day: date) -> VersionFacts | None:
    """The version that binds on that day; before the first that is in force, the first terms."""
    binding = [each for each in versions if (each.from_on or date.min) <= day]
    return max(binding, key=lambda each: each.from_on or date.min, default=None)
