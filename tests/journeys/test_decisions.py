"""Two bodies decide one report differently, a decision is called in and stands, and the record is issued."""

from pathlib import Path

import pytest

from governance.models import CabinetReport
from partnerships.models import Body
from tests.governance.factories import CallInFactory, ForumFactory, ReportStageFactory
from tests.journeys.files import words_of
from tests.pdf_gate import assert_pdf_ua

pytestmark = pytest.mark.sweep

REPORT = "/reports/SWK-ICES-2003-R1/"
DECISIONS = f"{REPORT}decisions/"
AGREEMENT = "/agreements/SWK-ICES-2003/"


def test_two_bodies_decide_and_the_record_is_issued(person, tmp_path):
    report = CabinetReport.objects.get(reference="SWK-ICES-2003-R1")
    trust = Body.objects.get(name="Southwark Primary Care Trust")
    board = ForumFactory(body=trust, name="Board", kind="nhs_board")
    ReportStageFactory(report=report, forum=board, purpose="decision")
    CallInFactory(forum=report.forum, until_hour=17, callers_least=3, callers_kind="members")
    clerk = person("clerk@southwark.demo.invalid")
    issues_the_report(clerk)
    records_what_the_executive_decided(clerk)
    the_board_of_the_trust_defers_it(person("clerk@southwark-pct.demo.invalid"))
    is_told_on_the_agreement(clerk)
    it_is_called_in(clerk)
    the_call_in_runs_out(clerk)
    issues_the_record(clerk, tmp_path)


def issues_the_report(clerk):
    clerk.goes_to(f"{REPORT}status/")
    clerk.ticks("Ready to issue")
    clerk.presses("Change status")
    clerk.follows("Issue this report")
    clerk.presses("Issue")
    clerk.sees("is issued")


def records_what_the_executive_decided(clerk):
    # when
    clerk.goes_to(DECISIONS)
    clerk.follows("Record what was decided")
    clerk.types("Reasons", "The pool shortens waiting.")
    chooses_for_each(clerk, "Agreed")
    clerk.presses("Save decisions")

    # then
    clerk.sees("There is a problem", "Say on which day it was decided.")
    clerk.sees_typed("Reasons", "The pool shortens waiting.")

    # when
    clerk.types_date("Decided on", "16 12 2003")
    clerk.types_date("Decision published on", "17 12 2003")
    clerk.presses("Save decisions")

    # then
    clerk.sees("What the Executive decided is recorded.", "25 December 2003")
    clerk.finds_no_link_or_button("Record what was decided")


def the_board_of_the_trust_defers_it(clerk):
    # when
    clerk.goes_to(DECISIONS)
    clerk.follows("Record what was decided")
    chooses_for_each(clerk, "Deferred")
    clerk.types_date("Decided on", "18 12 2003")
    clerk.presses("Save decisions")

    # then
    clerk.sees("What the Board decided is recorded.", "It was deferred.")
    clerk.finds_no_link_or_button("Change what was decided Executive")


def chooses_for_each(clerk, outcome: str):
    boxes = clerk.page.locator("main").get_by_label("Outcome (optional)", exact=True)
    for place in range(boxes.count()):
        boxes.nth(place).select_option(label=outcome)


def is_told_on_the_agreement(clerk):
    clerk.goes_to(AGREEMENT)
    clerk.sees(
        "Executive, London Borough of Southwark: agreed.",
        "In effect since 25 December 2003.",
        "Board, Southwark Primary Care Trust: deferred.",
    )


def it_is_called_in(clerk):
    # when
    clerk.goes_to(DECISIONS)
    clerk.follows("Approve the establishment")
    clerk.follows("Record a call-in")
    clerk.types_date("Called in on", "25 12 2003")
    clerk.types("By whom", "Two members of the opposition")
    clerk.types("How many members of the council", "2")
    clerk.types("Grounds", "Nobody was consulted")
    clerk.presses("Record the call-in")

    # then
    clerk.sees("There is a problem", "It takes at least 3 members of the council.")
    clerk.sees_typed("Grounds", "Nobody was consulted")

    # when
    clerk.types("How many members of the council", "3")
    clerk.types_date("Called in on", "30 12 2003")
    clerk.presses("Record the call-in")

    # then
    clerk.sees("Its call-in ended on 24 December 2003, 17:00.")

    # when
    clerk.types_date("Called in on", "22 12 2003")
    clerk.presses("Record the call-in")

    # then
    clerk.sees("Suspended", "It was called in on 22 December 2003, and that is not settled.")


def the_call_in_runs_out(clerk):
    # when
    clerk.follows("Change Called in on 22 December 2003")
    clerk.chooses("What came of it", "Released: it takes effect")
    clerk.types_date("Settled on", "6 1 2004")
    clerk.presses("Save")

    # then
    clerk.sees("6 January 2004", "It was called in, and stood.")


def issues_the_record(clerk, tmp_path: Path):
    # when
    clerk.goes_to(DECISIONS)
    clerk.follows("Issue the record")
    clerk.presses("Issue")

    # then
    clerk.sees("Decision record of Executive, issue 1 is issued")
    record = clerk.downloads("Download Decision record of Executive, issue 1", tmp_path)
    said = words_of(record)
    for words in ("Record of an executive decision", "SI 2000/3272 reg 3", "The pool shortens waiting."):
        assert words in said
    assert_pdf_ua(record)
