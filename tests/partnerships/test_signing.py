"""Who has approved an agreement, who may sign it on a day, and what is refused."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from core.actions import record, retire
from core.money import gbp
from core.permissions import Role
from core.rules import RulesBroken
from partnerships.actions.signing import record_authority, sign_agreement
from partnerships.calculations.signing import standings
from partnerships.models import Authority, Delegation, Signature
from partnerships.queries import agreement_as_at
from tests.budgets.factories import ContributionLineFactory, put
from tests.factories import (
    NOW,
    TODAY,
    AgreementFactory,
    AuthorityFactory,
    BodyFactory,
    DelegationFactory,
    PartyFactory,
    person,
)
from tests.forms import filled

pytestmark = pytest.mark.django_db

DECIDED, SIGNED = date(2003, 12, 16), date(2003, 12, 31)
DIRECTOR = "Strategic Director of Social Services"


@pytest.fixture
def agreement():
    return AgreementFactory(starts_on=date(2003, 12, 31), status="awaiting_approval")


@pytest.fixture
def officer(agreement):
    return person(Role.OFFICER, agreement.kept_by)


def given(agreement, **said):
    """The director's power to sign, by a decision of the Executive."""
    decision = {name: said.pop(name) for name in ("limit", "conditions", "to_on", "kind") if name in said}
    authority = AuthorityFactory(agreement=agreement, decided_on=DECIDED, **decision)
    return DelegationFactory(agreement=agreement, post=DIRECTOR, authority=authority, **said)


def signing(power, **said):
    return Signature(
        **{
            "agreement": power.agreement,
            "body": power.body,
            "delegation": power,
            "mode": "hand",
            "signed_on": SIGNED,
        }
        | said
    )


def unmet(agreement, on=SIGNED):
    standing, *_ = standings(agreement_as_at(agreement.pk, on=on))
    return [each.unmet for each in standing.signatories]


# Who may sign


def test_a_post_may_sign_by_a_decision_that_holds(agreement):
    given(agreement)
    (standing,) = standings(agreement_as_at(agreement.pk, on=SIGNED))
    (post,) = standing.signatories
    assert (post.may_sign, post.why) == (True, "Executive, 16 December 2003")
    assert str(standing.approved_by) == "Executive, 16 December 2003"
    assert standing.signature is None


@pytest.mark.parametrize(
    ("said", "on", "told"),
    [
        ({}, date(2003, 12, 15), "the decision is of 16 December 2003"),
        ({"to_on": date(2003, 12, 30)}, SIGNED, "the decision holds only until 30 December 2003"),
        ({"conditions": "The trust agrees"}, SIGNED, "its condition is open: The trust agrees"),
        ({"state": "requested"}, SIGNED, "the power is only asked for, not yet given"),
        (
            {"in_consultation_with": "Chief Finance Officer"},
            SIGNED,
            "Chief Finance Officer has not been consulted",
        ),
        ({"from_on": date(2004, 1, 1)}, SIGNED, "the power holds only from 1 January 2004"),
    ],
)
def test_what_stands_in_the_way_of_signing_is_said(agreement, said, on, told):
    given(agreement, **said)
    assert unmet(agreement, on) == [(told,)]


def test_a_sum_over_the_limit_stands_in_the_way(agreement):
    given(agreement, limit=gbp(1_000_000))
    put(ContributionLineFactory(fund__agreement=agreement), {2003: 730_000, 2004: 748_000})
    assert unmet(agreement) == [("the agreement comes to £1,478,000, over the limit of £1,000,000",)]


def test_a_decision_taken_back_gives_no_power_from_its_day(agreement, officer):
    power = given(agreement)
    back = Authority(
        agreement=agreement,
        body=power.body,
        what="take_back",
        revokes=power.authority,
        decided_by="Council",
        decided_on=date(2004, 2, 1),
    )
    record_authority(back, by=officer, at=NOW)
    assert unmet(agreement, date(2004, 1, 31)) == [()]
    assert unmet(agreement, date(2004, 2, 1)) == [
        ("the decision was taken back by Council on 1 February 2004",)
    ]


def test_a_power_without_its_decision_is_told(agreement):
    DelegationFactory(agreement=agreement)
    assert unmet(agreement) == [("the decision that gave the power is not recorded",)]


# What is refused


def refused(do, *args, **said):
    with pytest.raises(RulesBroken) as broken:
        do(*args, **said)
    (rule,) = broken.value.broken
    return rule.rule.code, rule.field


def test_who_signs_may_sign(agreement, officer):
    power = given(agreement, conditions="The trust agrees")
    told = refused(sign_agreement, signing(power), by=officer, at=NOW)
    assert told == ("who-signs-may-sign", "delegation")
    assert not Signature.objects.exists()


