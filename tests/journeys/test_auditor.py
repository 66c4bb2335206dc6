"""The auditor: who changed what, when and why; and nothing that can be changed."""

import re
from contextlib import suppress
from io import StringIO

import pytest
from django.core.management import call_command

from tests.database import past_every_guard
from tests.journeys.files import lines_of, words_of

AUDITOR = "auditor@southwark.demo.invalid"
OFFICER = "officer@southwark.demo.invalid"
DOCUMENTS = "/agreements/SWK-ICES-2003/documents/"
HISTORY = "/agreements/SWK-ICES-2003/history/"
A_WAY_TO_CHANGE = r"^(Add|Change|Retire|Restore|Record|Write|Issue|Start|Give|Save|Link|Paste|Unlink)\b"


def test_the_auditor_reads_who_changed_what_and_takes_it_away(person, tmp_path):
    # given
    officer = person(OFFICER)
    officer.goes_to("/agreements/SWK-ICES-2003/")
    officer.follows("Change agreement")
    officer.types("Pool manager", "Head of Equipment Services")
    officer.types("Why you are changing it", "Named by the council")
    officer.presses("Save")
    officer.sees("Agreement changed")

    # when
    auditor = person(AUDITOR)
    auditor.goes_to(HISTORY)

    # then
    auditor.sees("Agreement changed Commissioning officer, Southwark", "Why: Named by the council")
    auditor.unfolds("1 field changed")
    auditor.sees("Pool manager Before: nothing After: Head of Equipment Services")

    # when
    auditor.chooses("Who", "Commissioning officer, Southwark")
    auditor.presses("Filter")

    # then
    auditor.sees("1 act Agreement changed")

    # when
    rows = lines_of(auditor.downloads("Download as CSV", tmp_path))

    # then
    assert [(row["Who"], row["Field"], row["Before"], row["After"]) for row in rows] == [
        ("Commissioning officer, Southwark", "Pool manager", "", "Head of Equipment Services")
    ]

    # when
    auditor.follows("Clear the filters")
    auditor.chooses("What", "Grant")
    auditor.presses("Filter")

    # then
    auditor.sees("Grant recorded", "Common Purse set-up")
    auditor.does_not_see("Agreement changed")

    # when
    auditor.follows("Clear the filters")
    auditor.types_date("Until", "31 3 2020")
    auditor.presses("Filter")

    # then
    auditor.sees("0 acts", "Nothing matches. Take out a filter.")


@pytest.mark.sweep
def test_the_auditor_is_offered_no_way_to_change_anything(person):
    auditor = person(AUDITOR)
    for page in ("", "parties/", "scope/", "provisions/", "money/", "governance/", "history/"):
        auditor.goes_to(f"/agreements/SWK-ICES-2003/{page}")
        auditor.finds_no_link_or_button(A_WAY_TO_CHANGE)

    # when
    auditor.goes_to("/agreements/SWK-ICES-2003/parties/add/")

    # then
    auditor.sees_heading("You cannot do this")
    auditor.sees("you need the role of commissioning officer or legal at one of its partner bodies")
    auditor.sees("Nothing was changed")


@pytest.mark.sweep
def test_a_forgery_is_found_by_a_seal_that_the_auditor_kept(person, tmp_path):
    # given
    kept = tmp_path / "seal.txt"
    call_command("seal_history", "--output", str(kept), stdout=StringIO())
    number, digest = re.search(r"Seal: (\d+).*Digest: (\w{8})", kept.read_text(), re.DOTALL).groups()
    legal = person("legal@southwark.demo.invalid")
    legal.goes_to(DOCUMENTS)
    legal.follows("Issue agreement")
    legal.presses("Issue")

    # when
    auditor = person(AUDITOR)
    auditor.goes_to(DOCUMENTS)
    issued = auditor.downloads("Download Agreement, issue 1", tmp_path)

    # then
    assert f"Seal {number} · {digest}" in words_of(issued)
    assert verify(kept).startswith("The history matches: ")

    # when
    with past_every_guard() as forger:
        forger.execute("UPDATE core_act SET why = 'As the Cabinet wished' WHERE code = 'agreement.recorded'")

    # then
    assert re.match(r"The history does not match. First: Act \d+ \(Agreement recorded, ", verify(kept))
    operator = person("operator@site.demo.invalid")
    operator.goes_to("/site/security/")
    operator.sees("The history does not match its seals")


def verify(kept):
    """What the auditor is told by whoever runs it for them, or runs it themselves."""
    said = StringIO()
    with suppress(SystemExit):
        call_command("verify_history", "--seal", str(kept), stdout=said, stderr=said)
    return said.getvalue()


def test_another_partnership_is_nowhere_to_be_seen(person):
    # given
    kent = person("auditor@kent.demo.invalid")
    kent.goes_to("/agreements/KENT-ICES-2015/")
    kent.sees("KENT-ICES-2015", "Record kept by Kent County Council")

    # when
    auditor = person(AUDITOR)
    auditor.goes_to("/")

    # then
    auditor.does_not_see("KENT-ICES-2015")
    auditor.goes_to("/agreements/?q=KENT")
    auditor.sees("0 agreements", "Nothing matches")
    for address in ("", "money/", "history/", "history.csv", "budget-schedule.xlsx", "documents/"):
        auditor.goes_to(f"/agreements/KENT-ICES-2015/{address}")
        auditor.sees_heading("Page not found")
