"""Legal: what the law still asks for, a provision written, and the agreement issued and issued again."""

import hashlib
import re

from tests.journeys.files import words_of
from tests.pdf_gate import assert_pdf_ua

LEGAL = "legal@southwark.demo.invalid"
AGREEMENT = "/agreements/SWK-ICES-2003/"
NOT_WRITTEN = "1 of the 7 matters the agreement must address is not written"
EQUIPMENT = "Each partner lends the stores and vehicles that it used on 1 April 2003, without charge."


def test_a_missing_provision_is_written_and_the_agreement_issued_twice(person, tmp_path):
    # given
    legal = person(LEGAL)
    legal.goes_to(AGREEMENT)
    legal.sees("This agreement is past")
    legal.follows("ask the rules all the same")
    legal.sees(NOT_WRITTEN, "SI 2000/617 reg 7(3)")

    # when
    legal.follows(NOT_WRITTEN)
    legal.sees("6 of 7 written")
    legal.follows("Write Staff, goods, services and accommodation (non-financial contributions)")
    legal.types("Text", EQUIPMENT)
    legal.presses("Save")

    # then
    legal.sees("Provision recorded", EQUIPMENT)
    legal.opens_tab("Overview")
    legal.does_not_see(NOT_WRITTEN)

    # when
    legal.opens_tab("Documents")
    legal.follows("Issue agreement")
    legal.sees("Needs attention in the agreement", "None of this stops you from issuing.")
    legal.presses("Issue")

    # then
    legal.sees("Agreement, issue 1 is issued", "by Legal officer, Southwark")
    first = legal.downloads("Download Agreement, issue 1", tmp_path)
    assert hashlib.sha256(first.read_bytes()).hexdigest() == checksum_on_the_page(legal)
    words = words_of(first)
    for said in (
        EQUIPMENT,
        "730 748 767 2,245",
        "296 303 310 909",
        "Total 1,026 1,051 1,077 3,154",
        "Page 1 of",
    ):
        assert said in words
    assert "DRAFT" not in words
    assert_pdf_ua(first)

    # when
    legal.follows("Issue agreement")
    legal.sees("It supersedes Issue 1")
    legal.types("Reason for this issue", "Signed by the trust")
    legal.presses("Issue")

    # then
    legal.sees("Agreement, issue 2 Latest", "Reason: Signed by the trust")
    legal.sees("Agreement, issue 1 Superseded by issue 2")
    again = legal.downloads("Download Agreement, issue 1", tmp_path)
    assert again.read_bytes() == first.read_bytes()
    legal.opens_tab("History")
    legal.sees("Document issued Legal officer, Southwark", "Why: Signed by the trust")


def checksum_on_the_page(somebody):
    """The SHA-256 of the latest document."""
    somebody.unfolds("Checksum")
    return re.search(r"\b[0-9a-f]{64}\b", somebody.words())[0]
