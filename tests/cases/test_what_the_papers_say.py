"""What each paper says stands in the record as it says it; what it does not say is not recorded as said."""

import re
from datetime import date

import pytest

from budgets.calculations import Schedule
from budgets.models import Contribution, Grant, PublishedTotal
from core.money import gbp
from documents.queries.reports import cabinet_report_facts
from governance.models import Board, CabinetReport, ReportSection
from governance.queries.report_contents import contents_of
from governance.queries.reports import gather
from partnerships.models import Agreement, Consultee, OtherName
from partnerships.queries import agreement_as_at

SOUTHWARK, LEICESTER_2000, LEICESTER_2005 = "SWK-ICES-2003", "LEI-FW-2000", "LEI-LD-2005"
HARROW, KENT = "HAR-OA-2005", "KENT-ICES-2015"

pytestmark = pytest.mark.usefixtures("loaded")


def agreement(reference: str) -> Agreement:
    return Agreement.objects.get(reference=reference)


def report(reference: str) -> CabinetReport:
    return CabinetReport.objects.get(agreement__reference=reference)


def section(reference: str, title: str) -> ReportSection:
    return report(reference).sections.not_retired().get(title=title)


def schedule(reference: str, on: date) -> Schedule:
    return agreement_as_at(agreement(reference).pk, on=on, parts=[Schedule]).part(Schedule)


def consultees(reference: str) -> list[str]:
    return [each.name for each in Consultee.objects.filter(agreement__reference=reference)]


def answers(reference: str) -> list[tuple[str, bool | None]]:
    """Implications with a text, and whether the paper answers yes or no."""
    return [(row.title, row.applies) for row in report(reference).implications.exclude(text="")]


def other_names(name: str) -> list[tuple[str, str]]:
    return sorted(OtherName.objects.filter(body__name=name).values_list("kind", "name"))


def powers(reference: str) -> list[tuple[str, str]]:
    return [(each.post, each.power_as_it_stands) for each in agreement(reference).delegations.all()]


# Southwark, 16 December 2003


def test_southwark_asks_for_a_delegation():
    """ "That the Executive approve the delegation to the strategic Director of Social Services …" """
    asked = "Negotiate, approve and sign the final terms (asked for, not yet given)"
    assert powers(SOUTHWARK) == [("Strategic Director of Social Services", asked)]


def test_southwark_names_no_host():
    """ "… a pooled budget with the lead commissioner as the pool manager": no word of a host."""
    funds = schedule(SOUTHWARK, date(2003, 12, 16)).funds
    assert (agreement(SOUTHWARK).host, [fund.fund.host for fund in funds]) == (None, [""])


def test_southwark_delivers_more_items_by_2006_and_no_day_is_named():
    """ "… increasing the number of community equipment items delivered by 50% by 2006" """
    aim = agreement(SOUTHWARK).aims.get(text="Increasing the number of community equipment items delivered")
    assert (aim.measure, aim.by_on) == ("50% more by 2006", None)


def test_southwark_has_the_short_names_of_its_paper():
    """ "Social Services (SSD)", "Southwark Social Services", "PCT", "Southwark PCT" """
    assert other_names("London Borough of Southwark") == [
        ("short", "SSD"),
        ("trading", "Southwark Social Services"),
    ]
    assert other_names("Southwark Primary Care Trust") == [("short", "PCT"), ("short", "Southwark PCT")]


# Leicester, 26 September 2005


def test_leicester_asks_for_two_delegations():
    """ "Cabinet is recommended to … (b) Authorise: The Corporate Director …", "… the Head of Legal …" """
    assert powers(LEICESTER_2005) == [
        (
            "Corporate Director of Social Care and Health",
            "Negotiate and approve the final terms (asked for, not yet given)",
        ),
        ("Head of Legal Services", "Execute the documents (asked for, not yet given)"),
    ]


def test_leicester_development_fund_is_money():
    """ "Learning Disability Development Fund (Revenue only)" """
    grant = Grant.objects.get(agreement__reference=LEICESTER_2005)
    assert (grant.name, grant.fund.name, grant.amount, grant.note, grant.remark) == (
        "Learning Disability Development Fund",
        "Learning disability pooled budget",
        None,
        "Revenue only; within the scope of the pooled budget.",
        "Supporting information, 1.3, which gives no sum",
    )
    assert not agreement(LEICESTER_2005).services.filter(name=grant.name).exists()


