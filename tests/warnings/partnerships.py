"""What must be told of an agreement itself, and what must not."""

from dataclasses import replace
from datetime import date

from budgets.calculations import Schedule
from core.dates import FinancialYear
from core.money import gbp
from partnerships.as_at import (
    AuthorityFacts,
    BodyFacts,
    DelegationFacts,
    DeliverableFacts,
    DirectionFacts,
    ExcludedFacts,
    IssueAreaFacts,
    NoticeFacts,
    RenewalFacts,
    SignatureFacts,
    SigningDateFacts,
    TermDayFacts,
)
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
    fund,
    line,
    made,
    matter,
    party,
    phase,
    schedule,
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


def by_officer(**said: object) -> AuthorityFacts:
    who = {"body": COUNCIL, "decided_by": "Strategic Director", "is_by_officer": True}
    return made(AuthorityFacts, **{**who, "what": "enter", "decided_on": date(2020, 3, 3), **said})


def signed(of: BodyFacts) -> SignatureFacts:
    return made(SignatureFacts, body=of, signed_on=date(2020, 3, 30))


BCF = SigningDateFacts("Better Care Fund 2024/25", date(2024, 4, 1), date(2025, 3, 31), date(2024, 9, 30), "")
DIRECTED = "Southwark Council is under a direction from 1 July 2026."


def direction(**said: object) -> DirectionFacts:
    values = {
        "body": COUNCIL,
        "from_on": date(2026, 7, 1),
        "consent_of": "the shadow authority",
        "limit": gbp(100_000),
        "other_sums": gbp(60_000),
    }
    return made(DirectionFacts, **{**values, **said})


def worth(amount: int) -> Schedule:
    return schedule(fund("Pool", line(COUNCIL, {2026: amount})))


def notice(length: int, unit: str = "months", **said: object) -> NoticeFacts:
    return made(NoticeFacts, length=length, unit=unit, ending="term", **said)


def term_day(kind: str, due_on: date, **said: object) -> TermDayFacts:
    return made(TermDayFacts, kind=kind, due_on=due_on, **said)


def renewal(of: BodyFacts, takes_part: bool = True) -> RenewalFacts:
    return made(RenewalFacts, body=of, year=FinancialYear(2027), takes_part=takes_part)


YEARLY = {"starts_on": date(2020, 4, 1), "status": "in_force", "renewal": "yearly"}
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


