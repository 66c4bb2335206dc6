"""A finished tree as its files, and as the part of a page that shows how the document will read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from markupsafe import Markup

from core.pdf import render_pdf
from documents import html
from documents.blocks import Document
from documents.compositions import agreement_document, report_document
from documents.plain import CONTENTS, SIGNATURE_LINES
from documents.queries.facts import AgreementFacts
from documents.queries.reports import CabinetReportFacts
from documents.trees import number_shown, title_shown
from documents.word import word_of

PDF = "application/pdf"

# What can be done with a section of a page: (label, about what, address).
type Links = Sequence[tuple[str, str, str]]


@dataclass(frozen=True)
class Files:
    """A document as it is handed out: as PDF, and as Word to work on further."""

    pdf: bytes
    word: bytes


def files_of(document: Document) -> Files:
    return Files(pdf_of(document), word_of(document))


def pdf_of(document: Document) -> bytes:
    """The document as PDF/UA-1, marked in its margins as they say."""
    return render_pdf(in_print(document))


def in_print(document: Document) -> str:
    """The whole page of HTML that is laid out as the PDF."""
    context = {"margins": document.margins, "show": html.in_print, "printing": True, "top": 1}
    return render_to_string("documents/print.html", _names(document) | context)


def on_page(document: Document, links: Mapping[str, Links] | None = None) -> Markup:
    """The same words within a page; `links` are what can be done with a section, by its key."""
    context = {"show": html.on_page, "printing": False, "top": 2, "links": links or {}}
    return Markup(render_to_string("documents/page.html", _names(document) | context))


def agreement_pdf(facts: AgreementFacts) -> bytes:
    """The agreement as PDF/UA-1; marked DRAFT where the facts have no issue."""
    return pdf_of(agreement_document(facts))


def cabinet_report_pdf(facts: CabinetReportFacts) -> bytes:
    """The report as PDF/UA-1 in the layout of its council; marked DRAFT until it is issued.

    One that holds what is exempt says on every page that it is not for publication, and why.
    """
    return pdf_of(report_document(facts))


def _names(document: Document) -> dict[str, Any]:
    return {
        "document": document,
        "title_shown": title_shown,
        "number_shown": number_shown,
        "cover_size": html.cover_size,
        "contents_title": CONTENTS,
        "signature_lines": SIGNATURE_LINES,
    }