def test_leicester_chief_officers_approved_and_were_not_consulted():
    """ "The relevant Chief Officers meeting as an Executive Group has approved the proposed governance …" """
    assert consultees(LEICESTER_2005) == [
        "Leicester City West and Eastern Leicester Primary Care Trusts",
        "Leicestershire County Council",
        "Rutland County Council",
        "Leicestershire Partnership (NHS) Trust",
        "Learning Disability Partnership Board",
    ]
    assert agreement(LEICESTER_2005).phases.get(position=1).condition == (
        "Subject to approval by Cabinet and by the boards of both primary care trusts. The relevant chief "
        "officers, meeting as an Executive Group, have approved the proposed governance arrangements."
    )


def test_leicester_heading_is_not_corrected():
    """ "5. Headline Financial and Lead implications" """
    covering = report(LEICESTER_2005).sections.not_retired().get(part__position=10, position=70)
    assert covering.title == "Headline Financial and Lead implications"


def test_leicester_board_and_trusts_have_their_other_names():
    """ "Leicester City Learning Disabilities Commissioning Board", "City West and Eastern City Primary …" """
    board = Board.objects.get(name="Leicester City Commissioning Board (Learning Disability)")
    assert [each.name for each in board.other_names.all()] == [
        "City Commissioning Board",
        "Commissioning Board",
        "Leicester City Commissioning Board",
        "Leicester City Learning Disabilities Commissioning Board",
    ]
    assert other_names("Leicester City West Primary Care Trust") == [
        ("trading", "City West Primary Care Trust")
    ]
    assert other_names("Eastern Leicester Primary Care Trust") == [
        ("short", "Eastern Leicester PCT"),
        ("trading", "Eastern City Primary Care Trust"),
    ]


def test_leicester_structure_chart_has_its_labels():
    """ "Accountability", "Consultation/ Liaison" """
    facts = cabinet_report_facts(report(LEICESTER_2005), on=date(2026, 11, 2)).report
    assert sorted({line.label for line in facts.chart.lines}) == ["Accountability", "Consultation/ Liaison"]


# Harrow, 14 April 2005


def test_harrow_names_no_wards():
    assert report(HARROW).wards == ""


def test_harrow_recommends_two_things_and_promises_a_report():
    """ "A further report on detailed governance arrangements will be brought to the June Cabinet …" """
    verbs = report(HARROW).recommendations.values_list("verb", flat=True)
    assert list(verbs) == ["approve", "endorse"]
    promised = report(HARROW).sections.get(part__position=20, position=12)
    assert promised.text == (
        "- A further report on detailed governance arrangements will be brought to the June Cabinet in order "
        "to secure further implementation."
    )


def test_harrow_consulted_nobody():
    """ "None specific to the current proposals." """
    assert consultees(HARROW) == []


def test_harrow_answers_no_implication_with_yes():
    """ "2.8 Equalities Impact" is a text without a Yes or No."""
    assert answers(HARROW) == []
    assert section(HARROW, "Equalities Impact").text.startswith("All service integration proposals")


def test_harrow_principles_end_as_published():
    """ "… in a more seamless way from the user's viewpoint:" """
    principles = section(HARROW, "DRAFT STATEMENT OF SHARED VISION AND VALUES").text
    ends = [line[-1] for line in principles.split("### Principles")[1].splitlines() if line[:1].isdigit()]
    assert ends == [":", ":", ":", ":", ":", "."]


def test_harrow_names_the_inquiry():
    """ "… the outcomes of the Victoria Climbié Enquiry …" (2.1.2)"""
    history = report(HARROW).sections.get(part__position=30, position=14).text
    assert re.findall(r"the outcomes of the (.+?) conducted by", history) == ["Victoria Climbié Enquiry"]


def test_harrow_weighed_three_ways_and_names_one_risk():
    """ "… the possible establishment of a Care Trust …", "… a more incremental approach …" """
    options = report(HARROW).options.values_list("title", "standing")
    assert list(options) == [
        ("A Care Trust", "rejected"),
        ("The pooling of budgets and integration of services as a whole", "rejected"),
        ("A more incremental approach", "recommended"),
    ]
    [risk] = report(HARROW).risks.all()
    assert (risk.title, risk.likelihood, risk.impact) == ("These key developments becoming stalled", "", "")


def test_harrow_lacks_no_section_that_its_headings_say_within():
    """ "2.1 Brief History" has its text in 2.1.1 and 2.1.2."""
    paper = report(HARROW)
    gather(paper)
    assert [each.name for each in contents_of(paper).sections if not each.is_done] == []


# Leicester, 4 December 2000


def test_leicester_hosts_are_said_for_each_service():
    """ "… the Health Authority or a lead PCT will host …", "… or possibly by a host PCT …" """
    pool = agreement(LEICESTER_2000).flexibilities.get(kind="pooled_fund")
    assert pool.note == (
        "Proposed in every one of the five service areas. Assumed to host it: for mental health, the Health "
        "Authority or a lead PCT; for learning disabilities and for children, each local authority its own; "
        "for community care, the local authority or possibly a host PCT. For equipment no host is named."
    )
    assert pool.remark == "Paragraphs 6, 11, 16, 19 and 24"


