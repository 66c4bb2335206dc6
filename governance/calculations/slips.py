"""Slips of the pen in a report: what breaks off, leads to nothing, was left in brackets or is said twice.

Each is something to look at, for only the author knows. The papers that these were learned from have them:
"This forms" at the end of a paragraph, a list that is missing after its colon, a paragraph that stands twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.prose import ProseBlock, blocks
from governance.calculations.numbering import BUDGET_TABLE_MARK
from governance.calculations.published_numbers import numbering_faults
from governance.calculations.references import REFERENCE

LEAST_WORDS = 8  # a shorter paragraph may be a label, a name or an address
SAID_TWICE = 25
CLOSING = "\"'”’)]*_ \t"
ASIDE = re.compile(r"(?<=[.;:?!…])\s*\([^()]*\)\s*$")  # after the last stop: (Appendix 3)
LABEL = re.compile(r"^[^:.]{0,80}:\s")
STOPS = ".:;?!…"
NOTE = re.compile(r"\[(?P<words>[^\[\]\n]{2,200})\](?!\()")  # and not [the words of a link](…)
TO_COME = re.compile(r"\b(?:TB[CDA]|XX+|to be (?:inserted|confirmed|drafted))\b")
TYPED_NUMBER = re.compile(r"^[ \t]*(\d{1,3}(?:\.\d{1,3})*)[.)][ \t]", re.MULTILINE)
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
LAW = re.compile(
    r"\b(?:acts?|sections?|s\.?\s?\d+|regulations?|regs?|directions?|powers?|dut(?:y|ies)|statut\w+|law|lawful\w*|"
    r"legal(?:ly)? \w+|liab\w+|contracts?|contractual|procure\w+|agreements?|indemni\w+|judicial|courts?|"
    r"delegat\w+|vires|constitution)\b",
    re.IGNORECASE,
)
POINTS_ELSEWHERE = re.compile(
    r"(?:as |see )?(?:set out |detailed |described |given |outlined |stated |contained )?(?:in the )?"
    r"(?:(?:above|below|report|body of the report)\b|(?:none|nil|n/?a|not applicable|to follow)\W*$)",
    re.IGNORECASE,
)
SAYS_LITTLE = 12


def breaks_off(text: str) -> list[str]:
    """The last words of each paragraph that ends without a stop, as one does that was cut off."""
    return [_last_words(block.text) for block in _paragraphs(text) if _is_cut_off(block.text)]


def _is_cut_off(text: str) -> bool:
    said = LABEL.sub("", ASIDE.sub("", text)).rstrip(CLOSING)
    return len(said.split()) >= LEAST_WORDS and not said.endswith(tuple(STOPS)) and "\n" not in said


def leads_to_nothing(text: str, *, followed: bool = False) -> list[str]:
    """The last words before each colon with nothing beneath it; `followed`: more stands after the text."""
    found = blocks(text)
    after: list[ProseBlock | None] = [*found[1:], None]
    alone = [
        block.text
        for block, following in zip(found, after, strict=False)
        if block.is_paragraph
        and _leads(block.text)
        and ((following is None and not followed) or (following is not None and following.is_heading))
    ]
    lists = [
        line for block in found if not (block.is_paragraph or block.is_heading) for line in _idle(block.text)
    ]
    return [_last_words(each) for each in (*alone, *lists)]


def _leads(text: str) -> bool:
    return text.rstrip(" \t-–—").endswith(":")


def _idle(text: str) -> Iterator[str]:
    """Items of a list that end in a colon, with no item beneath them."""
    lines = [line for line in text.splitlines() if line.strip()]
    for line, following in pairwise(lines):
        if _leads(line) and _indent(following) <= _indent(line):
            yield line


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def misnumbered(text: str) -> list[str]:
    """Gaps and repeats in the numbers typed before paragraphs and items; each 1 begins a list anew."""
    lists: list[list[str]] = [[]]
    for match in TYPED_NUMBER.finditer(text):
        if match[1] == "1":
            lists.append([])
        lists[-1].append(match[1])
    return [fault for numbers in lists for fault in numbering_faults(numbers)]


def left_in_brackets(text: str) -> list[str]:
    """Notes to oneself: words in square brackets, a whole paragraph in round ones, TBC and the like."""
    notes = [match[0] for match in NOTE.finditer(text) if not _is_of_the_record(match[0])]
    whole = [
        _shortened(block.text)
        for block in _paragraphs(text)
        if block.text.startswith("(") and block.text.find(")") == len(block.text.rstrip(". ")) - 1
    ]
    return [*notes, *whole, *(match[0] for match in TO_COME.finditer(text))]


def _is_of_the_record(bracketed: str) -> bool:
    return bracketed.lower() == BUDGET_TABLE_MARK or bool(REFERENCE.fullmatch(bracketed))


@dataclass(frozen=True)
class SaidTwice:
    """So many words of one text that stand in another as well, or again in the same."""

    first: int
    again: int
    words: int
    begins: str


def said_twice(texts: Sequence[str], least: int = SAID_TWICE) -> list[SaidTwice]:
    """Runs of at least so many words that stand in these texts twice, with the places of both texts."""
    known: dict[tuple[str, ...], tuple[int, int]] = {}
    found: list[SaidTwice] = []
    for place, text in enumerate(texts):
        spoken = WORD.findall(text)
        folded = [each.casefold() for each in spoken]
        start = 0
        while start + least <= len(folded):
            seen = known.setdefault(tuple(folded[start : start + least]), (place, start))
            if seen == (place, start):
                start += 1
                continue
            earlier, at = seen
            length = least + _alike(_words(texts[earlier]), at + least, folded, start + least)
            found.append(SaidTwice(earlier, place, length, " ".join(spoken[start : start + 8])))
            start += length
    return found


def _words(text: str) -> list[str]:
    return [each.casefold() for each in WORD.findall(text)]


def _alike(first: Sequence[str], at: int, second: Sequence[str], start: int) -> int:
    """How many words from there on are the same."""
    count = 0
    for one, other in zip(first[at:], second[start:], strict=False):
        if one != other:
            break
        count += 1
    return count


def says_nothing_of_law(text: str) -> bool:
    """Whether legal advice names no Act, power, duty or document of the law."""
    return bool(text.strip()) and LAW.search(text) is None


def points_elsewhere(text: str) -> bool:
    """Whether a short text only says that it stands elsewhere, or that there is none."""
    words = text.strip(" .*_")
    return bool(words) and len(words.split()) <= SAYS_LITTLE and POINTS_ELSEWHERE.match(words) is not None


def _paragraphs(text: str) -> Iterator[ProseBlock]:
    return (block for block in blocks(text) if block.is_paragraph)


def _last_words(text: str) -> str:
    words = text.split()
    return f"{'…' if len(words) > 6 else ''}{' '.join(words[-6:])}"


def _shortened(text: str) -> str:
    words = text.split()
    return " ".join(words[:8]) + ("…" if len(words) > 8 else "")
