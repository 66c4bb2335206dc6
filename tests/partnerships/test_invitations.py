"""A body becomes party to an agreement by its own word, and sees nothing of it before."""

from datetime import date

import pytest
from django.urls import reverse

from core import actions
from core.models import Act
from core.permissions import Role
from core.rules import RulesBroken
from partnerships.actions import (
    accept_invitation,
    confirm_party,
    invite,
    let_in_first_administrator,
    refuse_invitation,
)
from partnerships.models import AccessRequest, Agreement, Invitation, Party
from tests.factories import (
    NOW,
    AgreementFactory,
    BodyFactory,
    InvitationFactory,
    PartyFactory,
    ProvisionFactory,
    person,
    recorder,
)
from tests.forms import filled

pytestmark = pytest.mark.django_db
LIST = "/invitations/"


@pytest.fixture
def agreement():
    found = AgreementFactory(reference="SWK-1", title="Community equipment")
    ProvisionFactory(agreement=found, text="Beds and hoists")
    return found


@pytest.fixture
def officer(agreement):
    return person(Role.OFFICER, agreement.kept_by, "Southwark's officer")


@pytest.fixture
def trust():
    return BodyFactory(name="Southwark Primary Care Trust", ods_code="5LE", opened_on=date(2002, 4, 1))


@pytest.fixture
def invited_officer(trust):
    return person(Role.OFFICER, trust, "The trust's officer")


def page(name, *keys):
    return reverse(f"partnerships:{name}", args=keys)


def invite_by_page(client, agreement, body):
    at = page("invitation-add", agreement.reference, body.pk)
    return client.post(at, filled(client.get(at).context_data["form"], role_note="Lead"), follow=True)


def may_see(user, agreement):
    return Agreement.objects.visible_to(type(user).objects.get(pk=user.pk)).filter(pk=agreement.pk).exists()


def test_a_body_is_told_apart_invited_and_accepts(client, agreement, officer, trust, invited_officer):
    client.force_login(officer)
    BodyFactory(name="Southwark Primary Care Group")
    found = client.get(page("party-choose", "SWK-1"), {"q": "Southwark Primary"}).text
    for told_apart in ("Southwark Primary Care Trust", "Southwark Primary Care Group", "5LE", "1 April 2002"):
        assert told_apart in found
    assert "is invited. Its own people accept or refuse." in invite_by_page(client, agreement, trust).text
    assert not may_see(invited_officer, agreement)

    client.force_login(invited_officer)
    assert "invited to be party to" in client.get("/").text
    listed = client.get(LIST).text
    assert "Community equipment" in listed
    assert agreement.kept_by.name in listed
    assert "SWK-1" not in listed
    accept = page("invitation-accept", Invitation.objects.get().pk)
    answer = client.post(accept, filled(client.get(accept).context_data["form"]))
    assert answer.url == agreement.get_absolute_url()
    assert "Beds and hoists" in client.get(page("agreement-provisions", "SWK-1")).text
    party = agreement.parties.get(body=trust)
    assert (party.confirmed, party.role_note) == (True, "Lead")
    accepted = Act.objects.get(code="invitation.accepted")
    assert (accepted.by, list(accepted.agreements.all())) == (invited_officer, [agreement])
    assert client.get(accept).status_code == 404


def test_a_body_refuses_and_those_who_invited_it_read_why(client, agreement, officer, trust, invited_officer):
    invitation = InvitationFactory(agreement=agreement, body=trust)
    client.force_login(invited_officer)
    refuse = page("invitation-refuse", invitation.pk)
    form = client.get(refuse).context_data["form"]
    assert client.post(refuse, filled(form)).status_code == 422
    assert client.post(refuse, filled(form, why="We commission with Lambeth")).url == LIST
    assert not may_see(invited_officer, agreement)
    client.force_login(officer)
    assert "We commission with Lambeth" in client.get(page("agreement-parties", "SWK-1")).text


