"""Control characters, which no printed text has and no XML can hold."""

from __future__ import annotations

import re

# All but the tab and the ends of lines; with them what Unicode says is no character.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
# Word's line break within a paragraph, and its page break.
_BREAKS = re.compile("[\x0b\x0c]")


def has_controls(text: str) -> bool:
    return _CONTROLS.search(text) is not None


def without_controls(text: str, *, line_end: str = "\n") -> str:
    """The text without them; where Word broke a line or a page there is an end of a line."""
    return _CONTROLS.sub("", _BREAKS.sub(line_end, text))
