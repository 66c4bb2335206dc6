"""Reference data of this app: report layouts, the notice the law asks for, and what may be exempt.

Each layout is taken from a published report of a council, and is shared: any council begins from a copy.
`load_layouts` and its like add what is missing and change nothing, so the operator's corrections stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from core.actions import record, write_new
from core.dates import ONE_DAY
from core.history import act
from core.models import User
from core.reference import loads_reference
from governance.models import (
    Block,
    ExemptParagraph,
    HeadingStyle,
    ImplicationKind,
    LayoutImplication,
    LayoutSection,
    NoticeRule,
    Numbering,
    Part,
    RecommendationStyle,
    ReportLayout,
)


@dataclass(frozen=True)
class Section:
    """A section of a layout; its place in the list is its place in the report."""

    title: str
    block: Block = Block.TEXT
    level: int = 1
    numbered: bool = True
    required: bool = False
    hint: str = ""


@dataclass(frozen=True)
class Layout:
    code: str
    name: str
    source: str
    numbering: Numbering
    heading_style: HeadingStyle
    recommendation_style: RecommendationStyle
    parts: dict[Part, tuple[Section, ...]]
    implications: tuple[tuple[ImplicationKind, str], ...] = ()
    from_on: date | None = None
    to_on: date | None = None


SOUTHWARK = Layout(
    code="southwark-executive",
    name="Southwark Executive report",
    source="London Borough of Southwark: Report to the Executive, 16 December 2003",
    numbering=Numbering.CONTINUOUS,
    heading_style=HeadingStyle.CAPITALS,
    recommendation_style=RecommendationStyle.SENTENCE,
    parts={
        Part.COVERING: (
            Section("", Block.HEADER_BOX, numbered=False),
            Section("Recommendations", Block.RECOMMENDATIONS, required=True),
            Section(
                "Background information",
                required=True,
                hint="What the service is, why change is proposed now, and how far the work has come.",
            ),
            Section(
                "Key issues for consideration", hint="Leave empty where the headings beneath say it all."
            ),
            Section("", Block.IMPLICATIONS, level=2, required=True),
            Section("Effect of proposed changes on those affected", level=2, required=True),
            Section(
                "Consultation",
                level=2,
                required=True,
                hint="Who was consulted, how, and what difference it made.",
            ),
            Section("Supplementary advice from other officers"),
            Section(
                "Borough Solicitor & Secretary",
                Block.ADVICE,
                level=2,
                required=True,
                hint="The legal advice, in that officer's own words.",
            ),
            Section(
                "Chief Finance Officer",
                Block.ADVICE,
                level=2,
                required=True,
                hint="The financial advice. Write [budget table] on a line of its own where the table goes.",
            ),
            Section("Background documents", Block.BACKGROUND_PAPERS, numbered=False, required=True),
        ),
        Part.APPENDIX: (
            Section("Appendix 1: Audit trail", Block.AUDIT_TRAIL, numbered=False, required=True),
        ),
    },
    implications=(
        (ImplicationKind.FINANCIAL, "Resource implications"),
        (ImplicationKind.USER_INVOLVEMENT, "Public and user involvement"),
        (ImplicationKind.STAFFING, "Staff involvement"),
        (ImplicationKind.EQUALITIES, "Equalities and diversity implications"),
        (ImplicationKind.HEALTH_INEQUALITIES, "Health inequalities implications"),
        (ImplicationKind.POLICY, "Policy implications"),
    ),
)

LEICESTER_2005 = Layout(
    code="leicester-cabinet-2005",
    name="Leicester Cabinet report, 2005",
    source="Leicester City Council: Report to Cabinet, 26 September 2005",
    numbering=Numbering.BY_SECTION,
    heading_style=HeadingStyle.SENTENCE,
    recommendation_style=RecommendationStyle.GROUPED,
    parts={
        Part.COVERING: (
            Section("", Block.TIMETABLE, numbered=False),
            Section(
                "Purpose of report",
                required=True,
                hint="In two or three paragraphs: what the report asks for, and what was decided before.",
            ),
            Section(
                "Summary", hint="The proposal in brief. Add sections of your own after it if you need them."
            ),
            Section("Recommendations", Block.RECOMMENDATIONS, required=True),
            Section(
                "Headline financial and legal implications",
                required=True,
                hint="The advice of finance and of legal services, each with the post that gave it.",
            ),
            Section("Background papers – Local Government Act 1972", Block.BACKGROUND_PAPERS, required=True),
            Section("Consultations", Block.CONSULTATION, required=True),
            Section("Report author", Block.AUTHOR, required=True),
            Section("Decision status", Block.DECISION_STATUS, numbered=False, required=True),
        ),
        Part.SUPPORTING: (
            Section("Report", required=True, hint="The whole case, for members who want the detail."),
            Section("Other implications", Block.IMPLICATIONS_TABLE, required=True),
            Section("Report author", Block.AUTHOR),
        ),
        Part.APPENDIX: (
            Section(
                "Appendix A: Terms of reference",
                Block.TERMS_OF_REFERENCE,
                numbered=False,
                hint="Comes from the agreement's boards. What you write here stands before it.",
            ),
        ),
    },
    implications=(
        (ImplicationKind.EQUALITIES, "Equal opportunities"),
        (ImplicationKind.POLICY, "Policy"),
        (ImplicationKind.ENVIRONMENT, "Sustainable and environmental"),
        (ImplicationKind.CRIME, "Crime and disorder"),
        (ImplicationKind.HUMAN_RIGHTS, "Human Rights Act"),
        (ImplicationKind.OLDER_OR_POOR, "Older people / people on low income"),
    ),
)

LAYOUTS = (SOUTHWARK, LEICESTER_2005)


@dataclass(frozen=True)
class Notice:
    code: str
    name: str
    what: NoticeRule.What
    clear_days: int
    source: str
    from_on: date = field(default=date(2012, 9, 10))
    to_on: date | None = None
    is_verified: bool = True


EXECUTIVES_BEGAN, FIVE_DAYS, PLANS_ENDED = date(2001, 1, 9), date(2002, 10, 1), date(2012, 9, 9)
What = NoticeRule.What
NOTICES = (
    Notice(
        "key-decision-notice-2012",
        "28 clear days' notice of a key decision",
        What.KEY_DECISION,
        28,
        "SI 2012/2089 reg 9",
    ),
    Notice(
        "agenda-2012",
        "Agenda and reports 5 clear days before the meeting",
        What.AGENDA,
        5,
        "SI 2012/2089 reg 7",
    ),
    Notice(
        "forward-plan-2001",
        "A key decision stands in a forward plan, published 14 days before the plan takes effect",
        What.FORWARD_PLAN,
        14,
        "SI 2000/3272 reg 13(2) and (3)",
        EXECUTIVES_BEGAN,
        PLANS_ENDED,
    ),
    Notice(
        "agenda-2002",
        "Agenda and reports 5 clear days before the meeting",
        What.AGENDA,
        5,
        "SI 2000/3272 regs 10 and 11(3), as amended by SI 2002/716 reg 14",
        FIVE_DAYS,
        PLANS_ENDED,
    ),
    Notice(
        "agenda-2001",
        "Agenda and reports 3 clear days before the meeting",
        What.AGENDA,
        3,
        "SI 2000/3272 regs 10 and 11(3)",
        EXECUTIVES_BEGAN,
        FIVE_DAYS - ONE_DAY,
    ),
    Notice(
        "agenda-1986",
        "Agenda and reports 3 clear days before the meeting",
        What.AGENDA,
        3,
        "Local Government Act 1972 s.100B, as it was before executives",
        date(1986, 4, 1),
        EXECUTIVES_BEGAN - ONE_DAY,
        is_verified=False,
    ),
)


OLD_EXEMPT, NEW_EXEMPT = date(1986, 4, 1), date(2006, 3, 1)
# Part I as it stood first: 15 descriptions. What they said is recorded as far as it was read.
PARAGRAPHS_OF_1986 = {
    7: "Information relating to the financial or business affairs of any particular person (other than the "
    "authority).",
}
# Those whose words were read in the Act; the others are as councils quote them.
READ_IN_THE_ACT = (1, 2, 3, 4, 5, 7)
PARAGRAPHS_OF_2006 = {
    1: "Information relating to any individual.",
    2: "Information which is likely to reveal the identity of an individual.",
    3: "Information relating to the financial or business affairs of any particular person (including the "
    "authority holding that information).",
    4: "Information relating to any consultations or negotiations, or contemplated consultations or "
    "negotiations, in connection with any labour relations matter arising between the authority or a "
    "Minister of the Crown and employees of, or office holders under, the authority.",
    5: "Information in respect of which a claim to legal professional privilege could be maintained in legal "
    "proceedings.",
    6: "Information which reveals that the authority proposes (a) to give under any enactment a notice under "
    "or by virtue of which requirements are imposed on a person; or (b) to make an order or direction under "
    "any enactment.",
    7: "Information relating to any action taken or to be taken in connection with the prevention, "
    "investigation or prosecution of crime.",
}


@loads_reference
def load_exempt_paragraphs(*, by: User, at: datetime) -> int:
    """Add the paragraphs of Schedule 12A whose codes are not recorded yet; return how many."""
    known = set(ExemptParagraph.objects.values_list("code", flat=True))
    missing = [each for each in _exempt_paragraphs() if each.code not in known]
    for paragraph in missing:
        record(paragraph, by=by, at=at)
    return len(missing)


def _exempt_paragraphs() -> Iterator[ExemptParagraph]:
    for number in range(1, 16):
        yield ExemptParagraph(
            code=f"sch12a-1986-{number}",
            name=f"Paragraph {number} until 2006",
            number=number,
            wording=PARAGRAPHS_OF_1986.get(number, ""),
            is_verified=number in PARAGRAPHS_OF_1986,
            from_on=OLD_EXEMPT,
            to_on=NEW_EXEMPT - ONE_DAY,
            source="LGA 1972 Sch 12A Part I as first inserted",
        )
    for number, wording in PARAGRAPHS_OF_2006.items():
        yield ExemptParagraph(
            code=f"sch12a-2006-{number}",
            name=f"Paragraph {number}",
            number=number,
            wording=wording,
            is_verified=number in READ_IN_THE_ACT,
            from_on=NEW_EXEMPT,
            source="LGA 1972 Sch 12A Part 1, substituted by SI 2006/88",
        )


@loads_reference
def load_layouts(*, by: User, at: datetime) -> int:
    """Add the layouts whose codes are not recorded yet; return how many."""
    known = set(ReportLayout.objects.values_list("code", flat=True))
    missing = [layout for layout in LAYOUTS if layout.code not in known]
    for layout in missing:
        with act("report-layout.recorded", by=by, at=at):
            _record_layout(layout, by=by, at=at)
    return len(missing)


@loads_reference
def load_notice_rules(*, by: User, at: datetime) -> int:
    """Add the notice rules whose codes are not recorded yet; return how many."""
    known = set(NoticeRule.objects.values_list("code", flat=True))
    missing = [notice for notice in NOTICES if notice.code not in known]
    for notice in missing:
        record(NoticeRule(**vars(notice)), by=by, at=at)
    return len(missing)


def _record_layout(layout: Layout, *, by: User, at: datetime) -> None:
    own = {name: value for name, value in vars(layout).items() if name not in ("parts", "implications")}
    recorded = ReportLayout(**own)
    record(recorded, by=by, at=at)
    sections = [
        LayoutSection(layout=recorded, part=part, position=place * 10, **vars(section))
        for part, sections in layout.parts.items()
        for place, section in enumerate(sections, start=1)
    ]
    write_new(sections, at=at)
    implications = [
        LayoutImplication(layout=recorded, position=place * 10, kind=kind, title=title)
        for place, (kind, title) in enumerate(layout.implications, start=1)
    ]
    write_new(implications, at=at)
