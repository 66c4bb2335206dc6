"""What a record of a decision must say, by the law of its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.dates import Period


class Decider(StrEnum):
    """Who decided, as the law tells them apart."""

    EXECUTIVE_MEETING = "executive_meeting"
    EXECUTIVE_MEMBER = "executive_member"
    EXECUTIVE_OFFICER = "executive_officer"
    COUNCIL_OFFICER = "council_officer"
    OTHER = "other"


@dataclass(frozen=True)
class RecordLaw:
    """The title of the record, its law, and what it must say besides the decision, its day and reasons."""

    title: str
    source: str
    asks: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Dated:
    decider: Decider
    in_force: Period
    law: RecordLaw


# The words of each: what was considered and rejected, what interests were declared, what dispensed with.
ALL = ("alternatives", "interests", "dispensations")
OF_2000 = Period(date(2001, 1, 9), date(2012, 9, 9))
OF_2012 = Period(date(2012, 9, 10), None)
BY_MEMBER, BY_OFFICER = (
    "Record of an executive decision by a member",
    "Record of an executive decision by an officer",
)
EXECUTIVE = "Record of an executive decision"
LAWS = (
    _Dated(Decider.EXECUTIVE_MEETING, OF_2012, RecordLaw(EXECUTIVE, "SI 2012/2089 reg 12", ALL)),
    _Dated(Decider.EXECUTIVE_MEMBER, OF_2012, RecordLaw(BY_MEMBER, "SI 2012/2089 reg 13(1) and (2)", ALL)),
    _Dated(Decider.EXECUTIVE_OFFICER, OF_2012, RecordLaw(BY_OFFICER, "SI 2012/2089 reg 13(3) and (4)", ALL)),
    _Dated(Decider.EXECUTIVE_MEETING, OF_2000, RecordLaw(EXECUTIVE, "SI 2000/3272 reg 3", ALL)),
    _Dated(Decider.EXECUTIVE_MEMBER, OF_2000, RecordLaw(BY_MEMBER, "SI 2000/3272 reg 4", ALL)),
    _Dated(Decider.EXECUTIVE_OFFICER, OF_2000, RecordLaw(BY_OFFICER, "SI 2000/3272 reg 4", ALL)),
    _Dated(
        Decider.COUNCIL_OFFICER,
        Period(date(2014, 8, 6), None),
        RecordLaw("Record of a decision by an officer", "SI 2014/2095 reg 7", ("alternatives", "interests")),
    ),
)
NO_LAW = RecordLaw("Record of a decision", "")


def decider_of(*, is_council: bool, is_executive: bool, is_officer: bool, is_member: bool) -> Decider:
    """Which of them it is: an NHS board and a council's committees have no such law of their own."""
    if not is_council:
        return Decider.OTHER
    if is_executive:
        return (
            Decider.EXECUTIVE_OFFICER
            if is_officer
            else Decider.EXECUTIVE_MEMBER
            if is_member
            else Decider.EXECUTIVE_MEETING
        )
    return Decider.COUNCIL_OFFICER if is_officer else Decider.OTHER


def record_law(decider: Decider, day: date | None) -> RecordLaw:
    """The law of the record on that day; of a decision without a day, none."""
    found = (each.law for each in LAWS if day and each.decider == decider and day in each.in_force)
    return next(found, NO_LAW)
