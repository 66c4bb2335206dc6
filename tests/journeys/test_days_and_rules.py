"""The agreement on another day, what needs attention in it, and the rule behind a refusal."""

from datetime import timedelta

import time_machine
from django.utils import timezone
from django.utils.timezone import localdate

AUDITOR = "auditor@southwark.demo.invalid"
OFFICER = "officer@southwark.demo.invalid"
SOUTHWARK = "/agreements/SWK-ICES-2003/"
NEW = "SWK-ICES-2027"
TITLE = "Community equipment from 2027"


def test_the_auditor_reads_an_agreement_as_at_its_paper_and_as_it_was_known_before_a_change(person):
    # given: what the papers say was recorded today; tomorrow somebody names the pool manager
    recorded_on = localdate()
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        officer = person(OFFICER)
        officer.goes_to(SOUTHWARK)
        officer.follows("Change agreement")
        officer.types("Pool manager", "Head of Equipment Services")
        officer.presses("Save")

        # when
        auditor = person(AUDITOR)
        auditor.goes_to(SOUTHWARK)
        auditor.unfolds("See it as at another day")
        auditor.types_date("As at", "16 12 2003")
        auditor.presses("Show it")

        # then
        auditor.sees(
            "As at 16 December 2003. Nothing can be changed here.",
            "Pool manager Head of Equipment Services",
            "Lead commissioning by Southwark Social Services is due by 31 December 2003",
        )
        auditor.does_not_see("closed on 31 March 2013", "information sharing")

        # when
        auditor.opens_tab("Money")

        # then
        auditor.sees("As at 16 December 2003.", "London Borough of Southwark Proposed 730 748 767 2,245")

        # when
        auditor.opens_tab("Overview")
        auditor.unfolds("See it as at another day")
        auditor.types_date("As it was known on", f"{recorded_on.day} {recorded_on.month} {recorded_on.year}")
        auditor.presses("Show it")

        # then
        auditor.sees("As at 16 December 2003, as it was known at the end of", "Pool manager Not recorded")
        auditor.does_not_see("Head of Equipment Services")

        # when
        auditor.unfolds("See it as at another day")
        auditor.types_date("As it was known on", "31 12 1999")
        auditor.presses("Show it")

        # then
        assert "was first recorded" in auditor.message_at_date("As it was known on")

        # when
        auditor.opens_tab("Overview")

        # then
        auditor.sees("Pool manager Head of Equipment Services")


NHS = "No NHS body is party to it"
FLEXIBILITY = "No flexibility is recorded: say which it uses"
CONSULTED = "No joint consultation of those who appear to be affected is recorded"


def test_an_officer_takes_on_puts_off_and_accepts_what_needs_attention(person):
    # given
    officer = person(OFFICER)
    officer.goes_to("/")
    officer.follows("Record an agreement")
    officer.types("Reference", NEW)
    officer.types("Title", TITLE)
    officer.chooses("Legal basis", "NHS Act 2006, section 75")
    officer.presses("Record agreement")
    officer.goes_to("/")
    officer.sees(f"{NEW} {NHS}", f"{NEW} {FLEXIBILITY}", f"{NEW} {CONSULTED}")

    # when
    officer.goes_to(f"/agreements/{NEW}/")
    officer.answers(NHS, "I take it on")

    # then
    officer.sees(f"{NHS} Taken on by Commissioning officer, Southwark")

    # when
    officer.answers(FLEXIBILITY, "Put it off until a day", until=localdate() - timedelta(days=1))

    # then
    officer.sees("There is a problem", "Say why")

    # when
    officer.types("Why", "The heads of terms say which")
    officer.presses("Save")

    # then
    officer.sees("There is a problem")
    assert "can only be put off until a later day" in officer.message_at_date("Until")

    # when
    until = localdate() + timedelta(days=30)
    officer.types_date("Until", f"{until.day} {until.month} {until.year}")
    officer.presses("Save")

    # then
    officer.sees(f"It is recorded as put off: {FLEXIBILITY}.")
    officer.unfolds("Put off or accepted (1)")
    officer.sees(f"{FLEXIBILITY} Put off until", "The heads of terms say which")

    # when
    officer.answers(CONSULTED, "Accept it as it is", why="Both held their own, in public")
    officer.goes_to("/")

    # then: what was put off or accepted is told no more; what was taken on says by whom
    officer.sees(f"{NEW} {NHS} Taken on by Commissioning officer, Southwark")
    officer.does_not_see(FLEXIBILITY, CONSULTED)

    # when
    officer.follows("All that needs attention, put off and accepted too")

    # then
    officer.sees("Both held their own, in public", "The heads of terms say which")

    # when
    officer.goes_to(f"/agreements/{NEW}/")
    officer.unfolds("Put off or accepted (2)")
    officer.follows_at(CONSULTED, "Take it back")
    officer.presses("Take it back")
    officer.goes_to("/")

    # then
    officer.sees(f"{NEW} {CONSULTED}")

    # when
    officer.goes_to(f"/agreements/{NEW}/history/")

    # then
    officer.sees("Attention taken on", "Attention put off", "Attention accepted", "Attention taken back")


def test_the_page_of_rules_explains_a_refusal(person):
    # given
    rule = "An agreement cannot start on a day on which one of its first partners did not exist."
    officer = person(OFFICER)
    officer.goes_to(SOUTHWARK)
    officer.follows("Change agreement")

    # when
    officer.types_date("Starts on", "1 4 2000")
    officer.presses("Save")

    # then
    officer.sees("There is a problem", f"{rule} Source: SI 2000/617 reg 3.")

    # when
    officer.follows(rule, within="main .govuk-inset-text")

    # then
    officer.sees_heading("Rules")
    assert officer.page.url.endswith("/rules/#agreement-starts-once-its-partners-exist")
    officer.sees(f"{rule} agreement-starts-once-its-partners-exist Agreements Refuses SI 2000/617 reg 3")

    # when
    officer.types("Words, source or code", "first partners did not")
    officer.presses("Filter")

    # then
    officer.sees("1 of ", rule)

    # when
    officer.types("Words, source or code", "quixotic")
    officer.presses("Filter")

    # then
    officer.sees("No rule has these words")
