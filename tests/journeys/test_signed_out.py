"""Nothing typed is lost when the session ends, and nothing is saved twice."""

import pytest

pytestmark = pytest.mark.sweep

OFFICER = "officer@southwark.demo.invalid"
AIM = "Equipment within seven working days"


def begins_an_aim(officer):
    officer.goes_to("/agreements/SWK-ICES-2003/scope/")
    officer.follows("Add an aim or outcome")
    officer.ticks("Outcome")
    officer.types("Aim or outcome", AIM)
    officer.types("Measure", "95% of requests")


def test_what_was_typed_before_the_session_ended_is_still_there(person):
    # given
    officer = person()
    officer.signs_in(OFFICER)
    begins_an_aim(officer)
    officer.loses_the_session()

    # when
    officer.presses("Save")

    # then
    officer.sees_heading("Sign in to Common Purse")

    # when
    officer.signs_in_here(OFFICER)

    # then
    officer.sees("You had been signed out", "What you typed is below: check it and save again.")
    officer.sees_typed("Aim or outcome", AIM)
    officer.sees_typed("Measure", "95% of requests")

    # when
    officer.presses("Save")

    # then
    officer.sees("recorded", AIM)


def test_a_form_sent_twice_is_saved_once(person):
    # given
    officer = person(OFFICER)
    begins_an_aim(officer)
    officer.presses("Save")
    officer.sees(AIM)

    # when
    officer.goes_back()
    officer.sees_typed("Aim or outcome", AIM)
    officer.presses("Save")

    # then
    officer.sees("This form had already been sent", "It was saved once.")
    assert officer.page.get_by_role("rowheader", name=AIM).count() == 1

    # when
    officer.goes_back()
    officer.types("Aim or outcome", "Equipment collected within five working days")
    officer.presses("Save")

    # then
    officer.sees(
        f"{AIM} was recorded from this page already. To save what is typed below as well, save again."
    )

    # when
    officer.presses("Save")

    # then
    officer.sees("Aim or outcome recorded: Equipment collected within five working days")


def test_what_is_too_much_to_send_is_said_and_is_still_typed(person, settings):
    # given
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
    officer = person(OFFICER)
    begins_an_aim(officer)
    officer.types("Measure", "x" * 3_000_000)

    # when
    officer.presses("Save")

    # then
    officer.sees_heading("That is too much to send at once")

    # when
    officer.goes_back()

    # then
    officer.sees_typed("Aim or outcome", AIM)


def test_nothing_is_shown_by_going_back_once_signed_out(person):
    # given
    officer = person(OFFICER)
    officer.goes_to("/agreements/SWK-ICES-2003/")
    officer.signs_out()

    # when
    officer.goes_back()

    # then
    officer.sees_heading("Sign in to Common Purse")
    officer.does_not_see("SWK-ICES-2003")
