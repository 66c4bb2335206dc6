"""Southwark 2003: lead commissioning, then a pooled budget, for community equipment.

Source: report to the Executive of the London Borough of Southwark, 16 December 2003.
"""

from __future__ import annotations

from datetime import date

from budgets.models import (
    ContributionLine,
    Fund,
    FundKind,
    Grant,
    PublishedTotal,
    Rounding,
    Source,
    Status,
    Unit,
)
from core.dates import FinancialYear
from core.money import gbp
from documents.cases.desk import Desk
from documents.cases.papers import Paper
from governance.models import (
    BackgroundPaper,
    Board,
    Forum,
    Recommendation,
    ReportConsultee,
    Seat,
    Verb,
)
from partnerships.models import (
    Agreement,
    Aim,
    Annex,
    Body,
    Consultee,
    Contract,
    Delegation,
    Flexibility,
    Phase,
    Renewal,
    Service,
    Succession,
)

REFERENCE = "SWK-ICES-2003"
SOURCE = "Report to the Executive, 16 December 2003"
LEAD_FROM = date(2003, 12, 31)
POOL_FROM = date(2004, 3, 31)
APRIL_2006 = date(2006, 4, 1)
DIRECTOR = "Strategic Director of Social Services"


def load(desk: Desk) -> None:
    """Record the case."""
    paper = Paper("southwark")
    council, trust = _bodies(desk)
    agreement = desk.agreement(
        reference=REFERENCE,
        title="Integrated Community Equipment Service",
        basis="health-act-1999-s31",
        kept_by=council,
        part="Lead commissioner, and pool manager of the pooled budget (Southwark Social Services)",
        client_group=(
            "Adults and children with any type of disability, including sensory and learning disabilities"
        ),
        summary=(
            "Southwark Social Services and Southwark PCT, which separately provide equipment for use in the "
            "community, set up lead commissioning by the council from December 2003 and a pooled budget from "
            "March 2004, and retender during 2004 for one contract to provide community equipment."
        ),
        host=council,
        starts_on=LEAD_FROM,
        renewal=Renewal.YEARLY,
        renewal_terms=(
            "Renewable year by year, so that it can last if desired no longer than one year and, "
            "possibly, less than that. Each year the council decides on its participation in the "
            "following year, and the level of its financial commitment (paragraphs 28 and 30)."
        ),
        improvement=(
            "A quicker, integrated service to service users, and economies of scale for two "
            "purchasing authorities working together. The baseline audit of June 2003 confirmed the "
            "need to integrate the provision of both if national targets are to be met (paragraphs 7, "
            "8 and 24)."
        ),
    )
    desk.parties(agreement, {trust: "Partner; its contribution is indicative"})
    _arrangements(desk, agreement, council)
    _services_and_aims(desk, agreement)
    desk.provisions(agreement, paper)
    desk.record(
        Annex(
            agreement=agreement,
            position=1,
            title="Matters the agreement is likely to cover",
            text=paper.passage("annex matters"),
        )
    )
    _money(desk, agreement, council, trust)
    _boards(desk, agreement, trust)
    _report(desk, agreement, council, paper)


def _bodies(desk: Desk) -> tuple[Body, Body]:
    """The partners, and those that came after the trust."""
    council = desk.body(
        "London Borough of Southwark",
        "london-borough-council",
        opened_on=date(1965, 4, 1),
        gss_code="E09000028",
    )
    trust = desk.body(
        "Southwark Primary Care Trust",
        "primary-care-trust",
        opened_on=date(2002, 4, 1),
        closed_on=date(2013, 3, 31),
        ods_code="5LE",
        kept_by=council,
    )
    group = desk.body(
        "NHS Southwark CCG",
        "clinical-commissioning-group",
        opened_on=date(2013, 4, 1),
        closed_on=date(2020, 3, 31),
        ods_code="08Q",
        kept_by=council,
    )
    merged = desk.body(
        "NHS South East London CCG",
        "clinical-commissioning-group",
        opened_on=date(2020, 4, 1),
        closed_on=date(2022, 6, 30),
        ods_code="72Q",
        kept_by=council,
    )
    board = desk.body(
        "NHS South East London Integrated Care Board",
        "integrated-care-board",
        opened_on=date(2022, 7, 1),
        ods_code="QKK",
        kept_by=council,
    )
    for before, after, kind in (
        (trust, group, Succession.Kind.ABOLITION),
        (group, merged, Succession.Kind.MERGER),
        (merged, board, Succession.Kind.ABOLITION),
    ):
        desk.succession(before, after, kind)
    return council, trust


