"""Reading a Word file as a reader sees it, numbers and bullets of its lists included."""

import re
from collections import Counter
from io import BytesIO
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

BULLET, NUMBER = re.compile(r"List Bullet( \d)?$"), re.compile(r"List Number( \d)?$")


def opened(content):
    return docx.Document(BytesIO(content))


def words_of_word(content):
    """Every word of its body in reading order, each cell of a table after the one before."""
    file = opened(content)
    counted = Counter()
    return " ".join(" ".join(_lines(file, file.element.body, counted)).split())


def _lines(file, container, counted):
    for element in container.iterchildren():
        if element.tag == qn("w:p"):
            yield _line(file, element, counted)
        elif element.tag == qn("w:tbl"):
            for row in Table(element, file).rows:
                for cell in row._tr.tc_lst:
                    yield from _lines(file, cell, counted)


def _line(file, element, counted):
    paragraph = Paragraph(element, file._body)
    text = paragraph.text
    if BULLET.match(paragraph.style.name):
        return f"• {text}"
    if NUMBER.match(paragraph.style.name):
        number = element.pPr.numPr.numId.val
        start = _start(file, number)
        counted[number] += 1
        return f"{start + counted[number] - 1}. {text}"
    return text


def _start(file, number):
    numbering = file.part.numbering_part.element
    [num] = [each for each in numbering.num_lst if each.numId == number]
    return int(num.find(f".//{qn('w:startOverride')}").get(qn("w:val")))


def header_of(content):
    return [paragraph.text for paragraph in opened(content).sections[0].header.paragraphs]


def part_of(content, name):
    return ZipFile(BytesIO(content)).read(name).decode()
