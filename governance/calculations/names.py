"""Names of bodies and boards in prose, and which of them are written otherwise than they are recorded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.folding import fold

KINDS = {
    "board": "board",
    "committee": "committee",
    "council": "council",
    "trust": "trust",
    "pct": "trust",
    "ccg": "group",
    "group": "group",
    "authority": "authority",
    "partnership": "partnership",
    "forum": "forum",
}
CAPITAL = r"[A-Z][\w'’]*(?:-[A-Z]\w*)*"
JOINED = r"(?:[ \t](?:of|for|and|&|the)){0,2}[ \t]"
ENDS = "Boards?|Committees?|Councils?|Trusts?|PCTs?|CCGs?|Authority|Authorities|Partnerships?|Forum"
NAME = re.compile(rf"\b(?:{CAPITAL}{JOINED}){{1,8}}(?:{ENDS})\b")
# Words that many names share, and that say nothing of which is meant.
SHARED = re.compile(
    r"the|of|for|and|an?|in|our|its|care|primary|clinical|commissioning|health|nhs|trust|group|foundation|"
    r"borough|london|city|county|district|board|council|committee"
)
SHORT = {"pct": "primary care trust", "pcts": "primary care trust", "ccg": "clinical commissioning group"}
SHORT |= {"ccgs": "clinical commissioning group"}


@dataclass(frozen=True)
class Unlike:
    """A name as a text writes it, and the recorded one that it may be meant for."""

    written: str
    recorded: str

    def __str__(self) -> str:
        return f"“{self.written}” ({self.recorded} is recorded)"


def names_unlike(text: str, recorded: Sequence[str]) -> list[Unlike]:
    """Names in the text that resemble one that is recorded, and are none: each once, in their order.

    A name that resembles none is left alone: a paper may speak of whom it likes.
    """
    known = [(name, _parts(name)) for name in recorded]
    found: dict[str, Unlike] = {}
    for match in NAME.finditer(text):
        written = re.sub(r"^(?:The|Both|Our|This|That|Each) (?:the )?", "", match[0])
        parts = _parts(written)
        if written in found or not parts.telling or _is_several(written):
            continue
        nearest = _nearest(parts, known)
        if nearest:
            found[written] = Unlike(written, nearest)
    return list(found.values())


def _is_several(written: str) -> bool:
    """Whether it names more than one: "Southwark and Lambeth PCTs"."""
    return written.endswith("s") and " and " in written


@dataclass(frozen=True)
class _Parts:
    """A name taken apart: all its words, those that tell which is meant, and what it is."""

    words: tuple[str, ...]
    telling: frozenset[str]
    kind: str


@lru_cache(maxsize=2_000)  # the same few names are met again and again
def _parts(name: str) -> _Parts:
    words = tuple(re.findall(r"\w+", re.sub(r"['’]s?\b", "", fold(name))))
    spelled = tuple(" ".join(SHORT.get(word, word) for word in words).split())
    kinds = [KINDS[kind] for word in words if (kind := _singular(word)) in KINDS]
    return _Parts(
        tuple(_singular(word) for word in spelled),
        frozenset(word for each in spelled if not SHARED.fullmatch(word := _singular(each))),
        kinds[-1] if kinds else "",
    )


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _nearest(parts: _Parts, known: Iterable[tuple[str, _Parts]]) -> str:
    """The recorded name that shares most of what tells, where none is the same or holds it whole."""
    nearest, shared = "", 0
    for name, other in known:
        if set(parts.words) <= set(other.words) or parts.telling == other.telling:
            return ""
        common = len(parts.telling & other.telling)
        if other.kind == parts.kind and common > shared and 2 * common >= len(parts.telling):
            nearest, shared = name, common
    return nearest
