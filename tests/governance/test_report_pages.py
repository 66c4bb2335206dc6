"""The pages of Cabinet reports, as clerks and others meet them."""

from datetime import date

import pytest
from django.urls import reverse

from core.models import Act
from core.permissions import Role
from governance.actions.reports import move_report
from governance.calculations.report_figures import doubts_about
from governance.models import CabinetReport, ReportStatus
from tests.budgets.factories import (
    ContributionLineFactory,
    FundFactory,
    PublishedTotalFactory,
    put,
    schedule_of,
)
from tests.forms import filled
from tests.governance.reports import NOW, Council

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(council, client):
    client.force_login(council.clerk, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text(response):
    return " ".join(response.content.decode().split())


def test_a_report_is_started_with_the_sections_of_its_layout(council, clerk):
    layout = council.report().layout
    url = reverse("governance:cabinet-report-add", args=[council.agreement.reference])
    typed = {
        "reference": "SWK-1-R9",
        "title": "Equipment",
        "layout": layout.pk,
        "forum": council.cabinet.pk,
        "meeting_on_0": "16",
        "meeting_on_1": "12",
        "meeting_on_2": "2003",
        "wards": "All",
    }
    assert 'value="SWK-1-R2"' in text(clerk.get(url))

    response = clerk.post(url, typed)

    report = CabinetReport.objects.get(reference="SWK-1-R9")
    assert response.url == report.get_absolute_url()
    assert report.sections.count() == sum(part.sections.count() for part in layout.parts.all())
    assert set(report.sections.values_list("text", flat=True)) == {""}
    page = text(clerk.get(response.url))
    assert "6 required sections still to be written." in page
    assert "It makes no recommendation." in page


def test_what_was_typed_is_refused_in_words_and_kept(council, clerk):
    first = council.report()
    url = reverse("governance:cabinet-report-change", args=[first.pk])
    typed = {
        "reference": "bad reference",
        "title": "x" * 300,
        "forum": council.cabinet.pk,
        "meeting_on_0": "31",
        "meeting_on_1": "2",
        "meeting_on_2": "2003",
        "wards": "All",
        "classification": "exempt",
        "exempt_paragraphs": "nine",
    }

    page = text(clerk.post(url, typed))

    assert "Use only capital letters, digits and single hyphens" in page
    assert "250 characters or fewer. Yours has 300" in page
    assert "has the days 1 to" in page
    assert "Enter paragraph numbers, like 3 or 3 and 5" in page
    assert "BAD REFERENCE" in page.upper()
    assert CabinetReport.objects.get(pk=first.pk).title == first.title


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"agenda_on": (17, 12, 2003)}, "The agenda is published before the meeting."),
        ({"notice_on": (17, 12, 2003)}, "Notice is published before the meeting."),
        (
            {"notice_on": (2, 12, 2003), "due_on": (1, 12, 2003)},
            "Notice is published before the decision is due.",
        ),
        ({"reference": "SWK-R2"}, "Another report has this reference. Choose another."),
    ],
)
def test_dates_in_order_and_references_once(council, clerk, values, message):
    report, _ = council.report(), council.report()
    typed = {
        "reference": "SWK-R1",
        "title": "T",
        "forum": council.cabinet.pk,
        "wards": "All",
        "classification": "open",
    }
    for name, value in ({"meeting_on": (16, 12, 2003)} | values).items():
        parts = (
            {f"{name}_{place}": part for place, part in enumerate(value)}
            if name != "reference"
            else {name: value}
        )
        typed |= parts

    response = clerk.post(reverse("governance:cabinet-report-change", args=[report.pk]), typed)

    assert response.status_code == 422
    assert message in text(response)


