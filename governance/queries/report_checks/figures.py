"""Figures that a report quotes, beside those of the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from budgets.calculations import Schedule, Total
from governance.calculations.quoted_figures import without_record
from governance.models import CabinetReport
from governance.queries.report_checks.wording import texts_of


@dataclass(frozen=True)
class Unrecorded:
    """Amounts that a section quotes and the agreement's record does not have."""

    place: str
    amounts: tuple[str, ...]
    url: str


def amounts_without_record(report: CabinetReport, schedule: Schedule) -> list[Unrecorded]:
    """What to look at: each may be a slip, or a figure from elsewhere. Asks nothing of the database."""
    recorded = list(_recorded_amounts(schedule))
    found = [(place, without_record(text, recorded), url) for place, text, url in texts_of(report)]
    return [Unrecorded(place, tuple(amounts), url) for place, amounts, url in found if amounts]


def _recorded_amounts(schedule: Schedule) -> Iterable[Decimal]:
    """Every figure of the schedule: lines, sums asked for, totals, grants and what others published."""
    funds = (*schedule.funds, *schedule.in_view)
    totals: list[Total] = [schedule.by_year, *schedule.by_partner, *schedule.by_fund, *schedule.requested]
    totals += [each for fund in funds for each in (fund.own, fund.total, *fund.rows)]
    for total in totals:
        yield from (amount.amount for amount in total.with_total if amount is not None)
    yield from (check.published.amount for check in schedule.checks)
    yield from (grant.amount.amount for grant in schedule.grants if grant.amount is not None)
