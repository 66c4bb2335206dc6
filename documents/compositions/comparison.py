"""What differs between two readings of an agreement, as a document."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.text import Truncator

from documents.agreement_comparison import AgreementComparison
from documents.blocks import Block, Box, Document, Look, Margins, Paragraph, Section, Strong, Title
from documents.comparison import Comparison
from documents.compositions.parts import table
from documents.prose import prose
from documents.trees import finished


def comparison_document(
    reference: str, title: str, before: str, after: str, found: AgreementComparison
) -> Document:
    """Both readings beside each other; `before` and `after` say which they are."""
    name = f"{reference}: {before} and {after} compared"
    margins = Margins(
        reference=reference, version="Comparison", footer=Truncator(title).chars(90), seal="", status=""
    )
    return finished(
        Document(name=name, margins=margins, content=tuple(_content(title, before, after, found)))
    )


def _content(title: str, before: str, after: str, found: AgreementComparison) -> Iterator[Block]:
    between = Paragraph(f"{before}, and {after}", Look.SUBTITLE)
    yield Box((Paragraph("Comparison", Look.LABEL), Title(title), between), Look.MASTHEAD)
    if found.is_same:
        yield Paragraph("Both say the same.")
    for each in found.changed:
        yield Section(each.title, tuple(_both(each, before, after)))
    rows = [(each.fund, each.line, each.year, *each.printed) for each in found.figures]
    if rows:
        headings = ("Fund", "Contribution", "Year", "Before", "After")
        yield Section("Figures", (table("Figures that differ", headings, rows, numeric=(3, 4)),))
    if found.same and not found.is_same:
        yield Section("Unchanged", (Paragraph(", ".join(found.same)),))


def _both(each: Comparison, before: str, after: str) -> Iterator[Block]:
    for label, text in ((before, each.change.before), (after, each.change.after)):
        yield Paragraph(Strong(label))
        yield from prose(text.replace("\n", "\n\n")) if text else (Paragraph("Nothing", Look.MISSING),)
