"""What must be told of an agreement itself, and what must not."""

from datetime import date

from partnerships.as_at import AuthorityFacts, BodyFacts, DelegationFacts, ExcludedFacts, SignatureFacts
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
    made,
    matter,
    party,
    phase,
    service,
)
from tests.warnings import Cases

MEMO = agreement(basis=MEMORANDUM, parties=(party(COUNCIL),))
CLOSED = body("Southwark PCT", "nhs", closed_on=date(2013, 3, 31))
FOLLOWED = body("Southwark PCT", "nhs", closed_on=date(2013, 3, 31), followed_by=("Southwark CCG",))
GROUP = body("Southwark PCG", "nhs", kind="Primary care group", may_be_partner=False)
NHS_TRUST = body("The trust", "nhs", needs_consent=True)
POOLED, COUNCIL_LEADS, NHS_LEADS = map(flexibility, ("pooled_fund", "council_leads", "nhs_leads"))
TRUSTED = {"parties": (party(COUNCIL), party(NHS_TRUST)), "flexibilities": (POOLED,)}


def decision(of: BodyFacts) -> AuthorityFacts:
    return made(AuthorityFacts, body=of, what="enter", decided_on=date(2020, 3, 1))


def signed(of: BodyFacts) -> SignatureFacts:
    return made(SignatureFacts, body=of, signed_on=date(2020, 3, 30))


