from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from core import actions
from core.permissions import Role
from core.rules import RulesBroken
from documents.actions import issue_cabinet_report
from documents.exports import cabinet_report_pdf
from documents.models import IssuedDocument
from documents.queries.reports import cabinet_report_facts
from governance.actions.reports import move_report
from governance.models import BackgroundPaper, CabinetReport, ReportConsultee, ReportSection, ReportStatus
from partnerships.models import Body
from tests.budgets.factories import ContributionLineFactory, FundFactory, put
from tests.documents.factories import record
from tests.documents.test_agreement_document import HOSTILE, words_of
from tests.factories import NOW, PartyFactory
from tests.governance.reports import Council
from tests.pdf_gate import assert_pdf_ua

pytestmark = pytest.mark.django_db
DAY = NOW.date()


def lines_of(pdf):
    """The words as they stand on the page, numbers before what they number."""
    pages = PdfReader(BytesIO(bytes(pdf))).pages
    return " ".join(" ".join(page.extract_text(extraction_mode="layout") for page in pages).split())


def written(council, layout, words="Consultation took place.", **values):
    """A report of the layout with every required section written, two recommendations and all answers."""
    report = council.report(layout=layout, from_post="Strategic Director", author_post="Manager", **values)
    by = {"by": council.clerk, "at": NOW}
    for section in report.sections.filter(block__in=("text", "advice")):
        section.text = words
        if section.title == "Chief Finance Officer":
            section.text += "\n\n[budget table]\n\nMore is needed."
        actions.change(section, **by)
    for implication in report.implications.all():
        implication.applies, implication.text = True, words
        actions.change(implication, **by)
    council.asks(report, "approve", "the establishment of a pooled budget", group="a")
    council.asks(report, "comment on", "the proposal", forum=council.scrutiny)
    record(BackgroundPaper, report=report, title="NHS Plan", held_at="Town Hall")
    record(ReportConsultee, report=report, name="Borough Solicitor", sought=True, included=False)
    return CabinetReport.objects.get(pk=report.pk)


def with_contributions(council):
    trust = record(Body, name="Southwark PCT", kind=council.body.kind)
    PartyFactory(agreement=council.agreement, body=trust)
    fund = FundFactory(agreement=council.agreement, name="Community equipment", unit=1000)
    put(ContributionLineFactory(fund=fund, partner=council.body), {2003: 730_000, 2004: 748_000})
    line = ContributionLineFactory(fund=fund, partner=trust, position=2)
    put(line, {2003: 296_000, 2004: 303_000}, status="indicative")
    return line


def draft(report):
    return cabinet_report_pdf(cabinet_report_facts(report, on=DAY))


def issue(council, report, **options):
    [document] = issue_cabinet_report(report=report, by=council.clerk, at=NOW, **options)
    return document


def test_southwarks_layout_numbers_on_and_takes_the_budget_table_from_the_record(council):
    with_contributions(council)
    pdf = draft(written(council, "southwark-executive"))
    words = lines_of(pdf)
    for said in (
        "Item No. Classification: Date: Meeting Name: — Open 16th December 2003 Cabinet",
        "RECOMMENDATIONS 1. That the Cabinet approve the establishment of a pooled budget.",
        "2. That the Scrutiny Committee comment on the proposal.",
        "BACKGROUND INFORMATION 3. Consultation took place.",
        "SUPPLEMENTARY ADVICE FROM OTHER OFFICERS",
        "London Borough of Southwark 730 748",
        "Southwark PCT 296 303 Indicative",
        "Total 1,026 1,051",
        "Background papers Held at Contact NHS Plan Town Hall",
        "APPENDIX 1: Audit Trail Lead Officer",
        "Borough Solicitor Yes No",
        "DRAFT",
    ):
        assert said in words
    assert_pdf_ua(pdf)


def test_leicesters_layout_groups_recommendations_and_has_its_boxes(council):
    pdf = draft(written(council, "leicester-cabinet-2005"))
    words = lines_of(pdf)
    for said in (
        "FORWARD TIMETABLE OF CONSULTATION AND MEETINGS: Cabinet 16th December 2003",
        "Report of the Strategic Director",
        "1. Purpose of Report 1.1 Consultation took place.",
        "Cabinet is recommended to: (a) Approve: (i) The establishment of a pooled budget.",
        "Scrutiny Committee is recommended to: (i) Comment on the proposal.",
        "DECISION STATUS Key Decision",
        "SUPPORTING INFORMATION 1. Report 1.1 Consultation took place.",
        "Policy Yes Consultation took place.",
    ):
        assert said in words
    assert_pdf_ua(pdf)


def test_report_version_is_issued_once(council):
    line = with_contributions(council)
    report = written(council, "southwark-executive")
    first = issue(council, report)
    before = bytes(first.content)
    assert report.status == ReportStatus.ISSUED
    assert "DRAFT" not in words_of(before)
    with pytest.raises(RulesBroken, match="was issued already"):
        issue(council, report)
    move_report(report, to=ReportStatus.DRAFT, by=council.clerk, at=NOW)
    put(line, {2003: 300_000})
    second = issue(council, CabinetReport.objects.get(pk=report.pk), why="The figure was confirmed")
    assert (first.number, second.number, second.supersedes) == (1, 2, first)
    assert "Southwark PCT 300 303" in words_of(second.content)
    assert bytes(IssuedDocument.objects.get(pk=first.pk).content) == before
    assert second.facts["report"]["status"] == "Issued"


def test_a_report_issued_before_documents_were_kept_gets_its_document(council):
    report = written(council, "southwark-executive")
    for step in (ReportStatus.READY, ReportStatus.ISSUED):
        move_report(report, to=step, by=council.clerk, at=NOW)
    assert issue(council, report).number == 1


def test_everything_that_forbids_issuing_is_said_at_once(council):
    report = council.report()
    with pytest.raises(RulesBroken) as refusal:
        issue(council, report)
    said = " ".join(map(str, refusal.value.broken))
    assert "The report recommends nothing." in said
    assert "sections that are empty" in said and "Background information" in said
    report = written(council, "southwark-executive")
    council.asks(report, "note", "this report", forum=None)
    with pytest.raises(RulesBroken, match="must name the body that is asked. None is named in “That "):
        issue(council, report)
    assert not IssuedDocument.objects.exists()


def test_hostile_text_is_printed_and_harms_nothing(council):
    report = written(council, "leicester-cabinet-2005", HOSTILE)
    section = ReportSection.objects.filter(report=report, block="text").first()
    section.text = "x" * 20_000
    actions.change(section, by=council.clerk, at=NOW)
    pdf = draft(report)
    assert "<script>alert(1)</script> =cmd|" in words_of(pdf)
    assert_pdf_ua(pdf)


def test_a_clerk_issues_and_nobody_of_another_partnership_finds_it(council, client):
    report = written(council, "southwark-executive")
    other = Council("KEN", "Kent County Council")
    addresses = [reverse(f"documents:report-{page}", args=[report.reference]) for page in ("issue", "draft")]
    backend = "django.contrib.auth.backends.ModelBackend"
    client.force_login(other.clerk, backend=backend)
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    assert client.post(addresses[0], {}).status_code == 404
    client.force_login(council.user(Role.FINANCE), backend=backend)
    assert client.post(addresses[0], {}).status_code == 403
    client.force_login(council.clerk, backend=backend)
    assert client.get(addresses[1]).content.startswith(b"%PDF-")
    assert "It supersedes" in client.get(addresses[0]).text
    assert client.post(addresses[0], {"why": ""}).status_code == 302
    assert IssuedDocument.objects.get().report == report
