"""What must be true of bodies, agreements and parties: what is refused, at which field, and what is not."""

from datetime import date

import pytest

from core import actions
from core.permissions import Role
from core.rules import RulesBroken
from partnerships.models import Agreement
from tests.factories import (
    NOW,
    AgreementFactory,
    BodyFactory,
    BodyKindFactory,
    DelegationFactory,
    FlexibilityFactory,
    LegalBasisFactory,
    PartyFactory,
    RoleHeldFactory,
    recorder,
)

pytestmark = pytest.mark.django_db


def refused(field, message):
    """What is done inside breaks one rule, whose message is shown at this field."""

    class Refused:
        def __enter__(self):
            self.raises = pytest.raises(RulesBroken, match=message)
            self.refusal = self.raises.__enter__()

        def __exit__(self, *error):
            swallowed = self.raises.__exit__(*error)
            assert [broken.field for broken in self.refusal.value.broken] == [field]
            return swallowed

    return Refused()


def change(record, **values):
    for name, value in values.items():
        setattr(record, name, value)
    actions.change(record, by=recorder(), at=NOW)


def retire(record):
    actions.retire(record, by=recorder(), at=NOW, why="By mistake")


def test_body_opened_when_its_kind_existed():
    trusts = BodyKindFactory(name="Primary care trust", from_on="2000-04-01", to_on="2013-03-31")
    trusts.refresh_from_db()
    BodyFactory(kind=trusts, opened_on=date(2000, 4, 1), closed_on=date(2013, 3, 31))
    BodyFactory(kind=trusts)
    with refused("opened_on", "Primary care trust: the first opened on 1 April 2000"):
        BodyFactory(kind=trusts, opened_on=date(2000, 3, 31))
    with refused("closed_on", "Primary care trust: the last closed on 31 March 2013"):
        BodyFactory(kind=trusts, closed_on=date(2013, 4, 1))


def test_body_in_use_is_kept():
    party = PartyFactory()
    with refused(None, "Record the day it closed instead"):
        retire(party.body)
    retire(party)
    retire(party.body)
    assert party.body.is_retired


def test_agreement_is_not_its_own_ancestor():
    top = AgreementFactory()
    middle = AgreementFactory(over_arching=top)
    bottom = AgreementFactory(over_arching=middle)
    for above in (top, middle, bottom):
        with refused("over_arching", "cannot be annexed to itself or to one of its own annexes"):
            change(top, over_arching=above)
    change(Agreement.objects.get(pk=bottom.pk), over_arching=AgreementFactory())


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (date(2000, 3, 31), "Section 31 came into force on 1 April 2000"),
        (date(2000, 4, 1), ""),
        (date(2007, 2, 28), ""),
        (date(2007, 3, 1), "Section 31 was in force until 28 February 2007"),
    ],
)
def test_legal_basis_was_in_force(day, says):
    basis = LegalBasisFactory(name="Section 31", from_on=date(2000, 4, 1), to_on=date(2007, 2, 28))
    if not says:
        assert AgreementFactory(legal_basis=basis, starts_on=day).pk
        return
    with refused("starts_on", says):
        AgreementFactory(legal_basis=basis, starts_on=day)


def test_agreement_starts_once_its_partners_exist():
    agreement = AgreementFactory(starts_on=date(2013, 4, 1))
    PartyFactory(agreement=agreement, body=BodyFactory(name="New group", opened_on=date(2013, 4, 1)))
    with refused("starts_on", "31 March 2013 is too early or too late for New group"):
        change(agreement, starts_on=date(2013, 3, 31))
    change(agreement, starts_on=date(2013, 5, 1))


def test_host_is_a_party():
    agreement, stranger = AgreementFactory(), BodyFactory()
    change(agreement, host=PartyFactory(agreement=agreement).body)
    with refused("host", "The host must be one of the partners"):
        change(agreement, host=stranger)


def test_over_arching_agreement_is_kept():
    annex = AgreementFactory(over_arching=AgreementFactory())
    with refused(None, "Retire or move the annexes first"):
        retire(annex.over_arching)
    retire(annex)
    retire(annex.over_arching)


