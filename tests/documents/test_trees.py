"""A tree of blocks: numbered, its references resolved by identity, and read alike by every renderer."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from documents.blocks import (
    Box,
    Column,
    Contents,
    Cover,
    Document,
    Item,
    Items,
    Kind,
    Letterhead,
    Look,
    Margins,
    Missing,
    Numbered,
    Paragraph,
    Particulars,
    Reference,
    Row,
    Section,
    Signature,
    Small,
    Strong,
    Table,
    Term,
    Title,
    TitleBand,
)
from documents.exports import on_page, pdf_of
from documents.plain import as_text
from documents.prose import clauses, prose
from documents.trees import BrokenReference, finished
from tests.documents.reading import letters, read_aloud, without_bullets, words_on_page
from tests.pdf_gate import assert_pdf_ua

MARGINS = Margins("SWK-1", "Version 2", "Equipment", "", "DRAFT")
TYPED = """# Typed heading

###### Deep heading

Two **bold** words, *one* of `code`, [guidance](https://www.gov.uk/) and s.31(2).<br>A line. ![A chart](http://x)

- first
  - second
- third

(a)\tlent;
(b)\tkept.

1. a paragraph of its own:

   - beneath it

   and another

> quoted

| | 2003/04 |
|---|--:|
| Equipment | 730 |

---

<script>alert(1)</script> =cmd|
"""


def paragraph(*words):
    return Numbered((Paragraph(words),), counted=True)


def clause(title, *content, key=""):
    return Section(title, content, Kind.CLAUSE, key=key, in_contents=bool(key))


def schedule(title, *content, key):
    return Section(title, content, Kind.SCHEDULE, key=key, begins_page=True, in_contents=True)


def document(*content, **margins):
    return finished(Document("Equipment", replace(MARGINS, **margins), content))


def lines(*content):
    return as_text(document(*content)).splitlines()


def everything(words="This agreement renews year by year.", seats=3, **margins):
    """A document with a block of every kind in it."""
    seat_rows = tuple(Row(((Paragraph(f"Seat {n}"),), (Paragraph(str(n)),))) for n in range(seats))
    money = (
        Row(((Paragraph("Pooled fund"),),), "group"),
        Row(((Paragraph("Council"),), (Paragraph("730"),))),
        Row(((Paragraph("Total"),), (Paragraph("730", Look.WARNING),)), "total"),
    )
    return document(
        Cover(
            "Agreement",
            "Equipment",
            "For adults",
            (("Southwark PCT", "Partner"), ("Southwark Council", "")),
            Particulars((("Term", (Paragraph(Missing("Not recorded")),)),), "Particulars"),
        ),
        Contents(),
        clause("Term", paragraph(words), *clauses(TYPED), key="term"),
        clause("Money", paragraph("See ", Reference("money"), " and ", Reference("term"), "."), key="paid"),
        schedule(
            "Contributions",
            Table((Column("Partner"), Column("2003/04", numeric=True)), money, "In £000"),
            key="money",
        ),
        schedule(
            "Seats",
            Table((Column("Seat"), Column("Votes", short=True)), seat_rows, "Seats by number"),
            Section("Terms", (Term("2.1", "Remit", prose("To advise.")), Term("", "", prose("To meet.")))),
            key="seats",
        ),
        Section(
            "Report",
            (
                Letterhead("Southwark Council", "Wards affected", "All"),
                Box((Paragraph("Open", Look.LABEL), Title("Equipment", again=True)), Look.BOXED),
                TitleBand(Title("Equipment", again=True), "Report of the Director"),
                Numbered((Paragraph((Strong("Agree"), Small(" it"))),), "(a)", depth=2),
                Items((Item((Paragraph("Plan"),)),)),
            ),
        ),
        Signature("Southwark PCT", "Not yet signed"),
        **margins,
    )


def test_clauses_and_schedules_are_numbered_and_references_follow_what_they_name():
    before = clause("Term", paragraph("See ", Reference("money"), "."), key="term")
    money = schedule("Contributions", Paragraph("£1. See "), Paragraph(Reference("paid")), key="money")
    assert lines(before, clause("Paid", paragraph("Yearly."), key="paid"), money) == [
        "1. Term",
        "1.1 See Schedule 1.",
        "2. Paid",
        "2.1 Yearly.",
        "Schedule 1: Contributions",
        "£1. See ",
        "clause 2",
    ]
    first = schedule("Parties", Paragraph("Two."), key="parties")
    assert (
        lines(before, first, money, clause("Paid", paragraph("Yearly."), key="paid"))[1]
        == "1.1 See Schedule 2."
    )


def test_a_reference_to_what_is_not_there_is_an_error_and_no_wrong_number():
    empty = schedule("Contributions", key="money")
    with pytest.raises(BrokenReference, match="refers to “money”, which is not in it"):
        document(clause("Term", paragraph("See ", Reference("money"))), empty)
    with pytest.raises(BrokenReference, match="Two blocks of the document have the key “term”"):
        document(clause("Term", paragraph("x"), key="term"), clause("Time", paragraph("y"), key="term"))


def test_what_is_empty_neither_prints_nor_takes_a_number():
    empty_table = Table((Column("Seat"),), ())
    assert lines(
        Contents(),
        clause("Nothing", key="nothing"),
        clause("No words", Paragraph(" "), Items(()), Box((empty_table,), Look.BOXED), key="no-words"),
        clause("Term", paragraph(), paragraph("x"), Section("Beneath", (empty_table,)), key="term"),
        schedule("Seats", empty_table, key="seats"),
    ) == ["Contents", "1. Term", "1. Term", "1.1 x"]


def test_typed_text_keeps_its_shape_and_every_word():
    assert lines(clause("Typed", *clauses(TYPED)))[1:] == [
        "Typed heading",
        "Deep heading",
        "1.1 Two bold words, one of code, guidance and s.31(2).",
        "A line. A chart",
        "• first",
        "• second",
        "• third",
        "(a) lent;",
        "(b) kept.",
        "1. a paragraph of its own:",
        "• beneath it",
        "and another",
        "quoted",
        "2003/04",
        "Equipment 730",
        "1.2 <script>alert(1)</script> =cmd|",
    ]


def test_page_and_pdf_say_the_words_of_the_tree_and_the_pdf_is_pdf_ua():
    tree = everything()
    text = as_text(tree)
    pdf = pdf_of(tree)
    assert letters(read_aloud(pdf)) == letters(text)
    assert without_bullets(words_on_page(on_page(tree))) == without_bullets(text)
    assert pdf_of(everything()) == pdf
    issued = pdf_of(everything(status=""))
    assert "DRAFT" not in "".join(pages(issued))
    assert_pdf_ua(pdf, issued)


def pages(pdf):
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def test_contents_name_the_page_each_entry_stands_on_and_margins_stand_on_every_page():
    pdf = pages(pdf_of(everything(seats=60)))
    cover, contents, *rest = pdf
    on_page = next(n for n, text in enumerate(rest, start=3) if "Schedule 1: Contributions" in text)
    [entry] = [line for line in contents.splitlines() if line.startswith("Schedule 1")]
    assert entry.split()[-1] == str(on_page)
    for number, text in enumerate(pdf, start=1):
        assert f"Page {number} of {len(pdf)}" in text and "DRAFT" in text
    assert all("SWK-1" in text and "Version 2" in text for text in pdf[1:])
    with_seats = [text for text in rest if "Seat 1" in text or "Seat 4" in text]
    assert len(with_seats) > 1 and all("Votes" in text for text in with_seats)


def test_endless_words_break_and_controls_are_left_out():
    tree = everything(words="&" * 20_000 + "\0\x0b\x1b\u202e" + "s.31" * 50)
    assert "\u202e" not in as_text(tree)
    assert "&" * 15 in "".join(pages(pdf_of(tree)))


@pytest.mark.parametrize("parties", [2, 9, 16])
@pytest.mark.parametrize("title", [40, 197, 300])
def test_the_particulars_stay_on_the_cover(parties, title):
    names = (("Ashford Clinical Commissioning Group", "Delegates NHS functions; contributes to the fund"),)
    cover = Cover(
        "Agreement under section 75 of the NHS Act 2006",
        ("Integrated commissioning " * 12)[:title],
        "Children and adults living with a physical disability or a sensory need",
        names * parties,
        Particulars(
            (("Reference", (Paragraph("KENT-1"),)), ("Term", (Paragraph("Last of all"),))), "Particulars"
        ),
    )
    first = pages(pdf_of(document(cover, Section("Next", (Paragraph("x"),)))))[0]
    assert "Last of all" in first
