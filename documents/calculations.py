"""Facts as a document lays them out, and as plain JSON that can be read back without this program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from math import ceil
from typing import Any

from budgets.calculations import FundSchedule, Row, Schedule, Total
from core.dates import FinancialYear
from core.jinja import in_unit
from core.money import Money
from core.sentences import mid_sentence, sentence_start


def as_json(value: Any) -> Any:
    """Return the facts as JSON has them: a dataclass by its fields, an amount as text with its currency.

    Days and moments are ISO 8601, a financial year is "2003/04". Raises TypeError for anything else that
    JSON lacks, a float least of all: nothing is written that could not be read back the same.
    """
    match value:
        case None | bool() | int() | str():
            return value.value if isinstance(value, Enum) else value
        case Money():
            return {"amount": f"{value.amount:f}", "currency": value.currency.code}
        case Decimal():
            return f"{value:f}"
        case FinancialYear():
            return str(value)
        case date():
            return value.isoformat()
        case list() | tuple():
            return [as_json(each) for each in value]
        case dict():
            return {str(key): as_json(each) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_json(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} is no fact that can be kept.")


NOT_STATED = "Not stated"

# Millimetres of a printed table: the page between its margins, the least that labels and notes need, a digit
# and the space between two figures.
PAGE, LABELS, NOTES, DIGIT, GUTTER = 162, 34, 24, 1.65, 5.4
LONGEST_HEADING = len("2003/04")


@dataclass(frozen=True)
class TableRow:
    """A row of a printed table; `kind` is "row", "subtotal", "total" or "group", which has no amounts."""

    label: str
    kind: str
    amounts: tuple[Money | None, ...]
    note: str = ""


@dataclass(frozen=True)
class MoneyTable:
    """A printed table of amounts by year; `unit` 1, 1000 or 1000000 shows £, £000 or £m."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    unit: int

    @property
    def parts(self) -> tuple[MoneyTable, ...]:
        """The table cut into as many as fit the width of a page, each with all rows and a run of columns."""
        count = len(self.columns)
        if not count:
            return (self,)
        tables = ceil(count / min(self._columns_that_fit, count))
        each = ceil(count / tables)
        return tuple(self._part(slice(first, first + each)) for first in range(0, count, each))

    @property
    def _columns_that_fit(self) -> int:
        """How many columns stand beside the labels on an A4 page, as wide as the longest figure needs."""
        amounts = [amount for row in self.rows for amount in row.amounts if amount is not None]
        longest = max((len(self._as_printed(amount)) for amount in amounts), default=0)
        width = max(longest, LONGEST_HEADING) * DIGIT + GUTTER
        notes = NOTES if any(row.note for row in self.rows) else 0
        return max(1, int((PAGE - LABELS - notes) / width))

    def _as_printed(self, amount: Money) -> str:
        return f"{amount.amount:,.2f}" if self.unit == 1 else in_unit(amount, self.unit)

    def _part(self, columns: slice) -> MoneyTable:
        rows = tuple(replace(row, amounts=row.amounts[columns]) for row in self.rows)
        return MoneyTable(self.columns[columns], rows, self.unit)


def fund_table(fund: FundSchedule, schedule: Schedule, *, with_sum: bool) -> MoneyTable:
    """Lay out a fund: its own lines, each fund directly inside it as one row, and the total.

    `with_sum` adds a column that sums the years, where there are several.
    """
    inside = [each for each in (*schedule.funds, *schedule.in_view) if each.fund.within == fund.key]
    rows = [_table_row(row, _row_note(row), schedule, with_sum) for row in fund.rows]
    rows += [
        _table_row(each.total, each.fund.kind_label, schedule, with_sum, label=each.name) for each in inside
    ]
    rows.append(_table_row(fund.total, "", schedule, with_sum, label="Total", kind="total"))
    return _table(rows, schedule, with_sum, fund.fund.unit)


def grouped_table(
    fund: FundSchedule, schedule: Schedule, labels: Mapping[int, tuple[str, str]] | None = None
) -> MoneyTable:
    """Lay out a fund with every line of the funds inside it, each of those under its name, and one total.

    `labels` are other words for lines and the notes beside them, by the keys of the lines.
    """
    inside = [each for each in schedule.funds if each.fund.within == fund.key]
    rows = [_called(row, schedule, labels or {}) for row in fund.rows]
    for each in inside:
        part = grouped_table(each, schedule, labels)
        rows.append(TableRow(f"{each.name} ({mid_sentence(each.fund.kind_label)})", "group", ()))
        lines, total = part.rows[:-1], part.rows[-1]
        rows += lines
        if len(lines) > 1:
            rows.append(replace(total, kind="subtotal", label=f"Total of {each.name}"))
    rows.append(_table_row(fund.total, "", schedule, False, label="Total", kind="total"))
    return _table(rows, schedule, False, fund.fund.unit)


def _called(row: Row, schedule: Schedule, labels: Mapping[int, tuple[str, str]]) -> TableRow:
    label, note = labels.get(row.line.key, ("", _row_note(row)))
    return _table_row(row, note, schedule, False, label=label)


def partner_table(schedule: Schedule, *, with_sum: bool = True) -> MoneyTable:
    """Every partner's contributions to all funds together, each sum counted once."""
    rows = [_table_row(each, each.note, schedule, with_sum) for each in schedule.by_partner]
    rows.append(_table_row(schedule.by_year, "", schedule, with_sum, kind="total"))
    return _table(rows, schedule, with_sum, schedule.unit)


def requested_table(schedule: Schedule) -> MoneyTable:
    """Sums somebody asked for that nobody agreed: beneath the schedule, and in no total."""
    rows = [_table_row(row, _row_note(row), schedule, True) for row in schedule.requested]
    return _table(rows, schedule, True, schedule.unit)


def attributes_of(row: Row) -> str:
    """What is recorded of a contribution besides its amounts, in words."""
    line = row.line
    labels = [line.recurrence, line.given_as, line.spending, line.charges]
    labels += [] if line.source_detail else [line.source]
    ours = ", ".join(mid_sentence(each) for each in labels if each and each != NOT_STATED)
    grant = f"depends on the grant {line.grant}" if line.grant else ""
    text = ", ".join(filter(None, (sentence_start(ours), line.source_detail, grant)))
    return ". ".join(filter(None, (text, line.note.strip()))).rstrip(".")


def _table(rows: list[TableRow], schedule: Schedule, with_sum: bool, unit: int) -> MoneyTable:
    years = tuple(map(str, schedule.years))
    columns = (*years, "Total") if with_sum and len(years) > 1 else years
    return MoneyTable(columns, tuple(rows), unit)


def _table_row(
    of: Total, note: str, schedule: Schedule, with_sum: bool, *, label: str = "", kind: str = "row"
) -> TableRow:
    amounts = of.with_total if with_sum and len(schedule.years) > 1 else of.amounts
    return TableRow(label or of.label, kind, amounts, note)


def _row_note(row: Row) -> str:
    conditional = "conditional on a grant" if row.line.grant else ""
    return sentence_start(", ".join(filter(None, (row.note, conditional))))
