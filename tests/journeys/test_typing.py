"""Text that keeps its shape, and is seen before it is saved."""

import pytest

from tests.journeys.test_finance import FINANCE, opens_the_grid

pytestmark = pytest.mark.sweep

OFFICER = "officer@southwark.demo.invalid"
PASTED = (
    "The partners shall:\n(a)\tmake the Equipment available; and\n(b)\tkeep it in repair:\n"
    "(i)\thoists;\n(ii)\tbeds.\n\n\t2003/04\t2004/05\nCouncil\t730,000\t760,000\n"
    "PCT\t296,000\t310,000\n\nWoodmill Building\nNeckinger"
)
READ = (
    "The partners shall: (a) make the Equipment available; and (b) keep it in repair: (i) hoists; (ii) beds. "
    "2003/04 2004/05 Council 730,000 760,000 PCT 296,000 310,000 Woodmill Building Neckinger"
)

COPIED_FROM_WORD = (
    "<p>The <b>Partners</b> shall <i>jointly</i>:</p><p><b>(a)&nbsp; lend the\nstores</b>; and</p>"
    "<table><tr><td>Who</td><td>What</td></tr><tr><td><p>Council</p><p>(host)</p></td>"
    "<td><b>730,000</b></td></tr><tr><td>Address</td><td>Woodmill<br>Neckinger</td></tr></table>",
    "The Partners shall jointly:\n(a)\tlend the stores; and\nWho\tWhat\nCouncil\n(host)\t730,000\n"
    'Address\t"Woodmill\nNeckinger"',
)
COPY = """([html, text]) => navigator.clipboard.write([new ClipboardItem({
  "text/html": new Blob([html], { type: "text/html" }),
  "text/plain": new Blob([text], { type: "text/plain" }),
})])"""


def previewed(somebody):
    return " ".join(
        somebody.page.locator("[data-preview]:not([hidden]) [data-preview-text]").inner_text().split()
    )


@pytest.mark.parametrize("width", [1280, 375])
def test_a_clause_pasted_from_word_is_seen_beside_the_box_and_keeps_its_shape(person, width):
    # given
    officer = person(OFFICER, viewport={"width": width, "height": 800})
    officer.goes_to("/agreements/SWK-ICES-2003/provisions/")
    officer.follows("Write Staff, goods")

    # when
    officer.types("Text", PASTED)
    officer.page.locator("[data-preview]:not([hidden])").wait_for()

    # then
    assert previewed(officer) == READ
    officer.looks()
    officer.sees_the_page_fit()
    officer.finds_no_link_or_button("^Preview$")

    # when
    officer.presses("Save")

    # then
    officer.sees(READ)
    inner = officer.page.locator("main ol.marked ol.marked > li").all_inner_texts()
    assert [" ".join(item.split()) for item in inner] == ["(i) hoists;", "(ii) beds."]


def test_bold_italic_and_lines_of_a_cell_come_from_word_with_the_text(person):
    # given
    officer = person(OFFICER)
    officer.goes_to("/agreements/SWK-ICES-2003/provisions/")
    officer.follows("Write Staff, goods")

    # when
    officer.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    officer.page.evaluate(COPY, COPIED_FROM_WORD)
    officer.page.get_by_label("Text", exact=True).focus()
    officer.strikes("Control+v")

    # then
    officer.sees_typed(
        "Text",
        "The **Partners** shall *jointly*:\n(a)\t**lend the stores**; and\nWho\tWhat\n"
        "Council<br>(host)\t**730,000**\nAddress\tWoodmill<br>Neckinger",
    )
    shown = officer.page.locator("[data-preview]:not([hidden])")
    shown.wait_for()
    assert shown.locator("strong, em").all_inner_texts() == [
        *("Partners", "jointly", "lend the stores"),
        "730,000",
    ]
    assert shown.locator("td").all_inner_texts() == [
        *("Council\n(host)", "730,000"),
        *("Address", "Woodmill\nNeckinger"),
    ]


