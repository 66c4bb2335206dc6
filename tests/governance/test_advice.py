"""Advice asked of posts: each writes in its own section, and the rest follows."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from core import actions
from core.models import Act
from core.permissions import Role
from core.rules import RulesBroken
from governance.actions.advice import give_advice
from governance.actions.reports import move_report
from governance.models import Advice, Implication, ReportConsultee, ReportSection, ReportStatus
from governance.queries.reports import report_facts
from governance.rules import advice as rules
from partnerships.findings import told_to
from tests.factories import NOW, BodyFactory, PartyFactory, RoleHeldFactory, person
from tests.forms import filled as filled_form

pytestmark = pytest.mark.django_db
DAY = NOW.date()
SOLICITOR, FINANCE = "Borough Solicitor & Secretary", "Chief Finance Officer"


@pytest.fixture
def report(council):
    return council.report()


def section(report, title):
    return ReportSection.objects.get(report=report, title=title)


def ask(report, *, post=SOLICITOR, role="legal", **values):
    if "section" not in values:
        values["section"] = section(report, post)
    values = {"body": report.forum.body, "asked_on": DAY} | values
    advice = Advice(report=report, post=post, role=role, **values)
    actions.record(advice, by=person(), at=NOW)
    return advice


def signed_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def filled(page):
    return filled_form(page.context_data["form"])


def consulted(report):
    trails = [each for each in report_facts(report).sections if each.block == "consultation_table"]
    return [(each.post, each.sought, each.included) for trail in trails for each in trail.consultees]


def test_a_solicitor_is_told_on_home_and_writes_the_advice_and_nothing_else(client, council, report):
    advice = ask(report, question="May the council pool its budget?", due_on=DAY + timedelta(days=7))
    solicitor = council.user(Role.LEGAL)
    signed_in(client, solicitor)
    [told] = told_to(solicitor)
    assert told.message.startswith("SWK-R1 asks the Borough Solicitor & Secretary for advice, by 9 ")
    assert told.url in client.get("/").text
    page = client.get(told.url)
    assert "May the council pool its budget?" in page.text
    sent = filled(page) | {"text": "It may, under section 31.", "is_complete": "on"}
    assert client.post(told.url, sent, follow=True).redirect_chain == [(report.get_absolute_url(), 302)]
    advice.refresh_from_db()
    assert section(report, SOLICITOR).text == "It may, under section 31."
    assert advice.given_by == solicitor and advice.is_given
    assert Act.objects.latest("pk").code == "request-for-advice.given"
    assert told_to(solicitor) == []
    others = [
        reverse("governance:report-section-change", args=[section(report, SOLICITOR).pk]),
        reverse("governance:report-section-change", args=[section(report, FINANCE).pk]),
        reverse("governance:cabinet-report-change", args=[report.pk]),
        reverse("governance:request-for-advice-change", args=[advice.pk]),
    ]
    assert [client.get(address).status_code for address in others] == [403] * 4


def test_what_is_sent_besides_the_text_changes_nothing(client, council, report):
    advice = ask(report)
    signed_in(client, council.user(Role.LEGAL))
    sent = filled(client.get(advice.get_give_url())) | {"text": "It may.", "title": "Mine", "required": ""}
    client.post(advice.get_give_url(), sent)
    written = section(report, SOLICITOR)
    assert (written.text, written.required) == ("It may.", True)


def test_a_draft_is_saved_and_counts_as_not_given(client, council, report):
    advice = ask(report)
    solicitor = council.user(Role.LEGAL)
    signed_in(client, solicitor)
    client.post(advice.get_give_url(), filled(client.get(advice.get_give_url())) | {"text": "It may"})
    advice.refresh_from_db()
    assert section(report, SOLICITOR).text == "It may"
    assert not advice.is_given and len(told_to(solicitor)) == 1
    assert Act.objects.latest("pk").code == "request-for-advice.drafted"


def test_finance_answers_an_implication(client, council, report):
    implication = Implication.objects.filter(report=report).first() or Implication(
        report=report, kind="financial"
    )
    if not implication.pk:
        actions.record(implication, by=council.clerk, at=NOW)
    advice = ask(report, post="Chief Accountant", role="finance", section=None, implication=implication)
    signed_in(client, council.user(Role.FINANCE))
    page = client.get(advice.get_give_url())
    sent = filled(page) | {"applies": "True", "text": "It costs £54,000.", "is_complete": "on"}
    client.post(advice.get_give_url(), sent)
    implication.refresh_from_db()
    assert (implication.applies, implication.text) == (True, "It costs £54,000.")


def test_the_list_of_who_was_consulted_follows_by_itself(council, report):
    listed = ReportConsultee(report=report, name="CHIEF finance officer", sought=True, included=False)
    actions.record(listed, by=council.clerk, at=NOW)
    actions.record(ReportConsultee(report=report, name="Executive Member"), by=council.clerk, at=NOW)
    ask(report)
    finance = ask(report, post=FINANCE, role="finance")
    written = section(report, FINANCE)
    written.text = "It costs nothing."
    give_advice(written, advice=finance, is_complete=True, by=council.user(Role.FINANCE), at=NOW)
    assert consulted(report) == [
        (SOLICITOR, True, None),
        (FINANCE, True, True),
        ("Executive Member", None, None),
    ]


def refuses(rule, council, advice, *, by, text="It may.", is_complete=True):
    written = advice.part
    written.text = text
    with pytest.raises(RulesBroken) as refusal:
        give_advice(written, advice=advice, is_complete=is_complete, by=by, at=NOW)
    assert [broken.rule for broken in refusal.value.broken] == [rule]
    assert Advice.objects.get(pk=advice.pk).given_at is None
    assert section(advice.report, SOLICITOR).text == ""


def test_advice_is_given_by_who_was_asked(council, report):
    trust = BodyFactory(name="Southwark PCT")
    PartyFactory(agreement=council.agreement, body=trust)
    advice = ask(report)
    theirs = RoleHeldFactory(body=trust, role=Role.LEGAL).user
    for by in (council.user(Role.FINANCE), council.user(Role.OFFICER), theirs):
        refuses(rules.advice_is_given_by_who_was_asked, council, advice, by=by)


def test_a_partner_s_solicitor_is_told_why_not(client, council, report):
    trust = BodyFactory(name="Southwark PCT")
    PartyFactory(agreement=council.agreement, body=trust)
    advice = ask(report)
    theirs = RoleHeldFactory(body=trust, role=Role.LEGAL).user
    signed_in(client, theirs)
    refused = client.get(advice.get_give_url())
    assert refused.status_code == 403
    assert "It was asked of Borough Solicitor" in refused.text
    assert told_to(theirs) == []


def test_advice_is_given_before_issue(client, council, report):
    advice = ask(report)
    move_report(report, to=ReportStatus.READY, by=council.clerk, at=NOW)
    move_report(report, to=ReportStatus.ISSUED, by=council.clerk, at=NOW)
    solicitor = council.user(Role.LEGAL)
    refuses(rules.advice_is_given_before_issue, council, Advice.objects.get(pk=advice.pk), by=solicitor)
    assert told_to(solicitor) == []
    assert signed_in(client, solicitor).get(advice.get_give_url()).status_code == 403


def test_complete_advice_says_something(council, report):
    advice = ask(report)
    solicitor = council.user(Role.LEGAL)
    refuses(rules.complete_advice_says_something, council, advice, by=solicitor, text="  ")


def is_refused(report, says, **values):
    with pytest.raises(RulesBroken, match=says):
        ask(report, **values)
    assert not Advice.objects.exists()


def test_advice_is_asked_in_its_own_report(council, report):
    other = council.report()
    is_refused(report, "in a text of its own report", section=section(other, SOLICITOR))
    shows = ReportSection.objects.get(report=report, block="consultation_table")
    is_refused(report, "This section shows the record", section=shows)
    is_refused(report, "Choose one section or one implication", section=None)


def test_advice_is_asked_of_a_partner(council, report):
    is_refused(report, "party to the agreement", body=BodyFactory())


def test_it_is_not_wanted_before_it_is_asked(council, report):
    is_refused(report, "on the day it is asked, or later", due_on=date(2026, 11, 1))


def test_nobody_learns_of_what_is_asked_where_something_is_exempt(client, council, report):
    """Finance may not read what is exempt: neither the page nor Home nor the history tells of it."""
    hidden = section(report, FINANCE)
    hidden.is_exempt, hidden.exempt_paragraphs = True, "3"
    actions.change(hidden, by=council.clerk, at=NOW)
    advice = ask(report, post=FINANCE, role="finance", question="Is the quartzword tender sound?")
    finance = council.user(Role.FINANCE)
    signed_in(client, finance)
    assert told_to(finance) == []
    assert client.get(advice.get_give_url()).status_code == 404
    for name, key in (("report", "SWK-R1"), ("report-contents", "SWK-R1")):
        assert "quartzword" not in client.get(reverse(f"governance:{name}", args=[key])).text
    history = reverse("partnerships:agreement-history", args=[council.agreement.reference])
    assert "quartzword" not in client.get(history).text
    assert consulted(report) == []
    signed_in(client, council.clerk)
    assert "quartzword" in client.get(history).text


def test_contents_show_three_requests_in_as_many_queries_as_one(
    client, council, report, django_assert_num_queries
):
    signed_in(client, council.user(Role.OFFICER))
    address = reverse("governance:report-contents", args=[report.reference])
    ask(report)
    client.get(address)
    with django_assert_num_queries(18):
        client.get(address)
    ask(report, post=FINANCE, role="finance")
    part = report.layout.parts.first()
    own = ReportSection(report=report, part=part, title="Director of Public Health", text="")
    actions.record(own, by=council.clerk, at=NOW)
    ask(report, post="Director of Public Health", role="officer", section=own)
    with django_assert_num_queries(18):
        page = client.get(address)
    assert page.text.count("Not given") == 3
