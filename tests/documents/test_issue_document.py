import hashlib
import os

import pytest
from django.core.management import CommandError, call_command

from core.permissions import Role
from documents.models import IssuedDocument
from tests.budgets.factories import southwark
from tests.documents.test_report_document import written
from tests.factories import AgreementFactory, person
from tests.governance.reports import Council

pytestmark = pytest.mark.django_db


def run(*words, by, output):
    call_command("issue_document", *words, "--by", by, "--output", str(output))


def refusal(*words, by, output):
    with pytest.raises(CommandError) as error:
        run(*words, by=by, output=output)
    assert error.value.returncode == 2
    assert "\n" not in str(error.value)
    assert not os.path.exists(output)
    return str(error.value)


def test_it_issues_the_agreement_and_writes_what_was_kept(tmp_path):
    agreement = southwark()
    legal = person(Role.LEGAL, agreement.kept_by)
    run("agreement", agreement.reference, by=legal.email.upper(), output=tmp_path / "agreement.pdf")
    written_bytes = (tmp_path / "agreement.pdf").read_bytes()
    document = IssuedDocument.objects.get()
    assert hashlib.sha256(written_bytes).hexdigest() == document.sha256
    assert document.issued_by == legal


def test_it_issues_a_report_by_its_own_reference_or_its_agreements(tmp_path):
    council = Council("SWK", "Southwark Council")
    report = written(council, "southwark-executive")
    run("cabinet-report", council.agreement.reference, by=council.clerk.email, output=tmp_path / "1.pdf")
    assert IssuedDocument.objects.get().report == report
    again = refusal("cabinet-report", report.reference, by=council.clerk.email, output=tmp_path / "2.pdf")
    assert "was issued already" in again
    written(council, "southwark-executive")
    many = refusal("cabinet-report", "SWK-1", by=council.clerk.email, output=tmp_path / "2.pdf")
    assert many == "SWK-1 has 2 reports. Name one of them: SWK-R1, SWK-R2."


def test_what_cannot_be_issued_is_said_in_one_line(tmp_path):
    agreement, other = southwark(), AgreementFactory(reference="OTHER")
    legal, auditor = (person(role, agreement.kept_by).email for role in (Role.LEGAL, Role.AUDITOR))
    output = tmp_path / "x.pdf"
    assert "Nobody who may sign in" in refusal("agreement", "SWK-TEST", by="x@example.org", output=output)
    for unseen in ("NOWHERE", other.reference):
        assert f"no agreement with the reference {unseen}" in refusal(
            "agreement", unseen, by=legal, output=output
        )
    assert "you need the role of legal" in refusal("agreement", "SWK-TEST", by=auditor, output=output)
    assert "no Cabinet report" in refusal("cabinet-report", "SWK-TEST", by=legal, output=output)
    lonely = person(Role.LEGAL, other.kept_by).email
    assert "needs at least two parties" in refusal("agreement", "OTHER", by=lonely, output=output)
    for nowhere in (tmp_path / "no" / "x.pdf", tmp_path / ("x" * 300)):
        said = refusal("agreement", "SWK-TEST", by=legal, output=nowhere)
        assert "cannot be written" in said and "Nothing was done" in said
    output.write_text("kept")
    with pytest.raises(CommandError, match="exists. Nothing was done"):
        run("agreement", "SWK-TEST", by=legal, output=output)
    assert output.read_text() == "kept"
    assert not IssuedDocument.objects.exists()
