"""The signed copy of an agreement: attached, kept with its SHA-256, and handed out as a download alone."""

from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.permissions import Role
from core.rules import RulesBroken
from partnerships.actions.signing import attach_signed_copy
from partnerships.models import SignedCopy
from partnerships.queries import agreement_as_at
from tests.factories import NOW, PDF, TODAY, PartyFactory, SignatureFactory, SignedCopyFactory, person
from tests.forms import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def signature():
    return SignatureFactory()


@pytest.fixture
def officer(signature):
    return person(Role.OFFICER, signature.body)


def attach(client, signature, content, name="signed.pdf"):
    page = reverse("partnerships:signed-copy-add", args=[signature.pk])
    typed = filled(client.get(page).context_data["form"])
    file = SimpleUploadedFile(name, content, content_type="application/pdf")
    return client.post(page, typed | {"file": file})


def test_the_copy_is_kept_byte_for_byte_and_handed_out_as_a_download(client, signature, officer):
    client.force_login(officer)
    assert attach(client, signature, PDF, "Signed, final (2).pdf").status_code == 302
    copy = SignedCopy.objects.get()
    digest = sha256(PDF).hexdigest()
    assert (copy.filename, copy.size, copy.sha256) == ("Signed, final (2).pdf", len(PDF), digest)
    [facts] = agreement_as_at(signature.agreement_id, on=TODAY).signatures
    assert facts.copy.sha256 == digest
    assert digest[:12] in client.get(signature.get_absolute_url()).text

    answer = client.get(reverse("partnerships:signed-copy-download", args=[copy.pk]))
    assert answer.content == PDF
    name = f"{signature.agreement.reference}-signed-{copy.pk}.pdf"
    headers = ("Content-Type", "Content-Disposition", "Content-Security-Policy", "X-Content-Type-Options")
    assert [answer.headers[each] for each in headers] == [
        "application/pdf",
        f'attachment; filename="{name}"',
        "default-src 'none'; sandbox",
        "nosniff",
    ]


def test_nobody_else_has_the_copy(client, signature, officer):
    copy = SignedCopyFactory(signature=signature)
    page = reverse("partnerships:signed-copy-download", args=[copy.pk])
    client.force_login(person(Role.LEGAL))
    assert client.get(page).status_code == 404
    client.force_login(person(Role.AUDITOR, signature.body))
    assert client.get(page).content == PDF


def test_what_is_no_pdf_is_refused_at_its_field_and_not_kept(client, signature, officer, settings):
    client.force_login(officer)
    settings.FILE_MEGABYTES = 1
    for content, told in (
        (b"<html><script>alert(1)</script></html>", "This is no PDF file, whatever its name says"),
        (PDF.replace(b"/Type /Catalog", b"/OpenAction << /S /JavaScript >>"), "The PDF holds a script"),
        (PDF + b"0" * 2 * 1024 * 1024, "The file has 2 MB. It can have at most 1 MB"),
        (b"", "This file is empty"),
    ):
        answer = attach(client, signature, content)
        assert answer.status_code == 422
        [refused] = answer.context_data["form"].errors["file"]
        assert refused.startswith(told)
    assert not SignedCopy.objects.exists()


def test_one_copy_is_attached_to_a_signature_at_a_time(client, signature, officer):
    SignedCopyFactory(signature=signature)
    client.force_login(officer)
    answer = attach(client, signature, PDF)
    [told] = answer.context_data["form"].errors["file"]
    assert told == "A signed copy is attached to this signature. Retire that one first."
    retire = reverse("partnerships:signed-copy-retire", args=[SignedCopy.objects.get().pk])
    client.post(retire, {"why": "A page was missing"})
    assert attach(client, signature, PDF).status_code == 302
    assert SignedCopy.objects.count() == 2


def test_partner_attaches_its_own_copy(signature, officer):
    other = PartyFactory(agreement=signature.agreement).body
    theirs = person(Role.OFFICER, other)
    with pytest.raises(RulesBroken) as broken:
        attach_signed_copy(signature, filename="x.pdf", content=PDF, by=theirs, at=NOW)
    assert [each.rule.code for each in broken.value.broken] == ["partner-attaches-its-own-copy"]
    assert not SignedCopy.objects.exists()


def test_a_copy_that_was_damaged_is_not_handed_out(client, signature, officer):
    copy = SignedCopyFactory(signature=signature, sha256="0" * 64)
    client.force_login(officer)
    answer = client.get(reverse("partnerships:signed-copy-download", args=[copy.pk]))
    assert answer.status_code == 500
    assert PDF not in answer.content
    assert "This file is damaged" in answer.text and "Tell whoever runs this service" in answer.text
