"""Kent 2015: a pooled fund of two aligned budgets and one integrated budget for community equipment.

Source: record of decision 15/00012 of Kent County Council, notice first published 20 February 2015.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from budgets.models import (
    Fund,
    FundKind,
    PartnerGroup,
    PartnerGroupMember,
    PublishedTotal,
    Rounding,
    Unit,
)
from core.money import gbp
from documents.cases.desk import Desk
from documents.cases.papers import Paper
from governance.models import (
    BackgroundPaper,
    Block,
    Board,
    Classification,
    Forum,
    Recommendation,
    ReportStage,
    Seat,
    Verb,
)
from partnerships.actions import move_agreement_status
from partnerships.models import (
    Agreement,
    AgreementStatus,
    Aim,
    Annex,
    Body,
    Consultee,
    Contract,
    Flexibility,
    Renewal,
    Service,
    Succession,
)

REFERENCE = "KENT-ICES-2015"
SOURCE = "Decision record 15/00012, 20 February 2015"
YEAR = "2015/16"
MEMBER = "Cabinet Member for Adult Social Care and Public Health"
CHAIR = "Director for Older People/People with Physical Disabilities, Social Care Health and Wellbeing"
YEAR_IS_ASSUMED = (
    "Approximate. The paper gives yearly sums without saying of which year; they are recorded in "
    "2015/16, the first financial year after the decision."
)

# The paper says only that there are seven; their names and codes are public knowledge.
GROUPS = {
    "NHS Ashford CCG": "09C",
    "NHS Canterbury and Coastal CCG": "09E",
    "NHS Dartford, Gravesham and Swanley CCG": "09J",
    "NHS South Kent Coast CCG": "10A",
    "NHS Swale CCG": "10D",
    "NHS Thanet CCG": "10E",
    "NHS West Kent CCG": "99J",
}


def load(desk: Desk) -> None:
    """Record the case."""
    paper = Paper("kent")
    county = desk.body("Kent County Council", "county-council", gss_code="E10000016")
    groups = _groups(desk, county)
    agreement = desk.agreement(
        reference=REFERENCE,
        title="Integrated Community Equipment Service (ICES)",
        basis="nhs-act-2006-s75",
        kept_by=county,
        part="Exercises the delegated NHS functions; hosts the pooled fund",
        client_group="Children and adults living with a physical disability or a sensory need",
        summary=(
            "The County Council and the seven clinical commissioning groups commission and provide an "
            "integrated community equipment service. NHS functions are delegated to the County "
            "Council, which hosts a pooled fund of two aligned budgets and an integrated budget. The "
            "service is tendered for five years, with the opportunity to extend for two."
        ),
        host=county,
        renewal=Renewal.UNKNOWN,
        improvement=(
            "To better meet the needs of the service users of Kent than if the partners were "
            "operating independently."
        ),
    )
    desk.parties(agreement, dict.fromkeys(groups, "Delegates NHS functions; contributes to the pooled fund"))
    _arrangements(desk, agreement, county)
    _services_and_aims(desk, agreement)
    desk.provisions(agreement, paper)
    desk.record(
        Annex(
            agreement=agreement,
            position=3,
            title="Schedule 3 – Contributions",
            text=(
                "In the agreement itself, Appendix 3 of the decision papers. It is not published with the "
                "record."
            ),
        )
    )
    _money(desk, agreement, county, groups)
    _board(desk, agreement, county)
    _report(desk, agreement, county, paper)
    move_agreement_status(
        agreement,
        to=AgreementStatus.AGREED,
        by=desk.by,
        at=desk.at,
        why=(
            "The final version has been agreed by all the Kent CCGs, Kent County Council legal "
            "services and finance. Decision status: Recommendations Approved."
        ),
    )


def _groups(desk: Desk, county: Body) -> list[Body]:
    """The seven groups, and those that came after them."""
    merged = desk.body(
        "NHS Kent and Medway CCG",
        "clinical-commissioning-group",
        opened_on=date(2020, 4, 1),
        closed_on=date(2022, 6, 30),
        ods_code="91Q",
        kept_by=county,
    )
    board = desk.body(
        "NHS Kent and Medway Integrated Care Board",
        "integrated-care-board",
        opened_on=date(2022, 7, 1),
        ods_code="QKS",
        kept_by=county,
    )
    groups = [
        desk.body(
            name,
            "clinical-commissioning-group",
            opened_on=date(2013, 4, 1),
            closed_on=date(2020, 3, 31),
            ods_code=code,
            kept_by=county,
        )
        for name, code in GROUPS.items()
    ]
    for group in groups:
        desk.succession(group, merged, Succession.Kind.MERGER)
    desk.succession(merged, board, Succession.Kind.ABOLITION)
    return groups


def _arrangements(desk: Desk, agreement: Agreement, county: Body) -> None:
    desk.record_each(
        Flexibility(
            agreement=agreement,
            kind=Flexibility.Kind.COUNCIL_LEADS,
            lead_body=county,
            note=(
                "Delegation by the NHS bodies to the County Council of the NHS functions, so that it "
                "may exercise them in part alongside its health-related functions; integrated "
                "management and commissioning."
            ),
        ),
        Flexibility(
            agreement=agreement,
            kind=Flexibility.Kind.POOLED_FUND,
            lead_body=county,
            note="The County Council hosts it and provides its financial administrative systems.",
        ),
        Consultee(
            agreement=agreement,
            name="Adult Social Care and Health Cabinet Committee",
            from_on=date(2015, 3, 3),
            to_on=date(2015, 3, 3),
            how=(
                "The proposed decision will be discussed on 3 March 2015. Other consultation planned or "
                "undertaken: none."
            ),
        ),
        Contract(
            agreement=agreement,
            provider="To be tendered",
            purpose="Integrated Community Equipment Service",
            term_years=5,
            extension_years=2,
            value=gbp(55_000_000),
            note=(
                "Five years, with the opportunity to extend for a further two. Circa £55m over the five "
                "years."
            ),
        ),
    )


def _services_and_aims(desk: Desk, agreement: Agreement) -> None:
    for name, note in (
        ("Health only equipment", "Paid from the aligned budget of the CCGs."),
        ("Social care equipment, including telecare", "Paid from the aligned budget of the County Council."),
        ("Equipment that is jointly funded", "Paid from the integrated budget."),
    ):
        desk.record(Service(agreement=agreement, name=name, note=note))
    for text in (
        "Supporting access to the curriculum in education, reducing the need for additional care and support",
        (
            "Including equipment provision in the Education Health & Care Plans for eligible children and "
            "young people aged 0-25 years"
        ),
        (
            "Reducing avoidable demand on health and social care services through early intervention and "
            "prevention"
        ),
        "Improving services for the most vulnerable people in the Kent County Council area",
        (
            "Improving the way in which the County Council procures and commissions services for "
            "integrated health, social care and education"
        ),
    ):
        desk.record(Aim(agreement=agreement, kind=Aim.Kind.OUTCOME, text=text))


def _money(desk: Desk, agreement: Agreement, county: Body, groups: list[Body]) -> None:
    seven = desk.record(
        PartnerGroup(
            agreement=agreement,
            name="Seven clinical commissioning groups",
            note='The paper does not divide their sums; "Schedule 3 – Contributions" of the agreement does.',
        )
    )
    for group in groups:
        desk.record(PartnerGroupMember(group=seven, body=group))
    pooled = desk.record(
        Fund(
            agreement=agreement,
            name="ICES pooled fund",
            kind=FundKind.POOLED,
            host=county,
            unit=Unit.THOUSANDS,
            source=SOURCE,
            position=1,
            note=(
                "Contains two aligned budgets and an integrated budget. Aligned budgets are held "
                "separately: they are not part of a pooled fund in the sense of SI 2000/617 reg 7."
            ),
        )
    )
    common = {"agreement": agreement, "within": pooled, "unit": Unit.THOUSANDS, "source": SOURCE}
    integrated = desk.record(
        Fund(
            name="Integrated budget",
            kind=FundKind.INTEGRATED,
            position=2,
            note="For those items that are jointly funded.",
            **common,
        )
    )
    health = desk.record(
        Fund(
            name="CCG aligned budget",
            kind=FundKind.ALIGNED,
            position=3,
            note="For the CCGs, for health only equipment.",
            **common,
        )
    )
    social = desk.record(
        Fund(
            name="County Council aligned budget",
            kind=FundKind.ALIGNED,
            holder=county,
            position=4,
            note="For the County Council, for social care equipment.",
            **common,
        )
    )
    firm: dict[str, Any] = {"agreed_in": SOURCE, "note": YEAR_IS_ASSUMED}
    exact, tenth = firm | {"rounded_to": Rounding.THOUSAND}, firm | {"rounded_to": Rounding.HUNDRED_THOUSAND}
    desk.line(integrated, {YEAR: 818_000}, group=seven, position=1, **exact)
    desk.line(integrated, {YEAR: 785_000}, partner=county, position=2, **exact)
    desk.line(health, {YEAR: 4_800_000}, group=seven, **tenth)
    desk.line(social, {YEAR: 4_800_000}, partner=county, **tenth)
    _published(desk, agreement, county, seven)


def _published(desk: Desk, agreement: Agreement, county: Body, seven: PartnerGroup) -> None:
    tenth, hundredth = Rounding.HUNDRED_THOUSAND, Rounding.TEN_THOUSAND
    for label, amount, rounded_to, of in (
        ("Annual budget for community equipment services, approximately", 11_400_000, tenth, {}),
        ("The County Council's overall combined annual spend, approximately", 11_300_000, tenth, {}),
        ("Contribution from the County Council", 5_640_000, hundredth, {"partner": county}),
        ("County Council spend, including telecare, approximately", 5_600_000, tenth, {"partner": county}),
        ("Total CCG spend, approximately", 5_700_000, tenth, {"group": seven}),
    ):
        desk.record(
            PublishedTotal(
                agreement=agreement,
                label=label,
                amount=gbp(amount),
                rounded_to=rounded_to,
                source=SOURCE,
                **of,
            )
        )


def _board(desk: Desk, agreement: Agreement, county: Body) -> None:
    board = desk.board(
        agreement,
        "Provides the governance",
        name="ICES Partnership Board",
        kind=Board.Kind.PARTNERSHIP,
        chair_arrangements=f"Chaired by the {CHAIR}",
        note="As described in the principles in the section 75 agreement.",
    )
    category = Seat.Category
    desk.numbered(
        [
            Seat(board=board, post=CHAIR, category=category.COUNCIL, body=county, is_chair=True),
            Seat(
                board=board,
                post="Senior Managers from the seven CCGs",
                category=category.NHS,
                places=None,
                how_filled="By the seven CCGs",
            ),
            Seat(
                board=board,
                post="Senior Accountant from the County Council",
                category=category.COUNCIL,
                body=county,
            ),
            Seat(
                board=board,
                post="County Manager for Occupational Therapy and Reablement Services",
                category=category.COUNCIL,
                body=county,
            ),
            Seat(board=board, post="CCG Lead Officer for ICES", category=category.NHS),
            Seat(board=board, post="Contract and Procurement officers", category=category.OTHER, places=None),
        ]
    )


def _report(desk: Desk, agreement: Agreement, county: Body, paper: Paper) -> None:
    member = desk.forum(county, MEMBER, Forum.Kind.MEMBER)
    committee = desk.forum(county, "Adult Social Care and Health Cabinet Committee", Forum.Kind.COMMITTEE)
    report = desk.report(
        layout="leicester-cabinet-2005",
        paper=paper,
        applies={"Equal opportunities": (True, "")},
        agreement=agreement,
        reference=f"{REFERENCE}-R1",
        title=(
            "Integrated Community Equipment Service (ICES) - jointly funded by the County Council and "
            "NHS clinical commissioning groups (CCGs)"
        ),
        item_number="15/00012",
        forum=member,
        classification=Classification.PART_EXEMPT,
        exempt_reason=(
            "It is likely that decision paperwork will need to include information which is "
            "commercially sensitive."
        ),
        from_post="Assistant Director - Transformation, Older People and Physical Disability",
        author_post="Commissioning Manager, Strategic Commissioning, Social Care Health and Wellbeing",
        lead_member_post=MEMBER,
        department="Social Care, Health & Wellbeing",
        wards="All Division",
        division="All Division",
        is_key=True,
        key_reason="Expenditure or savings of more than £1m",
        notice_on=date(2015, 2, 20),
        due_on=date(2015, 3, 13),
        due_reason=(
            "In order that the proposed decision can be published for a minimum of 28 days, in "
            "accordance with statutory requirements"
        ),
    )
    terms = report.sections.current().get(block=Block.TERMS_OF_REFERENCE)
    desk.retire(terms, why="The decision record has no terms of reference.")
    desk.record_each(
        ReportStage(
            report=report, forum=committee, held_on=date(2015, 3, 3), purpose=ReportStage.Purpose.COMMENT
        ),
        Recommendation(
            report=report,
            forum=member,
            verb=Verb.APPROVE,
            text=(
                "the proposed decision: a partnership arrangement under section 75 of the NHS Act "
                "2006 for the Integrated Community Equipment Service, and its tender. [The record "
                "does not print the words of the recommendations.]"
            ),
        ),
        BackgroundPaper(
            report=report, title="Appendix 3: Section 75 agreement, with Schedule 3 – Contributions"
        ),
    )
