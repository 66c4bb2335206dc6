import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from core.prose import to_html

LONG = 40_000


def test_what_officers_write():
    html = to_html(
        "The *Executive* approve:\n\n1. a **pooled** fund;\n2. see [guidance](https://www.gov.uk/).\n"
    )
    assert isinstance(html, Markup)
    assert html == (
        "<p>The <em>Executive</em> approve:</p>\n"
        '<ol class="marked">\n<li><span class="mark">1.</span> a <strong>pooled</strong> fund;</li>\n'
        '<li><span class="mark">2.</span> see <a href="https://www.gov.uk/" rel="noopener noreferrer">'
        "guidance</a>.</li>\n</ol>\n"
    )


def test_script_is_shown_as_the_text_it_is():
    assert to_html("<script>alert(1)</script>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"
    assert to_html("a <img src=x onerror=alert(1)>") == "<p>a &lt;img src=x onerror=alert(1)&gt;</p>\n"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "/admin/",
        "//evil.example",
        "vbscript:x",
        "#top",
    ],
)
def test_links_go_to_the_web_or_to_mail_only(address):
    assert "<a" not in to_html(f"[here]({address}) <{address}>")
    assert "<a" not in to_html(f"[here][1]\n\n[1]: {address}")


def test_an_image_is_its_description():
    assert to_html('![A <b>map</b>](https://example.org/map.png "of")') == "<p>A &lt;b&gt;map&lt;/b&gt;</p>\n"


def test_headings_never_skip_a_level():
    html = to_html(
        "#### Deep\n# Higher\n### Skips\n# Back\n## Then\n### 3\n#### 4\n##### 5\n###### 6", heading_level=3
    )
    assert re.findall(r"<h(\d)>", html) == ["3", "3", "4", "3", "4", "5", "6", "6", "6"]


@given(st.lists(st.integers(1, 6), max_size=20), st.integers(1, 6))
def test_no_order_of_headings_skips_a_level(typed, top):
    html = to_html("\n".join(f"{'#' * level} A" for level in typed), heading_level=top)
    levels = [int(level) for level in re.findall(r"<h(\d)>A</h\1>", html)]
    assert len(levels) == len(typed)
    above = top
    for level in levels:
        assert top <= level <= above + 1
        above = level


def test_tables_have_scoped_headings_and_numeric_columns_and_scroll_by_themselves():
    html = to_html("| Partner | £000 |\n|---|--:|\n| Council | 730 |\n")
    assert html.startswith('<div class="app-scroll" tabindex="0">\n<table>')
    assert '<th scope="col">Partner</th>' in html
    assert (
        '<th scope="col" class="numeric">£000</th>' in html
        or '<th class="numeric" scope="col">£000</th>' in html
    )
    assert '<td class="numeric">730</td>' in html


@given(st.text(alphabet="<>&\"'`[]()!*_#|-:\n\t\0 ajs/=\\", max_size=300))
def test_no_text_becomes_an_unknown_tag_or_attribute(text):
    tags = r"a|blockquote|br|code|div|em|h[3-6]|hr|li|ol|p|pre|span|strong|table|tbody|td|th|thead|tr|ul"
    known = rf"</?({tags})( [^<>]*)?>"
    html = to_html(text)
    assert "<" not in re.sub(known, "", html)
    ours = r"href=|rel=|scope=|class=\"(?:numeric|app-scroll|mark|marked)\"|tabindex=\"0\"|start="
    assert not re.search(rf"<[^>]* (?!{ours})\w+=", html)


@pytest.mark.parametrize(
    "hostile",
    [
        "[" * LONG,
        "![" * (LONG // 2),
        "[" * (LONG // 3) + "a" + "](b)" * (LONG // 6),
        ">" * LONG,
        "> - " * (LONG // 4),
        "**a *b " * (LONG // 7),
        "".join("`" * n + " " for n in range(280)),
        "".join("  " * n + "- a\n" for n in range(195)),
        "|" + "a|" * 300 + "\n|" + "-|" * 300 + "\n" + "|\n" * (LONG // 2),
        "[a]: b\n" * (LONG // 7),
        "<a " * (LONG // 3),
        "\0" * LONG,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_forty_thousand_hostile_characters_neither_hang_nor_grow_without_bound(hostile):
    html = to_html(hostile)
    assert len(html) < 20 * LONG
