"""The schedule as CSV: a line for each figure, with every attribute of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from budgets.calculations import Figure, FundFacts, LineFacts, Schedule
from core.spreadsheet import Cell, Column, csv_lines
from partnerships.as_at import AgreementAsAt


class FigureLine(NamedTuple):
    """One figure, and all it stands under; `part_of` names the fund that its fund is in."""

    reference: str
    part_of: str
    fund: FundFacts
    line: LineFacts
    figure: Figure


FIGURE_COLUMNS: tuple[tuple[str, Callable[[FigureLine], Cell]], ...] = (
    ("Agreement", lambda row: row.reference),
    ("Fund", lambda row: row.fund.name),
    ("Kind of fund", lambda row: row.fund.kind_label),
    ("Part of", lambda row: row.part_of),
    ("Host", lambda row: row.fund.host),
    ("Partner", lambda row: row.line.contributor),
    ("What it is", lambda row: row.line.description),
    ("Financial year", lambda row: str(row.figure.year)),
    ("Year starts", lambda row: row.figure.year.starts_on),
    ("Year ends", lambda row: row.figure.year.ends_on),
    ("Amount in pounds", lambda row: row.figure.amount),
    ("Status", lambda row: row.figure.status_label),
    ("Agreed by or as reported in", lambda row: row.figure.agreed),
    ("In the totals", lambda row: "Yes" if row.figure.counted and not row.fund.is_in_view else "No"),
)
# What kind of money a line is, in words, in the CSV file and in the workbook.
ATTRIBUTES: tuple[tuple[Column, Callable[[LineFacts], Cell]], ...] = (
    (Column("Recurrent or not", 16), lambda line: line.recurrence),
    (Column("Cash or in kind", 14), lambda line: line.given_as),
    (Column("Revenue or capital", 14), lambda line: line.spending),
    (Column("Charges to users", 26), lambda line: line.charges),
    (Column("Source", 22), lambda line: line.source),
    (Column("Source in words", 30), lambda line: line.source_detail),
    (Column("Depends on the grant", 26), lambda line: line.grant),
    (Column("Note", 40), lambda line: line.note),
)


def schedule_csv(agreement: AgreementAsAt) -> bytes:
    """A line for each contribution line and year, with every attribute; UTF-8 with a byte order mark."""
    columns = [Column(heading) for heading, _ in FIGURE_COLUMNS]
    columns += [column for column, _ in ATTRIBUTES]
    rows = (
        [*(value(row) for _, value in FIGURE_COLUMNS), *(value(row.line) for _, value in ATTRIBUTES)]
        for row in _figure_lines(agreement)
    )
    return b"".join(csv_lines(columns, rows))


def _figure_lines(agreement: AgreementAsAt) -> Iterator[FigureLine]:
    schedule = agreement.part(Schedule)
    funds = [each.fund for each in (*schedule.funds, *schedule.in_view)]
    names = {fund.key: fund.name for fund in funds}
    for fund in funds:
        for line in fund.lines:
            for figure in line.figures:
                yield FigureLine(agreement.reference, names.get(fund.within or 0, ""), fund, line, figure)
