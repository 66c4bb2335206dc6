"""The only door to WeasyPrint: a template in, a tagged PDF/UA-1 out."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from core.processes import in_own_process

# With them what turns the direction of writing, so that a document says what its record says.
CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
TAG_OR_LONG_WORD = re.compile(r"<[^>]*>|(?:&#?\w+;|[^\s<&]){31,}")
TAG_OR_CITATION = re.compile(r"<[^>]*>|\b[A-Za-z]{1,4}\.\d[\d()A-Za-z]{0,12}")
PART_OF_WORD = re.compile(r"(?:&#?\w+;|[^\s<&]){15}")
TABLE_HEAD = re.compile(r"<thead>.*?</thead>", re.DOTALL)
BREAK_HERE = "\u200b"


def render_pdf(template: str, context: Mapping[str, Any], *, title: str) -> bytes:
    """Render a template that extends `documents/base.html` as PDF/UA-1; the same input gives the same bytes.

    `title` is the name of the document in its metadata and in the reader's window. A character that no font
    can show is printed as a question mark: PDF/UA forbids the empty box that would stand there. Raises
    `core.pdf_layout.AssetMissing` where the set-up has not built the fonts, and `processes.CannotRender`.
    """
    html = CONTROLS.sub("", render_to_string(template, {**context, "title": title}))
    html = TAG_OR_LONG_WORD.sub(_breakable, html)
    head, body, rest = html.partition("<body")
    html = head + body + TAG_OR_CITATION.sub(_together, rest)
    # WeasyPrint tags as the item's body what stands in a dd, and otherwise leaves a paragraph without one.
    html = html.replace("<li>", "<li><dd>").replace("</li>", "</dd></li>")
    html = TABLE_HEAD.sub(_every_cell_a_heading, html)
    return in_own_process("core.pdf_layout:laid_out", html, Path(settings.BASE_DIR))


def _every_cell_a_heading(head: re.Match[str]) -> str:
    """PDF/UA asks for a heading of every cell, even of a table's empty corner, which a page must not have."""
    return head[0].replace("<td></td>", '<th scope="col"></th>')


def _together(found: re.Match[str]) -> str:
    """Keep s.31 and reg.7(3) on one line: the rules of line breaking would part them at the full stop."""
    text = found[0]
    return text if text.startswith("<") else f'<span class="together">{text}</span>'


def _breakable(found: re.Match[str]) -> str:
    """Let a word of over 30 characters break: to lay one out whole takes time by its length squared."""
    text = found[0]
    return text if text.startswith("<") else PART_OF_WORD.sub(rf"\g<0>{BREAK_HERE}", text)
