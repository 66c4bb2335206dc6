"""What officers typed, as blocks: each text through `core.prose`, the one door."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markdown_it.tree import SyntaxTreeNode

from core.prose import typed
from documents.blocks import (
    Block,
    Blocks,
    Break,
    Code,
    Column,
    Emphasis,
    Heading,
    Item,
    Items,
    Link,
    Numbered,
    Paragraph,
    Quotation,
    Row,
    Rule,
    Strong,
    Table,
    Words,
)

Node = SyntaxTreeNode


def prose(text: str) -> Blocks:
    """The text in the shape it was typed in."""
    return _blocks(SyntaxTreeNode(typed(text)).children)


def clauses(text: str) -> Blocks:
    """The text as paragraphs of a clause, each with the next number.

    A list, table or quotation belongs to the paragraph before it. A list with numbers or letters of its own
    that follows none is given no second number.
    """
    found: list[Block] = []
    for block in prose(text):
        if isinstance(block, Heading):
            found.append(block)
        elif isinstance(block, Paragraph) or not found or not isinstance(last := found[-1], Numbered):
            found.append(Numbered((block,), counted=not _has_marks(block)))
        else:
            found[-1] = Numbered((*last.content, block), counted=last.counted)
    return tuple(found)


def _has_marks(block: Block) -> bool:
    return isinstance(block, Items) and any(item.mark for item in block.items)


def _blocks(nodes: Iterable[Node]) -> Blocks:
    return tuple(BLOCKS[node.type](node) for node in nodes)


def _paragraph(node: Node) -> Block:
    return Paragraph(_inline(node))


def _heading(node: Node) -> Block:
    return Heading(_inline(node), int(node.tag[1:]))


def _items(node: Node) -> Block:
    start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
    return Items(tuple(_item(each) for each in node.children), start)


def _item(node: Node) -> Item:
    marks = [each.content for each in _first_words(node) if each.type == "mark"]
    return Item(_blocks(node.children), "".join(marks))


def _first_words(item: Node) -> list[Node]:
    """The words of the paragraph an item begins with."""
    begins = item.children[:1]
    return [each for block in begins if block.type == "paragraph" for each in block.children[0].children]


def _table(node: Node) -> Block:
    head, *bodies = node.children
    columns = tuple(
        Column(_inline(cell), numeric="right" in str(cell.attrs.get("style")))
        for cell in head.children[0].children
    )
    rows = [row for body in bodies for row in body.children]
    cells = (tuple((Paragraph(_inline(cell)),) for cell in row.children) for row in rows)
    return Table(columns, tuple(Row(each) for each in cells), headed=False)


BLOCKS: dict[str, Callable[[Node], Block]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "bullet_list": _items,
    "ordered_list": _items,
    "table": _table,
    "blockquote": lambda node: Quotation(_blocks(node.children)),
    "hr": lambda node: Rule(),
}


def _inline(node: Node) -> Words:
    """The words of a block that holds nothing but words."""
    return tuple(_words(each) for child in node.children for each in child.children)


def _words(node: Node) -> Words:
    inner = tuple(map(_words, node.children))
    match node.type:
        case "strong":
            return Strong(inner)
        case "em":
            return Emphasis(inner)
        case "link":
            return Link(str(node.attrs["href"]), inner)
        case "code_inline":
            return Code(node.content)
        case "softbreak" | "hardbreak":
            return Break()
        case "image":
            return inner
        case "mark":
            return ""  # stands beside its item
    return node.content
