"""What is amiss: each app's checks of the record, gathered for the home page and each agreement.

A finder reads, never writes. It is given agreements, not one, so that the number of its queries
does not grow with theirs. Findings say what is wrong, by which source, and link to where it is mended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from core.models import User


class Urgency(IntEnum):
    """How soon somebody should act; sorts the most urgent first."""

    NOW = 1
    SOON = 2
    NOTE = 3


@dataclass(frozen=True)
class Finding:
    """One thing amiss with an agreement. `source` names the law, the agreement or good practice."""

    agreement: Any
    urgency: Urgency
    message: str
    source: str
    url: str


Finder = Callable[[Sequence[Any], date], Iterable[Finding]]
_finders: list[Finder] = []


def finder(function: Finder) -> Finder:
    """Ask this function whenever somebody wants to know what is amiss."""
    _finders.append(function)
    return function


Teller = Callable[["User"], Iterable[Finding]]
_tellers: list[Teller] = []


def teller(function: Teller) -> Teller:
    """Ask this function what the people of one body are to be told, which concerns no other partner."""
    _tellers.append(function)
    return function


def told_to(user: User) -> list[Finding]:
    """What this person is told on Home, because it concerns their own body."""
    return list(chain.from_iterable(tell(user) for tell in _tellers))


def findings_about(agreements: Sequence[Any], *, on: date) -> list[Finding]:
    """Everything amiss with these agreements on that day, the most urgent first."""
    found = chain.from_iterable(find(agreements, on) for find in _finders)
    return sorted(found, key=lambda f: (f.urgency, f.agreement.reference))


def most_urgent_first(agreements: Iterable[Any], findings: Iterable[Finding]) -> list[Any]:
    """The agreements in the order in which to look at them; `findings` come most urgent first."""
    worst: dict[Any, int] = {}
    for finding in findings:
        worst.setdefault(finding.agreement, finding.urgency)
    return sorted(agreements, key=lambda each: (worst.get(each, len(Urgency) + 1), each.reference))
