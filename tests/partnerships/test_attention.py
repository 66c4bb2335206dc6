"""What needs attention: kept, told on Home, and taken on, put off or accepted."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import actions as core_actions
from core.history import act
from core.permissions import Role
from core.rules import RulesBroken
from partnerships import actions, rules
from partnerships.models import Agreement, Attention, AttentionAnswer
from tests.factories import (
    NOW,
    AgreementFactory,
    BodyFactory,
    LegalBasisFactory,
    PartyFactory,
    PhaseFactory,
    SuccessionFactory,
    person,
    recorder,
)

pytestmark = pytest.mark.django_db
UNFOLLOWED = "record its successor, or confirm that its part ended"
TODAY = date(2026, 11, 26)


@pytest.fixture
def agreement():
    """One that only its late phase is to be told of."""
    basis = LegalBasisFactory(follows_partnership_regulations=False)
    agreement = AgreementFactory(reference="SWK-1", legal_basis=basis)
    PhaseFactory(agreement=agreement, name="Pooled budget", due_on=date(2026, 3, 31))
    actions.update_attention([agreement.pk], on=TODAY)
    return agreement


def kept():
    return [(row.code, row.detail, row.first_seen_on) for row in Attention.objects.all()]


LATE = "Pooled budget was due by 31 March 2026 and is not recorded as in place"


def test_breaches_are_kept_with_the_day_they_were_first_seen(agreement):
    assert kept() == [("phases", LATE, TODAY)]
    phase = agreement.phases.get()
    phase.name = "Pooled fund"
    core_actions.change(phase, by=recorder(), at=NOW)
    actions.update_attention([agreement.pk], on=TODAY + timedelta(days=1))
    assert kept() == [("phases", LATE.replace("budget", "fund"), TODAY)]
    phase.done_on = TODAY
    core_actions.change(phase, by=recorder(), at=NOW)
    actions.update_attention([agreement.pk], on=TODAY)
    assert kept() == []


def test_what_is_past_or_retired_is_not_kept(agreement):
    core_actions.retire(agreement, by=recorder(), at=NOW, why="By mistake")
    actions.update_attention([agreement.pk], on=TODAY)
    assert kept() == []


def test_an_act_brings_it_up_to_date_once_it_is_committed(agreement, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as told, act("thing", by=recorder(), at=NOW):
        for number in (2, 3):
            phase = PhaseFactory.build(agreement=agreement, position=number, name=f"Phase {number}")
            phase.due_on = date(2026, 1, number)
            core_actions.record(phase, by=recorder(), at=NOW)
    assert sorted(code for code, _, _ in kept()) == ["phases"] * 3
    assert len(told) >= 2
    with CaptureQueriesContext(connection) as queries:
        for again in told:
            again()
    assert len(queries) == 0  # one bringing up to date was enough for all of them


def test_what_becomes_of_a_partner_is_told_of_its_agreements(agreement, django_capture_on_commit_callbacks):
    trust = PartyFactory(agreement=agreement, body__name="The trust").body

    def told_after(action, record):
        acts = agreement.acts.count()
        with django_capture_on_commit_callbacks(execute=True):
            action(record, by=recorder(), at=NOW)
        assert agreement.acts.count() == acts  # which body closed is no line of the agreement's history
        return [detail for code, detail, _ in kept() if code == "partners-exist"]

    trust.closed_on = date(2026, 3, 31)
    closed = "The trust closed on 31 March 2026: "
    assert told_after(core_actions.change, trust) == [f"{closed}{UNFOLLOWED}"]
    succession = SuccessionFactory.build(predecessor=trust, successor=BodyFactory(name="The board"))
    followed = "The board followed it: confirm who stands in its place"
    assert told_after(core_actions.record, succession) == [f"{closed}{followed}"]
    trust.closed_on = date(2027, 3, 31)
    assert told_after(core_actions.change, trust) == []


def test_the_daily_command_asks_all(agreement):
    Attention.objects.all().delete()
    AgreementFactory()
    out = StringIO()
    call_command("update_attention", stdout=out)
    assert out.getvalue().startswith("2 agreements asked; ")
    assert Attention.objects.filter(agreement=agreement).count() == 1


def test_one_agreement_or_many_take_as_many_queries(agreement, django_assert_num_queries):
    keys = [agreement.pk]
    for _ in range(2):
        actions.update_attention(keys, on=TODAY)
        with django_assert_num_queries(8):
            actions.update_attention(keys, on=TODAY)
        keys += [PhaseFactory(agreement__kept_by=agreement.kept_by).agreement.pk for _ in range(3)]


def address(name="attention-answer", code="phases", place=None):
    place = place or Attention.objects.get().place
    return reverse(f"partnerships:{name}", args=["SWK-1", code, place])


def answer(client, **said):
    form = client.get(address()).context_data["form"]
    return client.post(address(), {"submission": form["submission"].value(), **said})


def day(name, on):
    return {f"{name}_0": on.day, f"{name}_1": on.month, f"{name}_2": on.year}


def test_an_officer_takes_it_on_puts_it_off_accepts_it_and_takes_that_back(client, agreement):
    officer = person(Role.OFFICER, agreement.kept_by)
    client.force_login(officer)
    home, own = reverse("partnerships:home"), agreement.get_absolute_url()
    assert [each.detail for each in client.get(home).context_data["findings"]] == [LATE]

    assert answer(client, what="taken_on").url == f"{own}#needs-attention"
    assert f"Taken on by {officer.name}" in client.get(home).text
    later = officer.today + timedelta(days=30)
    answer(client, what="put_off", why="The trust is being merged", **day("until_on", later))
    assert client.get(home).context_data["findings"] == []
    assert [each.message for each in client.get(own).context_data["put_aside"]] == [LATE]
    answer(client, what="accepted", why="It is no longer wanted")
    said = AttentionAnswer.objects.not_retired().get()
    assert (said.what, said.until_on, said.person) == ("accepted", None, officer)
    codes = agreement.acts.filter(code__startswith="attention").order_by("pk")
    assert [each.code for each in codes] == ["attention.taken-on", "attention.put-off", "attention.accepted"]

    back = address("attention-answer-take-back")
    key = client.get(back).context_data["form"]["submission"].value()
    client.post(back, {"submission": key})
    assert [each.detail for each in client.get(home).context_data["findings"]] == [LATE]
    assert client.get(back).status_code == 403  # nobody has said anything of it now


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, "Say what is to become of it"),
        ({"what": "put_off", "why": "Later"}, "Enter the day until which it is put off"),
        ({"what": "accepted"}, "Say why"),
        ({"what": "put_off", "why": "Later", **day("until_on", date(2003, 12, 16))}, "Enter a day after"),
    ],
)
def test_what_is_wrong_with_an_answer_is_told_at_its_place(client, agreement, said, told):
    client.force_login(person(Role.FINANCE, agreement.kept_by))
    reply = answer(client, **said)
    assert reply.status_code == 422 and told in reply.text
    assert not AttentionAnswer.objects.exists()


def test_a_code_or_place_that_does_not_exist_is_not_answered(client, agreement):
    client.force_login(person(Role.OFFICER, agreement.kept_by))
    assert client.get(address(code="no-such-rule")).status_code == 404
    assert client.get(address(code="host-is-a-party")).status_code == 404  # what refuses is not put aside
    gone = client.get(address(place="scope.."))
    assert gone.status_code == 403 and "This needs no attention any more." in gone.text


def test_only_what_warns_is_put_aside():
    answer = AttentionAnswer(agreement=AgreementFactory(), code="host-is-a-party", place="overview..")
    with pytest.raises(RulesBroken):
        rules.only_what_warns_is_put_aside(answer)


def test_attention_is_put_off_until_later(agreement):
    place = Attention.objects.get().place
    put_off = {
        "code": "phases",
        "place": place,
        "what": "put_off",
        "why": "Later",
        "by": recorder(),
        "at": NOW,
    }
    with pytest.raises(RulesBroken, match="Enter a day after 26 November 2026"):
        actions.answer_attention(agreement, until_on=TODAY, on=TODAY, **put_off)
    actions.answer_attention(agreement, until_on=TODAY + timedelta(days=1), on=TODAY, **put_off)


def test_home_takes_as_many_queries_for_one_agreement_as_for_many(
    client, agreement, django_assert_num_queries
):
    client.force_login(person(Role.AUDITOR, agreement.kept_by))
    for _ in range(2):
        with django_assert_num_queries(15):
            client.get(reverse("partnerships:home"))
        more = [AgreementFactory(kept_by=agreement.kept_by).pk for _ in range(3)]
        actions.update_attention(more, on=TODAY)


def test_the_list_holds_what_is_put_aside_and_filters(client, agreement):
    client.force_login(person(Role.OFFICER, agreement.kept_by))
    answer(client, what="accepted", why="As it is")
    page = reverse("partnerships:attention-list")
    whole, found, none = (
        client.get(page, asked) for asked in ({}, {"q": "pooled", "answered": "accepted"}, {"urgency": 3})
    )
    counts = [len(each.context_data["results"].object_list) for each in (whole, found, none)]
    assert counts == [1, 1, 0]
    stranger = person(Role.OFFICER, AgreementFactory().kept_by)
    client.force_login(stranger)
    assert list(client.get(page).context_data["results"].object_list) == []
    assert Agreement.objects.visible_to(stranger).count() == 1
