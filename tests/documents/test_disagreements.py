"""What must be told of typed words that disagree with the record, and what must not."""

from dataclasses import replace

import pytest
from django.urls import reverse

from core import actions
from core.permissions import Role
from documents.compositions import agreement_document
from documents.disagreements import disagreements
from documents.queries.agreements import agreement_facts
from documents.queries.facts import ProvisionFacts
from tests.documents.factories import full_agreement
from tests.factories import NOW, TODAY, person, recorder

pytestmark = pytest.mark.django_db


@pytest.fixture
def facts():
    return agreement_facts(full_agreement(), on=TODAY)


def told(facts, text, code="term", **values):
    changed = replace(facts, provisions=(ProvisionFacts(code, "Term", True, text),), **values)
    return list(disagreements(changed, agreement_document(changed)))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "The contributions are in Schedule 3 of the agreement.",
            "“Term” refers to schedule 3, which is “Services”: “Contributions” is schedule 4.",
        ),
        ("See Schedule 9.", "“Term” refers to schedule 9, which this agreement does not have."),
        (
            "Subject to clause 2.9.",
            "“Term” refers to clause 2.9, which this agreement does not have.",
        ),
        (
            "The agreement continues until 31 March 2028.",
            "“Term” says that the agreement ends on 31 March 2028; the record says 30 November 2004.",
        ),
        (
            "This agreement commences on 2nd December 2003.",
            "“Term” says that the agreement starts on 2 December 2003; the record says 1 December 2003.",
        ),
        (
            "The Pool Manager is the Head of Finance.",
            "“Term” says that the pool manager is “Head of Finance”; "
            "the record says “Strategic Director of Social Services; Service manager”.",
        ),
    ],
)
def test_typed_words_that_disagree_with_the_record_are_told(facts, text, says):
    assert told(facts, text) == [says]


@pytest.mark.parametrize(
    "text",
    [
        "The contributions are in Schedule 4.",
        "The services in Schedule 3 are paid for as agreed.",
        "As Schedule 2 says, subject to clause 2 and clause 2.1.",
        "Schedule 12A to the Local Government Act 1972 and Schedule 9 to the Health Act 1999.",
        "As clause 21 of the main agreement says.",
        "The agreement starts on 1 December 2003 and the term ends on 30 November 2004.",
        "The lease of the building runs until 31 March 2028.",
        "The agreement ends on 31 June 2004.",
        "The pool manager is the Strategic Director of Social Services.",
        "The pool manager reports each quarter.",
    ],
)
def test_what_agrees_or_is_of_something_else_is_not(facts, text):
    assert told(facts, text) == []


def test_a_day_elsewhere_than_in_the_term_is_another_matter(facts):
    assert told(facts, "The agreement continues until 31 March 2028.", code="services") == []


def test_the_preview_says_it_above_the_words(client):
    agreement = full_agreement()
    user = person(Role.AUDITOR, agreement.kept_by)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("documents:agreement-preview", args=[agreement.reference])
    assert client.get(address).context_data["disagreements"] == ()
    provision = agreement.provisions.first()
    provision.text = "See Schedule 9."
    actions.change(provision, by=recorder(), at=NOW)
    page = client.get(address).text
    assert "“Risk share” refers to schedule 9, which this agreement does not have." in page
