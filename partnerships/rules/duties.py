"""What the law asks of partners besides what an agreement must say. Each warns.

The record does not tell whether a duty was done: these rules say what to look at, where the words are silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from core.folding import fold
from core.rules import Breach, Condition, Place, Urgency, warns
from core.sentences import mid_sentence
from partnerships.as_at import AgreementAsAt, ExcludedFacts
from partnerships.models import DELEGATIONS, Flexibility
from partnerships.rules.agreements import OVERVIEW, POOLING, PROVISIONS, REGULATED

K = Flexibility.Kind
FIRST_DAY = date(2000, 4, 1)
LAST_OF_HEALTH_AUTHORITIES = date(2002, 9, 30)
SENTENCE_ENDS = re.compile(r"[.;!?]\s|\n")
ORDER = re.compile(r"\b(?:S\.?I\.? ?\d{4}/\d+|order (?:of )?\d{4})", re.IGNORECASE)
LEFT_OUT = re.compile(r"\b(?:exclud|except|other than|not|no|without)", re.IGNORECASE)

REPORTING = Condition(
    "that use a pooled fund or in which one body leads or provides",
    lambda agreement: bool(agreement.uses & {K.POOLED_FUND, *DELEGATIONS}),
)
COMBINED = Condition(
    "that have a combined authority as a partner",
    lambda agreement: any(party.body.needs_order for party in agreement.partners),
)
CHARGING = Condition("that include charging functions", lambda agreement: agreement.includes_charging)


@warns(
    "health-improvement-plan",
    source="SI 2000/617 reg 4(3), as amended by SI 2002/2469; left out by SI 2012/3094 reg 12",
    applies=REGULATED,
    from_on=FIRST_DAY,
    to_on=date(2013, 3, 31),
)
def the_health_improvement_plan_is_fulfilled(agreement: AgreementAsAt) -> Iterator[Breach]:
    """The arrangements must fulfil the objectives of the health improvement plan.

    The Health Authority's until 30 September 2002, since then the Primary Care Trust's.
    """
    if not _says(agreement.texts, r"health improvement"):
        early = agreement.entered_on <= LAST_OF_HEALTH_AUTHORITIES
        whose = "Health Authority" if early else "Primary Care Trust"
        message = (
            f"Nothing written in it names the {whose}'s health improvement plan: look at that, and say among "
            "the reasons for an improvement which of its objectives the arrangements fulfil"
        )
        yield Breach(OVERVIEW, message, Urgency.NOTE)


@warns(
    "partner-reports",
    source="SI 2000/617 regs 7(4), 8(3) and 9(4)",
    applies=REGULATED & REPORTING,
    from_on=FIRST_DAY,
)
def partners_are_reported_to(agreement: AgreementAsAt) -> Iterator[Breach]:
    """The pool manager, and the body that leads, must report to the partners each quarter and each year.

    On income, expenditure and effectiveness. Whether each report was sent is not recorded here.
    """
    texts = list(agreement.texts)
    report = r"\b(?:report|return|statement|account)"
    quarterly, yearly = _says(texts, r"\bquarter", report), _says(texts, r"\b(?:annual|year)", report)
    if quarterly and yearly:
        return
    each = " and ".join(filter(None, ("" if quarterly else "each quarter", "" if yearly else "each year")))
    leads = bool(agreement.uses & DELEGATIONS)
    pools = K.POOLED_FUND in agreement.uses
    who = " and ".join(filter(None, ("the pool manager" * pools, "the body that leads" * leads)))
    verb = "report" if pools and leads else "reports"
    message = (
        f"Nothing written in it says that {who} {verb} to the partners {each}: look at who does, and when"
    )
    yield Breach(PROVISIONS, message, Urgency.NOTE)


@warns(
    "pool-audit",
    source="SI 2000/617 reg 7(6) and (7), as amended by SI 2015/1940",
    applies=REGULATED & POOLING,
    from_on=FIRST_DAY,
)
def the_accounts_of_a_pool_are_audited(agreement: AgreementAsAt) -> Iterator[Breach]:
    """The host must arrange for the accounts of the pooled fund to be audited.

    The yearly return was certified by the Audit Commission, from 1 April 2016 by an appropriate person or
    body; that this lapsed in practice is not verified.
    """
    if agreement.written_on("audit"):
        return
    if not _says(agreement.texts, r"\baudit", r"\b(?:accounts?|fund|pool|budget|return|certif)"):
        message = "Nothing written in it says who arranges the audit of the pooled fund: look at the host's"
        yield Breach(PROVISIONS, message, Urgency.NOTE)


@warns(
    "partner-by-order",
    source="NHS Act 2006 s.75(7A) to (7J) (not verified: nobody has read it there)",
    applies=REGULATED & COMBINED,
    from_on=date(2016, 1, 28),
)
def a_combined_authority_has_its_order(agreement: AgreementAsAt) -> Iterator[Breach]:
    """A combined authority may be a partner only where an order treats it as a council or an NHS body.

    For the East Midlands, SI 2024/232 reg 24 does so for its public health functions from 28 February 2024.
    """
    for party in agreement.partners:
        if party.body.needs_order and not ORDER.search(party.part):
            message = (
                f"{party} is of the kind “{party.body.kind}”: look for the order that treats it as a council "
                "or as an NHS body, and name it in the part it plays"
            )
            yield Breach(Place("parties", anchor=f"party-{party.key}"), message, Urgency.NOTE)


@warns(
    "excluded-functions", source="SI 2000/617 regs 5(a) and 6(a), each as in force then", applies=REGULATED
)
def no_excluded_function_is_included(agreement: AgreementAsAt) -> Iterator[Breach]:
    """No function that the Regulations exclude may be included.

    Words cannot be sure: what is found is to be looked at.
    """
    services = Place("scope", anchor="services")
    for service in agreement.services_in:
        for name in _found(agreement.excluded, f"{service.name}. {service.note}"):
            message = f"The service “{service}” may include what is excluded: {mid_sentence(name)}"
            yield Breach(services, message, Urgency.SOON)
    for name in _found(agreement.excluded, agreement.written_on("functions")):
        message = f"The functions may include what is excluded: {mid_sentence(name)}"
        yield Breach(PROVISIONS, message, Urgency.NOTE)


def _found(excluded: Iterable[ExcludedFacts], text: str) -> Iterator[str]:
    """Which of these a sentence names that leaves nothing out."""
    sentences = (each for each in SENTENCE_ENDS.split(text) if not LEFT_OUT.search(each))
    included = "\n".join(map(fold, sentences))
    return (each.name for each in excluded if any(word in included for word in each.words))


@warns(
    "charging-tied",
    source="SI 2000/617 reg 6(k) and (l)",
    applies=REGULATED & CHARGING,
    from_on=date(2003, 4, 1),
)
def charging_goes_with_a_pool_or_an_nhs_lead(agreement: AgreementAsAt) -> Iterator[Breach]:
    """Charging may be included only where the service itself is in a pooled fund or led by an NHS body."""
    if not agreement.uses & {K.POOLED_FUND, K.NHS_LEADS, K.NHS_PROVIDES}:
        message = "It includes charging, and neither a pooled fund nor the lead of an NHS body"
        yield Breach(OVERVIEW, message, Urgency.SOON)


def _says(texts: Iterable[str], *patterns: str) -> bool:
    """Whether a sentence has all of these."""
    wanted = [re.compile(pattern, re.IGNORECASE) for pattern in patterns]
    return any(
        all(each.search(sentence) for each in wanted)
        for text in texts
        for sentence in SENTENCE_ENDS.split(text)
    )
