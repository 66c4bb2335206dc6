import csv
import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from core.money import gbp
from core.spreadsheet import Column, Formula, Kind, Sheet, csv_lines, workbook_bytes

AT = datetime(2003, 12, 8, 9, 30, tzinfo=UTC)
YEARS = [
    Column("Partner", 30),
    Column("2003/04 £", 14, Kind.WHOLE),
    Column("2004/05 £", 14, Kind.PENCE),
    Column("Agreed on", 14, Kind.DATE),
]
ROWS = [
    ["Social Services", gbp(730_000), gbp("748000.50"), date(2003, 12, 16)],
    ["PCT", gbp(296_000), gbp(303_000), None],
]
HOSTILE = [
    '=cmd|"/C calc"!A0',
    "=1+1",
    "+44 20",
    "-5",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1",
    " =1+1",
    "＝1+1",
    '=HYPERLINK("http://x","y")',
    "{=1+1}",
]


def workbook(*sheets, title="Schedule", at=AT):
    return workbook_bytes(sheets, title=title, created_at=at)


def texts(*values):
    return Sheet("Texts", [Column("Text")], [[value] for value in values])


def read(data, tab=0):
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return book.get_sheet_by_index(tab).to_python(skip_empty_area=False)


def part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return book.read(name).decode()


def test_figures_are_numbers_and_dates_are_dates():
    sheet = Sheet("Schedule in £", YEARS, ROWS, introduction=["Contributions", "SWK-ICES-2003"])
    assert read(workbook(sheet)) == [
        ["Contributions", "", "", ""],
        ["SWK-ICES-2003", "", "", ""],
        ["", "", "", ""],
        ["Partner", "2003/04 £", "2004/05 £", "Agreed on"],
        ["Social Services", 730_000, 748_000.5, date(2003, 12, 16)],
        ["PCT", 296_000, 303_000, ""],
    ]
    formats = re.findall('formatCode="([^"]*)"', part(workbook(sheet), "xl/styles.xml"))
    assert formats == ["#,##0", "#,##0.00", "d mmm yyyy"]


def test_formulas_carry_their_value():
    pounds = Sheet("Schedule in £", YEARS, ROWS, introduction=["Contributions"])
    total = Formula(f"=SUM({pounds.cell(1, 0)}:{pounds.cell(1, 1)})", gbp(1_026_000))
    thousands = Formula(f"={pounds.cell_elsewhere(1, 0)}/1000", Decimal(730))
    sheets = [
        replace(pounds, totals=[["Total", total, gbp("1051000.50"), None]]),
        Sheet("Schedule in £000", YEARS[:2], [["Social Services", thousands]]),
    ]
    data = workbook(*sheets)
    assert read(data)[-1] == ["Total", 1_026_000, 1_051_000.5, ""]
    assert read(data, 1)[-1] == ["Social Services", 730]
    assert "<f>SUM(B4:B5)</f><v>1026000</v>" in part(data, "xl/worksheets/sheet1.xml")
    assert "<f>'Schedule in £'!B4/1000</f><v>730</v>" in part(data, "xl/worksheets/sheet2.xml")


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_never_a_formula_in_a_workbook(text):
    data = workbook(Sheet(text, [Column(text)], [[text]], [text], [[text]], [text]), title=text)
    assert "<f>" not in part(data, "xl/worksheets/sheet1.xml")
    assert text.strip() in str(read(data)[3][0])
    if not text.startswith("{"):
        assert 'quotePrefix="1"' in part(data, "xl/styles.xml")


@given(st.lists(st.text(max_size=60), min_size=1, max_size=5))
def test_any_text_comes_back_as_it_went_in_but_for_control_characters(values):
    shown = [re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]", "", value) for value in values]
    in_book = [row[0] for row in read(workbook(texts(*values)))[1:]]
    assert [text.replace("\r", "\n") for text in in_book] == [text.replace("\r", "\n") for text in shown][
        : len(in_book)
    ]
    in_csv = list(
        csv.reader(
            io.StringIO(b"".join(csv_lines([Column("Text")], [[v] for v in values])).decode(), newline="")
        )
    )
    assert [row[0] if row else "" for row in in_csv[1:]] == [
        f"'{text}" if re.match(r"[\t\r\n]|\s*[=+\-@＝＋－＠]", text) else text for text in shown
    ]


@pytest.mark.parametrize("text", ["<r><t>x</t></r>", "<r>&</r>", "</t><f>1</f>", "_x0041_", "]]>", "a & b"])
def test_markup_in_text_stays_text(text):
    data = workbook(texts(text))
    ElementTree.fromstring(part(data, "xl/sharedStrings.xml"))
    assert read(data)[1][0].strip() == text


def test_text_too_long_for_a_cell_is_cut_and_says_so():
    for letter in ("x", "😀"):
        text = read(workbook(texts(letter * 40_000)))[1][0]
        assert len(text.encode("utf-16-le")) // 2 <= 32_767
        assert text.startswith(letter * 16_000)
        assert text.endswith("[cut: too long for a cell]")


