"""The only door to XlsxWriter and to CSV: rows of plain values in, a file that is safe to open out.

Text never becomes a formula, a link or a number. A formula is written on purpose, as `Formula`, with the
value it has now, for readers that do not calculate (a preview, a telephone, a test).
"""

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from io import BytesIO, StringIO
from math import ceil

from django.utils.timezone import is_aware, localtime
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from core.money import Money

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TEXT = 32_767  # in UTF-16 units, as Excel counts what one cell holds
LONGEST_TAB = 31
CUT = " [cut: too long for a cell]"
EARLIEST_DATE = date(1900, 3, 1)  # before it Excel's calendar has a day that never was
# Nor what turns the direction of writing: it would show other words than the cell holds.
NOT_IN_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
NOT_IN_TAB = re.compile(r"[\[\]:*?/\\\s]+")
STARTS_A_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
A4 = 9
LINE_HEIGHT = 15  # points
TITLE_HEIGHT = 20  # points
TALLEST_ROW = 409  # points, as Excel has it
WIDEST = 1.15  # of an average character, for bold text and for lines broken between words


class Kind(Enum):
    """What a column holds; the value is how Excel shows it."""

    TEXT = "General"
    WHOLE = "#,##0"  # pounds, thousands of pounds, or a count
    PENCE = "#,##0.00"
    DATE = "d mmm yyyy"
    MOMENT = "d mmm yyyy hh:mm"


@dataclass(frozen=True)
class Formula:
    """A formula of our own, such as `=SUM(B5:B9)`, and its value now. Never build one from a user's text."""

    expression: str
    value: Decimal | int | str | Money


type Cell = str | int | Decimal | Money | date | Formula | None


@dataclass(frozen=True)
class Column:
    heading: str
    width: float = 14
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class Sheet:
    """A worksheet: lines of introduction (the first is its title), headings, rows, totals, notes.

    A row has a cell for each column. `strong` lists the rows, from 0, shown in bold: groups and subtotals.
    `name` is its tab's; characters that a tab may not have are left out.
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    introduction: Sequence[str] = ()
    totals: Sequence[Sequence[Cell]] = ()
    notes: Sequence[str] = ()
    strong: Collection[int] = ()

    @property
    def tab(self) -> str:
        """The name as a tab may have it: 31 characters at most, never empty."""
        name = " ".join(NOT_IN_TAB.sub(" ", _clean(self.name)).split()).strip("'")
        name = _first(name, LONGEST_TAB).strip(" '") or "Sheet"
        return f"{name}_" if name.casefold() == "history" else name  # Excel keeps that one for itself

    @property
    def heading_row(self) -> int:
        """The row of the headings, counted from 0."""
        return len(self.introduction) + 1 if self.introduction else 0

    def cell(self, column: int, row: int) -> str:
        """Return the address of a cell of `rows`, both from 0 and totals after them, for a formula: B5."""
        return str(xl_rowcol_to_cell(self.heading_row + 1 + row, column))

    def cell_elsewhere(self, column: int, row: int) -> str:
        """Return the same for a formula on another sheet: 'Schedule in £'!B5."""
        return f"'{self.tab.replace("'", "''")}'!{self.cell(column, row)}"


def workbook_bytes(sheets: Sequence[Sheet], *, title: str, created_at: datetime) -> bytes:
    """Return an XLSX workbook; the same input gives the same bytes.

    Raises ValueError for two sheets of one name or a row that does not fit the columns, TypeError for a
    cell that is no `Cell` (a float least of all).
    """
    file = BytesIO()
    workbook = Workbook(
        file,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    created_at = created_at.astimezone(UTC) if is_aware(created_at) else created_at
    workbook.set_properties({"title": _text(title), "created": created_at.replace(tzinfo=None)})
    styles = Styles(workbook)
    tabs = [sheet.tab.casefold() for sheet in sheets]
    if len(set(tabs)) < len(tabs):
        raise ValueError("Two sheets of a workbook have the same name.")
    for sheet in sheets:
        _write_sheet(workbook.add_worksheet(sheet.tab), sheet, styles, title)
    workbook.close()
    return file.getvalue()


def csv_lines(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Yield a CSV file line by line: UTF-8 with a byte order mark, ISO dates, plain numbers.

    Text that a spreadsheet would take for a formula, because it starts with = + - @ (their wide forms too,
    spaces before them or not), a tab or a new line, gets an apostrophe before it. Numbers are left alone.
    """
    yield "\N{ZERO WIDTH NO-BREAK SPACE}".encode()
    yield _csv_line([column.heading for column in columns])
    for row in rows:
        _must_fit(row, columns)
        yield _csv_line(row)


