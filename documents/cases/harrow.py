"""Harrow 2005: an over-arching agreement to which every other agreement or memorandum is annexed.

Source: report to the Cabinet of the London Borough of Harrow, 14 April 2005.
"""

from __future__ import annotations

from datetime import date

from documents.cases.desk import Desk
from documents.cases.papers import Paper
from governance.models import Block, Board, Forum, Recommendation, ReportSection, ReportStage, Verb
from partnerships.models import (
    Agreement,
    Aim,
    Annex,
    Body,
    Consultee,
    Phase,
    Renewal,
    Service,
)

REFERENCE = "HAR-OA-2005"


def load(desk: Desk) -> None:
    """Record the case."""
    paper = Paper("harrow")
    council = desk.body(
        "London Borough of Harrow",
        "london-borough-council",
        opened_on=date(1965, 4, 1),
        gss_code="E09000015",
    )
    trust = desk.body(
        "Harrow Primary Care Trust", "primary-care-trust", closed_on=date(2013, 3, 31), kept_by=council
    )
    agreement = desk.agreement(
        reference=REFERENCE,
        title="Over-arching agreement on service integration across health and social care",
        basis="health-act-1999-s31",
        kept_by=council,
        part="Partner in joint commissioning (People First)",
        client_group="Adults using community care services, and children",
        summary=(
            "An over-arching agreement between the council and the PCT, which establishes the basis "
            "for the later integration of specific services and functions. It focuses primarily on "
            "joint commissioning. Detailed protocols, all existing agreements, and later Section 31 "
            "agreements or Memoranda of Agreement are annexed to it. The earliest it could be "
            "established is the end of June 2005; September 2005 is more probable."
        ),
        renewal=Renewal.UNKNOWN,
        improvement=(
            "Any approach to integration must deliver demonstrable benefits to service users and "
            "patients: services more responsive to the range of user needs and preferences, delivered "
            "in a more seamless way from the user's viewpoint, and more effective use of local "
            "resources (Annex 1, principles 1 and 3)."
        ),
    )
    desk.parties(agreement, {trust: "Partner in joint commissioning"})
    _phases(desk, agreement)
    _scope(desk, agreement)
    desk.provisions(agreement, paper)
    desk.numbered(
        Annex(agreement=agreement, title=title, text=paper.passage(f"annex {key}"))
        for title, key in (
            ("Draft Statement of Shared Vision and Values", "vision"),
            ("Inter-organisational protocols", "protocols"),
            ("Existing agreements and memoranda of agreement", "agreements"),
        )
    )
    _boards(desk, agreement)
    _report(desk, agreement, council, trust, paper)


def _phases(desk: Desk, agreement: Agreement) -> None:
    desk.numbered(
        Phase(agreement=agreement, name=name, due_on=due_on, condition=condition)
        for name, due_on, condition in (
            (
                "Report to Cabinet on governance and accountability arrangements",
                date(2005, 6, 30),
                (
                    "At the June meeting of Cabinet, in order to secure further implementation; no day is "
                    "given (2.3)."
                ),
            ),
            (
                "Over-arching agreement: the earliest it could be established",
                date(2005, 6, 30),
                "The end of June 2005 (2.2.1).",
            ),
            (
                "Over-arching agreement: the more probable date",
                date(2005, 9, 30),
                (
                    "September 2005: it will be a complex task, with other organisational pressures "
                    "possible (2.2.1)."
                ),
            ),
            (
                "Children's services, year 1 (2005/06): practical service improvements",
                date(2006, 3, 31),
                (
                    "Services for children with disabilities, and parenting-support services: co-location "
                    "of key staff groups, a common assessment framework and joint commissioning "
                    "arrangements (2.2.2)."
                ),
            ),
            (
                "Integrated commissioning plans and joint commissioning resource for each service area",
                date(2006, 4, 1),
                "By 1 April 2006 (Annex 1, paragraph 5).",
            ),
            (
                "Children's services, year 2 (2006/07): structural and strategic planning arrangements",
                date(2007, 3, 31),
                "With integrated service developments for other specific groups of children (2.2.2).",
            ),
            (
                "Children's services, year 3 (2007/08): Children's Trust-style arrangements",
                date(2008, 3, 31),
                (
                    "Formal governance arrangements, pooled budgets, and joint commissioning for other "
                    "service areas (2.2.2)."
                ),
            ),
        )
    )


