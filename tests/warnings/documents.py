"""What must be told of the words typed into an agreement, and what must not."""

from datetime import date

from documents.compositions import agreement_document
from documents.disagreements import Reading
from documents.queries.facts import AgreementFacts, ProvisionFacts
from tests.values import COUNCIL, MEMORANDUM, PARTIES, TODAY, basis, fund, line, made, schedule, service
from tests.warnings import Cases


def says(text, code="term", **said):
    """An agreement from 1 December 2003 to 30 November 2004 with this text on its term."""
    said = {
        "on": TODAY,
        "reference": "SWK-1",
        "title": "Equipment",
        "basis": basis(),
        "parties": PARTIES,
        "starts_on": date(2003, 12, 1),
        "ends_on": date(2004, 11, 30),
        "pool_manager_post": "Strategic Director of Social Services",
        "services_in": (service("Equipment"),),
        "schedule": schedule(fund("Pool", line(COUNCIL, {2003: 1}))),
        "provisions": (ProvisionFacts(code, "Term", True, text),),
    } | said
    facts = made(AgreementFacts, **said)
    return Reading(facts, agreement_document(facts))


NOT_THERE = "which this agreement does not have."
PASSES = "Liability passes to the host."
CASES: Cases = {
    "typed-references": [
        (
            "a schedule",
            says("See Schedule 9."),
            ["“Term” refers to schedule 9, which this agreement does not have."],
        ),
        (
            "a paragraph",
            says("Subject to clause 2.9."),
            [f"“Term” refers to clause 2.9, {NOT_THERE}"],
        ),
        ("what is there", says("As Schedule 2 says, subject to clause 2 and clause 2.1."), []),
        (
            "another Act's",
            says("Schedule 12A to the Local Government Act 1972"),
            [],
        ),
        ("another agreement's", says("As clause 21 of the main agreement says."), []),
    ],
    "typed-references-by-subject": [
        (
            "another's subject",
            says("The contributions are in Schedule 2 of the agreement."),
            [
                "“Term” refers to schedule 2, which is “Services”: “Contributions” is schedule 3.",
            ],
        ),
        ("its own", says("The contributions are in Schedule 3."), []),
        ("both", says("The services in Schedule 2 are paid for by contributions."), []),
    ],
    "typed-days": [
        (
            "another end",
            says("The agreement continues until 31 March 2028."),
            ["“Term” says that the agreement ends on 31 March 2028; the record says 30 November 2004."],
        ),
        (
            "another start",
            says("This agreement commences on 2nd December 2003."),
            ["“Term” says that the agreement starts on 2 December 2003; the record says 1 December 2003."],
        ),
        (
            "those recorded",
            says("The agreement starts on 1 December 2003 and the term ends on 30 November 2004"),
            [],
        ),
        ("of something else", says("The lease of the building runs until 31 March 2028."), []),
        ("elsewhere than in the term", says("The agreement continues until 31 March 2028.", "services"), []),
        ("no day", says("The agreement ends on 31 June 2004."), []),
    ],
    "typed-pool-manager": [
        (
            "another post",
            says("The Pool Manager is the Head of Finance."),
            [
                "“Term” says that the pool manager is “Head of Finance”; the record says "
                "“Strategic Director of Social Services; Head of Commissioning”."
            ],
        ),
        ("the one recorded", says("The pool manager is the Strategic Director of Social Services."), []),
        ("what it does", says("The pool manager reports each quarter."), []),
    ],
    "typed-liability": [
        (
            "it passes",
            says(PASSES),
            ["“Term” says “Liability passes to the host”: liability for functions stays where it is."],
        ),
        (
            "it passes, in a sentence with a number",
            says("Liability passes to the host (paragraph 5.2)."),
            [
                "“Term” says “Liability passes to the host (paragraph 5.2)”: liability for functions stays "
                "where it is."
            ],
        ),
        ("denied", says("The arrangement does not transfer responsibility."), []),
        ("a memorandum", says(PASSES, basis=MEMORANDUM), []),
    ],
}
