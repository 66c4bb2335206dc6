"""Bad input and rivals: a clear message at the field, nothing lost, nothing half written."""

from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from core import actions
from core.history import submission, version_of
from core.models import Act
from core.permissions import Role
from partnerships.models import Agreement, Body, Party, Provision
from tests.factories import (
    NOW,
    AgreementFactory,
    BodyFactory,
    ContractFactory,
    FlexibilityFactory,
    PartyFactory,
    PhaseFactory,
    ProvisionKindFactory,
    RoleHeldFactory,
    ServiceFactory,
    person,
    recorder,
)
from tests.forms import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    return AgreementFactory(reference="SWK-1", title="Equipment", summary="As agreed")


@pytest.fixture
def officer(agreement, client):
    officer = person(Role.OFFICER, agreement.kept_by)
    client.force_login(officer)
    return officer


def form_on(client, page):
    return client.get(page).context_data["form"]


def day(field, *parts):
    return {f"{field}_{n}": part for n, part in enumerate(parts)}


def errors(answer):
    """The messages of the page by field; each must be on the page too."""
    form = answer.context_data["form"]
    assert answer.status_code == 422
    found = {name: " ".join(form[name].messages) for name in form.errors if name in form.fields}
    if form.non_field_errors():
        found[""] = " ".join(form.non_field_errors())
    assert all(message in unescape(answer.text) for message in found.values())
    return found


def add_url(noun, agreement):
    return reverse(f"partnerships:{noun}-add", args=[agreement.reference])


def change_url(record):
    return reverse(f"partnerships:{record.noun().replace(' ', '-')}-change", args=[record.pk])


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"reference": "swk 1"}, "reference", "Use only capital letters, digits and single hyphens"),
        ({"reference": "KENT-1"}, "reference", "This reference cannot be used. Choose another."),
        ({"reference": ""}, "reference", "Enter the reference"),
        ({"title": "a\0b"}, "title", "null character"),
        ({"title": "x" * 201}, "title", "Text must be 200 characters or fewer. Yours has 201"),
        (
            {
                "starts_on_0": 2,
                "starts_on_1": 4,
                "starts_on_2": 2004,
                "ends_on_0": 1,
                "ends_on_1": 4,
                "ends_on_2": 2004,
            },
            "ends_on",
            "The agreement must end on or after the day it starts.",
        ),
        (day("starts_on", 31, 2, 2004), "starts_on", "February 2004 has the days 1 to 29"),
        ({"annex_order": 1}, "annex_order", "An annex number needs an over-arching agreement."),
        ({"notice_months": "soon"}, "notice_months", "Enter a whole number"),
        ({"legal_basis": "\0"}, "legal_basis", "The text holds a null character"),
        ({"over_arching": "KENT"}, "over_arching", "not on offer any more"),
        ({"version": ""}, "version", "Part of this page was lost on its way"),
    ],
)
def test_bad_input_is_refused_at_its_field_and_kept(client, officer, agreement, typed, field, message):
    AgreementFactory(reference="KENT-1")
    page = change_url(agreement)
    acts = Act.objects.count()

    answer = client.post(page, filled(form_on(client, page), summary="A new summary", **typed))

    assert message in errors(answer)[field]
    assert "A new summary" in answer.text
    assert f'href="{agreement.get_absolute_url()}">Cancel' in answer.text
    assert Act.objects.count() == acts
    assert Agreement.objects.get(pk=agreement.pk).summary == "As agreed"


def test_another_partnerships_agreement_cannot_be_chosen(client, officer, agreement):
    kent = AgreementFactory(reference="KENT-1", title="Kentish")
    page = change_url(agreement)
    answer = client.get(page)
    assert "Kentish" not in answer.text
    answer = client.post(page, filled(answer.context_data["form"], over_arching=kent.pk))
    assert "not on offer any more" in errors(answer)["over_arching"]
    assert "Kentish" not in answer.text


def test_an_agreement_cannot_be_annexed_beneath_itself(client, officer, agreement):
    below = AgreementFactory(kept_by=agreement.kept_by, over_arching=agreement, annex_order=1)
    page = change_url(agreement)
    answer = client.post(page, filled(form_on(client, page), over_arching=below.pk))
    assert "cannot be annexed to itself" in errors(answer)["over_arching"]


