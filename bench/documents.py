"""Documents beside WeasyPrint alone on the same HTML, and the workbook beside XlsxWriter alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from statistics import median
from time import perf_counter
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.timezone import localdate
from python_calamine import CalamineWorkbook
from weasyprint import HTML
from xlsxwriter import Workbook

from bench.table import Row
from budgets.calculations import Schedule
from budgets.exports import schedule_workbook
from core.pdf_layout import OwnAssets
from documents.compositions import agreement_document, report_document
from documents.exports import agreement_pdf, cabinet_report_pdf, in_print
from documents.queries.agreements import agreement_facts
from documents.queries.reports import cabinet_report_facts
from governance.models import CabinetReport
from partnerships.models import Agreement
from partnerships.queries import agreement_as_at

ROUNDS = 5
MOST_TIMES_WEASYPRINT = 1.2
MOST_TIMES_XLSXWRITER = 1.5


def measure_documents() -> Iterator[Row]:
    """From the first reading of the database to the last byte, beside what the library alone takes."""
    at = timezone.now()
    today = localdate(at)
    agreement = Agreement.objects.order_by("pk")[0]
    report = CabinetReport.objects.order_by("pk")[0]
    html = in_print(agreement_document(agreement_facts(agreement, on=today)))
    yield _beside(
        "Agreement as PDF",
        lambda: agreement_pdf(agreement_facts(agreement, on=today)),
        lambda: _weasyprint_alone(html),
        MOST_TIMES_WEASYPRINT,
    )
    report_html = in_print(report_document(cabinet_report_facts(report, on=today)))
    yield _beside(
        "Report as PDF",
        lambda: cabinet_report_pdf(cabinet_report_facts(report, on=today)),
        lambda: _weasyprint_alone(report_html),
        MOST_TIMES_WEASYPRINT,
    )

    def workbook() -> bytes:
        value = agreement_as_at(agreement.pk, on=today, parts=[Schedule])
        return schedule_workbook(value, version="1", at=at, by_name="Nobody")

    sheets = CalamineWorkbook.from_filelike(BytesIO(workbook()))
    cells = {name: sheets.get_sheet_by_name(name).to_python() for name in sheets.sheet_names}
    yield _beside("Workbook", workbook, lambda: _xlsxwriter_alone(cells), MOST_TIMES_XLSXWRITER)


def _beside(name: str, ours: Callable[[], Any], alone: Callable[[], Any], most: float) -> Row:
    """One in turn with the other, the first of each left out."""
    taken: list[tuple[float, float]] = [(_seconds(ours), _seconds(alone)) for _ in range(ROUNDS + 1)][1:]
    mine, bare = (median(times) for times in zip(*taken, strict=True))
    cells = [f"{mine * 1000:.0f} ms", f"alone {bare * 1000:.0f} ms"]
    return Row(name, cells, f"{mine / bare:.2f}", f"{most}", mine / bare <= most)


def _seconds(make: Callable[[], Any]) -> float:
    begun = perf_counter()
    make()
    return perf_counter() - begun


def _weasyprint_alone(html: str) -> bytes:
    page = HTML(string=html, url_fetcher=OwnAssets(settings.BASE_DIR))
    content: bytes = page.write_pdf(pdf_variant="pdf/ua-1")
    return content


def _xlsxwriter_alone(cells: dict[str, list[list[Any]]]) -> bytes:
    file = BytesIO()
    workbook = Workbook(file, {"in_memory": True})
    for name, rows in cells.items():
        sheet = workbook.add_worksheet(name)
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                sheet.write(row, column, value)
    workbook.close()
    return file.getvalue()