def test_leicester_executive_is_beneath_no_board():
    """ "… the Health Partnership Executive should oversee …, with regular reports from … to Cabinet" """
    assert Board.objects.get(name="Health Partnership Executive").parent_board is None


def test_leicester_scrutiny_is_to_be_invited():
    """ "That the Scrutiny Committee: be invited to comment on specific proposals as they are developed" """
    first = report(LEICESTER_2000).recommendations.filter(forum__kind="scrutiny").first()
    assert (str(first), first.forum.name) == (
        "Be invited to comment on specific proposals as they are developed; and",
        "Social Services & Personal Health Scrutiny Committee",
    )


def test_leicester_dates_the_paper_and_not_the_report():
    """ "Director of Social Services, Leicester City Council 3/11/00" stands beneath the appended paper."""
    signed = [row.text for row in report(LEICESTER_2000).rows.not_retired()]
    assert (report(LEICESTER_2000).dated_on, signed) == (
        None,
        ["Director of Social Services, Leicester City Council", "3/11/00"],
    )


# Kent, 20 February 2015


def test_kent_spends_and_has_agreed_no_contribution():
    """ "… of which £818k will be within the Integrated Budget and £4.8m from the CCG Aligned Budget" """
    assert not Contribution.objects.filter(line__fund__agreement__reference=KENT).exists()
    spend = PublishedTotal.objects.filter(agreement__reference=KENT).exclude(fund=None)
    assert [(each.fund.name, each.amount) for each in spend] == [
        ("Integrated budget", gbp(818_000)),
        ("CCG aligned budget", gbp(4_800_000)),
        ("Integrated budget", gbp(785_000)),
        ("County Council aligned budget", gbp(4_800_000)),
    ]


def test_kent_sums_are_of_no_named_year():
    """ "The annual budget … is currently approximately £11.4 million" """
    totals = PublishedTotal.objects.filter(agreement__reference=KENT)
    assert [(int(each.amount.amount), each.year) for each in totals] == [
        (11_400_000, None),
        (11_300_000, None),
        (5_640_000, None),
        (5_600_000, None),
        (5_700_000, None),
        (818_000, None),
        (4_800_000, None),
        (785_000, None),
        (4_800_000, None),
    ]


def test_kent_hosts_the_pooled_fund_and_no_aligned_budget():
    """ "The Authority (Kent County Council) shall host … the pooled fund" """
    funds = [each.fund for each in schedule(KENT, date(2015, 3, 13)).funds]
    assert [(fund.name, fund.host, fund.holder) for fund in funds] == [
        ("ICES pooled fund", "Kent County Council", ""),
        ("Integrated budget", "Kent County Council", ""),
        ("CCG aligned budget", "", ""),
        ("County Council aligned budget", "", "Kent County Council"),
    ]


def test_kent_consulted_nobody_but_its_own_committee():
    """ "Other consultation planned or undertaken: None" """
    assert consultees(KENT) == []
    stages = report(KENT).stages.values_list("forum__name", "held_on")
    assert list(stages) == [("Adult Social Care and Health Cabinet Committee", date(2015, 3, 3))]


def test_kent_prints_no_recommendation():
    blocks = report(KENT).sections.values_list("block", flat=True)
    assert ("recommendations" in blocks, report(KENT).recommendations.exists()) == (False, False)


def test_kent_says_that_recommendations_were_approved_and_not_when():
    """ "Decision status: Recommendations Approved"; beneath "Decisions" there is nothing."""
    status = report(KENT).rows.get(label="Decision status:").text
    decided = report(KENT).decisions.values_list("forum__kind", "outcome", "resolved", "decided_on")
    assert (report(KENT).status, list(decided), status) == (
        "issued",
        [("member", "agreed", "Recommendations Approved", None)],
        "Recommendations Approved",
    )


def test_what_leicester_asks_of_scrutiny_and_of_its_own_officers_goes_to_no_other_body():
    asked = report(LEICESTER_2005).recommendations.order_by("position")
    assert list(asked.values_list("forum__kind", "goes_further")) == [
        ("scrutiny", False),
        *[("executive", True)] * 3,
        *[("executive", False)] * 2,
    ]


@pytest.mark.parametrize("reference", [SOUTHWARK, LEICESTER_2000, LEICESTER_2005, HARROW, KENT])
def test_a_text_on_an_implication_is_no_yes(reference):
    """Only Leicester's form of 2005 has a column of Yes and No, and no texts."""
    assert {applies for _, applies in answers(reference)} <= {None}
