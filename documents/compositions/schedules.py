"""The schedules of an agreement: one that has nothing in it does not print, and takes no number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.jinja import money, plural
from core.sentences import sentence_start
from documents.blocks import Block, Blocks, Kind, Look, Paragraph, Particulars, Section, Term
from documents.compositions.boards import structure_chart
from documents.compositions.money import contributions
from documents.compositions.parts import day, joined, particulars, period, table, typed
from documents.prose import prose
from documents.queries.facts import (
    AgreementFacts,
    AnnexFacts,
    BoardPrinted,
    ProvisionFacts,
)
from governance.calculations.boards import SeatFacts
from partnerships.as_at import ContractFacts, PartyFacts, ServiceFacts

# A matter whose words are a schedule of their own: "Schedule: risk share".
SCHEDULE = "schedule-"
PREFIX = "Schedule: "
# A schedule shorter than this many letters goes on beneath the one before it.
SHORT = 500


def is_schedule(provision: ProvisionFacts) -> bool:
    """Whether the matter is a schedule and not a clause."""
    return provision.code.startswith(SCHEDULE)


def schedules(facts: AgreementFacts) -> Blocks:
    """The agreement's schedules in their order."""
    annexes = tuple(map(_annex, facts.annexes))
    chart = structure_chart(facts.chart)
    short_annexes = sum(len(each.text) for each in facts.annexes) < SHORT
    return (
        _schedule("Parties", "schedule-parties", tuple(map(_party, facts.parties))),
        _schedule("Flexibilities", "schedule-flexibilities", _flexibilities(facts), flows=True),
        _schedule("Services", "schedule-services", tuple(_services(facts)), flows=True),
        _schedule("Contributions", "schedule-contributions", contributions(facts.schedule)),
        _schedule("Governance", "schedule-governance", (*chart, *map(_board, facts.boards))),
        *(_written(each) for each in facts.clauses if is_schedule(each)),
        _schedule("Annexes", "schedule-annexes", annexes, flows=short_annexes),
    )


def _schedule(title: str, key: str, content: Blocks, *, flows: bool = False) -> Section:
    return Section(title, content, Kind.SCHEDULE, key=key, begins_page=not flows, in_contents=True)


def _written(provision: ProvisionFacts) -> Section:
    title = sentence_start(provision.name.removeprefix(PREFIX))
    return _schedule(title, f"provision-{provision.code}", prose(provision.text), flows=True)


def _party(party: PartyFacts) -> Section:
    return Section(
        party.name,
        (
            particulars(
                [
                    ("Kind of body", party.kind),
                    *party.codes,
                    ("Part it plays", party.part or ("Host partner" if party.is_host else "Partner")),
                    ("Host partner", "Yes" if party.is_host else "No"),
                    ("Term as a party", period(party.joined_on, party.left_on) or "Whole term"),
                ]
            ),
        ),
    )


def _flexibilities(facts: AgreementFacts) -> Blocks:
    rows = [
        (each.name, day(each.starts_on), str(each.lead_body or ""), typed(each.note))
        for each in facts.flexibilities
    ]
    return (table("", ("Flexibility", "From", "Lead body", "Note"), rows, short=(1,)),)


def _services(facts: AgreementFacts) -> Iterator[Block]:
    yield Section("Services in scope", (_service_table(facts.services_in, "Note"),))
    yield Section("Services out of scope", (_service_table(facts.services_out, "Why"),))
    yield Section("Contracts the arrangements rely on", tuple(map(_contract, facts.contracts)))


def _service_table(listed: Iterable[ServiceFacts], note: str) -> Block:
    """Where nothing else is recorded, a service is in the whole agreement for its whole term."""
    services = tuple(listed)
    whole = "Whole agreement" if any(each.arrangement for each in services) else ""
    always = "Whole term" if any(each.from_on or each.to_on for each in services) else ""
    rows = [
        (
            each.name,
            each.arrangement or whole,
            period(each.from_on, each.to_on) or always,
            typed(each.note),
        )
        for each in services
    ]
    return table("", ("Service", "Arrangement", "When", note), rows, short=(2,))


def _contract(contract: ContractFacts) -> Block:
    says = particulars(
        [
            ("For", contract.purpose),
            ("Term", _contract_term(contract)),
            ("Value over the term", money(contract.value, pence=False) if contract.value else ""),
            ("Note", typed(contract.note)),
        ],
        contract.provider,
    )
    return says if says.rows else Paragraph(contract.provider)


def _contract_term(contract: ContractFacts) -> str:
    years, extension = contract.term_years, contract.extension_years
    return joined(
        ", ",
        period(contract.starts_on, contract.ends_on),
        plural(years, "year") if years else "",
        f"may be extended by {plural(extension, 'year')}" if extension else "",
    )


def _board(board: BoardPrinted) -> Section:
    terms = tuple(Term(each.number, each.heading, typed(each.text), each.level) for each in board.terms)
    return Section(
        board.name,
        (
            _board_particulars(board),
            *_seats(board),
            Section(f"Terms of reference of {board.name}", terms),
        ),
    )


def _board_particulars(board: BoardPrinted) -> Particulars:
    since = f", from {day(board.established_on)}" if board.established_on else ""
    due = f", should be in place by {day(board.due_on)}" if board.due_on and not since else ""
    meetings = board.minimum_meetings
    return particulars(
        [
            ("Kind", board.kind),
            ("Standing", f"{board.standing}{since}{due}"),
            ("Part it plays", board.part),
            ("Reports to", board.reports_to),
            ("Accountable to", typed(board.accountable_to)),
            ("What it may decide", typed(board.powers)),
            ("How it is chaired", typed(board.chair_arrangements)),
            ("Quorum", board.quorum_in_words),
            ("Meetings", f"At least {meetings} in each financial year" if meetings else ""),
        ]
    )


def _seats(board: BoardPrinted) -> Iterator[Block]:
    if not board.seats:
        return
    filled = any(seat.members for seat in board.seats)
    rows = [
        (
            f"{seat.post} (chair)" if seat.chairs else seat.post,
            joined(": ", seat.body, seat.how_filled),
            seat.places or "To be settled",
            seat.voting,
            (_sitting(seat) or "None recorded") if filled else "",
        )
        for seat in board.seats
    ]
    headings = ("Seat", "Nominated by", "Places", "Voting", "Members")
    yield table(f"Seats and members of {board.name}", headings, rows, numeric=(2,), short=(3,))


def _sitting(seat: SeatFacts) -> str:
    return "; ".join(
        joined(", ", member.name, member.body)
        + (" (chair)" if member.chairs else "")
        + (f", until {day(member.to_on)}" if member.to_on else "")
        for member in seat.members
    )


def _annex(annex: AnnexFacts) -> Section:
    number = str(annex.number) if annex.number else ""
    return Section(annex.title, _annexed(annex), Kind.ANNEX, number=number)


def _annexed(annex: AnnexFacts) -> Blocks:
    if annex.reference:
        return (Paragraph(f"The agreement {annex.reference}, issued as a document of its own."),)
    return typed(annex.text) or (Paragraph("Its text is not recorded here.", Look.MISSING),)
