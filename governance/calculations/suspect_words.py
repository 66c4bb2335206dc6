"""Words in a report that a lawyer would stop at."""

from __future__ import annotations

import re

SENTENCE_ENDS = re.compile(r"\.(?!\d)|(?<!\d)\.|[!?\n]")  # and not within 5.2
ANSWERS = re.compile(r"\b(?:responsibilit(?:y|ies)|liabilit(?:y|ies))\b")
MOVES = re.compile(r"\btransfer|\bpass(?:es|ed)?\b|\bshift")
DENIED = re.compile(r"(?:\b(?:not?|nothing|never|nor|neither|without|cannot)\b|n['’]t\b)[^,;:]{0,40}$")
LONGEST = 300


def responsibility_transferred(text: str) -> list[str]:
    """Sentences saying that responsibility or liability moves to another, shortened to fit a line.

    Each is read once for each word that may say so. What says that it does not is left alone. Partnership
    arrangements do not affect who is liable for the functions: NHS Act 2006 s.75(5).
    """
    found = (" ".join(each.split()) for each in SENTENCE_ENDS.split(text) if _says_so(each.lower()))
    return [each if len(each) <= LONGEST else f"{each[:LONGEST].rstrip()}…" for each in found]


def _says_so(sentence: str) -> bool:
    """Whether both words stand in it, and neither is denied just before it."""
    answers, moves = ANSWERS.search(sentence), MOVES.search(sentence)
    if answers is None or moves is None:
        return False
    return not any(_is_denied(sentence, match) for match in (answers, moves))


def _is_denied(sentence: str, match: re.Match[str]) -> bool:
    return DENIED.search(sentence, max(match.start() - 60, 0), match.start()) is not None
