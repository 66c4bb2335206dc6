"""The days that an agreement names, or that follow from what it says: each app tells its own.

They are read from the agreement as at today and kept, so that a calendar need not ask every agreement
(`KeptDay`); like what needs attention, they can be worked out anew at any time and decide nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from core.days import register_kinds
from core.permissions import Permission
from core.rules import Place
from partnerships.as_at import AgreementAsAt


@dataclass(frozen=True)
class Day:
    """A day, what is on it, and where that stands; `is_due` where somebody has to have acted by then."""

    on: date
    what: str
    at: Place
    is_due: bool = False


@dataclass(frozen=True)
class KindOfDay:
    """A kind of day; `permission` is what one needs to act on it."""

    code: str
    label: str
    permission: Permission
    function: Callable[[AgreementAsAt], Iterable[Day]]


_kinds: dict[str, KindOfDay] = {}
Function = Callable[[AgreementAsAt], Iterable[Day]]


def tells_days(code: str, label: str, permission: Permission) -> Callable[[Function], Function]:
    """Ask this function which days of that kind an agreement has."""

    def entered(function: Function) -> Function:
        _kinds[code] = KindOfDay(code, label, permission, function)
        register_kinds(label)
        return function

    return entered


def kind_of_day(code: str) -> KindOfDay | None:
    """The kind of that code; None where it is told no more."""
    return _kinds.get(code)


def kinds_called(label: str) -> list[str]:
    """The codes of the kinds of that label."""
    return [kind.code for kind in _kinds.values() if kind.label == label]


def days_told_of(agreement: AgreementAsAt) -> Iterator[tuple[KindOfDay, Day]]:
    """Every day of the agreement; none of one that is over, and nothing to be done where it is long past."""
    if not agreement.is_over:
        for kind in _kinds.values():
            for day in kind.function(agreement):
                yield kind, replace(day, is_due=day.is_due and not agreement.is_past)