def test_a_service_of_the_whole_agreement_is_recorded_once(client, officer, agreement):
    ServiceFactory(agreement=agreement, name="Stairlifts")
    arrangement = FlexibilityFactory(agreement=agreement)
    page = add_url("service", agreement)
    typed = filled(form_on(client, page), name="Stairlifts")
    assert errors(client.post(page, typed)) == {"name": "This service is recorded already."}
    assert client.post(page, typed | {"flexibility": arrangement.pk}).status_code == 302


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("twelve", "Enter an amount in pounds, like 1,234.50"),
        ("1.234", "at most two decimals"),
        ("-1", "Enter £0 or more"),
        ("1,000,000,000,000", "£999,999,999,999.99 or less"),
    ],
)
def test_money_that_cannot_be_is_refused_at_its_field(client, officer, agreement, typed, message):
    page = add_url("contract", agreement)
    form = form_on(client, page)
    answer = client.post(page, filled(form, provider="A firm", value=typed))
    assert message in errors(answer)["value"]
    assert f'value="{typed}"' in answer.text


def test_ten_megabytes_are_refused_at_the_field_with_nothing_lost(client, officer, agreement):
    page, kind = add_url("provision", agreement), ProvisionKindFactory()
    text = "x" * 10 * 1024 * 1024
    answer = client.post(page, {"kind": kind.pk, "text": text})
    assert "Text must be 100,000 characters or fewer. Yours has 10,485,760" in errors(answer)["text"]
    assert text in answer.text
    assert not Provision.objects.exists()


def test_script_and_formula_are_shown_as_text(client, officer, agreement):
    page, kind = add_url("provision", agreement), ProvisionKindFactory()
    text = "<script>alert(1)</script> =cmd|' /C calc'!A0"
    client.post(page, {"kind": kind.pk, "text": text})
    assert Provision.objects.get().text == text
    for tab in ("agreement-provisions", "agreement-history"):
        shown = client.get(reverse(f"partnerships:{tab}", args=["SWK-1"])).text
        assert "<script>alert" not in shown
        assert "=cmd|" in shown


def test_the_matter_in_the_address_is_chosen_already(client, officer, agreement):
    kind = ProvisionKindFactory(hint="Say who hosts the fund")
    page = add_url("provision", agreement)
    answer = client.get(f"{page}?kind={kind.pk}")
    assert "Say who hosts the fund" in answer.text
    assert answer.context_data["form"]["kind"].value() == str(kind.pk)
    for nonsense in ("", "?kind=%00", "?kind=999999", "?submission=x&version=y"):
        assert client.get(page + nonsense).status_code == 200


def test_a_form_sent_twice_is_done_once_and_what_is_new_in_it_is_kept(client, officer, agreement):
    page = add_url("phase", agreement)
    typed = filled(form_on(client, page), position=1, name="Lead commissioning")
    client.post(page, typed)
    again = client.post(page, typed, follow=True)
    assert "This form had already been sent" in again.text

    other = client.post(page, typed | {"position": 2, "name": "Pooled budget"})
    assert other.status_code == 409
    assert "Lead commissioning was recorded from this page already" in other.text
    client.post(page, filled(other.context_data["form"]))
    assert list(agreement.phases.values_list("position", "name")) == [
        (1, "Lead commissioning"),
        (2, "Pooled budget"),
    ]


def test_a_key_that_somebody_else_used_tells_nothing_of_what_they_did(client, officer, agreement):
    page = add_url("phase", agreement)
    typed = filled(form_on(client, page), position=1, name="Lead commissioning")
    theirs = AgreementFactory()
    with submission(typed["submission"]):
        PhaseFactory(agreement=theirs, name="Confidential merger")

    answer = client.post(page, typed)
    assert answer.status_code == 409
    assert "This page cannot be sent as it is" in answer.text
    assert "Confidential merger" not in answer.text
    client.post(page, filled(answer.context_data["form"]))
    assert [phase.name for phase in agreement.phases.all()] == ["Lead commissioning"]


def test_a_change_sent_twice_is_done_once_and_what_is_new_in_it_is_kept(client, officer, agreement):
    page = change_url(agreement)
    typed = filled(form_on(client, page), title="Community equipment")
    client.post(page, typed)
    assert "This form had already been sent" in client.post(page, typed, follow=True).text

    back = client.post(page, typed | {"summary": "Typed after going back"})  # in the browser, to the old page
    assert back.status_code == 409
    assert "This page had been saved already" in back.text
    assert client.post(page, filled(back.context_data["form"])).status_code == 302
    saved = Agreement.objects.get()
    assert (saved.title, saved.summary) == ("Community equipment", "Typed after going back")
    assert Act.objects.filter(code="agreement.changed").count() == 2


