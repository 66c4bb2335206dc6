"""The only door to python-docx: an empty document in our styles, its fields and links, and its bytes.

The same document gives the same bytes: no clock and no chance enters them.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.pkgwriter import PackageWriter
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

LANGUAGE = "en-GB"
FONT = "Arial"
DARK, GREY, RED = RGBColor(0x12, 0x32, 0x4A), RGBColor(0x46, 0x53, 0x5E), RGBColor(0xA3, 0x27, 0x1D)
LEVELS = 3  # of lists within lists
STEP = 12  # millimetres by which each is set in
TEXT_WIDTH = 164  # millimetres of an A4 page between its margins
HEADINGS = {1: 14, 2: 12, 3: 11}
OF_THE_TEMPLATE = ("/thumbnail", "/stylesWithEffects", "/customXml")
FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP file can name


def new_document(title: str) -> Document:
    """An empty A4 document in British English, with our looks on Word's own styles."""
    document = docx.Document()
    _forget_the_template(document, title)
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin = Mm(24), Mm(22)
    page.top_margin, page.bottom_margin = Mm(27), Mm(24)
    _set_styles(document)
    return document


def bytes_of(document: Document) -> bytes:
    """The document as a .docx file."""
    made, packed = BytesIO(), BytesIO()
    package = document.part.package
    for part in package.parts:
        part.before_marshal()
    PackageWriter.write(made, package.rels, package.parts)
    with ZipFile(made) as parts, ZipFile(packed, "w", ZIP_DEFLATED) as file:
        for name in parts.namelist():
            entry = ZipInfo(name, FIRST_MOMENT)
            entry.compress_type = ZIP_DEFLATED
            file.writestr(entry, parts.read(name))
    return packed.getvalue()


def add_style(document: Document, name: str, *, like: str = "Normal", **font: Any) -> Any:
    """A paragraph style of our own, which differs in these properties of its font."""
    style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style, style.quick_style = document.styles[like], True
    _set_font(style, **font)
    return style


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """What Word fills in: PAGE, NUMPAGES, PAGEREF."""
    for kind in ("begin", None, "separate", "end"):
        run = paragraph.add_run()
        if kind is None:
            words = OxmlElement("w:instrText")
            words.set(qn("xml:space"), "preserve")
            words.text = f" {instruction} "
            run._r.append(words)
            continue
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        if kind == "begin":
            mark.set(qn("w:dirty"), "true")
        run._r.append(mark)


def add_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Let links lead to this paragraph."""
    for kind in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(kind)
        mark.set(qn("w:id"), str(number))
        if kind == "w:bookmarkStart":
            mark.set(qn("w:name"), name)
        paragraph._p.append(mark)


def add_link(paragraph: Paragraph, *, to: str = "", address: str = "") -> LinkedRuns:
    """A link to a bookmark or an address; its words are added to what this returns."""
    link = OxmlElement("w:hyperlink")
    if address:
        related = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), related)
    else:
        link.set(qn("w:anchor"), to)
    paragraph._p.append(link)
    return LinkedRuns(paragraph, link)


class LinkedRuns:
    """The words of a link, added as to a paragraph."""

    def __init__(self, paragraph: Paragraph, link: Any) -> None:
        self.paragraph, self.link = paragraph, link
        self.part = paragraph.part

    def add_run(self, text: str = "") -> Run:
        run = self.paragraph.add_run(text)
        self.link.append(run._r)
        return run


def numbered_from(document: Document, style: str, start: int) -> int:
    """A new list in that style that counts from `start`; its number, for `number_in`."""
    numbering = document.part.numbering_part.element
    own = document.styles[style].element.pPr.numPr.numId.val
    [like] = [num.abstractNumId.val for num in numbering.num_lst if num.numId == own]
    num = numbering.add_num(like)
    num.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(num.numId)


def number_in(paragraph: Paragraph, number: int) -> None:
    """Make the paragraph an item of the list of that number."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number


