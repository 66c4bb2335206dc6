"""A tree as it was composed, finished: what is empty left out, numbered, each reference resolved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from core.sentences import sentence_start
from documents.blocks import (
    Block,
    Blocks,
    Box,
    Break,
    Code,
    Contents,
    Document,
    Emphasis,
    Entry,
    Heading,
    Inline,
    Items,
    Kind,
    Link,
    Missing,
    Numbered,
    Paragraph,
    Particulars,
    Reference,
    Section,
    Small,
    Strong,
    Table,
    Words,
)

# With them what turns the direction of writing, so that a document says what its record says.
CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


class BrokenReference(Exception):
    """A reference names a block that is not in the document, or two blocks have the same key."""


def finished(document: Document) -> Document:
    """The document as every renderer shows it. Raises `BrokenReference`."""
    clean: Document = _rebuilt(document, _without_controls)
    numbering = _Numbering()
    content = numbering.blocks(_without_empty(clean.content))
    entries = tuple(numbering.entries)

    def resolve(value: Any) -> Any:
        if isinstance(value, Reference):
            return replace(value, text=numbering.label(value.to))
        return replace(value, entries=entries) if isinstance(value, Contents) else value

    return replace(clean, content=_rebuilt(content, resolve))


def plain(words: Words) -> str:
    """The letters of the words, without their look."""
    return "".join(each if isinstance(each, str) else "\n" for each in letters(words))


def letters(words: Words) -> Iterator[str | None]:
    """The words' letters in their order; None where a line ends."""
    match words:
        case str():
            yield words
        case tuple():
            for each in words:
                yield from letters(each)
        case _:
            yield from _letters_within(words)


def _letters_within(words: Inline) -> Iterator[str | None]:
    match words:
        case Break():
            yield None
        case Code():
            yield words.text
        case Reference():
            yield words.text or words.to
        case Strong() | Emphasis() | Small() | Missing() | Link():
            yield from letters(words.words)


def walk(value: Any) -> Iterator[Any]:
    """Every block and every inline in a tree, each before what is in it."""
    if isinstance(value, tuple):
        for each in value:
            yield from walk(each)
    elif is_dataclass(value) and not isinstance(value, type):
        yield value
        for field in fields(value):
            yield from walk(getattr(value, field.name))


def _rebuilt(value: Any, change: Callable[[Any], Any]) -> Any:
    """The tree with every value in it changed, from its leaves up."""
    if isinstance(value, tuple):
        return tuple(_rebuilt(each, change) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: _rebuilt(getattr(value, field.name), change) for field in fields(value)}
        return change(replace(value, **parts))
    return change(value)


def _without_controls(value: Any) -> Any:
    return CONTROLS.sub("", value) if type(value) is str else value


def _without_empty(blocks: Blocks) -> Blocks:
    """Leave out headings with nothing beneath them, tables without a row, paragraphs without a word."""
    return tuple(kept for block in blocks if not _is_empty(kept := _pruned(block)))


def _pruned(block: Block) -> Block:
    if isinstance(block, Section | Box | Numbered):
        return replace(block, content=_without_empty(block.content))
    return block


def _is_empty(block: Block) -> bool:
    match block:
        case Section() | Box():
            return not block.content
        case Numbered():
            return not (block.content or block.number)
        case Paragraph() | Heading():
            return not plain(block.words).strip()
        case Items():
            return not block.items
        case Table() | Particulars():
            return not block.rows
    return False


class _Numbering:
    """Counts clauses, their paragraphs and schedules, from the first of the document to its last."""

    def __init__(self) -> None:
        self.clauses = self.schedules = self.paragraphs = 0
        self.entries: list[Entry] = []
        self._labels: dict[str, str] = {}

    def blocks(self, blocks: Blocks) -> Blocks:
        return tuple(map(self._block, blocks))

    def label(self, key: str) -> str:
        """What a reference to that block says."""
        if key not in self._labels:
            raise BrokenReference(f"The document refers to “{key}”, which is not in it.")
        return self._labels[key]

    def _block(self, block: Block) -> Block:
        match block:
            case Section():
                return self._section(block)
            case Numbered(counted=True):
                block = self._paragraph(block)
            case Box():
                return replace(block, content=self.blocks(block.content))
        return block

    def _section(self, section: Section) -> Section:
        section = replace(section, number=self._number_of(section))
        if section.key:
            self._name(section.key, _label_of(section))
        if section.in_contents:
            self.entries.append(Entry(section.key, number_shown(section), title_shown(section)))
        return replace(section, content=self.blocks(section.content))

    def _number_of(self, section: Section) -> str:
        if section.kind == Kind.CLAUSE:
            self.clauses += 1
            self.paragraphs = 0
            return str(self.clauses)
        if section.kind == Kind.SCHEDULE:
            self.schedules += 1
            return str(self.schedules)
        return section.number

    def _paragraph(self, paragraph: Numbered) -> Numbered:
        self.paragraphs += 1
        number = f"{self.clauses}.{self.paragraphs}"
        if paragraph.key:
            self._name(paragraph.key, f"clause {number}")
        return replace(paragraph, number=number)

    def _name(self, key: str, label: str) -> None:
        if key in self._labels:
            raise BrokenReference(f"Two blocks of the document have the key “{key}”.")
        self._labels[key] = label


def _label_of(section: Section) -> str:
    if section.number and section.kind in (Kind.CLAUSE, Kind.SCHEDULE, Kind.ANNEX):
        name = str(section.kind)
        return f"{name if section.kind == Kind.CLAUSE else sentence_start(name)} {section.number}"
    return f"section {section.number}" if section.number else f"“{section.title}”"


def number_shown(section: Section) -> str:
    """What hangs before a heading: "5." of a clause or of a numbered section, "2.1" as it is."""
    hangs = section.number and section.kind not in (Kind.SCHEDULE, Kind.ANNEX)
    return (section.number if "." in section.number else f"{section.number}.") if hangs else ""


def title_shown(section: Section) -> str:
    """The words of a heading: those of a schedule or an annex begin with its number."""
    if section.kind in (Kind.SCHEDULE, Kind.ANNEX) and section.number:
        return f"{sentence_start(str(section.kind))} {section.number}: {section.title}"
    return section.title
