"""The structure chart of boards: who answers to whom, laid out as boxes and lines, and said in a list.

A small layout of our own: whoever answers to nobody stands at the top, each other below those it answers to.
Who is only consulted stands beside whom it is joined with. Everything is in units of a point.
"""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from governance.calculations.boards import BoardFacts, SeatFacts

WIDTH, GAP, LEVEL_GAP, MARGIN = 200, 116, 64, 8
LINE, PADDING, TITLE_LETTERS, TEXT_LETTERS = 15, 10, 28, 36
UPWARDS = ("accountable", "reports")


@dataclass(frozen=True)
class Box:
    """A board or, without a key, a body of people that is recorded by its name alone."""

    name: str
    key: int | None
    title: tuple[str, ...]
    text: tuple[str, ...]
    is_proposed: bool
    x: int = 0
    y: int = 0

    @property
    def height(self) -> int:
        return 2 * PADDING + LINE * (len(self.title) + len(self.text))

    @property
    def middle(self) -> int:
        return self.x + WIDTH // 2

    def row(self, number: int) -> int:
        """Where the letters of one of its rows stand."""
        return self.y + PADDING + LINE * number + LINE - 4


@dataclass(frozen=True)
class Line:
    """A line between two boxes, through these points; `is_dashed` where nobody answers to anybody by it.

    `label_at` is where its words begin.
    """

    points: tuple[tuple[int, int], ...]
    label: str
    label_at: tuple[int, int]
    is_dashed: bool

    @property
    def path(self) -> str:
        """As SVG writes it."""
        return " ".join(f"{'L' if place else 'M'}{x} {y}" for place, (x, y) in enumerate(self.points))


