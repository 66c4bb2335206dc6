"""After a restore every issued document is compared with the SHA-256 it was issued with."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from documents.models import IssuedDocument
from tests.documents.factories import IssuedDocumentFactory

pytestmark = pytest.mark.django_db


def test_documents_that_are_as_issued():
    IssuedDocumentFactory()
    out = StringIO()
    call_command("check_documents", stdout=out)
    assert out.getvalue() == "All 1 issued documents are as they were issued.\n"


def test_a_document_with_other_bytes_is_named():
    document = IssuedDocumentFactory(sha256="0" * 64)
    err = StringIO()
    with pytest.raises(CommandError, match="1 of 1 documents are not as they were issued"):
        call_command("check_documents", stderr=err)
    assert document.filename in err.getvalue()
    assert IssuedDocument.objects.count() == 1


def test_a_document_whose_word_file_has_other_bytes_is_named():
    document = IssuedDocumentFactory(word=b"PK", word_size=2, word_sha256="0" * 64)
    err = StringIO()
    with pytest.raises(CommandError, match="1 of 1 documents are not as they were issued"):
        call_command("check_documents", stderr=err)
    assert document.filename in err.getvalue()
