import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from markupsafe import Markup
from pypdf import PdfReader

from core.money import gbp
from core.pdf import render_pdf
from core.pdf_layout import AssetMissing, OwnAssets
from core.processes import TooLarge
from core.prose import to_html
from tests.pdf_gate import assert_pdf_ua

TITLE = "Integrated Community Equipment Service"
PROSE = """- first
  - second, with `code`
- [guidance](https://www.gov.uk/)

1. a paragraph of its own:

   - beneath it

   and another

> quoted

| Scheme | £000 |
|---|--:|
| Equipment | 730 |

###### Deep heading

Text.
"""


def sample(**changes):
    """Render the sample that uses every part of a document."""
    facts = {
        "reference": "SWK-ICES-2003",
        "issued": False,
        "text": "This agreement renews year by year.",
        "prose": to_html(PROSE, 3),
        "amount": gbp(730_000),
        "rows": [[f"Seat {n}", n] for n in range(60)],
        "day": date(2003, 12, 16),
        "foreign": "",
    }
    [templates] = settings.TEMPLATES
    folders = [*templates["DIRS"], Path(__file__).parent / "templates"]
    with override_settings(TEMPLATES=[{**templates, "DIRS": folders}]):
        return render_pdf("sample.html", facts | changes, title=TITLE)


@pytest.fixture(scope="module")
def draft():
    return sample()


@pytest.fixture(scope="module")
def issued():
    return sample(issued=True)


def pages(pdf):
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def test_every_part_is_pdf_ua_in_draft_and_issued(draft, issued):
    assert_pdf_ua(draft, issued)


def test_the_same_input_gives_the_same_bytes(draft):
    assert sample() == draft


def test_a_document_carries_its_title_and_language(draft):
    reader = PdfReader(BytesIO(draft))
    assert reader.metadata.title == TITLE
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"


def test_every_page_has_its_number_and_says_draft_until_issued(draft, issued):
    texts = pages(draft)
    for number, text in enumerate(texts, start=1):
        assert f"Page {number} of {len(texts)}" in text
        assert "DRAFT" in text
    assert all("SWK-ICES-2003" in text and "Version 2" in text for text in texts[1:])
    assert "DRAFT" not in "".join(pages(issued))


def test_contents_name_the_page_each_entry_stands_on(draft):
    cover, contents, *rest = pages(draft)
    on_page = next(n for n, text in enumerate(rest, start=3) if "Schedule 1: Contributions" in text)
    [entry] = [line for line in contents.splitlines() if line.startswith("Schedule 1")]
    assert entry.split()[-1] == str(on_page)


def test_a_long_table_repeats_its_heading_row(draft):
    with_seats = [text for text in pages(draft) if "Seat 1" in text or "Seat 4" in text]
    assert len(with_seats) > 1
    assert all("Votes" in text for text in with_seats)


def test_hostile_text_is_printed_and_harms_nothing():
    text = '<script>alert(1)</script> =cmd|"/C calc" \0\x0b\x1b\ue000 漢'
    pdf = sample(text=text, reference=text, prose=to_html(text))
    printed = " ".join(" ".join(pages(pdf)).split())
    assert "<script>alert(1)</script> =cmd|" in printed
    assert_pdf_ua(pdf)


def test_endless_words_break():
    pdf = sample(text="&" * 20_000, rows=[["x" * 5_000, "y" * 300]], reference="z" * 500)
    assert "x" * 15 in "".join(pages(pdf))


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://169.254.169.254/latest/meta-data/",
        "https://example.org/x.css",
        "ftp://example.org/x.css",
        "data:text/css,p{}",
        "asset:../../.env",
        "asset:../documents/document.css",
        "asset:/etc/passwd",
        "asset:.woff2",
        "asset:base.html",
        "document.css",
        "",
    ],
)
def test_every_address_but_our_own_assets_is_refused(address):
    with pytest.raises(PermissionError):
        OwnAssets(settings.BASE_DIR).fetch(address)


def test_a_document_reaches_no_file_and_no_network(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    asked = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        near = f"http://127.0.0.1:{server.server_port}"
        foreign = Markup(
            f'<img alt="x" src="{near}/img"><img alt="x" src="{secret.as_uri()}">'
            f'<link rel="stylesheet" href="{near}/css"><style>@import url({near}/import);'
            f"p {{ background: url({near}/background) }}</style>"
            f'<link rel="attachment" href="{secret.as_uri()}">'
            f'<a rel="attachment" href="{secret.as_uri()}">x</a>'
            f'<object data="{near}/object"></object><embed src="{near}/embed">'
        )
        pdf = sample(foreign=foreign)
        server.shutdown()
    assert asked == []
    assert PdfReader(BytesIO(pdf)).attachments == {}
    assert b"EmbeddedFile" not in pdf


def test_a_missing_font_is_an_error_that_says_what_to_do(tmp_path):
    with override_settings(BASE_DIR=tmp_path), pytest.raises(AssetMissing, match="Run `make setup`"):
        sample()


def test_a_document_that_takes_too_long_is_given_up():
    with override_settings(PDF_SECONDS=1), pytest.raises(TooLarge, match="took longer than 1 seconds"):
        sample(text=" ".join(["liability"] * 60_000))


def test_a_document_that_takes_too_much_memory_is_given_up():
    with override_settings(PDF_MEGABYTES=200), pytest.raises(TooLarge, match="more than 200 megabytes"):
        sample(rows=[[f"Seat {n}", n] for n in range(2_000)])
