"""The record of what a forum decided: titled by the law of its day, open and exempt, kept as issued."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from core.permissions import Role
from core.rules import RulesBroken
from documents.actions import issue_decision_record
from documents.compositions import decision_record_document
from documents.models import IssuedDocument
from documents.plain import as_text
from documents.queries.decisions import record_versions
from governance.actions.decisions import record_decisions
from governance.actions.reports import move_report
from governance.calculations.decision_records import Decider, decider_of, record_law
from governance.models import CabinetReport, ReportStatus
from governance.reference import load_exempt_paragraphs
from tests.factories import person
from tests.governance.factories import CallInFactory
from tests.governance.reports import NOW
from tests.pdf_gate import assert_pdf_ua

pytestmark = pytest.mark.django_db
SAID = {
    "outcome": "agreed",
    "decided_on": date(2026, 9, 15),
    "published_on": date(2026, 9, 16),
    "reasons": "It shortens waiting.",
    "alternatives": "To go on apart.",
}


@pytest.fixture
def swk(council):
    load_exempt_paragraphs(by=council.clerk, at=NOW)
    return council


@pytest.fixture
def decided(swk):
    """A report of which a resolution is exempt, decided by the Cabinet."""
    report = swk.report(
        classification="part_exempt", exempt_reason="Bidders would know.", meeting_on=date(2026, 9, 15)
    )
    swk.asks(report, "approve", "a pooled budget")
    swk.asks(report, "agree", "the quixotic bid", is_exempt=True, exempt_paragraphs="3")
    CallInFactory(forum=swk.cabinet, until_hour=17)
    for to in (ReportStatus.READY, ReportStatus.ISSUED):
        move_report(report, to=to, by=swk.clerk, at=NOW)
    keys = report.recommendations.values_list("pk", flat=True)
    record_decisions(report, swk.cabinet, decided=dict.fromkeys(keys, SAID), by=swk.clerk, at=NOW)
    return CabinetReport.objects.get(pk=report.pk)


def words(facts):
    return " ".join(as_text(decision_record_document(facts)).split())


@pytest.mark.parametrize(
    ("decider", "day", "source"),
    [
        (Decider.EXECUTIVE_MEETING, date(2012, 9, 10), "SI 2012/2089 reg 12"),
        (Decider.EXECUTIVE_MEETING, date(2012, 9, 9), "SI 2000/3272 reg 3"),
        (Decider.EXECUTIVE_MEETING, date(2000, 12, 4), ""),
        (Decider.EXECUTIVE_MEMBER, date(2015, 3, 13), "SI 2012/2089 reg 13(1) and (2)"),
        (Decider.EXECUTIVE_OFFICER, date(2026, 9, 15), "SI 2012/2089 reg 13(3) and (4)"),
        (Decider.COUNCIL_OFFICER, date(2014, 8, 6), "SI 2014/2095 reg 7"),
        (Decider.COUNCIL_OFFICER, date(2014, 8, 5), ""),
        (Decider.OTHER, date(2026, 9, 15), ""),
        (Decider.EXECUTIVE_MEETING, None, ""),
    ],
)
def test_the_law_of_a_record_is_that_of_its_day(decider, day, source):
    assert record_law(decider, day).source == source


@pytest.mark.parametrize(
    ("council", "executive", "officer", "member", "decider"),
    [
        (False, True, True, False, Decider.OTHER),
        (True, True, False, False, Decider.EXECUTIVE_MEETING),
        (True, True, False, True, Decider.EXECUTIVE_MEMBER),
        (True, True, True, False, Decider.EXECUTIVE_OFFICER),
        (True, False, True, False, Decider.COUNCIL_OFFICER),
        (True, False, False, False, Decider.OTHER),
    ],
)
def test_who_decided_is_told_apart_as_the_law_does(council, executive, officer, member, decider):
    found = decider_of(is_council=council, is_executive=executive, is_officer=officer, is_member=member)
    assert found == decider


def test_the_open_record_says_what_is_withheld_and_nothing_else_of_it(swk, decided):
    versions = record_versions(decided, swk.cabinet, on=date(2026, 10, 1))
    is_open, whole = words(versions.open), words(versions.exempt)
    for said in ("Record of an executive decision", "Under SI 2012/2089 reg 12", "Approve a pooled budget"):
        assert said in is_open and said in whole
    for said in ("It shortens waiting.", "Call-in ends", "23 September 2026, 17:00", "24 September 2026"):
        assert said in is_open
    assert "Interests declared" in is_open and "None recorded" in is_open
    assert "quixotic" in whole and "quixotic" not in is_open
    assert "A resolution" in is_open and "paragraph 3" in is_open and "Bidders would know." in is_open


def test_an_officer_s_decision_is_recorded_as_one(swk, decided):
    first = decided.recommendations.get(is_exempt=False)
    by_officer = {"officer_post": "Director of Adult Services", "delegated_by": "Executive, resolution 3"}
    record_decisions(decided, swk.cabinet, decided={first.pk: by_officer}, by=swk.clerk, at=NOW)
    said = words(record_versions(decided, swk.cabinet, on=date(2026, 10, 1)).open)
    assert "Record of an executive decision by an officer" in said
    assert "Director of Adult Services" in said and "Executive, resolution 3" in said


def test_it_is_issued_open_and_exempt_and_again_in_place_of_the_first(swk, decided):
    first = issue_decision_record(report=decided, forum=swk.cabinet, by=swk.clerk, at=NOW)
    again = issue_decision_record(report=decided, forum=swk.cabinet, by=swk.clerk, at=NOW)
    assert [(str(each), each.is_exempt) for each in again] == [
        ("Decision record of Cabinet, issue 2", False),
        ("Decision record of Cabinet (exempt), issue 2", True),
    ]
    assert [each.supersedes for each in again] == first
    assert_pdf_ua(*(bytes(each.content) for each in again))


def refused(report, forum, by):
    with pytest.raises(RulesBroken) as told:
        issue_decision_record(report=report, forum=forum, by=by, at=NOW)
    return [broken.rule.code for broken in told.value.broken]


def test_decision_record_records_a_decision(swk, decided):
    assert refused(decided, swk.scrutiny, swk.clerk) == ["decision-record-records-a-decision"]
    assert refused(swk.report(), swk.cabinet, swk.clerk) == ["decision-record-records-a-decision"]


def test_decision_record_says_when_and_why(swk, decided):
    keys = decided.recommendations.values_list("pk", flat=True)
    record_decisions(decided, swk.cabinet, decided=dict.fromkeys(keys, {"reasons": ""}), by=swk.clerk, at=NOW)
    assert refused(decided, swk.cabinet, swk.clerk) == ["decision-record-says-when-and-why"]


def test_exempt_decision_names_paragraph_and_reason(swk, decided):
    hidden = decided.recommendations.get(is_exempt=True)
    record_decisions(
        decided, swk.cabinet, decided={hidden.pk: {"exempt_paragraphs": ""}}, by=swk.clerk, at=NOW
    )
    assert refused(decided, swk.cabinet, swk.clerk) == ["exempt-decision-names-paragraph-and-reason"]


def test_its_own_body_issues_it_and_the_exempt_one_is_read_by_few(swk, decided, client):
    url = reverse("documents:report-decisions-issue", args=[decided.reference, swk.cabinet.pk])
    client.force_login(person(Role.AUDITOR, swk.body))
    assert client.get(url).status_code == 403
    client.force_login(swk.clerk, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(url)
    assert "Two: the open version, and the exempt version" in page.content.decode()
    client.post(url, {"why": "", "submission": page.context_data["form"]["submission"].value()})
    open_one, exempt_one = IssuedDocument.objects.order_by("is_exempt")
    client.force_login(person(Role.AUDITOR, swk.body))
    found = [
        client.get(reverse("documents:document-download", args=[each.pk])) for each in (open_one, exempt_one)
    ]
    assert [each.status_code for each in found] == [200, 404]


def test_a_draft_is_marked_so(swk, decided):
    facts = record_versions(decided, swk.cabinet, on=date(2026, 10, 1)).open
    assert decision_record_document(facts).margins.status == "DRAFT"
    assert decision_record_document(replace(facts, issue=1)).margins.status == ""
