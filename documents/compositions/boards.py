"""Documents of a board: its terms of reference, agendas and minutes; and the chart of who answers to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils.text import Truncator

from documents.blocks import (
    Block,
    Blocks,
    Box,
    Document,
    Figure,
    Item,
    Items,
    Look,
    Margins,
    Paragraph,
    Section,
    Term,
    Title,
)
from documents.compositions.parts import Cell, day, joined, particulars, table, typed
from documents.models import PaperKind
from documents.queries.board_papers import PaperFacts
from documents.trees import finished
from governance.calculations.boards import BoardFacts, ItemFacts, MeetingFacts
from governance.calculations.charts import Chart

TERMS = "Terms of reference"


def structure_chart(chart: Chart | None, caption: str = "Structure") -> Blocks:
    """The chart, and the list that says the same; nothing where nobody answers to anybody."""
    if chart is None:
        return ()
    said = Items(tuple(Item((Paragraph(sentence),)) for sentence in chart.sentences))
    return (Figure(chart, caption, (said,)),)


def terms_document(board: BoardFacts) -> Document:
    """The terms of reference that bind on the day of the facts, with who sits on the board."""
    version = board.version
    since = f"In force from {day(version.from_on)}" if version and version.from_on else ""
    terms = tuple(Term(each.number, each.heading, typed(each.text), each.level) for each in board.terms)
    content: Blocks = (
        particulars(_of_board(board), "About the board"),
        *_members(board),
        Section(TERMS, terms or (Paragraph("None are recorded.", Look.MISSING),)),
    )
    return _document(board, TERMS, since or f"As at {day(board.on)}", content, draft=board.is_proposed)


def paper_document(facts: PaperFacts) -> Document:
    """The paper of that kind."""
    if facts.meeting is None:
        return terms_document(facts.board)
    composed = agenda_document if facts.kind == PaperKind.AGENDA else minutes_document
    return composed(facts.board, facts.meeting)


def _of_board(board: BoardFacts) -> list[tuple[str, Cell]]:
    version, least = board.version, board.minimum_meetings
    approved = joined(", ", version.approved_by, day(version.approved_on)) if version else ""
    return [
        ("Kind", board.kind),
        ("Also called", "; ".join(map(str, board.other_names))),
        ("Standing", board.standing_label),
        ("Approved by", approved),
        ("Accountable to", typed(board.accountable_to)),
        ("What it may decide", typed(board.powers)),
        ("Who chairs it", board.chair_rule_label),
        ("How it is chaired", typed(board.chair_arrangements)),
        ("Quorum", board.quorum_in_words or "Not stated"),
        ("Meetings", f"At least {least} in each financial year" if least else ""),
    ]


def _members(board: BoardFacts) -> Iterator[Block]:
    if board.seats:
        rows = [
            (
                f"{seat.post} (chair)" if seat.chairs else seat.post,
                joined(": ", seat.body, seat.how_filled),
                seat.places or "To be settled",
                seat.voting,
            )
            for seat in board.seats
        ]
        headings = ("Seat", "Nominated by", "Places", "Voting")
        yield Section("Membership", (table("", headings, rows, numeric=(2,), short=(3,)),))


def agenda_document(board: BoardFacts, meeting: MeetingFacts) -> Document:
    """What a meeting is to deal with, in its order."""
    headings = ("Item", "Subject", "What it is for", "Presented by", "Paper")
    rows = [
        (each.number or str(place), each.title, each.purpose, each.presenter, each.paper or each.paper_link)
        for place, each in enumerate(meeting.items, 1)
    ]
    none: Blocks = (Paragraph("No item is recorded yet.", Look.MISSING),)
    agenda: Blocks = (table("", headings, rows, short=(0,)),) if rows else none
    content: Blocks = (
        particulars(_of_meeting(board, meeting), "About the meeting"),
        Section("Items", agenda),
    )
    return _document(board, "Agenda", f"Meeting of {meeting}", content, draft=False)


def minutes_document(board: BoardFacts, meeting: MeetingFacts) -> Document:
    """Who came, what was declared, said and decided, and what is to be done."""
    quorum = {True: "There was a quorum.", None: ""}.get(
        meeting.was_quorate, f"This meeting {meeting.inquorate_in_words}."
    )
    warning: Blocks = (Paragraph(quorum, Look.WARNING if meeting.is_inquorate else Look.PLAIN),)
    content: Blocks = (
        particulars(_of_meeting(board, meeting), "About the meeting"),
        *(warning if quorum and meeting.status == "held" else ()),
        Section("Attendance", tuple(_attendance(meeting))),
        Section("Interests declared", tuple(_interests(meeting))),
        *(_minuted(each) for each in meeting.items),
        Section("Decisions and notes", typed(meeting.decisions)),
        Section("Actions", tuple(_actions(meeting))),
    )
    return _document(board, "Minutes", f"Meeting of {meeting}", content, draft=meeting.status != "held")


def _of_meeting(board: BoardFacts, meeting: MeetingFacts) -> list[tuple[str, Cell]]:
    return [
        ("Board", board.name),
        ("Date", day(meeting.held_on)),
        ("Time", meeting.time),
        ("Place", meeting.place),
        ("Quorum", board.quorum_in_words or "Not stated"),
    ]


def _attendance(meeting: MeetingFacts) -> Iterator[Block]:
    if meeting.attendances:
        rows = [
            (each.name, each.seat, joined(": ", each.how_label, each.substitute))
            for each in meeting.attendances
        ]
        yield table("", ("Member", "Seat", "Was there?"), rows)
    elif meeting.attending is not None:
        yield Paragraph(f"Members attending: {meeting.attending}.")


def _interests(meeting: MeetingFacts) -> Iterator[Block]:
    if meeting.interests:
        rows = [(each.who, typed(each.interest), each.item_title, each.then) for each in meeting.interests]
        yield table("", ("Who", "Interest", "Item", "What was done"), rows)


def _minuted(item: ItemFacts) -> Section:
    decided: Blocks = (Section("Decision", typed(item.decision)),) if item.decision else ()
    said = typed(item.minutes) or (() if decided else (Paragraph("Nothing is minuted.", Look.MISSING),))
    return Section(str(item), (*said, *decided))


def _actions(meeting: MeetingFacts) -> Iterator[Block]:
    if meeting.actions:
        rows = [
            (typed(each.text), each.owner, day(each.due_on), day(each.done_on)) for each in meeting.actions
        ]
        headings: Sequence[str] = ("What is to be done", "Who does it", "Due by", "Done on")
        yield table("", headings, rows, short=(2, 3))


def _document(
    board: BoardFacts, title: str, version: str, content: Iterable[Block], *, draft: bool
) -> Document:
    return finished(
        Document(
            name=f"{title}: {board.name}, {version}",
            margins=Margins(
                reference=Truncator(f"{title}: {board.name}").chars(60),
                version=version,
                footer=Truncator(f"{board.kept_by}, {board.name}").chars(90),
                seal="",
                status="DRAFT" if draft else "",
            ),
            content=(Box((Paragraph(board.name, Look.LABEL), Title(title)), Look.MASTHEAD), *content),
        )
    )
