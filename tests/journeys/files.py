"""What stands in the files that people took away."""

import csv
from pathlib import Path

from pypdf import PdfReader


def words_of(pdf: Path) -> str:
    """The words of a PDF, as one line."""
    assert pdf.read_bytes().startswith(b"%PDF-"), f"{pdf} is no PDF"
    return " ".join(" ".join(page.extract_text() for page in PdfReader(pdf).pages).split())


def lines_of(csv_file: Path) -> list[dict[str, str]]:
    """The lines of a CSV file, each by its headings."""
    with csv_file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))
