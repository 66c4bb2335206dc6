"""Lays a schedule out: lines and years in; rows, totals and checks out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from budgets.calculations.facts import (
    Check,
    FundFacts,
    FundSchedule,
    GrantFacts,
    GroupFacts,
    LineFacts,
    PublishedFacts,
    Row,
    Schedule,
    Total,
    Verdict,
)
from core.dates import FinancialYear
from core.money import Money, gbp, total
from core.sentences import mid_sentence


def lay_out(
    funds: Sequence[FundFacts],
    published: Iterable[PublishedFacts] = (),
    grants: Iterable[GrantFacts] = (),
    groups: Iterable[GroupFacts] = (),
) -> Schedule:
    """Return the schedule of these funds, in the order given, those inside another directly after it."""
    years = tuple(sorted({year for fund in funds for line in fund.lines for year, _ in line.figures}))
    ordered = [_fund(fund, depth, funds, years) for fund, depth in _tree(funds)]
    inside = tuple(fund for fund in ordered if not fund.fund.is_in_view)
    rows = [row for fund in inside for row in fund.rows]
    return Schedule(
        years=years,
        funds=inside,
        in_view=tuple(fund for fund in ordered if fund.fund.is_in_view),
        by_partner=_by_partner(rows, years),
        by_fund=tuple(fund.total for fund in inside if fund.depth == 0),
        by_year=_sum("Total", rows, years),
        checks=tuple(_check(figure, funds) for figure in published),
        grants=tuple(grants),
        groups=tuple(groups),
    )


def _tree(funds: Sequence[FundFacts]) -> list[tuple[FundFacts, int]]:
    """Each fund with its depth, a fund before its parts."""
    parts = _parts(funds)

    def walk(within: int | None, depth: int) -> Iterable[tuple[FundFacts, int]]:
        for fund in parts.get(within, []):
            yield fund, depth
            yield from walk(fund.key, depth + 1)

    return list(walk(None, 0))


def _parts(funds: Sequence[FundFacts]) -> Mapping[int | None, list[FundFacts]]:
    keys = {fund.key for fund in funds}
    parts: dict[int | None, list[FundFacts]] = {}
    for fund in funds:
        parts.setdefault(fund.within if fund.within in keys else None, []).append(fund)
    return parts


def _with_parts(key: int, funds: Sequence[FundFacts]) -> list[FundFacts]:
    """The fund and every fund inside it, at any depth."""
    parts = _parts(funds)
    found, waiting = [], [fund for fund in funds if fund.key == key]
    while waiting:
        fund = waiting.pop()
        found.append(fund)
        waiting += parts.get(fund.key, [])
    return found


def _fund(
    fund: FundFacts, depth: int, funds: Sequence[FundFacts], years: tuple[FinancialYear, ...]
) -> FundSchedule:
    rows = [_row(line, years) for line in fund.lines]
    members = _with_parts(fund.key, funds)
    inside = [_row(line, years) for member in members for line in member.lines if line.counted]
    own = [row for row in rows if row.line.counted]
    return FundSchedule(
        fund=fund,
        depth=depth,
        rows=tuple(own),
        requested=tuple(row for row in rows if not row.line.counted),
        own=_sum(f"Total of {fund.name}", own, years),
        total=_sum(fund.name, inside, years),
        has_parts=len(members) > 1,
    )


def _row(line: LineFacts, years: tuple[FinancialYear, ...]) -> Row:
    by_year = dict(line.figures)
    return Row(
        label=line.label,
        amounts=tuple(by_year.get(year) for year in years),
        total=total(by_year.values()),
        note="" if line.is_firm else line.certainty_label,
        line=line,
    )


def _sum(label: str, rows: Sequence[Row], years: tuple[FinancialYear, ...], note: str = "") -> Total:
    amounts = tuple(
        total(amount for row in rows if (amount := row.amounts[place]) is not None)
        for place in range(len(years))
    )
    return Total(label, amounts, total(amounts), note)


def _by_partner(rows: Sequence[Row], years: tuple[FinancialYear, ...]) -> tuple[Total, ...]:
    by_key: dict[str, list[Row]] = {}
    for row in rows:
        by_key.setdefault(row.line.contributor_key, []).append(row)
    return tuple(_sum(own[0].line.contributor, own, years, _certainties(own)) for own in by_key.values())


def _certainties(rows: Sequence[Row]) -> str:
    """How firm these rows are: nothing where all are agreed, "in part" where they differ."""
    labels = {row.line.certainty_label for row in rows if not row.line.is_firm}
    if not labels:
        return ""
    if len({row.line.certainty for row in rows}) == 1:
        return ", ".join(labels)
    return f"In part {', '.join(mid_sentence(label) for label in sorted(labels))}"


def _check(figure: PublishedFacts, funds: Sequence[FundFacts]) -> Check:
    scope = funds if figure.fund is None else _with_parts(figure.fund, funds)
    parts = {
        (line.key, year): amount
        for fund in scope
        if figure.fund is not None or not fund.is_in_view
        for line in fund.lines
        if line.counted and figure.contributor_key in (None, line.contributor_key)
        for year, amount in line.figures
        if figure.year in (None, year)
    }
    recorded = total(parts.values())
    difference = gbp(figure.amount.amount - recorded.amount)
    rows = len({line for line, _ in parts})
    allowance = gbp(figure.rounded_to * rows if figure.rounded_to > 1 else 0)
    names = [fund.name for fund in funds if fund.key == figure.fund]
    where = [*names, figure.contributor, str(figure.year) if figure.year else ""]
    return Check(
        key=figure.key,
        label=figure.label,
        scope=", ".join(filter(None, where)) or "Whole agreement",
        published=figure.amount,
        recorded=recorded,
        difference=difference,
        parts=tuple(parts),
        allowance=allowance,
        verdict=_verdict(difference, allowance),
        source=figure.source,
        note=figure.note,
    )


def _verdict(difference: Money, allowance: Money) -> Verdict:
    if not difference.amount:
        return Verdict.FOOTS
    within = abs(difference.amount) <= allowance.amount
    return Verdict.WITHIN_ROUNDING if within else Verdict.DOES_NOT_FOOT
