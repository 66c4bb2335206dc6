"""Each rule by its name; what it does to a click is in the tests of the documents."""

import pytest

from core import actions
from core.rules import RuleBroken, RulesBroken
from documents import rules
from documents.actions import issue_schedule
from documents.queries.agreements import agreement_facts
from documents.queries.reports import versions_to_issue
from governance.models import ReportStatus
from partnerships.actions import move_agreement_status
from partnerships.models import AgreementStatus
from tests.budgets.factories import put, southwark
from tests.factories import NOW, TODAY, AgreementFactory, recorder

pytestmark = pytest.mark.django_db


def facts_of(report):
    return versions_to_issue(report, on=TODAY).open


def test_issued_document_is_never_changed():
    document = issue_schedule(agreement=southwark(), file_format="csv", by=recorder(), at=NOW)
    with pytest.raises(RulesBroken, match="is kept as it is"):
        actions.change(document, by=recorder(), at=NOW)
    with pytest.raises(RulesBroken, match="is kept as it is"):
        actions.retire(document, by=recorder(), at=NOW, why="A mistake")


def test_withdrawn_agreement_is_not_issued():
    agreement = AgreementFactory()
    rules.withdrawn_agreement_is_not_issued(agreement)
    move_agreement_status(agreement, to=AgreementStatus.WITHDRAWN, by=recorder(), at=NOW)
    with pytest.raises(RuleBroken):
        rules.withdrawn_agreement_is_not_issued(agreement)


def test_agreement_document_names_two_parties():
    rules.agreement_document_names_two_parties(agreement_facts(southwark(), on=TODAY))
    with pytest.raises(RuleBroken):
        rules.agreement_document_names_two_parties(agreement_facts(AgreementFactory(), on=TODAY))


def test_issued_report_recommends_something(council):
    report = council.report()
    with pytest.raises(RuleBroken):
        rules.issued_report_recommends_something(facts_of(report))
    council.asks(report, "note", "this report")
    rules.issued_report_recommends_something(facts_of(report))


def test_issued_recommendations_name_a_body(council):
    report = council.report()
    council.asks(report, "note", "this report")
    rules.issued_recommendations_name_a_body(facts_of(report))
    council.asks(report, "approve", "the pool", forum=None)
    with pytest.raises(RuleBroken, match=r"None is named in “That \[body not named\] approve the pool\.”\.$"):
        rules.issued_recommendations_name_a_body(facts_of(report))


def test_issued_report_has_its_required_sections(council):
    report = council.report()
    council.writes(report, "Background information", "Much was done.")
    with pytest.raises(RuleBroken) as refusal:
        rules.issued_report_has_its_required_sections(facts_of(report))
    assert "Recommendations" in str(refusal.value)
    assert "Background information" not in str(refusal.value)


@pytest.mark.parametrize("status", ReportStatus)
def test_report_may_be_issued_now(council, status):
    report = council.report(status=status)
    if status in (ReportStatus.DRAFT, ReportStatus.READY, ReportStatus.ISSUED):
        rules.report_may_be_issued_now(report)
    else:
        with pytest.raises(RuleBroken, match="Only a draft"):
            rules.report_may_be_issued_now(report)


def test_issued_schedule_has_a_contribution():
    with pytest.raises(RulesBroken, match="nothing to put in a budget schedule"):
        issue_schedule(agreement=AgreementFactory(), file_format="xlsx", by=recorder(), at=NOW)


def test_record_stands_still_while_issued():
    agreement = southwark()
    before = agreement_facts(agreement, on=TODAY)
    rules.record_stands_still_while_issued(before, agreement_facts(agreement, on=TODAY))
    put(agreement.funds.get().lines.get(position=1), {2003: 731_000})
    with pytest.raises(RuleBroken, match="Look at it again"):
        rules.record_stands_still_while_issued(before, agreement_facts(agreement, on=TODAY))
