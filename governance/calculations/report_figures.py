"""Figures that a report quotes, beside those of the record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from budgets.calculations import KnownAs, Schedule, Subtotal, subtotals_of, sums_within
from governance.calculations.quoted_figures import Doubt, Name, doubts_in, quoted_in

KINDS = {
    "pooled": ("pooled money", r"(?<!non-)(?<!non )\bpool(?:s|ed)?\b"),
    "aligned": ("aligned money", r"\bnon[- ]pooled\b|\baligned\b"),
    "integrated": ("integrated budget", r"\bintegrated (?:budget|fund)s?\b"),
}
SPENDING = {
    "Revenue": ("revenue", r"\brevenue\b"),
    "Capital": ("capital", r"\bcapital\b"),
}


def doubts_about(text: str, schedule: Schedule) -> list[Doubt]:
    """What to look at in a text: each may be a slip, or a figure from elsewhere."""
    if not quoted_in(text):
        return []
    return doubts_in(text, partial(sums_within, schedule), _names(schedule))


def _names(schedule: Schedule) -> Sequence[Name]:
    return [name for subtotal in subtotals_of(schedule) if (name := _name(subtotal))]


def _name(subtotal: Subtotal) -> Name | None:
    """How officers write of it; a partner's name alone says little, and must stand by what it pays."""
    words = re.escape(subtotal.name).replace(r"\ ", r"\s")
    match subtotal.known_as:
        case KnownAs.FUND:
            means, words = subtotal.name, rf"(?<!\w){words}(?!\w)"
        case KnownAs.CONTRIBUTOR:
            means = f"money of {subtotal.name}"
            before = r"\b(?:from|contributions? (?:of|by))(?: the)? "
            after = r"(?:['’]s?)?(?: will| is to| would| should)? (?:contribut|pay|put)"
            words = rf"{before}{words}(?!\w)|(?<!\w){words}{after}"
        case KnownAs.KIND if subtotal.name in KINDS:
            means, words = KINDS[subtotal.name]
        case KnownAs.SPENDING if subtotal.name in SPENDING:
            means, words = SPENDING[subtotal.name]
        case _:
            return None
    return Name(words, means, subtotal.lines)
