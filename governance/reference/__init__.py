"""Reference data of this app: kinds of board, report layouts, notice the law asks for, what may be exempt.

Each layout is taken from a published report of a council, and is shared: any council begins from a copy.
`load_layouts` and its like add what is missing and change nothing, so the operator's corrections stay.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from core.actions import record, write_new
from core.history import act
from core.models import User
from core.reference import Row, loads_reference, missing_rows, ordered, record_missing
from governance.models import (
    BoardKind,
    ExemptParagraph,
    LayoutImplication,
    LayoutSection,
    NoticeRule,
    ReportLayout,
)
from governance.models.layouts import Part

HERE = Path(__file__).parent


@loads_reference
def load_board_kinds(*, by: User, at: datetime) -> int:
    """Add the kinds of board whose codes are not recorded yet; return how many."""
    return record_missing(BoardKind, HERE, by=by, at=at)


@loads_reference
def load_exempt_paragraphs(*, by: User, at: datetime) -> int:
    """Add the paragraphs of Schedule 12A whose codes are not recorded yet; return how many."""
    return record_missing(ExemptParagraph, HERE, by=by, at=at)


@loads_reference
def load_layouts(*, by: User, at: datetime) -> int:
    """Add the layouts whose codes are not recorded yet; return how many."""
    missing = missing_rows(ReportLayout, HERE)
    for row in missing:
        _record_layout(row, by=by, at=at)
    return len(missing)


@loads_reference
def load_notice_rules(*, by: User, at: datetime) -> int:
    """Add the notice rules whose codes are not recorded yet; return how many."""
    return record_missing(NoticeRule, HERE, by=by, at=at)


def _record_layout(row: Row, *, by: User, at: datetime) -> None:
    """Each part of the layout, and its implications, are numbered in the order in which they stand."""
    sections, implications = row.pop("section"), row.pop("implication", [])
    with act("report-layout.recorded", by=by, at=at):
        layout = ReportLayout(**row)
        record(layout, by=by, at=at)
        parts = [
            ordered(each for each in sections if each.get("part", Part.COVERING) == part) for part in Part
        ]
        write_new([LayoutSection(layout=layout, **each) for part in parts for each in part], at=at)
        write_new([LayoutImplication(layout=layout, **each) for each in ordered(implications)], at=at)
