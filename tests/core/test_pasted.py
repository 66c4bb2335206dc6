"""Text pasted from Word, an e-mail or a spreadsheet keeps its shape, and every mark that was typed."""

import re

import pytest

from core.forms.fields import ProseField
from core.prose import blocks, to_html
from governance.calculations.numbering import Numbers, paragraphs_of


def outline(text: str) -> str:
    """The lists in it as an outline: each item on a line, indented by its depth; • for a bullet."""
    lines, depth, bulleted = [], -1, []
    for tag, inside in re.findall(
        r"<(/?(?:ol|ul|li|p|table)\b[^>]*)>([^<]*(?:<span[^>]*>[^<]*</span>[^<]*)?)", to_html(text)
    ):
        name = tag.split()[0]
        if name in ("ol", "ul"):
            depth += 1
            bulleted.append(name == "ul")
        elif name in ("/ol", "/ul"):
            depth -= 1
            bulleted.pop()
        words = " ".join(re.sub(r"<[^>]*>", " ", inside).split())
        if words and not name.startswith("/"):
            lines.append(
                "  " * (depth + 1) + ("• " if bulleted and bulleted[-1] and name == "li" else "") + words
            )
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("pasted", "read"),
    [
        (
            "They shall:\n(a)\tlend it;\n(b)\tkeep:\n(i)\thoists;\n(ii)\tbeds; and\n(c)\treport.",
            "They shall:\n  (a) lend it;\n  (b) keep:\n    (i) hoists;\n    (ii) beds; and\n  (c) report.",
        ),
        (
            "1.\tFirst\n1.1\tThe one\n1.2\tThe other\n(a)\tdeep\n2.\tSecond",
            "  1. First\n    1.1 The one\n    1.2 The other\n      (a) deep\n  2. Second",
        ),
        ("•\tOne\no\tTwo\n•\tThree", "  • One\n    • Two\n  • Three"),
        ("\uf0b7 One\n\uf0b7 Two", "  • One\n  • Two"),
        ("·\xa0\xa0\xa0 One\n·\xa0\xa0\xa0 Two", "  • One\n  • Two"),
        ("– One\n– Two", "  • One\n  • Two"),
        ("(h) eight\n(i) nine\n(j) ten", "  (h) eight\n  (i) nine\n  (j) ten"),
        ("(a) x\n(i) y\n(v) z\n(b) w", "  (a) x\n    (i) y\n    (v) z\n  (b) w"),
        ("(y) x\n(z) y\n(aa) z\n(bb) w", "  (y) x\n  (z) y\n  (aa) z\n  (bb) w"),
        ("(A) x\n(B) y", "  (A) x\n  (B) y"),
        ("a) x\nb) y", "  a) x\n  b) y"),
        ("a. x\nb. y", "  a. x\n  b. y"),
        ("A.\tx\nB.\ty", "  A. x\n  B. y"),
        ("1. one\n1. one again\n4. four", "  1. one\n  1. one again\n  4. four"),
        ("(3) three\n\n(4) four", "  (3) three\n  (4) four"),
        ("- a\n  - b\n  - c\n- d", "  • a\n    • b\n    • c\n  • d"),
        ("1. a\n   - b\n2. c", "  1. a\n    • b\n  2. c"),
        ("(a) x\n(b) y\n\n• p\n• q", "  (a) x\n  (b) y\n  • p\n  • q"),
        ("(a) x\n\nA paragraph.\n\n(b) y", "  (a) x\nA paragraph.\n  (b) y"),
    ],
    ids=lambda text: text[:20],
)
def test_a_list_keeps_its_marks_and_its_levels(pasted, read):
    assert outline(pasted) == read


@pytest.mark.parametrize(
    "text",
    [
        "2.5 per cent of the budget",
        "1.2 million pounds",
        "(the) council",
        "A. Smith attended",
        "s. 75 agreements",
        "p. 4 of the report",
        "e.g. this",
        "2003. In that year it began",
        "4.3.1902 was the day",
        "o one",
        "12% of it",
        "(2003) 4 LGR 12",
    ],
)
def test_a_paragraph_that_begins_like_a_list_is_none(text):
    assert to_html(text) == f"<p>{text}</p>\n"
    assert paragraphs_of(text, Numbers("continuous"))[0].number == "1"


