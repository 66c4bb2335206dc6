"""Kinds of body, legal bases and kinds of provision, as the law and common practice define them.

They are data that an administrator corrects: loading adds what is missing and changes nothing. Dates are
inclusive.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from core import actions
from core.models import User
from core.reference import loads_reference
from partnerships.models import BodyKind, ExcludedFunction, LegalBasis, ProvisionKind, Sector
from partnerships.models.reference import Reference

LAST_DAY_OF_1999_ACT = date(2007, 2, 28)
FIRST_DAY_OF_2006_ACT = date(2007, 3, 1)
# Kinds that are NHS bodies, and that SI 2000/617 reg 3 never named or no longer does.
NEVER_PARTNERS = ("primary-care-group", "strategic-health-authority", "special-health-authority")
# The commissioner whose consent an NHS trust needs, each in its own days. SI 2000/617 regs 7(2) and 9(2).
GIVE_CONSENT = (
    "health-authority",
    "primary-care-trust",
    "clinical-commissioning-group",
    "integrated-care-board",
)
# They may be partners only where their own orders say so. Known, and not read in their source.
NEED_ORDERS = ("combined-authority", "combined-county-authority")
LGA_1972 = "Local Government Act 1972"


@loads_reference
def load(*, by: User, at: datetime) -> int:
    """Record the reference data that is missing; returns how many rows that was."""
    tables = (body_kinds(), legal_bases(), provision_kinds(), excluded_functions())
    return sum(record_missing(rows, by=by, at=at) for rows in tables)


def record_missing(rows: Iterable[Reference], *, by: User, at: datetime) -> int:
    """Record those whose code is not in use, not even by a retired row."""
    rows = list(rows)
    known = set(type(rows[0]).objects.values_list("code", flat=True))
    missing = [row for row in rows if row.code not in known]
    for row in missing:
        actions.record(row, by=by, at=at)
    return len(missing)


def body_kinds() -> list[BodyKind]:
    """Every kind SI 2000/617 reg 3 has named, and the one officers ask about that it never did."""
    nhs: list[tuple[str, str, date | None, date | None, str]] = [
        (
            "health-authority",
            "Health authority",
            date(1996, 4, 1),
            date(2002, 9, 30),
            "Health Authorities Act 1995; NHS Reform and Health Care Professions Act 2002 s.1",
        ),
        (
            "primary-care-group",
            "Primary care group",
            date(1999, 4, 1),
            date(2002, 3, 31),
            "Committee of a health authority, not a body of its own: never in SI 2000/617 reg 3",
        ),
        (
            "primary-care-trust",
            "Primary care trust",
            date(2000, 4, 1),
            date(2013, 3, 31),
            "Health Act 1999 s.2; abolished by the Health and Social Care Act 2012 s.34",
        ),
        (
            "care-trust",
            "Care trust",
            date(2002, 4, 1),
            None,
            "Health and Social Care Act 2001 s.45; a designation of a trust, NHS Act 2006 s.77",
        ),
        (
            "nhs-trust",
            "NHS trust",
            date(1991, 4, 1),
            None,
            "NHS and Community Care Act 1990 s.5; NHS Act 2006 s.25",
        ),
        (
            "nhs-foundation-trust",
            "NHS foundation trust",
            date(2004, 4, 1),
            None,
            "Health and Social Care (Community Health and Standards) Act 2003 s.1; NHS Act 2006 s.30",
        ),
        (
            "clinical-commissioning-group",
            "Clinical commissioning group",
            date(2013, 4, 1),
            date(2022, 6, 30),
            "Health and Social Care Act 2012 s.10; abolished by the Health and Care Act 2022 s.20",
        ),
        (
            "integrated-care-board",
            "Integrated care board",
            date(2022, 7, 1),
            None,
            "Health and Care Act 2022 s.19; NHS Act 2006 s.14Z25",
        ),
    ]
    nhs += [
        (
            "strategic-health-authority",
            "Strategic health authority",
            date(2002, 10, 1),
            date(2013, 3, 31),
            "SI 2002/2469 Sch 1 para 89 left health authorities out of SI 2000/617 reg 3",
        ),
        (
            "special-health-authority",
            "Special health authority",
            None,
            None,
            "NHS Act 2006 s.28; never in SI 2000/617 reg 3",
        ),
        (
            "nhs-england",
            "NHS England (NHS Commissioning Board)",
            date(2013, 4, 1),
            None,
            "SI 2012/3094 reg 12: SI 2000/617 reg 3(1)(f)",
        ),
    ]
    councils = [
        ("county-council", "County council", None, f"{LGA_1972} s.2"),
        ("unitary-council", "Unitary council", date(1995, 4, 1), "Local Government Act 1992 s.17"),
        (
            "london-borough-council",
            "London borough council",
            date(1965, 4, 1),
            "London Government Act 1963 s.1",
        ),
        (
            "metropolitan-district-council",
            "Metropolitan district council",
            date(1974, 4, 1),
            f"{LGA_1972} s.2",
        ),
        ("district-council", "District council", date(1974, 4, 1), f"{LGA_1972} s.2"),
        (
            "common-council",
            "Common Council of the City of London",
            None,
            "By prescription; SI 2000/617 reg 3",
        ),
        ("council-of-the-isles-of-scilly", "Council of the Isles of Scilly", None, f"{LGA_1972} s.265"),
        (
            "combined-authority",
            "Combined authority",
            date(2016, 1, 28),
            "NHS Act 2006 s.75(7A) to (7F): only where an order treats it as a council or as an NHS body",
        ),
        (
            "combined-county-authority",
            "Combined county authority",
            date(2023, 12, 26),
            "NHS Act 2006 s.75(7G) to (7J): only where an order treats it as a council or as an NHS body",
        ),
    ]
    return [
        *(
            BodyKind(
                code=code,
                name=name,
                sector=Sector.NHS,
                may_be_partner=code not in NEVER_PARTNERS,
                needs_consent=code == "nhs-trust",
                gives_consent=code in GIVE_CONSENT,
                from_on=first,
                to_on=last,
                source=source,
            )
            for code, name, first, last, source in nhs
        ),
        *(
            BodyKind(
                code=code,
                name=name,
                sector=Sector.COUNCIL,
                from_on=first,
                source=source,
                needs_order=code in NEED_ORDERS,
                is_verified=code not in NEED_ORDERS,
            )
            for code, name, first, source in councils
        ),
    ]


def legal_bases() -> list[LegalBasis]:
    """Each Act with its section: "section 31" alone could be the Local Government Act 2003's."""

    def basis(
        code: str, act: str, section: str, first: date | None, last: date | None, source: str
    ) -> LegalBasis:
        return LegalBasis(
            code=code,
            name=f"{act}, section {section}",
            statute=act,
            section=section,
            follows_partnership_regulations=code in ("health-act-1999-s31", "nhs-act-2006-s75"),
            from_on=first,
            to_on=last,
            source=source,
        )

    old, new = LAST_DAY_OF_1999_ACT, FIRST_DAY_OF_2006_ACT
    return [
        basis(
            "health-act-1999-s31",
            "Health Act 1999",
            "31",
            date(2000, 4, 1),
            old,
            "Partnership arrangements: pooled funds and delegation. SI 2000/617",
        ),
        basis(
            "nhs-act-2006-s75",
            "NHS Act 2006",
            "75",
            new,
            None,
            "Partnership arrangements: re-enacts Health Act 1999 s.31. SI 2000/617",
        ),
        basis(
            "nhs-act-1977-s28a",
            "NHS Act 1977",
            "28A",
            None,
            old,
            "Payments by NHS bodies towards councils' expenditure on community services",
        ),
        basis(
            "nhs-act-2006-s256",
            "NHS Act 2006",
            "256",
            new,
            None,
            "Payments by NHS bodies to councils: re-enacts NHS Act 1977 s.28A",
        ),
        basis(
            "nhs-act-1977-s28bb",
            "NHS Act 1977",
            "28BB",
            None,
            old,
            "Payments by councils to NHS bodies, inserted by Health Act 1999 s.30",
        ),
        basis(
            "nhs-act-2006-s76",
            "NHS Act 2006",
            "76",
            new,
            None,
            "Payments by councils to NHS bodies: re-enacts NHS Act 1977 s.28BB",
        ),
        basis(
            "nhs-act-2006-s65z5",
            "NHS Act 2006",
            "65Z5",
            date(2022, 7, 1),
            None,
            "Joint working and delegation, inserted by Health and Care Act 2022 s.71",
        ),
        basis(
            "children-act-2004-s10",
            "Children Act 2004",
            "10",
            date(2005, 4, 1),
            None,
            "Co-operation to improve well-being of children, with pooled funds",
        ),
        LegalBasis(
            code="memorandum",
            name="Memorandum of agreement (non-statutory)",
            source="No statute: records an understanding and binds nobody in law",
        ),
    ]


