"""What a report says of what is exempt in it: the mark on each part, and the notice of what is withheld."""

from __future__ import annotations

from collections import Counter

from governance.calculations.exempt import Marking, in_words
from governance.models import ExemptablePart
from governance.queries.exempt import numbers_in
from governance.queries.reports.facts import ExemptFacts

PLURALS = {"appendix": "appendices"}


def mark_of(part: ExemptablePart) -> str:
    """How a part is marked for those who may read it: "Exempt: paragraph 3"; empty where it is open."""
    if not part.is_exempt:
        return ""
    return f"Exempt: {in_words(numbers_in(part.withheld_under)) or 'paragraph not named yet'}"


def exempt_facts(marking: Marking) -> ExemptFacts | None:
    """The notice of what is withheld; None where nothing is."""
    if not marking.has_exempt:
        return None
    wording = [(number, marking.in_force.get(number, "")) for number in marking.named]
    return ExemptFacts(marking.is_whole, _withheld(marking), tuple(wording), marking.reason)


def _withheld(marking: Marking) -> tuple[tuple[str, str], ...]:
    if marking.is_whole:
        return (("The whole report", in_words(marking.named)),)
    counted = Counter((part.kind, part.paragraphs) for part in marking.parts)
    return tuple((_several(kind, many), in_words(numbers)) for (kind, numbers), many in counted.items())


def _several(kind: str, many: int) -> str:
    if many == 1:
        return f"{'An' if kind[0] in 'aeiou' else 'A'} {kind}"
    return f"{many} {PLURALS.get(kind, f'{kind}s')}"
