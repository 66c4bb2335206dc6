"""Southwark's agreement from drafting through both of its phases: approved, signed by each, and renewed."""

import pytest

from tests.factories import PDF

pytestmark = pytest.mark.sweep

OFFICER = "officer@southwark.demo.invalid"
OF_THE_TRUST = "officer@southwark-pct.demo.invalid"
AGREEMENT = "/agreements/SWK-ICES-2003/"
COUNCIL, TRUST = "London Borough of Southwark", "Southwark Primary Care Trust"
DIRECTOR, CHIEF = "Strategic Director of Social Services", "Chief Executive"


def test_an_officer_takes_southwark_from_drafting_to_its_renewal(person):
    officer = person(OFFICER)
    goes_from_drafting_to_approval(officer)
    records_the_decision_of_the_executive(officer)
    cannot_approve_for_the_trust(officer)
    trust = person(OF_THE_TRUST)
    records_the_decision_of_the_board(trust)
    approves_and_signs(officer)
    signs_last(trust)
    attaches_the_signed_copy(officer)
    puts_both_phases_in_place(officer)
    renews_year_by_year(officer, trust)
    reads_it_as_at_each_day(officer)


def moves(somebody, to, day):
    somebody.goes_to(AGREEMENT)
    somebody.follows("Change status")
    somebody.ticks(to)
    somebody.types_date("From which day", day)
    somebody.presses("Change status")


def goes_from_drafting_to_approval(officer):
    # when
    moves(officer, "Consulting", "1 10 2003")

    # then
    officer.sees("The agreement is now recorded as consulting.")

    # when
    moves(officer, "Awaiting approval", "30 9 2003")

    # then
    officer.sees("That one began on 1 October 2003.")

    # when
    moves(officer, "Awaiting approval", "25 11 2003")

    # then
    officer.sees("The agreement is now recorded as awaiting approval.")


def decides(somebody, partner, by, day):
    somebody.goes_to(f"{AGREEMENT}signing/")
    somebody.follows("Add a decision")
    somebody.chooses("Partner", partner)
    somebody.chooses("What it authorises", "Entering into the agreement")
    somebody.types("Decided by", by)
    somebody.types_date("Decided on", day)
    somebody.presses("Save")


def records_the_decision_of_the_executive(officer):
    # when
    decides(officer, COUNCIL, "Executive", "16 12 2003")
    officer.follows(f"Change {DIRECTOR}")
    officer.ticks("Given")
    officer.chooses("Given by the decision", f"{COUNCIL}: entering into the agreement, Executive")
    officer.presses("Save")

    # then
    officer.sees(f"{DIRECTOR} May sign", "Executive, 16 December 2003")


def cannot_approve_for_the_trust(officer):
    # when
    decides(officer, TRUST, "Board", "25 11 2003")

    # then
    officer.sees("Only a partner's own people record its decisions and signatures. Ask them to.")

    # when
    officer.goes_to(AGREEMENT)
    officer.follows("Change status")

    # then
    officer.sees("It cannot be Approved yet:", f"None is recorded of {TRUST}.")


def records_the_decision_of_the_board(trust):
    # when
    decides(trust, TRUST, "Board", "25 11 2003")
    trust.follows("Add a delegation")
    trust.chooses("Partner", TRUST)
    trust.types("To the post of", CHIEF)
    trust.chooses("Power", "Negotiate, approve and sign the final terms")
    trust.ticks("Given")
    trust.chooses("Given by the decision", f"{TRUST}: entering into the agreement, Board")
    trust.presses("Save")

    # then
    trust.sees(f"{CHIEF} May sign", "Board, 25 November 2003")


def signs(somebody, partner, post, day):
    somebody.goes_to(f"{AGREEMENT}signing/")
    somebody.follows("Record a signature")
    somebody.chooses("Partner", partner)
    somebody.chooses("Signed by, under the power of", f"{post}: negotiate, approve and sign the final terms")
    somebody.ticks("Under hand")
    somebody.types_date("Signed on", day)
    somebody.presses("Save")


