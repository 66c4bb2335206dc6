"""The only door to WeasyPrint: a template in, a tagged PDF/UA-1 out.

A document may use our own style sheets and fonts, as `asset:document.css`, and nothing else: no file, no
network address, no attachment. So text typed by a user can make the server fetch nothing.
"""

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from fontTools.ttLib import woff2
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

ASSET_TYPES = {".css": ("templates/documents", "text/css"), ".woff2": ("static/built/fonts", "font/woff2")}
# With them what turns the direction of writing, so that a document says what its record says.
CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
TAG_OR_LONG_WORD = re.compile(r"<[^>]*>|(?:&#?\w+;|[^\s<&]){31,}")
TAG_OR_CITATION = re.compile(r"<[^>]*>|\b[A-Za-z]{1,4}\.\d[\d()A-Za-z]{0,12}")
PART_OF_WORD = re.compile(r"(?:&#?\w+;|[^\s<&]){15}")
BREAK_HERE = "\u200b"


class AssetMissing(Exception):
    """A style sheet or font of ours is not where the set-up puts it."""


class OwnAssets(URLFetcher):
    """Fetches `asset:NAME` from the folder of its kind; refuses all else with PermissionError."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=["asset"], allow_redirects=False)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        scheme, _, name = url.partition(":")
        plain = Path(name).name == name and not name.startswith(".")
        if scheme != "asset" or not plain or Path(name).suffix not in ASSET_TYPES:
            raise PermissionError("A document may use its own style sheets and fonts only.")
        folder, content_type = ASSET_TYPES[Path(name).suffix]
        try:
            body = _content(Path(settings.BASE_DIR) / folder / name)
        except OSError as error:
            # Only this class stops WeasyPrint from going on in some other font.
            raise FatalURLFetchingError(f"{folder}/{name} is missing. Run `make setup`.") from error
        return URLFetcherResponse(url, body, {"Content-Type": content_type})


def _content(path: Path) -> bytes:
    return _unpacked_font(path) if path.suffix == ".woff2" else path.read_bytes()


@cache
def _unpacked_font(path: Path) -> bytes:
    """The font as WeasyPrint would unpack it for every document, which took a quarter of the time."""
    font = BytesIO()
    woff2.decompress(path, font)
    return font.getvalue()


def render_pdf(template: str, context: Mapping[str, Any], *, title: str) -> bytes:
    """Render a template that extends `documents/base.html` as PDF/UA-1; the same input gives the same bytes.

    `title` is the name of the document in its metadata and in the reader's window. A character that no font
    can show is printed as a question mark: PDF/UA forbids the empty box that would stand there.
    Raises AssetMissing where the set-up has not built the fonts.
    """
    html = CONTROLS.sub("", render_to_string(template, {**context, "title": title}))
    html = TAG_OR_LONG_WORD.sub(_breakable, html)
    head, body, rest = html.partition("<body")
    html = head + body + TAG_OR_CITATION.sub(_together, rest)
    # WeasyPrint tags as the item's body what stands in a dd, and otherwise leaves a paragraph without one.
    html = html.replace("<li>", "<li><dd>").replace("</li>", "</dd></li>")
    pdf, unknown = _write(html)
    if unknown:
        pdf, _ = _write(html.translate(dict.fromkeys(unknown, "?")))
    return pdf


def _together(found: re.Match[str]) -> str:
    """Keep s.31 and reg.7(3) on one line: the rules of line breaking would part them at the full stop."""
    text = found[0]
    return text if text.startswith("<") else f'<span class="together">{text}</span>'


def _breakable(found: re.Match[str]) -> str:
    """Let a word of over 30 characters break: to lay one out whole takes time by its length squared."""
    text = found[0]
    return text if text.startswith("<") else PART_OF_WORD.sub(rf"\g<0>{BREAK_HERE}", text)


def _write(html: str) -> tuple[bytes, set[int]]:
    """Return the PDF and the code points that no font could show."""
    identifier = hashlib.sha256(html.encode()).digest()[:16]
    try:
        document = HTML(string=html, url_fetcher=OwnAssets()).render(pdf_variant="pdf/ua-1")
    except FatalURLFetchingError as missing:
        raise AssetMissing(str(missing)) from missing
    document.metadata.attachments = []
    pdf = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier)
    return pdf, {code_point for font in document.fonts.values() for code_point in font.missing}
