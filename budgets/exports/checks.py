"""The checks of a workbook: against itself, of published totals, and of what is not yet agreed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from budgets.calculations import Check
from budgets.exports.pounds import PoundsSheet, value_of
from core.spreadsheet import Cell, Column, Formula, Kind, Sheet


class Checked(NamedTuple):
    """One line of the sheet: what is expected, what is recorded, and what comes of comparing the two."""

    name: str
    scope: str
    expected: Cell
    recorded: Cell
    remark: str
    source: str
    difference: Cell = None
    result: Cell = "Not compared"


CHECK_COLUMNS: tuple[tuple[Column, Callable[[Checked], Cell]], ...] = (
    (Column("Check", 32), lambda line: line.name),
    (Column("Of", 24), lambda line: line.scope),
    (Column("Published or expected, £", 17, Kind.PENCE), lambda line: line.expected),
    (Column("Recorded, £", 17, Kind.PENCE), lambda line: line.recorded),
    (Column("Difference, £", 15, Kind.PENCE), lambda line: line.difference),
    (Column("Result", 15), lambda line: line.result),
    (Column("Remark", 40), lambda line: line.remark),
    (Column("Source", 26), lambda line: line.source),
)


def checks_sheet(pounds: PoundsSheet) -> Sheet:
    introduction = ["Checks", *pounds.introduction[1:]]
    empty = Sheet("Checks", [column for column, _ in CHECK_COLUMNS], (), introduction)
    lines = [_compared(empty, row, line) for row, line in enumerate(_checked(pounds))]
    lines += [
        Checked("Not yet agreed", row.label, None, row.total, "Counted in the totals", "", result=row.note)
        for row in pounds.schedule.not_firm
    ]
    rows = [[value(line) for _, value in CHECK_COLUMNS] for line in lines]
    notes = [
        "A published total may differ from its parts because each was rounded. Nothing here was adjusted."
    ]
    return replace(empty, rows=rows, notes=notes)


def _checked(pounds: PoundsSheet) -> Iterator[Checked]:
    """What is checked: the sheet against itself, then each published total; not compared yet."""
    schedule, whole = pounds.schedule, pounds.schedule.grand_total
    last, total_row = pounds.places[-1], len(pounds.sheet.rows) + len(pounds.sheet.totals) - 1
    years = [(place, total_row) for place in pounds.places[:-1]]
    lines = [(last, row) for row in pounds.lines.values()]
    total = pounds.sum_of([(last, total_row)], whole, elsewhere=True)
    for name, places in (("The years add up to the total", years), ("The lines add up to the total", lines)):
        recorded = pounds.sum_of(places, whole, elsewhere=True)
        yield Checked(name, "All funds", total, recorded, "", "This workbook")
    for check in schedule.checks:
        recorded = _recorded(pounds, check)
        yield Checked(check.label, check.scope, check.published, recorded, _remark(check), check.source)


def _recorded(pounds: PoundsSheet, check: Check) -> Cell:
    if not check.parts:
        return None
    if any(line not in pounds.lines for line, _ in check.parts):
        return check.recorded  # of a fund only in view, whose figures stand on another sheet
    places = [pounds.place_of(line, year) for line, year in check.parts]
    return pounds.sum_of(places, check.recorded, elsewhere=True)


def _remark(check: Check) -> str:
    return " ".join(filter(None, ["" if check.adds_up else check.words, check.note]))


def _compared(sheet: Sheet, row: int, line: Checked) -> Checked:
    """The line of that row with its difference and result, where anything is recorded to compare."""
    if line.recorded is None:
        return line
    difference = value_of(line.expected) - value_of(line.recorded)
    expected, recorded, gap = (sheet.cell(column, row) for column in (2, 3, 4))
    result = "Does not add up" if difference else "Adds up"
    return line._replace(
        difference=Formula(f"={expected}-{recorded}", difference),
        result=Formula(f'=IF({gap}=0,"Adds up","Does not add up")', result),
    )
