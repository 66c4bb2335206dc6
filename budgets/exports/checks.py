"""The checks of a workbook: against itself, of published totals, and of what is not yet agreed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgets.calculations import Check
from budgets.exports.pounds import PoundsSheet, value_of
from core.spreadsheet import Cell, Column, Formula, Kind, Sheet

CHECK_COLUMNS = [
    Column("Check", 32),
    Column("Of", 24),
    Column("Published or expected, £", 17, Kind.PENCE),
    Column("Recorded, £", 17, Kind.PENCE),
    Column("Difference, £", 15, Kind.PENCE),
    Column("Result", 15),
    Column("Remark", 40),
    Column("Source", 26),
]


def checks_sheet(pounds: PoundsSheet) -> Sheet:
    schedule = pounds.schedule
    sheet = Sheet("Checks", CHECK_COLUMNS, (), ["Checks", *pounds.introduction[1:]])
    rows: list[list[Cell]] = []
    for first_cells in _checked(pounds):
        rows.append([*first_cells[:4], *_verdict(sheet, len(rows), first_cells), *first_cells[4:]])
    for row in schedule.not_firm:
        rows.append(
            ["Not yet agreed", row.label, None, row.total, None, row.note, "Counted in the totals", ""]
        )
    notes = [
        "A published total may differ from its parts because each was rounded. Nothing here was adjusted."
    ]
    return Sheet("Checks", CHECK_COLUMNS, rows, sheet.introduction, notes=notes)


def _checked(pounds: PoundsSheet) -> Iterator[list[Cell]]:
    """What is checked: the sheet against itself, then each published total; without the verdicts."""
    schedule, whole = pounds.schedule, pounds.schedule.grand_total
    last, total_row = pounds.places[-1], len(pounds.sheet.rows) + len(pounds.sheet.totals) - 1
    years = [(place, total_row) for place in pounds.places[:-1]]
    lines = [(last, row) for row in pounds.lines.values()]
    total = pounds.sum_of([(last, total_row)], whole, elsewhere=True)
    for name, places in (("The years add up to the total", years), ("The lines add up to the total", lines)):
        yield [name, "All funds", total, pounds.sum_of(places, whole, elsewhere=True), "", "This workbook"]
    for check in schedule.checks:
        yield [
            check.label,
            check.scope,
            check.published,
            _recorded(pounds, check),
            _remark(check),
            check.source,
        ]


def _recorded(pounds: PoundsSheet, check: Check) -> Cell:
    if not check.parts:
        return None
    if any(line not in pounds.lines for line, _ in check.parts):
        return check.recorded  # of a fund only in view, whose figures stand on another sheet
    places = [pounds.place_of(line, year) for line, year in check.parts]
    return pounds.sum_of(places, check.recorded, elsewhere=True)


def _remark(check: Check) -> str:
    return " ".join(filter(None, ["" if check.adds_up else check.words, check.note]))


def _verdict(sheet: Sheet, row: int, cells: Sequence[Cell]) -> list[Cell]:
    if cells[3] is None:
        return [None, "Not compared"]
    difference = value_of(cells[2]) - value_of(cells[3])
    published, recorded, gap = (sheet.cell(column, row) for column in (2, 3, 4))
    return [
        Formula(f"={published}-{recorded}", difference),
        Formula(f'=IF({gap}=0,"Adds up","Does not add up")', "Does not add up" if difference else "Adds up"),
    ]
