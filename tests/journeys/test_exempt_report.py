"""A clerk issues a part-exempt report: its own people read the whole, a partner's the open version."""

from pathlib import Path

import pytest

from tests.journeys.files import words_of
from tests.pdf_gate import assert_pdf_ua

pytestmark = pytest.mark.sweep

REPORT = "/reports/SWK-ICES-2003-R1/"
SECRET = "The lowest tender was Alder Mobility's"


def test_a_clerk_issues_a_part_exempt_report(person, tmp_path):
    clerk = person("clerk@southwark.demo.invalid")
    marks_an_appendix(clerk)
    is_told_that_the_report_is_still_open(clerk)
    classifies_it_and_issues_both(clerk, tmp_path)
    is_read_whole_by_a_reader(person("exempt_reader@southwark.demo.invalid"))
    is_read_openly_by_the_partner(person("officer@southwark-pct.demo.invalid"), tmp_path)


def marks_an_appendix(clerk):
    # when
    clerk.goes_to(f"{REPORT}contents/")
    clerk.follows("Add a section of your own")
    clerk.types("Heading", "Tenders received")
    clerk.types("Text", f"{SECRET}.")
    clerk.chooses("Part of the report", "Appendix")
    clerk.ticks("Exempt: not for publication")
    clerk.types("Paragraphs of Schedule 12A", "16")
    clerk.presses("Save")

    # then
    clerk.sees("There is a problem", "Paragraph 16 was not in force on 16 December 2003")

    # when
    clerk.types("Paragraphs of Schedule 12A", "paras 7 & 9")
    clerk.presses("Save")

    # then
    clerk.sees("Tenders received", "Exempt: paragraphs 7 and 9")


def is_told_that_the_report_is_still_open(clerk):
    # when
    clerk.goes_to(REPORT)

    # then
    clerk.sees("It is classified as open, but part of it is marked exempt.")


def classifies_it_and_issues_both(clerk, tmp_path: Path):
    # when
    clerk.follows("Change particulars")
    clerk.ticks("Part exempt")
    clerk.types("Why the public interest is in keeping it exempt", "Bidders would know each other's prices.")
    clerk.presses("Save")
    clerk.goes_to(REPORT)
    clerk.follows("Change status")
    clerk.ticks("Ready to issue")
    clerk.presses("Change status")
    clerk.follows("Issue this report")
    clerk.presses("Issue")

    # then
    clerk.sees("are issued", "Cabinet report, version 1", "Cabinet report (exempt), version 1")
    public = clerk.downloads("Download Cabinet report, version 1", tmp_path)
    exempt = clerk.downloads("Download Cabinet report (exempt), version 1", tmp_path)
    assert SECRET not in words_of(public)
    assert "An appendix paragraphs 7 and 9" in words_of(public)
    assert SECRET in words_of(exempt)
    assert "NOT FOR PUBLICATION" in words_of(exempt)
    assert_pdf_ua(public, exempt)


def is_read_whole_by_a_reader(reader):
    # when
    reader.goes_to(REPORT)

    # then
    reader.sees(SECRET, "Exempt: paragraphs 7 and 9")


def is_read_openly_by_the_partner(officer, tmp_path: Path):
    # when
    officer.goes_to(REPORT)

    # then
    officer.sees("Part of this report is not for publication, and is left out of this version.")
    officer.does_not_see(SECRET, "Tenders received")

    # when
    officer.goes_to("/agreements/SWK-ICES-2003/documents/")

    # then
    officer.does_not_see("exempt")
    assert SECRET not in words_of(officer.downloads("Download Cabinet report, version 1", tmp_path))

    # when
    officer.goes_to("/agreements/SWK-ICES-2003/history/")

    # then
    officer.sees("Report section: exempt content changed")
    officer.does_not_see(SECRET, "Tenders received")
