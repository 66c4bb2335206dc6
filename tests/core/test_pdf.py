import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from pypdf import PdfReader

from core.pdf import render_pdf
from core.pdf_layout import AssetMissing, OwnAssets
from core.processes import TooLarge, in_own_process
from tests.pdf_gate import assert_pdf_ua


def page(body="<p>This agreement renews year by year.</p>"):
    return f"""<!doctype html>
<html lang="en-GB">
<head><title>Equipment</title><link rel="stylesheet" href="asset:document.css"></head>
<body><h1>Equipment</h1>{body}</body>
</html>"""


def test_the_same_page_gives_the_same_bytes():
    pdf = render_pdf(page())
    assert render_pdf(page()) == pdf
    reader = PdfReader(BytesIO(pdf))
    assert reader.metadata.title == "Equipment"
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"


def test_a_character_that_no_font_has_is_a_question_mark():
    pdf = render_pdf(page("<p>\ue000 漢</p>"))
    assert "Equipment\n? ?" in PdfReader(BytesIO(pdf)).pages[0].extract_text()
    assert_pdf_ua(pdf)


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
        foreign = (
            f'<img alt="x" src="{near}/img"><img alt="x" src="{secret.as_uri()}">'
            f'<link rel="stylesheet" href="{near}/css"><style>@import url({near}/import);'
            f"p {{ background: url({near}/background) }}</style>"
            f'<link rel="attachment" href="{secret.as_uri()}">'
            f'<a rel="attachment" href="{secret.as_uri()}">x</a>'
            f'<object data="{near}/object"></object><embed src="{near}/embed">'
        )
        pdf = render_pdf(page(foreign))
        server.shutdown()
    assert asked == []
    assert PdfReader(BytesIO(pdf)).attachments == {}
    assert b"EmbeddedFile" not in pdf


def test_a_missing_font_is_an_error_that_says_what_to_do(tmp_path):
    with override_settings(BASE_DIR=tmp_path), pytest.raises(AssetMissing, match="Run `make setup`"):
        render_pdf(page())


def test_a_document_that_takes_too_long_is_given_up():
    with override_settings(PDF_SECONDS=1), pytest.raises(TooLarge, match="took longer than 1 seconds"):
        render_pdf(page(f"<p>{'liability ' * 60_000}</p>"))


def test_a_document_that_takes_too_much_memory_is_given_up():
    with override_settings(PDF_MEGABYTES=200), pytest.raises(TooLarge, match="more than 200 megabytes"):
        render_pdf(page(f"<table>{'<tr><td>Seat</td><td>1</td></tr>' * 2_000}</table>"))


def test_what_a_process_leaves_on_the_disk_goes_with_it():
    assert not Path(in_own_process("tempfile:mkdtemp")).exists()
