"""Variations: what they change from a day, how they come to bind, and what is refused."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse

from core import actions
from core.permissions import Role
from core.rules import RulesBroken
from partnerships.actions.variations import sign_variation
from partnerships.models import Party, Signature
from partnerships.queries import agreement_as_at
from tests.factories import (
    NOW,
    AgreementFactory,
    AuthorityFactory,
    BodyFactory,
    ClauseChangeFactory,
    DelegationFactory,
    FlexibilityChangeFactory,
    FlexibilityFactory,
    HostChangeFactory,
    PartyChangeFactory,
    PartyFactory,
    ProvisionFactory,
    ServiceChangeFactory,
    ServiceFactory,
    SignatureFactory,
    TermChangeFactory,
    VariationFactory,
    person,
    recorder,
)
from tests.forms import filled

pytestmark = pytest.mark.django_db

STARTS, FROM = date(2025, 4, 1), date(2026, 10, 1)
BEFORE, SIGNED = FROM - timedelta(days=1), date(2026, 9, 1)


@pytest.fixture
def agreement():
    return AgreementFactory(starts_on=STARTS, ends_on=date(2028, 3, 31))


@pytest.fixture
def variation(agreement):
    return VariationFactory(agreement=agreement, effective_on=FROM, title="A clause and a partner")


def power_to_vary(agreement, body, **said):
    """A decision of the body to vary, and a post that signs for it."""
    decision = AuthorityFactory(
        agreement=agreement, body=body, what="vary", decided_on=SIGNED, decided_by="Board"
    )
    return DelegationFactory(agreement=agreement, body=body, authority=decision, **said)


def signing(variation, body, **said):
    agreement = variation.agreement
    power = agreement.delegations.filter(body=body).first() or power_to_vary(agreement, body)
    values = {"delegation": power, "mode": "hand", "signed_on": SIGNED, "remark": "In the minutes"}
    return Signature(agreement=agreement, variation=variation, body=body, **(values | said))


def signed(variation, *bodies):
    """Sign it for these bodies, or for all that are party."""
    parties = [each.body for each in variation.agreement.parties.not_retired()]
    for body in bodies or parties:
        sign_variation(signing(variation, body), by=recorder(), at=NOW)
    variation.refresh_from_db()
    return variation


def as_at(agreement, on, **asked):
    return agreement_as_at(agreement.pk, on=on, **asked)


def refused(do, *args, **said):
    with pytest.raises(RulesBroken) as broken:
        do(*args, **said)
    return [(each.rule.code, each.field) for each in broken.value.broken]


# What is so on a day


def test_a_clause_reads_as_varied_from_its_day_and_as_before_on_the_day_before(agreement, variation):
    kind = ProvisionFactory(agreement=agreement, text="Six months’ notice.").kind
    ClauseChangeFactory(variation=variation, kind=kind, text="Twelve months’ notice.")
    signed(variation)
    assert as_at(agreement, BEFORE).written_on(kind.code) == "Six months’ notice."
    after = as_at(agreement, FROM)
    assert after.written_on(kind.code) == "Twelve months’ notice."
    assert [each.provision.by for each in after.matters if each.code == kind.code] == ["Variation 1"]


def test_an_unsigned_variation_shows_in_its_preview_alone(agreement, variation):
    kind = ProvisionFactory(agreement=agreement, text="Six months’ notice.").kind
    ClauseChangeFactory(variation=variation, kind=kind, text="Twelve months’ notice.")
    assert as_at(agreement, FROM).written_on(kind.code) == "Six months’ notice."
    preview = as_at(agreement, FROM, including=variation.pk)
    assert preview.written_on(kind.code) == "Twelve months’ notice."
    assert as_at(agreement, BEFORE, including=variation.pk).written_on(kind.code) == "Six months’ notice."


def test_a_matter_that_is_taken_out_says_nothing_from_its_day(agreement, variation):
    kind = ProvisionFactory(agreement=agreement, text="Six months’ notice.").kind
    ClauseChangeFactory(variation=variation, kind=kind, what="out", text="")
    signed(variation)
    said = {day: as_at(agreement, day).written_on(kind.code) for day in (BEFORE, FROM)}
    assert said == {BEFORE: "Six months’ notice.", FROM: ""}


def test_services_flexibilities_host_and_term_read_as_varied(agreement, variation):
    ServiceFactory(agreement=agreement, name="Day care")
    FlexibilityFactory(agreement=agreement, kind="pooled_fund", starts_on=STARTS)
    ServiceChangeFactory(variation=variation, name="day  care", what="out")
    ServiceChangeFactory(variation=variation, name="Equipment", what="in")
    FlexibilityChangeFactory(variation=variation, kind="pooled_fund", what="end")
    FlexibilityChangeFactory(variation=variation, kind="nhs_leads", lead_body=agreement.kept_by)
    HostChangeFactory(variation=variation, host=agreement.kept_by, pool_manager_post="Head of Finance")
    TermChangeFactory(variation=variation, ends_on=date(2030, 3, 31), notice_months=12)
    signed(variation)

    def told(day):
        value = as_at(agreement, day)
        return {
            "in": [str(each) for each in value.services_in],
            "out": [str(each) for each in value.services_out],
            "uses": [(each.kind, str(each.lead_body)) for each in value.flexibilities],
            "host": (str(value.host), value.pool_manager_post, [each.is_host for each in value.parties]),
            "term": (value.ends_on, value.notice_months, value.renewal),
        }

    body = str(agreement.kept_by)
    assert told(BEFORE) == {
        "in": ["Day care"],
        "out": [],
        "uses": [("pooled_fund", "None")],
        "host": ("None", "", [False]),
        "term": (date(2028, 3, 31), None, "unknown"),
    }
    assert told(FROM) == {
        "in": ["Equipment"],
        "out": ["day  care"],
        "uses": [("nhs_leads", body)],
        "host": (body, "Head of Finance", [True]),
        "term": (date(2030, 3, 31), 12, "unknown"),
    }


def test_a_change_of_a_day_of_its_own_waits_for_that_day(agreement, variation):
    later = FROM + timedelta(days=31)
    TermChangeFactory(variation=variation, notice_months=3, ends_on=None, from_on=later)
    signed(variation)
    assert [as_at(agreement, day).notice_months for day in (FROM, later)] == [None, 3]


def test_a_body_joins_by_a_variation_from_its_day_alone(agreement, variation):
    trust = PartyChangeFactory(variation=variation, role_note="Provider").body
    PartyFactory(agreement=agreement, body=trust, joined_on=FROM)  # it was invited, and its people accepted
    assert [str(each) for each in as_at(agreement, FROM).parties] == [str(agreement.kept_by)]
    signed(variation)
    assert [str(each) for each in as_at(agreement, BEFORE).parties] == [str(agreement.kept_by)]
    joined = as_at(agreement, FROM).parties[1]
    assert (joined.name, joined.part, joined.joined_on, joined.by) == (
        str(trust),
        "Provider",
        FROM,
        "Variation 1",
    )
    assert as_at(agreement, FROM).unsigned == as_at(agreement, BEFORE).unsigned  # it signed the variation


def test_a_preview_shows_who_joins_before_anybody_was_invited(agreement, variation):
    trust = PartyChangeFactory(variation=variation).body
    assert [each.name for each in as_at(agreement, FROM, including=variation.pk).parties] == [
        str(agreement.kept_by),
        str(trust),
    ]
    assert not Party.objects.filter(body=trust).exists()


def test_a_body_leaves_by_a_variation_on_the_day_before(agreement, variation):
    leaving = PartyFactory(agreement=agreement)
    PartyChangeFactory(variation=variation, body=leaving.body, what="leave")
    preview = as_at(agreement, FROM, including=variation.pk)
    assert [each.left_on for each in preview.parties] == [None, BEFORE]
    signed(variation)
    leaving.refresh_from_db()
    assert leaving.left_on == BEFORE
    assert [each.left_on for each in as_at(agreement, BEFORE).parties] == [None, None]
    assert [each.left_on for each in as_at(agreement, FROM).parties] == [None, BEFORE]


def test_the_later_day_stands_whichever_was_signed_first(agreement, variation):
    kind = ProvisionFactory(agreement=agreement, text="First.").kind
    later = VariationFactory(agreement=agreement, effective_on=FROM + timedelta(days=90))
    ClauseChangeFactory(variation=variation, kind=kind, text="Second.")
    ClauseChangeFactory(variation=later, kind=kind, text="Third.")
    signed(later)
    signed(variation)
    days = (BEFORE, FROM, later.effective_on)
    assert [as_at(agreement, day).written_on(kind.code) for day in days] == ["First.", "Second.", "Third."]


def test_what_was_known_before_it_was_signed_is_not_varied(agreement, variation):
    kind = ProvisionFactory(agreement=agreement, text="First.").kind
    ClauseChangeFactory(variation=variation, kind=kind, text="Second.")
    later = NOW + timedelta(days=1)
    sign_variation(signing(variation, agreement.kept_by), by=recorder(), at=later)
    assert as_at(agreement, FROM, known_at=NOW).written_on(kind.code) == "First."
    assert as_at(agreement, FROM, known_at=later).written_on(kind.code) == "Second."


# How it comes to bind


def test_it_binds_with_the_last_signature(agreement, variation):
    other = PartyFactory(agreement=agreement).body
    TermChangeFactory(variation=variation)
    assert not signed(variation, agreement.kept_by).binds
    assert signed(variation, other).binds
    assert as_at(agreement, FROM).variations[0].signed_on == SIGNED


def test_a_signature_that_is_brought_back_may_be_the_last(agreement, variation, client):
    other = PartyFactory(agreement=agreement).body
    TermChangeFactory(variation=variation)
    signed(variation, agreement.kept_by)
    first = variation.signatures.get()
    actions.retire(first, by=recorder(), at=NOW, why="By mistake")
    assert not signed(variation, other).binds
    client.force_login(person(Role.OFFICER, agreement.kept_by))
    page = reverse("partnerships:signature-restore", args=[first.pk])
    client.post(page, filled(client.get(page).context_data["form"], why="It was signed"))
    variation.refresh_from_db()
    assert variation.binds


def test_signing_a_variation_does_not_sign_the_agreement(agreement, variation):
    TermChangeFactory(variation=variation)
    signed(variation)
    value = as_at(agreement, FROM)
    assert (value.signatures, [str(each) for each in value.unsigned]) == ((), [str(agreement.kept_by)])


# What is refused


def test_variation_takes_effect_within_the_agreement(agreement):
    told = refused(VariationFactory, agreement=agreement, effective_on=STARTS - timedelta(days=1))
    assert told == [("variation-takes-effect-within-the-agreement", "effective_on")]


def test_variation_that_is_signed_stands(agreement, variation):
    PartyFactory(agreement=agreement)
    TermChangeFactory(variation=variation)
    signed(variation, agreement.kept_by)
    variation.title = "Another"
    told = refused(actions.change, variation, by=recorder(), at=NOW)
    assert told == [("variation-that-is-signed-stands", None)]


def test_change_that_is_signed_stands(agreement, variation):
    change = TermChangeFactory(variation=variation)
    signed(variation)
    told = refused(actions.retire, change, by=recorder(), at=NOW, why="No")
    assert told == [("change-that-is-signed-stands", None)]
    assert refused(ServiceChangeFactory, variation=variation) == [("change-that-is-signed-stands", None)]


def test_change_is_not_before_its_variation(variation):
    told = refused(ServiceChangeFactory, variation=variation, from_on=BEFORE)
    assert told == [("change-is-not-before-its-variation", "from_on")]


def test_change_is_of_its_own_day(agreement, variation):
    kind = ClauseChangeFactory(variation=variation).kind
    signed(variation)
    second = VariationFactory(agreement=agreement, effective_on=FROM)
    told = refused(ClauseChangeFactory, variation=second, kind=kind)
    assert told == [("change-is-of-its-own-day", "from_on")]
    ClauseChangeFactory(variation=second, kind=kind, from_on=FROM + timedelta(days=1))


def test_who_joins_is_no_party_yet(agreement, variation):
    told = refused(PartyChangeFactory, variation=variation, body=agreement.kept_by)
    assert told == [("who-joins-is-no-party-yet", "body")]
    unborn = BodyFactory(opened_on=FROM + timedelta(days=1), kind=agreement.kept_by.kind)
    told = refused(PartyChangeFactory, variation=variation, body=unborn)
    assert ("party-existed-when-it-joined", "from_on") in told


def test_who_leaves_is_a_party(agreement, variation):
    for body in (agreement.kept_by, BodyFactory()):
        told = refused(PartyChangeFactory, variation=variation, body=body, what="leave")
        assert told == [("who-leaves-is-a-party", "body")]


def test_host_by_variation_is_a_party(variation):
    told = refused(HostChangeFactory, variation=variation, host=BodyFactory())
    assert told == [("host-by-variation-is-a-party", "host")]
    HostChangeFactory(variation=variation, host=PartyChangeFactory(variation=variation).body)


def test_lead_body_by_variation_is_a_party(variation):
    told = refused(FlexibilityChangeFactory, variation=variation, lead_body=BodyFactory())
    assert told == [("lead-body-by-variation-is-a-party", "lead_body")]


def test_service_that_ends_is_in_the_agreement(agreement, variation):
    told = refused(ServiceChangeFactory, variation=variation, name="Day care", what="end")
    assert told == [("service-that-ends-is-in-the-agreement", "name")]
    ServiceFactory(agreement=agreement, name="Day care")
    ServiceChangeFactory(variation=variation, name="DAY CARE", what="end")


def test_term_ends_after_it_varies(variation):
    told = refused(TermChangeFactory, variation=variation, ends_on=BEFORE)
    assert told == [("term-ends-after-it-varies", "ends_on")]


def test_signature_of_what_binds_is_kept(agreement, variation):
    TermChangeFactory(variation=variation)
    signed(variation)
    signature = variation.signatures.get()
    told = refused(actions.retire, signature, by=recorder(), at=NOW, why="No")
    assert told == [("signature-of-what-binds-is-kept", None)]


def test_variation_changes_something(agreement, variation):
    told = refused(sign_variation, signing(variation, agreement.kept_by), by=recorder(), at=NOW)
    assert told == [("variation-changes-something", None)]


def test_variation_is_signed_once_no_other_has_its_day(agreement, variation):
    kind = ClauseChangeFactory(variation=variation).kind
    second = VariationFactory(agreement=agreement, effective_on=FROM)
    ClauseChangeFactory(variation=second, kind=kind)
    signed(variation)
    told = refused(sign_variation, signing(second, agreement.kept_by), by=recorder(), at=NOW)
    assert told == [("variation-is-signed-once-no-other-has-its-day", None)]


def test_who_signs_a_variation_is_a_partner(agreement, variation):
    TermChangeFactory(variation=variation)
    new = signing(variation, agreement.kept_by)
    new.body = BodyFactory()
    told = refused(sign_variation, new, by=recorder(), at=NOW)
    assert told == [("who-signs-a-variation-is-a-partner", "body")]


def test_variation_is_agreed_before_it_is_signed(agreement, variation):
    TermChangeFactory(variation=variation)
    entering = SignatureFactory(agreement=agreement)  # by a decision to enter into it, not to vary it
    new = signing(variation, agreement.kept_by, delegation=entering.delegation)
    told = refused(sign_variation, new, by=recorder(), at=NOW)
    assert told == [("variation-is-agreed-before-it-is-signed", "body")]


def test_a_partner_signs_once(agreement, variation):
    PartyFactory(agreement=agreement)
    TermChangeFactory(variation=variation)
    signed(variation, agreement.kept_by)
    told = refused(sign_variation, signing(variation, agreement.kept_by), by=recorder(), at=NOW)
    assert told == [("value-valid", "body")]


def test_only_its_own_people_sign_for_a_partner(agreement, variation):
    TermChangeFactory(variation=variation)
    person(Role.OFFICER, agreement.kept_by)
    told = refused(sign_variation, signing(variation, agreement.kept_by), by=recorder(), at=NOW)
    assert told == [("partner-records-its-own-decisions", "body")]


def test_decision_names_a_variation_of_the_same_agreement(agreement):
    told = refused(AuthorityFactory, agreement=agreement, what="vary", variation=VariationFactory())
    assert told == [("decision-names-a-variation-of-the-same-agreement", "variation")]


# The pages


def test_the_tab_says_what_each_changes_and_where_it_stands(agreement, variation, client):
    client.force_login(person(Role.OFFICER, agreement.kept_by))
    tab = reverse("partnerships:agreement-variations", args=[agreement.reference])
    ServiceChangeFactory(variation=variation, name="Equipment")
    page = client.get(tab).content.decode()
    assert "Equipment: in scope" in page and "Draft" in page
    assert client.get(reverse("partnerships:variation", args=[variation.pk])).status_code == 200


def test_the_tabs_preview_a_draft_and_change_nothing(agreement, variation, client):
    client.force_login(person(Role.OFFICER, agreement.kept_by))
    ServiceChangeFactory(variation=variation, name="Equipment")
    scope = reverse("partnerships:agreement-scope", args=[agreement.reference])
    assert "Equipment" not in client.get(scope).content.decode()
    preview = client.get(f"{scope}?including=1").content.decode()
    assert "Equipment" in preview and "A preview of how the agreement will read" in preview
    assert "Add a service" not in preview and "?including=1" in preview  # the tabs keep it
    assert client.get(f"{scope}?including=none").status_code == 422


def test_an_officer_adds_a_change_and_is_told_what_is_wrong_at_its_field(agreement, variation, client):
    client.force_login(person(Role.OFFICER, agreement.kept_by))
    add = reverse("partnerships:change-of-a-clause-add", args=[variation.pk])
    kind = ProvisionFactory(agreement=agreement).kind
    empty = client.post(add, filled(client.get(add).context_data["form"], kind=kind.pk, what="text"))
    assert empty.context_data["form"].errors == {
        "text": ["Enter the new text; leave it empty where the matter is taken out."]
    }
    typed = filled(client.get(add).context_data["form"], kind=kind.pk, what="text", text="Otherwise.")
    assert client.post(add, typed).status_code == 302
    assert [str(each) for each in variation.clausechange_set.all()] == [f"{kind}: new text"]


def test_an_officer_signs_on_the_page_of_the_variation(agreement, variation, client):
    TermChangeFactory(variation=variation)
    power = power_to_vary(agreement, agreement.kept_by)
    client.force_login(person(Role.OFFICER, agreement.kept_by))
    sign = reverse("partnerships:variation-sign", args=[variation.pk])
    said = {"body": agreement.kept_by_id, "delegation": power.pk, "mode": "hand"}
    day = {"signed_on_0": "1", "signed_on_1": "9", "signed_on_2": "2026"}
    answer = client.post(sign, filled(client.get(sign).context_data["form"], **said, **day), follow=True)
    assert "Every partner has signed: the variation binds from its day." in answer.content.decode()


def test_what_clashes_is_told_before_signing(agreement, variation, client):
    kind = ClauseChangeFactory(variation=variation).kind
    second = VariationFactory(agreement=agreement, effective_on=FROM + timedelta(days=1))
    ClauseChangeFactory(variation=second, kind=kind)
    client.force_login(person(Role.OFFICER, agreement.kept_by))
    for page in ("partnerships:variation", "partnerships:variation-sign"):
        told = client.get(reverse(page, args=[variation.pk])).content.decode()
        assert "Variation 2 changes it from 2 October 2026: this one stands until then." in unescape(told)


def test_an_officer_begins_a_variation(agreement, client):
    client.force_login(person(Role.OFFICER, agreement.kept_by))
    add = reverse("partnerships:variation-add", args=[agreement.reference])
    day = {"effective_on_0": "1", "effective_on_1": "10", "effective_on_2": "2026"}
    typed = filled(client.get(add).context_data["form"], title="Notice", **day)
    assert "It changes nothing yet" in client.post(add, typed, follow=True).content.decode()


def words(page):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


def test_what_a_variation_took_out_is_written_by_another_alone(agreement, variation, client):
    kind = ProvisionFactory(agreement=agreement, kind__name="Notice", text="Six months’ notice.").kind
    ClauseChangeFactory(variation=variation, kind=kind, what="out", text="")
    signed(variation)
    client.force_login(person(Role.OFFICER, agreement.kept_by))
    tab = reverse("partnerships:agreement-provisions", args=[agreement.reference])
    said = words(client.get(tab))
    assert "Variation 1 took out what was written. Another variation can bring new words." in said
    assert "Write Notice" not in said
    assert "took out" not in words(client.get(f"{tab}?on={BEFORE}"))


def test_who_joined_by_a_variation_is_asked_for_no_signature_of_the_agreement(agreement, variation, client):
    trust = BodyFactory(name="Care Trust")
    PartyChangeFactory(variation=variation, body=trust)
    PartyFactory(agreement=agreement, body=trust, joined_on=FROM)
    signed(variation)
    client.force_login(person(Role.OFFICER, agreement.kept_by))
    said = words(client.get(reverse("partnerships:agreement-signing", args=[agreement.reference])))
    assert "Care Trust Joined By Variation 1, which it signed in place of the agreement" in said


def test_posts_of_one_name_are_told_apart_by_their_partner(agreement, variation, client):
    trust = BodyFactory(name="Care Trust")
    PartyFactory(agreement=agreement, body=trust)
    for body in (agreement.kept_by, trust):
        power_to_vary(agreement, body, post="Director")
    ClauseChangeFactory(variation=variation)
    client.force_login(person(Role.OFFICER, agreement.kept_by))
    form = client.get(reverse("partnerships:variation-sign", args=[variation.pk])).context_data["form"]
    named = [label.rpartition(" (")[2] for key, label in form.fields["delegation"].choices if key]
    assert sorted(named) == sorted([f"{agreement.kept_by})", "Care Trust)"])