PROTOCOL = made(DeliverableFacts, what="A protocol", owner="Head of service", due_on=date(2005, 8, 31))
AREA = made(
    IssueAreaFacts,
    name="Information",
    deliverables=(PROTOCOL, made(DeliverableFacts, what="job descriptions", due_on=date(2005, 9, 30))),
)
DONE = made(
    IssueAreaFacts,
    name="Information",
    deliverables=(
        replace(PROTOCOL, done_on=date(2005, 8, 1)),
        made(DeliverableFacts, what="Whenever it is ready"),
    ),
)

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
        (
            "jointly, and not yet",
            agreement(consultees=(consultee(jointly=True, state="planned"),)),
            ["No joint consultation of those who appear to be affected is recorded"],
        ),
        (
            "jointly, until a later day",
            agreement(consultees=(consultee(jointly=True, to_on=date(2027, 1, 1)),)),
            ["No joint consultation of those who appear to be affected is recorded"],
        ),
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
    "officer-record": [
        (
            "of a council, since 2012",
            agreement(authorities=(by_officer(reasons="It is cheaper", alternatives="None"),)),
            [
                "The record of the decision of Strategic Director, 3 March 2020 does not say "
                "the interests declared"
            ],
        ),
        (
            "with all of it",
            agreement(authorities=(by_officer(reasons="R", alternatives="A", interests="None"),)),
            [],
        ),
        ("before", agreement(authorities=(by_officer(decided_on=date(2003, 12, 16)),)), []),
        ("of an NHS body", agreement(authorities=(by_officer(body=TRUST),)), []),
        ("at a meeting", agreement(authorities=(by_officer(is_by_officer=False),)), []),
    ],
    "better-care-signed": [
        (
            "before and not signed by one",
            agreement(
                on=date(2024, 8, 1), status="in_force", signatures=(signed(COUNCIL),), signing_dates=(BCF,)
            ),
            [
                "For the Better Care Fund 2024/25 it is to be signed by 30 September 2024; no signature of "
                "Southwark PCT is recorded"
            ],
        ),
        (
            "after",
            agreement(on=date(2024, 10, 1), signing_dates=(BCF,)),
            [
                "For the Better Care Fund 2024/25 it was to be signed by 30 September 2024; no signature of "
                "Southwark Council and Southwark PCT is recorded"
            ],
        ),
        ("long before", agreement(on=date(2024, 4, 1), signing_dates=(BCF,)), []),
        (
            "signed",
            agreement(signatures=(signed(COUNCIL), signed(TRUST)), signing_dates=(BCF,)),
            [],
        ),
    ],
    "section-24": [
        (
            "over the limit with other contracts",
            agreement(directions=(direction(),), schedule=worth(60_000)),
            [
                f"{DIRECTED} It comes to £120,000, and the limit is £100,000: ask whether the consent of the "
                "shadow authority is needed"
            ],
        ),
        (
            "of a sum that is not known, asked for",
            agreement(directions=(direction(asked_on=date(2026, 9, 1)),)),
            [
                f"{DIRECTED} It does not say its sum, and the limit is £100,000: ask whether the consent of "
                "the shadow authority is needed; it was asked for on 1 September 2026"
            ],
        ),
        ("within the limit", agreement(directions=(direction(),), schedule=worth(40_000)), []),
        (
            "given",
            agreement(directions=(direction(given_on=date(2026, 10, 1)),), schedule=worth(500_000)),
            [],
        ),
        (
            "made before the direction",
            agreement(directions=(direction(),), schedule=worth(500_000), agreed_on=date(2026, 6, 30)),
            [],
        ),
        (
            "over before it binds",
            agreement(directions=(direction(),), schedule=worth(500_000), ends_on=date(2026, 7, 1)),
            [],
        ),
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
            [
                "Its last day, 31 March 2027, has passed and it is still in force: renew it, or record that "
                "it expired"
            ],
        ),
        (
            "years after, still in force",
            agreement(**TERM, on=date(2032, 4, 1)),
            [
                "Its last day, 31 March 2027, has passed and it is still in force: renew it, or record that "
                "it expired"
            ],
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
            agreement(**TERM, notices=(notice(3),)),
            ["The last day to give notice before it ends on 31 March 2027 is 31 December 2026"],
        ),
        ("when it has passed", agreement(**TERM, notices=(notice(6),)), []),
        ("of no length", agreement(**TERM), []),
        (
            "of a scheme, in clear days",
            agreement(**TERM, notices=(notice(30, "clear_days", subject="Scheme 2"),)),
            ["The last day to give notice before Scheme 2 ends on 31 March 2027 is 28 February 2027"],
        ),
    ],
    "term-days": [
        (
            "a review that is late",
            agreement(**TERM, term_days=(term_day("review", date(2025, 9, 30), every_months=12),)),
            ["The review was to be done by 30 September 2025"],
        ),
        (
            "an option and a decision that come",
            agreement(
                **TERM,
                term_days=(
                    term_day("option", date(2026, 12, 31)),
                    term_day("decision", date(2027, 1, 15)),
                ),
            ),
            [
                "The option to extend is to be taken up by 31 December 2026",
                "The decision on renewing it is to be taken by 15 January 2027",
            ],
        ),
        (
            "a break, and a review that is done",
            agreement(
                **TERM,
                term_days=(
                    term_day("break", date(2026, 12, 31)),
                    term_day("review", date(2026, 9, 30), every_months=12, settled_on=date(2026, 9, 30)),
                ),
            ),
            [],
        ),
    ],
    "renewal-decided": [
        (
            "one has not decided, before the year",
            agreement(**YEARLY, on=date(2027, 2, 1), renewals=(renewal(COUNCIL),)),
            ["Southwark PCT: no decision on taking part in 2027/28 is recorded; it is due by 31 March 2027"],
        ),
        (
            "by the agreement's own day, which has passed",
            agreement(
                **YEARLY,
                on=date(2027, 2, 1),
                renewals=(renewal(TRUST),),
                term_days=(term_day("decision", date(2020, 12, 31), every_months=12),),
            ),
            [
                "Southwark Council: no decision on taking part in 2027/28 is recorded; it was due by "
                "31 December 2026"
            ],
        ),
        (
            "one takes no part",
            agreement(**YEARLY, renewals=(renewal(COUNCIL), renewal(TRUST, takes_part=False))),
            ["Southwark PCT takes no part in 2027/28"],
        ),
        ("both take part", agreement(**YEARLY, renewals=(renewal(COUNCIL), renewal(TRUST))), []),
        ("long before", agreement(**YEARLY, on=date(2026, 9, 1)), []),
        ("a fixed term", agreement(**TERM, renewal="none"), []),
        ("it ends before the year", agreement(**TERM, renewal="yearly", on=date(2027, 2, 1)), []),
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
    "deliverables": [
        (
            "one that is overdue, one soon due",
            agreement(issue_areas=(AREA,), on=date(2005, 9, 1)),
            [
                "A protocol (Head of service) was due by 31 August 2005",
                "Job descriptions (no owner is recorded) is due by 30 September 2005",
            ],
        ),
        ("long before", agreement(issue_areas=(AREA,), on=date(2005, 1, 1)), []),
        ("without a day, or delivered", agreement(issue_areas=(DONE,)), []),
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