def approves_and_signs(officer):
    # when
    moves(officer, "Approved", "16 12 2003")
    officer.sees("The agreement is now recorded as approved.")
    signs(officer, COUNCIL, DIRECTOR, "15 12 2003")

    # then
    officer.sees("Whoever signs must have the power to, on that day.", "the decision is of 16 December 2003")

    # when
    signs(officer, COUNCIL, DIRECTOR, "29 12 2003")

    # then
    officer.sees(f"Signed {DIRECTOR}, 29 December 2003")


def signs_last(trust):
    # when
    signs(trust, TRUST, CHIEF, "31 12 2003")
    trust.opens_tab("Overview")

    # then
    trust.sees("Status Signed since 31 December 2003", "Date of the agreement 31 December 2003")


def attaches_the_signed_copy(officer):
    # when
    officer.goes_to(f"{AGREEMENT}signing/")
    officer.follows(f"Attach the signed copy of {COUNCIL}")
    page = {"name": "signed.pdf", "mimeType": "application/pdf", "buffer": b"<html>Not signed</html>"}
    officer.page.get_by_label("Signed copy").set_input_files(page)
    officer.presses("Attach")

    # then
    officer.sees("This is no PDF file, whatever its name says.")

    # when
    officer.page.get_by_label("Signed copy").set_input_files(page | {"buffer": PDF})
    officer.presses("Attach")

    # then
    officer.sees("Signed copy attached: signed.pdf.")


def puts_both_phases_in_place(officer):
    # when
    moves(officer, "In force", "31 12 2003")
    for phase, day in (
        ("Lead commissioning by Southwark Social Services", "31 12 2003"),
        ("Pooled budget with the lead commissioner as the pool manager", "31 3 2004"),
    ):
        officer.opens_tab("Scope")
        officer.follows(f"Change {phase}")
        officer.types_date("In place on", day)
        officer.presses("Save")
    officer.opens_tab("Overview")

    # then
    officer.sees("(in place 31 December 2003)", "(in place 31 March 2004)")
    officer.does_not_see("Unsigned")


def decides_on_the_year(somebody, partner, by, day, commitment):
    somebody.goes_to(f"{AGREEMENT}term/")
    somebody.follows("Record a decision")
    somebody.chooses("Partner", partner)
    somebody.types("Financial year", "2004/05")
    somebody.ticks("Yes", of="It takes part")
    somebody.types("Its commitment for the year", commitment)
    somebody.types("Decided by", by)
    somebody.types_date("Decided on", day)
    somebody.presses("Save")


def renews_year_by_year(officer, trust):
    # when
    officer.goes_to(f"{AGREEMENT}term/")
    officer.follows("Add a day")
    officer.ticks("Decision on renewing: taken by this day")
    officer.types_date("Day", "31 1 2004")
    officer.types("Comes again every so many months", "12")
    officer.presses("Save")
    decides_on_the_year(officer, COUNCIL, "Executive", "13 1 2004", "748,000")

    # then
    officer.sees(f"2004/05 {COUNCIL} Takes part £748,000.00 Executive, 13 January 2004")

    # when
    decides_on_the_year(trust, TRUST, "Board", "1 2 2004", "303,000")

    # then
    trust.sees("For 2004/05 that was 31 January 2004.")

    # when
    trust.types_date("Decided on", "30 1 2004")
    trust.presses("Save")

    # then
    trust.sees(f"2004/05 {TRUST} Takes part £303,000.00 Board, 30 January 2004")


def reads_it_as_at_each_day(officer):
    for day, status in (
        ("2003-10-15", "Consulting"),
        ("2003-12-20", "Approved"),
        ("2004-01-15", "In force"),
    ):
        officer.goes_to(f"{AGREEMENT}?on={day}")
        officer.sees(f"SWK-ICES-2003 {status}")
