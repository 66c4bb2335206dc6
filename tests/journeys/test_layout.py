"""A clerk makes a layout from nothing, sees it as it is made, and begins a report in it."""

import pytest

pytestmark = pytest.mark.sweep
COUNCIL = "London Borough of Southwark"


def test_a_clerk_makes_a_layout_from_nothing_and_begins_a_report_in_it(person):
    clerk = person("clerk@southwark.demo.invalid")
    names_it(clerk)
    gives_it_a_head(clerk)
    gives_it_sections(clerk)
    begins_a_report_in_it(clerk)
    begins_its_next_version(clerk)


def names_it(clerk):
    # when
    clerk.goes_to("/bodies/")
    clerk.follows(COUNCIL)
    clerk.follows("Report layouts")
    clerk.follows("Add a layout")
    clerk.types("Name", "Committee report")
    clerk.presses("Save")

    # then
    clerk.sees("Report layout recorded", "How a report in it reads", "Title of the report")


def gives_it_a_head(clerk):
    # when
    clerk.follows("Add a part")
    clerk.ticks("1, 1.1, 1.2 by section")
    clerk.presses("Save")
    clerk.follows("Add a section")
    clerk.chooses("What it shows", "Rows chosen one by one: date, title, wards, officers …")
    clerk.presses("Save")
    clerk.follows("Add a row")
    clerk.chooses("What it says", "Title of the report")
    clerk.types("Label", "Subject:")
    clerk.presses("Save")

    # then
    clerk.sees("Layout row recorded", "Subject:")


def gives_it_sections(clerk):
    # when
    clerk.follows("Add a section")
    clerk.types("Heading", "Why it is needed")

    # then
    clerk.page.locator("[data-layout-preview]", has_text="1. Why it is needed").wait_for()

    # when
    clerk.presses("Save")
    clerk.follows("Add a section")
    clerk.chooses("What it shows", "Recommendations")
    clerk.types("Heading", "What is asked")
    clerk.presses("Save")
    clerk.presses("Up What is asked")

    # then
    clerk.sees("1. What is asked", "1.1 That the Cabinet approve", "2. Why it is needed")


def begins_a_report_in_it(clerk):
    # when
    clerk.goes_to("/agreements/SWK-ICES-2003/reports/")
    clerk.follows("Start a report")
    clerk.types("Title", "Equipment from 2027")
    clerk.chooses("Layout", f"Committee report, {COUNCIL}")
    clerk.chooses("Decided by", f"Executive, {COUNCIL}")
    clerk.presses("Start the report")

    # then
    clerk.sees("Subject:", "Equipment from 2027", "It makes no recommendation.")


def begins_its_next_version(clerk):
    # when
    clerk.goes_to("/bodies/")
    clerk.follows(COUNCIL)
    clerk.follows("Report layouts")
    clerk.follows("Committee report")
    clerk.follows("begin its next version")
    clerk.presses("Begin version 2")

    # then
    clerk.sees("Begun: Committee report (version 2)", "Add a part")
    clerk.follows("What differs from the version before")
    clerk.sees("Nothing differs yet.")
