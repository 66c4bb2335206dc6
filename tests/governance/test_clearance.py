"""Posts clear a report as it stands; comments stand beside it and are never printed."""

import pytest
from django.urls import reverse

from core import actions
from core.permissions import Role
from core.rules import RulesBroken
from documents import rules as issuing
from documents.actions import issue_cabinet_report
from governance.actions.advice import clear_report, make_comment
from governance.actions.reports import move_report
from governance.calculations.printed_figures import changed_figures
from governance.models import Clearance, LayoutClearance, ReportComment, ReportSection, ReportStatus
from governance.queries.advice import clearances_of, comments_on
from governance.queries.reports import report_facts
from governance.rules import advice as rules
from partnerships.findings import told_to
from tests.budgets.factories import put
from tests.documents.test_report_document import with_contributions, written
from tests.factories import NOW, BodyFactory, PartyFactory, RoleHeldFactory, person
from tests.forms import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(council):
    """Of a layout that asks the Monitoring Officer to clear every report."""
    council.report()  # the layout is there
    layout = council.report().layout
    asked = LayoutClearance(layout=layout, post="Monitoring Officer", role="legal")
    actions.record(asked, by=council.clerk, at=NOW)
    return written(council, "southwark-executive")


def monitoring_officer(report):
    return Clearance.objects.get(report=report, post="Monitoring Officer")


def clear(report, by, *, is_clear=True):
    clear_report(monitoring_officer(report), is_clear=is_clear, by=by, at=NOW)


def state(report):
    return [(each.post, each.state) for each in clearances_of(report, on=NOW.date())]


def signed_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def change_a_section(council, report, text="Another text."):
    section = ReportSection.objects.filter(report=report, block="text").first()
    section.text = text
    actions.change(section, by=council.clerk, at=NOW)


def test_a_report_begins_with_the_clearances_of_its_layout(report):
    clearance = monitoring_officer(report)
    assert (clearance.body, clearance.role, clearance.is_required) == (report.forum.body, "legal", True)
    assert state(report) == [("Monitoring Officer", "Not cleared")]


def test_what_changes_after_clearance_shows(council, report):
    solicitor = council.user(Role.LEGAL)
    clear(report, solicitor)
    assert state(report) == [("Monitoring Officer", "Cleared")]
    move_report(report, to=ReportStatus.READY, by=council.clerk, at=NOW)  # that changes no word of it
    assert state(report) == [("Monitoring Officer", "Cleared")]
    change_a_section(council, report)
    assert state(report) == [("Monitoring Officer", "Version 1 was cleared; changed since")]
    clear(report, solicitor)
    assert state(report) == [("Monitoring Officer", "Cleared")]
    report.refresh_from_db()
    report.title = "Another title"
    actions.change(report, by=council.clerk, at=NOW)
    assert state(report) == [("Monitoring Officer", "Version 1 was cleared; changed since")]
    clear(report, solicitor, is_clear=False)
    assert state(report) == [("Monitoring Officer", "Not cleared")]


def test_a_figure_that_changes_after_clearance_shows_with_its_words(client, council, report):
    line = with_contributions(council)
    solicitor = council.user(Role.LEGAL)
    clear(report, solicitor)
    kept = monitoring_officer(report).cleared_figures.splitlines()
    assert "Community equipment, Southwark PCT, 2004/05: £303,000" in kept
    put(line, {2004: 310_000})
    changed = (
        "Version 1 was cleared; changed since: "
        "Community equipment, Southwark PCT, 2004/05: £303,000, now £310,000; "
        "Community equipment, total, 2004/05: £1,051,000, now £1,058,000"
    )
    assert state(report) == [("Monitoring Officer", changed)]
    with pytest.raises(RulesBroken) as refusal:
        issue_cabinet_report(report=report, by=council.clerk, at=NOW)
    assert [broken.rule for broken in refusal.value.broken] == [issuing.issued_report_is_cleared]
    signed_in(client, council.clerk)
    contents = client.get(reverse("governance:report-contents", args=[report.reference]))
    assert "Southwark PCT, 2004/05: £303,000, now £310,000" in contents.text
    clear(report, solicitor)
    assert state(report) == [("Monitoring Officer", "Cleared")]


