"""Leicester 2005: lead commissioning and a pooled budget for learning disabilities, then integration.

Source: report to the Cabinet of Leicester City Council, 26 September 2005.
"""

from __future__ import annotations

from datetime import date

from budgets.models import Fund, FundKind
from documents.cases.desk import Desk
from documents.cases.leicestershire import city_trusts, councils
from documents.cases.papers import Paper
from governance.models import (
    BackgroundPaper,
    Board,
    CabinetReport,
    Forum,
    Recommendation,
    ReportConsultee,
    ReportStage,
    Seat,
    Verb,
)
from partnerships.models import (
    Agreement,
    Aim,
    Body,
    Consultee,
    Contract,
    Delegation,
    Flexibility,
    Phase,
    Renewal,
    Service,
)

REFERENCE = "LEI-LD-2005"
SOURCE = "Report to Cabinet, 26 September 2005"
LEAD_FROM = date(2005, 10, 1)
INTEGRATED_FROM = date(2006, 4, 1)
DIRECTOR = "Corporate Director of Social Care and Health"
THROUGHOUT = (True, "Throughout report")

IN_LEAD_COMMISSIONING = (
    "Community Learning Disability Nursing Services",
    "Occupational Therapy",
    "Speech and Language Therapy",
    "Physiotherapy",
    "Outreach and Intensive Support Services",
    "Respite Care Provision",
    "Specialist Autism Service",
    "Commissioning of Complex Care",
)
IN_POOL = {
    "Existing third party contracts": "",
    "Existing Section 28A agreements": "For example Gorse Hill Phases 1 and 2.",
    "Learning Disability Development Fund": "Revenue only.",
    "Complex Care": "",
}
OUT_OF_SCOPE = {
    "Inpatient Services": "Assessment and Treatment Unit.",
    "Specialist Psychiatry Services": "",
    "Learning Disability Register": "",
}
AIMS = (
    "Flexible use of available resources",
    "A seamless service for people with learning disabilities",
    "A single service with a single vision and culture",
    "A single set of policies governing, for example access and eligibility to service",
    "Improved access, co-ordination of services and eligibility of service",
    "Provision of a person-centred service that is holistic in addressing both health and social care needs",
    "A good skills and knowledge base within an effectively planned workforce",
    "Social inclusion",
)


def load(desk: Desk) -> None:
    """Record the case."""
    paper = Paper("leicester_2005")
    all_councils = councils(desk)
    city = all_councils.city
    trusts = city_trusts(desk, city)
    agreement = desk.agreement(
        reference=REFERENCE,
        title="Learning disabilities: integration and lead commissioning",
        basis="health-act-1999-s31",
        kept_by=city,
        part="Lead commissioner; hosts the pooled budget and, from 1 April 2006, the integrated services",
        client_group="People with learning disabilities in the city of Leicester",
        summary=(
            "Lead commissioning by Leicester City Council of health and social care services for "
            "people with learning disabilities, with a single Commissioning Board and a pooled health "
            "and social care budget from 1 October 2005; integrated services hosted by the council "
            "from 1 April 2006. Separate parallel arrangements apply to Leicestershire County Council "
            "and Rutland. On 1 March 2004 Cabinet agreed to take on lead commissioning. The agreement "
            "is in the final draft, with the key appendices in the process of being completed (1.7)."
        ),
        host=city,
        starts_on=LEAD_FROM,
        renewal=Renewal.UNKNOWN,
        improvement=(
            "A seamless, single, person-centred service with improved access, co-ordination and "
            "eligibility, and flexible use of available resources (supporting information, 1.1); "
            "improved efficiencies may be achieved from the integrated approach (report, 5.1)."
        ),
    )
    desk.parties(agreement, dict.fromkeys(trusts, "Contributes to the pooled budget; nominates to the Board"))
    lead, pool = _arrangements(desk, agreement, city)
    _scope(desk, agreement, lead, pool)
    _consultation(desk, agreement)
    desk.provisions(agreement, paper)
    desk.record(
        Fund(
            agreement=agreement,
            name="Learning disability pooled budget",
            kind=FundKind.POOLED,
            host=city,
            source=f"{SOURCE}, 5.1; supporting information, 1.3",
            note=(
                "The report gives no figures. The pool is funded by the council and the NHS and is "
                "expected to be managed within existing budgets. It takes in existing third party "
                "contracts, existing Section 28A agreements, the Learning Disability Development Fund "
                "(revenue only) and complex care; its scope is extended in April 2006 following "
                "further consultation."
            ),
        )
    )
    _boards(desk, agreement, city, paper)
    _report(desk, agreement, city, trusts, paper)


