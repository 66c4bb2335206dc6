"""Boards as values, and the counting of terms of office and of meetings."""

from governance.calculations.boards.board import BoardFacts, Boards, DutyFacts, LineFacts, NameFacts, Overseen
from governance.calculations.boards.meetings import (
    ActionFacts,
    AttendanceFacts,
    InterestFacts,
    ItemFacts,
    MeetingFacts,
    MeetingYear,
)
from governance.calculations.boards.seats import (
    MemberFacts,
    Present,
    QuorumPartFacts,
    SeatFacts,
    Term,
    TurnFacts,
    most_at_once,
)
from governance.calculations.boards.terms import TermFacts, VersionFacts, version_on

__all__ = [
    "ActionFacts",
    "AttendanceFacts",
    "BoardFacts",
    "Boards",
    "DutyFacts",
    "InterestFacts",
    "ItemFacts",
    "LineFacts",
    "MeetingFacts",
    "MeetingYear",
    "MemberFacts",
    "NameFacts",
    "Overseen",
    "Present",
    "QuorumPartFacts",
    "SeatFacts",
    "Term",
    "TermFacts",
    "TurnFacts",
    "VersionFacts",
    "most_at_once",
    "version_on",
]
