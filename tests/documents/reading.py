"""What a document says, however it is shown: read off a PDF by its tags, as aloud, or off a page."""

import re
from collections import defaultdict
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from documents.plain import BULLET


def read_aloud(pdf: bytes) -> str:
    """The words of the document without what is printed in the margins of each page.

    A table that goes on on the next page is tagged as another beneath its heading again, which is read once.
    """
    reader = PdfReader(BytesIO(bytes(pdf)))
    said = {page.indirect_reference.idnum: _marked(page) for page in reader.pages}
    words: list[str] = []
    head, before = "", ""
    for place, text in _walk(reader.trailer["/Root"]["/StructTreeRoot"], said, 0, ""):
        if place != "/THead" or before != "/TBody" or text != head:
            words.append(text)
        head, before = (text if place == "/THead" else head), place
    return " ".join(" ".join(words).split())


def _marked(page: Any) -> dict[int, str]:
    """The words of the page by the number of the marked content they stand in."""
    words: dict[int, str] = defaultdict(str)
    marks: list[int | None] = []

    def operator(name: bytes, operands: Any, *_: Any) -> None:
        if name in (b"BDC", b"BMC"):
            properties = operands[1] if len(operands) > 1 else {}
            marks.append(properties.get("/MCID") if hasattr(properties, "get") else None)
        elif name == b"EMC":
            marks.pop()

    def text(said: str, *_: Any) -> None:
        if marks and marks[-1] is not None:
            words[marks[-1]] += said

    page.extract_text(visitor_operand_before=operator, visitor_text=text)
    return words


def _walk(node: Any, said: dict[int, dict[int, str]], page: int, part: str) -> Iterator[tuple[str, str]]:
    """The words in the order of their tags, each with the part of a table it stands in; a heading as one."""
    if isinstance(node, list):
        for each in node:
            yield from _walk(each, said, page, part)
        return
    node = node.get_object()
    if isinstance(node, int):
        yield part, said[page].get(node, "")
        return
    page = node.raw_get("/Pg").idnum if "/Pg" in node else page
    if "/MCID" in node:
        yield part, said[page].get(node["/MCID"], "")
    elif node.get("/S") == "/THead":
        words = " ".join(text for _, text in _walk(node["/K"], said, page, part))
        yield "/THead", " ".join(words.split())
    elif "/K" in node and node.get("/S") != "/Figure":  # a list beside it says what a chart shows
        within = "/TBody" if node.get("/S") == "/TBody" else part
        yield from _walk(node["/K"], said, page, within)


DOTS = re.compile(r"(?: ?\. ?){3,}\s*\d+")


def letters(text: str) -> str:
    """The text without white space, places to break and capitals, which are a matter of style.

    Nor are the numbers of pages in it, in a list of contents, or how deep a bullet stands.
    """
    return "".join(DOTS.sub("", text).replace("\u200b", "").replace("◦", BULLET).split()).casefold()


def without_bullets(text: str) -> str:
    """The same without the bullets of lists, which a browser draws."""
    return letters(text).replace(BULLET, "")


CHART = re.compile(r"<svg.*?</svg>", re.DOTALL)


class _Words(HTMLParser):
    """The words of a page but for what can be done with its sections."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def words_on_page(html: str) -> str:
    return " ".join(_Words(CHART.sub("", html)).said)  # a list beside it says what a chart shows