def excluded_functions() -> list[ExcludedFunction]:
    """What SI 2000/617 keeps out of partnership arrangements, as far as words can find it."""
    nhs = [
        ("surgery", "Surgery", "surgical procedure, surgical operation, elective surgery, day surgery"),
        ("radiotherapy", "Radiotherapy", "radiotherapy"),
        ("termination-of-pregnancies", "Termination of pregnancies", "termination of pregnanc, abortion"),
        ("endoscopy", "Endoscopy", "endoscop"),
        ("class-4-laser", "Class 4 laser treatment", "class 4 laser"),
        ("invasive-treatment", "Other invasive treatment", "invasive treatment"),
        ("emergency-ambulance", "Emergency ambulance services", "emergency ambulance"),
    ]
    made, amended = date(2000, 4, 1), date(2013, 4, 1)
    council: list[tuple[str, str, str, date, date | None, str, bool]] = [
        (
            "adoption-1976",
            "Adoption (Adoption Act 1976 ss.1 and 2)",
            "adoption service, adoption agenc",
            made,
            date(2005, 12, 29),
            "SI 2000/617 reg 6(a)(iii) as made",
            True,
        ),
        (
            "adoption-2002",
            "Adoption (Adoption and Children Act 2002 s.3)",
            "adoption service, adoption agenc",
            date(2005, 12, 30),
            None,
            "SI 2000/617 reg 6(a)(iii) as amended by SI 2005/3504 art 5",
            True,
        ),
        (
            "registered-homes",
            "Registration of homes (Registered Homes Act 1984)",
            "registered homes act",
            made,
            date(2013, 3, 31),
            "SI 2000/617 reg 6(a)(v), omitted by SI 2012/3094 reg 12",
            True,
        ),
        (
            "children-act-1989-7-to-10",
            "Children Act 1989 Parts VII to X",
            "private fostering, child minding, childminding",
            made,
            date(2013, 3, 31),
            "SI 2000/617 reg 6(a); what stands in these Parts was not read",
            False,
        ),
        (
            "children-act-1989-7-to-9",
            "Children Act 1989 Parts VII to IX",
            "private fostering",
            amended,
            None,
            "SI 2000/617 reg 6(a) as amended by SI 2012/3094 reg 12; what stands in these Parts was not read",
            False,
        ),
        (
            "approved-professionals",
            "Approved mental health professionals, before them approved social workers",
            "approved mental health professional, approved social worker",
            made,
            None,
            "SI 2000/617 reg 6(a); not read there",
            False,
        ),
    ]
    return [
        *(
            ExcludedFunction(
                code=code,
                name=name,
                words=words,
                sector=Sector.NHS,
                from_on=made,
                source="SI 2000/617 reg 5(a)",
            )
            for code, name, words in nhs
        ),
        *(
            ExcludedFunction(
                code=code,
                name=name,
                words=words,
                sector=Sector.COUNCIL,
                from_on=first,
                to_on=last,
                source=source,
                is_verified=is_verified,
            )
            for code, name, words, first, last, source, is_verified in council
        ),
    ]


