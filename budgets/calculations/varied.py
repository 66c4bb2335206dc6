"""The lines of a fund with what variations have changed of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from budgets.calculations.facts import Figure, LineFacts
from partnerships.calculations.variations import same_name


@dataclass(frozen=True)
class VariedFigure:
    """A figure as a variation has it: of which contributor, and of which of its lines in the fund."""

    key: int
    contributor: str
    contributor_key: str
    description: str
    figure: Figure

    @property
    def line(self) -> tuple[str, str]:
        return self.contributor_key, same_name(self.description)


def varied_lines(lines: Iterable[LineFacts], changed: Iterable[VariedFigure]) -> tuple[LineFacts, ...]:
    """The lines, each figure that was changed in place of the one of its year.

    What is of no line that is there is a new line, with a key of its own below zero.
    """
    found = {(line.contributor_key, same_name(line.description)): line for line in lines}
    for each in changed:
        line = found.get(each.line) or _new_line(each)
        others = tuple(figure for figure in line.figures if figure.year != each.figure.year)
        figures = tuple(sorted((*others, each.figure), key=lambda figure: figure.year))
        found[each.line] = replace(line, figures=figures)
    return tuple(found.values())


def _new_line(each: VariedFigure) -> LineFacts:
    not_stated = "Not stated"
    return LineFacts(
        key=-each.key,
        contributor=each.contributor,
        contributor_key=each.contributor_key,
        description=each.description,
        recurrence=not_stated,
        given_as=not_stated,
        spending=not_stated,
        charges=not_stated,
        source=not_stated,
        source_detail="",
        grant="",
        note="",
        rounded_to=1,
        figures=(),
    )
