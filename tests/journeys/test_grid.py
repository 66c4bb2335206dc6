"""The grid of figures as a spreadsheet: keys, a pasted block, totals while typing, what is not saved yet."""

import pytest
from django.core.exceptions import ValidationError

from core.forms.fields.money import LARGEST, read_pounds
from tests.journeys.test_finance import FINANCE, opens_the_grid

pytestmark = pytest.mark.sweep

COUNCIL, TRUST = "London Borough of Southwark", "Southwark Primary Care Trust"
READ = """async ([texts, power]) => {
  const { readPence } = await import(document.querySelector("script[src*='js/grid']").src);
  return texts.map((text) => String(readPence(text, power)));
}"""
IN_SIGHT = """it => {
  const { left, right, top, bottom } = it.getBoundingClientRect();
  const places = [[left + 2, top + 2], [right - 2, bottom - 2], [(left + right) / 2, (top + bottom) / 2]];
  return places.every(([x, y]) => it.contains(document.elementFromPoint(x, y)));
}"""
AS_TYPED = (
    *(
        "",
        " ",
        "0",
        "00",
        "-",
        "–",
        "£-",
        "nil",
        "£ NIL",
        "730",
        "1,026",
        "1,02",
        "1 026",
        "1 02",
        "10,26,000",
    ),
    *(
        "£54,000",
        "£.73m",
        ".73",
        "730.",
        ".",
        "£",
        "54k",
        "1.2 million",
        "£1.026mn",
        "2bn",
        "2 BILLION",
        "1.2mm",
    ),
    *(
        "(1,234)",
        "(£1,234)",
        "£(1,234)",
        "-£1,234",
        "£-1,234",
        "- 5",
        "−5",
        "(5",
        "5)",
        "-(5)",
        "((5))",
        "--5",
    ),
    *(
        "1.005",
        "1.23456",
        "1.234567891",
        "0.00000001",
        "999999999.99",
        "1,000,000,000,000",
        "９９.５",
        "（５）",
    ),
    *(
        "￡５",
        "\N{NO-BREAK SPACE}7\N{NO-BREAK SPACE}300",
        "7\t5",
        "1e5",
        "0x10",
        "²",
        "two",
        "9" * 101,
        "1,234 k",
    ),
)


def grid_is_open(person):
    finance = person(FINANCE)
    opens_the_grid(finance)
    return finance


def pastes(finance, block):
    finance.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    finance.page.evaluate("text => navigator.clipboard.writeText(text)", block)
    finance.strikes("Control+v")


def goes_to_cell(finance, label):
    finance.page.get_by_label(label, exact=True).focus()


@pytest.mark.parametrize("unit", [1, 1_000, 1_000_000])
def test_the_script_reads_what_is_typed_as_the_server_does(person, unit):
    finance = grid_is_open(person)
    power = len(str(unit)) - 1
    assert finance.page.evaluate(READ, [list(AS_TYPED), power]) == [
        as_the_server(typed, unit) for typed in AS_TYPED
    ]


def as_the_server(typed, unit):
    if not typed.strip():
        return "null"
    try:
        pence = read_pounds(typed.strip(), unit=unit) * 100
    except ValidationError:
        return "undefined"
    return "undefined" if pence % 1 or abs(pence) > LARGEST * 100 else str(int(pence))


def test_a_block_from_excel_is_pasted_undone_pasted_again_and_saved_by_the_keyboard(person):
    # given
    finance = grid_is_open(person)

    # when
    goes_to_cell(finance, f"{COUNCIL}, 2004/05")
    pastes(finance, "750\t£771,000\r\n(3)\t312.5\r\n")

    # then
    finance.sees("4 cells pasted. 4 figures changed, not saved yet.", "= £771,000", "= −£3,000")
    finance.sees("Total Without requested sums 1,026 747 1,083.5 2,856.5")

    # when
    finance.strikes("Control+z")

    # then
    finance.sees_typed(f"{TRUST}, 2004/05", "303")
    finance.sees("Undone. Nothing is changed.", "Total Without requested sums 1,026 1,051 1,077 3,154")

    # when
    goes_to_cell(finance, f"{COUNCIL}, 2004/05")
    pastes(finance, "750\t771\t99")

    # then
    finance.sees("2 cells pasted. 1 did not fit and is left out. 2 figures changed, not saved yet.")

    # when
    finance.strikes("Control+Enter", to_another_page=True)

    # then
    finance.sees(f"2 figures saved. {COUNCIL}, 2004/05: £750,000; {COUNCIL}, 2005/06: £771,000.")


def test_enter_and_arrows_move_and_totals_move_while_typing(person):
    # given
    finance = grid_is_open(person)
    goes_to_cell(finance, f"{COUNCIL}, 2003/04")

    # when
    visited = []
    for key in ("Enter", "ArrowUp", "End", "ArrowRight", "ArrowDown", "Home", "ArrowLeft", "Shift+Enter"):
        finance.strikes(key)
        visited.append(finance.where())

    # then
    council, trust = (
        (f"{COUNCIL}, 2003/04", f"{COUNCIL}, 2004/05"),
        (f"{TRUST}, 2003/04", f"{TRUST}, 2004/05"),
    )
    assert visited == [
        *(trust[0], council[0], council[0], council[1], trust[1], trust[1], trust[0]),
        council[0],
    ]

    # when
    finance.page.keyboard.type("731.5")

    # then
    finance.sees("= £731,500", "Total Without requested sums 1,027.5 1,051 1,077 3,155.5")

    # when
    finance.chooses("The figures you add or change are", "Requested, not agreed")

    # then
    finance.sees("Total Without requested sums 296 1,051 1,077 2,424")


def test_leaving_with_something_unsaved_is_asked_about(person):
    # given
    finance = grid_is_open(person)
    asked = []
    finance.page.remove_listener("dialog", finance.leaves)
    finance.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    # when
    finance.types(f"{COUNCIL}, 2003/04", "735")
    with finance.page.expect_event("dialog"):
        finance.page.get_by_role("link", name="Cancel").click(no_wait_after=True)

    # then
    assert asked == ["beforeunload"]
    finance.sees_typed(f"{COUNCIL}, 2003/04", "735")


@pytest.mark.parametrize("size", [(1280, 700), (375, 700)], ids=str)
def test_years_partners_and_save_stay_in_sight(person, size):
    # given
    finance = grid_is_open(person)
    finance.types("Last year", "2017/18")
    finance.presses("Show these years")
    finance.page.set_viewport_size({"width": size[0], "height": size[1]})

    for partner, year, typed in ((TRUST, "2017/18", "310"), (COUNCIL, "2006/07", "735")):
        # when
        goes_to_cell(finance, f"{partner}, {year}")
        finance.page.keyboard.type(typed)

        # then
        finance.sees_the_page_fit()
        for seen in (
            finance.page.get_by_role("columnheader", name=year),
            finance.page.get_by_role("rowheader", name=partner, exact=True),
            finance.page.get_by_role("button", name="Save figures"),
            finance.page.get_by_label(f"{partner}, {year}"),
            finance.page.get_by_text(f"= £{typed},000"),
        ):
            assert seen.evaluate(IN_SIGHT), f"{seen} is not in sight at {size}"