def test_a_second_user_keeps_their_typing_and_overwrites_nothing(client, officer, agreement):
    page = change_url(agreement)
    mine = filled(form_on(client, page), title="My title", why="Simpler")
    theirs = Agreement.objects.get()
    theirs.summary, theirs.starts_on = "Their summary", date(2026, 4, 1)
    actions.change(theirs, by=recorder(), at=NOW)

    stale = client.post(page, mine)

    assert stale.status_code == 409
    assert "Somebody else saved a change while you were typing" in stale.text
    assert [
        (change.field.label, change.field.after, change.by) for change in stale.context_data["stale"]
    ] == [
        ("Summary", "Their summary", "Recorder"),
        ("Starts on", "1 April 2026", "Recorder"),
    ]
    form = stale.context_data["form"]
    assert (form["title"].value(), form["summary"].value(), form["why"].value()) == (
        "My title",
        "Their summary",
        "Simpler",
    )
    assert Agreement.objects.get().title == "Equipment"

    assert client.post(page, filled(form)).status_code == 302
    saved = Agreement.objects.get()
    assert (saved.title, saved.summary, str(saved.starts_on)) == ("My title", "Their summary", "2026-04-01")
    assert Act.objects.first().why == "Simpler"


def test_only_what_was_typed_counts_as_changed(client, officer, agreement):
    """Money, dates, choices, ticks, empty fields and stray spaces come back as they were."""
    contract = ContractFactory(
        agreement=agreement, value="1234.50", starts_on="2015-12-01", note="  Five and two  \n", term_years=5
    )
    page = change_url(contract)
    form = form_on(client, page)
    acts = Act.objects.count()
    unchanged = client.post(page, filled(form) | {"value": "£1,234.5", "note": "Five and two"}, follow=True)
    assert "There was nothing to change" in unchanged.text
    assert Act.objects.count() == acts

    mine = filled(form, provider="Another provider")
    theirs = type(contract).objects.get()
    theirs.value, theirs.term_years = "99.00", None
    actions.change(theirs, by=recorder(), at=NOW)
    client.post(page, filled(client.post(page, mine).context_data["form"]))
    contract.refresh_from_db()
    assert (contract.provider, contract.value.amount, contract.term_years) == ("Another provider", 99, None)


def test_who_typed_nothing_is_not_asked_to_settle_anything(client, officer, agreement):
    page = change_url(agreement)
    untouched = filled(form_on(client, page))
    theirs = Agreement.objects.get()
    theirs.title = "Theirs"
    actions.change(theirs, by=recorder(), at=NOW)
    assert client.post(page, untouched).status_code == 302
    assert Agreement.objects.get().title == "Theirs"


def test_a_retired_choice_stays_where_it_is_held(client, officer, agreement):
    flexibility = FlexibilityFactory(agreement=agreement)
    lead = PartyFactory(agreement=agreement)
    flexibility.lead_body = lead.body
    actions.change(flexibility, by=recorder(), at=NOW)
    actions.retire(agreement.legal_basis, by=recorder(), at=NOW, why="Repealed")

    page = change_url(agreement)
    answer = client.post(page, filled(form_on(client, page), title="Renamed"))
    assert answer.status_code == 302
    assert Agreement.objects.get().legal_basis == agreement.legal_basis
    new = client.get(reverse("partnerships:agreement-add")).context_data["form"]
    assert agreement.legal_basis not in new.fields["legal_basis"].queryset


def test_what_is_retired_is_restored_but_not_changed(client, officer, agreement):
    phase = PhaseFactory(agreement=agreement, position=1)
    names = {
        verb: reverse(f"partnerships:phase-{verb}", args=[phase.pk])
        for verb in ("change", "retire", "restore")
    }
    assert errors(client.post(names["retire"], {"why": ""})) == {"why": "Say why you are retiring it"}
    client.post(names["retire"], {"why": "Recorded twice"})
    refused = client.get(names["change"])
    assert refused.status_code == 403
    assert "Restore it before you change it" in unescape(refused.text)
    tab = reverse("partnerships:agreement-scope", args=["SWK-1"])
    assert "Recorded twice" in client.get(tab).text

    PhaseFactory(agreement=agreement, position=1)
    answer = client.post(names["restore"], {"why": "After all"})
    assert errors(answer) == {"": "Another phase has this place in the order."}
    actions.retire(agreement.phases.not_retired().get(), by=recorder(), at=NOW, why="Test")
    client.post(names["restore"], {"why": "After all"})
    assert list(agreement.phases.not_retired()) == [phase]
    assert version_of(phase) and phase.history.count() == 3
    assert "out of use" not in client.get(names["restore"]).text


