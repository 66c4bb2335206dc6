"""Two versions of a report side by side: what changed is marked, and nothing exempt is given away."""

import pytest
from django.urls import reverse

from core import actions
from core.models import SecurityEvent
from core.permissions import Role
from documents.actions import issue_cabinet_report
from documents.calculations import as_json
from documents.comparison import compared
from documents.queries.reports import cabinet_report_facts
from governance.actions.reports import move_report
from governance.models import CabinetReport, Implication, ReportSection, ReportStatus
from governance.reference import load_exempt_paragraphs
from tests.budgets.factories import put
from tests.documents.test_report_document import with_contributions, written
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def facts(report, *, exempt=False):
    report = CabinetReport.objects.get(pk=report.pk)
    return as_json(cabinet_report_facts(report, on=NOW.date(), exempt=exempt))


def section(report, title):
    return ReportSection.objects.get(report=report, title=title)


def change(council, record, **values):
    for name, value in values.items():
        setattr(record, name, value)
    actions.change(record, by=council.clerk, at=NOW)


def differences(before, after):
    return {
        each.title: (each.change.before, each.change.after)
        for each in compared(before, after)
        if not each.is_same
    }


def test_the_same_facts_differ_in_nothing(council):
    report = written(council, "leicester-cabinet-2005")
    assert differences(facts(report), facts(report)) == {}
    assert len(compared(facts(report), facts(report))) > 10


def test_what_differs_is_told_at_its_section_and_a_new_number_is_no_difference(council):
    line = with_contributions(council)
    report = written(council, "southwark-executive")
    before = facts(report)
    change(
        council,
        section(report, "Background information"),
        text="A new paragraph.\n\nConsultation took place.",
    )
    implication = Implication.objects.filter(report=report).first()
    change(council, implication, applies=False, text="")
    put(line, {2003: 297_000}, status="indicative")
    council.asks(report, "note", "the date")
    found = differences(before, facts(report))
    assert found["Background information"] == (
        "Consultation took place.",
        "A new paragraph.\nConsultation took place.",
    )
    assert any("applies: no" in after and "applies: yes" in before for before, after in found.values())
    assert "2003/04 £297000.00" in found["Contributions recorded in the agreement"][1]
    assert found["Recommendations"][1].endswith("That the Cabinet note the date.; Cabinet")
    assert len(found) == 4


def test_a_section_that_is_new_and_one_that_is_left_out(council):
    report = written(council, "southwark-executive")
    before = facts(report)
    own = ReportSection(
        report=report,
        part=report.layout.parts.first(),
        title="Late news",
        text="The trust agreed.",
        position=15,
    )
    actions.record(own, by=council.clerk, at=NOW)
    late = {each.title: each for each in compared(before, facts(report))}["Late news"]
    assert (late.is_new, late.change.after) == (True, "The trust agreed.")
    gone = {each.title: each for each in compared(facts(report), before)}["Late news"]
    assert (gone.is_gone, gone.change.before) == (True, "The trust agreed.")


def signed_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def issued(council, report):
    documents = issue_cabinet_report(report=report, by=council.clerk, at=NOW)
    move_report(CabinetReport.objects.get(pk=report.pk), to=ReportStatus.DRAFT, by=council.clerk, at=NOW)
    return documents


def test_the_page_compares_the_last_issue_with_the_draft(client, council):
    report = written(council, "southwark-executive")
    address = reverse("documents:report-compare", args=[report.reference])
    signed_in(client, council.user(Role.AUDITOR))
    assert "There is one version yet" in client.get(address).text
    [first] = issued(council, report)
    [trail] = client.get(address).context_data["changed"]  # its version alone
    assert trail.title == "APPENDIX 1: Audit Trail"
    assert set(trail.change.before.split("\n")) ^ set(trail.change.after.split("\n")) == {
        "Version; 1",
        "Version; 2",
    }
    words = "Consultation took place in the spring and the voluntary sector was asked"
    change(council, section(report, "Background information"), text=words)
    page = client.get(address)
    changed = [each.title for each in page.context_data["changed"]]
    assert changed == ["Background information", "APPENDIX 1: Audit Trail"]
    assert "voluntary sector was asked" in page.text
    assert page.context_data["chosen"] == [str(first.pk), "draft"]
    assert "Choose two different versions." in client.get(address, {"before": "draft", "after": "draft"}).text
    assert client.get(address, {"before": "999", "after": "x"}).context_data["chosen"][1] == "draft"


def test_what_is_exempt_is_compared_only_for_those_who_may_read_it(client, council):
    report = written(council, "southwark-executive", classification="part_exempt", exempt_reason="Trade.")
    hidden = section(report, "Background information")
    change(council, hidden, text="The quartzword price.", is_exempt=True, exempt_paragraphs="3")
    load_exempt_paragraphs(by=council.clerk, at=NOW)
    open_one, exempt_one = issued(council, report)
    change(council, hidden, text="The quartzword price rose to a sum that nobody foresaw.")
    address = reverse("documents:report-compare", args=[report.reference])
    asked = {"before": exempt_one.pk, "after": "draft"}
    signed_in(client, council.user(Role.FINANCE))
    assert "quartzword" not in client.get(address).text
    assert "quartzword" not in client.get(address, asked).text
    signed_in(client, council.clerk)
    assert "quartzword" not in client.get(address, {"before": open_one.pk, "after": "draft"}).text
    assert not SecurityEvent.objects.filter(kind=SecurityEvent.Kind.EXEMPT_READ).exists()
    assert "quartzword" in client.get(address, asked).text
    [read] = SecurityEvent.objects.filter(kind=SecurityEvent.Kind.EXEMPT_READ)
    assert read.facts == {"document": exempt_one.pk}
