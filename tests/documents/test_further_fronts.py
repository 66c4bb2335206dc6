"""One report under the council's front and, for another body's meeting, under that body's own."""

from datetime import date

import pytest
from django.urls import reverse

from core import actions
from core.permissions import Role
from core.rules import RulesBroken
from documents.actions import issue_cabinet_report
from documents.compositions import report_document
from documents.exports import pdf_of
from documents.models import IssuedDocument
from documents.queries.reports import cabinet_report_facts
from governance.actions.reports import copy_report, record_front
from governance.models import CabinetReport, Forum, ReportFront, ReportLayout, ReportStage, Source
from governance.reference import load_exempt_paragraphs
from governance.rules import layouts as layout_rules
from governance.rules import reports as rules
from partnerships.models import Body
from publishing.queries import reports as published_reports
from tests.documents.factories import record
from tests.documents.test_report_document import DAY, lines_of, written
from tests.factories import NOW, PartyFactory, RoleHeldFactory
from tests.forms import filled
from tests.pdf_gate import assert_pdf_ua
from tests.publishing.factories import PublishingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(council):
    """The board of an NHS body that is party to the agreement."""
    trust = record(Body, name="Southwark PCT", kind=council.body.kind)
    PartyFactory(agreement=council.agreement, body=trust)
    return record(Forum, body=trust, name="PCT Board", kind=Forum.Kind.NHS_BOARD)


@pytest.fixture
def report(council, board):
    """A whole report of Southwark's that goes to the PCT's board too."""
    report = written(council, "southwark-executive", item_number="12")
    stage = {"forum": board, "held_on": date(2004, 1, 22), "purpose": ReportStage.Purpose.DECISION}
    record(ReportStage, report=report, **stage)
    council.asks(report, "agree", "to host the store", forum=board)
    return report


def fronted(council, report, **facts):
    layout = ReportLayout.objects.get(code="nhs-board-cover-sheet")
    front = ReportFront(report=report, stage=report.stages.get(), layout=layout, **facts)
    record_front(front, by=council.clerk, at=NOW)
    return front


def summarised(council, front, text="Equipment is shared from one store."):
    section = front.sections.get(title="Executive summary")
    section.text = text
    actions.change(section, by=council.clerk, at=NOW)
    row = front.report.rows.get(
        layout_row__hint__startswith="Approve, ratify", layout_row__source=Source.FREE
    )
    row.text = "Approve"
    actions.change(row, by=council.clerk, at=NOW)


def pdf_under(report, front):
    facts = cabinet_report_facts(CabinetReport.objects.get(pk=report.pk), on=DAY)
    return pdf_of(report_document(facts, facts.report.front(front.pk)))


def test_each_body_has_its_own_front_over_the_same_text(council, report):
    front = fronted(council, report, item_number="B7")
    summarised(council, front)
    facts = cabinet_report_facts(report, on=DAY)
    own, other = lines_of(pdf_of(report_document(facts))), lines_of(pdf_under(report, front))
    for said in (
        "Meeting: PCT Board Date: 22 January 2004 Agenda item: B7",
        "Title: Arrangements for community equipment",
        "Purpose: Approve",
        "Executive summary Equipment is shared from one store.",
        "PCT Board is asked to agree to host the store.",
        "Previously considered by Cabinet 16 December 2003 Strategic objective: —",
        "Southwark PCT, PCT Board, 22 January 2004",
    ):
        assert said in other and said not in own
    head = "Item No. Classification: Date: Meeting Name: 12 Open"
    body = "BACKGROUND INFORMATION 4. Consultation took place."
    assert (head in own, head in other) == (True, False)
    assert body in own and body in other
    assert_pdf_ua(pdf_under(report, front))


def test_a_report_is_issued_once_under_each_front(client, council, board, report):
    front = fronted(council, report)
    with pytest.raises(RulesBroken, match="Executive summary"):
        issue_cabinet_report(report=report, by=council.clerk, at=NOW)
    summarised(council, front)
    made = issue_cabinet_report(report=CabinetReport.objects.get(pk=report.pk), by=council.clerk, at=NOW)
    assert [(str(each), each.forum, bool(each.word)) for each in made] == [
        ("Cabinet report, version 1", None, True),
        ("Cabinet report for PCT Board, version 1", board, True),
    ]
    assert "Executive summary" in lines_of(made[1].content)
    client.force_login(council.clerk)
    listed = client.get(reverse("documents:agreement-documents", args=[council.agreement.reference])).text
    assert "Cabinet report for PCT Board, version 1" in listed
    compare = client.get(reverse("documents:report-compare", args=[report.reference]))
    assert [label for _, label in compare.context_data["versions"]] == ["Cabinet report, version 1"]
    assert (
        client.get(reverse("governance:report-front", args=[report.reference, front.pk])).status_code == 200
    )