TERM = {"starts_on": date(2020, 4, 1), "ends_on": date(2027, 3, 31), "status": "in_force"}
IN_2003 = date(2003, 12, 16)
PLAN = (
    "health improvement plan: look at that, and say among the reasons for an improvement which of its "
    "objectives the arrangements fulfil"
)
UNSAID, WHO = "Nothing written in it says that", "look at who does, and when"
REPORTS = "The pool manager reports each quarter. A yearly return follows."
COMBINED = body("Mayoral authority", kind="Combined authority", needs_order=True)
ENDOSCOPY = ExcludedFacts("Endoscopy", ("endoscop",), "SI 2000/617 reg 5(a)")


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
            ["Southwark PCT closed on 31 March 2013: record its successor, or confirm that its part ended"],
        ),
        (
            "one whose successor is recorded",
            of(party(FOLLOWED)),
            [
                "Southwark PCT closed on 31 March 2013: Southwark CCG followed it: "
                "confirm who stands in its place"
            ],
        ),
        ("on its last day", of(party(CLOSED), on=date(2013, 3, 31)), []),
        ("one that left as it closed", of(party(CLOSED, left_on=date(2013, 3, 31))), []),
    ],
    "partners-go-on": [
        (
            "one that closes within a year",
            of(party(CLOSED), on=date(2012, 6, 1)),
            ["Southwark PCT closes on 31 March 2013: record which body follows it, if one does"],
        ),
        (
            "one whose successor is recorded",
            of(party(FOLLOWED), on=date(2013, 3, 31)),
            ["Southwark PCT closes on 31 March 2013: Southwark CCG will follow it"],
        ),
        ("long before", of(party(CLOSED), on=date(2012, 3, 30)), []),
        ("one that has closed", of(party(CLOSED)), []),
        (
            "one that leaves as it closes",
            of(party(CLOSED, left_on=CLOSED.closed_on), on=date(2013, 3, 1)),
            [],
        ),
    ],
    "nothing-stays-with-a-closed-body": [
        ("its host", agreement(host=CLOSED), ["The host, Southwark PCT, closed on 31 March 2013"]),
        (
            "who leads",
            agreement(flexibilities=(flexibility("nhs_leads", lead_body=CLOSED),)),
            ["Southwark PCT, which leads (nhs_leads), closed on 31 March 2013"],
        ),
        (
            "a power without an end",
            agreement(delegations=(made(DelegationFacts, body=CLOSED, post="Chief executive"),)),
            [
                "Southwark PCT closed on 31 March 2013, and the power of its Chief executive has no last day",
            ],
        ),
        ("on its last day", agreement(host=CLOSED, on=date(2013, 3, 31)), []),
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
    "approved-by-each": [
        (
            "no decision of one",
            agreement(**TERM, authorities=(decision(COUNCIL),)),
            ["No decision to enter into it is recorded of Southwark PCT"],
        ),
        ("both", agreement(**TERM, authorities=(decision(COUNCIL), decision(TRUST))), []),
        ("a draft", agreement(), []),
        ("a memorandum", agreement(**TERM, basis=MEMORANDUM), None),
    ],
    "signed-by-each": [
        (
            "one partner has not",
            agreement(**TERM, signatures=(signed(COUNCIL),)),
            ["It is in force, and no signature of Southwark PCT is recorded, 2430 days after it started"],
        ),
        ("both have", agreement(**TERM, signatures=(signed(COUNCIL), signed(TRUST))), []),
        ("a draft", agreement(), []),
    ],
    "signed-in-time": [
        (
            "begun as a draft",
            agreement(starts_on=date(2026, 4, 1)),
            ["It started on 1 April 2026 but is recorded as drafting"],
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
    "health-improvement-plan": [
        (
            "nothing said in 2003",
            agreement(on=IN_2003),
            [f"Nothing written in it names the Primary Care Trust's {PLAN}"],
        ),
        (
            "nothing said in 2002",
            agreement(on=date(2002, 9, 30)),
            [f"Nothing written in it names the Health Authority's {PLAN}"],
        ),
        ("named", agreement(on=IN_2003, improvement="It meets the Health Improvement Plan."), []),
        ("since 1 April 2013", agreement(starts_on=date(2013, 4, 1)), None),
        ("a memorandum", agreement(basis=MEMORANDUM, on=IN_2003), None),
    ],
    "partner-reports": [
        (
            "of a pool, nothing said",
            agreement(flexibilities=(POOLED,)),
            [f"{UNSAID} the pool manager reports to the partners each quarter and each year: {WHO}"],
        ),
        (
            "of a pool with a lead, only quarterly",
            agreement(flexibilities=(POOLED, NHS_LEADS), summary="Quarterly reports."),
            [f"{UNSAID} the pool manager and the body that leads report to the partners each year: {WHO}"],
        ),
        (
            "both said",
            agreement(flexibilities=(POOLED,), matters=(matter("Pool", text=REPORTS),)),
            [],
        ),
        ("staff and goods alone", agreement(flexibilities=(flexibility("support"),)), None),
    ],
    "pool-audit": [
        (
            "a baseline audit of services is none of the accounts",
            agreement(flexibilities=(POOLED,), summary="A baseline audit of equipment."),
            ["Nothing written in it says who arranges the audit of the pooled fund: look at the host's"],
        ),
        ("a clause", agreement(flexibilities=(POOLED,), matters=(matter("Audit", text="By the host."),)), []),
        ("a sentence", agreement(flexibilities=(POOLED,), summary="The pooled fund is audited yearly."), []),
        ("a lead alone", agreement(flexibilities=(NHS_LEADS,)), None),
    ],
    "partner-by-order": [
        (
            "no order named",
            of(*PARTIES, party(COMBINED)),
            [
                "Mayoral authority is of the kind “Combined authority”: look for the order that treats it as "
                "a council or as an NHS body, and name it in the part it plays"
            ],
        ),
        ("its order named", of(*PARTIES, party(COMBINED, part="As a council: SI 2024/232 reg 24")), []),
        ("a council and a trust", agreement(), None),
        ("before there were any", of(party(COMBINED), starts_on=date(2015, 4, 1)), None),
    ],
    "excluded-functions": [
        (
            "a service",
            agreement(excluded=(ENDOSCOPY,), services_in=(service("Endoscopic services"),)),
            ["The service “Endoscopic services” may include what is excluded: endoscopy"],
        ),
        (
            "a clause",
            agreement(excluded=(ENDOSCOPY,), matters=(matter("Functions", text="Endoscopy."),)),
            ["The functions may include what is excluded: endoscopy"],
        ),
        (
            "a clause that leaves it out",
            agreement(excluded=(ENDOSCOPY,), matters=(matter("Functions", text="All but not endoscopy."),)),
            [],
        ),
        ("another service", agreement(excluded=(ENDOSCOPY,), services_in=(service("Nursing"),)), []),
        ("a memorandum", MEMO, None),
    ],
    "charging-tied": [
        (
            "a council's lead alone",
            agreement(flexibilities=(COUNCIL_LEADS,), includes_charging=True),
            ["It includes charging, and neither a pooled fund nor the lead of an NHS body"],
        ),
        ("with a pool", agreement(flexibilities=(COUNCIL_LEADS, POOLED), includes_charging=True), []),
        ("no charging", agreement(flexibilities=(COUNCIL_LEADS,)), None),
        ("before 1 April 2003", agreement(starts_on=date(2003, 3, 31), includes_charging=True), None),
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