@pytest.mark.parametrize("wholly", [True, False], ids=["of the whole report", "of an exempt part"])
def test_an_exempt_figure_that_changes_after_clearance_shows_without_its_words(council, report, wholly):
    line = with_contributions(council)
    section = ReportSection.objects.get(report=report, title="Chief Finance Officer")  # shows the table
    section.text = "The price is [contribution: Southwark PCT 2004/05]."
    section.is_exempt, section.exempt_paragraphs = not wholly, "" if wholly else "3"
    actions.change(section, by=council.clerk, at=NOW)
    if wholly:
        report.refresh_from_db()
        report.classification, report.exempt_paragraphs = "exempt", "3"
        actions.change(report, by=council.clerk, at=NOW)
    solicitor = council.user(Role.LEGAL)
    clear(report, solicitor)
    assert monitoring_officer(report).cleared_figures == ""
    put(line, {2005: 300_000})  # what nobody refers to
    assert state(report) == [("Monitoring Officer", "Cleared")]
    put(line, {2004: 310_000})
    assert state(report) == [("Monitoring Officer", "Version 1 was cleared; changed since")]
    clear(report, solicitor)
    assert state(report) == [("Monitoring Officer", "Cleared")]


def test_many_figures_that_changed_are_counted():
    then = [f"Pool, Council, {year}: £1" for year in range(2001, 2006)]
    now = [f"Pool, Council, {year}: £2" for year in range(2001, 2006)]
    assert len(changed_figures(then, now)) == 5 and changed_figures(then, then) == ()
    assert changed_figures(["A: £1"], ["B: £2"]) == ("A: £1, now not printed", "B: not printed, now £2")


def test_the_next_version_is_cleared_anew(council, report):
    clear(report, council.user(Role.LEGAL))
    for to in (ReportStatus.READY, ReportStatus.ISSUED, ReportStatus.DRAFT):
        move_report(report, to=to, by=council.clerk, at=NOW)
    assert state(report) == [("Monitoring Officer", "Version 1 was cleared; changed since")]


def test_issued_report_is_cleared(client, council, report):
    with pytest.raises(RulesBroken) as refusal:
        issue_cabinet_report(report=report, by=council.clerk, at=NOW)
    [broken] = refusal.value.broken
    assert broken.rule is issuing.issued_report_is_cleared
    assert broken.detail == "Monitoring Officer: not cleared."
    signed_in(client, council.clerk)
    page = client.get(reverse("documents:report-issue", args=[report.reference]))
    assert "Monitoring Officer: not cleared." in page.text
    clear(report, council.user(Role.LEGAL))
    own = Clearance(report=report, post="Head of Communications", role="officer", body=council.body)
    actions.record(own, by=council.clerk, at=NOW)  # the layout does not ask for it
    page = client.get(reverse("documents:report-issue", args=[report.reference]))
    assert "Head of Communications: not cleared (not required by the layout)" in page.text
    [document] = issue_cabinet_report(report=report, by=council.clerk, at=NOW)
    assert document.number == 1


def test_a_post_is_told_when_the_report_is_ready_and_clears_it(client, council, report):
    solicitor = council.user(Role.LEGAL)
    assert told_to(solicitor) == []
    move_report(report, to=ReportStatus.READY, by=council.clerk, at=NOW)
    [told] = told_to(solicitor)
    assert told.message.endswith("is ready to issue, and waits for the Monitoring Officer to clear it")
    signed_in(client, solicitor)
    sent = filled(client.get(told.url).context_data["form"])
    assert client.post(told.url, sent).status_code == 422  # nothing is chosen beforehand
    client.post(told.url, sent | {"is_clear": "yes"})
    clearance = monitoring_officer(report)
    assert (clearance.cleared_by, clearance.cleared_version) == (solicitor, 1)
    assert told_to(solicitor) == []


def is_refused(rule, action):
    with pytest.raises(RulesBroken) as refusal:
        action()
    assert [broken.rule for broken in refusal.value.broken] == [rule]


def test_clearance_is_given_by_its_post(client, council, report):
    trust = BodyFactory(name="Southwark PCT")
    PartyFactory(agreement=council.agreement, body=trust)
    theirs = RoleHeldFactory(body=trust, role=Role.LEGAL).user
    for by in (council.user(Role.FINANCE), theirs):
        is_refused(rules.clearance_is_given_by_its_post, lambda by=by: clear(report, by))
    signed_in(client, theirs)
    refused = client.get(monitoring_officer(report).get_give_url())
    assert refused.status_code == 403 and "The post is Monitoring Officer: legal" in refused.text


def test_clearance_is_given_before_issue(council, report):
    solicitor = council.user(Role.LEGAL)
    for to in (ReportStatus.READY, ReportStatus.ISSUED):
        move_report(report, to=to, by=council.clerk, at=NOW)
    is_refused(rules.clearance_is_given_before_issue, lambda: clear(report, solicitor))


