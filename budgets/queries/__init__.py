"""Reads that gather the facts of a schedule, a grid or a page."""

from budgets.queries.agreeing import figures_of, figures_to_agree, lost_agreements_of
from budgets.queries.grid import (
    Cells,
    Grid,
    cells_at,
    grid_changes_since,
    grid_of,
    grid_version,
    grid_version_of,
    retired_lines_typed_in,
)
from budgets.queries.pages import (
    FundPage,
    fund_page,
    retired_money,
    version_of_the_record,
)
from budgets.queries.schedule import schedule_of

__all__ = [
    "Cells",
    "FundPage",
    "Grid",
    "cells_at",
    "figures_of",
    "figures_to_agree",
    "fund_page",
    "grid_changes_since",
    "grid_of",
    "grid_version",
    "grid_version_of",
    "lost_agreements_of",
    "retired_money",
    "retired_lines_typed_in",
    "schedule_of",
    "version_of_the_record",
]
