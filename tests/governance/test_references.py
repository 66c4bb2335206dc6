"""Texts of a report refer to the record, so that they cannot disagree with it."""

import re

import pytest
from django.urls import reverse

from core import actions
from core.permissions import Role
from core.rules import RulesBroken
from documents import rules as issuing
from documents.actions import issue_cabinet_report
from documents.compositions import report_document
from documents.plain import as_text
from documents.queries.reports import cabinet_report_facts
from governance.calculations.references import by_name, refers, resolved, sayings, unknown_in, unresolved_in
from governance.calculations.slips import left_in_brackets
from governance.models import CabinetReport, ReportSection
from governance.queries.references import sayings_of
from tests.budgets.factories import put
from tests.documents.test_report_document import with_contributions, written
from tests.factories import NOW, BodyFactory, PartyFactory
from tests.forms import filled
from tests.values import COUNCIL, fund, line, schedule

KNOWN = by_name(
    sayings(
        council="London Borough of Southwark",
        forum="Executive",
        agreement="SWK-1",
        meeting_on=NOW.date(),
        notice_on=None,
        due_on=None,
        schedule=schedule(fund("Pool", line(COUNCIL, {2003: 730_000, 2004: 748_000}))),
    )
)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("We pay [total 2003/04] on [meeting date].", "We pay £730,000 on 2 November 2026."),
        ("[Total  2004/05], [FUND: pool 2003/04]", "£748,000, £730,000"),
        (
            "[total] of the [council] to its [forum]",
            "£1,478,000 of the London Borough of Southwark to its Executive",
        ),
        ("[total 2009/10] is gone", "[total 2009/10: not in the record] is gone"),
        ("[notice date]", "[notice date: not in the record]"),
        ("[The plan](https://a.test) and [total](https://a.test)", None),
        ("[Paragraph 6 is not in the copy.] [totally another] [budget table]", None),
    ],
)
def test_a_reference_says_what_is_recorded(typed, says):
    assert resolved(typed, KNOWN) == (typed if says is None else says)
    assert refers(typed) is (says is not None)
    assert bool(unresolved_in(resolved(typed, KNOWN))) is bool(unknown_in(typed, KNOWN))


def test_a_reference_is_no_note_left_in_brackets():
    assert left_in_brackets("We pay [total 2003/04]. [ask finance]") == ["[ask finance]"]


def background(report):
    return ReportSection.objects.get(report=report, title="Background information")


def says(council, report, text):
    section = background(report)
    section.text = text
    actions.change(section, by=council.clerk, at=NOW)


def test_a_partner_that_contributes_nothing_can_be_named(council):
    with_contributions(council)
    PartyFactory(agreement=council.agreement, body=BodyFactory(name="Care Trust"))
    report = written(council, "southwark-executive")
    says(council, report, "With [partner: care trust] and [partner: Southwark PCT].")
    assert "With Care Trust and Southwark PCT." in read(report)
    named = [each.name for each in sayings_of(report, on=NOW.date()) if each.name.startswith("partner: ")]
    assert sorted(named) == [
        "partner: Care Trust",
        "partner: London Borough of Southwark",
        "partner: Southwark PCT",
    ]


def read(report):
    report = CabinetReport.objects.get(pk=report.pk)
    return as_text(report_document(cabinet_report_facts(report, on=NOW.date())))


