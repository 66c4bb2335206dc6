"""Paragraph numbers, by example from the two councils' own papers."""

import pytest

from governance.calculations.numbering import Kind, Numbers, paragraphs_of, roman
from governance.queries.reports import report_facts
from tests.governance.reports import Council


def numbered(items):
    return [(item.number, item.text) for item in items]


def test_a_list_stays_within_its_paragraph():
    text = (
        "Targets are set:\n- 50% more\n- within 7 days\n\nWork began.\n\n### Progress\n\nAn audit was done."
    )

    items = paragraphs_of(text, Numbers("continuous"))

    assert numbered(items) == [
        ("1", "Targets are set:\n\n- 50% more\n- within 7 days"),
        ("2", "Work began."),
        ("", "Progress"),
        ("3", "An audit was done."),
    ]
    assert items[2].kind == Kind.HEADING


def test_the_budget_table_has_its_place_between_paragraphs():
    items = paragraphs_of("As below.\n\n[budget table]\n\nMore is asked for.", Numbers("by_section"))

    assert [item.kind for item in items] == [Kind.PARAGRAPH, Kind.BUDGET_TABLE, Kind.PARAGRAPH]


def test_text_without_numbers():
    assert numbered(paragraphs_of("One.\n\nTwo.", None)) == [("", "One."), ("", "Two.")]


@pytest.mark.parametrize(("number", "text"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (39, "xxxix")])
def test_roman(number, text):
    assert roman(number) == text


@pytest.mark.django_db
def test_southwark_numbers_run_on_from_the_recommendations_to_the_end():
    swk = Council("SWK", "London Borough of Southwark")
    report = swk.report()
    swk.asks(report, "approve", "lead commissioning of community equipment")
    swk.asks(report, "approve", "a pooled budget.")
    swk.writes(
        report, "Background information", "Equipment is provided separately.\n\nTargets:\n- one\n- two"
    )
    swk.writes(report, "Effect of proposed changes on those affected", "A swifter service.")
    swk.writes(report, "Chief Finance Officer", "The budgets are below.\n\n[budget table]\n\nMore is needed.")

    facts = report_facts(report)

    assert [(section.number, section.title) for section in facts.sections] == [
        ("", ""),
        ("", "Recommendations"),
        ("", "Background information"),
        ("", "Key issues for consideration"),
        ("", ""),
        ("", "Effect of proposed changes on those affected"),
        ("", "Consultation"),
        ("", "Supplementary advice from other officers"),
        ("", "Borough Solicitor & Secretary"),
        ("", "Chief Finance Officer"),
        ("", "Background documents"),
        ("", "APPENDIX 1: Audit Trail"),
    ]
    by_title = {section.title: section for section in facts.sections}
    asked = by_title["Recommendations"].recommendations[0].subgroups[0].recommendations
    assert [(each.number, each.text) for each in asked] == [
        ("1", "That the Cabinet approve lead commissioning of community equipment."),
        ("2", "That the Cabinet approve a pooled budget."),
    ]
    assert [item.number for item in by_title["Background information"].paragraphs] == ["3", "4"]
    assert [item.number for item in by_title["Effect of proposed changes on those affected"].paragraphs] == [
        "5"
    ]
    assert [item.number for item in by_title["Chief Finance Officer"].paragraphs] == ["6", "", "7"]
    assert facts.has_budget_table
    assert [part.capital_headings for part in facts.parts] == [True, False]
    assert not by_title["Consultation"].is_written


@pytest.mark.django_db
def test_leicester_numbers_by_section_and_afresh_in_the_supporting_information():
    lei = Council("LEI", "Leicester City Council")
    report = lei.report(layout="leicester-cabinet-2005")
    lei.writes(report, "Purpose of Report", "It sets out proposals.\n\nCabinet agreed in 2004.")
    lei.asks(report, "express views on", "the proposal to establish the board", forum=lei.scrutiny)
    lei.asks(report, "agree", "the establishment of the board", group="a")
    lei.asks(report, "agree", "lead commissioning from 1 October 2005", group="a")
    lei.asks(report, "authorise", "the Head of Legal Services to complete the agreements", group="b")
    lei.writes(
        report, "Report", "Aims are:\n- one culture\n\nThe pool begins.", part__title="SUPPORTING INFORMATION"
    )

    facts = report_facts(report)

    covering, head, supporting = facts.parts
    assert [(section.number, section.title) for section in covering.sections] == [
        ("", ""),
        ("", "FORWARD TIMETABLE OF CONSULTATION AND MEETINGS:"),
        ("", ""),
        ("1", "Purpose of Report"),
        ("2", "Recommendations"),
        ("3", "Headline Financial and Legal implications"),
        ("4", "Background Papers – Local Government Act 1972"),
        ("5", "Consultations"),
        ("6", "Report Author:"),
        ("", "DECISION STATUS"),
    ]
    assert [item.number for item in covering.sections[3].paragraphs] == ["1.1", "1.2"]
    to_scrutiny, to_cabinet = covering.sections[4].recommendations
    assert (to_scrutiny.number, to_scrutiny.lead) == ("2.1", "Scrutiny Committee is recommended to:")
    assert [each.text for each in to_scrutiny.subgroups[0].recommendations] == [
        "Express views on the proposal to establish the board."
    ]
    assert to_cabinet.number == "2.2"
    assert [(each.letter, each.lead, len(each.recommendations)) for each in to_cabinet.subgroups] == [
        ("(a)", "Agree:", 2),
        ("(b)", "Authorise:", 1),
    ]
    assert [each.number for each in to_cabinet.subgroups[0].recommendations] == ["(i)", "(ii)"]
    assert (head.begins_page, supporting.title) == (True, "SUPPORTING INFORMATION")
    assert [(section.number, section.title) for section in supporting.sections] == [
        ("1", "Report"),
        ("2", "Other implications"),
    ]
    assert [item.number for item in supporting.sections[0].paragraphs] == ["1.1", "1.2"]
    assert [each.title for each in supporting.sections[1].implications][:2] == [
        "Equal Opportunities",
        "Policy",
    ]
