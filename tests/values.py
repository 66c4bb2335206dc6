"""Values built by hand, for what takes a value and needs no database."""

from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from budgets.calculations import (
    Figure,
    FundFacts,
    GrantFacts,
    GroupFacts,
    GroupMemberFacts,
    LineFacts,
    PublishedFacts,
    Schedule,
    lay_out,
)
from core.dates import FinancialYear
from core.money import gbp
from governance.calculations.boards import BoardFacts, Boards, Overseen, SeatFacts, TermFacts
from governance.calculations.decisions import DecisionLine, Decisions, Effect, FollowUpLine, Standing
from governance.calculations.exempt import Marking
from governance.calculations.notices import ForumFacts
from governance.calculations.reports import LimitFacts, ReportContents, ReportLine, Reports, Row
from partnerships.as_at import (
    AgreementAsAt,
    BasisFacts,
    BodyFacts,
    ConsentFacts,
    ConsulteeFacts,
    FlexibilityFacts,
    MatterFacts,
    PartyFacts,
    PhaseFacts,
    ProvisionFacts,
    ServiceFacts,
)

TODAY = date(2026, 11, 26)
keys = count(1)


def made(kind: type, /, **said: Any) -> Any:
    """A value of this kind, of which all that is not said is empty."""
    fields = kind.__dataclass_fields__
    empty = {
        name: "" if field.type == "str" else () if field.type.startswith("tuple") else None
        for name, field in fields.items()
    }
    empty |= {name: False for name, field in fields.items() if field.type == "bool"}
    if "key" in fields:
        empty["key"] = next(keys)
    return kind(**{**empty, **said})


def body(name: str = "Southwark Council", sector: str = "council", **said: Any) -> BodyFacts:
    said = {"kind": "Council" if sector == "council" else "Trust", "may_be_partner": True} | said
    return made(BodyFacts, name=name, sector=sector, **said)


COUNCIL, TRUST = body(), body("Southwark PCT", "nhs")


def party(of: BodyFacts = COUNCIL, **said: Any) -> PartyFacts:
    return made(PartyFacts, body=of, confirmed=True, **said)


PARTIES = (party(COUNCIL), party(TRUST))


def basis(**said: Any) -> BasisFacts:
    said = {"act": "NHS Act 2006", "section": "75", "follows_partnership_regulations": True} | said
    return made(BasisFacts, name=f"{said['act']}, section {said['section']}", **said)


MEMORANDUM = made(BasisFacts, name="Memorandum")


def flexibility(kind: str = "pooled_fund", **said: Any) -> FlexibilityFacts:
    return made(FlexibilityFacts, kind=kind, name=kind, **said)


def matter(name: str, *, text: str = "", **said: Any) -> MatterFacts:
    said = {"code": name.lower().replace(" ", "-"), "is_met": bool(text)} | said
    provision = made(ProvisionFacts, text=text) if text else None
    return made(MatterFacts, name=name, provision=provision, **said)


def consultee(**said: Any) -> ConsulteeFacts:
    said = {"state": "consulted", "says": "Consulted"} | said
    return made(ConsulteeFacts, name="Users", **said)


def consent(trust: BodyFacts, **said: Any) -> ConsentFacts:
    return made(ConsentFacts, trust=trust, given_by=TRUST, **said)


def phase(name: str = "Pooled budget", **said: Any) -> PhaseFacts:
    return made(PhaseFacts, name=name, **said)


def service(name: str, **said: Any) -> ServiceFacts:
    return made(ServiceFacts, name=name, **said)


def agreement(**said: Any) -> AgreementAsAt:
    """One of a council and a trust under section 75; `schedule`, `boards` … are its parts."""
    decided, follow_ups = said.pop("decided", ()), said.pop("follow_ups", ())
    schedule, boards, reports = said.pop("schedule", ()), said.pop("boards", ()), said.pop("reports", ())
    said = {
        "on": TODAY,
        "reference": "SWK-1",
        "basis": basis(),
        "status": "drafting",
        "status_label": "Drafting",
        "kept_by": COUNCIL,
        "parties": PARTIES,
        "renewal": "unknown",
    } | said
    parts = {
        Schedule: schedule or lay_out([]),
        Boards: Boards(tuple(made(Overseen, board=each) for each in boards)),
        Reports: Reports(tuple(report_line(each) for each in reports)),
        Decisions: Decisions(tuple(decided), tuple(follow_ups)),
    }
    return made(AgreementAsAt, parts=parts, **said)


