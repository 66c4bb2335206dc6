"""The structure chart: its boxes in their rows, its lines with their words, and the same in sentences."""

from governance.calculations.boards import LineFacts
from governance.calculations.charts import GAP, WIDTH, chart_of
from governance.models import BoardLine
from tests.governance.test_board_pages import address, officer, text_of  # noqa: F401
from tests.values import board, made, seat

BOARD = board(
    name="Commissioning Board",
    standing="proposed",
    seats=(seat("Representatives", places=4, how_filled="Chosen by the PCTs"),),
    lines=(
        made(LineFacts, kind="accountable", label="Accountability", to_key=None, to_name="Cabinet"),
        made(LineFacts, kind="accountable", label="Accountability", to_key=None, to_name="PCT Boards"),
    ),
)
GROUP = board(name="Sub-group", standing="proposed", above=BOARD.key)
PARTNERS = board(
    name="Partnership Board",
    lines=(made(LineFacts, kind="consults", label="Liaison", to_key=BOARD.key, to_name=BOARD.name),),
)


def test_who_answers_to_whom_stands_beneath_and_who_is_consulted_beside():
    chart = chart_of([BOARD, GROUP, PARTNERS])
    rows = {}
    for box in chart.boxes:
        rows.setdefault(box.y, []).append(box.name)
    assert [rows[y] for y in sorted(rows)] == [
        ["Cabinet", "PCT Boards"],
        ["Commissioning Board", "Partnership Board"],
        ["Sub-group"],
    ]
    assert [(line.label, line.is_dashed) for line in chart.lines] == [
        ("Accountability", False),
        ("Accountability", False),
        ("Accountability", False),
        ("Liaison", True),
    ]
    assert chart.sentences == (
        "Commissioning Board (proposed) is accountable to Cabinet. Line: Accountability.",
        "Commissioning Board (proposed) is accountable to PCT Boards. Line: Accountability.",
        "Sub-group (proposed) is accountable to Commissioning Board. Line: Accountability.",
        "Partnership Board is joined by consultation and liaison with Commissioning Board. Line: Liaison.",
        "Proposed membership of Commissioning Board: 4 Representatives: Chosen by the PCTs.",
    )
    [commissioning] = [box for box in chart.boxes if box.name == "Commissioning Board"]
    assert commissioning.text == (
        "Proposed",
        "Proposed membership:",
        "4 Representatives: Chosen by the",
        "PCTs",
    )


def test_boxes_do_not_overlap_and_lines_end_at_them():
    chart = chart_of([BOARD, GROUP, PARTNERS])
    by_row = {}
    for box in chart.boxes:
        by_row.setdefault(box.y, []).append(box.x)
        assert box.y + box.height <= chart.height and box.x + WIDTH <= chart.width
    for xs in by_row.values():
        assert all(b - a == WIDTH + GAP for a, b in zip(xs, xs[1:], strict=False))
    edges = {box.y for box in chart.boxes} | {box.y + box.height for box in chart.boxes}
    assert all({line.points[0][1], line.points[-1][1]} <= edges for line in chart.lines if not line.is_dashed)


def test_boards_that_nothing_joins_have_no_chart_and_a_circle_ends():
    assert chart_of([board(name="Alone"), board(name="Another")]) is None
    one, two = board(name="One"), board(name="Two")
    to_two = made(LineFacts, kind="reports", label="Reporting", to_key=two.key, to_name="Two")
    to_one = made(LineFacts, kind="reports", label="Reporting", to_key=one.key, to_name="One")
    from dataclasses import replace

    chart = chart_of([replace(one, lines=(to_two,)), replace(two, lines=(to_one,))])
    assert {box.name for box in chart.boxes} == {"One", "Two"}


def test_the_page_shows_the_chart_with_its_words_and_its_list(officer, southwark):  # noqa: F811
    record = southwark.board("Board")
    page = address("line-of-a-chart-add", record.pk)
    assert list(officer.post(page, {"kind": "accountable"}).context_data["form"].errors) == ["to_name"]
    southwark.record(BoardLine(board=record, kind="accountable", to_name="Cabinet <b>"))
    shown = text_of(officer.get(address("agreement-governance", "SOUTHWARK-1")))
    assert 'role="img"' in shown and "Board (proposed) is accountable to Cabinet &lt;b&gt;." in shown
    assert (
        "<title>Structure chart of Cabinet &lt;b&gt;, Board. The list beneath says the same.</title>" in shown
    )
    assert "Accountability: Cabinet &lt;b&gt;" in text_of(officer.get(record.get_absolute_url()))


def test_a_line_to_a_board_that_is_not_seen_is_not_told(officer, southwark, kent):  # noqa: F811
    record, hidden = southwark.board("Board"), kent.board("Kentish secret")
    kent.record(BoardLine(board=record, kind="reports", to_board=hidden))
    assert "Kentish secret" not in text_of(officer.get(record.get_absolute_url()))
    assert "Kentish secret" not in text_of(officer.get(address("agreement-governance", "SOUTHWARK-1")))