@pytest.mark.parametrize(
    ("said", "on", "told"),
    [
        ({"kind": "emergency", "conditions": "The board is told"}, SIGNED, "its condition is open"),
        ({"to_on": date(2003, 12, 30)}, SIGNED, "the decision holds only until 30 December 2003"),
        ({"in_consultation_with": "Chief Finance Officer"}, SIGNED, "has not been consulted"),
        ({}, date(2003, 12, 15), "the decision is of 16 December 2003"),
    ],
)
def test_what_stands_in_the_way_blocks_signing_and_says_so(agreement, officer, said, on, told):
    with pytest.raises(RulesBroken, match=told):
        sign_agreement(signing(given(agreement, **said), signed_on=on), by=officer, at=NOW)
    assert not Signature.objects.exists()


def test_a_sum_over_the_limit_blocks_signing(agreement, officer):
    power = given(agreement, limit=gbp(1_000_000))
    put(ContributionLineFactory(fund__agreement=agreement), {2003: 730_000, 2004: 748_000})
    with pytest.raises(RulesBroken, match="over the limit of £1,000,000"):
        sign_agreement(signing(power), by=officer, at=NOW)


def test_partner_approves_before_it_signs(agreement, officer):
    """A decision that only gives somebody power to vary does not let the partner enter."""
    vary = AuthorityFactory(agreement=agreement, decided_on=DECIDED, what="vary")
    power = DelegationFactory(agreement=agreement, authority=vary)
    told = refused(sign_agreement, signing(power), by=officer, at=NOW)
    assert told == ("partner-approves-before-it-signs", "signed_on")
    AuthorityFactory(agreement=agreement, decided_on=date(2004, 1, 1))
    assert refused(sign_agreement, signing(power), by=officer, at=NOW) == told
    sign_agreement(signing(power, signed_on=date(2004, 1, 1)), by=officer, at=NOW)


@pytest.mark.parametrize("status", ["drafting", "consulting", "terminated", "withdrawn"])
def test_signed_once_its_words_are_settled(status):
    agreement = AgreementFactory(status=status)
    officer = person(Role.OFFICER, agreement.kept_by)
    told = refused(sign_agreement, signing(given(agreement)), by=officer, at=NOW)
    assert told == ("signed-once-its-words-are-settled", None)


def test_decision_used_is_not_taken_back(agreement, officer):
    power = given(agreement)
    sign_agreement(signing(power), by=officer, at=NOW)
    back = Authority(
        agreement=agreement,
        body=power.body,
        what="take_back",
        revokes=power.authority,
        decided_by="Council",
        decided_on=SIGNED,
    )
    assert refused(record_authority, back, by=officer, at=NOW) == (
        "decision-used-is-not-taken-back",
        "revokes",
    )
    back.decided_on = SIGNED - timedelta(days=1)  # the day before: it had no power left, and that is recorded
    record_authority(back, by=officer, at=NOW)


def test_a_power_is_given_to_three_posts_that_act_together(agreement):
    """Each by its full title: more than the 200 characters there once were."""
    posts = "; ".join(
        (
            "the Strategic Director of Social Services and Chief Executive of Southwark Primary Care Trust",
            "the Borough Solicitor and Secretary to the Council of the London Borough of Southwark",
            "the Chief Finance Officer, in each case or whoever for the time being acts in the post",
        )
    )
    assert DelegationFactory(agreement=agreement, post=posts).post == posts


def test_nothing_is_done_on_a_day_to_come(agreement, officer):
    power, tomorrow = given(agreement), TODAY + timedelta(days=1)
    code = "nothing-is-done-on-a-day-to-come"
    assert refused(sign_agreement, signing(power, signed_on=tomorrow), by=officer, at=NOW) == (
        code,
        "signed_on",
    )
    new = Authority(agreement=agreement, body=power.body, decided_by="X", decided_on=tomorrow, what="enter")
    assert refused(record_authority, new, by=officer, at=NOW) == (code, "decided_on")


def test_partner_records_its_own_decisions(agreement, officer):
    """For one that has nobody here, others do, with a remark."""
    other = PartyFactory(agreement=agreement, body=BodyFactory()).body
    new = Authority(agreement=agreement, body=other, decided_by="Board", decided_on=DECIDED, what="enter")
    code = "partner-records-its-own-decisions"
    assert refused(record_authority, new, by=officer, at=NOW) == (code, "remark")
    new.remark = "Minutes of the board, 25 November 2003"
    record_authority(new, by=officer, at=NOW)
    person(Role.LEGAL, other)
    again = Authority(agreement=agreement, body=other, decided_by="Board", decided_on=DECIDED, what="vary")
    again.remark = "Minutes"
    assert refused(record_authority, again, by=officer, at=NOW) == (code, "body")


def test_deciding_body_is_a_party(agreement):
    new = Authority(agreement=agreement, body=BodyFactory(), decided_by="X", decided_on=DECIDED, what="enter")
    assert refused(record, new, by=person(Role.OFFICER, agreement.kept_by), at=NOW) == (
        "deciding-body-is-a-party",
        "body",
    )


def test_decision_taken_back_is_its_own(agreement, officer):
    later = AuthorityFactory(agreement=agreement, decided_on=SIGNED)
    elsewhere = AuthorityFactory()
    for revokes in (later, elsewhere):
        new = Authority(
            agreement=agreement,
            body=agreement.kept_by,
            decided_by="X",
            decided_on=DECIDED,
            what="take_back",
            revokes=revokes,
        )
        assert refused(record, new, by=officer, at=NOW) == ("decision-taken-back-is-its-own", "revokes")


