"""Documents as Word files: their styles, their words, and that the same facts give the same bytes."""

from datetime import UTC, datetime

import pytest
import time_machine
from docx.oxml.ns import qn

from documents.blocks import (
    Box,
    Column,
    Contents,
    Document,
    Emphasis,
    Heading,
    Item,
    Items,
    Link,
    Look,
    Margins,
    Numbered,
    Paragraph,
    Particulars,
    Quotation,
    Reference,
    Row,
    Section,
    Signature,
    Strong,
    Table,
    Term,
    Title,
    TitleBand,
)
from documents.plain import as_text
from documents.trees import finished
from documents.word import written
from tests.documents.word import header_of, opened, part_of, words_of_word

OPEN = Margins("SWK-R1", "Version 1, draft of 2 November 2026", "Southwark, Cabinet", "Seal 1", "DRAFT")


def tree(*content, margins=OPEN, **values):
    return finished(Document("A report", margins, content, **values))


def p(words, look=Look.PLAIN):
    return Paragraph(words, look)


def item(*content, mark=""):
    return Item(content, mark)


EVERYTHING = (
    TitleBand(Title("Community equipment"), "Report of the Director"),
    Contents(),
    Section(
        "Money",
        (
            Numbered((p("It costs money:"), Items((item(p("much")), item(p("more"))))), "1."),
            Heading("Of which"),
            Items((item(p("three")), item(p("four"), p("and its second paragraph"))), start=3),
            Items((item(p("again from one")),), start=1),
            Items((item(p("lettered"), mark="(a)"), item(Items((item(p("inner")),)), mark="(b)"))),
            Quotation((p("As it was said."),)),
            Numbered((Items((item(p("a list first")),)),), "2."),
            Table(
                (Column("Partner"), Column("2003/04", numeric=True)),
                (
                    Row(((p("Pool"),), ()), "group"),
                    Row(((p("Council"),), (p("730"),))),
                    Row(((p("Total"),), (p("730"),)), "total"),
                ),
                "Contributions",
            ),
        ),
        number="1",
        key="section-money",
        in_contents=True,
    ),
    Section(
        "Advice",
        (
            p(("See ", Reference("section-money"), Strong(" now"), Emphasis(" or never"))),
            p(Link("https://www.gov.uk", "a page")),
            Particulars((("Lead officer", (p("Director"),)),), "Audit trail"),
            Term("1.1", "Purpose", (p("To advise."),)),
            Box((Section("Exempt information", (p("Part is withheld."),)),), Look.EXEMPT_NOTICE),
            Signature("Southwark", "at Peckham"),
        ),
        key="section-advice",
        begins_page=True,
        in_contents=True,
    ),
)


def test_it_says_every_word_of_the_tree():
    document = tree(*EVERYTHING)
    assert words_of_word(written(document)) == " ".join(as_text(document).split())


def test_headings_lists_and_tables_have_words_own_styles():
    file = opened(written(tree(*EVERYTHING)))
    named = {paragraph.text.split("\t")[-1]: paragraph.style.name for paragraph in file.paragraphs}
    expected = {
        "Community equipment": "Title",
        "Report of the Director": "Subtitle",
        "Contents": "TOC Heading",
        "Money": "Heading 1",
        "It costs money:": "List",
        "much": "List Bullet 2",
        "Of which": "Heading 2",
        "three": "List Number",
        "and its second paragraph": "List Continue",
        "lettered": "List",
        "inner": "List Bullet 2",
        "As it was said.": "Quote",
        "Contributions": "Caption",
        "Exempt information": "Heading 2",
    }
    assert {text: named[text] for text in expected} == expected
    contributions = file.tables[0]
    assert contributions.style.name == "Table Grid"
    headers = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in contributions.rows]
    assert headers == [True, False, False, False]
    assert [cell.text for cell in contributions.rows[3].cells] == ["Total", "730"]
    assert len(contributions.rows[1]._tr.tc_lst) == 1  # the heading of a group stands across


def test_a_reference_leads_to_what_it_names():
    body = opened(written(tree(*EVERYTHING))).element.body
    marks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    assert len(marks) == 2
    assert [each for each in links if each] == [
        *(link for link in links[:2]),
        links[0],
    ]  # two of the contents, and the reference to the first of them
    assert set(filter(None, links)) == marks


def test_it_is_in_british_english_and_says_nothing_of_who_made_the_template():
    content = written(tree(Title("A report")))
    core = part_of(content, "docProps/core.xml")
    assert "<dc:title>A report</dc:title>" in core
    assert "<dc:language>en-GB</dc:language>" in core
    assert "python-docx" not in core
    assert "dcterms" not in core.replace("xmlns:dcterms", "")
    assert 'w:val="en-US"' not in part_of(content, "word/styles.xml")


def test_every_page_says_what_the_margins_say():
    exempt = Margins("SWK-R1", "Version 1", "Cabinet", "", "", "exempt by paragraph 3.", "Reason: trade")
    assert header_of(written(tree(Title("Open")))) == ["SWK-R1\tDRAFT  Version 1, draft of 2 November 2026"]
    assert header_of(written(tree(Title("Closed"), margins=exempt))) == [
        "SWK-R1\tVersion 1",
        "NOT FOR PUBLICATION: exempt by paragraph 3.",
        "Reason: trade",
    ]


def test_capital_headings_are_a_look_of_their_words():
    file = opened(written(tree(Section("Money", (p("It costs."),), capitals=True))))
    heading, text = file.paragraphs
    assert {run.font.all_caps for run in heading.runs} == {True}
    assert {run.font.all_caps for run in text.runs} == {None}
    assert [heading.text, text.text] == ["Money", "It costs."]


def test_the_same_document_gives_the_same_bytes_on_another_day():
    document = tree(*EVERYTHING)
    with time_machine.travel(datetime(2026, 11, 2, tzinfo=UTC), tick=False):
        first = written(document)
    with time_machine.travel(datetime(2031, 1, 1, tzinfo=UTC), tick=False):
        again = written(document)
    assert first == again


@pytest.mark.parametrize("text", ["<w:p>&amp; \"'", "tab\tand\nline", "😀 Ŵrexham", "-" * 5_000])
def test_hostile_words_stay_words(text):
    content = written(tree(Section(text, (p(text), Items((item(p(text)),))))))
    assert words_of_word(content) == " ".join(f"{text} {text} • {text}".split())


def test_a_table_has_all_its_rows():
    rows = tuple(Row(((p(str(n)),), (p("1"),))) for n in range(1_000))
    content = written(tree(Table((Column("A"), Column("B", numeric=True)), rows)))
    assert len(opened(content).tables[0]._tbl.tr_lst) == 1_001