def add_bar(paragraph: Paragraph) -> None:
    """A bar along the left of the paragraph: it belongs to a box."""
    borders = OxmlElement("w:pBdr")
    left = OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "24"), ("space", "8"), ("color", str(DARK))):
        left.set(qn(f"w:{name}"), value)
    borders.append(left)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def repeat_as_header(row: Any) -> None:
    """Mark the row of a table as that of its headings, repeated on every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def keep_together(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def describe_table(table: Any, caption: str, *, headed: bool, header_row: bool) -> None:
    """What a screen reader says of the table: its caption, and which of its cells are headings."""
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is None:
        look = OxmlElement("w:tblLook")
        properties.append(look)
    look.attrib.clear()
    firsts = {"firstRow": header_row, "lastRow": False, "firstColumn": headed, "lastColumn": False}
    for name, is_on in (firsts | {"noHBand": True, "noVBand": True}).items():
        look.set(qn(f"w:{name}"), "1" if is_on else "0")
    if caption:
        said = OxmlElement("w:tblCaption")
        said.set(qn("w:val"), caption)
        properties.append(said)


def _forget_the_template(document: Document, title: str) -> None:
    """Leave nothing of who made python-docx's template, and when."""
    said = document.core_properties
    said.title, said.language = title[:255], LANGUAGE
    said.author = said.comments = said.keywords = said.last_modified_by = ""
    for moment in ("dcterms:created", "dcterms:modified"):
        for element in said._element.findall(qn(moment)):
            said._element.remove(element)
    for relations in (document.part.package.rels, document.part.rels):
        for key in [key for key, each in relations.items() if each.reltype.endswith(OF_THE_TEMPLATE)]:
            del relations[key]


def _set_styles(document: Document) -> None:
    styles: Any = document.styles
    for language in styles.element.iter(qn("w:lang")):
        for name in ("val", "eastAsia"):
            language.set(qn(f"w:{name}"), LANGUAGE)
    for style in list(styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in ("Normal Table", "Table Grid"):
            styles.element.remove(style.element)
        elif style.type == WD_STYLE_TYPE.PARAGRAPH:
            _set_font(style, name=FONT, color=RGBColor(0, 0, 0))
    _set_font(styles["Normal"], size=10.5)
    _set_space(styles["Normal"], before=0, after=6)
    for level in range(1, 10):
        heading = styles[f"Heading {level}"]
        _set_font(heading, size=HEADINGS.get(level, 10.5), bold=True, italic=False, color=DARK)
        _set_space(heading, before=max(8, 20 - 4 * level), after=4)
        heading.paragraph_format.keep_with_next = True
    _set_font(styles["Title"], size=20, bold=True, color=DARK)
    _set_space(styles["Title"], before=10, after=10)
    for border in styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
    _set_font(styles["Subtitle"], size=12, italic=False, color=GREY)
    _set_font(styles["Caption"], size=9.5, bold=True, color=DARK)
    _set_space(styles["Caption"], before=6, after=3)
    styles["Caption"].paragraph_format.keep_with_next = True
    _set_font(styles["TOC Heading"], color=DARK)
    _set_lists(styles)
    for name in ("Header", "Footer"):
        _set_font(styles[name], size=8.5, color=GREY)
        _set_space(styles[name], before=0, after=0)
        stops = styles[name].paragraph_format.tab_stops
        stops.clear_all()
        stops.add_tab_stop(Mm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)


def _set_lists(styles: Any) -> None:
    """Each list is set in by one step more than the one it stands in, and its marks hang before it."""
    for level in range(1, LEVELS + 1):
        at = "" if level == 1 else f" {level}"
        for name, hangs in (("List", STEP), ("List Bullet", 6), ("List Number", 8), ("List Continue", 0)):
            style = styles[f"{name}{at}"]
            for together in style.element.pPr.findall(qn("w:contextualSpacing")):
                style.element.pPr.remove(together)
            shape = style.paragraph_format
            inner = STEP if name in ("List", "List Continue") else hangs
            shape.left_indent, shape.first_line_indent = Mm(STEP * (level - 1) + inner), Mm(-hangs)
            if hangs:
                shape.tab_stops.add_tab_stop(Mm(STEP * (level - 1) + inner))
            _set_space(style, before=0, after=5)


def _set_space(style: Any, *, before: float, after: float) -> None:
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.1


def _set_font(
    style: Any,
    *,
    name: str = "",
    size: float | None = None,
    bold: bool | None = None,
    italic: bool | None = None,
    color: RGBColor | None = None,
) -> None:
    font = style.font
    if name:
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), name)
    if size is not None:
        font.size = Pt(size)
    if bold is not None:
        font.bold = bold
    if italic is not None:
        font.italic = italic
    if color is not None:
        font.color.rgb = color
