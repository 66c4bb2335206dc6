"""Words in a report that a lawyer would stop at."""

from __future__ import annotations

import re

# Within one sentence, in either order.
TRANSFERRED = re.compile(
    r"[^.!?\n]*(?:responsibilit(?:y|ies)\b[^.!?\n]*\btransfer|\btransfer[a-z]*\b[^.!?\n]*\bresponsibilit)[^.!?\n]*",
    re.IGNORECASE,
)
LONGEST = 300


def responsibility_transferred(text: str) -> list[str]:
    """Sentences saying that responsibility is transferred, shortened to fit a line.

    Partnership arrangements do not affect who is liable for the functions: NHS Act 2006 s.75(5).
    """
    found = (" ".join(match[0].split()) for match in TRANSFERRED.finditer(text))
    return [each if len(each) <= LONGEST else f"{each[:LONGEST].rstrip()}…" for each in found]