def _arrangements(desk: Desk, agreement: Agreement, city: Body) -> tuple[Flexibility, Flexibility]:
    lead = desk.record(
        Flexibility(
            agreement=agreement,
            kind=Flexibility.Kind.COUNCIL_LEADS,
            lead_body=city,
            starts_on=LEAD_FROM,
            note="Separate parallel arrangements apply to Leicestershire County Council and Rutland (2.1).",
        )
    )
    pool = desk.record(
        Flexibility(
            agreement=agreement,
            kind=Flexibility.Kind.POOLED_FUND,
            lead_body=city,
            starts_on=LEAD_FROM,
            note="Partial pooled budgets; the scope of the pool is extended in April 2006 (1.2, 1.4).",
        )
    )
    desk.record(
        Flexibility(
            agreement=agreement,
            kind=Flexibility.Kind.COUNCIL_PROVIDES,
            lead_body=city,
            starts_on=INTEGRATED_FROM,
            note=(
                "Integrated health and social care learning disability services, hosted by the City "
                "Council (4.2)."
            ),
        )
    )
    desk.numbered(
        [
            Phase(
                agreement=agreement,
                name="Lead commissioning, the Commissioning Board and the pooled budget",
                due_on=LEAD_FROM,
                condition=(
                    "Subject to approval by Cabinet and by the boards of both primary care trusts (2.2, "
                    "1.12)."
                ),
            ),
            Phase(
                agreement=agreement,
                name="Integrated services hosted by the City Council; new partnership agreement in force",
                due_on=INTEGRATED_FROM,
                condition=(
                    "Consultation on the service model and human resources implications takes place "
                    "between the end of August and 1 December 2005. Following its outcome, a final "
                    "detailed service model and structure, including the transfer of staff, is agreed "
                    "between the partners in December 2005. The new agreement takes in the lead "
                    "commissioning arrangements too (3.1, 3.2)."
                ),
            ),
        ]
    )
    desk.record_each(
        Delegation(
            agreement=agreement,
            body=city,
            post=DIRECTOR,
            power=Delegation.Power.APPROVE,
            note=(
                "To conclude negotiations with partner organisations and approve the final terms, "
                "both of lead commissioning from 1 October 2005 and of the agreement with integrated "
                "provision from 1 April 2006 (4.2 (b))."
            ),
        ),
        Delegation(
            agreement=agreement,
            body=city,
            post="Head of Legal Services",
            power=Delegation.Power.EXECUTE,
            note="To enter into the formal documentation necessary to complete the agreements (4.2 (b)).",
        ),
    )
    return lead, pool


def _scope(desk: Desk, agreement: Agreement, lead: Flexibility, pool: Flexibility) -> None:
    for name in IN_LEAD_COMMISSIONING:
        desk.record(Service(agreement=agreement, name=name, flexibility=lead, from_on=LEAD_FROM))
    for name, note in IN_POOL.items():
        desk.record(Service(agreement=agreement, name=name, flexibility=pool, from_on=LEAD_FROM, note=note))
    for name, note in OUT_OF_SCOPE.items():
        reason = f"{note} Considered to require continued NHS commissioning (1.6).".strip()
        desk.record(
            Service(
                agreement=agreement,
                scope=Service.Scope.OUT,
                name=name,
                flexibility=lead,
                from_on=LEAD_FROM,
                note=reason,
            )
        )
    for text in AIMS:
        desk.record(Aim(agreement=agreement, text=text))
    desk.record_each(
        Contract(
            agreement=agreement,
            provider="Existing third party contracts",
            purpose="Services for people with learning disabilities",
            note="Brought into the pooled budget from October 2005 (1.3). The report names none.",
        ),
        Contract(
            agreement=agreement,
            provider="Existing Section 28A agreements",
            purpose="For example Gorse Hill Phases 1 and 2",
            note="Brought into the pooled budget from October 2005 (1.3).",
        ),
    )


