"""Reference data of this app: kinds of board, report layouts, notice the law asks for, what may be exempt.

Each layout is taken from a published report of a council, and is shared: any council begins from a copy.
`load_layouts` and its like add what is missing and change nothing, so the operator's corrections stay.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from core.models import User
from core.reference import loads_reference, missing_rows, record_missing
from governance.actions.layouts import record_layout
from governance.models import BoardKind, ExemptParagraph, NoticeRule, ReportLayout

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
        parts, implications = row.pop("part"), row.pop("implication", [])
        record_layout(ReportLayout(**row), parts=parts, implications=implications, by=by, at=at)
    return len(missing)


@loads_reference
def load_notice_rules(*, by: User, at: datetime) -> int:
    """Add the notice rules whose codes are not recorded yet; return how many."""
    return record_missing(NoticeRule, HERE, by=by, at=at)
