"""What of the money of an agreement hangs on a body, and passes to its successors when it closes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django.db.models import Value

from budgets.actions.agreeing import AGREEMENT, RETIREMENT
from budgets.models import Contribution, ContributionLine, Fund, Grant, GrantOutcome, PartnerGroupMember
from core import actions
from core.actions import values_of
from core.dates import FinancialYear
from core.money import Money, pounds_in_words, split, total
from partnerships.hanging import Handover, Kind, Thing, hangs_on_a_body
from partnerships.models import Body

OF_A_LINE = (
    "recurrence",
    "given_as",
    "spending",
    "charges",
    "source",
    "source_detail",
    "grant_id",
    "rounded_to",
    "position",
    "note",
    "remark",
)
LONGEST_DESCRIPTION = 200
LEFT_BEHIND = ("amount", *AGREEMENT, *RETIREMENT)
DOES = {"fund_host": "Hosts", "fund_holder": "Holds", "grant": "Is paid", "group_member": "Is one of"}


def give_hosting(key: int, handover: Handover) -> None:
    _change(Fund, key, handover, host=handover.only)


def give_holding(key: int, handover: Handover) -> None:
    _change(Fund, key, handover, holder=handover.only)


def give_grant(key: int, handover: Handover) -> None:
    _change(Grant, key, handover, receiver=handover.only)


def give_membership(key: int, handover: Handover) -> None:
    """A group pays its figure together: a successor takes the place, or it is left empty."""
    member = PartnerGroupMember.objects.select_related("group__agreement").get(pk=key)
    others = member.group.members.not_retired()
    if handover.only and not others.filter(body=handover.only).exists():
        member.body = handover.only
        actions.save(member)
    else:
        handover.take_out(member)
        actions.write(member)


def _first_year(last: date) -> FinancialYear:
    """The first financial year that has a day after that one."""
    year = FinancialYear.containing(last)
    return year.next if last == year.ends_on else year


def give_contributions(key: int, handover: Handover) -> None:
    """Give the amounts after its last day to the successors, in equal parts; that year's by its days.

    They are proposed until each successor agrees them. The body keeps what it paid until its last day.
    """
    line = ContributionLine.objects.select_related("fund__agreement", "partner").get(pk=key)
    heirs = [_line_of(line, body) for body in handover.to]
    rows = list(line.contributions.not_retired().filter(year__gte=_first_year(handover.last)))
    new = []
    for each in rows:
        kept, passed = _by_days(each.amount, each.year, handover.last)
        each.not_agreed()
        if kept is None:
            handover.take_out(each)
        else:
            each.amount = kept
        for heir, amount in zip(heirs, split(passed, [1] * len(heirs)) if heirs else (), strict=True):
            said = {"year": each.year, "amount": amount, "why_negative": each.why_negative}
            new.append(Contribution(line=heir, **said))
    actions.write_changed(rows, LEFT_BEHIND, at=handover.at)
    actions.save_new(new, at=handover.at)


def _by_days(amount: Money, year: FinancialYear, last: date) -> tuple[Money | None, Money]:
    """What falls to the days until the last one, None where it has none in that year, and to those after."""
    before = (min(last, year.ends_on) - year.starts_on).days + 1
    if before <= 0:
        return None, amount
    kept, passed = split(amount, [before, (year.ends_on - last).days])
    return kept, passed


def _line_of(line: ContributionLine, body: Body) -> ContributionLine:
    """A line of the successor's like that one, described so that it is told from any it has already."""
    said = {"fund": line.fund, "partner": body, "description": line.description}
    if ContributionLine.objects.not_retired().filter(**said).exists():
        before = f"formerly {line.partner}"
        described = f"{line.description}, {before}" if line.description else before
        said["description"] = described[:LONGEST_DESCRIPTION]
    new = ContributionLine(**said, **values_of(line, OF_A_LINE))
    actions.save(new)
    return new


def _change(model: Any, key: int, handover: Handover, **values: Any) -> None:
    record = model.objects.select_related("agreement").get(pk=key)
    for name, value in values.items():
        setattr(record, name, value)
    actions.save(record)


@hangs_on_a_body(
    fund_host=Kind("Funds it hosts", give_hosting, held=(Fund, "host")),
    fund_holder=Kind("Funds it holds", give_holding, held=(Fund, "holder")),
    grant=Kind("Grants it is to be paid", give_grant, held=(Grant, "receiver")),
    group_member=Kind("Groups that contribute together", give_membership, held=(PartnerGroupMember, "body")),
)
def of_the_money(body: int, last: date, agreements: Collection[int]) -> Iterator[Thing]:
    """What it hosts, holds, is to be paid and is one of: one query for all."""
    funds = Fund.objects.not_retired().filter(agreement__in=agreements)
    grants = Grant.objects.not_retired().filter(agreement__in=agreements, outcome=GrantOutcome.PENDING)
    members = PartnerGroupMember.objects.not_retired().filter(
        group__agreement__in=agreements, group__retired_at=None
    )
    rows = _named(funds.filter(host=body), "fund_host").union(
        _named(funds.filter(holder=body), "fund_holder"),
        _named(grants.filter(receiver=body), "grant"),
        _named(members.filter(body=body), "group_member", "group__"),
        all=True,
    )
    for kind, key, agreement, name in rows.order_by("what", "pk"):
        yield Thing(kind, key, agreement, f"{DOES[kind]} {name}")


def _named(rows: Any, kind: str, of: str = "") -> Any:
    return rows.order_by().annotate(what=Value(kind)).values_list("what", "pk", f"{of}agreement", f"{of}name")


@hangs_on_a_body(contribution=Kind("Contributions after its last day", give_contributions))
def contributed(body: int, last: date, agreements: Collection[int]) -> Iterator[Thing]:
    """Each line with the amounts of years that go on after the body's last day."""
    amounts = Contribution.objects.in_use().filter(
        line__partner=body, line__fund__agreement__in=agreements, year__gte=_first_year(last)
    )
    lines: dict[int, list[Contribution]] = {}
    for each in amounts.select_related("line__fund", "line__partner").order_by(
        "line__position", "year", "pk"
    ):
        lines.setdefault(each.line_id, []).append(each)
    for rows in lines.values():
        line = rows[0].line
        sum_of = pounds_in_words(total(each.amount for each in rows))
        years = f"{rows[0].year}" if len(rows) == 1 else f"{rows[0].year} to {rows[-1].year}"
        what = f" ({line.description})" if line.description else ""
        yield Thing(
            "contribution",
            line.pk,
            line.fund.agreement_id,
            f"Contributes to {line.fund}{what}: {sum_of} in {years}",
            is_shared=True,
        )
