"""Cabinet reports: how they start, move, stay as issued, and what is checked before they go out."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.actions import change, record, restore, retire
from core.history import StaleEdit, version_of
from core.models import Act
from core.rules import RulesBroken, Urgency, rules_of
from governance.actions.reports import move_report
from governance.calculations.quoted_figures import doubts_in
from governance.calculations.suspect_words import responsibility_transferred
from governance.models import (
    TRANSITIONS,
    BackgroundPaper,
    CabinetReport,
    Implication,
    LayoutSection,
    NoticeRule,
    Recommendation,
    ReportConsultee,
    ReportLayout,
    ReportStage,
    ReportStatus,
)
from governance.queries.report_contents import contents_of
from governance.queries.reports import gather, next_reference, report_facts
from governance.reference import load_layouts, load_notice_rules
from governance.rules.report_checks import ReportRule, checks_of
from partnerships.queries import agreement_as_at
from tests.governance.factories import CabinetReportFactory, NoticeSettingFactory
from tests.governance.reports import NOW

pytestmark = pytest.mark.django_db


def checked(report):
    """The answers by code, of the report as it is stored, for those who read all of it."""
    stored = CabinetReport.objects.get(pk=report.pk)
    gather(stored, exempt=True)
    return {check.code.removeprefix("report-"): check for check in checks_of(contents_of(stored))}


# Layouts


def test_layouts_are_loaded_once_and_corrections_stay(council):
    said = {"by": council.clerk, "at": NOW}
    of_southwark = LayoutSection.objects.filter(part__layout__code="southwark-executive")
    section = of_southwark.get(title="Background information")
    section.title = "Background"
    change(section, **said)

    assert (load_layouts(**said), load_notice_rules(**said)) == (0, 0)

    assert ReportLayout.objects.count() == 15
    assert of_southwark.filter(title="Background").count() == 1
    assert set(NoticeRule.objects.values_list("clear_days", flat=True)) == {28, 14, 5, 3}


def test_a_report_starts_with_its_layout_in_one_act_and_keeps_it(council):
    report = council.report(layout="leicester-cabinet-2005")

    act = Act.objects.get(code="cabinet-report.recorded")
    assert list(act.agreements.all()) == [council.agreement]
    assert {row.act_id for row in report.sections.model.history.filter(report=report)} == {act.pk}
    assert [each.heading for each in report.implications.all()][-1] == "Older People /People on Low Income"
    section = LayoutSection.objects.get(title="Purpose of Report", part__layout=report.layout)
    section.title = "Aim"
    with pytest.raises(RulesBroken, match="Reports were begun in this version of the layout"):
        change(section, by=council.clerk, at=NOW)
    assert report.sections.filter(title="Purpose of Report").exists()


# Statuses


@pytest.mark.parametrize("to", ReportStatus)
@pytest.mark.parametrize("status", ReportStatus)
def test_report_status_follows_its_transitions(council, status, to):
    report = council.report(status=status)
    if to in TRANSITIONS[status]:
        move_report(report, to=to, by=council.clerk, at=NOW)
        assert CabinetReport.objects.get(pk=report.pk).status == to
    else:
        with pytest.raises(RulesBroken, match="cannot go from its present status"):
            move_report(report, to=to, by=council.clerk, at=NOW)
        assert CabinetReport.objects.get(pk=report.pk).status == status


def test_reopened_as_a_draft_it_is_the_next_version(council):
    report = council.report(status=ReportStatus.ISSUED)
    for version, to in ((2, ReportStatus.DRAFT), (2, ReportStatus.READY), (2, ReportStatus.DRAFT)):
        move_report(report, to=to, by=council.clerk, at=NOW)
        assert report.version == version


def test_a_status_moved_by_somebody_else_meanwhile_is_not_overwritten(council):
    report = council.report()
    opened = version_of(report)
    move_report(report, to=ReportStatus.READY, by=council.clerk, at=NOW)
    with pytest.raises(StaleEdit):
        move_report(report, to=ReportStatus.WITHDRAWN, by=council.clerk, at=NOW, version=opened)


CLOSED = [ReportStatus.ISSUED, ReportStatus.SUPERSEDED, ReportStatus.WITHDRAWN]


@pytest.mark.parametrize("status", CLOSED)
def test_issued_report_is_not_changed(council, status):
    report = council.report(status=status)
    report.title = "Another"
    with pytest.raises(RulesBroken, match="is not changed. Reopen it as a draft"):
        change(report, by=council.clerk, at=NOW)
    with pytest.raises(RulesBroken):
        retire(report, by=council.clerk, at=NOW, why="No need")
    assert CabinetReport.objects.get(pk=report.pk).title != "Another"


@pytest.mark.parametrize("status", CLOSED)
def test_contents_of_an_issued_report_are_not_changed(council, status):
    report = council.report(status=status)
    rows = [
        ReportStage(report=report, forum=council.scrutiny, purpose="scrutiny"),
        Recommendation(report=report, verb="note", text="it"),
        Implication(report=report, kind="legal"),
        BackgroundPaper(report=report, title="NHS Plan"),
        ReportConsultee(report=report, name="Borough Solicitor"),
        report.sections.first(),
    ]
    for row in rows:
        with pytest.raises(RulesBroken, match="is not changed. Reopen it as a draft to change this"):
            record(row, by=council.clerk, at=NOW)
    with pytest.raises(RulesBroken):
        retire(rows[-1], by=council.clerk, at=NOW, why="No need")


def test_required_section_stays(council):
    report = council.report()
    with pytest.raises(RulesBroken, match="The layout requires this section"):
        retire(report.sections.get(title="Consultation"), by=council.clerk, at=NOW, why="Nobody asked")
    optional = report.sections.get(title="Key issues for consideration")
    retire(optional, by=council.clerk, at=NOW, why="Not needed")
    assert "Key issues for consideration" not in [each.title for each in report_facts(report).sections]
    restore(optional, by=council.clerk, at=NOW)


@pytest.mark.parametrize(
    "row",
    [
        lambda report: ReportConsultee(report=report, name="Solicitor", sought=False, included=True),
        lambda report: CabinetReport(
            agreement=report.agreement,
            reference="SWK-X",
            title="Agenda before its day",
            layout=report.layout,
            forum=report.forum,
            meeting_on=date(2003, 12, 16),
            agenda_on=date(2003, 12, 17),
        ),
    ],
)
def test_the_database_refuses_what_cannot_be(council, row):
    new = row(council.report())
    with pytest.raises(RulesBroken):
        record(new, by=council.clerk, at=NOW)


# What is checked


def test_required_sections_and_implications_are_counted_until_they_are_written(council):
    report = council.report()
    before = checked(report)
    assert before["sections"].detail == "6 required sections still to be written."
    assert [correction.label for correction in before["sections"].corrections][
        0
    ] == "Write Background information"
    shared = "The form is shared by all: take out what London Borough of Southwark does not ask for."
    assert before["implications"].detail == f"6 implications not answered. {shared}"
    council.writes(report, "Background information", "Equipment is provided separately.")
    policy = report.implications.get(kind="policy")
    policy.applies = False
    change(policy, by=council.clerk, at=NOW)

    after = checked(report)

    assert after["sections"].detail == "5 required sections still to be written."
    assert after["implications"].detail == f"5 implications not answered. {shared}"


def test_every_recommendation_names_a_body(council):
    report = council.report()
    assert checked(report)["addressed"].detail == "It makes no recommendation."
    nameless = council.asks(report, "approve", "a pooled budget", forum=None)
    assert checked(report)["addressed"].detail == "1 recommendation without a body that is asked."
    nameless.forum = council.cabinet
    change(nameless, by=council.clerk, at=NOW)
    assert checked(report)["addressed"].ok


# Kent gave notice on 20 February 2015 of a decision on 13 March: 20 clear days. 28 need 12 February.
@pytest.mark.parametrize(
    ("notice", "decided", "ok", "says"),
    [
        (date(2015, 2, 20), date(2015, 3, 13), False, "20 clear days between"),
        (date(2003, 12, 1), date(2003, 12, 16), False, "December 2003 was due by 17 November 2003."),
        (date(2012, 8, 20), date(2012, 9, 9), True, "September 2012 was due by 20 August 2012."),
        (date(2000, 12, 1), date(2000, 12, 4), None, "councils had no executives yet"),
        (date(2012, 8, 12), date(2012, 9, 10), True, "28 clear days between"),
    ],
)
def test_notice_of_a_key_decision(council, notice, decided, ok, says):
    report = council.report(meeting_on=decided, notice_on=notice, is_key=True, key_reason="Over £1m")
    check = checked(report)["notice"]
    assert check.ok is ok
    assert says in check.detail


@pytest.mark.parametrize(
    ("meeting", "published", "ok", "source"),
    [
        (date(2003, 12, 16), date(2003, 12, 10), True, "as amended by SI 2002/716 reg 14"),
        (date(2003, 12, 16), date(2003, 12, 11), False, "as amended by SI 2002/716 reg 14"),
        (date(2002, 9, 30), date(2002, 9, 26), True, "SI 2000/3272 regs 10 and 11(3)"),
        (date(2000, 12, 4), date(2000, 11, 30), True, "(not verified: nobody has read it there)"),
    ],
)
def test_agendas_of_earlier_days_have_the_rule_of_their_day(council, meeting, published, ok, source):
    NoticeSettingFactory(forum=council.cabinet)
    check = checked(council.report(meeting_on=meeting, agenda_on=published))["agenda"]
    assert (check.ok, check.source.endswith(source)) == (ok, True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The arrangement does not transfer responsibility for any function", 0),
        ("Nothing in it transfers liability, and no responsibility is transferred", 0),
        ("Liability passes to the host", 1),
        ("Legal responsibility for the functions will be transferred to the trust", 1),
        ("It cannot be said that responsibility shifts; staff transfer to the trust", 0),
    ],
)
def test_words_that_deny_a_transfer_are_left_alone(text, found):
    assert len(responsibility_transferred(text)) == found


LEICESTER = (
    "Legal implications – The effect of entering into a section 31 partnership agreement is that the legal "
    "responsibility for the discharge of designated health services to adults with learning disabilities "
    "will be transferred to the Council."
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (LEICESTER, 1),
        ("We transfer the legal responsibilities to the PCT.", 1),
        ("Accountability will continue to lie with the organisation with statutory responsibility.", 0),
        ("Staff are transferred. Responsibility stays.", 0),
    ],
)
def test_words_that_say_responsibility_is_transferred(text, found):
    assert len(responsibility_transferred(text)) == found


def test_leicesters_legal_advice_is_flagged_where_it_is_corrected(council):
    report = council.report(layout="leicester-cabinet-2005")
    council.writes(report, "Headline Financial and Legal implications", f"Within budgets.\n\n{LEICESTER}")
    check = checked(report)["liability"]
    assert (check.ok, check.corrections[0].at.url(report.reference).endswith("/change/")) == (False, True)
    assert "s.75(5)" in check.source
    assert check.corrections[0].label == "Change Headline Financial and Legal implications"


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("£54,000 and £1,026,000.", []),
        ("An extra £350,000 was asked for", ["£350,000"]),
        ("circa £1.0m, or £54k, or £54 thousand", []),
        ("£1.1 million; £1.1 million again", ["£1.1 million"]),
        ("730,000 and £730,000.50", ["£730,000.50"]),
        ("£730–1,026k, £.73m, £730 000 and £1.026mn", []),
        ("£54-730 thousand", []),
        ("£54,000 - £1.026 million", []),
        ("£54–748k", ["£54–748k"]),
        ("£54,000 - 12 places", []),
        ("£730 2003/04", ["£730"]),
        ("All in £000, or £000s", []),
    ],
)
def test_figures_quoted_without_record(text, missing):
    recorded = [Decimal(54_000), Decimal(1_026_000), Decimal(730_000)]
    assert [str(doubt) for doubt in doubts_in(text, lambda of: recorded)] == missing


def test_what_fails_is_told_on_the_home_page_and_only_defects_once_issued(council):
    report = council.report(meeting_on=date(2026, 11, 20))

    def told(on=date(2026, 11, 2)):
        value = agreement_as_at(council.agreement.pk, on=on)
        return [breach for rule in rules_of(ReportRule) for breach in rule.breaches(value)]

    draft = told()
    assert {finding.urgency for finding in draft} == {Urgency.NOW, Urgency.NOTE}
    assert f"Report {report.reference}: 6 required sections still to be written." in [f.detail for f in draft]
    assert {finding.urgency for finding in told(date(2026, 9, 1))} == {Urgency.SOON, Urgency.NOTE}
    for to in (ReportStatus.READY, ReportStatus.ISSUED):
        move_report(report, to=to, by=council.clerk, at=NOW)
    issued = told()
    assert {finding.urgency for finding in issued} == {Urgency.NOTE}
    assert not [finding for finding in issued if "required sections" in finding.detail]


def test_finding_what_needs_attention_costs_the_same_for_one_report_and_for_three(council):
    counts = []
    for _ in range(2):
        council.asks(council.report(), "approve", "a pooled budget")
        with CaptureQueriesContext(connection) as queries:
            agreement_as_at(council.agreement.pk, on=date(2026, 11, 2))
        counts.append(len(queries))
        council.report()
    assert counts[0] == counts[1]


def test_the_reference_proposed_is_free(council):
    """Also where the report that has it was retired, or belongs to an agreement the user does not see."""
    agreement = council.agreement
    assert next_reference(agreement) == f"{agreement.reference}-R1"
    retire(council.report(reference=f"{agreement.reference}-R1"), by=council.clerk, at=NOW, why="Twice")
    assert next_reference(agreement) == f"{agreement.reference}-R2"
    CabinetReportFactory(reference=f"{agreement.reference}-R2")
    assert next_reference(agreement) == f"{agreement.reference}-R3"
