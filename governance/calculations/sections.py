"""Reading numbered sections out of a pasted text."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBERED = re.compile(r"\s*(?:[-*•]\s+)?([0-9]{1,3}(?:\.[0-9]{1,3})+|[0-9]{1,3}(?=[.)]))[.)]?\s+(\S.*)")
LONGEST_HEADING = 100


@dataclass(frozen=True)
class Section:
    """A section with its number as written; the text is Markdown."""

    number: str
    heading: str
    text: str


def sections_in(text: str) -> list[Section]:
    """Split a text where a line begins with a number like "2." or "2.4"; the rest belongs to the line above.

    A short line after a single number is the section's heading. What precedes the first number is a
    section without one.
    """
    found: list[tuple[str, list[str]]] = [("", [])]
    for line in text.splitlines():
        numbered = NUMBERED.match(line)
        if numbered:
            found.append((numbered[1], [numbered[2]]))
        else:
            found[-1][1].append(line)
    return [section for number, lines in found if (section := _section(number, lines)) is not None]


def _section(number: str, lines: list[str]) -> Section | None:
    first = lines[0].strip() if lines else ""
    if number and "." not in number and len(first) <= LONGEST_HEADING and not first.endswith("."):
        return Section(number, first.rstrip(":;-– "), "\n".join(lines[1:]).strip())
    body = "\n".join(lines).strip()
    return Section(number, "", body) if body else None
