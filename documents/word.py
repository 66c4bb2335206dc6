"""A finished tree as a Word document: headings, lists and tables in Word's own styles, to work on further.

It says the same words as `documents.plain`, with what the margins of the PDF say in its header and footer.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Mm, Pt
from docx.table import _Cell

from core import word
from core.processes import in_own_process
from core.sentences import sentence_start
from documents.blocks import (
    Block,
    Blocks,
    Box,
    Break,
    Code,
    Contents,
    Cover,
    Document,
    Emphasis,
    Figure,
    Heading,
    Items,
    Letterhead,
    Link,
    Look,
    Margins,
    Missing,
    Numbered,
    Paragraph,
    Particulars,
    Quotation,
    Reference,
    Row,
    Rule,
    Section,
    Signature,
    Small,
    Strong,
    Table,
    Term,
    Title,
    TitleBand,
    Words,
)
from documents.plain import CONTENTS, SIGNATURE_LINES, words_of
from documents.trees import number_shown, plain, title_shown

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NOT_FOR_PUBLICATION = "NOT FOR PUBLICATION"
BARRED = ("boxed", "summary")  # sections set apart by a bar
LETTER, GAP = 2.1, 5  # millimetres of a letter in a table, and between two columns
WORD_LETTERS, CELL_LETTERS = 20, 60  # of the longest word and text that count for the width of a column


def word_of(document: Document) -> bytes:
    """The document as a .docx file; the same document gives the same bytes."""
    made: bytes = in_own_process("documents.word:written", document)
    return made


def written(document: Document) -> bytes:
    """The same, in the process that calls it."""
    return word.bytes_of(_Writer(document).file)


class _Place:
    """Where blocks are added: the body of the document or a cell, whose first paragraph is there already."""

    def __init__(self, container: Any, style: str = "Normal") -> None:
        self.container, self.style = container, style
        self.spare = container.paragraphs[0] if isinstance(container, _Cell) else None

    def add_paragraph(self, style: str) -> Any:
        paragraph, self.spare = self.spare or self.container.add_paragraph(), None
        paragraph.style = style
        return paragraph

    def add_table(self, rows: int, columns: int) -> Any:
        return self.container.add_table(rows, columns)


class _Writer:
    """Writes one document. `level` is that of a heading that stands there, `depth` how deep in lists."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.file = word.new_document(document.name)
        self.bookmarks: dict[str, str] = {}
        self.begins_page = False
        self.depth = self.bars = 0
        self._own_styles()
        self._margins(document.margins)
        self.blocks(_Place(self.file), document.content, 1)

    def blocks(self, place: _Place, blocks: Blocks, level: int) -> None:
        for block in blocks:
            self.block(place, block, level)

    def block(self, place: _Place, block: Block, level: int) -> None:
        match block:
            case Paragraph():
                self.words(self.paragraph(place, self._look(place, block.look)), block.words)
            case Heading():
                self.words(self.paragraph(place, _heading(level + block.depth - 1)), block.words)
            case Numbered():
                self.beside(place, block.number, block.content, level, **_place_of(block))
            case Term():
                self.beside(place, block.number, block.content, level, title=block.title)
            case Section():
                self.section(place, block, level)
            case Items():
                self.items(place, block, level)
            case Table():
                self.table(place, block, level)
            case Particulars():
                self.particulars(place, block.rows, level, block.caption)
            case Box():
                self.bars += block.look == Look.EXEMPT_NOTICE
                self.blocks(place, block.content, level)
                self.bars -= block.look == Look.EXEMPT_NOTICE
            case Figure():
                self.blocks(place, (Paragraph(block.caption), *block.content), level)
            case Quotation():
                self.blocks(_Place(place.container, "Quote"), block.content, level)
            case Rule():
                self.paragraph(place, "Normal")
            case _:
                self.fixed(place, block, level)

    def fixed(self, place: _Place, block: Block, level: int) -> None:
        """The parts of a document that look the same in every one."""
        match block:
            case Title():
                size = {"size": Pt(13)} if isinstance(place.container, _Cell) else {}
                self.words(self.paragraph(place, "Title"), block.words, **size)
            case TitleBand():
                self.fixed(place, block.title, level)
                if block.beneath:
                    self.words(self.paragraph(place, "Subtitle"), block.beneath)
            case Letterhead():
                self.words(self.paragraph(place, self._look(place, Look.LABEL)), block.council)
                if block.wards:
                    self.words(self.paragraph(place, "Normal"), (Strong(block.label), Break(), block.wards))
            case Contents():
                self.contents(place, block)
            case Cover():
                self.cover(place, block, level)
            case Signature():
                self.words(self.paragraph(place, _heading(level)), block.party)
                lines = (("Signature", (Paragraph(block.place),)), *((line, ()) for line in SIGNATURE_LINES))
                self.particulars(place, lines, level, f"Signed for and on behalf of {block.party}", tall=True)

    # Words

    def paragraph(self, place: _Place, style: str, key: str = "") -> Any:
        paragraph = place.add_paragraph(style)
        if self.begins_page:
            paragraph.paragraph_format.page_break_before, self.begins_page = True, False
        if self.bars:
            word.add_bar(paragraph)
        if key:
            word.add_bookmark(paragraph, self.bookmark(key), len(self.bookmarks))
        return paragraph

    def bookmark(self, key: str) -> str:
        """What Word calls the block of that key: it takes neither hyphens nor more than 40 letters."""
        return self.bookmarks.setdefault(key, f"block_{len(self.bookmarks) + 1}")

    def words(self, paragraph: Any, words: Words, **looks: Any) -> None:
        """Add the words to a paragraph, or to a link in it; `looks` are properties of the font."""
        match words:
            case str():
                self.run(paragraph, words, looks)
            case tuple():
                for each in words:
                    self.words(paragraph, each, **looks)
            case Break():
                paragraph.add_run().add_break()
            case Strong():
                self.words(paragraph, words.words, **looks | {"bold": True})
            case Emphasis():
                self.words(paragraph, words.words, **looks | {"italic": True})
            case Small():
                self.words(paragraph, words.words, **looks | {"size": Pt(8.5)})
            case Missing():
                self.words(paragraph, words.words, **looks | {"color": word.RED})
            case Code():
                self.run(paragraph, words.text, looks | {"name": "Courier New"})
            case Link():
                self.words(word.add_link(paragraph, address=words.address), words.words, **looks | LINKED)
            case Reference():
                link = word.add_link(paragraph, to=self.bookmark(words.to))
                self.run(link, words.text, looks)

    def run(self, paragraph: Any, text: str, looks: dict[str, Any]) -> None:
        font = paragraph.add_run(text).font
        for name, value in looks.items():
            if name == "color":
                font.color.rgb = value
            else:
                setattr(font, name, value)

    def beside(
        self,
        place: _Place,
        mark: str,
        content: Blocks,
        level: int,
        *,
        depth: int = 1,
        title: str = "",
        key: str = "",
        leads: bool = False,
    ) -> None:
        """The content, its first words after the mark, which hangs before it."""
        depth = min(self.depth + depth, word.LEVELS)
        first, *rest = (Paragraph(Strong(title)), *content) if title else content or (Paragraph(""),)
        if not isinstance(first, Paragraph):
            first, rest = Paragraph(""), [first, *rest]
        paragraph = self.paragraph(place, _at("List", depth), key)
        paragraph.paragraph_format.keep_with_next = leads or None
        self.words(paragraph, (f"{mark}\t" if mark else "", first.words))
        before, self.depth = self.depth, depth
        self.blocks(place, tuple(rest), level)
        self.depth = before

    def items(self, place: _Place, block: Items, level: int) -> None:
        depth = min(self.depth + 1, word.LEVELS)
        style = _at("List Bullet" if block.start is None else "List Number", depth)
        counted = None if block.start is None else word.numbered_from(self.file, style, block.start)
        for item in block.items:
            if item.mark:
                self.beside(place, item.mark, item.content, level)
                continue
            first, *rest = item.content or (Paragraph(""),)
            if not isinstance(first, Paragraph):
                first, rest = Paragraph(""), [first, *rest]
            paragraph = self.paragraph(place, style)
            if counted is not None:
                word.number_in(paragraph, counted)
            self.words(paragraph, first.words)
            before, self.depth = self.depth, depth
            self.blocks(place, tuple(rest), level)
            self.depth = before

    # Sections

    def section(self, place: _Place, section: Section, level: int) -> None:
        self.begins_page |= section.begins_page
        if section.title:
            heading = self.paragraph(place, _heading(level), section.key)
            number = number_shown(section)
            self.words(heading, (f"{number}\t" if number else "", title_shown(section)))
            for run in heading.runs if section.capitals else ():
                run.font.all_caps = True
            if number:
                shape = heading.paragraph_format
                shape.left_indent, shape.first_line_indent = Mm(word.STEP), Mm(-word.STEP)
        self.bars += section.code in BARRED
        self.blocks(place, section.content, level + 1 if section.title else level)
        self.bars -= section.code in BARRED

    def contents(self, place: _Place, contents: Contents) -> None:
        self.words(self.paragraph(place, "TOC Heading"), CONTENTS)
        for entry in contents.entries:
            line = self.paragraph(place, "toc 1")
            link = word.add_link(line, to=self.bookmark(entry.key))
            self.words(link, (f"{entry.number}\t" if entry.number else "", entry.text))
            line.add_run("\t")
            word.add_field(line, f"PAGEREF {self.bookmark(entry.key)}")
        self.begins_page = True

    def cover(self, place: _Place, cover: Cover, level: int) -> None:
        self.words(self.paragraph(place, self._look(place, Look.LABEL)), cover.organisation)
        self.words(self.paragraph(place, "Title"), cover.title)
        if cover.subtitle:
            self.words(self.paragraph(place, "Subtitle"), cover.subtitle)
        for name, capacity in cover.parties:
            said = (Strong(name), (Break(), capacity)) if capacity else Strong(name)
            self.words(self.paragraph(place, "Normal"), said)
        self.particulars(place, cover.particulars.rows, level, cover.particulars.caption)
        self.begins_page = True

    # Tables

    def table(self, place: _Place, block: Table, level: int) -> None:
        many = len(block.columns)
        table = self._table(place, 1 + len(block.rows), many, block.caption, headed=block.headed)
        heads, *rows = table.rows
        word.repeat_as_header(heads)
        for cell, column in zip(_cells(heads), block.columns, strict=True):
            paragraph = _Place(cell).add_paragraph("Table Heading")
            self.words(paragraph, column.heading)
            _align(paragraph, column.numeric)
        for made, row in zip(rows, block.rows, strict=True):
            self._row(made, row, block, level)
        _set_widths(table, _widths_of(block))

    def _row(self, made: Any, row: Row, block: Table, level: int) -> None:
        word.keep_together(made)
        cells = _cells(made)
        if row.kind == "group" and len(cells) > 1:
            cells = [cells[0].merge(cells[-1])]
        for number, (cell, said) in enumerate(zip(cells, row.cells, strict=False)):
            style = "Table Heading" if row.kind != "row" else "Table Text"
            self._cell(cell, said, level, style)
            for paragraph in cell.paragraphs:
                _align(paragraph, block.columns[number].numeric)

    def particulars(
        self,
        place: _Place,
        rows: Iterable[tuple[str, Blocks]],
        level: int,
        caption: str = "",
        *,
        tall: bool = False,
    ) -> None:
        said = list(rows)
        table = self._table(place, len(said), 2, caption, headed=True, header_row=False)
        for row, (label, what) in zip(table.rows, said, strict=True):
            word.keep_together(row)
            name, value = _cells(row)
            self._cell(name, (Paragraph(label),), level, "Table Heading")
            self._cell(value, what, level)
            if tall:
                row.height = Mm(10)
        _set_widths(table, [0.32 * word.TEXT_WIDTH, 0.68 * word.TEXT_WIDTH])

    def _table(
        self,
        place: _Place,
        rows: int,
        columns: int,
        caption: str,
        *,
        headed: bool,
        header_row: bool = True,
    ) -> Any:
        if caption:
            self.words(self.paragraph(place, "Caption"), caption)
        elif self.begins_page:
            self.paragraph(place, "Normal")
        table = place.add_table(rows, columns)
        table.style = "Table Grid"
        word.describe_table(table, caption, headed=headed, header_row=header_row)
        if not isinstance(place.container, _Cell):
            place.add_paragraph("Table End")  # two tables that touch would be one
        return table

    def _cell(self, cell: Any, blocks: Blocks, level: int, style: str = "Table Text") -> None:
        place, before, self.depth = _Place(cell, style), self.depth, 0
        if not blocks:
            place.add_paragraph(style)
        self.blocks(place, blocks, level)
        self.depth = before

    # Its styles, header and footer

    def _look(self, place: _Place, look: Look) -> str:
        if look != Look.PLAIN:
            return _style_of(look)
        return _at("List Continue", self.depth) if self.depth else place.style

    def _own_styles(self) -> None:
        for look, font in LOOKS.items():
            word.add_style(self.file, _style_of(look), **font)
        for name, is_bold in (("Table Text", False), ("Table Heading", True)):
            space = word.add_style(self.file, name, size=9.5, bold=is_bold).paragraph_format
            space.space_before = space.space_after = Pt(2)
        end = word.add_style(self.file, "Table End", size=4)
        end.paragraph_format.space_after = Pt(4)
        entry: Any = self.file.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        entry.base_style = self.file.styles["Normal"]
        entry.paragraph_format.tab_stops.add_tab_stop(Mm(word.STEP))
        entry.paragraph_format.tab_stops.add_tab_stop(
            Mm(word.TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
        )

    def _margins(self, margins: Margins) -> None:
        page = self.file.sections[0]
        head, foot = page.header.paragraphs[0], page.footer.paragraphs[0]
        status = f"{margins.status}  " if margins.status else ""
        self.words(head, (margins.reference, "\t", Strong(Missing(status)), margins.version))
        if margins.not_for_publication:
            warning = page.header.add_paragraph(style="Header")
            self.words(warning, (Strong(NOT_FOR_PUBLICATION), f": {margins.not_for_publication}"))
            self.words(page.header.add_paragraph(style="Header"), margins.reason)
        self.words(foot, (margins.footer, "\tPage "))
        word.add_field(foot, "PAGE")
        self.words(foot, " of ")
        word.add_field(foot, "NUMPAGES")
        if margins.seal:
            self.words(page.footer.add_paragraph(style="Footer"), margins.seal)


LINKED: dict[str, Any] = {"underline": True}
LOOKS: dict[Look, dict[str, Any]] = {
    Look.MISSING: {"italic": True, "color": word.RED},
    Look.TABLE_NOTE: {"size": 9, "color": word.GREY},
    Look.LABEL: {"bold": True, "color": word.GREY},
    Look.RESTRICTION: {"bold": True, "color": word.RED},
    Look.EXEMPT_MARK: {"bold": True, "size": 9, "color": word.RED},
    Look.ADVICE: {"italic": True, "color": word.GREY},
    Look.WARNING: {"bold": True, "color": word.RED},
}


def _style_of(look: Look) -> str:
    return sentence_start(look.replace("-", " "))


def _place_of(block: Numbered) -> dict[str, Any]:
    return {"depth": block.depth, "key": block.key, "leads": block.leads}


def _at(style: str, depth: int) -> str:
    return style if depth == 1 else f"{style} {depth}"


def _heading(level: int) -> str:
    return f"Heading {min(level, 9)}"


def _cells(row: Any) -> list[_Cell]:
    """As they stand in the row: python-docx's own `cells` reads the whole table again for each."""
    return [_Cell(cell, row._parent) for cell in row._tr.tc_lst]


def _align(paragraph: Any, numeric: bool) -> None:
    if numeric:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _widths_of(block: Table) -> list[float]:
    """Millimetres of each column: room for its longest word, and of what is left by how much it says."""
    texts = [
        [plain(column.heading), *(words_of(row.cells[n]) for row in block.rows if n < len(row.cells))]
        for n, column in enumerate(block.columns)
    ]
    words = [min(max(map(len, " ".join(each).split()), default=0), WORD_LETTERS) for each in texts]
    wanted = [
        1 + max(min(max(map(len, each)), CELL_LETTERS) - longest, 0)
        for each, longest in zip(texts, words, strict=True)
    ]
    needed = [longest * LETTER + GAP for longest in words]
    left = max(word.TEXT_WIDTH - sum(needed), 0) / sum(wanted)
    widths = [need + left * want for need, want in zip(needed, wanted, strict=True)]
    return [width * word.TEXT_WIDTH / sum(widths) for width in widths]


def _set_widths(table: Any, widths: list[float]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell in row._tr.tc_lst:
            first = cell.grid_offset
            cell.width = Mm(sum(widths[first : first + cell.grid_span]))
