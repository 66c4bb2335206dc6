"""Who may do what, at which bodies, and what a refusal says."""

import pytest

from core import actions
from core.history import act
from core.permissions import PERMISSIONS, ROLES_AT_BODIES, Permission, Role, may, permissions_over
from partnerships.models import Agreement, Body, Provision, RoleHeld
from tests.factories import (
    NOW,
    AgreementFactory,
    BodyFactory,
    PartyFactory,
    ProvisionFactory,
    RoleHeldFactory,
    person,
    recorder,
)

pytestmark = pytest.mark.django_db


def test_every_permission_is_somebodys_and_only_reading_is_everybodys():
    held_by = {
        permission: {role for role in Role if permission in PERMISSIONS[role]} for permission in Permission
    }
    assert all(held_by.values())
    everybodys = [permission for permission, roles in held_by.items() if roles >= set(ROLES_AT_BODIES)]
    assert everybodys == [Permission.SEE, Permission.READ_HISTORY]
    assert PERMISSIONS[Role.OPERATOR] == {
        Permission.READ_HISTORY,
        Permission.CHANGE_LAYOUTS,
        Permission.CHANGE_REFERENCE,
        Permission.OPERATE_SITE,
    }
    at_bodies = {permission for role in ROLES_AT_BODIES for permission in PERMISSIONS[role]}
    assert PERMISSIONS[Role.OPERATOR] & at_bodies == {Permission.READ_HISTORY, Permission.CHANGE_LAYOUTS}
    assert PERMISSIONS[Role.AUDITOR] == {
        Permission.SEE,
        Permission.READ_HISTORY,
        Permission.EXPORT_SCHEDULES,
        Permission.READ_SECURITY,
    }


def test_a_role_counts_for_every_agreement_of_its_body_and_for_no_other():
    ours, theirs = AgreementFactory(), AgreementFactory()
    partner = PartyFactory(agreement=ours).body
    legal = person(Role.LEGAL, partner)

    assert may(legal, Permission.CHANGE_AGREEMENTS, ours)
    assert may(legal, Permission.CHANGE_AGREEMENTS, ProvisionFactory(agreement=ours))
    assert not may(legal, Permission.CHANGE_AGREEMENTS, theirs)
    everywhere = PERMISSIONS[Role.LEGAL] - {Permission.SEE_EXEMPT}  # which is over reports alone
    assert permissions_over(legal, ours) == {permission.name for permission in everywhere}
    assert permissions_over(legal, theirs) == set()


def test_a_refusal_says_which_role_it_takes_and_where():
    agreement = AgreementFactory()
    auditor = person(Role.AUDITOR, agreement.kept_by)
    decision = may(auditor, Permission.CHANGE_FUNDS, agreement)
    assert decision.reason == (
        "To record and change funds, contributions and grants you need the role of commissioning officer"
        " or finance at one of its partner bodies."
    )


def test_what_belongs_to_an_unseen_agreement_is_unseen():
    ours, theirs = (ProvisionFactory() for _ in range(2))
    officer = person(Role.OFFICER, ours.agreement.kept_by)
    assert list(Provision.objects.visible_to(officer)) == [ours]
    assert list(Agreement.objects.visible_to(officer)) == [ours.agreement]
    assert Body.objects.visible_to(officer).count() == Body.objects.count()
    assert not RoleHeld.objects.visible_to(officer).exists()


def test_a_body_taken_out_of_the_parties_sees_no_more():
    party = PartyFactory()
    officer = person(Role.OFFICER, party.body)
    assert Agreement.objects.visible_to(officer).exists()
    actions.retire(party, by=recorder(), at=NOW, why="Never was one")
    assert not Agreement.objects.visible_to(officer).exists()


def test_who_manages_people_does_so_at_their_own_body_only():
    mine, others = BodyFactory(), BodyFactory()
    administrator = person(Role.ADMINISTRATOR, mine)
    here, there = RoleHeldFactory(body=mine), RoleHeldFactory(body=others)
    assert may(administrator, Permission.MANAGE_PEOPLE, here)
    assert not may(administrator, Permission.MANAGE_PEOPLE, there)
    assert there not in RoleHeld.objects.visible_to(administrator)


def test_an_ended_role_or_a_closed_account_counts_from_the_next_click(client):
    agreement = AgreementFactory()
    officer, leaver = person(Role.OFFICER, agreement.kept_by), person(Role.LEGAL, agreement.kept_by)
    client.force_login(officer)
    assert client.get(agreement.get_absolute_url()).status_code == 200

    actions.retire(officer.roles_held.get(), by=recorder(), at=NOW, why="Moved on")
    assert client.get(agreement.get_absolute_url()).status_code == 404

    client.force_login(leaver)
    with act("account.closed", by=recorder(), at=NOW):
        leaver.is_active = False
        leaver.save()
    assert client.get(agreement.get_absolute_url()).url.startswith("/sign-in/")
