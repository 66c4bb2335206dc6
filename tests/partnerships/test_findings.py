"""What needs attention in an agreement, on which day and by the law of which."""

from datetime import date

import pytest

from core import actions
from core.rules import RulesBroken, Urgency
from partnerships import reference
from partnerships.findings import findings_of
from partnerships.models import AgreementStatus, BodyKind, LegalBasis, ProvisionKind
from partnerships.queries import agreement_as_at, agreements_as_at
from partnerships.rules import agreements as rules
from tests.factories import (
    NOW,
    AgreementFactory,
    BodyFactory,
    ConsentFactory,
    FlexibilityFactory,
    PartyFactory,
    ProvisionFactory,
    ProvisionKindFactory,
    recorder,
)

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 22)


def told(rule, agreement, on=ON):
    value = agreement_as_at(agreement.pk, on=on)
    return [(breach.urgency, breach.detail) for breach in rule.breaches(value)]


def test_what_the_law_wants_in_writing_follows_from_the_flexibilities():
    kinds = [
        ProvisionKindFactory(name=name, position=n, required_for_pooled_fund=True)
        for n, name in enumerate(["Aims", "Contributions", "Functions", "Variation"])
    ]
    ProvisionKindFactory(name="Charging", required_for_delegation=True)
    agreement = AgreementFactory()
    pooled, delegated = rules.a_pooled_fund_is_agreed_in_writing, rules.a_delegation_is_agreed_in_writing
    unwritten = "matters the agreement must address are not written"
    assert told(pooled, agreement) == told(delegated, agreement) == []
    FlexibilityFactory(agreement=agreement, kind="pooled_fund")
    ProvisionFactory(agreement=agreement, kind=kinds[0])
    assert told(pooled, agreement) == [
        (Urgency.NOW, f"3 of the 4 {unwritten}: Contributions; Functions; Variation")
    ]
    FlexibilityFactory(agreement=agreement, kind="council_leads")
    assert told(delegated, agreement) == [
        (Urgency.NOW, f"1 of the 1 {unwritten.replace('are', 'is')}: Charging")
    ]


def test_nothing_needs_attention_in_what_is_over_or_long_past():
    ended = AgreementFactory(status=AgreementStatus.EXPIRED, ends_on=date(2026, 3, 31))
    long_past = AgreementFactory(ends_on=date(2024, 11, 21))
    just_past = AgreementFactory(ends_on=date(2024, 11, 22))
    values = agreements_as_at([each.pk for each in (ended, long_past, just_past)], on=ON)
    assert [bool(findings_of(value)) for value in values.values()] == [False, False, True]
    assert all(findings_of(value, asked=True) for value in values.values())


# What the law of the day asks, from the reference data that production loads


@pytest.fixture
def law():
    reference.load(by=recorder(), at=NOW)


def in_writing(starts_on, *kinds, basis="health-act-1999-s31", **values):
    """The codes of the matters that must be in writing of an agreement that starts then."""
    agreement = AgreementFactory(
        legal_basis=LegalBasis.objects.get(code=basis), starts_on=starts_on, **values
    )
    for kind in kinds:
        FlexibilityFactory(agreement=agreement, kind=kind)
    value = agreement_as_at(agreement.pk, on=starts_on)
    return [matter.code for matter in value.matters if matter.required]


POOL = [
    "aims-and-outcomes",
    "term",
    "functions",
    "persons-and-services",
    "pooled-fund",
    "financial-contributions",
    "non-financial-contributions",
]


@pytest.mark.usefixtures("law")
def test_what_must_be_in_writing_is_the_law_of_its_day():
    in_2003 = date(2003, 12, 31)
    assert in_writing(in_2003, "pooled_fund", "council_leads") == POOL
    with_charging = in_writing(in_2003, "pooled_fund", "council_leads", includes_charging=True)
    assert with_charging == [*POOL, "charging"]
    before_charging = in_writing(date(2003, 3, 31), "council_leads", includes_charging=True)
    assert "charging" not in before_charging
    s75 = {"basis": "nhs-act-2006-s75"}
    assert in_writing(date(2013, 3, 31), "pooled_fund", "nhs_leads", **s75) == POOL
    assert in_writing(date(2013, 4, 1), "pooled_fund", "nhs_leads", **s75) == [*POOL, "information-sharing"]
    assert in_writing(date(2013, 4, 1), "pooled_fund", **s75) == POOL
    assert in_writing(in_2003, "pooled_fund", "council_leads", basis="memorandum") == []


