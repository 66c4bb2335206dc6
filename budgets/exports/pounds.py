"""The schedule in £: the sheet on which every other sheet's formulas rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import cached_property

from budgets.calculations import FundSchedule, Row, Schedule
from core.money import Money, gbp
from core.spreadsheet import Cell, Column, Formula, Kind, Sheet
from partnerships.as_at import AgreementAsAt

NAMES: tuple[tuple[Column, Callable[[FundSchedule, Row], Cell]], ...] = (
    (Column("Fund", 42), lambda fund, row: fund.name),
    (Column("Partner", 36), lambda fund, row: row.line.contributor),
    (Column("What it is", 26), lambda fund, row: row.line.description),
    (Column("Status", 14), lambda fund, row: row.status),
)
FIRST = len(NAMES)  # the column of the first year


def shown_as(amounts: Iterable[Money | None], unit: int = 1) -> Kind:
    """Whole numbers where nothing is lost by it, else two decimals."""
    return Kind.PENCE if any(amount and amount.amount % unit for amount in amounts) else Kind.WHOLE


class PoundsSheet:
    """The schedule in £, and where each of its figures stands."""

    def __init__(self, schedule: Schedule, agreement: AgreementAsAt) -> None:
        self.schedule = schedule
        self.introduction = ["Schedule in £", str(agreement)]
        self.rows: list[list[Cell]] = []
        self.subtotals: dict[int, int] = {}  # the row of each fund's own subtotal
        self.lines: dict[int, int] = {}  # the row of each line
        for fund in schedule.funds:
            self._add(fund)
        self.sheet = self._finished()

    @cached_property
    def columns(self) -> list[Column]:
        return [*(column for column, _ in NAMES), *self.amount_columns(1)]

    def amount_columns(self, unit: int) -> list[Column]:
        kind = shown_as([amount for row in self.schedule.rows for amount in row.amounts], unit)
        return [Column(heading, 14, kind) for heading in self.schedule.columns]

    @property
    def places(self) -> range:
        """The columns of the years and of the total."""
        return range(FIRST, FIRST + len(self.schedule.columns))

    @cached_property
    def at(self) -> Callable[[int, int], str]:
        """The address of a cell, which does not depend on what is written."""
        return Sheet("Schedule in £", self.columns, (), self.introduction).cell

    def place_of(self, line: int, year: object) -> tuple[int, int]:
        """The column and row of one figure."""
        return FIRST + [*self.schedule.years].index(year), self.lines[line]  # type: ignore[arg-type]

    def _add(self, fund: FundSchedule) -> None:
        first = len(self.rows)
        for row in fund.rows:
            self.lines[row.line.key] = len(self.rows)
            names = [value(fund, row) for _, value in NAMES]
            self.rows.append([*names, *row.amounts, self._across(len(self.rows), row.total)])
        last = len(self.rows) - 1
        if fund.rows:
            self.subtotals[fund.key] = len(self.rows)
            sums = [
                Formula(f"=SUM({self.at(place, first)}:{self.at(place, last)})", amount or gbp(0))
                for place, amount in zip(self.places, fund.own.with_total, strict=True)
            ]
            self.rows.append([fund.own.label, "", "", "", *sums])

    def _across(self, row: int, total: Money) -> Cell:
        if not self.schedule.years:
            return total
        return Formula(f"=SUM({self.at(FIRST, row)}:{self.at(self.places[-2], row)})", total)

    def _finished(self) -> Sheet:
        funds = self.schedule.funds
        totals = [
            [f"{fund.name} with all inside it", "", "", "", *self._added(fund)]
            for fund in funds
            if fund.has_parts
        ]
        totals.append(["Total of all funds", "", "", "", *self._added(None)])
        notes = ["Requested sums, grants and funds only in view are in no total of this sheet."]
        return Sheet(
            "Schedule in £",
            self.columns,
            self.rows,
            self.introduction,
            totals,
            notes,
            strong=set(self.subtotals.values()),
        )

    def _added(self, fund: FundSchedule | None) -> list[Cell]:
        """The subtotals of a fund and of all inside it, or of every fund, added up."""
        inside = set(self.subtotals) if fund is None else self._inside(fund.key)
        rows = [row for key, row in self.subtotals.items() if key in inside]
        amounts = (self.schedule.by_year if fund is None else fund.total).with_total
        return [
            self.sum_of([(place, row) for row in rows], amount)
            for place, amount in zip(self.places, amounts, strict=True)
        ]

    def _inside(self, key: int) -> set[int]:
        parts = {fund.key for fund in self.schedule.funds if fund.fund.within == key}
        return {key}.union(*(self._inside(part) for part in parts))

    def sum_of(
        self, places: Sequence[tuple[int, int]], amount: Money | None, *, elsewhere: bool = False
    ) -> Cell:
        """The sum of some of its cells as a formula; `elsewhere` for one that stands on another sheet."""
        if not places:
            return amount
        address = self.sheet.cell_elsewhere if elsewhere else self.at
        return Formula("=" + "+".join(address(*place) for place in places), amount or gbp(0))


def value_of(cell: Cell) -> Decimal:
    """The pounds in a cell, zero in one that holds none."""
    value = cell.value if isinstance(cell, Formula) else cell
    return value.amount if isinstance(value, Money) else Decimal(0)
