"""The grid of a fund's contributions, and the years it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from budgets.calculations import question
from budgets.models import (
    SAID_BY_ANYBODY,
    Contribution,
    ContributionLine,
    Unit,
    cell_name,
)
from budgets.queries import Cells, Grid
from core.dates import FIRST_YEAR, LAST_YEAR, FinancialYear, financial_years
from core.forms.action import ActionForm
from core.forms.fields import LOST, FinancialYearField, PoundsField, ReasonField, VersionField
from core.money import Money, pounds_in_words, total

CELL = re.compile(r"cell-([1-9][0-9]{0,17})-([0-9]{4})", re.ASCII)
MOST_YEARS = 20


class YearsForm(forms.Form):
    """The years a grid shows, both included."""

    first_year = FinancialYearField(label="First year", help_text="Like 2003/04")
    last_year = FinancialYearField(label="Last year", help_text="Like 2005/06")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", "The last year is before the first year")
        elif first and last and last.year - first.year >= MOST_YEARS:
            self.add_error("last_year", f"At most {MOST_YEARS} years fit in the grid")
        return cleaned

    @property
    def years(self) -> list[FinancialYear]:
        """The years asked for; none where they are not both given and right."""
        if not self.is_bound or not self.is_valid():
            return []
        return financial_years(self.cleaned_data["first_year"], self.cleaned_data["last_year"])


def posted_cells(data: Mapping[str, Any]) -> dict[str, tuple[int, FinancialYear]]:
    """The names of the grid cells in a post, with the line and the year each is of."""
    found = {name: CELL.fullmatch(name) for name in data}
    return {
        name: (int(match[1]), FinancialYear(int(match[2])))
        for name, match in found.items()
        if match and FIRST_YEAR <= int(match[2]) <= LAST_YEAR
    }


@dataclass(frozen=True)
class GridCell:
    """A box to type in, the figure that is saved there, and what was read in the box if it is another."""

    bound: Any
    figure: Contribution | None
    read: str

    @property
    def saved_pence(self) -> str:
        """What is saved, for the script that adds up while somebody types; "" where nothing is."""
        return str(int(self.figure.amount.amount * 100)) if self.figure else ""


@dataclass(frozen=True)
class GridRow:
    """A line of the grid with its cells and what is saved of it."""

    line: ContributionLine
    cells: list[GridCell]
    saved: Money


class GridForm(ActionForm):
    """Amounts of a fund's lines by year, all in one unit, with the version they were opened at."""

    unit = forms.TypedChoiceField(
        choices=Unit,
        coerce=int,
        widget=forms.HiddenInput,
        error_messages={"required": LOST, "invalid_choice": LOST},
    )
    version = VersionField()
    status = forms.ChoiceField(
        label="The figures you add or change are",
        required=False,
        choices=[
            ("", "As settled as they were; new ones proposed"),
            *((each.value, each.label) for each in SAID_BY_ANYBODY),
        ],
    )
    why = ReasonField(
        label="Why are you changing the figures?",
        required=False,
        help_text="Needed for a figure that was agreed, whose partner is told it, and for one below £0.",
    )

    def __init__(
        self,
        data: Any = None,
        *,
        grid: Grid,
        years: Sequence[FinancialYear],
        unit: int,
        typed: Mapping[str, Any] | None = None,
    ) -> None:
        """`typed` are values to show instead of the saved ones, by the name of their field."""
        self.grid, self.years, self.shown_unit = grid, years, unit
        self.asked: list[str] = []  # what is asked about, each "name of the cell=amount"
        self.is_sure = False
        super().__init__(data, initial=self._saved() | dict(typed or {}))
        self.keys = {cell_name(line.pk, year): (line.pk, year) for line in grid.lines for year in years}
        for line in grid.lines:
            for year in years:
                self.fields[cell_name(line.pk, year)] = PoundsField(
                    unit=unit, allow_negative=True, required=False, label=f"{line}, {year}"
                )

    def clean(self) -> dict[str, Any]:
        """Ask about changed figures that may be slips, until the user says that just these are right."""
        cleaned = super().clean() or {}
        questions = dict(self._questions())
        self.asked = [f"{name}={cleaned[name].amount}" for name in questions]
        self.is_sure = set(self.asked) <= set(self.data.get("sure", "").split())
        if not self.is_sure:
            for name, asks in questions.items():
                self.add_error(name, asks)
        return cleaned

    def _questions(self) -> Iterator[tuple[str, str]]:
        whole = self._saved_of(None)
        for line in self.grid.lines:
            earlier, earlier_in = None, ""
            for year in self.years:
                name, saved = cell_name(line.pk, year), self.grid.cells.get((line.pk, year))
                typed = self.cleaned_data.get(name)
                if typed is None:
                    continue
                before, where = (saved, "saved here") if saved is not None else (earlier, earlier_in)
                if typed != saved and (asks := question(typed, before=before, before_in=where, whole=whole)):
                    yield name, asks
                earlier, earlier_in = typed, f"in {year}"

    def _saved(self) -> dict[str, Any]:
        cells = {cell_name(line, year): amount for (line, year), amount in self.grid.cells.items()}
        return {"unit": self.shown_unit, "version": self.grid.version, **cells}

    @property
    def typed_cells(self) -> dict[tuple[int, FinancialYear], Money | None]:
        """The amounts as typed, in pounds; None where the cell was left or made empty."""
        return {key: self.cleaned_data.get(name) for name, key in self.keys.items()}

    def read_back(self) -> list[str]:
        """What each changed cell was read as: "London Borough of Southwark, 2004/05: £760,000"."""
        changed = self.changed_against(self.grid.cells).items()
        return [
            f"{self.fields[name].label}: {pounds_in_words(amount) if amount is not None else 'empty'}"
            for name, amount in changed
        ]

    def changed_against(self, opened: Cells) -> dict[str, Money | None]:
        """The cells, by name, in which the user typed something else than they had opened."""
        typed = self.typed_cells
        return {name: typed[key] for name, key in self.keys.items() if typed[key] != opened.get(key)}

    def as_typed(self) -> dict[str, Any]:
        """What is in each cell: the amount that was read there, or the words where none could be."""
        typed = {}
        for name in self.keys:
            words = self[name].data
            try:
                typed[name] = self.fields[name].clean(words)
            except forms.ValidationError:
                typed[name] = words
        return typed

    def rows(self) -> list[GridRow]:
        """The grid's rows, as the page shows them: each box with the figure that is saved there."""
        return [
            GridRow(line, [self._cell(line, year) for year in self.years], self._saved_of({line.pk}))
            for line in self.grid.lines
        ]

    def _cell(self, line: ContributionLine, year: FinancialYear) -> GridCell:
        name, figure = cell_name(line.pk, year), self.grid.figures.get((line.pk, year))
        typed = getattr(self, "cleaned_data", {}).get(name)
        is_other = typed is not None and (figure is None or typed != figure.amount)
        return GridCell(self[name], figure, pounds_in_words(typed) if typed is not None and is_other else "")

    def saved_totals(self) -> list[Money]:
        """What is saved for each year and in all, of the figures that totals count."""
        return [self._saved_of(None, year) for year in (*self.years, None)]

    def _saved_of(self, lines: set[int] | None, year: FinancialYear | None = None) -> Money:
        return total(
            figure.amount
            for (line, in_year), figure in self.grid.figures.items()
            if (line in lines if lines is not None else figure.is_counted) and year in (None, in_year)
        )
