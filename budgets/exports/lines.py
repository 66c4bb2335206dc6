"""The schedule as CSV: a line for each figure, with every attribute of it."""

from __future__ import annotations

from collections.abc import Iterator

from budgets.calculations import LineFacts, Schedule
from core.spreadsheet import Cell, Column, csv_lines
from partnerships.as_at import AgreementAsAt

CSV_COLUMNS = [
    Column(heading)
    for heading in (
        "Agreement",
        "Fund",
        "Kind of fund",
        "Part of",
        "Host",
        "Partner",
        "What it is",
        "Financial year",
        "Year starts",
        "Year ends",
        "Amount in pounds",
        "Status",
        "Agreed by or as reported in",
        "In the totals",
        "Recurrent or not",
        "Cash or in kind",
        "Revenue or capital",
        "Charges to users",
        "Source",
        "Source in words",
        "Depends on the grant",
        "Note",
    )
]


def schedule_csv(agreement: AgreementAsAt) -> bytes:
    """A line for each contribution line and year, with every attribute; UTF-8 with a byte order mark."""
    schedule = agreement.part(Schedule)
    return b"".join(csv_lines(CSV_COLUMNS, _csv_rows(agreement, schedule)))


def _csv_rows(agreement: AgreementAsAt, schedule: Schedule) -> Iterator[list[Cell]]:
    funds = (*schedule.funds, *schedule.in_view)
    names = {fund.key: fund.name for fund in funds}
    for fund in funds:
        facts = fund.fund
        about = [facts.name, facts.kind_label, names.get(facts.within or 0, ""), facts.host]
        for line in facts.lines:
            for figure in line.figures:
                yield [
                    agreement.reference,
                    *about,
                    line.contributor,
                    line.description,
                    str(figure.year),
                    figure.year.starts_on,
                    figure.year.ends_on,
                    figure.amount,
                    figure.status_label,
                    figure.agreed,
                    "Yes" if figure.counted and not facts.is_in_view else "No",
                    *attributes_of(line),
                ]


def attributes_of(line: LineFacts) -> list[Cell]:
    """What kind of money the line is, in words."""
    return [
        line.recurrence,
        line.given_as,
        line.spending,
        line.charges,
        line.source,
        line.source_detail,
        line.grant,
        line.note,
    ]