def test_scripts_and_tables_in_prose_are_harmless(council, clerk):
    report = council.report()
    council.writes(report, "Background information", "<script>alert(1)</script>\n\n=cmd|' /C calc'!A0")

    page = text(clerk.get(report.get_absolute_url()))

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_section_is_written_and_the_reader_returns_to_it(council, clerk):
    report = council.report()
    section = report.sections.get(title="Background information")
    url = reverse("governance:report-section-change", args=[section.pk])
    version = version_on(clerk, url)

    response = clerk.post(
        url, {"title": "Background information", "text": "Equipment.", "position": 30, "version": version}
    )

    assert response.url == f"{report.get_absolute_url()}#section-{section.pk}"
    assert "Equipment." in text(clerk.get(report.get_absolute_url()))


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("Together the two pools come to £1,326,000.", None),
        ("The pooled budgets are £1.326m in 2003/04; with the aligned budget, £1.626m in all.", None),
        ("The pooled budget rises to £1,626,000.", "£1,626,000 (recorded, but not as pooled money)"),
        ("The Equipment pool holds £300,000.", "£300,000 (recorded, but not as Equipment pool)"),
        ("£730,000 from London Borough of Southwark joins the £1,026,000 of the Equipment pool.", None),
        (
            "London Borough of Southwark will pay £296,000.",
            "£296,000 (recorded, but not as money of London Borough of Southwark)",
        ),
        ("The non-pooled money is £300,000.", None),
        ("Of the revenue, £300,000 is ours.", "£300,000 (recorded, but not as revenue)"),
        ("Capital of £300,000, and £26,000 for training.", "£26,000"),
    ],
)
def test_a_quoted_figure_is_held_against_the_money_that_its_sentence_names(council, text, doubted):
    equipment, carers, aligned = (
        FundFactory(agreement=council.agreement, name=name, kind=kind)
        for name, kind in (("Equipment pool", "pooled"), ("Carers", "pooled"), ("Wheelchairs", "aligned"))
    )
    revenue = {"partner": council.body, "spending": "revenue"}
    put(ContributionLineFactory(fund=equipment, **revenue), {2003: 730_000})
    put(ContributionLineFactory(fund=equipment), {2003: 296_000})
    put(ContributionLineFactory(fund=carers, **revenue), {2003: 300_000 - 74_000, 2004: 1})
    put(ContributionLineFactory(fund=carers), {2003: 74_000})
    put(ContributionLineFactory(fund=aligned, spending="capital"), {2003: 300_000})

    doubts = doubts_about(text, schedule_of(council.agreement))

    assert [str(doubt) for doubt in doubts] == ([doubted] if doubted else [])


def test_the_budget_table_comes_from_the_record_and_quoted_figures_are_held_against_it(council, clerk):
    report = council.report()
    fund = FundFactory(agreement=council.agreement, unit=1000)
    put(ContributionLineFactory(fund=fund, partner=council.body), {2003: 730_000, 2004: 748_000})
    council.writes(
        report, "Chief Finance Officer", "We pay £730,000.\n\n[budget table]\n\nWe asked for £350,000 more."
    )

    page = text(clerk.get(report.get_absolute_url()))

    assert f"<caption>Contributions to {fund.name}</caption>" in page
    assert '<td class="numeric">730</td>' in page
    assert "The record does not have these: Chief Finance Officer: £350,000." in page
    assert ">Change Chief Finance Officer</a>" in page


def test_two_people_writing_the_same_section(council, clerk):
    report = council.report()
    section = report.sections.get(title="Background information")
    url = reverse("governance:report-section-change", args=[section.pk])
    version = version_on(clerk, url)
    council.writes(report, "Background information", "Theirs.")

    response = clerk.post(
        url, {"title": "Background information", "text": "Mine.", "position": 30, "version": version}
    )

    assert response.status_code == 409
    assert "Theirs." in text(response)
    assert "Mine.</textarea>" in text(response)


def test_an_issued_report_shows_no_way_to_change_it(council, clerk):
    report = council.report(status=ReportStatus.ISSUED)
    section = report.sections.first()

    page = text(clerk.get(report.get_absolute_url()))
    assert "reopen it as a draft of version 2" in page
    assert "What went out is its PDF" in page and "as recorded today" in page
    assert "Before it goes out" not in page
    refused = clerk.get(reverse("governance:report-section-change", args=[section.pk]))
    assert refused.status_code == 403
    assert "reopen it as a draft" in text(refused)
    assert clerk.get(reverse("governance:recommendation-add", args=[report.reference])).status_code == 403


