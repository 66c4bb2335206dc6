"""The schedule as a workbook: a cover, the schedule twice, and what explains it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from budgets.calculations import FundFacts, GrantFacts, Schedule, Total
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
    cover = _cover(Cover(agreement, version, at, by_name))
    sheets = [cover, pounds.sheet, _thousands(pounds), _partners(pounds)]
    sheets += [_lines(schedule)] if schedule.rows else []
    sheets += [_apart(schedule)] if schedule.requested or schedule.in_view else []
    sheets += [_grants(schedule)] if schedule.grants else []
    sheets.append(checks_sheet(pounds))
    return workbook_bytes(sheets, title=title, created_at=at)


class Cover(NamedTuple):
    """What the cover tells of."""

    agreement: AgreementAsAt
    version: str
    at: datetime
    by_name: str

    @property
    def schedule(self) -> Schedule:
        return self.agreement.part(Schedule)


IN_THOUSANDS = "The second schedule shows the same in thousands of pounds, by formula."
COVER_LINES: tuple[tuple[str, Callable[[Cover], str]], ...] = (
    ("Agreement", lambda cover: cover.agreement.title),
    ("Reference", lambda cover: cover.agreement.reference),
    ("Legal basis", lambda cover: cover.agreement.basis.name),
    ("Partners", lambda cover: "; ".join(map(str, cover.agreement.partners))),
    ("Years", lambda cover: ", ".join(map(str, cover.schedule.years)) or "None yet"),
    ("Total of all funds and years", lambda cover: f"£{cover.schedule.grand_total.amount:,.2f}"),
    ("As at", lambda cover: in_words(cover.agreement.on)),
    ("Made on", lambda cover: in_words(cover.at)),
    ("Made by", lambda cover: cover.by_name),
    ("Version of the record", lambda cover: cover.version),
    ("Unit", lambda _: f"Pounds sterling. {IN_THOUSANDS}"),
    ("Years run", lambda _: "From 1 April to 31 March, written 2003/04"),
    ("In the totals", lambda _: "Agreed, proposed and indicative contributions to funds of the agreement"),
    ("Not in the totals", lambda _: "Sums only requested, grants, and funds only in view"),
)
FUND_LINES: tuple[tuple[str, Callable[[FundFacts], str]], ...] = (
    ("Source", lambda fund: fund.source),
    ("Note", lambda fund: fund.note),
)


def _cover(cover: Cover) -> Sheet:
    schedule = cover.schedule
    rows: list[list[Cell]] = [[heading, value(cover)] for heading, value in COVER_LINES]
    rows += [
        [f"Members of {group.name}", "; ".join(each.name for each in group.members)]
        for group in schedule.groups
    ]
    for fund in (*schedule.funds, *schedule.in_view):
        told = ((heading, value(fund.fund)) for heading, value in FUND_LINES)
        rows += [[f"{heading}: {fund.name}", said] for heading, said in told if said]
    columns = [Column("About", 32), Column("Details", 90)]
    return Sheet("Cover", columns, rows, introduction=["Budget schedule", str(cover.agreement)])


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
        [*(column for column, _ in NAMES), *pounds.amount_columns(1000)],
        shown[:split],
        ["Schedule in £000", *pounds.introduction[1:]],
        shown[split:],
        ["Every figure is that of the schedule in £, divided by 1,000."],
        pounds.sheet.strong,
    )


PARTNER_COLUMNS: tuple[tuple[Column, Callable[[Total], Cell]], ...] = (
    (Column("Partner", 40), lambda partner: partner.label),
    (Column("Status", 26), lambda partner: partner.status),
)


def _partners(pounds: PoundsSheet) -> Sheet:
    schedule = pounds.schedule
    rows_of: dict[str, list[int]] = {}
    for row in schedule.rows:
        rows_of.setdefault(row.line.contributor_key, []).append(pounds.lines[row.line.key])
    rows: list[list[Cell]] = [
        [
            *(value(partner) for _, value in PARTNER_COLUMNS),
            *(
                pounds.sum_of([(place, row) for row in own], amount, elsewhere=True)
                for place, amount in zip(pounds.places, partner.with_total, strict=True)
            ),
        ]
        for partner, own in zip(schedule.by_partner, rows_of.values(), strict=True)
    ]
    first = len(PARTNER_COLUMNS)
    columns = [*(column for column, _ in PARTNER_COLUMNS), *pounds.amount_columns(1)]
    sheet = Sheet("By partner", columns, rows, ["By partner, in £", *pounds.introduction[1:]])
    totals = [
        Formula(f"=SUM({sheet.cell(place, 0)}:{sheet.cell(place, len(rows) - 1)})", amount or gbp(0))
        for place, amount in enumerate(schedule.by_year.with_total, first)
    ]
    return replace(sheet, totals=[["Total", *[""] * (first - 1), *totals]] if rows else [])


def _lines(schedule: Schedule) -> Sheet:
    """The attributes of each line; one that no line states has no column."""
    rows = [
        [*(value(fund, row) for _, value in NAMES), *(value(row.line) for _, value in ATTRIBUTES)]
        for fund in schedule.funds
        for row in fund.rows
    ]
    columns = [column for column, _ in (*NAMES, *ATTRIBUTES)]
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
    """What is shown beside the schedule and counted nowhere in it; each is marked so, and has no status."""
    names = [each for each in NAMES if each[0].heading != "Status"]
    apart = [
        ("Requested, not agreed", fund, row)
        for fund in (*schedule.funds, *schedule.in_view)
        for row in fund.requested
    ]
    apart += [("Only in view", fund, row) for fund in schedule.in_view for row in fund.rows]
    rows: list[list[Cell]] = [
        [why, *(value(fund, row) for _, value in names), *row.with_total] for why, fund, row in apart
    ]
    kind = shown_as([amount for _, _, row in apart for amount in row.amounts])
    columns = [Column("Why it is apart", 24), *(column for column, _ in names)]
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
