"""The wording of the published papers, kept as Markdown in `papers/`.

A line `=== KEY` begins a passage; what stands before the first one says which paper it is.
"""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).parent / "papers"


class Paper:
    """A paper's passages in their order, each under its key. A key may occur more than once."""

    def __init__(self, name: str) -> None:
        said = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
        found = re.split(r"^=== (.+)\n", said, flags=re.MULTILINE)
        self.source = found[0].strip()
        self.passages = [
            (key.strip(), text.strip()) for key, text in zip(found[1::2], found[2::2], strict=True)
        ]

    def passage(self, key: str) -> str:
        """The text of the one passage with this key. Raises ValueError where there is not exactly one."""
        (text,) = [text for each, text in self.passages if each == key]
        return text

    def beginning(self, word: str) -> list[tuple[str, str]]:
        """(rest of the key, text) of every passage whose key begins with the word."""
        return [
            (key.removeprefix(word).strip(), text)
            for key, text in self.passages
            if key.split(" ", 1)[0] == word
        ]
