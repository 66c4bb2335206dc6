"""Legal and finance advise in a report, each in its own section; a post clears it; it is issued."""

import pytest
from docx import Document

from tests.journeys.files import words_of
from tests.pdf_gate import assert_pdf_ua

pytestmark = pytest.mark.sweep
REPORT = "/reports/SWK-ICES-2003-R1/"
LEGAL, FINANCE = "Borough Solicitor & Secretary", "Chief Finance Officer"
ADVICE = "The council may pool its budget from its meeting on"
COST = "The pool is"


def test_legal_and_finance_advise_and_the_report_is_cleared_and_issued(person, tmp_path):
    officer = person("officer@southwark.demo.invalid")
    legal, finance = person("legal@southwark.demo.invalid"), person("finance@southwark.demo.invalid")
    asks(officer, LEGAL, "Legal")
    asks(officer, FINANCE, "Finance")
    advises(legal, LEGAL, f"{ADVICE} [meeting date].")
    advises(finance, FINANCE, f"{COST} [total 2004/05].\n\n[budget table]")
    can_write_nothing_else(finance)
    names_who_clears_it(officer)
    clears(legal)
    issues(officer, tmp_path)


def asks(officer, post, role):
    # when
    officer.goes_to(f"{REPORT}contents/")
    officer.follows("Ask for advice")
    officer.types("Post that is asked", post)
    officer.ticks(role, of="Given by")
    officer.chooses("Given in the section", post)
    officer.presses("Save")

    # then
    officer.sees("Request for advice recorded", "Not given")


def advises(somebody, post, text):
    # given
    somebody.goes_to("/")
    somebody.sees("For you to look at")

    # when
    somebody.follows(f"SWK-ICES-2003-R1 asks the {post} for advice")
    somebody.types("Text", text)
    somebody.ticks("This is our advice: it is complete")
    somebody.presses("Save advice")

    # then
    somebody.sees(f"Advice given: {post}.")
    somebody.goes_to("/")
    somebody.does_not_see("For you to look at")


def can_write_nothing_else(finance):
    # when
    finance.goes_to(f"{REPORT}contents/")

    # then
    finance.sees(FINANCE)
    finance.does_not_see("Change particulars", "Add a recommendation", "Ask for advice")


def names_who_clears_it(officer):
    # when
    officer.goes_to(f"{REPORT}contents/")
    officer.follows("Add a post that clears it")
    officer.types("Post", "Monitoring Officer")
    officer.ticks("Legal", of="Cleared by")
    officer.presses("Save")
    officer.goes_to(REPORT)
    officer.follows("Change status")
    officer.ticks("Ready to issue")
    officer.presses("Change status")
    officer.follows("Issue this report")

    # then
    officer.sees("Monitoring Officer: not cleared")


def clears(legal):
    # when
    legal.goes_to("/")
    legal.follows("is ready to issue, and waits for the Monitoring Officer to clear it")
    legal.ticks("I clear the report as it stands")
    legal.presses("Save")

    # then
    legal.sees("The report is cleared: Monitoring Officer.")


def issues(officer, tmp_path):
    # when
    officer.goes_to(REPORT)
    officer.follows("Issue this report")
    officer.sees("Monitoring Officer: cleared")
    officer.presses("Issue")

    # then
    officer.sees("is issued", "by Commissioning officer, Southwark")
    pdf = officer.downloads("Download Cabinet report", tmp_path)
    word = officer.downloads("Word Cabinet report", tmp_path)
    as_word = " ".join(paragraph.text for paragraph in Document(str(word)).paragraphs)
    for said in (f"{ADVICE} 16 December 2003.", f"{COST} £1,051,000."):
        assert said in words_of(pdf)
        assert said in as_word
    assert_pdf_ua(pdf)
