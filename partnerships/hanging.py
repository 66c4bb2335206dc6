"""What in an agreement hangs on a body, and must pass to its successors when it closes.

Each app registers the kinds of thing that it knows: what of them hangs on a body, and how one is handed over.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from core.dates import ONE_DAY

if TYPE_CHECKING:
    from core.models import Act, Record, User
    from partnerships.models import Body


@dataclass(frozen=True)
class Thing:
    """One thing of an agreement that hangs on a body: its kind, the key of its record, and its name.

    `is_shared`: it can be divided equally among several successors.
    """

    kind: str
    key: int
    agreement: int
    name: str
    is_shared: bool = False

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """Names it on a form: "fund_host.12"."""
        return f"{self.kind}.{self.key}"

    @property
    def title(self) -> str:
        """What things of its kind are called."""
        return _kinds[self.kind].title


@dataclass(frozen=True)
class Handover:
    """A body whose last day was `last`, those that follow it, and the act that is open, under its locks.

    `to` is empty where the thing ends with the body.
    """

    body: Body
    to: Sequence[Body]
    last: date
    act: Act

    @property
    def by(self) -> User:
        return self.act.by

    @property
    def at(self) -> datetime:
        return self.act.at

    def take_out(self, record: Record) -> None:
        """Mark a record as retired because the body closed; the caller writes it."""
        record.retired_at, record.retired_by = self.at, self.by
        record.retired_why = f"{self.body} closed"

    @property
    def first(self) -> date:
        """The first day of the successors."""
        return self.last + ONE_DAY

    @property
    def only(self) -> Body | None:
        """The one successor; None where the thing ends."""
        return self.to[0] if self.to else None


Finder = Callable[[int, date, Collection[int]], Iterable[Thing]]
Giver = Callable[[int, Handover], None]


@dataclass(frozen=True)
class Kind:
    """A kind of thing, what such things are called together, and how one is given on.

    `held` is the model and the field that name its holder, where that has no dates of its own.
    """

    title: str
    give: Giver
    held: tuple[type[Any], str] | None = None


_kinds: dict[str, Kind] = {}
_finders: list[Finder] = []


def hangs_on_a_body(**kinds: Kind) -> Callable[[Finder], Finder]:
    """Register what finds things of these kinds, by a body that closed, its last day, and agreements."""

    def entered(finder: Finder) -> Finder:
        _finders.append(finder)
        _kinds.update(kinds)
        return finder

    return entered


def things_of(body: int, *, last: date, agreements: Collection[int]) -> list[Thing]:
    """All that hangs on the body in these agreements after its last day, in a few queries."""
    return [thing for find in _finders for thing in find(body, last, agreements)]


def hand_over(thing: Thing, handover: Handover) -> None:
    """Give the thing to its successors, or end it. Within an act, under the lock of its agreement."""
    _kinds[thing.kind].give(thing.key, handover)


def titles_of_kinds() -> list[tuple[str, str]]:
    """The kinds of thing, as choices of a field."""
    return [(code, kind.title) for code, kind in _kinds.items()]


def held_without_dates(kind: str) -> tuple[type[Any], str] | None:
    """The model and the field that name the holder of a thing of this kind; None where that has dates."""
    return _kinds[kind].held


@dataclass(frozen=True)
class Beside:
    """What hangs on a body and belongs to no agreement: its forums, its people. Each with its address."""

    title: str
    lines: Sequence[tuple[str, str]]


Teller = Callable[[Any, Any, date], Iterable[tuple[str, str]]]
_beside: list[tuple[str, Teller]] = []


def hangs_beside(title: str) -> Callable[[Teller], Teller]:
    """Ask this function what else hangs on a body that closes; it is given who asks and the last day."""

    def entered(function: Teller) -> Teller:
        _beside.append((title, function))
        return function

    return entered


def beside(body: Body, *, seen_by: User, last: date) -> Iterator[Beside]:
    for title, teller in _beside:
        if lines := list(teller(body, seen_by, last)):
            yield Beside(title, lines)
