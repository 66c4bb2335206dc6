"""What must be told of boards, and what must not."""

from dataclasses import replace
from datetime import date

from core.dates import Period
from governance.calculations.boards import (
    ActionFacts,
    DutyFacts,
    MeetingFacts,
    MemberFacts,
    QuorumPartFacts,
    TurnFacts,
)
from tests.values import (
    TODAY,
    agreement,
    board,
    body,
    made,
    party,
    seat,
    terms,
)
from tests.warnings import Cases

CHAIR = made(MemberFacts, name="Head of service", chairs=True)
FILLED = seat(members=(CHAIR,))
NOT_YET = {"standing": "proposed", "is_established": False}
ONE_FROM_EACH = made(QuorumPartFacts, least=1, whose="each", whom="each body")
FROM_2000 = Period(date(2000, 4, 1), None)
MET = made(MeetingFacts, held_on=date(2025, 10, 1), status="held")
ACTION = made(ActionFacts, text="Report back", owner="Director", due_on=date(2026, 5, 1))
DUTY = made(
    DutyFacts,
    what="Report",
    to_whom="Cabinet",
    every=3,
    first_due_on=date(2026, 6, 30),
    sent_for_on=date(2026, 6, 30),
)
BESIDE = board(is_beside=True, seats=(seat(),), quorum=3, minimum_meetings=4, terms=terms("1", "3"))
BESIDE_EMPTY = board(is_beside=True)


ROTATES = {"chair_rule": "rotates", "seats": (seat(body="Trust", members=(CHAIR,)),)}

GONE = body("The trust", "nhs", closed_on=date(2013, 3, 31))
SEAT_OF_THE_GONE = seat(body="The trust", body_key=GONE.key)