# Money


def line(contributor: BodyFacts | str, amounts: dict[int, float], status: str = "agreed") -> LineFacts:
    """A line of a body, or of a group of this name."""
    key = f"body-{contributor.key}" if isinstance(contributor, BodyFacts) else f"group-{contributor}"
    figures = tuple(
        Figure(FinancialYear(year), gbp(amount), status, status.capitalize(), True)
        for year, amount in amounts.items()
    )
    return made(LineFacts, contributor=str(contributor), contributor_key=key, rounded_to=1, figures=figures)


def fund(name: str = "Pool", *lines: LineFacts, kind: str = "pooled", **said: Any) -> FundFacts:
    said = {"host": COUNCIL.name, "pool_manager_post": "Head of Commissioning"} | said
    return made(FundFacts, name=name, kind=kind, kind_label=kind.capitalize(), unit=1, lines=lines, **said)


def schedule(*funds: FundFacts, **said: Any) -> Schedule:
    return lay_out(funds, **said)


def published(label: str, amount: int, rounded_to: int = 1) -> PublishedFacts:
    return made(PublishedFacts, label=label, amount=gbp(amount), rounded_to=rounded_to)


def grant(**said: Any) -> GrantFacts:
    return made(GrantFacts, **{"name": "Access grant", "outcome": "pending"} | said)


def group(name: str, *members: BodyFacts) -> GroupFacts:
    of = tuple(GroupMemberFacts(each.key, f"body-{each.key}", each.name) for each in members)
    return GroupFacts(name, name, "", of)  # type: ignore[arg-type]


# Boards


def board(**said: Any) -> BoardFacts:
    """One that works."""
    said = {"on": TODAY, "name": "Advisory Board", "standing": "established", "is_established": True} | said
    said = {"expects_seats": True, "expects_quorum": True} | said
    return made(BoardFacts, **said)


def seat(post: str = "Chair", **said: Any) -> SeatFacts:
    return made(SeatFacts, **{"on": TODAY, "post": post, "places": 1, "votes": True} | said)


def terms(*numbers: str) -> tuple[TermFacts, ...]:
    return tuple(made(TermFacts, number=number) for number in numbers)


# Reports

CABINET = ForumFacts("Cabinet", COUNCIL.name, COUNCIL.key, True, True, False)
OPEN = Marking("open", (), (), "", {}, "today")


def report(**said: Any) -> ReportContents:
    """One to Cabinet on 16 December 2003 of which nothing else is known."""
    said = {
        "reference": "SWK-R1",
        "forum": CABINET,
        "decided_on": date(2003, 12, 16),
        "marking": OPEN,
        "has_own_form": True,
        "limits": LimitFacts(),
    } | said
    return made(ReportContents, **said)


def row(page: str = "report_section", name: str = "Background", text: str = "", **said: Any) -> Row:
    return Row(page, next(keys), name, text, **{"is_done": True, "block": "text"} | said)


def report_line(contents: ReportContents, status: str = "draft", **said: Any) -> ReportLine:
    said = {"is_open": status in ("draft", "ready"), "decided_on": contents.decided_on} | said
    return made(ReportLine, reference=contents.reference, status=status, contents=contents, **said)


def among(contents: ReportContents, **said: Any) -> AgreementAsAt:
    """An agreement with this report."""
    return agreement(reports=[replace(contents, **said)])


def decision(outcome: str = "agreed", **said: Any) -> DecisionLine:
    """What the Cabinet decided on a recommendation of report SWK-R1; it binds."""
    said = {
        "report": "SWK-R1",
        "forum_key": 7,
        "forum": "Cabinet",
        "body": "Southwark",
        "outcome_label": outcome.capitalize(),
        "standing": Standing(Effect.BINDS, "", TODAY),
    } | said
    return made(DecisionLine, outcome=outcome, **said)


def follow_up(due_on: date, **said: Any) -> FollowUpLine:
    said = {"decision": 1, "report": "SWK-R1", "forum": "Cabinet", "owner_post": "Director"} | said
    return made(FollowUpLine, due_on=due_on, **said)
