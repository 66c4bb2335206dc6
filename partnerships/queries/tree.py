"""An over-arching agreement with all that is annexed to it, as far as its reader may see them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.models import User
from core.rules import Urgency
from partnerships.as_at import AgreementAsAt
from partnerships.calculations.term import months_left
from partnerships.findings import findings_of
from partnerships.models import Agreement
from partnerships.queries.as_at import agreements_as_at

DEEPEST = 6  # levels, from the topmost agreement that is seen
MOST = 200  # agreements of one tree


@dataclass(frozen=True)
class Branch:
    """One agreement of the tree as at the day, how deep it stands, and how much of it needs attention."""

    value: AgreementAsAt
    depth: int
    now: int
    soon: int

    @property
    def expired(self) -> bool:
        """Whether its term ended while nobody recorded its end."""
        return bool(self.value.ends_on and self.value.ends_on < self.value.on and not self.value.is_over)

    @property
    def months_left(self) -> int | None:
        """The smallest of 3, 6 and 12 months within which its term ends."""
        ends = self.value.ends_on
        if ends is None or ends < self.value.on or self.value.is_over:
            return None
        return months_left(ends, self.value.on)


def tree_of(
    agreement: Agreement, *, seen_by: User, on: date, known_at: datetime | None = None
) -> list[Branch]:
    """The whole tree in which the agreement stands, each beneath what it is annexed to.

    What the reader may not see is not there, nor what is annexed to that: nothing hints at it.
    """
    seen: Any = Agreement.objects.visible_to(seen_by).not_retired()
    beneath = _levels(seen, _topmost(seen, agreement))
    values = agreements_as_at([key for keys in beneath.values() for key in keys], on=on, known_at=known_at)
    return list(_branches(values, beneath, None, 0))


def _topmost(seen: Any, agreement: Agreement) -> int:
    """The key of the agreement highest above this one by a way that is seen throughout."""
    key, above = agreement.pk, agreement.over_arching_id
    for _ in range(DEEPEST):
        found = seen.filter(pk=above).values_list("pk", "over_arching").first() if above else None
        if found is None:
            break
        key, above = found
    return key


def _levels(seen: Any, top: int) -> dict[int | None, list[int]]:
    """The keys that stand beneath each; the topmost beneath None. A query for each level."""
    beneath: dict[int | None, list[int]] = {None: [top]}
    level, count = [top], 1
    for _ in range(DEEPEST):
        rows = seen.filter(over_arching__in=level).order_by("annex_order", "reference")
        found = list(rows.values_list("pk", "over_arching")[: MOST - count])
        if not found:
            break
        for key, above in found:
            beneath.setdefault(above, []).append(key)
        level, count = [key for key, _ in found], count + len(found)
    return beneath


def _branches(
    values: Mapping[int, AgreementAsAt],
    beneath: Mapping[int | None, list[int]],
    above: int | None,
    depth: int,
) -> Iterator[Branch]:
    for key in beneath.get(above, ()):
        if key in values:
            found = [finding.urgency for finding in findings_of(values[key])]
            yield Branch(values[key], depth, found.count(Urgency.NOW), found.count(Urgency.SOON))
            yield from _branches(values, beneath, key, depth + 1)
