"""Of the five published cases, agreement and report: page and PDF say the very words of one tree."""

import re

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from core.permissions import Role
from documents.compositions import agreement_document, report_document
from documents.exports import pdf_of
from documents.plain import as_text
from documents.queries.agreements import agreement_facts
from documents.queries.reports import cabinet_report_facts
from documents.word import written
from governance.models import CabinetReport
from partnerships.models import Agreement
from tests.documents.reading import letters, read_aloud, without_bullets, words_on_page
from tests.documents.word import words_of_word
from tests.factories import person
from tests.pdf_gate import assert_pdf_ua

pytestmark = pytest.mark.django_db
REST = ("SWK-ICES-2003", "LEI-LD-2005", "KENT-ICES-2015", "LEI-FW-2000")
REFERENCES = (
    "HAR-OA-2005",
    *(pytest.param(each, marks=pytest.mark.sweep) for each in REST),
)

# Where a fact stands in its paper, as a remark says.
CITATION = re.compile(r"\((?:report|paper|supporting|attached|(?:paragraph|recommendation)s? \d|\d+\.\d)")


def paper_on(client, address):
    page = client.get(address).text
    return page[page.index("<article") : page.index("</article>")]


@pytest.mark.parametrize("reference", REFERENCES)
def test_word_says_the_words_of_the_tree(loaded, reference):
    agreement = Agreement.objects.get(reference=reference)
    report = CabinetReport.objects.get(agreement=agreement)
    for document in (
        agreement_document(agreement_facts(agreement, on=localdate())),
        report_document(cabinet_report_facts(report, on=localdate())),
    ):
        assert words_of_word(written(document)) == " ".join(as_text(document).split())


@pytest.mark.parametrize("reference", REFERENCES)
def test_page_and_pdf_say_the_words_of_the_tree(client, loaded, reference):
    agreement = Agreement.objects.get(reference=reference)
    report = CabinetReport.objects.get(agreement=agreement)
    today = localdate()
    auditor = person(Role.AUDITOR, agreement.kept_by)
    client.force_login(auditor, backend="django.contrib.auth.backends.ModelBackend")
    addresses = (
        reverse("documents:agreement-preview", args=[reference]),
        reverse("governance:report", args=[report.reference]),
    )
    documents = (
        agreement_document(agreement_facts(agreement, on=today)),
        report_document(cabinet_report_facts(report, on=today)),
    )
    assert CITATION.findall(as_text(documents[0])) == [], "Say it in the record's remark"
    pdfs = [pdf_of(document) for document in documents]
    for document, pdf, address in zip(documents, pdfs, addresses, strict=True):
        text = as_text(document)
        assert letters(read_aloud(pdf)) == letters(text)
        assert without_bullets(words_on_page(paper_on(client, address))) == without_bullets(text)
    assert_pdf_ua(*pdfs)
