"""Words in a report that a lawyer would stop at."""

from __future__ import annotations

import re

SENTENCE_ENDS = re.compile(r"[.!?\n]")
RESPONSIBILITY = re.compile(r"responsibilit(?:y|ies)\b")
TRANSFER = re.compile(r"\btransfer")
LONGEST = 300


def responsibility_transferred(text: str) -> list[str]:
    """Sentences saying that responsibility is transferred, shortened to fit a line.

    Each sentence is read once from its beginning and once from its end, so that a long one costs no more than
    its length. Partnership arrangements do not affect who is liable for the functions: NHS Act 2006 s.75(5).
    """
    found = (" ".join(each.split()) for each in SENTENCE_ENDS.split(text) if _says_so(each.lower()))
    return [each if len(each) <= LONGEST else f"{each[:LONGEST].rstrip()}…" for each in found]


def _says_so(sentence: str) -> bool:
    """Whether the two words stand in the sentence, in either order."""
    responsibility, transfer = RESPONSIBILITY.search(sentence), TRANSFER.search(sentence)
    if responsibility is None and transfer is None:
        return False
    return (responsibility is not None and sentence.rfind("transfer") >= responsibility.end()) or (
        transfer is not None and sentence.rfind("responsibilit") >= transfer.end()
    )
