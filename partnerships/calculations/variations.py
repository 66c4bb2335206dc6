"""What binds on a day once variations are laid over what was first agreed; and where two of them meet.

One mechanism for all that a variation can change: of each target the change that took effect last stands, and
that of the higher number where two take effect on one day. In which order they were typed or signed plays no
part.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.dates import in_words

type Target = tuple[str, Hashable]


def same_name(name: str) -> str:
    """What names of the same thing have in common: capitals and spaces are no difference."""
    return " ".join(name.casefold().split())


@dataclass(frozen=True)
class ChangeFacts:
    """That a target is as `what` says from a day on, by the variation of that number.

    `kind` and `key` tell the record it was read from.
    """

    target: Target
    effective_on: date
    number: int
    kind: str
    key: int
    binds: bool
    what: Any

    @property
    def by(self) -> str:
        return f"Variation {self.number}"

    @property
    def order(self) -> tuple[date, int, str, int]:
        return self.effective_on, self.number, self.kind, self.key

    def __str__(self) -> str:
        return str(self.what)


def in_effect(changes: Iterable[ChangeFacts], on: date) -> dict[Target, ChangeFacts]:
    """The one change that stands of each target on that day; a target that none changed by then is not there.

    A variation that is not signed is no part of what is passed in, but for a preview of it.
    """
    standing = {}
    for change in sorted(changes, key=lambda each: each.order):
        if change.effective_on <= on:
            standing[change.target] = change
    return standing


@dataclass(frozen=True)
class Clash:
    """Another variation changes the same. It `is_refused` where that one binds, from the very same day."""

    own: ChangeFacts
    other: ChangeFacts

    @property
    def is_refused(self) -> bool:
        return self.other.binds and self.other.effective_on == self.own.effective_on

    @property
    def what_comes_of_it(self) -> str:
        day = in_words(self.other.effective_on)
        if self.is_refused:
            return f"{self.other.by} has changed it from this very day."
        if self.other.effective_on > self.own.effective_on:
            return f"{self.other.by} changes it from {day}: this one stands until then."
        if self.other.effective_on < self.own.effective_on:
            return f"{self.other.by} changes it from {day}: this one takes its place later."
        last = max(self.own, self.other, key=lambda each: each.order)
        return f"{self.other.by} changes it from this very day. If both were signed {last.by} would stand."


def clashes(own: Iterable[ChangeFacts], others: Iterable[ChangeFacts]) -> Iterator[Clash]:
    """Where a variation changes what another changes too, in that order.

    One that binds since an earlier day is no clash: this one changes further what that one brought.
    """
    found = list(others)
    for change in own:
        for other in found:
            is_done = other.binds and other.effective_on < change.effective_on
            if other.target == change.target and other.number != change.number and not is_done:
                yield Clash(change, other)
