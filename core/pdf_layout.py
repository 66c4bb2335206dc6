"""The page layout of a PDF by WeasyPrint, apart from Django: it runs in a process of its own.

A document may use our own style sheets and fonts, as `asset:document.css`, and nothing else: no file, no
network address, no attachment. So text typed by a user can make the server fetch nothing.
"""

import hashlib
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import woff2
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

ASSET_TYPES = {".css": ("templates/documents", "text/css"), ".woff2": ("static/built/fonts", "font/woff2")}


class AssetMissing(Exception):
    """A style sheet or font of ours is not where the set-up puts it."""


class OwnAssets(URLFetcher):
    """Fetches `asset:NAME` from its folder under `base`; refuses all else with PermissionError."""

    def __init__(self, base: Path) -> None:
        self.base = base
        super().__init__(allowed_protocols=["asset"], allow_redirects=False)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        scheme, _, name = url.partition(":")
        plain = Path(name).name == name and not name.startswith(".")
        if scheme != "asset" or not plain or Path(name).suffix not in ASSET_TYPES:
            raise PermissionError("A document may use its own style sheets and fonts only.")
        folder, content_type = ASSET_TYPES[Path(name).suffix]
        try:
            body = _content(self.base / folder / name)
        except OSError as error:
            # Only this class stops WeasyPrint from going on in some other font.
            raise FatalURLFetchingError(f"{folder}/{name} is missing. Run `make setup`.") from error
        return URLFetcherResponse(url, body, {"Content-Type": content_type})


def _content(path: Path) -> bytes:
    return unpacked_font(path) if path.suffix == ".woff2" else path.read_bytes()


@cache
def unpacked_font(path: Path) -> bytes:
    """The font as WeasyPrint would unpack it for every document, which took a quarter of the time."""
    font = BytesIO()
    woff2.decompress(path, font)
    return font.getvalue()


def laid_out(html: str, base: Path) -> bytes:
    """The PDF/UA-1 of the page; `base` is the folder of the checkout. Raises AssetMissing.

    A character that no font can show is printed as a question mark.
    """
    pdf, unknown = _write(html, base)
    if unknown:
        pdf, _ = _write(html.translate(dict.fromkeys(unknown, "?")), base)
    return pdf


def _write(html: str, base: Path) -> tuple[bytes, set[int]]:
    """Return the PDF and the code points that no font could show."""
    identifier = hashlib.sha256(html.encode()).digest()[:16]
    try:
        document = HTML(string=html, url_fetcher=OwnAssets(base)).render(pdf_variant="pdf/ua-1")
    except FatalURLFetchingError as missing:
        raise AssetMissing(str(missing)) from missing
    document.metadata.attachments = []
    pdf = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier)
    return pdf, {code_point for font in document.fonts.values() for code_point in font.missing}
