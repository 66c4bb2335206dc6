"""A document goes to every body that sees its agreement, so it names nothing that one of them may not see."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from core.permissions import Role
from documents.exports import agreement_pdf, cabinet_report_pdf
from documents.queries.agreements import agreement_facts
from documents.queries.reports import cabinet_report_facts
from tests.documents.test_agreement_document import words_of
from tests.factories import TODAY, AgreementFactory, BodyFactory, PartyFactory, person
from tests.governance.factories import (
    BoardFactory,
    CabinetReportFactory,
    LayoutPartFactory,
    LayoutSectionFactory,
    OversightFactory,
    RecommendationFactory,
    ReportLayoutFactory,
    TermOfReferenceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    """Two partnerships of one council: `ours` with a trust, `other` with somebody else."""
    council, trust = BodyFactory(name="Shared Council"), BodyFactory(name="Our Trust")
    other = AgreementFactory(kept_by=council, reference="OTHER-1", title="Confidential merger")
    PartyFactory(agreement=other, body=BodyFactory(name="Their Trust"))
    annexed = {"kept_by": council, "over_arching": other, "annex_order": 1}
    ours = AgreementFactory(reference="OURS-1", title="Community equipment", **annexed)
    PartyFactory(agreement=ours, body=trust)
    AgreementFactory(kept_by=council, reference="OTHER-2", title="Confidential annex", over_arching=ours)
    theirs = BoardFactory(name="Confidential steering group", kept_by=council)
    OversightFactory(agreement=other, board=theirs)
    joint = BoardFactory(name="Joint board", kept_by=council, parent_board=theirs)
    below = BoardFactory(name="Confidential panel", kept_by=council, parent_board=joint)
    OversightFactory(agreement=other, board=below)
    for agreement in (ours, other):
        OversightFactory(agreement=agreement, board=joint)
    for board in (joint, theirs, below):
        TermOfReferenceFactory(board=board, heading=f"Remit of the {board.name.lower()}")
    layout = ReportLayoutFactory()
    part = LayoutPartFactory(layout=layout)
    LayoutSectionFactory(part=part, block="terms_of_reference", title="Terms of reference")
    LayoutSectionFactory(part=part, block="recommendations", title="Recommendations")
    reports = [
        CabinetReportFactory(agreement=agreement, layout=layout, title=title)
        for agreement, title in ((ours, "Pooled budget"), (other, "Confidential proposal"))
    ]
    for report, text in zip(reports, ("the pooled budget", "the confidential proposal"), strict=True):
        RecommendationFactory(report=report, text=text)
    return SimpleNamespace(ours=ours, other=other, trust=trust, joint=joint, report=reports[0])


def test_a_document_names_nothing_of_another_partnership(two):
    agreement = words_of(agreement_pdf(agreement_facts(two.ours, on=TODAY)))
    report = words_of(cabinet_report_pdf(cabinet_report_facts(two.report, on=TODAY)))
    assert "Joint board" in agreement and "Joint board" in report
    for secret in ("confidential", "other-1", "other-2", "their trust"):
        assert secret not in agreement.lower()
        assert secret not in report.lower()


def test_what_every_reader_may_see_is_named(two):
    PartyFactory(agreement=two.other, body=two.trust)
    facts = agreement_facts(two.ours, on=TODAY)
    assert facts.over_arching == "OTHER-1 Confidential merger"
    assert [board.reports_to for board in facts.boards] == ["Confidential steering group"]


def test_the_pages_of_what_is_shared_name_nothing_of_another_partnership(two, client):
    client.force_login(person(Role.OFFICER, two.trust), backend="django.contrib.auth.backends.ModelBackend")
    agreement, board = [two.ours.reference], [two.joint.pk]
    for page in (
        reverse("partnerships:agreement", args=agreement),
        reverse("partnerships:agreement-history", args=agreement),
        reverse("partnerships:agreement-history-export", args=agreement),
        reverse("governance:agreement-governance", args=agreement),
        reverse("governance:report", args=[two.report.reference]),
        reverse("documents:report-issue", args=[two.report.reference]),
        reverse("documents:agreement-documents", args=agreement),
        reverse("governance:board", args=board),
        reverse("governance:board-history", args=board),
        reverse("governance:board-change", args=board),
        reverse("governance:board-list"),
        reverse("governance:report-list"),
    ):
        said = b"".join(client.get(page)).decode().lower()
        assert any(own in said for own in ("ours-1", "joint board", "pooled budget")), page
        assert "confidential" not in said and "other-1" not in said, page
