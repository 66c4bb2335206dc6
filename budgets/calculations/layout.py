"""Lays a schedule out: lines and years in; rows, totals and checks out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from budgets.calculations.facts import (
    Check,
    Figure,
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
    years_in_words,
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
    years = tuple(sorted({figure.year for fund in funds for line in fund.lines for figure in line.figures}))
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
    members = _with_parts(fund.key, funds)
    inside = [row for member in members for row in _counted(member, years)]
    own = _counted(fund, years)
    return FundSchedule(
        fund=fund,
        depth=depth,
        rows=tuple(own),
        requested=_requested(fund, years),
        own=_sum(f"Total of {fund.name}", own, years),
        total=_sum(fund.name, inside, years),
        has_parts=len(members) > 1,
    )


def _counted(fund: FundFacts, years: tuple[FinancialYear, ...]) -> list[Row]:
    """The rows of what totals count; a line without any figure is one of them."""
    return [
        _row(line, years, [figure for figure in line.figures if figure.counted])
        for line in fund.lines
        if not line.figures or any(figure.counted for figure in line.figures)
    ]


def _requested(fund: FundFacts, years: tuple[FinancialYear, ...]) -> tuple[Row, ...]:
    asked = [(line, [figure for figure in line.figures if not figure.counted]) for line in fund.lines]
    return tuple(_row(line, years, figures) for line, figures in asked if figures)


def _row(line: LineFacts, years: tuple[FinancialYear, ...], figures: Sequence[Figure]) -> Row:
    by_year = {figure.year: figure for figure in figures}
    placed = tuple(by_year.get(year) for year in years)
    return Row(
        label=line.label,
        amounts=tuple(figure.amount if figure else None for figure in placed),
        total=total(figure.amount for figure in figures),
        note=_how_settled_by_year(figures),
        by_status=_by_status(figures),
        line=line,
        figures=placed,
    )


def _sum(label: str, rows: Sequence[Row], years: tuple[FinancialYear, ...]) -> Total:
    amounts = tuple(
        total(amount for row in rows if (amount := row.amounts[place]) is not None)
        for place in range(len(years))
    )
    figures = [figure for row in rows for figure in row.figures if figure]
    return Total(label, amounts, total(amounts), _how_settled(figures), _by_status(figures))


def _by_partner(rows: Sequence[Row], years: tuple[FinancialYear, ...]) -> tuple[Total, ...]:
    by_key: dict[str, list[Row]] = {}
    for row in rows:
        by_key.setdefault(row.line.contributor_key, []).append(row)
    return tuple(_sum(own[0].line.contributor, own, years) for own in by_key.values())


def _how_settled(figures: Sequence[Figure]) -> str:
    """How far these figures are settled: nothing where all are agreed, "in part" where they differ."""
    labels = {figure.status_label for figure in figures if not figure.is_agreed}
    if not labels:
        return ""
    if len({figure.status for figure in figures}) == 1:
        return ", ".join(labels)
    return f"In part {', '.join(mid_sentence(label) for label in sorted(labels))}"


def _how_settled_by_year(figures: Sequence[Figure]) -> str:
    """How far the figures of one line are settled; with the years, where they differ."""
    years: dict[str, list[FinancialYear]] = {}
    for figure in figures:
        if not figure.is_agreed:
            years.setdefault(figure.status_label, []).append(figure.year)
    if len({figure.status for figure in figures}) < 2:
        return "".join(years)
    return "; ".join(f"{label} in {years_in_words(in_years)}" for label, in_years in years.items())


def _by_status(figures: Sequence[Figure]) -> tuple[tuple[str, Money], ...]:
    """How much of them is in each status that there is, the most settled first."""
    labels = {figure.status: figure.status_label for figure in figures}
    return tuple(
        (labels[status], total(figure.amount for figure in figures if figure.status == status))
        for status in ("agreed", "proposed", "indicative", "requested")
        if status in labels
    )


def _check(figure: PublishedFacts, funds: Sequence[FundFacts]) -> Check:
    scope = funds if figure.fund is None else _with_parts(figure.fund, funds)
    parts = {
        (line.key, part.year): (part.amount, line.rounded_to)
        for fund in scope
        if figure.fund is not None or not fund.is_in_view
        for line in fund.lines
        if figure.contributor_key in (None, line.contributor_key)
        for part in line.figures
        if part.counted and figure.year in (None, part.year)
    }
    recorded = total(amount for amount, _ in parts.values())
    difference = gbp(figure.amount.amount - recorded.amount)
    rounded = [rounded_to for _, rounded_to in parts.values() if rounded_to > 1]
    halves = [*rounded, figure.rounded_to if figure.rounded_to > 1 else 0]
    allowance = gbp(Decimal(sum(halves)) / 2)
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
        rounded_parts=len(rounded),
        verdict=_verdict(difference, allowance) if parts else Verdict.NOT_COMPARED,
        source=figure.source,
        note=figure.note,
    )


def _verdict(difference: Money, allowance: Money) -> Verdict:
    if not difference.amount:
        return Verdict.ADDS_UP
    within = abs(difference.amount) <= allowance.amount
    return Verdict.WITHIN_ROUNDING if within else Verdict.DOES_NOT_ADD_UP
