"""The only door from officers' text to HTML, for pages and PDFs alike.

Text keeps the shape it was typed or pasted in (see `core.pasted`): line breaks, lists with their own marks,
tables; and it may be Markdown. Nothing is code: not what is indented, nor what is fenced. Raw HTML is shown
as the text it is, but for `<br>`. Images become their description. Links go to http, https and mailto, or
stay text.
What comes out keeps a PDF valid PDF/UA: no heading level is skipped, every table heading has its scope.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup, escape

from core.pasted import MARK_BEGINS, MARK_ENDS, MARKED, shaped

LINK_SCHEMES = ("http", "https", "mailto")
DEEPEST_HEADING = 6
LINE_BREAK = "<br>"
TAGS = {"a", "blockquote", "br", "code", "div", "em", "hr", "li", "ol", "p", "pre", "span", "strong", "ul"}
TAGS |= {"table", "tbody", "td", "th", "thead", "tr"} | {
    f"h{level}" for level in range(1, DEEPEST_HEADING + 1)
}
NUMERIC_ONLY = {"class": {"numeric"}}
FRAME_ONLY = {"class": {"app-scroll"}, "tabindex": {"0"}}


class ProseRenderer(RendererHTML):
    """Writes an image as its description, a table in a frame that scrolls where the page is narrow, and the
    mark of a list's item as it was typed."""

    def mark(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return f'<span class="mark">{escape(tokens[idx].content)}</span> '

    def image(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return str(escape(self.renderInlineAsText(tokens[idx].children, options, env)))

    def table_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return '<div class="app-scroll" tabindex="0">\n<table>\n'

    def table_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return "</table>\n</div>\n"


def to_html(text: str, heading_level: int = 3) -> Markup:
    """Return what an officer typed or pasted as HTML that is safe to show.

    Its topmost headings become `heading_level`, which must be at most one below the heading it stands under.
    Columns aligned to the right in a table have the class `numeric`. A list whose items have marks of their
    own, as "(a)" or "1.", has the class `marked`, and each mark the class `mark`.
    """
    return _rendered(_TYPED, _marked(shaped(text).markdown), heading_level)


def typed(text: str) -> list[Token]:
    """Return what an officer typed or pasted as tokens of Markdown, for what is not HTML.

    Its topmost headings are of the first level, and none is skipped. The mark of a list's item is the first
    token of its words, of the type "mark".
    """
    tokens = _marked(shaped(text).markdown)
    _level_headings(tokens, 1)
    return tokens


def _marked(markdown: str) -> list[Token]:
    tokens = _TYPED.parse(markdown)
    _mark_lists(tokens)
    return tokens


def markdown_to_html(text: str, heading_level: int = 3) -> Markup:
    """Return Markdown of our own, such as a page of help, as HTML."""
    return _rendered(_MARKDOWN, _MARKDOWN.parse(text), heading_level)


def _rendered(markdown: MarkdownIt, tokens: list[Token], heading_level: int) -> Markup:
    _level_headings(tokens, heading_level)
    _dress_tables(tokens)
    html = markdown.renderer.render(tokens, markdown.options, {})
    return Markup(
        nh3.clean(
            html,
            tags=TAGS,
            attributes={"a": {"href"}, "ol": {"start"}},
            tag_attribute_values={
                "div": FRAME_ONLY,
                "ol": {"class": {"marked"}},
                "span": {"class": {"mark"}},
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
    """A topmost block of a text as it was typed; the text of a heading is without its marks."""

    is_paragraph: bool
    is_heading: bool
    has_marks: bool  # it is a list whose items bring their own numbers or letters
    text: str


@lru_cache(maxsize=200)  # several rules take the same text apart
def blocks(text: str) -> tuple[ProseBlock, ...]:
    """Take a text apart into its topmost blocks, in their order; a list or a table is one."""
    shape = shaped(text)
    tokens = _TYPED.parse(shape.markdown)
    found = []
    for place, token in enumerate(tokens):
        if token.level or token.map is None or token.nesting < 0:
            continue
        heading = token.type == "heading_open"
        first, end = token.map
        own = tokens[place + 1].content if heading else shape.as_typed(first, end).strip("\n")
        found.append(ProseBlock(token.type == "paragraph_open", heading, _is_marked(token), own))
    return tuple(found)


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


def _is_marked(token: Token) -> bool:
    return token.type in ("bullet_list_open", "bullet_list_close") and token.markup == MARKED


def _mark_lists(tokens: Sequence[Token]) -> None:
    """Make those lists ordered whose items bring their own marks, and show each mark as it was typed."""
    for token in tokens:
        if _is_marked(token):
            token.tag = "ol"
            if token.nesting > 0:
                token.attrSet("class", "marked")
        first = token.children[0] if token.children else None
        if first is not None and first.content.startswith(MARK_BEGINS):
            mark, _, first.content = first.content.removeprefix(MARK_BEGINS).partition(MARK_ENDS)
            token.children = [Token("mark", "span", 0, content=mark), *(token.children or [])]


def _dress_tables(tokens: Sequence[Token]) -> None:
    for place, token in enumerate(tokens):
        if token.type == "th_open" and not tokens[place + 1].content:
            token.tag = tokens[place + 2].tag = "td"  # the corner of a table is the heading of nothing
            token.type, tokens[place + 2].type = "td_open", "td_close"
        if token.type == "th_open":
            token.attrSet("scope", "col")
        if token.type in ("th_open", "td_open") and "right" in str(token.attrs.pop("style", "")):
            token.attrSet("class", "numeric")


def _is_link(url: str) -> bool:
    return url.lower().startswith(tuple(f"{scheme}:" for scheme in LINK_SCHEMES))


def _line_break(state: StateInline, silent: bool) -> bool:
    """A line ends at `<br>`, which the cell of a table has no other way to say."""
    if not state.src.startswith(LINE_BREAK, state.pos):
        return False
    if not silent:
        state.push("hardbreak", "br", 0)
    state.pos += len(LINE_BREAK)
    return True


def _parser(**options: Any) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, **options}, renderer_cls=ProseRenderer).enable("table")
    parser.validateLink = _is_link  # type: ignore[method-assign]
    return parser


_MARKDOWN = _parser()
# A definition such as "[1]: see page 4" would not be shown at all.
_TYPED = _parser(breaks=True).disable(["code", "fence", "reference"])
_TYPED.inline.ruler.before("autolink", "line_break", _line_break)
