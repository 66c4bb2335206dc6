"""The words of a paper, in passages."""

from __future__ import annotations

import re
from pathlib import Path


class CaseRefused(Exception):
    """What a file of a case says cannot be recorded: in which file, table and field, and why."""


def text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseRefused(f"{path.name}: it cannot be read: {error}") from error


class Paper:
    """The wording of a paper: `=== KEY` begins a passage, and what stands first says which paper it is."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        _, *found = re.split(r"^=== (.+)\n", text_of(path), flags=re.MULTILINE)
        self.passages = {key: text.strip() for key, text in zip(found[::2], found[1::2], strict=True)}
        if twice := [key for key in self.passages if found[::2].count(key) > 1]:
            raise CaseRefused(f"{self.name}: two passages are called “{twice[0]}”.")
        self.unused = list(self.passages)
