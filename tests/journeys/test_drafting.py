"""Officers draft Southwark and Kent papers: figures by a click, a front for the NHS board, what is amiss."""

import pytest

from partnerships.models import Body
from tests.governance.factories import ForumFactory
from tests.journeys.files import words_of
from tests.pdf_gate import assert_pdf_ua

pytestmark = pytest.mark.sweep

REPORT = "/reports/SWK-ICES-2003-R1/"
MEMBER = "Cabinet Member for Adult Social Care and Public Health, Kent County Council"


def test_an_officer_takes_southwarks_paper_to_cabinet_and_to_the_board_of_the_trust(person, tmp_path):
    trust = Body.objects.get(name="Southwark Primary Care Trust")
    ForumFactory(body=trust, name="PCT Board", kind="nhs_board")
    officer = person("officer@southwark.demo.invalid")
    says_that_it_goes_to_the_board(officer)
    adds_the_front(officer)
    writes_with_a_figure_of_the_record(officer)
    hands_out_each_front(officer, tmp_path)


def says_that_it_goes_to_the_board(officer):
    # when
    officer.goes_to(f"{REPORT}contents/")
    officer.follows("Add a meeting")
    officer.chooses("Forum", "PCT Board, Southwark Primary Care Trust")
    officer.types_date("On", "18 12 2003")
    officer.ticks("Its own decision")
    officer.presses("Save")

    # then
    officer.sees("It goes to every meeting in the council’s own form.")


def adds_the_front(officer):
    # when
    officer.follows("Add a front for another meeting")
    officer.chooses("Meeting it is for", "PCT Board")
    officer.chooses("Layout", "NHS board cover sheet, shared by all")
    officer.types("Item number there", "B7")
    officer.presses("Add the front")

    # then
    officer.sees("Front for PCT Board, 18 December 2003, item B7", "Executive summary Required")


def writes_with_a_figure_of_the_record(officer):
    # when
    officer.follows("Change Executive summary")
    officer.types("Text", "The pool is ")
    officer.chooses("From the record into Text", "total 2004/05: £1,051,000")
    officer.page.get_by_role("button", name="Insert into Text").click()

    # then
    officer.sees_typed("Text", "The pool is [total 2004/05]")

    # when
    officer.presses("Save")
    officer.goes_to(f"{REPORT}contents/")
    officer.follows("As it will read under the front for PCT Board")

    # then
    officer.sees("Meeting: PCT Board", "Agenda item: B7", "The pool is £1,051,000", "BACKGROUND INFORMATION")


def hands_out_each_front(officer, tmp_path):
    # when
    under_it = officer.opens_file("Draft PDF", tmp_path)

    # then
    assert "The pool is £1,051,000" in words_of(under_it)
    assert_pdf_ua(under_it.read_bytes())

    # when
    officer.goes_to(REPORT)

    # then
    officer.does_not_see("Executive summary", "Agenda item")


def test_without_script_references_are_a_list_to_copy(person):
    officer = person("officer@southwark.demo.invalid", java_script_enabled=False)
    officer.goes_to(f"{REPORT}contents/")
    officer.follows("Change Background information")
    officer.unfolds("What you can refer to")
    officer.sees("[total 2004/05] £1,051,000", "[partner: Southwark Primary Care Trust]")
    officer.finds_no_link_or_button("^Insert")


def test_an_officer_drafts_kents_record_and_is_told_what_is_amiss(person):
    officer = person("officer@kent.demo.invalid")

    # when
    officer.goes_to("/agreements/KENT-ICES-2015/reports/")
    officer.follows("Start a report")
    officer.types("Title", "Community equipment from 2016")
    officer.chooses("Layout", "Kent decision record, 2015, shared by all")
    officer.chooses("Decided by", MEMBER)
    officer.types_date("Meeting or decision on", "2 3 2016")
    officer.presses("Start the report")

    # then
    officer.sees("Before it goes out", "Community equipment from 2016")

    # when
    officer.follows("Change particulars")
    officer.ticks("Yes", of="Key decision")
    officer.types_date("Notice, or forward plan, first published on", "20 2 2016")
    officer.presses("Save")
    officer.goes_to("/reports/KENT-ICES-2015-R2/")

    # then
    officer.sees("Decision type: Key", "20/02/2016")
    officer.sees("20 March 2016")  # the earliest lawful day