def _arrangements(desk: Desk, agreement: Agreement, council: Body) -> None:
    desk.record_each(
        Flexibility(
            agreement=agreement,
            kind=Flexibility.Kind.COUNCIL_LEADS,
            lead_body=council,
            starts_on=LEAD_FROM,
            note=(
                "Commencing from December 2003; it must be in place by 31 December 2003, the day recorded "
                "here."
            ),
        ),
        Flexibility(
            agreement=agreement,
            kind=Flexibility.Kind.POOLED_FUND,
            lead_body=council,
            starts_on=POOL_FROM,
            note="To commence in March 2004; it should be in place by 31 March 2004, the day recorded here.",
        ),
    )
    desk.numbered(
        [
            Phase(
                agreement=agreement,
                name="Lead commissioning by Southwark Social Services",
                due_on=LEAD_FROM,
                condition=(
                    "Grant funding of £54,000 (via the Access and Systems Capacity Grant from the "
                    "Department of Health) cannot be accessed unless this is in place by 31 December "
                    "2003 (paragraphs 14 and 33)."
                ),
            ),
            Phase(
                agreement=agreement,
                name="Pooled budget with the lead commissioner as the pool manager",
                due_on=POOL_FROM,
                condition=(
                    "The s.31 arrangement setting it up should be in place by 31 March 2004 (paragraph 15)."
                ),
            ),
        ]
    )
    desk.record_each(
        Delegation(
            agreement=agreement,
            body=council,
            post=DIRECTOR,
            power=Delegation.Power.SETTLE_AND_SIGN,
            note=(
                "The detail of the negotiation with the PCT, and the approval of and signature to the final "
                "terms (recommendation 3)."
            ),
        ),
        Consultee(
            agreement=agreement,
            name="Stakeholders and service users on the Physical and Sensory Disabilities Partnership Board",
            how="Consultation has taken place with them as represented on the Board (paragraph 25).",
        ),
        Consultee(
            agreement=agreement,
            name="The voluntary sector",
            how="Involved and fully informed (paragraph 25).",
        ),
        Consultee(
            agreement=agreement,
            name="Southwark Community Care Forum",
            how=(
                "Ran a number of meetings to consider the implications on users of a s.31 arrangement "
                "(paragraph 25)."
            ),
        ),
        Consultee(
            agreement=agreement,
            name="Clinicians across the PCT and the acute hospital sector",
            how="Involved in the development work undertaken to date (paragraph 18).",
        ),
        Contract(
            agreement=agreement,
            provider="Huntleigh",
            purpose="Most of the equipment Social Services purchases",
            ends_on=date(2004, 11, 30),
            note=(
                "Expires in November 2004; the report names no day, so the last of the month is recorded "
                "(paragraph 11)."
            ),
        ),
        Contract(
            agreement=agreement,
            provider="Shared Services Partnership Home Loans service",
            purpose="The primary provider of NHS equipment",
            note=(
                "Run within the South East London Shared Services Partnership (SELSSP); covers "
                "Southwark and Lambeth PCTs (paragraph 10). Block contract for Lambeth, Southwark and "
                "Lewisham PCTs (paragraph 31)."
            ),
        ),
        Contract(
            agreement=agreement,
            provider="To be tendered during 2004",
            purpose="One contract to provide community equipment",
            note="Retendering for one contract after pooling the budgets (paragraph 7).",
        ),
    )