@dataclass(frozen=True)
class Chart:
    """Boxes and lines in their places, and the same in sentences."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    width: int
    height: int
    sentences: tuple[str, ...]
    box_width: int = WIDTH

    @property
    def alternative(self) -> str:
        """What is said in place of the picture."""
        names = ", ".join(box.name for box in self.boxes)
        return f"Structure chart of {names}. The list beneath says the same."


@dataclass(frozen=True)
class Link:
    """From one name to another: what kind of line, and what stands beside it."""

    lower: str
    upper: str
    kind: str
    label: str


def chart_of(boards: Sequence[BoardFacts]) -> Chart | None:
    """The chart of these boards; None where nothing joins any of them with another, or with somebody else."""
    links = list(_links(boards))
    if not links:
        return None
    joined = {name for link in links for name in (link.lower, link.upper)}
    known = {board.name: _board_box(board) for board in boards if board.name in joined}
    others = {name: _box(name, None, (), is_proposed=False) for name in sorted(joined - set(known))}
    boxes = known | others
    placed = _placed(boxes, links)
    width = max(box.x + WIDTH for box in placed.values()) + MARGIN
    height = max(box.y + box.height for box in placed.values()) + MARGIN
    return Chart(
        boxes=tuple(placed.values()),
        lines=tuple(_line(link, placed) for link in links),
        width=width,
        height=height,
        sentences=(*_sentences(placed.values(), links), *_memberships(boards, joined)),
    )


def _links(boards: Sequence[BoardFacts]) -> Iterable[Link]:
    """The lines of each board to those in the chart and to others by name; that to the one above it first."""
    by_key = {board.key: board for board in boards}
    for board in boards:
        above = by_key.get(board.above or 0)
        said = [each for each in board.lines if each.to_key is None or each.to_key in by_key]
        if above and not any(each.to_key == above.key for each in said):
            yield Link(board.name, above.name, "accountable", "Accountability")
        for each in said:
            upper = by_key[each.to_key].name if each.to_key else each.to_name
            yield Link(board.name, upper, each.kind, each.label)


def _memberships(boards: Sequence[BoardFacts], joined: Collection[str]) -> Iterable[str]:
    for board in boards:
        if board.seats and board.name in joined:
            seats = "; ".join(map(_seat, board.seats))
            yield f"{'Proposed membership' if board.is_proposed else 'Membership'} of {board.name}: {seats}."


def _board_box(board: BoardFacts) -> Box:
    seats = [_seat(seat) for seat in board.seats]
    heading = ["Proposed membership:" if board.is_proposed else "Membership:"] if seats else []
    return _box(board.name, board.key, [*heading, *seats], is_proposed=board.is_proposed)


def _seat(seat: SeatFacts) -> str:
    places = f"{seat.places} " if seat.places and seat.places > 1 else ""
    return ": ".join(filter(None, (f"{places}{seat.post}", seat.how_filled)))


def _box(name: str, key: int | None, text: Iterable[str], *, is_proposed: bool) -> Box:
    lines = [line for each in text for line in textwrap.wrap(each, TEXT_LETTERS)]
    standing = ("Proposed",) if is_proposed else ()
    return Box(name, key, tuple(textwrap.wrap(name, TITLE_LETTERS)), (*standing, *lines), is_proposed)


def _placed(boxes: dict[str, Box], links: Sequence[Link]) -> dict[str, Box]:
    """Each box in its row: rows from the top, each centred beneath the widest."""
    rows = _rows(list(boxes), links)
    widest = max(len(row) for row in rows)
    whole = widest * WIDTH + (widest - 1) * GAP
    placed, y = {}, MARGIN
    for row in rows:
        x = MARGIN + (whole - len(row) * WIDTH - (len(row) - 1) * GAP) // 2
        for name in row:
            placed[name] = Box(**(vars(boxes[name]) | {"x": x, "y": y}))
            x += WIDTH + GAP
        y += max(boxes[name].height for name in row) + LEVEL_GAP
    return placed


def _rows(names: Sequence[str], links: Sequence[Link]) -> list[list[str]]:
    """The names by how far each stands from the top; who only is consulted stands beside the other."""
    upwards = [link for link in links if link.kind in UPWARDS]
    depth = dict.fromkeys(names, 0)
    for _ in names:  # as often as the longest way up can have steps; a circle stops there
        for link in upwards:
            depth[link.lower] = max(depth[link.lower], min(depth[link.upper] + 1, len(names) - 1))
    joined = {name for link in upwards for name in (link.lower, link.upper)}
    for link in links:
        for one, other in ((link.lower, link.upper), (link.upper, link.lower)):
            if link.kind not in UPWARDS and one not in joined:
                depth[one] = depth[other]
    rows: dict[int, list[str]] = {}
    for name in sorted(names, key=lambda each: each not in joined):
        rows.setdefault(depth[name], []).append(name)
    return [rows[level] for level in sorted(rows)]


def _line(link: Link, placed: dict[str, Box]) -> Line:
    lower, upper = placed[link.lower], placed[link.upper]
    is_dashed = link.kind not in UPWARDS
    if lower.y == upper.y:
        return _across(link, *sorted((lower, upper), key=lambda box: box.x))
    if lower.y < upper.y:
        lower, upper = upper, lower
    bend = lower.y - LEVEL_GAP // 2
    points = (
        (lower.middle, lower.y),
        (lower.middle, bend),
        (upper.middle, bend),
        (upper.middle, upper.y + upper.height),
    )
    return Line(points, link.label, (upper.middle + 6, upper.y + upper.height + LINE), is_dashed)


def _across(link: Link, left: Box, right: Box) -> Line:
    """The line between two that stand side by side."""
    y = left.y + min(left.height, right.height) // 2
    begins, ends = left.x + WIDTH, right.x
    return Line(((begins, y), (ends, y)), link.label, (begins + 6, y - 6), link.kind not in UPWARDS)


def _sentences(boxes: Iterable[Box], links: Sequence[Link]) -> Iterable[str]:
    proposed = {box.name for box in boxes if box.is_proposed}
    for link in links:
        note = " (proposed)" if link.lower in proposed else ""
        said = {"accountable": "is accountable to", "reports": "reports to", "advises": "advises"}
        verb = said.get(link.kind, "is joined by consultation and liaison with")
        yield f"{link.lower}{note} {verb} {link.upper}. Line: {link.label}."
