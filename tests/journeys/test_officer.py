"""A commissioning officer: a new agreement from nothing to the Cabinet report that asks for it."""

from tests.journeys.files import words_of
from tests.pdf_gate import assert_pdf_ua

OFFICER = "officer@southwark.demo.invalid"
COUNCIL = "London Borough of Southwark"
NHS = "NHS South East London Integrated Care Board"
TITLE = "Learning disability partnership"


def test_an_agreement_is_recorded_and_its_cabinet_report_issued(person, tmp_path):
    officer = person(OFFICER)
    records_the_agreement(officer)
    adds_the_partner(officer)
    says_how_they_work_together(officer)
    records_the_pooled_fund(officer)
    records_the_aligned_fund(officer)
    records_the_board(officer)
    drafts_the_report(officer)
    is_told_what_is_still_to_be_written(officer)
    writes_it(officer)
    issues_the_report(officer, tmp_path)


def records_the_agreement(officer):
    # when
    officer.goes_to("/")
    officer.follows("Record an agreement")
    officer.types("Reference", "swk ld")
    officer.types("Title", TITLE)
    officer.types_date("Starts on", "1 4 2027")
    officer.types_date("Ends on", "31 3 2020")
    officer.presses("Record agreement")

    # then
    officer.sees("There is a problem", "Use only capital letters, digits and single hyphens")
    officer.sees("The agreement must end on or after the day it starts.")
    assert "Select the legal basis" in officer.message_at("Legal basis")
    officer.sees_typed("Title", TITLE)

    # when
    officer.types("Reference", "SWK-LD-2027")
    officer.chooses("Legal basis", "NHS Act 2006, section 75")
    officer.types_date("Ends on", "31 3 2030")
    officer.types("Pool manager", "Head of Learning Disability Commissioning")
    officer.presses("Record agreement")

    # then
    officer.sees(f"Agreement recorded: SWK-LD-2027 {TITLE}", "1 April 2027 to 31 March 2030")


def adds_the_partner(officer):
    # when
    officer.opens_tab("Parties")
    officer.follows("Add a party")
    officer.types("Words in a name, or a code", NHS)
    officer.presses("Filter")
    officer.follows(f"Choose {NHS}")
    officer.sees_heading("Is this the body?")
    officer.sees(f"Name {NHS}", "Kind Integrated care board")
    officer.presses("Yes, record it as a party")

    # then
    officer.sees(f"{COUNCIL} ", f"{NHS} Nobody there to confirm")

    # when
    officer.opens_tab("Overview")
    officer.follows("Change agreement")
    officer.chooses("Host partner", COUNCIL)
    officer.presses("Save")

    # then
    officer.sees(f"Host partner {COUNCIL}")


def says_how_they_work_together(officer):
    # when
    officer.opens_tab("Scope")
    officer.follows("Add a flexibility")
    officer.chooses("Flexibility", "Pooled fund (reg 7)")
    officer.chooses("Lead body", COUNCIL)
    officer.types_date("From", "1 4 2027")
    officer.presses("Save")

    # then
    officer.sees(f"Pooled fund (reg 7) {COUNCIL} 1 April 2027")


def records_the_pooled_fund(officer):
    # when
    officer.opens_tab("Money")
    officer.follows("Add a fund")
    officer.types("Name", "Learning disability pooled fund")
    officer.ticks("Pooled fund")
    officer.ticks("£000", of="Figures are published in")
    officer.presses("Save")
    officer.presses("Add a line for each partner")

    # then
    officer.sees("2 lines added. Now type the figures.")

    # when
    for year, council, nhs in (("2027/28", "4,100", "2,050.5"), ("2028/29", "4,200", "2,100")):
        officer.types(f"{COUNCIL}, {year}", council)
        officer.types(f"{NHS}, {year}", nhs)
    officer.presses("Save figures")

    # then
    officer.sees("4 figures saved", "Total of Learning disability pooled fund 6,150.5 6,300 12,450.5")


def records_the_aligned_fund(officer):
    # when
    officer.opens_tab("Money")
    officer.follows("Add a fund")
    officer.types("Name", "Continuing care aligned budget")
    officer.ticks("Aligned fund")
    officer.chooses("Held by", NHS)
    officer.ticks("£000", of="Figures are published in")
    officer.presses("Save")
    officer.follows("Add a contribution line")
    officer.chooses("Partner", NHS)
    officer.presses("Save")
    officer.follows("Change the figures")
    officer.types(f"{NHS}, 2027/28", "900")
    officer.chooses("The figures you add or change are", "Indicative")
    officer.presses("Save figures")
    officer.opens_tab("Money")

    # then
    officer.sees("Learning disability pooled fund Pooled fund", "Continuing care aligned budget Aligned fund")
    officer.sees("7,050.5 6,300")


