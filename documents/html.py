"""The words of a line as HTML. The blocks around them are templates/documents/blocks.html's.

In a PDF long words are given places to break (to lay one out whole takes time by its length squared), and a
citation such as "s.31" is kept on one line, which the rules of line breaking would part at the full stop.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from math import ceil

from markupsafe import Markup, escape

from documents.blocks import Break, Code, Cover, Emphasis, Link, Missing, Reference, Small, Strong, Words

BREAK_HERE = "\u200b"
LONG_WORD = re.compile(r"\S{31,}")
PIECE = re.compile(r"\S{15}")
CITATION = re.compile(r"\b[A-Za-z]{1,4}\.\d[\d()A-Za-z]{0,12}")

Show = Callable[[Words], Markup]


def on_page(words: Words) -> Markup:
    """The words as a page shows them."""
    return _shown(words, escape)


def in_print(words: Words) -> Markup:
    """The words as a PDF shows them."""
    return _shown(words, _printed)


def breakable(text: str) -> str:
    """The text with places where a word of over 30 characters may break."""
    return LONG_WORD.sub(lambda word: PIECE.sub(rf"\g<0>{BREAK_HERE}", word[0]), text)


def _printed(text: str) -> Markup:
    done, pieces = 0, []
    for found in CITATION.finditer(text):
        pieces += [escape(breakable(text[done : found.start()])), _together(found[0])]
        done = found.end()
    return Markup().join([*pieces, escape(breakable(text[done:]))])


def _together(citation: str) -> Markup:
    return Markup('<span class="together">{}</span>').format(citation)


def _shown(words: Words, text: Callable[[str], Markup]) -> Markup:
    def show(inner: Words) -> Markup:
        return _shown(inner, text)

    match words:
        case str():
            return text(words)
        case tuple():
            return Markup().join(map(show, words))
        case Break():
            return Markup("<br>")
        case Code():
            return Markup("<code>{}</code>").format(text(words.text))
        case Reference():
            return Markup('<a href="#{}">{}</a>').format(words.to, text(words.text))
        case Link():
            link = '<a href="{}" rel="noopener noreferrer">{}</a>'
            return Markup(link).format(words.address, show(words.words))
        case Missing():
            return Markup('<span class="missing">{}</span>').format(show(words.words))
        case Strong() | Emphasis() | Small():
            return Markup(ELEMENTS[type(words)]).format(show(words.words))


ELEMENTS: dict[type, str] = {
    Strong: "<strong>{}</strong>",
    Emphasis: "<em>{}</em>",
    Small: "<small>{}</small>",
}


# Millimetres of a cover: what stands between the margins of the page, and how much a line of each size takes
# and holds: (padding, title, letters in its line, party's name, its capacity, letters in its line).
COVER = 240
COVERS = {
    "roomy": (34, 12.0, 32, 8.0, 5.4, 100),
    "close": (6, 9.6, 42, 5.6, 4.2, 115),
}
REST_OF_COVER = 70


def cover_size(cover: Cover) -> str:
    """How large the words of a cover may be for its particulars to stand on it: roomy, close or dense."""
    return next((size for size, measures in COVERS.items() if _height(cover, *measures) <= COVER), "dense")


def _height(
    cover: Cover, padding: float, title: float, wide: int, name: float, line: float, long: int
) -> float:
    parties = sum(name + line * ceil(len(capacity) / long) for _, capacity in cover.parties)
    above = 6.5 * ceil(len(cover.subtitle) / 80)
    return padding + title * ceil(len(cover.title) / wide) + above + parties + REST_OF_COVER
