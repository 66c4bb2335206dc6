"""What must be told of an agreement itself, and what must not."""

from datetime import date

from tests.values import (
    COUNCIL,
    MEMORANDUM,
    PARTIES,
    TRUST,
    agreement,
    body,
    consent,
    consultee,
    flexibility,
    matter,
    party,
    phase,
)
from tests.warnings import Cases

MEMO = agreement(basis=MEMORANDUM, parties=(party(COUNCIL),))
CLOSED = body("Southwark PCT", "nhs", closed_on=date(2013, 3, 31))
FOLLOWED = body("Southwark PCT", "nhs", closed_on=date(2013, 3, 31), followed_by=("Southwark CCG",))
GROUP = body("Southwark PCG", "nhs", kind="Primary care group", may_be_partner=False)
NHS_TRUST = body("The trust", "nhs", needs_consent=True)
POOLED, COUNCIL_LEADS, NHS_LEADS = map(flexibility, ("pooled_fund", "council_leads", "nhs_leads"))
TRUSTED = {"parties": (party(COUNCIL), party(NHS_TRUST)), "flexibilities": (POOLED,)}
TERM = {"starts_on": date(2020, 4, 1), "ends_on": date(2027, 3, 31), "status": "in_force"}


def of(*parties, **said):
    return agreement(parties=parties, **said)


CASES: Cases = {
    "one-nhs-body": [
        ("a council alone", of(party(COUNCIL)), ["No NHS body is party to it"]),
        (
            "one that left",
            of(party(COUNCIL), party(TRUST, left_on=date(2026, 1, 1))),
            ["No NHS body is party to it"],
        ),
        ("a council and a trust", agreement(), []),
        ("a memorandum", MEMO, None),
    ],
    "one-council": [
        ("a trust alone", of(party(TRUST)), ["No council is party to it"]),
        ("a council and a trust", agreement(), []),
        ("a memorandum", MEMO, None),
    ],
    "partners-eligible": [
        (
            "a primary care group",
            of(*PARTIES, party(GROUP)),
            ["Southwark PCG is of the kind “Primary care group”, which cannot be a partner"],
        ),
        ("a council and a trust", agreement(), []),
        ("a memorandum", agreement(basis=MEMORANDUM, parties=(party(GROUP),)), None),
    ],
    "partners-exist": [
        (
            "one that closed",
            of(party(CLOSED)),
            ["Southwark PCT closed on 31 March 2013: record its successor, or the day it left"],
        ),
        (
            "one whose successor is recorded",
            of(party(FOLLOWED)),
            [
                "Southwark PCT closed on 31 March 2013: Southwark CCG followed it: "
                "record that it joined, and the day Southwark PCT left"
            ],
        ),
        ("on its last day", of(party(CLOSED), on=date(2013, 3, 31)), []),
        ("one that left as it closed", of(party(CLOSED, left_on=date(2013, 3, 31))), []),
    ],
    "one-flexibility": [
        ("none", agreement(), ["No flexibility is recorded: say which it uses"]),
        ("a pooled fund", agreement(flexibilities=(POOLED,)), []),
        ("a memorandum", MEMO, None),
    ],
    "in-writing-pooled": [
        (
            "one matter unwritten",
            agreement(
                flexibilities=(POOLED,),
                matters=(matter("Aims", pooled=True, text="To help"), matter("Functions", pooled=True)),
            ),
            ["1 of the 2 matters the agreement must address is not written: Functions"],
        ),
        (
            "what no law requires",
            agreement(flexibilities=(POOLED,), matters=(matter("Counterparts"),)),
            [],
        ),
        ("a delegation alone", agreement(flexibilities=(NHS_LEADS,)), None),
        ("a memorandum", agreement(basis=MEMORANDUM, flexibilities=(POOLED,)), None),
    ],
    "in-writing-delegated": [
        (
            "one matter unwritten",
            agreement(flexibilities=(NHS_LEADS,), matters=(matter("Charging", delegated=True),)),
            ["1 of the 1 matters the agreement must address is not written: Charging"],
        ),
        (
            "what the pool requires already",
            agreement(
                flexibilities=(POOLED, NHS_LEADS), matters=(matter("Aims", pooled=True, delegated=True),)
            ),
            [],
        ),
        ("a pool alone", agreement(flexibilities=(POOLED,)), None),
    ],
    "improvement": [
        (
            "no reasons",
            agreement(improvement=" "),
            ["The reasons why it is likely to lead to an improvement are not recorded"],
        ),
        ("reasons", agreement(improvement="One purchaser, not two"), []),
        ("a memorandum", MEMO, None),
    ],
    "joint-consultation": [
        (
            "each consulted alone",
            agreement(consultees=(consultee(),)),
            ["No joint consultation of those who appear to be affected is recorded"],
        ),
        ("jointly", agreement(consultees=(consultee(jointly=True),)), []),
        ("a memorandum", MEMO, None),
    ],
    "trust-consent": [
        ("an NHS trust", agreement(**TRUSTED), ["No consent of a commissioner of The trust is recorded"]),
        (
            "one commissioner's",
            agreement(**TRUSTED, consents=(consent(NHS_TRUST),)),
            ["It is not recorded that every commissioner of The trust has consented"],
        ),
        ("every commissioner's", agreement(**TRUSTED, consents=(consent(NHS_TRUST, is_complete=True),)), []),
        ("a foundation trust", agreement(flexibilities=(POOLED,)), []),
        ("an NHS lead", agreement(**{**TRUSTED, "flexibilities": (NHS_LEADS,)}), None),
    ],
    "signed-in-time": [
        (
            "begun as a draft",
            agreement(starts_on=date(2026, 4, 1)),
            ["It started on 1 April 2026 but is recorded as draft"],
        ),
        ("begun in force", agreement(**TERM), []),
        ("to begin", agreement(starts_on=date(2027, 4, 1)), []),
    ],
    "term": [
        (
            "four months before",
            agreement(**TERM),
            ["It ends on 31 March 2027, in less than 6 months"],
        ),
        (
            "the day after",
            agreement(**TERM, on=date(2027, 4, 1)),
            ["It expired on 31 March 2027: renew it or record its end"],
        ),
        (
            "a year before",
            agreement(**TERM, on=date(2026, 3, 31)),
            ["It ends on 31 March 2027, in less than 12 months"],
        ),
        (
            "three months before",
            agreement(**TERM, on=date(2026, 12, 31)),
            ["It ends on 31 March 2027, in less than 3 months"],
        ),
        ("more than a year before", agreement(**TERM, on=date(2026, 3, 30)), []),
        ("no end", agreement(starts_on=date(2020, 4, 1)), []),
    ],
    "notice": [
        (
            "of three months",
            agreement(**TERM, notice_months=3),
            ["The last day to give notice before it ends is 31 December 2026"],
        ),
        ("when it has passed", agreement(**TERM, notice_months=6), []),
        ("of no length", agreement(**TERM), []),
    ],
    "phases": [
        (
            "late",
            agreement(phases=(phase(due_on=date(2026, 3, 31)),)),
            ["Pooled budget was due by 31 March 2026 and is not recorded as in place"],
        ),
        (
            "soon",
            agreement(phases=(phase(due_on=date(2026, 12, 31)),)),
            ["Pooled budget is due by 31 December 2026 and is not recorded as in place"],
        ),
        ("done", agreement(phases=(phase(due_on=date(2026, 3, 31), done_on=date(2026, 3, 1)),)), []),
        ("far off", agreement(phases=(phase(due_on=date(2028, 3, 31)),)), []),
    ],
}
