"""Facts into the bytes of a document."""

from __future__ import annotations

from core.pdf import render_pdf
from documents import calculations
from documents.queries.facts import AgreementFacts
from documents.queries.reports import CabinetReportFacts
from governance.calculations.numbering import Numbers, Style, paragraphs_of

PDF = "application/pdf"
TABLES = {
    name: getattr(calculations, name)
    for name in ("fund_table", "grouped_table", "partner_table", "requested_table", "attributes_of")
}


def agreement_pdf(facts: AgreementFacts) -> bytes:
    """The agreement as PDF/UA-1; marked DRAFT where the facts have no issue."""
    numbers = Numbers(Style.BY_SECTION)
    return render_pdf(
        "documents/agreement.html",
        {
            "facts": facts,
            "issued": facts.issue is not None,
            "numbers": numbers,
            "tables": TABLES,
            "paragraphs_of": lambda text: paragraphs_of(text, numbers),
        },
        title=f"{facts.title}: agreement {facts.reference}",
    )


def cabinet_report_pdf(facts: CabinetReportFacts) -> bytes:
    """The report as PDF/UA-1 in the layout of its council; marked DRAFT until it is issued.

    One that holds what is exempt says on every page that it is not for publication, and why.
    """
    return render_pdf(
        "documents/cabinet-report.html",
        {
            "facts": facts,
            "report": facts.report,
            "header": facts.report.header,
            "schedule": facts.schedule,
            "tables": TABLES,
            "issued": not facts.is_draft,
        },
        title=f"{facts.report.title}: {'exempt ' if facts.report.shows_exempt else ''}"
        f"report {facts.report.reference}",
    )
