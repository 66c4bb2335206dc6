"""The sums of a schedule that a text may quote, and those that people know by a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from budgets.calculations.facts import FundSchedule, Row, Schedule


class KnownAs(StrEnum):
    """How a text names the money of a subtotal."""

    FUND = "fund"  # by the fund's own name
    CONTRIBUTOR = "contributor"  # as what a partner contributes
    KIND = "kind"  # pooled, aligned, integrated
    SPENDING = "spending"  # revenue, capital


@dataclass(frozen=True)
class Subtotal:
    """Money that goes by a name, as the keys of the lines it is made of."""

    known_as: KnownAs
    name: str
    lines: frozenset[int]


def subtotals_of(schedule: Schedule) -> list[Subtotal]:
    """Every subtotal that has a line: the kinds of fund, each fund, each partner, revenue and capital."""
    found: dict[tuple[KnownAs, str], set[int]] = defaultdict(set)
    for _, path, row in _rows(schedule):
        names = {(KnownAs.FUND, fund.name) for fund in path} | {
            (KnownAs.KIND, fund.fund.kind) for fund in path
        }
        names |= {(KnownAs.CONTRIBUTOR, row.line.contributor), (KnownAs.SPENDING, row.line.spending)}
        for name in names:
            found[name].add(row.line.key)
    return [Subtotal(known_as, name, frozenset(lines)) for (known_as, name), lines in found.items()]


def sums_within(schedule: Schedule, lines: frozenset[int] | None = None) -> set[Decimal]:
    """Pounds of each figure of these lines and of each of their subtotals, by year and over all years.

    None are all lines. What is only in view or only requested is summed apart from what totals count.
    """
    sums: dict[tuple[object, ...], list[Decimal]] = {}
    for part, path, row in _rows(schedule):
        if lines is not None and row.line.key not in lines:
            continue
        amounts = [each.amount if each is not None else Decimal(0) for each in row.with_total]
        for group in _groups(path, row):
            before = sums.setdefault((part, *group), [Decimal(0)] * len(amounts))
            sums[part, *group] = [one + other for one, other in zip(before, amounts, strict=True)]
    found = {amount for group in sums.values() for amount in group}
    if lines is None:
        found |= {grant.amount.amount for grant in schedule.grants if grant.amount is not None}
    return found | {check.published.amount for check in schedule.checks if _is_of(check.parts, lines)}


def _is_of(parts: Iterable[tuple[int, object]], lines: frozenset[int] | None) -> bool:
    return lines is None or all(line in lines for line, _ in parts)


def _groups(path: tuple[FundSchedule, ...], row: Row) -> Iterator[tuple[object, ...]]:
    """What a row is summed into: with others of its funds, their kinds, its partner, its spending, in all."""
    yield ("all",)
    yield ("row", row.line.key)
    for fund in path:
        yield ("fund", fund.key)
        yield ("fund's partner", fund.key, row.line.contributor_key)
    for kind in {fund.fund.kind for fund in path}:
        yield ("kind", kind)
        yield ("kind's partner", kind, row.line.contributor_key)
        yield ("kind's spending", kind, row.line.spending)
    yield ("own kind", path[-1].fund.kind)
    yield ("partner", row.line.contributor_key)
    yield ("spending", row.line.spending)


def _rows(schedule: Schedule) -> Iterator[tuple[str, tuple[FundSchedule, ...], Row]]:
    """Each row with the part of the schedule it is in, and its fund after those that contain it."""
    by_key = {fund.key: fund for fund in (*schedule.funds, *schedule.in_view)}
    for fund in by_key.values():
        path: tuple[FundSchedule, ...] = (fund,)
        while (outer := path[0].fund.within) in by_key:
            path = (by_key[outer], *path)
        part = "in view" if fund.fund.is_in_view else "counted"
        yield from ((part, path, row) for row in fund.rows)
        yield from (("requested", path, row) for row in fund.requested)