def _scope(desk: Desk, agreement: Agreement) -> None:
    desk.record_each(
        Service(
            agreement=agreement,
            name="Adult community care services",
            note="Integration of community health and social care services for adults (2.1.1).",
        ),
        Service(
            agreement=agreement,
            name="Children's services",
            note=(
                "A three-year programme, overseen by the Children & Young People's Strategic Partnership "
                "(2.2.2)."
            ),
        ),
        Consultee(
            agreement=agreement,
            name="Key stakeholders and trade unions",
            how=(
                "None specific to the current proposals. Detailed consultations will be undertaken "
                "whenever further specific integration proposals are being considered (2.5)."
            ),
        ),
    )
    for text in (
        (
            "Joined and integrated primary and social care services work together to improve the health "
            "and well-being of Harrow people, and to improve the well-being of Harrow children"
        ),
        (
            "A range of high quality health and social care services which promote and maximise "
            "individuals' independence, and safeguard the safety and well-being of vulnerable children "
            "and adults"
        ),
        (
            "Services more responsive to the range of user needs and preferences, delivered in a more "
            "seamless way"
        ),
        "More effective use of local resources",
    ):
        desk.record(Aim(agreement=agreement, text=text))


def _boards(desk: Desk, agreement: Agreement) -> None:
    strategic = desk.board(
        agreement,
        "Overall framework for governance and accountability",
        name="Harrow Strategic Partnership",
        kind=Board.Kind.PARTNERSHIP,
        is_established=True,
        note="Governance and accountability arrangements would operate within its overall framework (2.3).",
    )
    desk.board(
        agreement,
        "Oversees the programme for children's services",
        name="Children & Young People's Strategic Partnership",
        kind=Board.Kind.PARTNERSHIP,
        parent_board=strategic,
        is_established=True,
        note=(
            "Already established, with a reporting line within the framework of the Harrow Strategic "
            "Partnership (2.1.2)."
        ),
    )
    desk.board(
        agreement,
        "Monitors progress on the plan",
        name="Interim joint management group",
        kind=Board.Kind.EXECUTIVE,
        note="To be established (Annex 1, paragraph 5).",
    )


def _report(desk: Desk, agreement: Agreement, council: Body, trust: Body, paper: Paper) -> None:
    cabinet = desk.forum(council, "Cabinet", Forum.Kind.EXECUTIVE)
    trust_board = desk.forum(trust, "PCT Board", Forum.Kind.NHS_BOARD)
    report = desk.report(
        layout="leicester-cabinet-2005",
        paper=paper,
        applies={"Equal opportunities": (True, "")},
        agreement=agreement,
        reference=f"{REFERENCE}-R1",
        title=(
            "Planning for Service Integration across Health and Social Care - Community Care Services "
            "and Children's Services"
        ),
        forum=cabinet,
        meeting_on=date(2005, 4, 14),
        from_post="Executive Director (People First)",
        author_post="Director of Community Care; Director of Children's Services",
        lead_member_post="Portfolio Holder, Social Care and Health",
        department="People First",
        is_key=False,
    )
    terms = report.sections.current().get(block=Block.TERMS_OF_REFERENCE)
    desk.retire(terms, why="The report has no terms of reference; its annex is the statement below.")
    desk.record_each(
        ReportStage(
            report=report,
            forum=trust_board,
            purpose=ReportStage.Purpose.INFORMATION,
        ),
        ReportSection(
            report=report,
            part="appendix",
            position=20,
            title="Annex 1: Draft Statement of Shared Vision and Values",
            numbered=False,
            text=paper.passage("annex vision"),
        ),
    )
    desk.numbered(
        Recommendation(report=report, forum=cabinet, verb=verb, text=text)
        for verb, text in (
            (
                Verb.APPROVE,
                (
                    "the approach to planning further service integration of Community Care services for "
                    "adults and for Children's Services, as outlined in the report;"
                ),
            ),
            (Verb.ENDORSE, "the Draft Statement of Shared Vision and Values (Annex 1);"),
            (
                Verb.NOTE,
                (
                    "that a further report on detailed governance arrangements will be brought to the "
                    "June Cabinet in order to secure further implementation."
                ),
            ),
        )
    )
