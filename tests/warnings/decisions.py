"""What must be told of decisions, and what must not."""

from datetime import date
from typing import Any

from governance.calculations.decisions import Effect, Standing
from governance.calculations.notices import GivenFacts
from governance.calculations.reports import ReportContents
from tests.values import (
    agreement,
    decision,
    follow_up,
    made,
    report,
)
from tests.warnings import Cases

CALLED_IN = Standing(Effect.SUSPENDED, "", called_in_on=date(2026, 11, 20))


def urgent(decided_on: date, kind: str = "special_urgency", **said: Any) -> ReportContents:
    """A report that was decided on that day, with a notice."""
    return report(decided_on=decided_on, given=(made(GivenFacts, kind=kind, **said),))


CASES: Cases = {
    "decision-deferred": [
        (
            "some of it, until a day",
            agreement(decided=[decision("deferred", deferred_to_on=date(2027, 1, 5)), decision()]),
            ["Cabinet, Southwark deferred 1 of 2 recommendations until 5 January 2027: report SWK-R1"],
        ),
        (
            "by another body, all of it",
            agreement(decided=[decision(), decision("deferred", forum="Board", body="Trust")]),
            ["Board, Trust deferred it: report SWK-R1"],
        ),
        ("agreed", agreement(decided=[decision()]), []),
    ],
    "decision-refused": [
        (
            "refused",
            agreement(decided=[decision("refused")]),
            ["Cabinet, Southwark refused it: report SWK-R1"],
        ),
        ("noted", agreement(decided=[decision("noted")]), []),
    ],
    "decision-called-in": [
        (
            "two resolutions",
            agreement(decided=[decision(standing=CALLED_IN), decision(standing=CALLED_IN)]),
            ["What Cabinet, Southwark decided was called in on 20 November 2026: report SWK-R1"],
        ),
        ("nobody did", agreement(decided=[decision()]), []),
    ],
    "special-urgency-reported": [
        (
            "in the law of 2001, a quarter later, overdue",
            agreement(reports=[urgent(date(2003, 12, 16))], on=date(2004, 3, 17)),
            [
                "What report SWK-R1 asks was decided under special urgency on 16 December 2003: the "
                "executive’s report of the quarter to the council names it, by 16 March 2004"
            ],
        ),
        (
            "since 2012, a year later",
            agreement(reports=[urgent(date(2026, 11, 2))]),
            [
                "What report SWK-R1 asks was decided under special urgency on 2 November 2026: the "
                "executive’s report of the year to the council names it, by 2 November 2027"
            ],
        ),
        (
            "the council was told, or it is still to be decided, or it was no urgency",
            agreement(
                reports=[
                    urgent(date(2026, 11, 2), council_told_on=date(2026, 11, 20)),
                    urgent(date(2027, 1, 5)),
                    urgent(date(2026, 11, 2), kind="plan"),
                ]
            ),
            [],
        ),
        (
            "before there were executives",
            agreement(reports=[urgent(date(2000, 12, 4))], on=date(2001, 1, 8)),
            None,
        ),
        (
            "as at a day before the council was told",
            agreement(
                reports=[urgent(date(2026, 11, 2), council_told_on=date(2026, 11, 20))], on=date(2026, 11, 19)
            ),
            [
                "What report SWK-R1 asks was decided under special urgency on 2 November 2026: the "
                "executive’s report of the year to the council names it, by 2 November 2027"
            ],
        ),
    ],
    "follow-up-done": [
        (
            "overdue, and due soon",
            agreement(
                follow_ups=[
                    follow_up(date(2026, 11, 25), what="Report quarterly"),
                    follow_up(date(2026, 12, 24)),
                ]
            ),
            [
                "What Cabinet asked of the Director: “Report quarterly” was due by 25 November 2026",
                "What Cabinet asked of the Director is due by 24 December 2026",
            ],
        ),
        (
            "done, and far away",
            agreement(
                follow_ups=[
                    follow_up(date(2026, 11, 25), done_on=date(2026, 11, 24)),
                    follow_up(date(2026, 12, 25)),
                ]
            ),
            [],
        ),
    ],
}
