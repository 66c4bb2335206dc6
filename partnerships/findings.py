"""What needs attention: the breaches of an agreement as at a day, as pages show them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Protocol, Self

from core.rules import Urgency, WarningRule, rules_of
from partnerships.as_at import AgreementAsAt

if TYPE_CHECKING:
    from core.models import User


@dataclass(frozen=True)
class Answer:
    """What somebody said of a finding; `until_on` is the day until which it is put off."""

    what: str
    label: str
    person: str
    until_on: date | None
    why: str

    def puts_aside(self, on: date) -> bool:
        """Whether it need not be told on that day."""
        return self.what == "accepted" or (self.until_on is not None and self.until_on > on)


class Answerable(Protocol):
    """What breaks a rule of an agreement, named by its reference, at a place."""

    @property
    def reference(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def place(self) -> str: ...
    def with_answer(self, answer: Answer | None) -> Self: ...


@dataclass(frozen=True)
class Finding:
    """One thing that needs attention. `source` names the law, the agreement or good practice."""

    reference: str
    code: str
    urgency: Urgency
    message: str
    source: str
    url: str
    place: str = ""
    answer: Answer | None = None

    def with_answer(self, answer: Answer | None) -> Self:
        return replace(self, answer=answer)


def findings_of(
    agreement: AgreementAsAt, *, of_app: str = "", codes: Collection[str] = (), asked: bool = False
) -> list[Finding]:
    """Everything that needs attention on its day, the most urgent first; of one app's rules, or of all.
    With `codes`, of those rules.

    Nothing does where the agreement is past, unless that is asked, or asked as at a day on which it was not.
    """
    if agreement.is_past and not asked:
        return []
    rules = [
        rule
        for rule in rules_of(WarningRule)
        if of_app in ("", rule.app) and (not codes or rule.code in codes)
    ]
    found = (
        Finding(
            agreement.reference,
            rule.code,
            breach.urgency,
            breach.detail,
            rule.source,
            breach.at.url(agreement.reference),
            str(breach.at),
        )
        for rule in rules
        for breach in rule.breaches(agreement)
    )
    return sorted(_once(found), key=lambda each: each.urgency)


def _once(found: Iterable[Finding]) -> Iterable[Finding]:
    """What breaks one rule at one place in several ways is one finding."""
    places: dict[tuple[str, str], Finding] = {}
    for each in found:
        key = each.code, each.place
        if before := places.get(key):
            each = replace(
                each,
                message=f"{before.message}; {each.message}",
                urgency=min(before.urgency, each.urgency),
            )
        places[key] = each
    return places.values()


Teller = Callable[["User"], Iterable[Finding]]
_tellers: list[Teller] = []


def teller(function: Teller) -> Teller:
    """Ask this function what the people of one body are to be told, which concerns no other partner."""
    _tellers.append(function)
    return function


def told_to(user: User) -> list[Finding]:
    """What this person is told on Home, because it concerns their own body."""
    return list(chain.from_iterable(tell(user) for tell in _tellers))
