"""An agreement begun as a copy of another: its terms and its money, and none of what was done under it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from budgets.actions import copy_agreement
from budgets.models import Contribution, ContributionLine
from core.actions import retire
from core.histories import acts_on
from core.models import UNSEEN, Act
from core.permissions import Role
from core.rules import RulesBroken
from core.timeline import timeline
from partnerships.models import Agreement, AgreementStatus
from partnerships.queries import next_reference
from tests.budgets.factories import (
    ContributionLineFactory,
    FundFactory,
    GrantFactory,
    PartnerGroupFactory,
    PartnerGroupMemberFactory,
    agreed,
    put,
)
from tests.factories import (
    NOW,
    AgreementFactory,
    AimFactory,
    AnnexFactory,
    BodyFactory,
    ConsulteeFactory,
    DelegationFactory,
    FlexibilityFactory,
    PartyFactory,
    PhaseFactory,
    ProvisionFactory,
    ServiceFactory,
    person,
    recorder,
)
from tests.forms import filled

pytestmark = pytest.mark.django_db


class Scene:
    """An agreement of a council and a trust with all that can be copied, and much that is not."""

    def __init__(self) -> None:
        council = BodyFactory(name="Southwark Council")
        self.agreement = AgreementFactory(
            reference="SWK-1",
            kept_by=council,
            summary="One service",
            starts_on=date(2004, 4, 1),
            notice_months=6,
        )
        self.council = council
        self.trust = PartyFactory(agreement=self.agreement, body=BodyFactory(name="Southwark PCT")).body
        about = {"agreement": self.agreement}
        flexibility = FlexibilityFactory(**about, starts_on=date(2004, 4, 1), lead_body=self.trust)
        ServiceFactory(**about, name="Loans", flexibility=flexibility, remark="Paragraph 7")
        ServiceFactory(**about, name="Over long ago", to_on=date(2005, 3, 31))
        ServiceFactory(**about, name="Outside", scope="out")
        ProvisionFactory(**about, text="Six months' notice.", remark="Paragraph 9")
        AimFactory(**about, text="Loans in a week", measure="90%", by_on=date(2005, 1, 1))
        AnnexFactory(**about, title="Protocol")
        for made in (PhaseFactory, ConsulteeFactory, DelegationFactory, GrantFactory):
            made(**about)
        self.pool = FundFactory(**about, name="Pool", host=council, pool_manager_post="Manager")
        part = FundFactory(**about, name="Part", within=self.pool, host=self.trust, pool_manager_post="Hers")
        seen = FundFactory(**about, name="In view", kind="in_view", holder=self.trust)
        group = PartnerGroupFactory(**about, name="Both")
        for body in (council, self.trust):
            PartnerGroupMemberFactory(group=group, body=body)
        ours = ContributionLineFactory(fund=self.pool, partner=council, description="Base")
        put(ours, {2004: 730_000, 2005: 748_000})
        agreed(ours)
        put(ContributionLineFactory(fund=self.pool, partner=council), {2004: 350_000}, status="requested")
        put(ContributionLineFactory(fund=part, partner=self.trust), {2004: 296_000})
        put(ContributionLineFactory(fund=part, partner=None, group=group), {2004: 1_000})
        put(ContributionLineFactory(fund=seen, partner=self.trust), {2004: 2_000})
        retire(ProvisionFactory(**about), by=recorder(), at=NOW, why="Recorded twice")
        self.officer = person(Role.OFFICER, council)

    def copy(self, *, money: str = "lines", by=None, reference: str = "SWK-2", **options) -> Agreement:
        new = Agreement(
            reference=reference,
            title="Equipment from 2027",
            legal_basis=self.agreement.legal_basis,
            kept_by=options.pop("kept_by", self.council),
            starts_on=date(2027, 4, 1),
        )
        copy_agreement(new, original=self.agreement, money=money, by=by or self.officer, at=NOW, **options)
        return Agreement.objects.get(pk=new.pk)


@pytest.fixture
def scene():
    return Scene()


def values(rows, *names):
    return list(rows.order_by("pk").values_list(*names))


def lines_of(agreement):
    return values(ContributionLine.objects.filter(fund__agreement=agreement), "fund__name", "partner__name")


def test_a_copy_has_the_terms_and_none_of_what_was_done(scene):
    acts = Act.objects.count()
    copied = scene.copy()

    assert Act.objects.count() == acts + 1
    assert (copied.copied_from, copied.status) == (scene.agreement, AgreementStatus.DRAFTING)
    assert (copied.summary, copied.notice_months) == ("One service", 6)
    assert (copied.starts_on, copied.host) == (date(2027, 4, 1), None)
    assert values(copied.parties, "body__name", "confirmed") == [("Southwark Council", True)]
    assert values(copied.flexibilities, "kind", "starts_on", "lead_body") == [("pooled_fund", None, None)]
    assert values(copied.services, "name", "flexibility__agreement", "remark") == [
        ("Loans", copied.pk, ""),
        ("Outside", None, ""),
    ]
    assert values(copied.provisions, "text", "remark") == [("Six months' notice.", "")]
    assert values(copied.aims, "text", "measure", "by_on") == [("Loans in a week", "90%", None)]
    assert values(copied.annexes, "position", "title") == [(1, "Protocol")]
    left = (copied.phases, copied.consultees, copied.delegations, copied.grants, copied.invitations)
    assert [rows.count() for rows in left] == [0] * 5


def test_a_copy_has_the_funds_and_the_rows_of_its_own_partner(scene):
    copied = scene.copy()

    assert values(
        copied.funds, "name", "within__name", "host__name", "pool_manager_post", "holder__name"
    ) == [
        ("Pool", None, "Southwark Council", "Manager", None),
        ("In view", None, None, "", "Southwark PCT"),
        ("Part", "Pool", None, "", None),
    ]
    assert set(copied.funds.values_list("within__agreement", flat=True)) == {None, copied.pk}
    assert values(copied.partner_groups, "name", "members__body__name") == [("Both", "Southwark Council")]
    assert sorted(lines_of(copied), key=str) == sorted(
        [
            ("Pool", "Southwark Council"),
            ("Pool", "Southwark Council"),
            ("Part", None),
            ("In view", "Southwark PCT"),
        ],
        key=str,
    )
    assert Contribution.objects.filter(line__fund__agreement=copied).count() == 0


def test_amounts_are_copied_as_proposed_where_that_is_asked(scene):
    copied = scene.copy(money="amounts")

    amounts = Contribution.objects.filter(line__fund__agreement=copied)
    assert sorted(values(amounts, "amount", "status", "agreed_by", "agreed_source")) == [
        (1_000, "proposed", None, ""),
        (2_000, "proposed", None, ""),
        (350_000, "requested", None, ""),
        (730_000, "proposed", None, ""),
        (748_000, "proposed", None, ""),
    ]


def test_none_of_the_money_is_copied_where_none_is_asked(scene):
    copied = scene.copy(money="none")
    assert (copied.funds.count(), copied.partner_groups.count()) == (0, 0)


def test_the_partners_are_invited_where_that_is_asked(scene):
    """A body for which nobody signs in is a party at once, and its rows come too; another has to accept."""
    closed = BodyFactory(name="Closed", closed_on=date(2013, 3, 31))
    peopled = PartyFactory(agreement=scene.agreement, body=BodyFactory(name="Kent")).body
    person(Role.FINANCE, peopled)
    PartyFactory(agreement=scene.agreement, body=closed, joined_on=date(2004, 4, 1))
    for body in (closed, peopled):
        ContributionLineFactory(fund=scene.pool, partner=body)

    copied = scene.copy(with_invitations=True)

    assert values(copied.invitations, "body__name", "state") == [("Southwark PCT", "open"), ("Kent", "open")]
    assert values(copied.parties, "body__name", "confirmed") == [
        ("Southwark Council", True),
        ("Southwark PCT", False),
    ]
    assert ("Part", "Southwark PCT") in lines_of(copied)
    assert {name for _, name in lines_of(copied)} == {None, "Southwark Council", "Southwark PCT"}
    assert copied.flexibilities.get().lead_body == scene.trust


def test_the_history_says_what_it_is_a_copy_of_to_those_who_may_see_that(scene):
    copied = scene.copy()

    theirs = person(Role.OFFICER, PartyFactory(agreement=copied).body)

    def told(user):
        acts = acts_on(copied, seen_by=user).filter(code="agreement.copied")
        fields = [
            field for entry in timeline(acts, seen_by=user) for each in entry.changes for field in each.fields
        ]
        return [field.after for field in fields if field.label == "Copied from"]

    assert told(scene.officer) == ["SWK-1 Community equipment"]
    assert told(theirs) == [UNSEEN]


def test_a_refused_copy_leaves_nothing(scene):
    made = Act.objects.count()
    with pytest.raises(RulesBroken, match="This reference cannot be used"):
        scene.copy(reference="SWK-1")
    retire(scene.agreement, by=recorder(), at=NOW, why="Recorded twice")
    with pytest.raises(RulesBroken, match="This record was retired"):
        scene.copy()
    assert (Agreement.objects.count(), Act.objects.count()) == (1, made + 1)


def test_funds_are_recorded_by_who_may(scene):
    lawyer = person(Role.LEGAL, scene.council)
    with pytest.raises(RulesBroken, match="Copy none of it"):
        scene.copy(by=lawyer)
    assert Agreement.objects.count() == 1
    assert scene.copy(by=lawyer, money="none").copied_from == scene.agreement


def test_the_next_reference_is_free_and_fits():
    first = AgreementFactory(reference="A-1")
    AgreementFactory(reference="A-1-2")
    assert next_reference(first) == "A-1-3"
    assert next_reference(Agreement(reference="A" * 39)) == ""


def test_a_copy_takes_the_same_queries_per_table_however_much_there_is(scene):
    def queries(reference):
        with CaptureQueriesContext(connection) as asked:
            scene.copy(reference=reference, money="amounts")
        return len(asked)

    queries("SWK-2")  # who asks is asked once
    once = queries("SWK-3")
    for _ in range(5):
        ProvisionFactory(agreement=scene.agreement)
        AimFactory(agreement=scene.agreement)
    assert queries("SWK-4") == once


# The page


def page_of(agreement):
    return reverse("budgets:agreement-copy", args=[agreement.reference])


def signed_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_an_agreement_is_copied_from_its_page(scene, client):
    auditor = signed_in(client, person(Role.AUDITOR, scene.council))
    assert page_of(scene.agreement) not in auditor.get(scene.agreement.get_absolute_url()).text
    officer = signed_in(client, scene.officer)
    assert page_of(scene.agreement) in officer.get(scene.agreement.get_absolute_url()).text
    form = officer.get(page_of(scene.agreement)).context_data["form"]
    assert (form.initial["reference"], form.initial["kept_by"]) == ("SWK-1-2", scene.council)

    answer = officer.post(page_of(scene.agreement), filled(form, money="amounts", with_invitations="on"))

    copied = scene.agreement.copies.get()
    assert answer.url == copied.get_absolute_url()
    assert copied.invitations.count() == 1
    assert Contribution.objects.filter(line__fund__agreement=copied).count() == 6


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("reference", "SWK-1", "This reference cannot be used. Choose another."),
        ("reference", "R" * 41, "must be 40 characters or fewer"),
        ("title", "t" * 201, "must be 200 characters or fewer"),
        ("kept_by", "999999", "Select a valid choice"),
        ("money", "all", "Select a valid choice"),
    ],
)
def test_what_a_copy_cannot_be_called_is_told_at_its_field(scene, client, field, typed, told):
    officer, acts = signed_in(client, scene.officer), Act.objects.count()
    form = officer.get(page_of(scene.agreement)).context_data["form"]
    answer = officer.post(page_of(scene.agreement), filled(form, **{field: typed}))
    assert answer.status_code == 422
    assert told in " ".join(answer.context_data["form"].errors[field])
    assert Act.objects.count() == acts


def test_a_lawyer_copies_the_words_and_no_money(scene, client):
    lawyer = signed_in(client, person(Role.LEGAL, scene.council))
    shown = lawyer.get(page_of(scene.agreement))
    assert "Its money is not copied" in shown.text
    sent = filled(shown.context_data["form"], money="amounts")
    assert lawyer.post(page_of(scene.agreement), sent).status_code == 302
    copied = scene.agreement.copies.get()
    assert (copied.provisions.count(), copied.funds.count()) == (1, 0)


def test_a_retired_agreement_is_not_copied(scene, client):
    retire(scene.agreement, by=recorder(), at=NOW, why="Recorded twice")
    officer = signed_in(client, scene.officer)
    assert officer.get(page_of(scene.agreement)).status_code == 403
    assert page_of(scene.agreement) not in officer.get(scene.agreement.get_absolute_url()).text
