"""Reference data: what the law defines, with the dates between which it applies."""

from datetime import UTC, date, datetime

import pytest

from core.actions import change, record_user
from core.models import Act
from core.reference import load_reference
from partnerships.models import BodyKind, ExcludedFunction, LegalBasis, ProvisionKind

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def loaded_once(kept):
    user = record_user(email="setup@test.invalid", name="Set-up", by=None, at=AT)
    load_reference(by=user, at=AT)
    return user


@pytest.fixture
def loaded(loaded_once, db):
    return loaded_once


def test_loading_again_adds_nothing(loaded):
    acts = Act.objects.count()
    assert load_reference(by=loaded, at=AT) == 0
    assert Act.objects.count() == acts


def test_loading_again_keeps_what_an_administrator_corrected(loaded):
    kind = BodyKind.objects.get(code="county-council")
    kind.from_on = date(1889, 4, 1)
    change(kind, by=loaded, at=AT)
    load_reference(by=loaded, at=AT)
    assert BodyKind.objects.get(code="county-council").from_on == date(1889, 4, 1)


def test_kinds_of_nhs_body_existed_when_they_did(loaded):
    kinds = BodyKind.objects.filter(sector="nhs").values_list("name", "from_on", "to_on", "may_be_partner")
    assert set(kinds) == {
        ("Health authority", date(1996, 4, 1), date(2002, 9, 30), True),
        ("Primary care group", date(1999, 4, 1), date(2002, 3, 31), False),
        ("Primary care trust", date(2000, 4, 1), date(2013, 3, 31), True),
        ("Care trust", date(2002, 4, 1), None, True),
        ("NHS trust", date(1991, 4, 1), None, True),
        ("NHS foundation trust", date(2004, 4, 1), None, True),
        ("Clinical commissioning group", date(2013, 4, 1), date(2022, 6, 30), True),
        ("Integrated care board", date(2022, 7, 1), None, True),
        ("Strategic health authority", date(2002, 10, 1), date(2013, 3, 31), False),
        ("Special health authority", None, None, False),
        ("NHS England (NHS Commissioning Board)", date(2013, 4, 1), None, True),
    }


def test_legal_bases_name_the_act_and_the_section(loaded):
    bases = LegalBasis.objects.values_list("name", "from_on", "to_on", "follows_partnership_regulations")
    assert set(bases) == {
        ("Health Act 1999, section 31", date(2000, 4, 1), date(2007, 2, 28), True),
        ("NHS Act 2006, section 75", date(2007, 3, 1), None, True),
        ("NHS Act 1977, section 28A", None, date(2007, 2, 28), False),
        ("NHS Act 2006, section 256", date(2007, 3, 1), None, False),
        ("NHS Act 1977, section 28BB", None, date(2007, 2, 28), False),
        ("NHS Act 2006, section 76", date(2007, 3, 1), None, False),
        ("NHS Act 2006, section 65Z5", date(2022, 7, 1), None, False),
        ("Children Act 2004, section 10", date(2005, 4, 1), None, False),
        ("Memorandum of agreement (non-statutory)", None, None, False),
    }


def test_a_pooled_fund_must_address_seven_matters_and_a_delegation_nine(loaded):
    pooled = ProvisionKind.objects.filter(required_for_pooled_fund=True).values_list("code", flat=True)
    delegated = ProvisionKind.objects.filter(required_for_delegation=True).values_list("code", flat=True)
    assert list(pooled) == [
        "aims-and-outcomes",
        "term",
        "functions",
        "persons-and-services",
        "pooled-fund",
        "financial-contributions",
        "non-financial-contributions",
    ]
    assert set(delegated) - set(pooled) == {"charging", "information-sharing"}


def test_functions_were_excluded_when_they_were(loaded):
    rows = ExcludedFunction.objects.filter(sector="council").order_by("code")
    assert list(rows.values_list("code", "from_on", "to_on", "is_verified")) == [
        ("adoption-1976", date(2000, 4, 1), date(2005, 12, 29), True),
        ("adoption-2002", date(2005, 12, 30), None, True),
        ("approved-professionals", date(2000, 4, 1), None, False),
        ("children-act-1989-7-to-10", date(2000, 4, 1), date(2013, 3, 31), False),
        ("children-act-1989-7-to-9", date(2013, 4, 1), None, False),
        ("registered-homes", date(2000, 4, 1), date(2013, 3, 31), True),
    ]
    nhs = ExcludedFunction.objects.filter(
        sector="nhs", from_on=date(2000, 4, 1), to_on=None, is_verified=True
    )
    assert nhs.filter(is_verified=True).count() == 7
