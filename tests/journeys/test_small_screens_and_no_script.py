"""A telephone, a browser without JavaScript, and a keyboard without a mouse."""

import re

import pytest

pytestmark = pytest.mark.sweep

OFFICER = "officer@southwark.demo.invalid"
FINANCE = "finance@southwark.demo.invalid"


def test_the_menu_and_a_wide_table_work_on_a_telephone(person):
    # given
    finance = person(FINANCE, viewport={"width": 375, "height": 700}, has_touch=True)
    finance.goes_to("/")

    # when
    finance.page.get_by_role("button", name="Menu").click()
    finance.follows("Agreements", within="nav")
    finance.follows("SWK-ICES-2003")
    finance.opens_tab("Money")

    # then
    finance.sees_the_page_fit()
    schedule = finance.page.get_by_role("region").filter(has_text="2003/04").first
    assert schedule.evaluate("part => part.scrollWidth > part.clientWidth")
    assert schedule.get_attribute("tabindex") == "0"


def test_an_agreement_is_recorded_without_javascript(person):
    # given
    officer = person(OFFICER, java_script_enabled=False)

    # when
    officer.goes_to("/")
    officer.follows("Record an agreement")
    officer.types("Reference", "SWK-MEM-2027")
    officer.types("Title", "Memorandum on respite care")
    officer.chooses("Legal basis", "Memorandum of agreement (non-statutory)")
    officer.presses("Record agreement")

    # then
    officer.sees("Agreement recorded: SWK-MEM-2027 Memorandum on respite care")

    # when
    officer.opens_tab("Money")
    officer.follows("Add a fund")
    officer.types("Name", "Respite care")
    officer.ticks("Integrated fund")
    officer.presses("Save")
    officer.presses("Add a line for each partner")
    officer.types("First year", "2027/28")
    officer.types("Last year", "2028/29")
    officer.presses("Show these years")
    officer.types("London Borough of Southwark, 2028/29", "12,500.50")
    officer.presses("Save figures")

    # then
    officer.sees("1 figure saved", "12,500.50")


def test_a_figure_is_changed_by_keyboard_alone(person):
    # given
    finance = person(FINANCE)
    finance.goes_to("/agreements/SWK-ICES-2003/money/")

    # when
    finance.tabs_to("Skip to main content")
    finance.strikes("Enter")
    finance.tabs_to("Change figures of Community equipment pooled budget")
    finance.strikes("Enter", to_another_page=True)
    finance.tabs_to("London Borough of Southwark, 2003/04")
    finance.strikes("Tab")
    assert finance.where() == "London Borough of Southwark, 2004/05"
    finance.page.keyboard.type("751")
    finance.strikes("Tab")
    assert finance.where() == "London Borough of Southwark, 2005/06"
    finance.strikes("Control+Enter", to_another_page=True)

    # then
    finance.sees("1 figure saved", "730 751 767")


def test_a_word_without_an_end_breaks_on_a_telephone(person):
    # given
    officer = person(OFFICER, viewport={"width": 375, "height": 700})
    officer.goes_to("/agreements/SWK-ICES-2003/scope/")

    # when
    officer.follows("Add an aim or outcome")
    officer.ticks("Outcome")
    officer.types("Aim or outcome", "w" * 150)
    officer.presses("Save")

    # then
    officer.sees_the_page_fit()
    officer.opens_tab("History")
    officer.sees_the_page_fit()


def test_an_issued_document_is_within_reach_on_a_telephone(person):
    # given
    finance = person(FINANCE, viewport={"width": 375, "height": 700})
    finance.goes_to("/agreements/SWK-ICES-2003/documents/")

    # when
    finance.follows("Issue budget schedule (CSV)")
    finance.presses("Issue")

    # then
    finance.sees("is issued. It stands first in the list below.")
    finance.reaches_every_action()
    with finance.page.expect_download():
        finance.page.get_by_role("link", name="Download").click()


def test_whoever_waits_for_a_file_is_told_that_it_is_being_made(person):
    # given
    finance, held = person(FINANCE), []
    finance.goes_to("/agreements/SWK-ICES-2003/money/")
    finance.page.route(re.compile(r"[?&]wait="), lambda route: held.append(route))
    finance.tabs_to("Download as a workbook")

    # when
    finance.page.keyboard.press("Enter")
    while not held:
        finance.page.wait_for_timeout(100)
    held[0].fulfill(status=204)  # no answer yet

    # then
    status = finance.page.get_by_role("status").filter(has_text="workbook")
    assert status.inner_text() == "The workbook is being made. It can take up to a minute."
    assert finance.where() == "Making the workbook…"

    # when
    finance.page.unroute(re.compile(r"[?&]wait="))
    finance.goes_to("/agreements/SWK-ICES-2003/money/")
    with finance.page.expect_download():
        finance.page.get_by_role("link", name="Download as a workbook").click()

    # then
    finance.page.get_by_text("The workbook is made.").wait_for()
    assert (
        finance.page.get_by_role("link", name="Download as a workbook").get_attribute("aria-disabled") is None
    )
