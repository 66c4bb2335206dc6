"""Options and risks are rows of the report, printed as the layout says."""

import pytest

from core import actions
from documents.compositions import report_document
from documents.plain import as_text
from documents.queries.reports import cabinet_report_facts
from documents.word import written
from governance.actions.reports import copy_report
from governance.models import CabinetReport, ReportOption, ReportRisk, ReportSection
from tests.documents.word import words_of_word
from tests.factories import NOW
from tests.governance.reports import Council

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return Council("HAR", "Harrow Council")


@pytest.fixture
def report(council):
    report = council.report()

    def add(new):
        actions.record(new, by=council.clerk, at=NOW)

    add(
        ReportOption(
            report=report,
            position=1,
            title="Pool the budgets",
            standing="recommended",
            text="One budget of £54,000.",
            reasons_for="- quicker\n- cheaper",
            reasons_against="One more agreement.",
        )
    )
    add(
        ReportOption(
            report=report,
            position=2,
            title="Go on as now",
            standing="nothing",
            reasons_against="The target is missed.",
        )
    )
    add(
        ReportRisk(
            report=report,
            title="Demand grows",
            likelihood="high",
            impact="medium",
            mitigation="Reviewed each quarter.",
            owner_post="Pool manager",
        )
    )
    add(ReportRisk(report=report, position=2, title="The grant is lost"))
    return report


def shown(council, report, block, *, exempt=False):
    """What a section that shows the block prints beneath its heading, in the page's words and Word's."""
    part = report.layout.parts.first()
    section = ReportSection(
        report=report, part=part, title=f"Weighed as {block}", block=block, position=9_000
    )
    section.numbered = False
    if not ReportSection.objects.filter(report=report, block=block).exists():
        actions.record(section, by=council.clerk, at=NOW)
    facts = cabinet_report_facts(CabinetReport.objects.get(pk=report.pk), on=NOW.date(), exempt=exempt)
    document = report_document(facts)
    text = as_text(document)
    assert words_of_word(written(document)) == " ".join(text.split())
    lines = text.splitlines()
    return lines[lines.index(f"Weighed as {block}") + 1 :][: 12 if block != "risks_table" else 3]


def test_options_in_paragraphs(council, report):
    assert shown(council, report, "options")[:12] == [
        "Pool the budgets",
        "Recommended.",
        "One budget of £54,000.",
        "Reasons for it:",
        "• quicker",
        "• cheaper",
        "Reasons against it:",
        "One more agreement.",
        "Go on as now",
        "To do nothing, which is not recommended.",
        "Reasons against it:",
        "The target is missed.",
    ]


def test_options_as_a_table(council, report):
    assert shown(council, report, "options_table")[:3] == [
        "Option Reasons for it Reasons against it",
        "Pool the budgets Recommended One budget of £54,000. • quicker • cheaper One more agreement.",
        "Go on as now To do nothing, which is not recommended — The target is missed.",
    ]


def test_what_follows_if_each_recommendation_is_rejected(council, report):
    council.asks(report, "approve", "the pool", if_rejected="The services stay apart.\n\n- two stores")
    council.asks(report, "note", "the risks")
    assert shown(council, report, "if_rejected")[:2] == [
        "Approve the pool: The services stay apart.",
        "• two stores",
    ]


def test_risks_in_paragraphs(council, report):
    assert shown(council, report, "risks")[:4] == [
        "Demand grows (likelihood: high, impact: medium)",
        "Reviewed each quarter.",
        "Owner: Pool manager.",
        "The grant is lost",
    ]


def test_risks_as_a_table(council, report):
    assert shown(council, report, "risks_table") == [
        "Risk Likelihood Impact What is done about it Owner",
        "Demand grows High Medium Reviewed each quarter. Pool manager",
        "The grant is lost — — — —",
    ]


def test_what_is_exempt_is_left_out_of_the_open_version(council, report):
    for model in (ReportOption, ReportRisk):
        row = model.objects.filter(report=report).first()
        row.is_exempt, row.exempt_paragraphs = True, "3"
        actions.change(row, by=council.clerk, at=NOW)
    assert shown(council, report, "options")[0] == "Go on as now"
    assert "Demand grows" not in " ".join(shown(council, report, "risks"))
    assert "Exempt: paragraph 3" in shown(council, report, "options", exempt=True)
    assert "Demand grows [Exempt: paragraph 3]" in " ".join(shown(council, report, "risks", exempt=True))


def test_a_copy_begins_with_them(council, report):
    new = CabinetReport(
        agreement=council.agreement, reference="HAR-NEW", title="Next year", forum=council.cabinet
    )
    copy_report(new, original=report, by=council.clerk, at=NOW)
    assert [str(each) for each in new.options.all()] == ["Pool the budgets", "Go on as now"]
    assert [str(each) for each in new.risks.all()] == ["Demand grows", "The grant is lost"]