def test_who_clears_reads_the_whole_report(council, report):
    own = Clearance(report=report, post="Chief Accountant", role="finance", body=council.body)
    actions.record(own, by=council.clerk, at=NOW)
    section = ReportSection.objects.filter(report=report, block="text").first()
    section.is_exempt, section.exempt_paragraphs = True, "3"
    actions.change(section, by=council.clerk, at=NOW)
    finance = council.user(Role.FINANCE)
    is_refused(
        rules.who_clears_reads_the_whole_report,
        lambda: clear_report(own, is_clear=True, by=finance, at=NOW),
    )
    clear(report, council.user(Role.LEGAL))  # who may


def test_clearance_of_the_layout_stays(council, report):
    def retire(clearance):
        actions.retire(clearance, by=council.clerk, at=NOW, why="Not needed")

    is_refused(rules.clearance_of_the_layout_stays, lambda: retire(monitoring_officer(report)))
    own = Clearance(report=report, post="Head of Communications", role="officer", body=council.body)
    actions.record(own, by=council.clerk, at=NOW)
    retire(own)


def test_clearance_is_asked_of_a_partner(council, report):
    own = Clearance(report=report, post="Auditor", role="legal", body=BodyFactory())
    is_refused(rules.clearance_is_asked_of_a_partner, lambda: actions.record(own, by=council.clerk, at=NOW))


# Comments


def comment(report, by, text="Is the date still so?", section=None, **values):
    section = section or ReportSection.objects.filter(report=report, block="text").first()
    new = ReportComment(**({"report": report, "section": section, "text": text} | values))
    make_comment(new, by=by, at=NOW)
    return new


def test_a_comment_is_made_read_and_resolved_and_never_printed(client, council, report):
    finance, officer = council.user(Role.FINANCE), council.user(Role.OFFICER)
    section = ReportSection.objects.filter(report=report, block="text").first()
    signed_in(client, finance)
    address = reverse("governance:report-comment-add", args=[report.reference])
    sent = filled(client.get(address).context_data["form"])
    client.post(address, sent | {"section": section.pk, "text": "Is the quartzword date still so?"})
    made = ReportComment.objects.get()
    assert (made.made_by, made.part, made.is_resolved) == (finance, section, False)
    signed_in(client, officer)
    contents = client.get(reverse("governance:report-contents", args=[report.reference]))
    assert "Is the quartzword date still so?" in contents.text
    change = reverse("governance:report-comment-change", args=[made.pk])
    sent = filled(client.get(change).context_data["form"])
    client.post(change, sent | {"is_resolved": "on", "text": "Not mine to change"})
    made.refresh_from_db()
    assert (made.is_resolved, made.text) == (True, "Is the quartzword date still so?")
    assert "quartzword" not in str(report_facts(report, exempt=True))
    assert clearances_of(report, on=NOW.date())[0].state == "Not cleared"


def test_a_comment_changes_nothing_that_was_cleared(council, report):
    clear(report, council.user(Role.LEGAL))
    comment(report, council.clerk)
    assert state(report) == [("Monitoring Officer", "Cleared")]


def test_comments_on_what_is_exempt_are_read_by_who_may_read_it(client, council, report):
    section = ReportSection.objects.filter(report=report, block="text").first()
    section.is_exempt, section.exempt_paragraphs = True, "3"
    actions.change(section, by=council.clerk, at=NOW)
    comment(report, council.clerk, "The quartzword price is secret", section=section)
    finance = council.user(Role.FINANCE)
    assert comments_on(report, seen_by=finance) == []
    assert len(comments_on(report, seen_by=council.clerk)) == 1
    signed_in(client, finance)
    pages = [
        reverse("governance:report-contents", args=[report.reference]),
        reverse("partnerships:agreement-history", args=[council.agreement.reference]),
        reverse("governance:report-comment-add", args=[report.reference]),
    ]
    assert not any("quartzword" in client.get(page).text for page in pages)
    [made] = ReportComment.objects.all()
    assert client.get(reverse("governance:report-comment-change", args=[made.pk])).status_code == 404


def test_comment_is_about_its_own_report(council, report):
    other = ReportSection.objects.filter(report=council.report(), block="text").first()
    is_refused(rules.comment_is_about_its_own_report, lambda: comment(report, person(), section=other))


def test_contents_take_as_many_queries_for_three_clearances_and_comments(
    client, council, report, django_assert_num_queries
):
    officer = council.user(Role.OFFICER)
    signed_in(client, officer)
    address = reverse("governance:report-contents", args=[report.reference])
    clear(report, council.user(Role.LEGAL))
    comment(report, officer)
    client.get(address)
    with django_assert_num_queries(20):
        client.get(address)
    for post in ("Director", "Head of Communications"):
        own = Clearance(report=report, post=post, role="officer", body=council.body)
        actions.record(own, by=council.clerk, at=NOW)
        comment(report, officer, f"Asked by {post}")
    with django_assert_num_queries(20):
        page = client.get(address)
    assert len(page.context_data["comments"]) == 3
