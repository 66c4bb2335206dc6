"""The checks before a report goes out find what is truly amiss in the five papers, and lead to its place."""

import pytest

pytestmark = pytest.mark.sweep

AGENDA = "Agenda and report are published early enough"
BREAKS_OFF = "No paragraph breaks off"
KEY_WARDS = "A decision that affects all wards is looked at as a key one"
FOUND = {
    "officer@southwark.demo.invalid": {
        "SWK-ICES-2003-R1": [
            "No It says whether the decision is key, and why",
            "No Notice of the key decision is long enough",
            f"No {AGENDA}",
            f"Look {BREAKS_OFF}",
            "Look No note to oneself is left in brackets",
            "Look No passage of 25 words stands twice",
        ]
    },
    "officer@leicester.demo.invalid": {
        "LEI-FW-2000-R1": [
            f"No {AGENDA}",
            "No Scrutiny comes before the decision it informs",
            "Look No passage of 25 words stands twice",
        ],
        "LEI-LD-2005-R1": [
            "No No words say that responsibility is transferred",
            f"No {AGENDA}",
            f"Look {KEY_WARDS}",
            "Look Nothing starts before the decision can take effect",
            f"Look {BREAKS_OFF}",
        ],
    },
    "officer@harrow.demo.invalid": {
        "HAR-OA-2005-R1": [
            f"No {AGENDA}",
            "Look The options considered include that to do nothing",
            "Look What ends in a colon is followed by something",
            "Look No note to oneself is left in brackets",
            "Look The legal advice names a power, a duty or what else the law asks",
            "Look The section on options sets them out",
        ]
    },
    "officer@kent.demo.invalid": {
        "KENT-ICES-2015-R1": [
            "No What is exempt is marked, and the report classified by it",
            "No Each notice of the decision says what the law asks",
            "No Notice of the key decision is long enough",
            "Look Figures quoted in the text are those of the agreement's record",
            "Look No note to oneself is left in brackets",
        ]
    },
}
LEICESTER = "/reports/LEI-LD-2005-R1/"


def test_the_checks_find_the_real_faults_of_each_paper_and_nothing_else(person):
    for email, reports in FOUND.items():
        officer = person(email)
        for reference, amiss in reports.items():
            officer.goes_to(f"/reports/{reference}/")
            assert officer.is_told_of_amiss() == amiss


def test_a_fault_is_mended_at_its_place_and_another_accepted_with_its_reason(person):
    officer = person("officer@leicester.demo.invalid")
    officer.goes_to(LEICESTER)
    officer.sees("Purpose of Report ends without a stop: “…be hosted by the City Council”")

    # when
    officer.follows_at(BREAKS_OFF, "Change Purpose of Report")
    officer.corrects("Text", "hosted by the City Council", "hosted by the City Council.")
    officer.presses("Save")
    officer.goes_to(LEICESTER)

    # then
    officer.does_not_see("Purpose of Report ends without a stop")
    officer.sees("Text ends without a stop: “…by the Cabinet and PCT boards”")

    # when
    officer.answers(KEY_WARDS, "Accept it as it is", why="The service is small, and the wards share it")
    officer.goes_to(LEICESTER)

    # then
    officer.sees("Accepted by Commissioning officer, Leicester: The service is small, and the wards share it")