def test_party_existed_when_it_joined():
    agreement = AgreementFactory(starts_on=date(2013, 4, 1))
    closed, opened = BodyFactory(closed_on=date(2013, 3, 31)), BodyFactory(opened_on=date(2013, 4, 1))
    PartyFactory(agreement=agreement, body=opened)
    with refused("body", "closed on 31 March 2013; it would join on 1 April 2013"):
        PartyFactory(agreement=agreement, body=closed)
    with refused("joined_on", "opened on 1 April 2013; it would join on 31 March 2013"):
        PartyFactory(body=opened, joined_on=date(2013, 3, 31))


def test_party_is_of_an_eligible_kind():
    group = BodyFactory(kind=BodyKindFactory(name="Primary care group", may_be_partner=False))
    with refused("body", "is of the kind “Primary care group”"):
        PartyFactory(body=group)
    memorandum = LegalBasisFactory(follows_partnership_regulations=False)
    PartyFactory(agreement=AgreementFactory(legal_basis=memorandum), body=group)


def test_keeper_and_host_stay_party():
    agreement = AgreementFactory()
    host, other = PartyFactory(agreement=agreement), PartyFactory(agreement=agreement)
    change(agreement, host=host.body)
    for party in (agreement.parties.get(body=agreement.kept_by), host):
        with refused(None, "cannot be taken out of the parties"):
            retire(party)
    retire(other)


def test_partner_that_leads_is_kept():
    flexibility = FlexibilityFactory(kind="council_leads")
    leader = PartyFactory(agreement=flexibility.agreement)
    change(flexibility, lead_body=leader.body)
    with refused(None, "Record the day it left"):
        retire(leader)
    retire(flexibility)
    retire(leader)


def test_lead_body_is_a_party():
    flexibility = FlexibilityFactory(kind="council_leads")
    change(flexibility, lead_body=flexibility.agreement.kept_by)
    with refused("lead_body", "The lead body must be one of the partners"):
        change(flexibility, lead_body=BodyFactory())


def test_delegating_body_is_a_party():
    DelegationFactory()
    with refused("body", "Only a partner can give somebody power"):
        DelegationFactory(body=BodyFactory())


def test_body_keeps_an_administrator():
    first = RoleHeldFactory(role=Role.ADMINISTRATOR)
    with refused(None, "Give somebody else the role first"):
        retire(first)
    RoleHeldFactory(body=first.body, role=Role.ADMINISTRATOR)
    retire(first)
    retire(RoleHeldFactory(body=first.body, role=Role.OFFICER))


def test_body_existed_when_it_joined():
    body = BodyFactory(opened_on=date(2000, 4, 1))
    agreement = AgreementFactory(kept_by=body, starts_on=date(2004, 4, 1))
    change(body, opened_on=date(2004, 4, 1), closed_on=date(2013, 3, 31))
    with refused("opened_on", "must have existed on the day it joined.* It is recorded as doing so before"):
        change(body, opened_on=date(2004, 4, 2))
    body.refresh_from_db()
    with refused("closed_on", "to lead one. It is recorded as doing so after this day.$"):  # not where
        change(body, opened_on=None, closed_on=date(2004, 3, 31))
    body.refresh_from_db()

    FlexibilityFactory(agreement=agreement, lead_body=body, starts_on=date(2010, 4, 1))
    with refused("closed_on", "began to lead"):
        change(body, closed_on=date(2009, 3, 31))
    body.refresh_from_db()
    retire(agreement)
    change(body, opened_on=date(2005, 1, 1), closed_on=date(2009, 3, 31))


def test_a_body_s_dates_are_put_right_though_an_old_one_is_wrong():
    body = BodyFactory(opened_on=date(2000, 4, 1))
    agreement = AgreementFactory(kept_by=body)
    FlexibilityFactory(agreement=agreement, lead_body=body, starts_on=date(1999, 4, 1))
    change(body, opened_on=date(2000, 10, 1))
