"""Exempt information: paragraph numbers as people write them, and whether a report is marked well."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.sentences import sentence_start

SCHEDULE = "Schedule 12A to the Local Government Act 1972"
WORDS = re.compile(r"\b(?:paragraphs?|paras?)\b\.?", re.IGNORECASE)
BETWEEN = re.compile(r"\s*(?:,|;|&|\+|/|\band\b|\s)\s*", re.IGNORECASE)


def paragraph_numbers(text: str) -> tuple[int, ...]:
    """Read "3", "3 and 5", "3, 5" or "paras 3 & 5"; ValueError, fit to show, for anything else."""
    written = [each for each in BETWEEN.split(WORDS.sub(" ", text).strip()) if each]
    if not all(re.fullmatch(r"[0-9]{1,2}", each) and int(each) for each in written):
        raise ValueError("Enter paragraph numbers, like 3 or 3 and 5")
    return tuple(sorted({int(each) for each in written}))


def as_stored(numbers: Iterable[int]) -> str:
    """(3, 5) as "3, 5"."""
    return ", ".join(map(str, numbers))


def in_words(numbers: Iterable[int]) -> str:
    """(3, 5) as "paragraphs 3 and 5"."""
    each = [str(number) for number in numbers]
    if len(each) < 2:
        return f"paragraph {each[0]}" if each else ""
    return f"paragraphs {', '.join(each[:-1])} and {each[-1]}"


@dataclass(frozen=True)
class Part:
    """A part of a report that is marked exempt: "section", "recommendation" …, and its paragraphs."""

    kind: str
    paragraphs: tuple[int, ...]


@dataclass(frozen=True)
class Marking:
    """How a report is marked; `in_force` are the paragraphs of its day, by number, with their wording.

    `day` is that day in words; `open_beneath` says whether an open section stands within an exempt one.
    """

    classification: str
    parts: tuple[Part, ...]
    paragraphs: tuple[int, ...]
    reason: str
    in_force: Mapping[int, str]
    day: str
    open_beneath: bool = False

    @property
    def is_whole(self) -> bool:
        return self.classification == "exempt"

    @property
    def has_exempt(self) -> bool:
        """Whether anything is to be left out of what the public reads."""
        return self.is_whole or bool(self.parts)

    @property
    def named(self) -> tuple[int, ...]:
        """Every paragraph under which something is withheld."""
        own = {number for part in self.parts for number in part.paragraphs}
        return tuple(sorted(own | set(self.paragraphs) if self.is_whole else own))

    def classified_as_it_is_marked(self) -> str:
        """What is wrong where classification and marks of the parts disagree; empty where nothing is."""
        if self.classification == "part_exempt" and not self.parts:
            return "It is classified as part exempt, but no part of it is marked exempt."
        if self.classification == "open" and self.parts:
            return "It is classified as open, but part of it is marked exempt."
        if self.open_beneath and not self.is_whole:
            return "A section within an exempt section is open. Mark it exempt too, or place it elsewhere."
        return ""

    def names_paragraph_and_reason(self) -> str:
        """What is missing of what the law asks to be said; empty where nothing is."""
        missing = []
        nameless = [part for part in self.parts if not part.paragraphs and not self.is_whole]
        if nameless or (self.is_whole and not self.paragraphs):
            missing.append("the paragraph of Schedule 12A")
        if self.has_exempt and not self.reason.strip():
            missing.append("the public-interest reason")
        return f"Exempt without {' and '.join(missing)}." if missing else ""

    def paragraphs_are_in_force(self) -> str:
        """Which paragraph named was not in force on the day; empty where all were."""
        unknown = [number for number in self.named if number not in self.in_force]
        if not unknown:
            return ""
        return f"{not_in_force(unknown, self.day, self.in_force)}."


def not_in_force(unknown: Iterable[int], day: str, known: Iterable[int]) -> str:
    """Say so: "Paragraph 9 was not in force on 1 May 2026, when paragraphs 1 to 7 were"."""
    numbers = tuple(unknown)
    said = f"{sentence_start(in_words(numbers))} {'was' if len(numbers) == 1 else 'were'} not in force {day}"
    return f"{said}, when {in_force_in_words(known)}"


def in_force_in_words(numbers: Iterable[int]) -> str:
    """(1, 2, 3) as "paragraphs 1 to 3 were"."""
    known = sorted(numbers)
    if not known:
        return "none is recorded"
    if len(known) > 2 and known == list(range(known[0], known[-1] + 1)):
        return f"paragraphs {known[0]} to {known[-1]} were"
    return f"{in_words(known)} {'was' if len(known) == 1 else 'were'}"