def _services_and_aims(desk: Desk, agreement: Agreement) -> None:
    services = {
        "Equipment for home nursing": "For example commodes (paragraph 4).",
        "Equipment for daily living": "For example shower chairs and grab rails (paragraph 4).",
        "Communication aids": "For people with any type of disability (paragraph 4).",
        "Telecare": "Sensors at windows and fall alarms, for frail vulnerable people (paragraph 5).",
    }
    for name, note in services.items():
        desk.record(Service(agreement=agreement, name=name, note=note))
    aim, outcome = Aim.Kind.AIM, Aim.Kind.OUTCOME
    aims = [
        (
            aim,
            "Combining health and social services equipment provision into a single integrated service",
            "In place by April 2004, via a s.31 arrangement",
            date(2004, 4, 1),
        ),
        (
            outcome,
            "Increasing the number of individuals who benefit from the service",
            "50% more by April 2006",
            APRIL_2006,
        ),
        (
            outcome,
            "Increasing the number of community equipment items delivered",
            "50% more by 2006",
            APRIL_2006,
        ),
        (outcome, "Providing all equipment quickly", "All equipment within 7 days", None),
        (aim, "Improving the range and quality of equipment offered", "", None),
        (aim, "Improving efficiency by modernising purchasing, supply and recall systems", "", None),
        (
            aim,
            'Extending the use of new "telecare" technologies in supporting frail vulnerable people',
            "",
            None,
        ),
    ]
    for kind, text, measure, by_on in aims:
        desk.record(Aim(agreement=agreement, kind=kind, text=text, measure=measure, by_on=by_on))


def _money(desk: Desk, agreement: Agreement, council: Body, trust: Body) -> None:
    fund = desk.record(
        Fund(
            agreement=agreement,
            name="Community equipment pooled budget",
            kind=FundKind.POOLED,
            host=council,
            unit=Unit.THOUSANDS,
            source=f"{SOURCE}, paragraph 31",
            note="Proposed budget. Each party contributes its cash limit budget.",
        )
    )
    desk.line(
        fund,
        {"2003/04": 730_000, "2004/05": 748_000, "2005/06": 767_000},
        partner=council,
        position=1,
        rounded_to=Rounding.THOUSAND,
        status=Status.PROPOSED,
        source=Source.BASE_BUDGET,
        source_detail="Cash limit budget of Social Services (SSD)",
    )
    desk.line(
        fund,
        {"2003/04": 296_000, "2004/05": 303_000, "2005/06": 310_000},
        partner=trust,
        position=2,
        rounded_to=Rounding.THOUSAND,
        status=Status.INDICATIVE,
        source=Source.BASE_BUDGET,
        source_detail="Cash limit budget of the PCT",
        note=(
            "Indicative: the service is currently provided by the South East London Shared Services "
            "Partnership on a block contract basis for Lambeth, Southwark and Lewisham PCTs. Further "
            "work to confirm the actual funding is ongoing (paragraph 31)."
        ),
    )
    _requested(desk, fund, council)
    desk.record(
        Grant(
            agreement=agreement,
            name="Access and Systems Capacity Grant",
            giver="Department of Health",
            amount=gbp(54_000),
            condition="The s.31 arrangement for lead commissioning must be in place by 31 December 2003",
            needed_by=LEAD_FROM,
            note="It cannot be accessed unless this is in place (paragraph 14), in operation (paragraph 33).",
        )
    )
    for year, thousands in (("2003/04", 1_026), ("2004/05", 1_051), ("2005/06", 1_077)):
        desk.record(
            PublishedTotal(
                agreement=agreement,
                label="Total",
                amount=gbp(thousands * 1_000),
                rounded_to=Rounding.THOUSAND,
                fund=fund,
                year=FinancialYear.parse(year),
                source=f"{SOURCE}, paragraph 31",
            )
        )


def _requested(desk: Desk, fund: Fund, council: Body) -> ContributionLine:
    return desk.line(
        fund,
        {"2004/05": 350_000},
        partner=council,
        position=3,
        description="Additional investment to increase take-up by 50% by 2006",
        status=Status.REQUESTED,
        note=(
            "An extra £350,000 was requested during the 2004/05 budget setting exercise. Any "
            "additional funding agreed for 2004/05 would also be part of the agreement (paragraph 32)."
        ),
    )


