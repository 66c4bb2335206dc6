"""What happens, or is due, on a day: each app registers where its days are read, and all are shown together.

A calendar page, the feed of it and the digest read the same days, each only those that their person may see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from core.dates import Period
from core.permissions import Permission

if TYPE_CHECKING:
    from core.models import User


@dataclass(frozen=True)
class Dated:
    """Something on a day, and the page where more of it stands.

    `key` names it for good, whatever its day. Where it `is_due`, somebody has to have acted by then, and it
    is left out once they have. `permission` is what one needs to act on it.
    """

    key: str
    on: date
    kind: str
    title: str
    url: str
    is_due: bool
    permission: Permission


@dataclass(frozen=True)
class Asked:
    """Which days are asked for: those of a period, what somebody has to act on alone, one kind, so many."""

    period: Period
    due: bool = False
    kind: str = ""
    most: int | None = None


Source = Callable[["User", Asked], Iterable[Dated]]
_sources: list[Source] = []
_kinds: set[str] = set()


def source_of_days(*kinds: str) -> Callable[[Source], Source]:
    """Ask this function which of the days that are asked for a person may see, the first of them first.

    They are of these kinds.
    """

    def entered(function: Source) -> Source:
        _sources.append(function)
        register_kinds(*kinds)
        return function

    return entered


def register_kinds(*kinds: str) -> None:
    """Let days of these kinds be chosen from."""
    _kinds.update(kinds)


def kinds_of_days() -> list[str]:
    """Every kind of day there is, in the order of the alphabet."""
    return sorted(_kinds)


def days_of(user: User, asked: Asked) -> list[Dated]:
    """What is asked for of all that the user may see, by day."""
    found = (each for source in _sources for each in source(user, asked))
    return sorted(found, key=lambda each: (each.on, each.kind, each.title, each.key))[: asked.most]