def test_what_is_relied_on_is_kept(agreement, officer):
    power = given(agreement)
    sign_agreement(signing(power), by=officer, at=NOW)
    for relied_on in (power, power.authority):
        told = refused(retire, relied_on, by=officer, at=NOW, why="Wrong")
        assert told == ("what-is-relied-on-is-kept", None)


def test_power_is_given_by_its_own_partner(agreement, officer):
    new = Delegation(
        agreement=agreement,
        body=agreement.kept_by,
        post="X",
        power="execute",
        state="given",
        authority=AuthorityFactory(),
    )
    assert refused(record, new, by=officer, at=NOW) == ("power-is-given-by-its-own-partner", "authority")


def test_signature_is_under_a_power_of_its_own_partner(agreement, officer):
    other = PartyFactory(agreement=agreement, body=BodyFactory()).body
    told = refused(record, signing(given(agreement), body=other), by=officer, at=NOW)
    assert told == ("signature-is-under-a-power-of-its-own-partner", "delegation")


def test_a_partner_signs_once(agreement, officer):
    power = given(agreement)
    sign_agreement(signing(power), by=officer, at=NOW)
    told = refused(sign_agreement, signing(power), by=officer, at=NOW)
    assert told[1] == "body"
    assert Signature.objects.count() == 1


# The page


def test_an_officer_records_the_decision_the_power_and_the_signature(agreement, officer, client):
    client.force_login(officer)
    page = reverse("partnerships:agreement-signing", args=[agreement.reference])
    assert "May sign" not in client.get(page).text

    def add(noun, **said):
        at = reverse(f"partnerships:{noun}-add", args=[agreement.reference])
        response = client.post(at, filled(client.get(at).context_data["form"]) | said)
        assert response.status_code == 302, response.context_data["form"].errors
        return response

    body = agreement.kept_by_id
    day = {"decided_on_0": 16, "decided_on_1": 12, "decided_on_2": 2003}
    add("decision-of-a-partner", body=body, what="enter", decided_by="Executive", kind="meeting", **day)
    add(
        "delegation",
        body=body,
        post=DIRECTOR,
        power="settle_sign",
        state="given",
        authority=Authority.objects.get().pk,
    )
    assert "May sign" in client.get(page).text
    day = {"signed_on_0": 31, "signed_on_1": 12, "signed_on_2": 2003}
    add("signature", body=body, delegation=Delegation.objects.get().pk, mode="hand", **day)
    assert f"{DIRECTOR}, 31 December 2003" in client.get(page).text
    before = client.get(page, {"on": "2003-12-20"}).text
    assert f"{DIRECTOR}, 31 December 2003" not in before
    assert "May sign" in before


def test_the_page_costs_the_same_with_one_and_with_three(
    agreement, officer, client, django_assert_num_queries
):
    client.force_login(officer)
    page = reverse("partnerships:agreement-signing", args=[agreement.reference])
    for _ in range(2):
        given(agreement)
        client.get(page)
        with django_assert_num_queries(SIGNING_QUERIES):
            client.get(page)
        given(agreement)


SIGNING_QUERIES = 10


def test_in_force_unsigned_is_shouted_on_its_pages_and_in_the_list(client):
    """With the days since it started, until every partner has signed."""
    agreement = AgreementFactory(starts_on=date(2003, 12, 31), status="in_force")
    officer = person(Role.OFFICER, agreement.kept_by)
    client.force_login(officer)
    own, listed = agreement.get_absolute_url(), reverse("partnerships:agreement-list")
    assert f"Unsigned for {(officer.today - agreement.starts_on).days:,} days" in client.get(own).text
    assert ">Unsigned<" in client.get(listed).text
    sign_agreement(signing(given(agreement)), by=officer, at=NOW)
    assert all("Unsigned" not in client.get(page).text for page in (own, listed))


# Consent under section 24 of the Act of 2007


def test_sums_of_other_agreements_with_the_same_parties_are_told_where_they_are_added(client, officer):
    def between(*parties, **said):
        agreement = AgreementFactory(kept_by=officer_body, **said)
        for body in parties:
            PartyFactory(agreement=agreement, body=body)
        return agreement

    officer_body, trust = officer.roles_held.get().body, BodyFactory()
    between(trust, reference="ASKED")
    line = ContributionLineFactory(fund__agreement=between(trust, reference="OTHER-1"))
    put(line, {2026: 1200})
    between(trust, BodyFactory(), reference="OTHER-2")
    between(trust, reference="OVER", status="expired")
    between(BodyFactory(), reference="WITH-ANOTHER")
    client.force_login(officer)
    form = client.get(reverse("partnerships:dissolution-consent-add", args=["ASKED"])).context_data["form"]
    assert form.fields["other_sums"].help_text == (
        "It is added to what this agreement comes to (section 27). "
        "Recorded here with some of the same parties: OTHER-1 (£1,200); OTHER-2 (no sum)"
    )