@pytest.mark.parametrize(
    ("name", "tab"),
    [
        ("Schedule in £", "Schedule in £"),
        ("2003/04: [draft]*?\\", "2003 04 draft"),
        ("'quoted'", "quoted"),
        ("x" * 50, "x" * 31),
        ("😀" * 20, "😀" * 15),
        ("\0 / ", "Sheet"),
        ("", "Sheet"),
        ("History", "History_"),
    ],
)
def test_tabs_have_names_that_excel_allows(name, tab):
    data = workbook(Sheet(name, [Column("A")], []))
    assert CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names == [tab]


def test_a_workbook_prints_on_a4_with_its_headings_on_every_page():
    data = workbook(Sheet("Schedule", YEARS, ROWS, introduction=["Contributions"]), title="Fish & Co")
    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert '<pageSetUpPr fitToPage="1"/>' in sheet
    assert '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>' in sheet
    assert '<pane xSplit="1" ySplit="3"' in sheet
    assert "&amp;LFish &amp;&amp; Co&amp;R&amp;A" in sheet
    assert "Schedule!$3:$3" in part(data, "xl/workbook.xml")
    assert "<dc:title>Fish &amp; Co</dc:title>" in part(data, "docProps/core.xml")
    assert "2003-12-08T09:30:00Z" in part(data, "docProps/core.xml")


def test_the_same_input_gives_the_same_bytes():
    sheet = Sheet("Schedule", YEARS, ROWS)
    assert workbook(sheet) == workbook(sheet)


def test_what_would_not_be_right_is_refused():
    with pytest.raises(TypeError, match="float cannot be a cell"):
        workbook(texts(0.1))
    with pytest.raises(TypeError, match="float cannot be a cell"):
        list(csv_lines([Column("A")], [[0.1]]))
    with pytest.raises(ValueError, match="A row of 1 cells does not fit 4 columns"):
        workbook(Sheet("A", YEARS, [["x"]]))
    with pytest.raises(ValueError, match="A row of 1 cells does not fit 4 columns"):
        list(csv_lines(YEARS, [["x"]]))
    with pytest.raises(ValueError, match="same name"):
        workbook(Sheet("Fund/1", YEARS, []), Sheet("fund 1", YEARS, []))


def test_csv_is_what_excel_and_programs_both_read():
    columns = [*YEARS, Column("At"), Column("Key")]
    rows = [
        ['Council, the "host"', gbp("-54000"), Decimal("1E+3"), date(2003, 12, 16), AT, True],
        ["=cmd|' /C calc'!A0", 5, gbp("0.10"), None, datetime(2003, 6, 8, 9, 30, tzinfo=UTC), False],
    ]
    assert b"".join(csv_lines(columns, rows)).decode() == (
        "\ufeffPartner,2003/04 £,2004/05 £,Agreed on,At,Key\r\n"
        '"Council, the ""host""",-54000,1000,2003-12-16,2003-12-08T09:30:00+00:00,Yes\r\n'
        "'=cmd|' /C calc'!A0,5,0.10,,2003-06-08T10:30:00+01:00,No\r\n"
    )


@pytest.mark.parametrize("text", [text for text in HOSTILE if not text.startswith("{")])
def test_text_is_never_a_formula_in_csv(text):
    [_, heading, line] = csv_lines([Column(text)], [[text]])
    for written in (heading, line):
        [[value]] = csv.reader(io.StringIO(written.decode(), newline=""))
        assert value == f"'{text}"


def test_csv_streams():
    def rows():
        yield ["first"]
        raise AssertionError("read ahead")

    lines = csv_lines([Column("A")], rows())
    assert [next(lines) for _ in range(3)] == ["\ufeff".encode(), b"A\r\n", b"first\r\n"]


def test_a_row_has_room_for_text_that_wraps():
    sheet = Sheet("Notes", [Column("Note", 20)], [["short"], ["word " * 20], ["one\ntwo\nthree"]])
    rows = re.findall(r'<row r="(\d)"[^>]*? ht="(\d+)"', part(workbook(sheet), "xl/worksheets/sheet1.xml"))
    assert rows == [("3", "90"), ("4", "45")]


def test_a_column_is_as_wide_as_its_longest_figure_lest_excel_shows_hashes():
    columns = [Column("Partner", 20), Column("2003/04", 14, Kind.PENCE), Column("2004/05", 14, Kind.WHOLE)]
    whole = Formula("=B2", gbp("123456789012.34"))
    sheet = Sheet("Schedule", columns, [["Council", gbp("0.34"), gbp(5)]], totals=[["Total", whole, gbp(5)]])
    widths = re.findall(
        r'<col min="\d" max="\d" width="([\d.]+)"', part(workbook(sheet), "xl/worksheets/sheet1.xml")
    )
    name, wide, narrow = map(float, widths)
    assert wide > len("123,456,789,012.34") > narrow >= 14