class Styles:
    """The cell formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def get(self, **properties: object) -> Format:
        key = tuple(sorted(properties.items(), key=lambda item: item[0]))
        if key not in self._made:
            self._made[key] = self._workbook.add_format({"valign": "top", **properties})
        return self._made[key]


def _write_sheet(worksheet: Worksheet, sheet: Sheet, styles: Styles, title: str) -> None:
    for row in (*sheet.rows, *sheet.totals):
        _must_fit(row, sheet.columns)
    _set_up_page(worksheet, sheet, title)
    for number, line in enumerate(sheet.introduction):
        worksheet.write_string(
            number, 0, _text(line), styles.get(bold=True, font_size=14) if number == 0 else styles.get()
        )
    if sheet.introduction:
        worksheet.set_row(0, TITLE_HEIGHT)
    aligned = [_aligned(sheet.columns, number) for number in range(len(sheet.columns))]
    for number, column in enumerate(sheet.columns):
        worksheet.set_column(number, number, _width_of(sheet, number))
        heading = styles.get(bold=True, bottom=1, text_wrap=True, bg_color="#E8EDF1", **aligned[number])
        worksheet.write_string(sheet.heading_row, number, _text(column.heading), heading)
    headings = [column.heading for column in sheet.columns]
    _set_height(worksheet, sheet.heading_row, headings, sheet.columns, bold=True)
    at = sheet.heading_row + 1
    for index, row in enumerate([*sheet.rows, *sheet.totals]):
        total = index >= len(sheet.rows)
        bold = total or index in sheet.strong
        shown: dict[str, object] = {"bold": True} if bold else {}
        shown |= {"top": 1} if total else {}
        for number, (column, value) in enumerate(zip(sheet.columns, row, strict=True)):
            own = shown | aligned[number]
            _write_cell(worksheet, at + index, number, value, column.kind, styles, own)
        _set_height(worksheet, at + index, row, sheet.columns, bold=bold)
    at += len(sheet.rows) + len(sheet.totals) + 1
    for number, line in enumerate(sheet.notes):
        worksheet.write_string(at + number, 0, _text(line), styles.get(italic=True))


def _width_of(sheet: Sheet, number: int) -> float:
    """The column's width, or more where a figure would not fit: Excel then shows ### in its place."""
    column = sheet.columns[number]
    figures = (_figure(row[number], column.kind) for row in (*sheet.rows, *sheet.totals))
    return max([column.width, *(len(figure) * WIDEST + 1 for figure in figures if figure)])


def _figure(value: Cell, kind: Kind) -> str:
    """A number as the cell shows it; empty for anything else."""
    plain = _plain(value.value if isinstance(value, Formula) else value)
    if not isinstance(plain, int | Decimal):
        return ""
    return f"{plain:,.2f}" if _kind_of(plain, kind) is Kind.PENCE else f"{plain:,.0f}"


def _aligned(columns: Sequence[Column], number: int) -> dict[str, object]:
    """Figures and dates stand to the right; words that follow them keep their distance."""
    if columns[number].kind is not Kind.TEXT:
        return {"align": "right"}
    follows_figures = number > 0 and columns[number - 1].kind is not Kind.TEXT
    return {"align": "left", "indent": 1} if follows_figures else {"align": "left"}


def _set_height(
    worksheet: Worksheet, row: int, cells: Sequence[Cell], columns: Sequence[Column], *, bold: bool
) -> None:
    """Make room for text that wraps: not every reader does so by itself."""
    lines = max(
        (
            sum(_lines_of(line, column.width, bold) for line in _text(cell).split("\n"))
            for cell, column in zip(cells, columns, strict=True)
            if isinstance(cell, str)
        ),
        default=1,
    )
    if lines > 1:
        worksheet.set_row(row, min(lines * LINE_HEIGHT, TALLEST_ROW))


