"""What must be told of decisions, and what must not."""

from datetime import date

from governance.calculations.decisions import Effect, Standing
from tests.values import (
    agreement,
    decision,
    follow_up,
)
from tests.warnings import Cases

CALLED_IN = Standing(Effect.SUSPENDED, "", called_in_on=date(2026, 11, 20))
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