def test_what_belongs_to_a_retired_agreement_is_left_as_it_was(client, officer, agreement):
    party, phase = PartyFactory(agreement=agreement), PhaseFactory(agreement=agreement)
    typed = filled(form_on(client, change_url(party)), role_note="Changed")
    actions.retire(phase, by=recorder(), at=NOW, why="Recorded twice")
    actions.retire(agreement, by=recorder(), at=NOW, why="Ended")
    assert client.get(change_url(party)).status_code == 403
    assert client.post(change_url(party), typed).status_code == 409
    restored = client.post(reverse("partnerships:phase-restore", args=[phase.pk]), {"why": "After all"})
    assert errors(restored)[""].startswith("What this belongs to was retired. Restore that first.")
    moved = {"to": "in_force", "version": version_of(agreement)}
    client.post(reverse("partnerships:agreement-move", args=["SWK-1"]), moved)
    assert Agreement.objects.get().status == "drafting"
    assert Party.objects.get(pk=party.pk).role_note == ""


def test_an_agreement_above_that_is_anothers_is_never_named(client, officer, agreement):
    agreement.over_arching = AgreementFactory(title="Another partnership's")
    actions.change(agreement, by=recorder(), at=NOW)
    export = reverse("partnerships:agreement-history-export", args=["SWK-1"])
    pages = [client.get(change_url(agreement)).text, client.get("/agreements/SWK-1/history/").text]
    pages.append(b"".join(client.get(export).streaming_content).decode())
    for text in map(unescape, pages):
        assert "which you may not see" in text
        assert "Another partnership's" not in text
    typed = filled(form_on(client, change_url(agreement)), title="Renamed")
    assert client.post(change_url(agreement), typed).status_code == 302
    assert Agreement.objects.get(title="Renamed").over_arching == agreement.over_arching


def test_giving_a_role_twice_is_refused_in_words(client):
    held = RoleHeldFactory(role=Role.ADMINISTRATOR)
    client.force_login(held.user)
    page = reverse("partnerships:role-add")
    typed = filled(
        form_on(client, page),
        role="administrator",
        email=held.user.email.upper(),
        name="Same",
    )
    assert errors(client.post(page, typed)) == {"role": "This person holds this role already."}


def test_a_new_agreement_is_recorded_for_ones_own_body_only(client, officer, agreement):
    page = reverse("partnerships:agreement-add")
    form = form_on(client, page)
    typed = filled(form, reference="new-1", title="New", legal_basis=agreement.legal_basis.pk)
    elsewhere = BodyFactory()
    assert "not on offer any more" in errors(client.post(page, typed | {"kept_by": elsewhere.pk}))["kept_by"]
    assert client.post(page, typed).url == "/agreements/NEW-1/"
    assert Party.objects.get(agreement__reference="NEW-1").body == agreement.kept_by
    assert Body.objects.filter(pk=elsewhere.pk).exists()


def test_what_was_typed_is_not_lost_where_the_record_was_retired_meanwhile(client, officer, agreement):
    phase = PhaseFactory(agreement=agreement, name="Pooled budget")
    page = change_url(phase)
    form = form_on(client, page)
    actions.retire(phase, by=recorder(), at=NOW, why="By mistake")
    acts = Act.objects.count()

    answer = client.post(page, filled(form, name="Pooled budget, as the partners agreed"))

    assert answer.status_code == 409
    said = unescape(answer.text)
    assert "This phase was retired: Pooled budget. Restore it before you change it." in said
    assert "Nothing was saved; what you typed is below." in said
    assert 'value="Pooled budget, as the partners agreed"' in said
    assert Act.objects.count() == acts

    refused = client.get(page)
    assert refused.status_code == 403
    assert "Restore it before you change it." in refused.text
    assert "ask your administrator for the role" not in refused.text


def test_a_new_row_stands_after_those_there_are_unless_another_place_is_asked_for(client, officer, agreement):
    PhaseFactory(agreement=agreement, position=4)
    page = add_url("phase", agreement)
    assert form_on(client, page)["position"].value() == 5
    assert form_on(client, f"{page}?position=2")["position"].value() == "2"


def test_a_status_that_somebody_else_moved_on_meanwhile_is_said_to_be_so(client, officer, agreement):
    page = reverse("partnerships:agreement-move", args=["SWK-1"])
    typed = filled(form_on(client, page), to="awaiting_approval", why="Both signed")
    client.post(page, typed)

    typed["submission"] = "7a1c2b4e-0000-4000-8000-000000000001"
    answer = client.post(page, typed)

    assert "somebody changed the status while this page was open" in errors(answer)["to"]
    assert "Both signed" in answer.text


def test_several_are_added_one_after_the_other(client, officer, agreement):
    page = add_url("phase", agreement)
    for place, name in enumerate(("Lead commissioning", "Pooled budget"), start=1):
        answer = client.post(page, filled(form_on(client, page), name=name, another="yes"), follow=True)
        assert answer.redirect_chain == [(page, 302)]
        assert f"Phase recorded: {name}." in answer.text
        assert agreement.phases.get(position=place).name == name
