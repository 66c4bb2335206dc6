"""What anybody may type, in every text field of a partnership: it is shown everywhere, and does nothing."""

import csv
import re
from io import BytesIO, StringIO
from itertools import cycle
from zipfile import ZipFile

import pytest
from django.core.validators import RegexValidator
from django.db import models
from pypdf import PdfReader

from budgets.exports import schedule_file
from budgets.models import Contribution
from core import actions
from core.fields import NameField
from core.permissions import Role
from documents.exports import agreement_pdf, cabinet_report_pdf
from documents.models import IssuedDocument
from documents.queries.agreements import agreement_facts
from documents.queries.reports import cabinet_report_facts
from governance.models import CabinetReport
from partnerships.models import Agreement
from partnerships.queries import agreement_as_at
from tests.access import Side
from tests.documents.test_agreement_document import words_of
from tests.factories import NOW, TODAY, person, recorder
from tests.pdf_gate import assert_pdf_ua

pytestmark = [pytest.mark.django_db, pytest.mark.sweep]

OPENINGS = ("=cmd|' /C calc'!A0", "+1", "-2+3", "@SUM(A1)", "\t=1+1", " =1+1", "\u202efdp.exe")
SCRIPT = "<script>alert(1)</script>"
REST = f" {SCRIPT} ![x](http://evil.example/x.png) [a](javascript:alert(1)) \u202egnp.exe 👩‍👩‍👧 漢 "
FORMULA = re.compile(r"\s*[=+\-@]")


def text_fields(model):
    """The fields into which anybody may type what they like."""
    for field in model._meta.concrete_fields:
        typed = isinstance(field, (models.CharField, models.TextField)) and field.editable
        if typed and not field.choices and not any(isinstance(v, RegexValidator) for v in field.validators):
            yield field


@pytest.fixture(scope="module")
def partnership(django_db_setup, django_db_blocker):
    """A partnership with a record of every kind, and this in every text field of each."""
    from django.db import transaction

    openings = cycle(OPENINGS)
    with django_db_blocker.unblock(), transaction.atomic():
        side = Side("HOSTILE-1", "Hostile partnership")
        for model, row in side.records.items():
            row = model._base_manager.get(pk=row.pk)
            if isinstance(row, (IssuedDocument, Contribution)):
                continue
            fields = list(text_fields(model))
            for field in fields:
                text = next(openings) + REST + "w" * 400
                if isinstance(
                    field, NameField
                ):  # which refuses letters of other scripts, and what is not seen
                    text = f"={SCRIPT} [a](javascript:alert(1)) " + "w" * 400
                setattr(row, field.name, text[: field.max_length] if field.max_length else text)
            if fields:
                actions.change(row, by=recorder(), at=NOW)
        yield side
        transaction.set_rollback(True)


@pytest.fixture
def hostile(partnership, db):
    return Agreement.objects.get(pk=partnership.agreement.pk)


def test_documents_print_it_and_stay_pdf_ua(partnership, hostile):
    report = CabinetReport.objects.get(pk=partnership.one(CabinetReport).pk)
    pdfs = [
        agreement_pdf(agreement_facts(hostile, on=TODAY, issue=1)),
        cabinet_report_pdf(cabinet_report_facts(report, on=TODAY)),
    ]
    for pdf in pdfs:
        assert SCRIPT in words_of(pdf)
        assert "\u202e" not in words_of(pdf)
        links = [link for page in PdfReader(BytesIO(pdf)).pages for link in page.get("/Annots") or ()]
        assert not [link for link in links if "/URI" in str(link.get_object().get("/A", ""))]
    assert_pdf_ua(*pdfs)


def test_a_workbook_holds_it_as_text(hostile):
    value = agreement_as_at(hostile.pk, on=TODAY)
    made = schedule_file(value, "xlsx", version="=2+3", at=NOW, by_name="=1+1")
    workbook = ZipFile(BytesIO(made.content))
    sheets = [workbook.read(name).decode() for name in workbook.namelist() if "worksheets/sheet" in name]
    formulas = [formula for sheet in sheets for formula in re.findall(r"<f>(.*?)</f>", sheet)]
    assert formulas
    assert not [formula for formula in formulas if re.search(r"cmd|2\+3|1\+1|A0|script", formula)]
    assert not [sheet for sheet in sheets if "<hyperlink" in sheet]
    words = workbook.read("xl/sharedStrings.xml").decode()
    assert "=cmd|" in words and "&lt;script&gt;" in words and "\u202e" not in words


@pytest.mark.parametrize("page", ["budget-schedule.csv", "history.csv"])
def test_csv_holds_it_as_text(hostile, client, page):
    client.force_login(
        person(Role.OFFICER, hostile.kept_by), backend="django.contrib.auth.backends.ModelBackend"
    )
    content = b"".join(client.get(f"/agreements/HOSTILE-1/{page}")).decode()
    cells = [cell for row in csv.reader(StringIO(content.removeprefix("\ufeff"))) for cell in row]
    assert content.startswith("\ufeff")
    assert [cell for cell in cells if re.match(r"'\s*[=+\-@]", cell)]
    assert not [cell for cell in cells if FORMULA.match(cell) and not re.fullmatch(r"-?[\d.]+", cell)]
    assert "\u202e" not in content


@pytest.mark.parametrize("tab", ["", "parties/", "scope/", "provisions/", "money/", "governance/"])
def test_pages_show_it_as_text(hostile, client, tab):
    client.force_login(
        person(Role.OFFICER, hostile.kept_by), backend="django.contrib.auth.backends.ModelBackend"
    )
    html = client.get(f"/agreements/HOSTILE-1/{tab}").text
    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert" not in html
    assert not re.search(r"""(href|src)=["']?(javascript:|http://evil)""", html)
