"""An over-arching agreement with what is annexed to it, and what is still to be delivered."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from core.permissions import Role
from partnerships.findings import findings_of
from partnerships.queries import tree_of
from tests.budgets.factories import ContributionFactory, ContributionLineFactory, FundFactory
from tests.factories import (
    TODAY,
    AgreementFactory,
    BodyFactory,
    DeliverableFactory,
    IssueAreaFactory,
    LegalBasisFactory,
    PartyFactory,
    person,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return BodyFactory(name="Harrow Council")


@pytest.fixture
def top(council):
    return AgreementFactory(reference="HAR-OA", title="Over-arching", kept_by=council)


@pytest.fixture
def memorandum(top, council):
    basis = LegalBasisFactory(name="Memorandum of agreement", follows_partnership_regulations=False)
    return AgreementFactory(
        reference="HAR-A1",
        title="Memorandum",
        legal_basis=basis,
        kept_by=council,
        over_arching=top,
        annex_order=1,
        ends_on=date(2026, 12, 31),
    )


@pytest.fixture
def pool(top, memorandum, council):
    agreement = AgreementFactory(
        reference="HAR-A2", title="Pool", kept_by=council, over_arching=memorandum, annex_order=1
    )
    line = ContributionLineFactory(fund=FundFactory(agreement=agreement), partner=council)
    ContributionFactory(line=line, year=2026)
    return agreement


@pytest.fixture
def officer(council):
    return person(Role.OFFICER, council)


def shown(agreement, user):
    return [
        (each.value.reference, each.depth, each.expired, each.months_left)
        for each in tree_of(agreement, seen_by=user, on=TODAY)
    ]


def test_the_whole_tree_is_shown_from_wherever_one_stands(top, memorandum, pool, officer):
    whole = [("HAR-OA", 0, False, None), ("HAR-A1", 1, False, 3), ("HAR-A2", 2, False, None)]
    assert [shown(each, officer) for each in (top, memorandum, pool)] == [whole] * 3


def test_nothing_hints_at_what_is_not_seen(client, top, memorandum, pool, officer):
    AgreementFactory(reference="SECRET-1", over_arching=top, annex_order=7)
    other = person(Role.OFFICER, PartyFactory(agreement=pool).body)
    assert [each[0] for each in shown(top, officer)] == ["HAR-OA", "HAR-A1", "HAR-A2"]
    assert [each[0] for each in shown(pool, other)] == ["HAR-A2"]
    client.force_login(other)
    page = client.get(reverse("partnerships:agreement-tree", args=["HAR-A2"])).text
    assert "HAR-OA" not in page
    assert "HAR-A1" not in page


def test_an_annex_is_judged_by_its_own_legal_basis(top, memorandum, officer):
    """No council or NHS body is missing from a memorandum: the Regulations do not apply to it."""
    found = {
        each.value.reference: [finding.code for finding in findings_of(each.value)]
        for each in tree_of(top, seen_by=officer, on=TODAY)
    }
    assert found["HAR-OA"][0] == "one-nhs-body"
    assert found["HAR-A1"] == ["term"]


def test_the_page_shows_the_term_the_check_and_the_money_of_each(client, top, memorandum, pool, officer):
    client.force_login(officer)
    overview = client.get(top.get_absolute_url()).text
    assert f'href="{reverse("partnerships:agreement-tree", args=["HAR-OA"])}"' in overview
    page = client.get(reverse("partnerships:agreement-tree", args=["HAR-OA"])).text
    rows = re.findall(r"<tr class.*?</tr>", page, re.DOTALL)[1:]
    assert [re.search(r">(HAR-[\w-]+) ", row)[1] for row in rows] == ["HAR-OA", "HAR-A1", "HAR-A2"]
    assert "Ends within 3 months" in rows[1]
    assert "Memorandum of agreement" in rows[1]
    assert 'numeric">£730,000.00<' in rows[2]


@pytest.mark.parametrize("number", [1, 3])
def test_a_tree_of_any_size_costs_the_same(client, django_assert_num_queries, top, officer, council, number):
    for place in range(number):
        AgreementFactory(kept_by=council, over_arching=top, annex_order=place + 1)
    client.force_login(officer)
    client.get(reverse("partnerships:agreement-tree", args=["HAR-OA"]))
    with django_assert_num_queries(QUERIES):
        client.get(reverse("partnerships:agreement-tree", args=["HAR-OA"]))


QUERIES = 13


def test_what_is_overdue_is_marked_with_its_owner(client, top, officer, council):
    area = IssueAreaFactory(agreement=top, name="Information sharing")
    DeliverableFactory(area=area, owner_post="Head of service", owner_body=council, due_on=date(2026, 9, 30))
    client.force_login(officer)
    page = " ".join(client.get(reverse("partnerships:agreement-scope", args=["HAR-OA"])).text.split())
    assert "Head of service, Harrow Council" in page
    assert "Overdue" in page
    overview = client.get(top.get_absolute_url()).text
    assert (
        "A protocol on information sharing (Head of service, Harrow Council) was due by 30 September 2026"
        in overview
    )