def _consultation(desk: Desk, agreement: Agreement) -> None:
    for name, how in (
        ("Leicester City West and Eastern Leicester Primary Care Trusts", "Both have been consulted (2.2)."),
        ("Leicestershire County Council", ""),
        ("Rutland County Council", ""),
        ("Leicestershire Partnership (NHS) Trust", ""),
        ("Learning Disability Partnership Board", ""),
        (
            "The relevant chief officers, meeting as an Executive Group",
            "Approved the proposed governance arrangements (supporting information, 1.12).",
        ),
    ):
        desk.record(
            Consultee(agreement=agreement, name=name, how=how or "Consulted on the report (section 7).")
        )
    desk.record(
        Consultee(
            agreement=agreement,
            name="Health and social care staff, trade unions and other stakeholders",
            to_on=date(2005, 12, 1),
            how=(
                "To be consulted on the service model and human resources implications between the "
                "end of August and 1 December 2005 (3.1)."
            ),
        )
    )


def _boards(desk: Desk, agreement: Agreement, city: Body, paper: Paper) -> None:
    board = desk.board(
        agreement,
        "Strategic decision-making body",
        name="Leicester City Commissioning Board (Learning Disability)",
        kind=Board.Kind.COMMISSIONING,
        accountable_to=(
            "The City Council Cabinet and the Primary Care Trust Boards, whose decisions it follows"
        ),
        powers="Acts within the powers delegated to the Corporate Director of Social Care and Health (2.3)",
        chair_arrangements="Chaired by a Senior Manager from Social Care & Health",
        minimum_meetings=6,
        due_on=LEAD_FROM,
        note=(
            "Meetings are scheduled to fit in with the investment cycle and other key business. The "
            "Board provides regular reports to the Council's Cabinet and the PCT Boards (1.13)."
        ),
    )
    desk.numbered(
        [
            Seat(
                board=board,
                post="Senior Manager from Social Care & Health",
                category=Seat.Category.COUNCIL,
                body=city,
                is_chair=True,
            ),
            Seat(
                board=board,
                post="Social Care & Health representation",
                category=Seat.Category.COUNCIL,
                body=city,
                places=None,
                how_filled="To be determined by the Corporate Director of Social Care & Health",
            ),
            Seat(
                board=board,
                post="PCT representatives",
                category=Seat.Category.NHS,
                places=4,
                how_filled="To be determined by the PCTs",
            ),
        ]
    )
    desk.terms_of_reference(board, paper)
    group = desk.board(
        agreement,
        "Sub-group of the Commissioning Board",
        name="Commissioning Sub-group",
        kind=Board.Kind.SUB_GROUP,
        parent_board=board,
        note=(
            "The Board sets priorities, directs its work and receives its reports (terms of reference, 3.8)."
        ),
    )
    desk.record(
        Seat(
            board=group,
            post="Representation of Social Care & Health and partner agencies",
            category=Seat.Category.OTHER,
            places=None,
            how_filled=(
                "To be determined by the Corporate Director of Social Care & Health in consultation "
                "with partner agencies"
            ),
        )
    )
    desk.board(
        agreement,
        "Consultation and liaison: the Commissioning Board considers its annual reports",
        name="Learning Disability Partnership Board",
        kind=Board.Kind.LIAISON,
        is_established=True,
        note=(
            "Consulted. Its annual reports are part of the agreed budget planning cycle (terms of "
            "reference, 2.6)."
        ),
    )