def test_address_lines_stay_lines():
    assert to_html("Woodmill Building\nNeckinger\nLondon SE16 3QN") == (
        "<p>Woodmill Building<br>\nNeckinger<br>\nLondon SE16 3QN</p>\n"
    )
    assert "Date:\t4 March<br>" in to_html("Date:\t4 March\nTime:\t2pm")


@pytest.mark.parametrize("indented", ["    Indented by Word", "\tIndented by Word", "\t\t\tIndented by Word"])
def test_indented_text_is_never_code(indented):
    assert to_html(f"Before.\n\n{indented}") == "<p>Before.</p>\n<p>Indented by Word</p>\n"
    assert "<pre" not in to_html(f"```\n{indented}\n```") + to_html(f"- a\n\n        {indented}")


def test_a_table_pasted_from_word_or_a_spreadsheet_is_a_table():
    pasted = "\t2003/04\t2004/05\nCouncil | PCT\t730,000\t(4)\nTotal\t£1.026m\t\n"
    html = to_html(f"Money:\n{pasted}After it.")
    assert re.sub(r"\n", "", html) == (
        '<p>Money:</p><div class="app-scroll" tabindex="0"><table><thead><tr><td></td>'
        '<th scope="col" class="numeric">2003/04</th>'
        '<th scope="col" class="numeric">2004/05</th></tr></thead>'
        '<tbody><tr><td>Council | PCT</td><td class="numeric">730,000</td><td class="numeric">(4)</td></tr>'
        '<tr><td>Total</td><td class="numeric">£1.026m</td><td class="numeric"></td></tr>'
        "</tbody></table></div><p>After it.</p>"
    )
    assert "<table" in to_html("- item\n" + pasted)


def test_nothing_that_was_typed_goes_missing():
    text = "[1]: see page 4\n\n[Note]: as it was\n\n\x02(a)\x03 x"
    assert to_html(text) == (
        '<p>[1]: see page 4</p>\n<p>[Note]: as it was</p>\n<ol class="marked">\n'
        '<li><span class="mark">(a)</span> x</li>\n</ol>\n'
    )


def test_a_block_is_given_back_as_it_was_typed():
    text = "Lead:\n(a)\tone\n(b)\ttwo\n\nTable\tA\nB\tC\n\n• p\n\u2028"
    assert [block.text for block in blocks(text)] == ["Lead:", "(a)\tone\n(b)\ttwo", "Table\tA\nB\tC", "• p"]
    assert [block.has_marks for block in blocks(text)] == [False, True, False, False]


def test_a_paragraph_has_one_number():
    numbers = Numbers("continuous")
    items = [
        *paragraphs_of("1. One\n2. Two\n\nThe rest:\n(a) x\n\n• y", numbers),
        *paragraphs_of("• z", numbers),
    ]
    assert [(item.number, item.text) for item in items] == [
        ("", "1. One\n2. Two"),
        ("1", "The rest:\n\n(a) x\n\n• y"),
        ("2", "• z"),
    ]


def test_a_field_keeps_the_tab_its_text_begins_with():
    field = ProseField(required=False)
    assert field.clean("\r\n \n\t2003/04\r\nCouncil\t730 \n\t\n") == "\t2003/04\nCouncil\t730"
    assert field.clean(" \n\t ") == ""


def test_a_cell_keeps_its_lines_and_a_bold_total_is_a_figure():
    html = to_html("Who\tWhat\nCouncil<br>(host)\t730,000\nTotal\t**1,026,000**")
    assert re.sub(r"\n", "", html) == (
        '<div class="app-scroll" tabindex="0"><table><thead><tr><th scope="col">Who</th>'
        '<th scope="col" class="numeric">What</th></tr></thead>'
        '<tbody><tr><td>Council<br>(host)</td><td class="numeric">730,000</td></tr>'
        '<tr><td>Total</td><td class="numeric"><strong>1,026,000</strong></td></tr></tbody></table></div>'
    )