def test_how_it_will_read_is_asked_for_without_javascript(person):
    # given
    officer = person(OFFICER, java_script_enabled=False)
    officer.goes_to("/agreements/SWK-ICES-2003/provisions/")
    officer.follows("Write Staff, goods")

    # when
    officer.types("Text", PASTED)
    officer.presses("Preview")

    # then
    assert previewed(officer) == READ
    officer.sees_typed("Text", PASTED)
    officer.does_not_see("There is a problem")

    # when
    officer.presses("Save")

    # then
    officer.sees(READ)


def test_typing_that_was_never_saved_is_offered_again(person):
    # given
    officer = person(OFFICER)
    officer.goes_to("/agreements/SWK-ICES-2003/provisions/")
    officer.follows("Write Staff, goods")
    officer.types("Text", "Each partner lends the sto")
    officer.page.get_by_text("What you typed is kept for you until you save.").wait_for()

    # when
    officer.follows("Cancel")

    # then
    assert officer.asked_to_stay == 1

    # when
    officer.follows("Write Staff, goods")
    officer.sees("You have unsaved work on this form. Only you can see it.")
    officer.follows("Restore")

    # then
    officer.sees_typed("Text", "Each partner lends the sto")

    # when
    officer.types("Text", "Each partner lends the stores.")
    officer.presses("Save")

    # then
    officer.sees("Provision recorded", "Each partner lends the stores.")
    assert officer.asked_to_stay == 1


def test_work_is_kept_for_later_and_discarded_without_javascript(person):
    # given
    officer = person(OFFICER, java_script_enabled=False)
    officer.goes_to("/agreements/SWK-ICES-2003/provisions/")
    officer.follows("Write Staff, goods")

    # when
    officer.types("Text", "Each partner")
    officer.presses("Keep for later")

    # then
    officer.sees("What you typed is kept for you, unsaved.")

    # when
    officer.follows("Write Staff, goods")
    officer.follows("Discard")

    # then
    officer.sees("What you had typed before is discarded.")
    officer.does_not_see("You have unsaved work")


def test_typed_cells_that_were_never_saved_are_offered_again(person):
    # given
    finance = person(FINANCE)
    opens_the_grid(finance)
    finance.types("London Borough of Southwark, 2004/05", "760")
    finance.page.get_by_text("What you typed is kept for you until you save.").wait_for()

    # when
    finance.follows("Cancel")

    # then
    assert finance.asked_to_stay == 1

    # when
    opens_the_grid(finance)
    finance.sees("You have unsaved work on this form. Only you can see it.")
    finance.follows("Restore")

    # then
    finance.sees_typed("London Borough of Southwark, 2004/05", "760")
    finance.sees("= £760,000")

    # when
    finance.presses("Save figures")
    opens_the_grid(finance)

    # then
    finance.sees_typed("London Borough of Southwark, 2004/05", "760")
    finance.does_not_see("You have unsaved work")


def test_who_is_signed_out_while_typing_is_told_and_loses_nothing(person):
    # given
    officer = person(OFFICER)
    officer.goes_to("/agreements/SWK-ICES-2003/provisions/")
    officer.follows("Write Staff, goods")
    officer.loses_the_session()

    # when
    officer.types("Text", "Each partner lends the sto")

    # then
    told = officer.page.get_by_role("status").filter(has_text="You have been signed out")
    told.wait_for()
    officer.sees(
        "What you typed is still on this page: save it, sign in if you are asked to, and it is shown to you "
        "again."
    )
    officer.sees_typed("Text", "Each partner lends the sto")

    # when
    officer.types("Text", "Each partner lends the stores.")
    officer.presses("Save")
    officer.signs_in_here(OFFICER)

    # then
    officer.sees("What you typed is below: check it and save again.")
    officer.sees_typed("Text", "Each partner lends the stores.")

    # when
    officer.presses("Save")

    # then
    officer.sees("Provision recorded", "Each partner lends the stores.")
