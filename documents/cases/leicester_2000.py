"""Leicester 2000: the framework of five service areas for integrating health and social care.

Source: report to the Cabinet of Leicester City Council, 4 December 2000, with its paper of 3 November 2000.
"""

from __future__ import annotations

from datetime import date

from documents.cases.desk import Desk
from documents.cases.leicestershire import Bodies, councils
from documents.cases.papers import Paper
from governance.models import Board, Forum, Recommendation, ReportStage, Seat, Verb
from partnerships.models import (
    Agreement,
    Aim,
    Body,
    Consultee,
    Flexibility,
    Phase,
    Service,
)

REFERENCE = "LEI-FW-2000"
DIRECTOR = "Director of Social Services"


def load(desk: Desk) -> None:
    """Record the case."""
    paper = Paper("leicester_2000")
    bodies = councils(desk)
    city = bodies.city
    authority = desk.body(
        "Leicestershire Health Authority", "health-authority", closed_on=date(2002, 3, 31), kept_by=city
    )
    agreement = desk.agreement(
        reference=REFERENCE,
        title="Framework for the integration of health and social care in Leicestershire's health community",
        basis="memorandum",
        kept_by=city,
        part="One of the three social services authorities",
        client_group="Patients, service users and carers in Leicester, Leicestershire and Rutland",
        summary=(
            "A framework, under the Health Act 1999 and the NHS Plan, for an agreed joint approach in "
            "five service areas: mental health; learning disabilities; community care for older "
            "people and younger disabled people; children with disabilities and child and adolescent "
            "mental health; equipment. It commits no party to any fundamental reorganisation at this "
            "stage: each proposal will need detailed work and separate consideration."
        ),
        improvement=(
            "The flexibilities of the Health Act 1999 are to provide services in a better way with "
            "better outcomes and to start to combat the inverse law of care, that services are least "
            "adequate in the areas of the greatest need (6.1)."
        ),
    )
    desk.parties(
        agreement,
        {
            bodies.county: "One of the three social services authorities",
            bodies.rutland: "One of the three social services authorities",
            authority: "May host the mental health pooled budget, or a lead PCT (paragraph 6)",
        },
    )
    _flexibilities_and_services(desk, agreement, bodies)
    _phases_and_aims(desk, agreement)
    _consultation(desk, agreement)
    desk.provisions(agreement, paper)
    _boards(desk, agreement)
    _report(desk, agreement, city, paper)


def _flexibilities_and_services(desk: Desk, agreement: Agreement, bodies: Bodies) -> None:
    kinds = Flexibility.Kind
    nhs_leads = desk.record(
        Flexibility(
            agreement=agreement,
            kind=kinds.NHS_LEADS,
            note=(
                "Proposed for mental health, with a pooled budget and integrated provision. It is "
                "assumed that the Health Authority or a lead PCT will host the pooled budget "
                "(paragraph 6)."
            ),
        )
    )
    for council in (bodies.city, bodies.county, bodies.rutland):
        desk.record(
            Flexibility(
                agreement=agreement,
                kind=kinds.COUNCIL_LEADS,
                lead_body=council,
                note="Proposed for learning disabilities, for its own area (paragraph 11).",
            )
        )
    pools = desk.record(
        Flexibility(
            agreement=agreement,
            kind=kinds.POOLED_FUND,
            note=(
                "Proposed in every one of the five service areas, on separate pooled budget bases. A "
                "working assumption is that each local authority will host its pooled budget "
                "(paragraphs 6, 11, 16, 19 and 24)."
            ),
        )
    )
    for name, flexibility, note in (
        (
            "Mental health services",
            nhs_leads,
            (
                "Lead commissioning by the NHS with a pooled budget and integrated service provision "
                "(paragraphs 6 to 10)."
            ),
        ),
        (
            "Learning disabilities services",
            pools,
            (
                "Lead commissioning by each of the three social services authorities for their area, on a "
                "separate pooled budget basis, with a common framework for the NHS role in service "
                "provision (paragraphs 11 to 15)."
            ),
        ),
        (
            "Community care for older people and younger disabled people",
            pools,
            (
                "Integration at the level of the three social services authorities, up to and including "
                "the Care Trust model if there is local consensus; separate pooled budgets (paragraphs 16 "
                "to 18)."
            ),
        ),
        (
            "Services for children with disabilities and child and adolescent mental health services",
            pools,
            (
                "Joint commissioning with the NHS, Education and Social Services at the level of the "
                "three local authorities; separate pooled budgets (paragraphs 19 to 23)."
            ),
        ),
        (
            "Equipment",
            pools,
            (
                "Pooled budgets and a joint commissioning consortium to consider service provision across "
                "health, social care and education (paragraphs 24 to 26)."
            ),
        ),
    ):
        desk.record(Service(agreement=agreement, name=name, flexibility=flexibility, note=note))
    desk.record(
        Service(
            agreement=agreement,
            name="NHS Direct and Social Care Direct",
            note=(
                "Beside the five areas: a Leicester base with a walk in facility, and 24 hour access "
                "(paragraph 27)."
            ),
        )
    )


