"""A fund's amounts for editing, and what became of them since they were opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from budgets.models import Contribution, ContributionLine, Fund, Status
from core.dates import FinancialYear
from core.models import Act
from core.money import Money
from core.timeline import FieldChange, LaterChange

type Cells = dict[tuple[int, FinancialYear], Money]


@dataclass(frozen=True)
class Grid:
    """A fund's amounts for editing: a row a line, a column a year, and the version they are."""

    fund: Fund
    lines: Sequence[ContributionLine]
    figures: dict[tuple[int, FinancialYear], Contribution]
    version: int

    @property
    def cells(self) -> Cells:
        """The amounts alone."""
        return {key: figure.amount for key, figure in self.figures.items()}

    @property
    def years(self) -> list[FinancialYear]:
        return sorted({year for _, year in self.figures})


def grid_of(fund: Fund) -> Grid:
    """The fund's own lines in use, with their amounts."""
    version = grid_version(fund)  # before the amounts: what is saved between the two is noticed
    lines = list(fund.lines.not_retired().select_related("partner", "group"))
    figures = Contribution.objects.not_retired().filter(line__in=lines).select_related("agreed_by")
    return Grid(fund, lines, {(figure.line_id, figure.year): figure for figure in figures}, version)


def grid_version(fund: Fund) -> int:
    """Number of the latest change to any amount or line of the fund; zero before the first."""
    amounts = _amount_history(fund).aggregate(latest=Max("history_id"))["latest"]
    return amounts or 0


def grid_version_of(fund: Fund, act: Act) -> int | None:
    """The version of the grid that this act made; None where it changed no amount."""
    return _amount_history(fund).filter(act=act).aggregate(latest=Max("history_id"))["latest"]


def cells_at(fund: Fund, version: int) -> Cells:
    """The amounts as they were at that version of the grid."""
    rows = _amount_history(fund).filter(history_id__lte=version).order_by("id", "-history_id").distinct("id")
    return {(row.line_id, row.year): row.amount for row in rows if row.retired_at is None}


def grid_changes_since(fund: Fund, version: int) -> list[LaterChange]:
    """Every amount somebody changed after that version of the grid, oldest first."""
    rows = list(_amount_history(fund).select_related("act__by").order_by("history_id"))
    names = {line.pk: str(line) for line in fund.lines.select_related("partner", "group")}
    last: dict[int, str] = {}
    changes = []
    for row in rows:
        after = "" if row.retired_at else _in_words(row)
        before = last.get(row.id, "")
        last[row.id] = after
        if row.history_id > version and before != after:
            field = FieldChange(f"{names[row.line_id]}, {row.year}", before, after)
            changes.append(LaterChange(field, row.act.by.name, row.act.at))
    return changes


def _in_words(row: Any) -> str:
    agreed = ", agreed" if row.status == Status.AGREED else ""
    return f"£{row.amount.amount:,.2f}{agreed}"


def _amount_history(fund: Fund) -> Any:
    return Contribution.history.filter(line__fund=fund)


def retired_lines_typed_in(fund: Fund, typed: dict[int, str]) -> list[LaterChange]:
    """Lines retired while a grid was open, with what the user had typed for them, by the line's key."""
    gone = fund.lines.filter(pk__in=typed, retired_at__isnull=False)
    return [
        LaterChange(
            FieldChange(f"{line}: the whole line", f"You typed {typed[line.pk]}", "Retired"),
            line.retired_by.name,
            line.retired_at,
        )
        for line in gone.select_related("partner", "group", "retired_by")
        if line.retired_at and line.retired_by
    ]