CASES: Cases = {
    "board-kind": [
        (
            "before there was such a kind",
            board(kind="Joint committee", kind_in_force=FROM_2000, established_on=date(1999, 6, 1)),
            ["it was established on 1 June 1999, when there was no such board as: Joint committee"],
        ),
        ("since", board(kind_in_force=FROM_2000, established_on=date(2000, 4, 1)), []),
        ("on a day that is not known", board(kind_in_force=FROM_2000), []),
    ],
    "board-chair-turn": [
        (
            "nothing says whose turn it is",
            board(**ROTATES),
            ["the partners chair it in turn, and nothing says whose turn it is"],
        ),
        (
            "somebody else's",
            board(**ROTATES, turns=(made(TurnFacts, office="chair", body="Council"),)),
            ["the chair should come from Council, and in the chair is Head of service, Trust"],
        ),
        ("theirs", board(**ROTATES, turns=(made(TurnFacts, office="chair", body="Trust"),)), []),
        ("elected", board(chair_rule="elected", seats=(FILLED,)), []),
        ("rotates on one that is only proposed", board(**NOT_YET, chair_rule="rotates"), []),
    ],
    "board-chair-seat": [
        (
            "no seat is marked",
            board(chair_rule="seat", seats=(seat("Carers"),)),
            ["the holder of a seat chairs it, and no seat is marked as the one that does"],
        ),
        (
            "no seat is marked of a proposed one",
            board(**NOT_YET, chair_rule="seat", seats=(seat("Carers"),)),
            ["as proposed, the holder of a seat chairs it, and no seat is marked as the one that does"],
        ),
        (
            "somebody of another seat",
            board(chair_rule="seat", seats=(seat("Director", chairs=True), FILLED)),
            ["the holder of another seat chairs it, and in the chair is Head of service: Chair"],
        ),
        (
            "its holder",
            board(chair_rule="seat", seats=(seat("Director", chairs=True, members=(CHAIR,)),)),
            [],
        ),
        ("elected", board(chair_rule="elected", seats=(seat("Carers"),)), []),
    ],
    "boards-parts": [
        (
            "two, and one says nothing",
            agreement(boards=(board(name="Board"), board(name="Group", is_beside=True))),
            ["2 boards oversee it: say what each does for it. Not said of: Board"],
        ),
        ("one alone", agreement(boards=(board(),)), []),
    ],
    "board-in-place": [
        (
            "late",
            board(**NOT_YET, due_on=date(2026, 3, 31)),
            ["it was due by 31 March 2026 and is not recorded as established"],
        ),
        (
            "soon",
            board(**NOT_YET, due_on=date(2027, 1, 1)),
            ["it is due by 1 January 2027 and is not recorded as established"],
        ),
        ("established", board(due_on=date(2026, 3, 31)), []),
        ("ended", board(standing="ended", due_on=date(2026, 3, 31)), []),
    ],
    "board-seats": [
        ("none", board(), ["no seats are recorded"]),
        ("some", board(seats=(FILLED,)), []),
        ("none of a proposed one", board(**NOT_YET), ["as proposed, no seats are recorded"]),
        ("none of a kind that needs none", board(expects_seats=False), []),
        ("none of one that only exists beside the agreement", BESIDE_EMPTY, []),
    ],
    "board-seats-filled": [
        (
            "one vacant and one without a number",
            board(seats=(seat("Carers"), seat("Users", places=None))),
            ["there are vacant seats: Carers (1 of 1); Users (number not settled)"],
        ),
        ("filled", board(seats=(FILLED,)), []),
        ("held by the post", board(seats=(seat("Head of service", is_post=True),)), []),
        (
            "until replaced",
            board(seats=(seat(members=(replace(CHAIR, to_on=date(2005, 3, 31)),), carries_over=True),)),
            [],
        ),
        (
            "without a number on a proposed one",
            board(**NOT_YET, seats=(seat("Users", places=None), seat("Carers"))),
            ["as proposed, the number of places is not settled: Users"],
        ),
        ("vacant on one beside the agreement", BESIDE, []),
    ],
    "board-chair": [
        ("nobody", board(seats=(seat(),)), ["nobody is recorded as chairing it"]),
        ("somebody", board(seats=(FILLED,)), []),
        (
            "nobody said of a proposed one",
            board(**NOT_YET, seats=(seat(),)),
            ["as proposed, nothing says who chairs it"],
        ),
        ("said of a proposed one", board(**NOT_YET, chair_rule="elected", seats=(seat(),)), []),
        ("nobody on one beside the agreement", BESIDE, []),
    ],
    "board-quorum-set": [
        ("none", board(), ["no quorum is recorded"]),
        ("none of a proposed one", board(**NOT_YET), ["as proposed, no quorum is recorded"]),
        ("none of a kind that needs none", board(expects_quorum=False), []),
        ("one from each", board(quorum_parts=(ONE_FROM_EACH,)), []),
        ("a number", board(quorum=3), []),
        ("in words", board(quorum_words="three, with one from each partner"), []),
        ("none of one beside the agreement", BESIDE_EMPTY, []),
    ],
    "board-quorum": [
        (
            "too few",
            board(quorum=2, seats=(FILLED, seat("Carer"))),
            ["it cannot reach its quorum of 2: only 1 counts towards it"],
        ),
        (
            "too few places",
            board(quorum=2, seats=(FILLED,)),
            ["its quorum of 2 cannot be reached: only 1 place votes"],
        ),
        (
            "too few places of a proposed one",
            board(**NOT_YET, quorum=3, seats=(seat(places=2),)),
            ["as proposed, its quorum of 3 cannot be reached: only 2 places vote"],
        ),
        ("too few members of a proposed one", board(**NOT_YET, quorum=2, seats=(seat(places=2),)), []),
        (
            "nobody from one of those who nominate",
            board(
                quorum_parts=(ONE_FROM_EACH,),
                seats=(seat(body="Council", members=(CHAIR,)), seat(body="Trust")),
            ),
            ["its members cannot be a quorum: 0 of 1 from Trust"],
        ),
        (
            "one from each",
            board(
                quorum_parts=(ONE_FROM_EACH,),
                seats=(seat(body="Council", members=(CHAIR,)), seat(body="Trust", is_post=True)),
            ),
            [],
        ),
        (
            "nobody of a category",
            board(
                quorum_parts=(
                    made(QuorumPartFacts, least=1, whose="category", category="user", whom="users"),
                ),
                seats=(seat(category_code="council", members=(CHAIR,)),),
            ),
            ["its members cannot be a quorum: 0 of 1 from users"],
        ),
        ("enough", board(quorum=1, seats=(FILLED,)), []),
        ("too few beside the agreement", BESIDE, []),
    ],
    "board-meetings": [
        (
            "one where its least is two",
            board(minimum_meetings=2, meetings=(MET,)),
            [
                "1 meeting held in 2025/26, where its least is 2",
                "0 meetings held in 2026/27, where its least is 2",
            ],
        ),
        (
            "established in the year",
            board(minimum_meetings=2, established_on=date(2026, 5, 1)),
            [],
        ),
        ("no least", board(meetings=(MET,)), []),
        ("none beside the agreement", BESIDE, []),
    ],
    "board-inquorate": [
        (
            "in this year and the last, as it was minuted or worked out",
            board(
                meetings=(
                    replace(MET, was_quorate=False, lacked=("1 of 3",)),
                    replace(MET, held_on=date(2026, 10, 1), was_quorate=False),
                )
            ),
            [
                "its meeting of 1 October 2025 had no quorum (1 of 3): what it decided must be decided "
                "again by a meeting that has",
                "its meeting of 1 October 2026 had no quorum: what it decided must be decided again by a "
                "meeting that has",
            ],
        ),
        ("long ago", board(meetings=(replace(MET, held_on=date(2024, 10, 1), was_quorate=False),)), []),
        ("with one", board(meetings=(replace(MET, was_quorate=True),)), []),
        ("of which nobody knows", board(meetings=(MET,)), []),
    ],
    "board-actions": [
        (
            "overdue",
            board(meetings=(replace(MET, actions=(ACTION, replace(ACTION, done_on=date(2026, 1, 1)))),)),
            [
                "actions of its meeting of 1 October 2025 are overdue: Report back "
                "(Director, due by 1 May 2026)"
            ],
        ),
        ("not yet", board(meetings=(replace(MET, actions=(replace(ACTION, due_on=TODAY),)),)), []),
        ("without a day", board(meetings=(replace(MET, actions=(replace(ACTION, due_on=None),)),)), []),
    ],
    "board-reports": [
        ("overdue", board(duties=(DUTY,)), ["overdue: Report to Cabinet, due on 30 September 2026"]),
        (
            "soon due",
            board(duties=(replace(DUTY, first_due_on=date(2026, 11, 30), sent_for_on=None),)),
            ["soon due: Report to Cabinet, due on 30 November 2026"],
        ),
        ("not yet", board(duties=(replace(DUTY, sent_for_on=date(2026, 9, 30)),)), []),
        ("no more", board(duties=(replace(DUTY, until_on=date(2026, 7, 1)),)), []),
    ],
    "board-numbering": [
        (
            "a gap",
            board(terms=terms("1", "3")),
            ["the numbering of the terms of reference has faults: 2 is missing"],
        ),
        ("none", board(terms=terms("1", "2", "2.1")), []),
        ("a gap beside the agreement", BESIDE, []),
    ],
    "seats-of-a-closed-body": [
        (
            "a seat it nominates to",
            agreement(parties=(party(GONE),), boards=(board(seats=(SEAT_OF_THE_GONE,)),)),
            ["Advisory Board: The trust, which nominates to the seat Chair, closed on 31 March 2013"],
        ),
        (
            "before it closes",
            agreement(
                parties=(party(GONE),), boards=(board(seats=(SEAT_OF_THE_GONE,)),), on=date(2013, 3, 31)
            ),
            [],
        ),
    ],
}