def test_the_text_follows_the_record(client, council):
    """On the page, in the document, and in what an issue keeps."""
    line_of_trust = with_contributions(council)
    report = written(council, "leicester-cabinet-2005")
    section = ReportSection.objects.filter(report=report, block="text").first()
    section.text = "The trust pays [contribution: Southwark PCT 2003/04], of [total 2003/04]."
    actions.change(section, by=council.clerk, at=NOW)
    assert "The trust pays £296,000, of £1,026,000." in read(report)
    put(line_of_trust, {2003: 300_000}, status="indicative")
    assert "The trust pays £300,000, of £1,030,000." in read(report)
    client.force_login(council.clerk, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(report.get_absolute_url())
    assert "The trust pays £300,000, of £1,030,000." in page.text
    [document] = issue_cabinet_report(report=report, by=council.clerk, at=NOW)
    assert "The trust pays £300,000, of £1,030,000." in str(document.facts)


def test_the_form_refuses_what_is_not_recorded_and_lists_what_is(client, council):
    with_contributions(council)
    report = council.report()
    client.force_login(council.user(Role.OFFICER), backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("governance:report-section-change", args=[background(report).pk])
    page = client.get(address)
    said = {each.name: each.words for each in page.context_data["sayings"]}
    assert said["total 2003/04"] == "£1,026,000" and said["meeting date"] == "16 December 2003"
    assert "[contribution: Southwark PCT 2004/05]" in page.text
    sent = filled(page.context_data["form"])
    refused = client.post(address, sent | {"text": "It costs [total 2009/10] in all."})
    assert refused.status_code == 422
    assert "The record has no “total 2009/10”." in refused.text
    assert "It costs [total 2009/10] in all." in refused.text  # nothing is lost
    assert client.post(address, sent | {"text": "It costs [total 2003/04]."}).status_code == 302
    assert background(report).text == "It costs [total 2003/04]."


def test_issued_report_refers_to_what_is_recorded(council):
    line_of_trust = with_contributions(council)
    report = written(council, "southwark-executive")
    says(council, report, "The trust pays [contribution: Southwark PCT 2003/04].")
    actions.retire(line_of_trust, by=council.clerk, at=NOW, why="It left")
    assert "[contribution: Southwark PCT 2003/04: not in the record]" in read(report)
    with pytest.raises(RulesBroken) as refusal:
        issue_cabinet_report(report=report, by=council.clerk, at=NOW)
    [broken] = refusal.value.broken
    assert broken.rule is issuing.issued_report_refers_to_what_is_recorded
    assert broken.detail == "Correct [contribution: Southwark PCT 2003/04]."


# The form shows its section as the report prints it


def test_the_preview_shows_the_section_in_its_place(client, council):
    """Its heading, its numbers among those of the report, and what its references say."""
    with_contributions(council)
    report = written(council, "southwark-executive")
    section = ReportSection.objects.get(report=report, title="Chief Finance Officer")
    address = reverse("governance:report-section-preview", args=[section.pk])
    client.force_login(council.user(Role.FINANCE), backend="django.contrib.auth.backends.ModelBackend")
    shown = client.post(address, {"text": "We pay [total 2003/04].\n\n[budget table]"}).text
    assert "Chief Finance Officer" in shown and "We pay £1,026,000." in shown
    assert "Contributions to Community equipment" in shown
    number = re.search(r'<span class="number">(\d+)\.</span>', shown)
    assert number and int(number[1]) > 3  # the recommendations and the sections before it have the first
    section.refresh_from_db()
    assert "total 2003/04" not in section.text


def test_the_form_shows_it_without_script_too(client, council):
    report = written(council, "southwark-executive")
    section = background(report)
    client.force_login(council.user(Role.OFFICER), backend="django.contrib.auth.backends.ModelBackend")
    change = reverse("governance:report-section-change", args=[section.pk])
    page = client.get(change)
    assert reverse("governance:report-section-preview", args=[section.pk]) in page.text
    asked = filled(page.context_data["form"]) | {"text": "On [meeting date].", "preview": "yes"}
    assert "On 16 December 2003." in client.post(change, asked).text


def test_the_preview_of_an_exempt_section_is_not_found(client, council):
    report = council.report()
    section = background(report)
    section.is_exempt, section.exempt_paragraphs = True, "3"
    actions.change(section, by=council.clerk, at=NOW)
    address = reverse("governance:report-section-preview", args=[section.pk])
    client.force_login(council.user(Role.FINANCE), backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(address, {"text": "x"}).status_code == 404
