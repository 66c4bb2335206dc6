import hashlib

import pytest
from django.db import connection
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from core.models import Act
from core.permissions import Role
from documents.actions import issue_schedule
from documents.compositions import agreement_document
from documents.models import IssuedDocument
from documents.plain import as_text
from documents.queries.agreements import agreement_facts
from tests.budgets.factories import southwark
from tests.database import past_every_guard
from tests.documents.word import words_of_word
from tests.factories import NOW, AgreementFactory, person, recorder

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    return southwark()


def sign_in(client, agreement, role):
    user = person(role, agreement.kept_by)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return user


def agreement_as_issued(agreement):
    return agreement_document(agreement_facts(agreement, on=localdate(), issue=1))


def issue(agreement, file_format="csv"):
    return issue_schedule(agreement=agreement, file_format=file_format, by=recorder(), at=NOW)


def test_a_legal_officer_issues_the_agreement_and_downloads_what_was_kept(client, agreement):
    user = sign_in(client, agreement, Role.LEGAL)
    page = client.get(reverse("documents:agreement-issue", args=[agreement.reference]))
    assert "Needs attention in the agreement" in page.text
    sent = {"why": "Agreed", "submission": page.context_data["form"]["submission"].value()}
    address = reverse("documents:agreement-issue", args=[agreement.reference])
    assert client.post(address, sent).status_code == 302
    assert "had already been sent" in client.post(address, sent, follow=True).text
    document = IssuedDocument.objects.get()
    assert (document.number, document.issued_by, document.why) == (1, user, "Agreed")
    file = client.get(reverse("documents:document-download", args=[document.pk]))
    assert file.content[:5] == b"%PDF-"
    assert hashlib.sha256(file.content).hexdigest() == document.sha256
    assert len(file.content) == document.size
    assert file["Content-Type"] == "application/pdf"
    assert file["Content-Disposition"] == 'attachment; filename="SWK-TEST-agreement-issue-1.pdf"'
    assert file["X-Content-Type-Options"] == "nosniff"
    word = client.get(reverse("documents:document-word", args=[document.pk]))
    assert hashlib.sha256(word.content).hexdigest() == document.word_sha256
    assert len(word.content) == document.word_size
    assert word["Content-Disposition"] == 'attachment; filename="SWK-TEST-agreement-issue-1.docx"'
    assert words_of_word(word.content) == " ".join(as_text(agreement_as_issued(agreement)).split())
    history = client.get(reverse("partnerships:agreement-history", args=[agreement.reference]))
    assert "Document issued" in history.text
    assert Act.objects.get(code="document.issued").why == "Agreed"


def test_the_schedule_is_issued_as_workbook_and_as_csv(client, agreement):
    sign_in(client, agreement, Role.FINANCE)
    for file_format, start in (("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf")):
        client.post(reverse("documents:schedule-issue", args=[agreement.reference, file_format]), {})
        document = IssuedDocument.objects.get(kind=f"budget-schedule-{file_format}")
        file = client.get(reverse("documents:document-download", args=[document.pk]))
        assert file.content.startswith(start)
        assert document.filename in file["Content-Disposition"]
        assert client.get(reverse("documents:document-word", args=[document.pk])).status_code == 404


def test_nobody_of_another_partnership_finds_any_of_it(client, agreement):
    document = issue(agreement)
    other = AgreementFactory()
    sign_in(client, other, Role.LEGAL)
    reference = agreement.reference
    addresses = [
        reverse("documents:agreement-documents", args=[reference]),
        reverse("documents:agreement-draft", args=[reference]),
        reverse("documents:agreement-draft-word", args=[reference]),
        reverse("documents:agreement-issue", args=[reference]),
        reverse("documents:schedule-issue", args=[reference, "csv"]),
        reverse("documents:document-download", args=[document.pk]),
        reverse("documents:document-word", args=[document.pk]),
    ]
    assert [client.get(address).status_code for address in addresses] == [404] * 7
    assert [client.post(address, {}).status_code for address in addresses[3:5]] == [404] * 2
    assert IssuedDocument.objects.count() == 1


def test_who_sees_but_may_not_issue_is_told_why(client, agreement):
    sign_in(client, agreement, Role.AUDITOR)
    refused = client.get(reverse("documents:agreement-issue", args=[agreement.reference]))
    assert refused.status_code == 403
    assert "you need the role of legal" in refused.text
    schedule = client.post(reverse("documents:schedule-issue", args=[agreement.reference, "csv"]), {})
    assert schedule.status_code == 403
    assert "you need the role of commissioning officer, finance or legal" in schedule.text
    assert not IssuedDocument.objects.exists()
    tab = client.get(reverse("documents:agreement-documents", args=[agreement.reference]))
    assert "No document has been issued yet" in tab.text
    assert "Issue agreement" not in tab.text


def test_the_list_of_documents_takes_as_many_queries_for_three_as_for_one(client, agreement):
    sign_in(client, agreement, Role.AUDITOR)
    address = reverse("documents:agreement-documents", args=[agreement.reference])
    counts = []
    for more in (1, 2):
        for _ in range(more):
            issue(agreement)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = client.get(address)
        counts.append(len(queries))
        assert not any('"content"' in query["sql"] or '"word"' in query["sql"] for query in queries)
    assert counts[0] == counts[1] == 10
    assert page.text.count("Superseded by issue") == 2
    assert page.text.index("issue 3") < page.text.index("issue 2") < page.text.index("issue 1")


def test_an_issued_document_cannot_be_changed_or_deleted(agreement):
    document = issue(agreement)
    with pytest.raises(ProgrammingError, match="are kept"):
        IssuedDocument.objects.filter(pk=document.pk).update(title="Another")


@pytest.mark.django_db(transaction=True)
def test_a_file_that_no_longer_has_its_checksum_is_not_handed_out(client, agreement):
    document = issue(agreement)
    with past_every_guard() as cursor:
        cursor.execute("UPDATE documents_issueddocument SET content = 'forged'")
    sign_in(client, agreement, Role.AUDITOR)
    answer = client.get(reverse("documents:document-download", args=[document.pk]))
    assert answer.status_code == 500
    assert "no longer has the checksum" in answer.text
    assert b"forged" not in answer.content


def test_what_forbids_issuing_is_listed_and_there_is_no_button(client):
    agreement = AgreementFactory()
    sign_in(client, agreement, Role.LEGAL)
    page = client.get(reverse("documents:agreement-issue", args=[agreement.reference]))
    assert "An agreement needs at least two parties" in page.text
    assert 'type="submit" class="govuk-button"' not in page.text
