"""Two readings of an agreement compared, and the instrument that varies it, on pages and as files."""

import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from core.money import gbp
from core.permissions import Role
from documents.compositions import agreement_document, variation_document
from documents.forms import CompareForm
from documents.models import IssuedDocument
from documents.plain import as_text
from documents.queries.agreements import agreement_facts
from documents.queries.variations import instrument_facts
from tests.budgets.factories import (
    ContributionChangeFactory,
    ContributionLineFactory,
    FundFactory,
    put,
)
from tests.documents.factories import IssuedDocumentFactory
from tests.factories import (
    AgreementFactory,
    ClauseChangeFactory,
    PartyChangeFactory,
    ProvisionFactory,
    VariationFactory,
    person,
)
from tests.partnerships.test_variations import signed

pytestmark = pytest.mark.django_db
FROM = date(2026, 10, 1)
BEFORE = FROM - timedelta(days=1)


@pytest.fixture
def variation():
    """One that changes a clause and a contribution from 1 October 2026."""
    agreement = AgreementFactory(reference="SWK-1", starts_on=date(2025, 4, 1))
    fund, body = FundFactory(agreement=agreement, name="Pool"), agreement.kept_by
    put(ContributionLineFactory(fund=fund, partner=body), {2026: 1000})
    kind = ProvisionFactory(agreement=agreement, text="Six months’ notice is given.").kind
    new = VariationFactory(agreement=agreement, effective_on=FROM, title="Notice", reason="The board asked.")
    ClauseChangeFactory(variation=new, kind=kind, text="Twelve months’ notice is given.")
    ContributionChangeFactory(variation=new, fund=fund, partner=body, amount=gbp(1250))
    return new


def printed(*arguments):
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_compare_prints_each_clause_and_figure_that_differs(variation):
    body, kind = variation.agreement.kept_by, variation.clausechange_set.get().kind
    asked = ("compare", "SWK-1", BEFORE.isoformat(), FROM.isoformat())
    assert printed(*asked) == "Both days read the same.\n"
    signed(variation)
    assert printed(*asked) == (
        f"{kind}\n- Six months’ notice is given.\n+ Twelve months’ notice is given.\n"
        f"Pool, {body}, 2026/27: £1,000.00 -> £1,250.00\n"
    )
    told = json.loads(printed(*asked, "--format", "json"))
    assert told["changed"] == [
        {
            "title": str(kind),
            "before": "Six months’ notice is given.",
            "after": "Twelve months’ notice is given.",
        }
    ]
    assert told["figures"] == [
        {"fund": "Pool", "line": str(body), "year": "2026/27", "before": "1000.00", "after": "1250.00"}
    ]


@pytest.mark.parametrize("asked", [("compare", "NO", "2026-10-01", "2026-10-02"), ("agreement_as_at", "NO")])
def test_an_agreement_that_is_not_there_is_told(asked):
    with pytest.raises(CommandError, match="No agreement has the reference NO"):
        printed(*asked)


def test_agreement_as_at_prints_stable_keys(variation):
    signed(variation)
    told = json.loads(printed("agreement_as_at", "SWK-1", "--on", FROM.isoformat()))
    assert list(told) == [
        *("reference", "title", "on", "known_at", "status", "starts_on", "ends_on", "variations"),
        *("parties", "clauses", "flexibilities", "funds", "figures", "attention"),
    ]
    assert told["variations"] == [{"number": 1, "title": "Notice", "effective_on": "2026-10-01"}]
    assert [(each["amount"], each["year"], each["status"]) for each in told["figures"]] == [
        ("1250.00", "2026/27", "agreed")
    ]
    assert [each["by"] for each in told["clauses"] if each["text"]] == ["Variation 1"]
    with pytest.raises(CommandError, match="Nothing of SWK-1 was recorded by then"):
        printed("agreement_as_at", "SWK-1", "--known-at", "2001-01-01T00:00")


def asked(**days):
    """The boxes of a comparison's form."""
    parts = {name: (day.day, day.month, day.year) for name, day in days.items()}
    return {f"{name}_{n}": part for name, three in parts.items() for n, part in enumerate(three)}


def test_the_page_compares_two_days_and_refuses_half_a_question(variation, client):
    signed(variation)
    client.force_login(person(Role.OFFICER, variation.agreement.kept_by))
    page = reverse("documents:agreement-compare", args=["SWK-1"])
    shown = client.get(page, asked(before=BEFORE, after=FROM)).content.decode()
    assert "£1,000.00" in shown and "£1,250.00" in shown and "Twelve" in shown
    half = client.get(page, asked(before=BEFORE))
    assert half.status_code == 422
    assert half.context_data["filter_form"].errors == {"after": ["Enter a day, or select an issue"]}
    for name in ("documents:agreement-compare-file", "documents:agreement-compare-word"):
        file = client.get(reverse(name, args=["SWK-1"]), asked(before=BEFORE, after=FROM))
        assert file.status_code == 200 and len(file.content) > 1000


def test_a_draft_is_compared_with_the_agreement_without_it(variation, client):
    client.force_login(person(Role.OFFICER, variation.agreement.kept_by))
    page = reverse("documents:agreement-compare", args=["SWK-1"])
    assert f"{page}?including={variation.pk}" in client.get(variation.get_absolute_url()).content.decode()
    shown = client.get(page, {"including": variation.pk}).content.decode()
    assert "As at 1 October 2026, and as at 1 October 2026 with variation 1 as drafted" in shown
    assert "£1,000.00" in shown and "£1,250.00" in shown and "Twelve" in shown


@pytest.mark.parametrize(
    ("said", "errors"),
    [
        ({"before_issue": "1"}, {"before_issue": ["Enter a day or select an issue, not both"]}),
        (
            {"after_issue": "1", "including": "1"},
            {
                "after_issue": ["Enter a day or select an issue, not both"],
                "including": ["An issue stays as it was issued. Enter a day, or leave both out"],
            },
        ),
        (
            asked(after_known=BEFORE) | {"including": "1"},
            {"including": ["A draft is laid over what is recorded now. Leave out what was known"]},
        ),
    ],
)
def test_what_cannot_be_compared_is_told_at_its_field(variation, said, errors):
    issue = IssuedDocumentFactory(agreement=variation.agreement)
    keys = {"before_issue": issue.pk, "after_issue": issue.pk, "including": variation.pk}
    typed = asked(before=BEFORE, after=FROM) | {name: keys.get(name, said[name]) for name in said}
    issues = IssuedDocument.objects.filter(pk=issue.pk)
    form = CompareForm(typed, issues=issues, drafts=variation.agreement.variations.all())
    assert form.errors == errors


def test_the_instrument_says_who_makes_it_why_what_it_changes_and_who_signs(variation):
    trust = PartyChangeFactory(variation=variation).body
    text = as_text(variation_document(instrument_facts(variation, on=BEFORE)))
    for said in ("The board asked.", "Twelve months’ notice is given.", "£1,250", f"{trust} becomes a party"):
        assert said in text
    assert text.count("Not yet signed") == 2


def test_the_agreement_as_at_a_day_lists_the_variations_it_reads_by(variation):
    signed(variation)
    agreement = variation.agreement
    before, after = (
        as_text(agreement_document(agreement_facts(agreement, on=day))) for day in (BEFORE, FROM)
    )
    assert "Variation 1" not in before and "Six months’ notice" in before
    assert "Variation 1: Notice" in after and "Twelve months’ notice" in after
