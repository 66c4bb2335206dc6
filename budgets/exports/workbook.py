"""The schedule as a workbook: its sheets, and the formulas between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from budgets.calculations import Check, FundSchedule, Row, Schedule
from budgets.exports.lines import attributes_of
from budgets.queries import partners_by_name, schedule_of, version_of_the_record
from core.money import Money, gbp
from core.spreadsheet import Cell, Column, Formula, Kind, Sheet, workbook_bytes
from core.timeline import in_words
from partnerships.models import Agreement

NAMES = (Column("Fund", 30), Column("Partner", 30), Column("What it is", 26), Column("Certainty", 14))
FIRST = len(NAMES)  # the column of the first year


def schedule_workbook(agreement: Agreement, *, at: datetime, by_name: str) -> bytes:
    """Cover, schedule in £ and in £000, partners, lines, what is in no total, grants and checks."""
    schedule = schedule_of(agreement)
    title = f"{agreement.reference} budget schedule"
    pounds = PoundsSheet(schedule, agreement)
    sheets = [_cover(agreement, schedule, at, by_name), pounds.sheet, _thousands(pounds), _partners(pounds)]
    sheets += [_lines(schedule)] if schedule.rows else []
    sheets += [_apart(schedule)] if schedule.requested or schedule.in_view else []
    sheets += [_grants(schedule)] if schedule.grants else []
    sheets.append(_checks(pounds))
    return workbook_bytes(sheets, title=title, created_at=at)


def _cover(agreement: Agreement, schedule: Schedule, at: datetime, by_name: str) -> Sheet:
    in_thousands = "The second schedule shows the same in thousands of pounds, by formula."
    rows: list[list[Cell]] = [
        ["Agreement", agreement.title],
        ["Reference", agreement.reference],
        ["Legal basis", str(agreement.legal_basis)],
        ["Partners", "; ".join(partners_by_name(agreement))],
        ["Years", ", ".join(map(str, schedule.years)) or "None yet"],
        ["Total of all funds and years", f"£{schedule.grand_total.amount:,.2f}"],
        ["Made on", in_words(at)],
        ["Made by", by_name],
        ["Version of the record", version_of_the_record(agreement)],
        ["Unit", f"Pounds sterling. {in_thousands}"],
        ["Years run", "From 1 April to 31 March, written 2003/04"],
        ["In the totals", "Agreed, proposed and indicative contributions to funds of the agreement"],
        ["Not in the totals", "Sums only requested, grants, and funds only in view"],
    ]
    rows += [[f"Members of {group.name}", "; ".join(group.members)] for group in schedule.groups]
    for fund in (*schedule.funds, *schedule.in_view):
        rows += [[f"Source: {fund.name}", fund.fund.source]] if fund.fund.source else []
        rows += [[f"Note: {fund.name}", fund.fund.note]] if fund.fund.note else []
    columns = [Column("About", 32), Column("Details", 90)]
    return Sheet("Cover", columns, rows, introduction=["Budget schedule", str(agreement)])


def _shown(amounts: Iterable[Money | None], unit: int = 1) -> Kind:
    """Whole numbers where nothing is lost by it, else two decimals."""
    return Kind.PENCE if any(amount and amount.amount % unit for amount in amounts) else Kind.WHOLE


class PoundsSheet:
    """The schedule in £, and where each of its figures stands."""

    def __init__(self, schedule: Schedule, agreement: Agreement) -> None:
        self.schedule = schedule
        self.introduction = ["Schedule in £", str(agreement)]
        self.rows: list[list[Cell]] = []
        self.subtotals: dict[int, int] = {}  # the row of each fund's own subtotal
        self.lines: dict[int, int] = {}  # the row of each line
        for fund in schedule.funds:
            self._add(fund)
        self.sheet = self._finished()

    @property
    def columns(self) -> list[Column]:
        return [*NAMES, *self.amount_columns(1)]

    def amount_columns(self, unit: int) -> list[Column]:
        kind = _shown([amount for row in self.schedule.rows for amount in row.amounts], unit)
        return [Column(heading, 14, kind) for heading in self.schedule.columns]

    @property
    def places(self) -> range:
        """The columns of the years and of the total."""
        return range(FIRST, FIRST + len(self.schedule.columns))

    def at(self, column: int, row: int) -> str:
        return Sheet("Schedule in £", self.columns, (), self.introduction).cell(column, row)

    def place_of(self, line: int, year: object) -> tuple[int, int]:
        """The column and row of one figure."""
        return FIRST + [*self.schedule.years].index(year), self.lines[line]  # type: ignore[arg-type]

    def _add(self, fund: FundSchedule) -> None:
        first = len(self.rows)
        for row in fund.rows:
            self.lines[row.line.key] = len(self.rows)
            names = [fund.name, row.line.contributor, row.line.description, row.line.certainty_label]
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


def _thousands(pounds: PoundsSheet) -> Sheet:
    rows = [*pounds.sheet.rows, *pounds.sheet.totals]

    def in_thousands(number: int, row: Sequence[Cell]) -> list[Cell]:
        return [
            *row[:FIRST],
            *(
                None
                if row[place] is None
                else Formula(f"={pounds.sheet.cell_elsewhere(place, number)}/1000", _value(row[place]) / 1000)
                for place in pounds.places
            ),
        ]

    shown = [in_thousands(number, row) for number, row in enumerate(rows)]
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


def _value(cell: Cell) -> Decimal:
    value = cell.value if isinstance(cell, Formula) else cell
    return value.amount if isinstance(value, Money) else Decimal(0)


def _partners(pounds: PoundsSheet) -> Sheet:
    schedule = pounds.schedule
    rows_of: dict[str, list[int]] = {}
    for row in schedule.rows:
        rows_of.setdefault(row.line.contributor_key, []).append(pounds.lines[row.line.key])
    rows: list[list[Cell]] = [
        [
            partner.label,
            partner.note,
            *(
                pounds.sum_of([(place, row) for row in own], amount, elsewhere=True)
                for place, amount in zip(pounds.places, partner.with_total, strict=True)
            ),
        ]
        for partner, own in zip(schedule.by_partner, rows_of.values(), strict=True)
    ]
    columns = [Column("Partner", 40), Column("Certainty", 26), *pounds.amount_columns(1)]
    introduction = ["By partner, in £", *pounds.introduction[1:]]
    sheet = Sheet("By partner", columns, rows, introduction)
    totals = [
        Formula(f"=SUM({sheet.cell(place, 0)}:{sheet.cell(place, len(rows) - 1)})", amount or gbp(0))
        for place, amount in enumerate(schedule.by_year.with_total, 2)
    ]
    return Sheet("By partner", columns, rows, introduction, [["Total", "", *totals]] if rows else [])


def _lines(schedule: Schedule) -> Sheet:
    columns = [
        *NAMES,
        Column("Recurrent or not", 16),
        Column("Cash or in kind", 14),
        Column("Revenue or capital", 14),
        Column("Charges to users", 26),
        Column("Source", 22),
        Column("Source in words", 30),
        Column("Depends on the grant", 26),
        Column("Note", 40),
    ]
    rows = [
        [
            fund.name,
            row.line.contributor,
            row.line.description,
            row.line.certainty_label,
            *attributes_of(row.line),
        ]
        for fund in schedule.funds
        for row in fund.rows
    ]
    return Sheet("Contribution lines", columns, rows, ["What kind of money each line is"])


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
    kind = _shown([amount for _, _, row in apart for amount in row.amounts])
    columns = [Column("Why it is apart", 24), *NAMES[:3]]
    columns += [Column(heading, 14, kind) for heading in schedule.columns]
    return Sheet("Not in the totals", columns, rows, ["In no total of this workbook, in £"])


def _grants(schedule: Schedule) -> Sheet:
    columns = [
        Column("Grant", 34),
        Column("Given by", 24),
        Column("Paid to", 28),
        Column("For the fund", 28),
        Column("Amount in £", 14, _shown([grant.amount for grant in schedule.grants])),
        Column("Condition", 50),
        Column("To be met by", 14, Kind.DATE),
        Column("Outcome", 18),
        Column("Day of the outcome", 14, Kind.DATE),
        Column("Note", 40),
    ]
    rows: list[list[Cell]] = [
        [
            grant.name,
            grant.giver,
            grant.receiver,
            grant.fund or "Whole agreement",
            grant.amount,
            grant.condition,
            grant.needed_by,
            grant.outcome_label,
            grant.outcome_on,
            grant.note,
        ]
        for grant in schedule.grants
    ]
    return Sheet("Grants", columns, rows, ["Grants from outside the partnership, in no total"])


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


def _checks(pounds: PoundsSheet) -> Sheet:
    schedule = pounds.schedule
    sheet = Sheet("Checks", CHECK_COLUMNS, (), ["Checks", *pounds.introduction[1:]])
    rows: list[list[Cell]] = []
    for first_cells in _checked(pounds):
        rows.append([*first_cells[:4], *_verdict(sheet, len(rows), first_cells), *first_cells[4:]])
    for row in schedule.not_firm:
        label = row.line.certainty_label
        rows.append(["Not yet agreed", row.label, None, row.total, None, label, "Counted in the totals", ""])
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
    if any(line not in pounds.lines for line, _ in check.parts):
        return check.recorded  # of a fund only in view, whose figures stand on another sheet
    places = [pounds.place_of(line, year) for line, year in check.parts]
    return pounds.sum_of(places, check.recorded, elsewhere=True)


def _remark(check: Check) -> str:
    return " ".join(filter(None, ["" if check.foots else check.words, check.note]))


def _verdict(sheet: Sheet, row: int, cells: Sequence[Cell]) -> list[Cell]:
    difference = _value(cells[2]) - _value(cells[3])
    published, recorded, gap = (sheet.cell(column, row) for column in (2, 3, 4))
    return [
        Formula(f"={published}-{recorded}", difference),
        Formula(f'=IF({gap}=0,"Foots","Does not foot")', "Does not foot" if difference else "Foots"),
    ]
