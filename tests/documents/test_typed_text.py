"""What was typed or pasted prints in its shape and in its words, once numbered, in tagged PDF."""

from dataclasses import replace

import pytest

from documents.exports import agreement_pdf
from documents.queries.agreements import agreement_facts
from tests.documents.factories import full_agreement
from tests.documents.test_agreement_document import words_of
from tests.documents.test_report_document import draft, written
from tests.factories import TODAY
from tests.pdf_gate import assert_pdf_ua

pytestmark = [pytest.mark.django_db, pytest.mark.sweep]

PASTED = (
    "The partners shall:\n(a)\tlend it;\n(b)\tkeep in repair:\n(i)\thoists;\n(ii)\tbeds; and\n"
    "(c)\treport.\n\n"
    "•\tOne\no\tInner\n•\tTwo\n\n1.\tFirst\n1.1\tThe one\n2.\tSecond\n\nWoodmill Building\nNeckinger\n\n"
    "\tIndented by Word.\n\n\t2003/04\t2004/05\nCouncil\t730,000\t760,000\nPCT\t296,000\t310,000"
)
READ = (
    "The partners shall: (a) lend it; (b) keep in repair: (i) hoists; (ii) beds; and (c) report.",
    "Inner",
    "1. First 1.1 The one 2. Second",
    "Woodmill Building Neckinger",
    "Indented by Word.",
    "2003/04 2004/05 Council 730,000 760,000 PCT 296,000 310,000",
)


def test_pasted_text_keeps_its_shape_in_an_agreement():
    pdf = agreement_pdf(agreement_facts(full_agreement(PASTED), on=TODAY))
    words = words_of(pdf)
    assert [said for said in READ if said not in words] == []
    assert_pdf_ua(pdf)


def test_pasted_text_keeps_its_shape_in_a_report(council):
    pdf = draft(written(council, "southwark-executive", PASTED))
    words = words_of(pdf)
    assert [said for said in READ if said not in words] == []
    assert_pdf_ua(pdf)


def test_the_words_of_users_stand_in_sentences_as_they_typed_them():
    agreement = full_agreement()
    facts = agreement_facts(agreement, on=TODAY)
    body = replace(facts.parties[0].body, name="Southwark PCT", kind="NHS foundation trust")
    host = replace(facts.parties[0], body=body, part="GP-led services", joined_on=None, is_host=True)
    assert host.capacity == "NHS foundation trust; GP-led services; host partner"
    words = words_of(agreement_pdf(replace(facts, client_group="BME elders", parties=(host,))))
    assert "Those whom it is for: BME elders." in words
    assert "Southwark PCT: NHS foundation trust; GP-led services; host partner" in words