def _phases_and_aims(desk: Desk, agreement: Agreement) -> None:
    desk.record(
        Phase(
            agreement=agreement,
            name="Integrated provider trust for mental health",
            due_on=date(2002, 4, 1),
            condition=(
                "By April 2002, through a jointly commissioned project, following the creation of "
                "primary care trusts in April 2001 (paragraphs 8 and 9)."
            ),
        )
    )
    for text in (
        "Bringing health and social care closer together in the best interests of patients, users and carers",
        "Addressing health inequalities",
        "Improving the co-ordination of services of patients, service users and carers in the City",
    ):
        desk.record(Aim(agreement=agreement, text=text))


def _consultation(desk: Desk, agreement: Agreement) -> None:
    for name, how in (
        (
            "The health community in Leicestershire, and Leicestershire and Rutland County Councils",
            "The paper was agreed with them (2.2).",
        ),
        (
            "Cabinets of the two County Councils, primary care groups, the Health Authority and NHS trusts",
            "They will, similarly, be asked to endorse the direction of travel (3.2).",
        ),
        (
            "Joint workshop",
            (
                "Convened in the month before the report, with input from other areas, to start "
                "preparation (3.4)."
            ),
        ),
    ):
        desk.record(Consultee(agreement=agreement, name=name, how=how))


def _boards(desk: Desk, agreement: Agreement) -> None:
    board = desk.board(
        agreement,
        "Oversees implementation in the City",
        name="Health Partnership Board for the City",
        kind=Board.Kind.PARTNERSHIP,
        is_established=True,
        note=(
            "One of the three Partnership Boards, on which NHS non-executives and councillors are "
            "represented (report, 3.3; paper, paragraph 4)."
        ),
    )
    desk.numbered(
        [
            Seat(board=board, post="Councillors", category=Seat.Category.COUNCIL, places=None),
            Seat(board=board, post="NHS non-executives", category=Seat.Category.NHS, places=None),
        ]
    )
    desk.board(
        agreement,
        "Oversees the development of these ideas",
        name="Health Partnership Executive",
        kind=Board.Kind.EXECUTIVE,
        parent_board=board,
        is_established=True,
        note="The Cabinet Lead reports to Cabinet on its work; scrutiny monitors it (4.1 and 4.2).",
    )
    desk.board(
        agreement,
        "Manages implementation across the health community",
        name="Modernisation Executive",
        kind=Board.Kind.EXECUTIVE,
        is_established=True,
        note="Together with the three Partnership Boards (paper, paragraph 4).",
    )
    forum = desk.board(
        agreement,
        "Commissioning forum for mental health",
        name="Mental Health Partnership Board",
        kind=Board.Kind.COMMISSIONING,
        is_established=True,
        note=(
            "Represents the Health Authority, PCTs and local authorities, and develops a joint service "
            "plan (paragraph 7)."
        ),
    )
    desk.numbered(
        Seat(board=forum, post=post, category=category, places=None)
        for post, category in (
            ("Health Authority", Seat.Category.NHS),
            ("PCTs", Seat.Category.NHS),
            ("Local authorities", Seat.Category.COUNCIL),
        )
    )


def _report(desk: Desk, agreement: Agreement, city: Body, paper: Paper) -> None:
    cabinet = desk.forum(city, "Cabinet", Forum.Kind.EXECUTIVE)
    scrutiny = desk.forum(city, "Social Services & Personal Health Scrutiny Committee", Forum.Kind.SCRUTINY)
    report = desk.report(
        layout="leicester-cabinet-2005",
        paper=paper,
        applies={"Equal opportunities": (True, ""), "Sustainable and environmental": (False, "")},
        agreement=agreement,
        reference=f"{REFERENCE}-R1",
        title=(
            "The Health Act 1999 and the NHS Plan: proposals for the integration of health and social "
            "care in Leicester"
        ),
        dated_on=date(2000, 11, 3),
        forum=cabinet,
        meeting_on=date(2000, 12, 4),
        wards="All wards (corporate issue)",
        from_post=DIRECTOR,
        author_post=DIRECTOR,
        lead_member_post="Cabinet Lead",
    )
    desk.numbered(
        [
            ReportStage(
                report=report, forum=scrutiny, held_on=date(2001, 1, 2), purpose=ReportStage.Purpose.SCRUTINY
            )
        ]
    )
    desk.numbered(
        Recommendation(report=report, forum=forum, verb=verb, text=text)
        for forum, verb, text in (
            (
                cabinet,
                Verb.ENDORSE,
                "the principles and outline proposals as set out in the attached report;",
            ),
            (
                cabinet,
                Verb.AGREE,
                (
                    "that the Health Partnership Executive should oversee the development of these ideas, "
                    "with regular reports from the Cabinet Lead to Cabinet; and"
                ),
            ),
            (
                cabinet,
                Verb.RECEIVE,
                "reports on specific proposals as they are developed where agreement is necessary.",
            ),
            (scrutiny, Verb.COMMENT, "specific proposals as they are developed; and"),
            (
                scrutiny,
                Verb.MONITOR,
                (
                    "the work of the Health Partnership Executive on this and related matters as part of "
                    "its brief."
                ),
            ),
        )
    )
