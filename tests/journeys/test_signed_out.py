"""Nothing typed is lost when the session ends, and nothing is saved twice."""

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
    officer = person(OFFICER)
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
        f"{AIM} was recorded from this page already. To record what is typed below as well, save again."
    )

    # when
    officer.presses("Save")

    # then
    officer.sees("Aim or outcome recorded: Equipment collected within five working days")
