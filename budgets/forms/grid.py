"""The grid of a fund's contributions, and the years it shows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django import forms

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
from core.money import Money, total

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


class GridRow(NamedTuple):
    """A line of the grid with its cells and what is saved of it."""

    line: ContributionLine
    cells: list[tuple[Any, Contribution | None]]
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
        super().__init__(data, initial=self._saved() | dict(typed or {}))
        self.keys = {cell_name(line.pk, year): (line.pk, year) for line in grid.lines for year in years}
        for line in grid.lines:
            for year in years:
                self.fields[cell_name(line.pk, year)] = PoundsField(
                    unit=unit, allow_negative=True, required=False, label=f"{line}, {year}"
                )

    def _saved(self) -> dict[str, Any]:
        cells = {cell_name(line, year): amount for (line, year), amount in self.grid.cells.items()}
        return {"unit": self.shown_unit, "version": self.grid.version, **cells}

    @property
    def typed_cells(self) -> dict[tuple[int, FinancialYear], Money | None]:
        """The amounts as typed, in pounds; None where the cell was left or made empty."""
        return {key: self.cleaned_data.get(name) for name, key in self.keys.items()}

    def changed_against(self, opened: Cells) -> dict[str, Money | None]:
        """The cells, by name, in which the user typed something else than they had opened."""
        typed = self.typed_cells
        return {name: typed[key] for name, key in self.keys.items() if typed[key] != opened.get(key)}

    def rows(self) -> list[GridRow]:
        """The grid's rows, as the page shows them: each box with the figure that is saved there."""
        saved = self.grid.figures
        return [
            GridRow(
                line,
                [(self[cell_name(line.pk, year)], saved.get((line.pk, year))) for year in self.years],
                self._saved_of({line.pk}),
            )
            for line in self.grid.lines
        ]

    def saved_totals(self) -> list[Money]:
        """What is saved for each year and in all, of the figures that totals count."""
        return [self._saved_of(None, year) for year in (*self.years, None)]

    def _saved_of(self, lines: set[int] | None, year: FinancialYear | None = None) -> Money:
        return total(
            figure.amount
            for (line, in_year), figure in self.grid.figures.items()
            if (line in lines if lines is not None else figure.is_counted) and year in (None, in_year)
        )
