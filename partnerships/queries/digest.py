"""What one person is to be told by e-mail: what is new, due and overdue among what their roles act on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django.db.models import Q

from core.dates import Period, in_words
from core.days import Asked, Dated, days_of
from core.models import User
from core.permissions import Permission, may
from core.rules import Urgency, WarningRule, rules_of
from partnerships.models import Attention, DigestLine
from partnerships.queries.agreements import agreements_where

# How long before its day something is told as due.
DUE_WITHIN = timedelta(days=14)
# Rules of an app concern those who hold this permission.
_concerned: dict[str, Permission] = {}


def concerns(app: str, permission: Permission) -> None:
    """Tell what the rules of this app find to those who hold the permission."""
    _concerned[app] = permission


@dataclass(frozen=True)
class Line:
    """One thing to tell: in words, and the address within the site where it is dealt with."""

    key: str
    text: str
    url: str


@dataclass(frozen=True)
class Digest:
    """What a person was not yet told: found since, due soon, and overdue."""

    new: tuple[Line, ...]
    due: tuple[Line, ...]
    overdue: tuple[Line, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return (*self.overdue, *self.due, *self.new)


def people_to_tell() -> Any:
    """Those who may sign in and hold a role at a body."""
    held = Q(roles_held__retired_at=None, roles_held__body__isnull=False)
    return User.objects.filter(held, is_active=True).distinct().order_by("pk")


def digest_of(person: User, *, on: date) -> Digest:
    """What this person was not told until then, of what their roles let them act on."""
    told = set(DigestLine.objects.filter(person=person).values_list("key", flat=True))
    days = days_of(person, Asked(Period(None, on + DUE_WITHIN), due=True))
    mine = [each for each in days if may(person, each.permission)]
    return Digest(
        new=_untold(_found(person, on), told),
        due=_untold((_line("due", each) for each in mine if each.on >= on), told),
        overdue=_untold((_line("overdue", each) for each in mine if each.on < on), told),
    )


def _untold(lines: Iterable[Line], told: set[str]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.key not in told)


def _line(state: str, day: Dated) -> Line:
    return Line(_key(state, day.key, day.on), f"{in_words(day.on)}: {day.kind}: {day.title}", day.url)


def _found(person: User, on: date) -> Iterator[Line]:
    """What the rules found and nobody put aside, the most urgent first; without mere notes."""
    mine = Q(pk__in=())
    for app, permission in _concerned.items():
        codes = [rule.code for rule in rules_of(WarningRule) if rule.app == app]
        mine |= Q(code__in=codes, agreement__in=agreements_where(person, permission))
    rows = Attention.objects.visible_to(person).filter(mine, urgency__lt=Urgency.NOTE).not_put_aside(on)
    for row in rows.select_related("agreement"):
        key = _key("found", row.agreement_id, row.code, row.place, row.first_seen_on)
        yield Line(key, f"{row.agreement}: {row.detail}", row.url)


def _key(*parts: object) -> str:
    return sha256(" ".join(map(str, parts)).encode()).hexdigest()