def test_everybody_reads_it_at_each_body_under_its_own_front(council, board, report):
    summarised(council, fronted(council, report))
    own, other = issue_cabinet_report(
        report=CabinetReport.objects.get(pk=report.pk), by=council.clerk, at=NOW
    )
    at_council = PublishingFactory(body=council.body, code="southwark", reports=True)
    at_trust = PublishingFactory(body=board.body, code="pct", reports=True)
    assert list(published_reports(at_council)) == [own]
    assert list(published_reports(at_trust)) == [other]


def test_a_clerk_adds_writes_reads_and_takes_out_a_front(client, council, report):
    client.force_login(council.clerk)
    contents = reverse("governance:report-contents", args=[report.reference])
    add = reverse("governance:report-front-add", args=[report.reference])
    assert add in client.get(contents).text
    form = client.get(add).context_data["form"]
    sent = filled(form) | {
        "stage": report.stages.get().pk,
        "layout": ReportLayout.objects.get(code="nhs-board-cover-sheet").pk,
    }
    assert client.post(add, sent).status_code == 302
    front = report.fronts.get()
    page = client.get(contents).text
    summary = front.sections.get(title="Executive summary")
    edit = reverse("governance:report-section-change", args=[summary.pk])
    assert "Front for PCT Board" in page and edit in page
    form = client.get(edit).context_data["form"]
    client.post(edit, filled(form) | {"text": "One store for all."})
    address = reverse("governance:report-front", args=[report.reference, front.pk])
    assert "One store for all." in client.get(address).text
    assert "One store for all." not in client.get(report.get_absolute_url()).text
    preview = reverse("governance:report-section-preview", args=[summary.pk])
    assert "Two stores." in client.post(preview, {"text": "Two stores."}).text
    retire = reverse("governance:report-front-retire", args=[front.pk])
    client.post(retire, filled(client.get(retire).context_data["form"]) | {"why": "No cover sheet is asked"})
    assert client.get(address).status_code == 404
    assert cabinet_report_facts(report, on=DAY).report.fronts == ()


def test_a_draft_under_a_front_that_is_not_there_is_not_found(client, council, report):
    client.force_login(council.clerk)
    assert client.get(reverse("documents:front-draft", args=[report.reference, 0])).status_code == 404
    stranger = RoleHeldFactory(role=Role.OFFICER).user
    front = fronted(council, report)
    client.force_login(stranger)
    assert client.get(reverse("documents:front-draft", args=[report.reference, front.pk])).status_code == 404


def test_what_is_exempt_in_a_front_is_only_in_its_exempt_version(council, report):
    load_exempt_paragraphs(by=council.clerk, at=NOW)
    front = fronted(council, report)
    section = front.sections.get(title="Executive summary")
    section.text, section.is_exempt, section.exempt_paragraphs = "Quartzword price.", True, "3"
    actions.change(section, by=council.clerk, at=NOW)
    report = CabinetReport.objects.get(pk=report.pk)
    report.classification, report.exempt_reason = "part_exempt", "Bids are open."
    report.meeting_on = date(2007, 1, 16)
    actions.change(report, by=council.clerk, at=NOW)
    summary = "Quartzword price."
    made = issue_cabinet_report(report=CabinetReport.objects.get(pk=report.pk), by=council.clerk, at=NOW)
    holds = [(each.forum is not None, each.is_exempt, summary in lines_of(each.content)) for each in made]
    assert holds == [(False, False, False), (False, True, False), (True, False, False), (True, True, True)]
    assert "Quartzword" not in str(made[0].facts) + str(made[2].facts)


def test_front_is_for_a_meeting_of_its_report(council, report):
    other = council.report()
    stage = record(ReportStage, report=other, forum=council.scrutiny, purpose="scrutiny")
    layout = ReportLayout.objects.get(code="nhs-board-cover-sheet")
    with pytest.raises(RulesBroken) as refusal:
        record_front(ReportFront(report=report, stage=stage, layout=layout), by=council.clerk, at=NOW)
    assert [broken.rule for broken in refusal.value.broken] == [rules.front_is_for_a_meeting_of_its_report]
    assert not IssuedDocument.objects.exists() and not report.fronts.exists()


def test_a_layout_that_is_a_front_of_a_report_keeps_its_form(council, report):
    part = fronted(council, report).layout.parts.get()
    part.title = "Another heading"
    with pytest.raises(RulesBroken) as refusal:
        actions.change(part, by=council.clerk, at=NOW)
    assert [broken.rule for broken in refusal.value.broken] == [layout_rules.layout_in_use_is_not_changed]


def test_a_copy_has_no_further_front(council, report):
    fronted(council, report)
    new = CabinetReport(
        agreement=report.agreement,
        reference="SWK-COPY",
        title="Again",
        forum=report.forum,
        layout=report.layout,
    )
    copy_report(new, original=report, by=council.clerk, at=NOW)
    assert not new.fronts.exists()
    assert list(new.sections.filter(title="Executive summary")) == []