def records_the_board(officer):
    # when
    officer.opens_tab("Governance")
    officer.follows("Add a board")
    officer.types("Name", "Learning Disability Partnership Board")
    officer.chooses("Kind of board", "Partnership board")
    officer.types("Quorum", "3")
    officer.types("Least number of meetings a year", "4")
    officer.presses("Save")
    officer.sees_heading("Learning Disability Partnership Board")
    for post, category, places in (("Council members", "Council", "2"), ("Board members", "NHS", "2")):
        officer.follows("Add a seat")
        officer.types("Who the seat is for", post)
        officer.chooses("Category", category)
        officer.types("Number of places", places)
        officer.ticks("Votes")
        officer.presses("Save")

    # then
    officer.sees("Council members", "Board members", "Least number of meetings a year 4")


def drafts_the_report(officer):
    # when
    officer.goes_to("/agreements/SWK-LD-2027/reports/")
    officer.follows("Start a report")
    officer.sees_typed("Reference", "SWK-LD-2027-R1")
    officer.types("Title", "A pooled fund for learning disability services")
    officer.chooses("Layout", "Southwark Executive report, shared by all")
    officer.chooses("Decided by", f"Executive, {COUNCIL}")
    officer.types_date("Meeting or decision on", "9 2 2027")
    officer.types("From", "Strategic Director of Social Services")
    officer.presses("Start the report")

    # then
    officer.sees("Before it goes out", "It makes no recommendation.")

    # when
    officer.follows("Add a recommendation")
    officer.chooses("Addressed to", f"Executive, {COUNCIL}")
    officer.types("Is asked to", "approve")
    officer.types("What", "the establishment of a pooled fund of £6,150,500 from April 2027")
    officer.presses("Save")
    officer.opens_tab("As it will read")
    officer.follows("Edit Background information")
    officer.types("Text", "The partners have worked together since 2019.\n\nNeither holds the whole budget.")
    officer.presses("Save")

    # then
    officer.sees(
        "1. That the Executive approve the establishment of a pooled fund of £6,150,500 from April 2027"
    )
    officer.sees("2. The partners have worked together since 2019. 3. Neither holds the whole budget.")


def is_told_what_is_still_to_be_written(officer):
    # when
    officer.follows("Change status")
    officer.ticks("Ready to issue")
    officer.presses("Change status")
    officer.follows("Issue")

    # then
    officer.sees("It cannot be issued yet", "The layout requires sections that are empty")
    officer.follows("Go back")


def writes_it(officer):
    # when
    officer.follows("List the background papers")
    officer.types("Title", "Valuing People")
    officer.presses("Save")
    officer.follows("Change Resource implications")
    officer.ticks("Yes", of="Has implications")
    officer.types("Text", "The figures are in this table.\n\n[budget table]")
    officer.presses("Save")
    officer.opens_tab("As it will read")
    for section in (
        "Effect of proposed changes on those affected",
        "Consultation",
        "Borough Solicitor & Secretary",
        "Chief Finance Officer",
    ):
        officer.follows(f"Write {section}")
        officer.types("Text", f"What there is to say on: {section}.")
        officer.presses("Save")

    # then
    officer.does_not_see("Write Consultation", "List the background papers")
    officer.sees("What there is to say on: Consultation.", "Valuing People", "Total 6,150.5 6,300")


def issues_the_report(officer, tmp_path):
    # when
    draft = officer.opens_file("Draft PDF", tmp_path)

    # then
    assert "DRAFT" in words_of(draft)

    # when
    officer.follows("Issue")
    officer.presses("Issue")

    # then
    officer.sees("is issued", "by Commissioning officer, Southwark")
    report = officer.downloads("Download Cabinet report", tmp_path)
    words = words_of(report)
    for said in (
        "A pooled fund for learning disability services",
        "That the Executive approve the establishment of a pooled fund of £6,150,500 from April 2027",
        "Total 6,150.5 6,300",
        "Page 1 of",
    ):
        assert said in words
    assert "DRAFT" not in words
    assert_pdf_ua(draft, report)