def _boards(desk: Desk, agreement: Agreement, trust: Body) -> None:
    advisory = desk.board(
        agreement,
        "Oversees the service",
        name="ICES Advisory Board",
        kind=Board.Kind.ADVISORY,
        due_on=POOL_FROM,
        note="Users and carers form part of it; it is required to be in place by March 2004 (paragraph 17).",
    )
    desk.numbered(
        [
            Seat(board=advisory, post="Users of the service", category=Seat.Category.USER, places=None),
            Seat(board=advisory, post="Carers", category=Seat.Category.CARER, places=None),
            Seat(
                board=advisory,
                post="Clinicians of the PCT",
                category=Seat.Category.CLINICIAN,
                body=trust,
                places=None,
                note="A key part of the Board (paragraph 18).",
            ),
            Seat(
                board=advisory,
                post="Clinicians of the acute hospital sector",
                category=Seat.Category.CLINICIAN,
                places=None,
                note="A key part of the Board (paragraph 18).",
            ),
        ]
    )
    consulted = desk.board(
        agreement,
        "Consulted: stakeholders and service users are represented on it",
        name="Physical and Sensory Disabilities Partnership Board",
        kind=Board.Kind.LIAISON,
        is_established=True,
        note="Stakeholders and service users represented on it were consulted (paragraph 25).",
    )
    desk.numbered(
        [
            Seat(board=consulted, post="Service users", category=Seat.Category.USER, places=None),
            Seat(board=consulted, post="Stakeholders", category=Seat.Category.OTHER, places=None),
        ]
    )


def _report(desk: Desk, agreement: Agreement, council: Body, paper: Paper) -> None:
    executive = desk.forum(council, "Executive", Forum.Kind.EXECUTIVE)
    report = desk.report(
        layout="southwark-executive",
        paper=paper,
        agreement=agreement,
        reference=f"{REFERENCE}-R1",
        title="Section 31 Arrangements for the Integrated Community Equipment Service",
        version_note="Final",
        dated_on=date(2003, 12, 8),
        final_sent_on=date(2003, 12, 8),
        forum=executive,
        meeting_on=date(2003, 12, 16),
        wards="All",
        from_post=DIRECTOR,
        author_post="Business Manager – OP/PD Services",
        lead_officer_post="Interim Senior Manager – Adult Services",
        is_key=True,
    )
    desk.numbered(
        Recommendation(report=report, forum=executive, verb=Verb.APPROVE, text=text)
        for text in (
            (
                "the establishment of a s.31 Arrangement under the Health Act 1999 between Southwark "
                "Social Services and Southwark PCT commencing from December 2003 to enable Southwark "
                "Social Services to be the lead commissioner in relation to community equipment."
            ),
            (
                "the establishment of a s.31 Arrangement under the Health Act 1999 between Southwark "
                "Social Services and Southwark PCT to establish a pooled budget for the purchase of "
                "community equipment to commence in March 2004."
            ),
            (
                "the delegation to the strategic Director of Social Services of the detail of the "
                "negotiation with the PCT, as well as the approval of and signature to the final terms of "
                "the s.31 Arrangement."
            ),
        )
    )
    desk.numbered(
        BackgroundPaper(
            report=report,
            title=title,
            held_at="Social Services Dept, Mabel Goldwin House",
            contact_post="Business Manager – OP/PD Services",
        )
        for title in (
            "Disability Discrimination Act 1995",
            "NHS Plan",
            "National Service Framework for OP",
            "Guide to Integrating Community Equipment (March 01)",
        )
    )
    desk.numbered(
        ReportConsultee(report=report, name=name, sought=True, included=included)
        for name, included in (
            ("Borough Solicitor & Secretary", True),
            ("Chief Finance Officer", True),
            ("Executive Member", False),
        )
    )
