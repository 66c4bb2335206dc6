"""What each notice before a decision must say, by the law of its day, and what is missing of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.dates import Period

PLAN = "plan"
PRIVATE_MEETING, PRIVATE_RESPONSE, PRIVATE_URGENT = "private_meeting", "private_response", "private_urgent"
GENERAL_EXCEPTION, SPECIAL_URGENCY = "general_exception", "special_urgency"

UNTIL_2012, SINCE_2012 = Period(date(2001, 1, 9), date(2012, 9, 9)), Period(date(2012, 9, 10), None)
ALWAYS = Period(None, None)


@dataclass(frozen=True)
class Content:
    """One thing that a notice says: the field that holds it, what it is called there, and who asks for it.

    `asked` is when the law asks for it; one that it does not ask for has no source.
    """

    field: str
    label: str
    source: str = ""
    asked: Period = ALWAYS
    hint: str = ""
    is_of_forum: bool = False


def _plan(
    field: str, label: str, before: str, since: str, *, hint: str = "", of_forum: bool = False
) -> tuple[Content, ...]:
    """What a plan must say, by regulation 14(2) of 2000 and regulation 9(1) of 2012; either may not ask."""
    both = (
        (f"SI 2000/3272 reg 14(2)({before})", UNTIL_2012, before),
        (f"SI 2012/2089 reg 9(1)({since})", SINCE_2012, since),
    )
    return tuple(Content(field, label, source, asked, hint, of_forum) for source, asked, asks in both if asks)


CONTENTS: dict[str, tuple[Content, ...]] = {
    PLAN: (
        *_plan("matter", "The matter to be decided", "a", "b"),
        *_plan("members", "Who sits on the body that decides", "b", "c", of_forum=True),
        *_plan("due_from_on", "The day of the decision, or the first of the days", "c", "d"),
        Content("due_to_on", "The last of the days", hint="Leave empty where the day is fixed"),
        *_plan("consultees", "Who is to be consulted", "d", ""),
        *_plan("consultation", "How they are consulted", "e", ""),
        *_plan("representations", "How, and by when, to make representations", "f", ""),
        *_plan("documents", "Documents submitted to who decides", "g", "e", hint="One a line"),
        *_plan("documents_at", "Where documents are to be had", "", "f", of_forum=True),
        *_plan("documents_by", "How to ask for other documents", "", "h", of_forum=True),
        Content("wards", "Wards or groups affected"),
        Content("contact_post", "Whom to ask: the post"),
    ),
    PRIVATE_MEETING: (
        Content("matter", "The matter", "SI 2012/2089 reg 5(2)"),
        Content("due_from_on", "The day of the meeting", "SI 2012/2089 reg 5(2)"),
        Content("reasons", "Why the meeting is to be held in private", "SI 2012/2089 reg 5(3)"),
        Content("representations", "How, and by when, to say why it should be open"),
    ),
    PRIVATE_RESPONSE: (
        Content("matter", "The matter", "SI 2012/2089 reg 5(4)"),
        Content("due_from_on", "The day of the meeting", "SI 2012/2089 reg 5(4)"),
        Content("reasons", "Why the meeting is to be held in private", "SI 2012/2089 reg 5(5)(a)"),
        Content(
            "representations",
            "Representations received that it should be open",
            "SI 2012/2089 reg 5(5)(b)",
            hint="“None” is an answer",
        ),
        Content("response", "The response to them", "SI 2012/2089 reg 5(5)(c)"),
    ),
    PRIVATE_URGENT: (
        Content("matter", "The matter", "SI 2012/2089 reg 5(6)"),
        Content("due_from_on", "The day of the meeting", "SI 2012/2089 reg 5(6)"),
        Content("agreed_by_post", "Who agreed that it cannot wait: the post", "SI 2012/2089 reg 5(6)"),
        Content("agreed_on", "Agreed on", "SI 2012/2089 reg 5(6)"),
        Content("reasons", "Why it is urgent and cannot reasonably wait", "SI 2012/2089 reg 5(7)"),
    ),
    GENERAL_EXCEPTION: (
        Content("matter", "The matter to be decided", "SI 2012/2089 reg 10; before it, SI 2000/3272 reg 15"),
        Content("due_from_on", "The day of the decision", "SI 2012/2089 reg 10"),
        Content(
            "agreed_by_post",
            "Who was told in writing: the post",
            "SI 2012/2089 reg 10(1)(a); before it, SI 2000/3272 reg 15",
            hint="The chairman of the scrutiny committee or, where there is none, each of its members",
        ),
        Content("agreed_on", "Told on", "SI 2012/2089 reg 10(1)(a); before it, SI 2000/3272 reg 15"),
        Content(
            "reasons",
            "Why the full notice is impracticable",
            "SI 2012/2089 reg 10; before it, SI 2000/3272 reg 15",
        ),
    ),
    SPECIAL_URGENCY: (
        Content("matter", "The matter to be decided", "SI 2012/2089 reg 11; before it, SI 2000/3272 reg 16"),
        Content("due_from_on", "The day of the decision", "SI 2012/2089 reg 11"),
        Content(
            "agreed_by_post",
            "Who agreed that it cannot wait: the post",
            "SI 2012/2089 reg 11(1); before it, SI 2000/3272 reg 16",
            hint="The chairman of scrutiny; if none can act, that of the council, or the vice-chairman",
        ),
        Content("agreed_on", "Agreed on", "SI 2012/2089 reg 11(1); before it, SI 2000/3272 reg 16"),
        Content("reasons", "Why it is urgent and cannot reasonably wait", "SI 2012/2089 reg 11(2)"),
        Content(
            "council_told_on",
            "Reported to the council on",
            hint="By the executive: each quarter until 9 September 2012, since then at least once a year",
        ),
    ),
}


def contents_of(kind: str) -> tuple[Content, ...]:
    """What a notice of that kind holds, each field once, in the order in which it is asked and printed."""
    return tuple({each.field: each for each in CONTENTS[kind]}.values())


def missing(kind: str, said: Mapping[str, object], *, on: date | None, alone: bool) -> tuple[Content, ...]:
    """What the law of that day asks for and is not said. Nobody sits beside one who decides alone."""
    return tuple(
        each
        for each in CONTENTS[kind]
        if each.source
        and not said.get(each.field)
        and (on is None or on in each.asked)
        and not (alone and each.field == "members")
    )
