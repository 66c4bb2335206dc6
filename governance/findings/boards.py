"""What can be amiss with a board."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

from core.dates import FinancialYear, in_words
from core.findings import Finding, Urgency, finder
from core.sentences import sentence_start
from governance.models import Board
from governance.queries.boards import BoardSheet, boards_overseeing
from partnerships.models import Agreement

TERMS = "The board's terms of reference"
PRACTICE = "Good practice"
SOON_DAYS = 90


@finder
def boards_are_in_working_order(agreements: Sequence[Agreement], on: date) -> Iterator[Finding]:
    """Boards are in place, seated and chaired, can reach a quorum and meet often enough."""
    live = [agreement for agreement in agreements if not agreement.is_over]
    for overseen in boards_overseeing(live, on=on):
        oversight, sheet = overseen.oversight, overseen.sheet
        if not (oversight.to_on and oversight.to_on < on):
            yield from _problems(sheet, oversight.agreement, f"{sheet.board}: ")


def findings_of_board(sheet: BoardSheet) -> list[Finding]:
    """Everything amiss with one board, the most urgent first, for its own page."""
    return sorted(_problems(sheet, None, ""), key=lambda finding: finding.urgency)


def _problems(sheet: BoardSheet, agreement: Any, prefix: str) -> Iterator[Finding]:
    if sheet.board.is_retired or sheet.standing == Board.Standing.ENDED:
        return
    link = sheet.board.get_absolute_url()
    for urgency, message, source, anchor in _all_problems(sheet):
        shown = prefix + message if prefix else sentence_start(message)
        yield Finding(agreement, urgency, shown, source, f"{link}{anchor}")


Problem = tuple[Urgency, str, str, str]


def _all_problems(sheet: BoardSheet) -> Iterable[Problem]:
    if sheet.standing == Board.Standing.PROPOSED:
        yield from _late(sheet)
    else:
        yield from _seating(sheet)
        yield from _quorum(sheet)
        yield from _meetings(sheet)
    if sheet.numbering_faults:
        faults = "; ".join(sheet.numbering_faults)
        yield Urgency.NOTE, f"the numbering of the terms of reference has faults: {faults}", TERMS, "#terms"


def _late(sheet: BoardSheet) -> Iterator[Problem]:
    due = sheet.board.due_on
    if due is None or (due - sheet.on).days > SOON_DAYS:
        return
    late = due < sheet.on
    message = f"it {'was' if late else 'is'} due by {in_words(due)} and is not recorded as established"
    yield Urgency.NOW if late else Urgency.SOON, message, "The date by which it should be in place", ""


def _seating(sheet: BoardSheet) -> Iterator[Problem]:
    if not sheet.seats:
        yield Urgency.SOON, "no seats are recorded", PRACTICE, "#seats"
        return
    if sheet.vacant:
        which = "; ".join(f"{s.seat} ({_places(s)})" for s in sheet.seats if s.vacant)
        yield Urgency.SOON, f"there are vacant seats: {which}", TERMS, "#seats"
    if not sheet.chairs:
        yield Urgency.SOON, "nobody is recorded as chairing it", TERMS, "#seats"


def _places(seat: Any) -> str:
    return "number not settled" if seat.seat.places is None else f"{seat.vacant} of {seat.seat.places}"


def _quorum(sheet: BoardSheet) -> Iterator[Problem]:
    quorum, members = sheet.board.quorum, sheet.quorum_members
    if quorum is None and not sheet.board.quorum_words:
        yield Urgency.NOTE, "no quorum is recorded", PRACTICE, ""
    elif quorum is not None and members < quorum:
        counted = (
            "no member counts" if members == 0 else f"only {members} {'counts' if members == 1 else 'count'}"
        )
        yield Urgency.NOW, f"it cannot reach its quorum of {quorum}: {counted} towards it", TERMS, "#seats"


def _meetings(sheet: BoardSheet) -> Iterator[Problem]:
    this_year = FinancialYear.containing(sheet.on)
    short = partial(_short_of_meetings, sheet)
    yield from short(this_year.previous, Urgency.SOON)
    yield from short(this_year, Urgency.NOTE)


def _short_of_meetings(sheet: BoardSheet, year: FinancialYear, urgency: Urgency) -> Iterator[Problem]:
    met = sheet.meetings_in(year)
    if not met.short_by or not sheet.stood_throughout(year):
        return
    planned = f" and {met.planned} planned" if met.planned else ""
    held = f"{met.held} {'meeting' if met.held == 1 else 'meetings'} held{planned}"
    message = f"{held} in {year}, where its least is {met.minimum}"
    yield urgency, message, TERMS, "#meetings"