def _lines_of(line: str, width: float, bold: bool) -> int:
    """How many lines a text takes; one that fits exactly is not broken, unless it is bold."""
    fits = len(line) <= width / WIDEST if bold else len(line) <= width
    return 1 if fits else max(2, ceil(len(line) * WIDEST / width))


def _set_up_page(worksheet: Worksheet, sheet: Sheet, title: str) -> None:
    worksheet.freeze_panes(sheet.heading_row + 1, 1)
    worksheet.repeat_rows(sheet.heading_row)
    worksheet.set_landscape()
    worksheet.set_paper(A4)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_header(f"&L{_first(_text(title), 100).replace('&', '&&')}&R&A")
    worksheet.set_footer("&RPage &P of &N")


def _write_cell(
    worksheet: Worksheet,
    row: int,
    column: int,
    value: Cell,
    kind: Kind,
    styles: Styles,
    shown: dict[str, object],
) -> None:
    plain = _plain(value.value if isinstance(value, Formula) else value)
    if plain is None or isinstance(plain, str):
        text = _text(plain or "")
        typed = {"quote_prefix": True} if STARTS_A_FORMULA.match(text) else {}
        style = styles.get(text_wrap=True, **typed, **shown)
    else:
        style = styles.get(num_format=_kind_of(plain, kind).value, **shown)
    if isinstance(value, Formula):
        worksheet.write_formula(row, column, value.expression, style, plain)
    elif plain is None:
        worksheet.write_blank(row, column, None, style)
    elif isinstance(plain, str):
        worksheet.write_string(row, column, text, style)
    elif isinstance(plain, date):
        worksheet.write_datetime(row, column, plain, style)
    else:
        worksheet.write_number(row, column, plain, style)


def _plain(value: object) -> str | int | Decimal | date | None:
    """Return the value as Excel has such things: no money, no time zones, no days before its calendar."""
    match value:
        case None | str():
            return value
        case bool():
            return "Yes" if value else "No"
        case Money():
            return value.amount
        case int() | Decimal():
            return value
        case datetime():
            return (localtime(value) if is_aware(value) else value).replace(tzinfo=None)
        case date():
            return value if value >= EARLIEST_DATE else value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be a cell. Give text, an exact number, Money or a date.")


def _kind_of(value: int | Decimal | date, kind: Kind) -> Kind:
    """Return the column's kind, or the value's own where a column of text or dates holds a number."""
    if isinstance(value, date):
        return Kind.MOMENT if isinstance(value, datetime) else Kind.DATE
    if kind in (Kind.WHOLE, Kind.PENCE):
        return kind
    return Kind.WHOLE if value == int(value) else Kind.PENCE


def _csv_line(row: Sequence[Cell]) -> bytes:
    line = StringIO()
    csv.writer(line).writerow([_csv_text(value) for value in row])
    return line.getvalue().encode()


def _csv_text(value: Cell) -> str:
    if isinstance(value, Formula):
        value = value.value
    if isinstance(value, datetime):
        return (localtime(value) if is_aware(value) else value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    plain = _plain(value)
    if plain is None:
        return ""
    if isinstance(plain, str):
        text = _clean(plain)
        return f"'{text}" if STARTS_A_FORMULA.match(text) else text
    return f"{plain:f}" if isinstance(plain, Decimal) else str(plain)


def _must_fit(row: Sequence[Cell], columns: Sequence[Column]) -> None:
    if len(row) != len(columns):
        raise ValueError(f"A row of {len(row)} cells does not fit {len(columns)} columns.")


def _clean(text: str) -> str:
    return NOT_IN_TEXT.sub("", text)


def _text(text: str) -> str:
    """Return the text as a cell may hold it, cut with a mark where it is too long."""
    text = _clean(text)
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "  # XlsxWriter writes text between these as markup, unescaped
    short = _first(text, LONGEST_TEXT)
    return short if short == text else _first(text, LONGEST_TEXT - len(CUT)) + CUT


def _first(text: str, length: int) -> str:
    """Return at most so many UTF-16 units of the text."""
    return text.encode("utf-16-le")[: 2 * length].decode("utf-16-le", errors="ignore")