def _report(desk: Desk, agreement: Agreement, city: Body, trusts: tuple[Body, Body], paper: Paper) -> None:
    cabinet = desk.forum(city, "Cabinet", Forum.Kind.EXECUTIVE)
    scrutiny = desk.forum(city, "Social Services Scrutiny Committee", Forum.Kind.SCRUTINY)
    report = desk.report(
        layout="leicester-cabinet-2005",
        paper=paper,
        applies={
            "Equal opportunities": THROUGHOUT,
            "Policy": (True, "Paragraph 2 and 3 (main report)"),
            "Sustainable and environmental": (False, ""),
            "Crime and disorder": (False, ""),
            "Human Rights Act": THROUGHOUT,
            "Older people / people on low income": THROUGHOUT,
        },
        agreement=agreement,
        reference=f"{REFERENCE}-R1",
        title="Learning Disabilities - Integration and Lead Commissioning arrangements",
        forum=cabinet,
        meeting_on=date(2005, 9, 26),
        wards="All",
        from_post=DIRECTOR,
        author_post="Service Director, Adults Division, Social Care and Health",
        department="Social Care and Health",
        is_key=False,
    )
    desk.numbered(
        [
            ReportStage(
                report=report, forum=scrutiny, held_on=date(2005, 9, 13), purpose=ReportStage.Purpose.SCRUTINY
            ),
            *(
                ReportStage(
                    report=report,
                    forum=desk.forum(trust, f"{trust.name} Board", Forum.Kind.NHS_BOARD),
                    purpose=ReportStage.Purpose.DECISION,
                )
                for trust in trusts
            ),
        ]
    )
    _recommendations(desk, report, cabinet, scrutiny)
    desk.numbered(
        [
            BackgroundPaper(report=report, title="Cabinet report 1st March 2004", dated_on=date(2004, 3, 1)),
            BackgroundPaper(
                report=report, title="Reports presented to Learning Disabilities Executive Board"
            ),
        ]
    )
    desk.numbered(
        ReportConsultee(report=report, name=name)
        for name in (
            "Primary Care Trusts",
            "Leicestershire County Council",
            "Rutland County Council",
            "Leicestershire Partnership (NHS) Trust",
            "Learning Disability Partnership Board",
        )
    )


def _recommendations(desk: Desk, report: CabinetReport, cabinet: Forum, scrutiny: Forum) -> None:
    desk.numbered(
        Recommendation(report=report, forum=forum, group=group, verb=verb, text=text)
        for forum, group, verb, text in (
            (
                scrutiny,
                "",
                Verb.EXPRESS_VIEWS,
                (
                    "the proposal to establish the Leicester City Commissioning Board (Learning "
                    "Disability) including the associated governance arrangements as outlined in Appendix "
                    "A."
                ),
            ),
            (
                cabinet,
                "a",
                Verb.AGREE,
                (
                    "The establishment of Leicester City Commissioning Board and associated governance "
                    "arrangements from 1st October 2005 (as outlined in Appendix A)."
                ),
            ),
            (
                cabinet,
                "a",
                Verb.AGREE,
                (
                    "The introduction of new lead commissioning arrangements for Health and Social Care "
                    "Learning Disability Service led City Council from 1st October 2005."
                ),
            ),
            (
                cabinet,
                "a",
                Verb.AGREE,
                (
                    "The proposed integration of Health and Social Care Learning Disability services, to "
                    "be hosted by City Council, from 1st April 2006."
                ),
            ),
            (
                cabinet,
                "b",
                Verb.AUTHORISE,
                (
                    "The Corporate Director of Social Care and Health to conclude negotiations with "
                    "partner organisations and approve the final terms of partnership agreement both in "
                    "relation to the lead commissioning arrangements from 1st October 2005 and the "
                    "partnership agreement required to encompass both integrated service provision and "
                    "lead commissioning from 1st April 2006."
                ),
            ),
            (
                cabinet,
                "b",
                Verb.AUTHORISE,
                (
                    "The Head of Legal Services to enter into the formal documentation necessary to "
                    "complete the partnership agreements."
                ),
            ),
        )
    )