def provision_kinds() -> list[ProvisionKind]:
    """Matters of regs 7(3), 8(2), 9(3) among the clause types in use, in the order agreements have them."""
    return [
        ProvisionKind(code=code, name=name, hint=hint, position=10 * place, **more)
        for place, (code, name, hint, more) in enumerate([*CLAUSES, *SCHEDULES], start=1)
    ]


def _matter(letter: str, *, delegation_only: bool = False) -> dict[str, Any]:
    """A matter the Regulations require in writing: (a) to (g) of a pooled fund too, (h) and (i) not."""
    sources = f"SI 2000/617 regs 8(2)({letter}), 9(3)({letter})"
    if not delegation_only:
        sources = f"SI 2000/617 reg 7(3)({letter}); the like in regs 8(2), 9(3)"
    return {
        "required_for_pooled_fund": not delegation_only,
        "required_for_delegation": True,
        "source": sources,
    }


CLAUSES: list[tuple[str, str, str, dict[str, Any]]] = [
    (
        "definitions",
        "Definitions",
        "What words mean in the agreement, above all the partners, the fund and the services.",
        {},
    ),
    (
        "aims-and-outcomes",
        "Aims and outcomes",
        "The agreed aims and outcomes, each with a number someone can check later.",
        _matter("a"),
    ),
    (
        "term",
        "Term: duration, review, variation and termination",
        (
            "When it begins and ends, whether it is renewed, and provision for its review, variation and "
            "termination."
        ),
        _matter("f") | {"also_met_by": "review variation termination"},
    ),
    ("principles", "Principles", "What guides the partners where the agreement is silent.", {}),
    (
        "flexibilities",
        "Flexibilities",
        "Which arrangements are used, pooled fund, lead commissioning or staff and goods, and since when.",
        {},
    ),
    (
        "functions",
        "Functions",
        "The NHS functions and the health-related functions of the council that are included.",
        _matter("c"),
    ),
    (
        "persons-and-services",
        "Persons and services",
        "The persons for whom, and the kinds of services which, the arrangements are for.",
        _matter("d"),
    ),
    (
        "commissioning",
        "Commissioning arrangements",
        "Who commissions what, from whom, and how existing contracts are brought in.",
        {},
    ),
    (
        "pooled-fund",
        "Pooled fund and its management",
        (
            "How the fund is managed and monitored, which partner hosts it, and the pool manager's duties "
            "and reports."
        ),
        _matter("g"),
    ),
    (
        "aligned-funds",
        "Non-pooled (aligned) funds",
        "Money held separately and steered jointly, and who holds it.",
        {},
    ),
    (
        "financial-contributions",
        "Financial contributions",
        "What each partner contributes, or pays where functions are delegated, and how that may be varied.",
        _matter("b"),
    ),
    (
        "non-financial-contributions",
        "Staff, goods, services and accommodation (non-financial contributions)",
        "The staff, goods, services and accommodation each partner provides.",
        _matter("e"),
    ),
    (
        "risk-share",
        "Risk share, overspends and underspends",
        "Who bears an overspend and who keeps an underspend, in which shares and up to what.",
        {},
    ),
    (
        "capital",
        "Capital",
        "Whether capital is included, who owns what is bought, and what happens to it at the end.",
        {},
    ),
    ("vat", "VAT", "Whose VAT regime applies to each service: it follows the body that delivers.", {}),
    (
        "charging",
        "Charging and information to users",
        "Who charges users for council services, and how users learn that a service is charged for.",
        _matter("h", delegation_only=True) | {"from_on": date(2003, 4, 1), "only_with_charging": True},
    ),
    ("audit", "Audit and access", "Who certifies and audits the accounts, and who may see the records.", {}),
    (
        "liability",
        "Liability, insurance and indemnity",
        (
            "Who answers for claims. The arrangements do not affect liability for functions (NHS Act 2006 "
            "s.75(5))."
        ),
        {},
    ),
    (
        "standards",
        "Standards",
        "Standards of conduct and service: clinical governance, best value, equality.",
        {},
    ),
    ("conflicts-of-interest", "Conflicts of interest", "How interests are declared and handled.", {}),
    (
        "governance",
        "Governance",
        "Which board oversees the agreement, what it may decide and to whom it reports.",
        {},
    ),
    ("review", "Review", "When and how the partners review how the agreement works.", {}),
    ("complaints", "Complaints", "Whose procedure applies to a complaint.", {}),
    (
        "termination",
        "Termination",
        "How a partner may leave, and what happens then to staff, contracts, property and money.",
        {},
    ),
    ("disputes", "Disputes", "The steps by which partners settle a dispute, and how long each may take.", {}),
    ("force-majeure", "Force majeure", "What excuses a partner that cannot perform.", {}),
    ("confidentiality", "Confidentiality", "What the partners keep to themselves.", {}),
    (
        "freedom-of-information",
        "Freedom of information",
        "How requests for information are answered together.",
        {"from_on": date(2005, 1, 1), "source": "Freedom of Information Act 2000"},
    ),
    (
        "information-sharing",
        "Information sharing",
        "Which information is shared between the partners, and how.",
        _matter("i", delegation_only=True) | {"from_on": date(2013, 4, 1)},
    ),
    ("notices", "Notices", "To which posts, and how, notices are given.", {}),
    ("variation", "Variation", "How the partners change the agreement: usually by a deed.", {}),
    ("change-in-law", "Change in law", "What the partners do when the law changes.", {}),
    ("assignment", "Assignment", "Whether a partner may pass on its rights and duties.", {}),
    (
        "third-party-rights",
        "Third party rights",
        "Whether anybody else may enforce the agreement.",
        {"source": "Contracts (Rights of Third Parties) Act 1999"},
    ),
    ("entire-agreement", "Entire agreement", "That nothing outside the agreement counts.", {}),
    ("counterparts", "Counterparts", "That partners may sign separate copies.", {}),
    ("governing-law", "Governing law", "The law of England, and its courts.", {}),
]

SCHEDULES: list[tuple[str, str, str, dict[str, Any]]] = [
    (
        "schedule-schemes",
        "Schedule: scheme specifications",
        "For each scheme its services, persons, money and measures.",
        {},
    ),
    (
        "schedule-governance",
        "Schedule: governance and terms of reference",
        "What the board's terms of reference do not already say.",
        {},
    ),
    (
        "schedule-risk-share",
        "Schedule: risk share",
        "The rules of each fund or scheme in full, with a worked example.",
        {},
    ),
    (
        "schedule-joint-working",
        "Schedule: joint working obligations",
        "What the lead body and the other partners owe each other.",
        {},
    ),
    ("schedule-performance", "Schedule: performance", "The measures, targets and reports.", {}),
    (
        "schedule-better-care-fund",
        "Schedule: Better Care Fund plan",
        "The plan the fund carries out.",
        {"from_on": date(2015, 4, 1), "source": "NHS Act 2006 s.223GA"},
    ),
    (
        "schedule-conflicts",
        "Schedule: policy on conflicts of interest",
        "The policy the partners follow.",
        {},
    ),
    (
        "schedule-information",
        "Schedule: information governance",
        "The protocol under which information is shared and kept.",
        {},
    ),
]