def test_status_is_moved_on_its_page_but_issued_elsewhere(council, clerk):
    report = council.report(status=ReportStatus.READY)
    url = reverse("governance:report-move", args=[report.reference])
    form = clerk.get(url).context_data["form"]

    assert [value for value, _ in form.fields["to"].choices] == ["draft", "withdrawn"]
    clerk.post(url, {"to": "withdrawn", "why": "No longer needed", "version": form["version"].value()})
    report.refresh_from_db()
    assert report.status == ReportStatus.WITHDRAWN


def sent_twice(client, url, **typed):
    """What the second answer says, where the very same form was sent twice."""
    form = client.get(url).context_data["form"]
    sent = {name: form[name].value() for name in ("version", "submission")} | typed
    client.post(url, sent)
    return text(client.post(url, sent, follow=True))


def test_a_change_of_status_sent_twice_is_done_once(council, clerk):
    report = council.report(status=ReportStatus.READY)
    said = sent_twice(clerk, reverse("governance:report-move", args=[report.reference]), to="draft")
    assert "This form had already been sent" in said
    assert Act.objects.filter(code="cabinet-report.draft").count() == 1
    assert CabinetReport.objects.get(pk=report.pk).version == report.version


def version_on(client, url):
    return client.get(url).context_data["form"]["version"].value()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_with_one_report_and_with_three(
    council, clerk, count, django_assert_num_queries
):
    for _ in range(count):
        council.report()
    with django_assert_num_queries(LIST_QUERIES):
        clerk.get(reverse("governance:report-list"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_with_one_row_and_with_three(
    council, clerk, count, django_assert_num_queries
):
    report = council.report()
    for number in range(count):
        council.asks(report, "approve", f"number {number}")
    with django_assert_num_queries(PAGE_QUERIES):
        clerk.get(report.get_absolute_url())


LIST_QUERIES = 6
PAGE_QUERIES = 16


def test_the_list_is_filtered(council, clerk):
    council.report(title="Equipment", meeting_on=date(2003, 12, 16))
    council.report(title="Learning disability", meeting_on=date(2005, 9, 26), forum=council.scrutiny)
    url = reverse("governance:report-list")

    def found(**chosen):
        return [report.title for report in clerk.get(url, chosen).context_data["results"]]

    assert found() == ["Learning disability", "Equipment"]
    assert found(q="learning") == ["Learning disability"]
    assert found(status="issued") == []
    assert found(since_0=1, since_1=1, since_2=2005) == ["Learning disability"]
    assert found(body=council.body.name) == ["Learning disability", "Equipment"]


def test_another_partnership_sees_nothing_of_it(council, client):
    report = council.report()
    section = report.sections.first()
    kent = Council("KENT", "Kent County Council")
    client.force_login(kent.clerk, backend="django.contrib.auth.backends.ModelBackend")

    assert list(client.get(reverse("governance:report-list")).context_data["results"]) == []
    for name in ("report", "report-contents", "report-move", "report-decisions"):
        assert client.get(reverse(f"governance:{name}", args=[report.reference])).status_code == 404
    assert client.get(reverse("governance:report-section-change", args=[section.pk])).status_code == 404
    assert client.get(reverse("governance:cabinet-report-retire", args=[report.pk])).status_code == 404
    assert client.get(reverse("governance:agreement-reports", args=["SWK-1"])).status_code == 404
    assert client.get(reverse("governance:recommendation-add", args=[report.reference])).status_code == 404
    assert client.get(reverse("governance:forum-list", args=[council.body.pk])).status_code == 200
    assert client.get(reverse("governance:forum-change", args=[council.cabinet.pk])).status_code == 403


def test_an_auditor_reads_and_changes_nothing(council, client):
    report = council.report()
    client.force_login(council.user(Role.AUDITOR), backend="django.contrib.auth.backends.ModelBackend")

    page = text(client.get(report.get_absolute_url()))
    assert "Change particulars" not in page
    assert client.get(reverse("governance:report-contents", args=[report.reference])).status_code == 200
    assert client.get(reverse("governance:cabinet-report-change", args=[report.pk])).status_code == 403


@pytest.mark.parametrize("name", ["report-stage", "report-section", "recommendation", "implication"])
@pytest.mark.parametrize("page", ["change", "retire"])
def test_every_row_has_its_pages(council, clerk, name, page):
    report = council.report()
    council.asks(report, "note", "the report")
    from core.actions import record
    from governance.models import ReportStage

    record(
        ReportStage(report=report, forum=council.scrutiny, purpose="scrutiny", held_on=date(2003, 12, 2)),
        by=council.clerk,
        at=NOW,
    )
    rows = {
        "report-stage": report.stages,
        "report-section": report.sections,
        "recommendation": report.recommendations,
        "implication": report.implications,
    }
    assert clerk.get(reverse(f"governance:{name}-add", args=[report.reference])).status_code == 200
    assert clerk.get(reverse(f"governance:{name}-{page}", args=[rows[name].first().pk])).status_code == 200


def test_what_was_typed_is_not_lost_where_the_report_was_issued_meanwhile(council, clerk):
    report = council.report()
    section = report.sections.first()
    url = reverse("governance:report-section-change", args=[section.pk])
    form = clerk.get(url).context_data["form"]
    for to in (ReportStatus.READY, ReportStatus.ISSUED):
        move_report(report, to=to, by=council.clerk, at=NOW)

    answer = clerk.post(url, filled(form, text="An hour of writing"))

    assert answer.status_code == 409
    assert "is issued. To change it, reopen it as a draft of its next version." in text(answer)
    assert "An hour of writing" in text(answer)
    section.refresh_from_db()
    assert section.text != "An hour of writing"


def test_a_recommendation_is_addressed_to_the_body_that_decides_until_another_is_chosen(council, clerk):
    report = council.report()
    form = clerk.get(reverse("governance:recommendation-add", args=[report.reference])).context_data["form"]
    assert form["forum"].value() == report.forum_id


def test_what_a_check_finds_is_accepted_from_the_report_with_a_reason(council, client):
    """An override is an act with its reason, and the report no longer counts it before it goes out."""
    report = council.report(is_key=True)
    officer = council.user(Role.OFFICER)
    client.force_login(officer)
    page = report.get_absolute_url()

    def check():
        checks = client.get(page).context_data["checks"]
        return next(each for each in checks if each.code == "report-key")

    found = check()
    at = reverse("partnerships:attention-answer", args=[found.reference, found.code, found.place])
    assert at in client.get(page).text
    said = {"what": "accepted", "why": "The reason stands in the notice"}
    client.post(at, filled(client.get(at).context_data["form"]) | said)

    assert (check().label, check().answer.why) == ("Accepted", "The reason stands in the notice")
    assert f"Accepted by {officer.name}: The reason stands in the notice" in text(client.get(page))
    move = client.get(reverse("governance:report-move", args=[report.reference]))
    assert "report-key" not in {each.code for each in move.context_data["failing"]}
    assert Act.objects.get(code="attention.accepted").by == officer


def test_a_report_tells_what_is_amiss_in_the_agreement_it_is_of(council, clerk):
    report = council.report()
    put(ContributionLineFactory(fund__agreement=council.agreement), {2003: 730_000})
    PublishedTotalFactory(agreement=council.agreement)
    found = clerk.get(report.get_absolute_url()).context_data["of_agreement"]
    assert [each.code for each in found] == ["published-totals", "contributions-of-each"]
    assert found[0].message == (
        "Total (£1,026,000): does not add up: the published figure is £296,000 more than its parts"
    )
