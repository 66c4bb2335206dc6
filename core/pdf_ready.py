"""Read once by the process from which those that make PDFs are forked: the library, the fonts unpacked."""

from pathlib import Path

from core.pdf_layout import ASSET_TYPES, unpacked_font

_folder = Path(__file__).resolve().parent.parent / ASSET_TYPES[".woff2"][0]
for _font in _folder.glob("*.woff2"):
    unpacked_font(_font)
