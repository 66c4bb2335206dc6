"""The only door from officers' Markdown to HTML, for pages and PDFs alike.

CommonMark and tables; raw HTML is shown as the text it is. Images become their description. Links go to
http, https and mailto, or stay text. What comes out keeps a PDF valid PDF/UA: no heading level is skipped
and every table heading has its scope.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup, escape

LINK_SCHEMES = ("http", "https", "mailto")
DEEPEST_HEADING = 6
TAGS = {"a", "blockquote", "br", "code", "div", "em", "hr", "li", "ol", "p", "pre", "strong", "ul"}
TAGS |= {"table", "tbody", "td", "th", "thead", "tr"} | {
    f"h{level}" for level in range(1, DEEPEST_HEADING + 1)
}
NUMERIC_ONLY = {"class": {"numeric"}}
FRAME_ONLY = {"class": {"app-scroll"}, "tabindex": {"0"}}


class ProseRenderer(RendererHTML):
    """Writes an image as its description, and a table in a frame that scrolls where the page is narrow."""

    def image(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return str(escape(self.renderInlineAsText(tokens[idx].children, options, env)))

    def table_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return '<div class="app-scroll" tabindex="0">\n<table>\n'

    def table_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return "</table>\n</div>\n"


def to_html(text: str, heading_level: int = 3) -> Markup:
    """Return the Markdown as HTML that is safe to show.

    Its topmost headings become `heading_level`, which must be at most one below the heading it stands under.
    Columns aligned to the right in a table have the class `numeric`.
    """
    tokens = _MARKDOWN.parse(text)
    _level_headings(tokens, heading_level)
    _dress_tables(tokens)
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return Markup(
        nh3.clean(
            html,
            tags=TAGS,
            attributes={"a": {"href"}, "ol": {"start"}},
            tag_attribute_values={
                "div": FRAME_ONLY,
                "td": NUMERIC_ONLY,
                "th": {**NUMERIC_ONLY, "scope": {"col"}},
            },
            url_schemes=set(LINK_SCHEMES),
            url_relative="deny",
            link_rel="noopener noreferrer",
        )
    )


@dataclass(frozen=True)
class ProseBlock:
    """A topmost block of a Markdown text; the text of a heading is without its marks."""

    is_paragraph: bool
    is_heading: bool
    text: str


def blocks(text: str) -> list[ProseBlock]:
    """Take the Markdown apart into its topmost blocks, in their order; a list or a table is one."""
    lines = text.split("\n")
    tokens = _MARKDOWN.parse(text)
    found = []
    for place, token in enumerate(tokens):
        if token.level or token.map is None or token.nesting < 0:
            continue
        heading = token.type == "heading_open"
        first, end = token.map
        own = tokens[place + 1].content if heading else "\n".join(lines[first:end]).strip("\n")
        found.append(ProseBlock(token.type == "paragraph_open", heading, own))
    return found


def _level_headings(tokens: Sequence[Token], top: int) -> None:
    """Number headings by how deep they stand under earlier ones, whatever level was typed."""
    typed_above: list[int] = []
    level = top
    for token in tokens:
        if token.type == "heading_open":
            typed = int(token.tag[1])
            while typed_above and typed_above[-1] >= typed:
                typed_above.pop()
            typed_above.append(typed)
            level = min(top + len(typed_above) - 1, DEEPEST_HEADING)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{level}"


def _dress_tables(tokens: Sequence[Token]) -> None:
    for token in tokens:
        if token.type == "th_open":
            token.attrSet("scope", "col")
        if token.type in ("th_open", "td_open") and "right" in str(token.attrs.pop("style", "")):
            token.attrSet("class", "numeric")


def _is_link(url: str) -> bool:
    return url.lower().startswith(tuple(f"{scheme}:" for scheme in LINK_SCHEMES))


_MARKDOWN = MarkdownIt("commonmark", {"html": False}, renderer_cls=ProseRenderer).enable("table")
_MARKDOWN.validateLink = _is_link  # type: ignore[method-assign]
