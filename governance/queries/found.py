"""What of boards, reports and notices can be searched for."""

from core.search import Source, register_sources
from governance.models import Board, CabinetReport, Notice, ReportSection

register_sources(
    Source("Boards", Board, ("name",), ("name",), "governance:board"),
    Source(
        "Reports",
        CabinetReport,
        ("reference", "title"),
        ("reference", "title"),
        "governance:report",
        "reference",
    ),
    Source(
        "What reports say",
        ReportSection,
        ("title", "text"),
        ("report__reference", "title"),
        "governance:report",
        "report__reference",
        ("report",),
    ),
    Source("Notices of decisions", Notice, ("matter",), ("matter",), "governance:notice"),
)
