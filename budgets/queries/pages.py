"""What the pages and files of money show besides the schedule itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from budgets.calculations import (
    Check,
    FundSchedule,
    Schedule,
)
from budgets.models import (
    ContributionLine,
    Fund,
    Grant,
    PartnerGroup,
    PartnerGroupMember,
    PublishedTotal,
)
from core.models import Record
from core.reading import Wanted, read, read_retired
from core.sentences import mid_sentence
from core.timeline import in_words
from partnerships.models import Agreement


def version_of_the_record(agreement: Agreement, *, known_at: datetime | None = None) -> str:
    """Which state of the agreement a file shows: the last thing done to it by then, and when."""
    acts = agreement.acts.exclude(code="budget-schedule.exported")
    acts = acts.filter(at__lte=known_at) if known_at else acts
    latest = acts.order_by("-at", "-pk").first()
    if latest is None:
        return "Nothing recorded yet"
    done = mid_sentence(latest.label)
    return f"As changed on {in_words(latest.at)}: {done} (entry {latest.pk} of the history)"


RETIRED = (
    Wanted(Fund, "agreement"),
    Wanted(PartnerGroup, "agreement"),
    Wanted(PartnerGroupMember, "group__agreement", ("body", "group")),
    Wanted(Grant, "agreement"),
    Wanted(PublishedTotal, "agreement"),
)


def retired_money(agreement: Agreement) -> list[Record]:
    """What was retired from the Money tab; members of groups but for those of a group that was."""
    rows = read_retired(RETIRED, agreement.pk)
    return [row for row in rows if not (isinstance(row, PartnerGroupMember) and row.group.is_retired)]


@dataclass(frozen=True)
class FundPage:
    """A fund's own page: its schedule and the lines to change."""

    fund: Fund
    schedule: FundSchedule | None
    columns: tuple[str, ...]
    parts: tuple[FundSchedule, ...]
    lines: Sequence[ContributionLine]
    published: Sequence[Check]
    retired: Sequence[Any]


OF_FUND = (
    Wanted(Fund, "pk", ("host", "holder", "within", "retired_by")),
    Wanted(ContributionLine, "fund", ("partner", "group", "grant", "retired_by")),
    Wanted(PublishedTotal, "fund"),
)


def fund_page(key: int, schedule: Schedule, *, known_at: datetime | None = None) -> FundPage:
    """The fund's page, of its agreement's schedule. Raises KeyError where it was not recorded yet."""
    records = read(OF_FUND, [key], known_at=known_at)
    fund = records.find(Fund, key)
    if fund is None:
        raise KeyError(key)
    laid_out = {each.key: each for each in (*schedule.funds, *schedule.in_view)}
    published = {each.pk for each in records.all(PublishedTotal)}
    return FundPage(
        fund=fund,
        schedule=laid_out.get(key),
        columns=schedule.columns,
        parts=tuple(each for each in schedule.funds if each.fund.within == key),
        lines=records.all(ContributionLine),
        published=tuple(check for check in schedule.checks if check.key in published),
        retired=records.retired(ContributionLine) if known_at is None else (),
    )
