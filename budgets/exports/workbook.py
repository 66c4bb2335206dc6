"""The schedule as a workbook: a cover, the schedule twice, and what explains it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from budgets.calculations import GrantFacts, Row, Schedule
from budgets.exports.checks import checks_sheet
from budgets.exports.lines import ATTRIBUTES
from budgets.exports.pounds import FIRST, NAMES, PoundsSheet, shown_as, value_of
from budgets.models import Recurrence
from core.money import gbp
from core.spreadsheet import Cell, Column, Formula, Kind, Sheet, workbook_bytes
from core.timeline import in_words
from partnerships.as_at import AgreementAsAt

NOT_STATED = str(Recurrence.NOT_STATED.label)


def schedule_workbook(agreement: AgreementAsAt, *, version: str, at: datetime, by_name: str) -> bytes:
    """Cover, schedule in £ and in £000, partners, lines, what is in no total, grants and checks."""
    schedule = agreement.part(Schedule)
    title = f"{agreement.reference} budget schedule"
    pounds = PoundsSheet(schedule, agreement)
    sheets = [_cover(agreement, version, at, by_name), pounds.sheet, _thousands(pounds), _partners(pounds)]
    sheets += [_lines(schedule)] if schedule.rows else []
    sheets += [_apart(schedule)] if schedule.requested or schedule.in_view else []
    sheets += [_grants(schedule)] if schedule.grants else []
    sheets.append(checks_sheet(pounds))
    return workbook_bytes(sheets, title=title, created_at=at)


def _cover(agreement: AgreementAsAt, version: str, at: datetime, by_name: str) -> Sheet:
    schedule = agreement.part(Schedule)
    in_thousands = "The second schedule shows the same in thousands of pounds, by formula."
    rows: list[list[Cell]] = [
        ["Agreement", agreement.title],
        ["Reference", agreement.reference],
        ["Legal basis", agreement.basis.name],
        ["Partners", "; ".join(map(str, agreement.partners))],
        ["Years", ", ".join(map(str, schedule.years)) or "None yet"],
        ["Total of all funds and years", f"£{schedule.grand_total.amount:,.2f}"],
        ["As at", in_words(agreement.on)],
        ["Made on", in_words(at)],
        ["Made by", by_name],
        ["Version of the record", version],
        ["Unit", f"Pounds sterling. {in_thousands}"],
        ["Years run", "From 1 April to 31 March, written 2003/04"],
        ["In the totals", "Agreed, proposed and indicative contributions to funds of the agreement"],
        ["Not in the totals", "Sums only requested, grants, and funds only in view"],
    ]
    rows += [
        [f"Members of {group.name}", "; ".join(each.name for each in group.members)]
        for group in schedule.groups
    ]
    for fund in (*schedule.funds, *schedule.in_view):
        rows += [[f"Source: {fund.name}", fund.fund.source]] if fund.fund.source else []
        rows += [[f"Note: {fund.name}", fund.fund.note]] if fund.fund.note else []
    columns = [Column("About", 32), Column("Details", 90)]
    return Sheet("Cover", columns, rows, introduction=["Budget schedule", str(agreement)])


def _thousands(pounds: PoundsSheet) -> Sheet:
    rows = [*pounds.sheet.rows, *pounds.sheet.totals]

    def in_thousands(place: int, number: int, cell: Cell) -> Cell:
        if cell is None:
            return None
        return Formula(f"={pounds.sheet.cell_elsewhere(place, number)}/1000", value_of(cell) / 1000)

    shown = [
        [*row[:FIRST], *(in_thousands(place, number, row[place]) for place in pounds.places)]
        for number, row in enumerate(rows)
    ]
    split = len(pounds.sheet.rows)
    return Sheet(
        "Schedule in £000",
        [*NAMES, *pounds.amount_columns(1000)],
        shown[:split],
        ["Schedule in £000", *pounds.introduction[1:]],
        shown[split:],
        ["Every figure is that of the schedule in £, divided by 1,000."],
        pounds.sheet.strong,
    )


def _partners(pounds: PoundsSheet) -> Sheet:
    schedule = pounds.schedule
    rows_of: dict[str, list[int]] = {}
    for row in schedule.rows:
        rows_of.setdefault(row.line.contributor_key, []).append(pounds.lines[row.line.key])
    rows: list[list[Cell]] = [
        [
            partner.label,
            partner.status,
            *(
                pounds.sum_of([(place, row) for row in own], amount, elsewhere=True)
                for place, amount in zip(pounds.places, partner.with_total, strict=True)
            ),
        ]
        for partner, own in zip(schedule.by_partner, rows_of.values(), strict=True)
    ]
    columns = [Column("Partner", 40), Column("Status", 26), *pounds.amount_columns(1)]
    introduction = ["By partner, in £", *pounds.introduction[1:]]
    sheet = Sheet("By partner", columns, rows, introduction)
    totals = [
        Formula(f"=SUM({sheet.cell(place, 0)}:{sheet.cell(place, len(rows) - 1)})", amount or gbp(0))
        for place, amount in enumerate(schedule.by_year.with_total, 2)
    ]
    return Sheet("By partner", columns, rows, introduction, [["Total", "", *totals]] if rows else [])


def _lines(schedule: Schedule) -> Sheet:
    """The attributes of each line; one that no line states has no column."""
    columns = [*NAMES, *(column for column, _ in ATTRIBUTES)]
    rows = [
        [
            fund.name,
            row.line.contributor,
            row.line.description,
            row.status,
            *(value(row.line) for _, value in ATTRIBUTES),
        ]
        for fund in schedule.funds
        for row in fund.rows
    ]
    said = [
        place
        for place in range(len(columns))
        if place < FIRST or any(row[place] not in ("", NOT_STATED) for row in rows)
    ]
    return Sheet(
        "Contribution lines",
        [columns[place] for place in said],
        [[row[place] for place in said] for row in rows],
        ["What kind of money each line is"],
    )


def _apart(schedule: Schedule) -> Sheet:
    """What is shown beside the schedule and counted nowhere in it."""
    funds = (*schedule.funds, *schedule.in_view)
    apart: list[tuple[str, str, Row]] = [
        ("Requested, not agreed", fund.name, row) for fund in funds for row in fund.requested
    ]
    apart += [("Only in view", fund.name, row) for fund in schedule.in_view for row in fund.rows]
    rows: list[list[Cell]] = [
        [why, fund, row.line.contributor, row.line.description, *row.with_total] for why, fund, row in apart
    ]
    kind = shown_as([amount for _, _, row in apart for amount in row.amounts])
    columns = [Column("Why it is apart", 24), *NAMES[:3]]
    columns += [Column(heading, 14, kind) for heading in schedule.columns]
    return Sheet("Not in the totals", columns, rows, ["In no total of this workbook, in £"])


GRANT_COLUMNS: tuple[tuple[Column, Callable[[GrantFacts], Cell]], ...] = (
    (Column("Grant", 34), lambda grant: grant.name),
    (Column("Given by", 24), lambda grant: grant.giver),
    (Column("Paid to", 28), lambda grant: grant.receiver),
    (Column("For the fund", 28), lambda grant: grant.fund or "Whole agreement"),
    (Column("Amount in £", 14, Kind.PENCE), lambda grant: grant.amount),
    (Column("Condition", 50), lambda grant: grant.condition),
    (Column("To be met by", 14, Kind.DATE), lambda grant: grant.needed_by),
    (Column("Outcome", 18), lambda grant: grant.outcome_label),
    (Column("Day of the outcome", 14, Kind.DATE), lambda grant: grant.outcome_on),
    (Column("Note", 40), lambda grant: grant.note),
)


def _grants(schedule: Schedule) -> Sheet:
    kind = shown_as([grant.amount for grant in schedule.grants])
    columns = [
        replace(column, kind=kind) if column.kind is Kind.PENCE else column for column, _ in GRANT_COLUMNS
    ]
    rows = [[value(grant) for _, value in GRANT_COLUMNS] for grant in schedule.grants]
    return Sheet("Grants", columns, rows, ["Grants from outside the partnership, in no total"])