@pytest.mark.usefixtures("law")
@pytest.mark.parametrize("code", ["review", "variation", "termination"])
def test_any_of_review_variation_and_termination_meets_the_matter_of_the_term(code):
    agreement = AgreementFactory(ends_on=date(2028, 3, 31), starts_on=date(2026, 4, 1))
    FlexibilityFactory(agreement=agreement, kind="pooled_fund")

    def is_met():
        value = agreement_as_at(agreement.pk, on=ON)
        return [matter.is_met for matter in value.matters if matter.code == "term"]

    assert is_met() == [False]
    ProvisionFactory(agreement=agreement, kind=ProvisionKind.objects.get(code=code))
    assert is_met() == [True]
    agreement.starts_on = agreement.ends_on = None
    actions.change(agreement, by=recorder(), at=NOW)
    assert is_met() == [False]  # without a term no such provision is enough


@pytest.mark.usefixtures("law")
@pytest.mark.parametrize(
    ("kind", "flexibility", "asked"),
    [
        ("nhs-trust", "pooled_fund", True),
        ("nhs-trust", "council_leads", True),
        ("nhs-trust", "nhs_leads", False),
        ("nhs-foundation-trust", "pooled_fund", False),
        ("primary-care-trust", "council_leads", False),
    ],
)
def test_consent_is_asked_for_nhs_trusts_that_pool_or_for_which_a_council_leads(kind, flexibility, asked):
    trust = BodyFactory(name="The trust", kind=BodyKind.objects.get(code=kind))
    agreement = PartyFactory(body=trust).agreement
    FlexibilityFactory(agreement=agreement, kind=flexibility)
    rule = rules.commissioners_of_an_nhs_trust_consent
    missing = (Urgency.NOW, "No consent of a commissioner of The trust is recorded")
    assert told(rule, agreement) == ([missing] if asked else [])
    if asked:
        pct = BodyFactory(kind=BodyKind.objects.get(code="primary-care-trust"))
        consent = ConsentFactory(agreement=agreement, trust=trust, given_by=pct)
        some = "It is not recorded that every commissioner of The trust has consented"
        assert told(rule, agreement) == [(Urgency.SOON, some)]
        consent.is_complete = True
        actions.change(consent, by=recorder(), at=NOW)
        assert told(rule, agreement) == []


@pytest.mark.usefixtures("law")
def test_consent_is_given_for_a_partner():
    kind = BodyKind.objects.get(code="nhs-foundation-trust")
    trust = PartyFactory(body=BodyFactory(kind=kind)).body
    for not_asked in (trust, BodyFactory(kind=BodyKind.objects.get(code="nhs-trust"))):
        with pytest.raises(RulesBroken, match="Consent is given for a partner of a kind that needs it"):
            ConsentFactory(agreement=trust.parties.get().agreement, trust=not_asked)


@pytest.mark.usefixtures("law")
def test_consent_is_given_by_a_commissioner():
    pct = BodyFactory(
        kind=BodyKind.objects.get(code="primary-care-trust"),
        opened_on=date(2002, 4, 1),
        closed_on=date(2013, 3, 31),
    )
    ConsentFactory(given_by=pct, given_on=date(2013, 3, 31))
    with pytest.raises(RulesBroken, match="closed on 31 March 2013"):
        ConsentFactory(given_by=pct, given_on=date(2013, 4, 1))
    with pytest.raises(RulesBroken, match="must be a commissioner that existed on the day"):
        ConsentFactory(given_by=BodyFactory(kind=BodyKind.objects.get(code="county-council")))
