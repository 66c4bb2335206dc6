"""What the pages and files of money show besides the schedule itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from budgets.calculations import (
    Check,
    FundSchedule,
)
from budgets.models import (
    ContributionLine,
    Fund,
    Grant,
    PartnerGroup,
    PartnerGroupMember,
    PublishedTotal,
)
from budgets.queries.schedule import schedule_of
from core.sentences import mid_sentence
from core.timeline import in_words
from partnerships.models import Agreement


def version_of_the_record(agreement: Agreement) -> str:
    """Which state of the agreement a file shows: the last thing done to it, and when."""
    latest = agreement.acts.exclude(code="budget-schedule.exported").order_by("-at", "-pk").first()
    if latest is None:
        return "Nothing recorded yet"
    done = mid_sentence(latest.label)
    return f"As changed on {in_words(latest.at)}: {done} (entry {latest.pk} of the history)"


def partners_by_name(agreement: Agreement) -> list[str]:
    """The names of the current partners, in the order they were recorded."""
    return [str(party.body) for party in agreement.parties.current().select_related("body")]


@dataclass(frozen=True)
class MoneyTab:
    """The records the Money tab links to, besides the schedule's facts."""

    grants: Sequence[Grant]
    groups: Sequence[PartnerGroup]
    published: dict[int, PublishedTotal]
    retired: Sequence[Any]


def money_tab(agreement: Agreement) -> MoneyTab:
    members = Prefetch(
        "members", PartnerGroupMember.objects.current().select_related("body"), to_attr="current_members"
    )
    return MoneyTab(
        grants=list(agreement.grants.current().select_related("receiver", "fund")),
        groups=list(agreement.partner_groups.current().prefetch_related(members)),
        published={total.pk: total for total in agreement.published_totals.current()},
        retired=[
            *agreement.funds.retired(),
            *agreement.partner_groups.retired(),
            *PartnerGroupMember.objects.filter(group__agreement=agreement, group__retired_at=None)
            .select_related("body")
            .retired(),
            *agreement.grants.retired(),
            *agreement.published_totals.retired(),
        ],
    )


@dataclass(frozen=True)
class FundPage:
    """A fund's own page: its schedule and the lines to change."""

    schedule: FundSchedule | None
    columns: tuple[str, ...]
    parts: tuple[FundSchedule, ...]
    lines: Sequence[ContributionLine]
    published: Sequence[Check]
    retired: Sequence[Any]


def fund_page(fund: Fund) -> FundPage:
    schedule = schedule_of(fund.agreement)
    laid_out = {each.key: each for each in (*schedule.funds, *schedule.in_view)}
    keys = set(PublishedTotal.objects.current().filter(fund=fund).values_list("pk", flat=True))
    return FundPage(
        schedule=laid_out.get(fund.pk),
        columns=schedule.columns,
        parts=tuple(each for each in schedule.funds if each.fund.within == fund.pk),
        lines=list(fund.lines.current().select_related("partner", "group", "grant")),
        published=tuple(check for check in schedule.checks if check.key in keys),
        retired=list(fund.lines.select_related("partner", "group").retired()),
    )