def test_who_invited_withdraws(client, agreement, officer, trust, invited_officer):
    invitation = InvitationFactory(agreement=agreement, body=trust)
    client.force_login(officer)
    withdraw = page("invitation-withdraw", invitation.pk)
    form = client.get(withdraw).context_data["form"]
    answer = client.post(withdraw, filled(form, why="The wrong trust"), follow=True)
    assert "is withdrawn" in answer.text
    client.force_login(invited_officer)
    assert "Community equipment" not in client.get(LIST).text
    assert client.get(page("invitation-accept", invitation.pk)).status_code == 404


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.OFFICER, Role.OPERATOR}))
def test_only_an_officer_of_the_invited_body_answers(client, agreement, officer, trust, role):
    other = person(role, trust)
    invitation = InvitationFactory(agreement=agreement, body=trust)
    at = page("invitation-accept", invitation.pk)
    client.force_login(other)
    assert client.post(at).status_code == 403
    client.force_login(officer)
    assert client.post(at).status_code == 404
    assert not agreement.parties.filter(body=trust).exists()


def test_a_body_without_people_is_a_party_at_once_that_nobody_has_confirmed(
    client, agreement, officer, trust
):
    client.force_login(officer)
    told = invite_by_page(client, agreement, trust).text
    assert "Nobody there to confirm" in told
    ask = page("operator-ask", trust.pk)
    assert ask in told
    told = client.post(ask, filled(client.get(ask).context_data["form"]), follow=True).text
    assert "The operator is asked to let somebody in" in told
    client.force_login(person(Role.OPERATOR))
    site = client.get("/site/").text
    assert f"{agreement.kept_by} asks you to let somebody in" in site
    assert "SWK-1" not in site

    held = let_in_first_administrator(
        body=trust, email="a@trust.example.org", name="A", by=recorder(), at=NOW
    )
    assert not AccessRequest.objects.not_retired().exists()
    assert not may_see(held.user, agreement)
    now_there = person(Role.OFFICER, trust)
    assert not may_see(now_there, agreement)
    accept_invitation(Invitation.objects.get(), by=now_there, at=NOW)
    assert may_see(now_there, agreement)
    assert agreement.parties.not_retired().get(body=trust).confirmed


def test_a_body_that_finds_itself_a_party_can_say_that_it_is_none(agreement, trust):
    invitation = InvitationFactory(agreement=agreement, body=trust)
    assert agreement.parties.not_retired().filter(body=trust, confirmed=False).exists()
    refuse_invitation(invitation, by=person(Role.OFFICER, trust), at=NOW, why="Not us")
    assert not agreement.parties.not_retired().filter(body=trust).exists()


def refused(work, *args, **options):
    with pytest.raises(RulesBroken) as refusal:
        work(*args, **options, by=recorder(), at=NOW)
    return {broken.field: str(broken) for broken in refusal.value.broken}


def test_party_has_agreed_or_is_invited(agreement, trust):
    assert "Invite it" in refused(actions.record, Party(agreement=agreement, body=trust))["body"]
    confirm_party(Party(agreement=agreement, body=trust), by=recorder(), at=NOW)


def test_party_is_recorded_once_at_a_time(agreement, trust, invited_officer):
    party = PartyFactory(agreement=agreement, body=trust)
    again = Invitation(agreement=agreement, body=trust, inviter=agreement.kept_by)
    assert "party already" in refused(invite, again)["body"]
    party.left_on = date(2010, 3, 31)
    actions.change(party, by=recorder(), at=NOW)
    again.joined_on = date(2010, 3, 31)
    assert "party already" in refused(invite, again)["body"]
    again.joined_on = date(2010, 4, 1)
    invite(again, by=recorder(), at=NOW)
    accept_invitation(again, by=invited_officer, at=NOW)
    assert agreement.parties.filter(body=trust).count() == 2


def test_invitation_is_open(agreement, trust, invited_officer):
    invitation = InvitationFactory(agreement=agreement, body=trust)
    accept_invitation(invitation, by=invited_officer, at=NOW)
    assert "recorded as accepted" in refused(accept_invitation, invitation)[None]
    assert agreement.parties.filter(body=trust).count() == 1


def test_a_body_is_invited_while_it_exists(client, agreement, officer):
    closed = BodyFactory(closed_on=date(2013, 3, 31))
    client.force_login(officer)
    at = page("invitation-add", "SWK-1", closed.pk)
    typed = {"joined_on_0": 1, "joined_on_1": 4, "joined_on_2": 2013}
    answer = client.post(at, filled(client.get(at).context_data["form"], **typed))
    assert "closed on 31 March 2013" in " ".join(answer.context_data["form"].errors["joined_on"])
    assert not Invitation.objects.exists()
