"""The arithmetic of a budget schedule: lines and years in, rows, totals and checks out.

Amounts are pounds. A fund's total holds the funds inside it, each counted once; what is only in view,
or only requested, is in no total of the agreement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from core.dates import FinancialYear
from core.money import Money, gbp, total


@dataclass(frozen=True)
class LineFacts:
    """One contribution line as recorded. `contributor_key` tells partners of the same name apart."""

    key: int
    contributor: str
    contributor_key: str
    description: str
    certainty: str
    certainty_label: str
    counted: bool
    recurrence: str
    given_as: str
    spending: str
    charges: str
    source: str
    source_detail: str
    grant: str
    note: str
    figures: tuple[tuple[FinancialYear, Money], ...]

    @property
    def label(self) -> str:
        return f"{self.contributor}: {self.description}" if self.description else self.contributor

    @property
    def is_firm(self) -> bool:
        return self.certainty == "agreed"


@dataclass(frozen=True)
class FundFacts:
    """One fund as recorded; `host` is the fund's own or, without one, that of what it belongs to."""

    key: int
    name: str
    kind: str
    kind_label: str
    within: int | None
    host: str
    holder: str
    unit: int
    source: str
    note: str
    lines: tuple[LineFacts, ...]

    @property
    def is_in_view(self) -> bool:
        return self.kind == "in_view"


@dataclass(frozen=True)
class PublishedFacts:
    """A total as published. `fund`, `contributor_key` and `year` are its scope; None is all of them."""

    key: int
    label: str
    amount: Money
    rounded_to: int
    fund: int | None
    contributor_key: str | None
    contributor: str
    year: FinancialYear | None
    source: str
    note: str


@dataclass(frozen=True)
class GrantFacts:
    """A grant from outside the partnership; its amount is in no total."""

    key: int
    name: str
    giver: str
    receiver: str
    fund: str
    amount: Money | None
    condition: str
    needed_by: date | None
    outcome: str
    outcome_label: str
    outcome_on: date | None
    note: str


@dataclass(frozen=True)
class GroupFacts:
    """Partners whose figure is published as one."""

    key: int
    name: str
    members: tuple[str, ...]
    member_keys: tuple[str, ...]


@dataclass(frozen=True)
class Total:
    """A label with an amount for each year of the schedule, and their sum."""

    label: str
    amounts: tuple[Money | None, ...]
    total: Money
    note: str = ""

    @property
    def with_total(self) -> tuple[Money | None, ...]:
        """The amounts with their sum as one more column."""
        return (*self.amounts, self.total)


@dataclass(frozen=True)
class Row(Total):
    """A contribution line laid out over the years of the schedule; None where it has no amount."""

    line: LineFacts = field(kw_only=True)


@dataclass(frozen=True)
class FundSchedule:
    """One fund: its own rows, the total of those, and the total with the funds inside it."""

    fund: FundFacts
    depth: int
    rows: tuple[Row, ...]
    requested: tuple[Row, ...]
    own: Total
    total: Total
    has_parts: bool

    @property
    def key(self) -> int:
        return self.fund.key

    @property
    def name(self) -> str:
        return self.fund.name


class Verdict(StrEnum):
    """Whether a published total is the sum of its parts."""

    FOOTS = "foots"
    WITHIN_ROUNDING = "within_rounding"
    DOES_NOT_FOOT = "does_not_foot"


@dataclass(frozen=True)
class Check:
    """A published total beside the sum of the recorded figures in its scope.

    `parts` are the figures summed: the key of the line and the year of each. `difference` is published
    less recorded. `allowance` is one unit of rounding for each row summed.
    """

    key: int
    label: str
    scope: str
    published: Money
    recorded: Money
    difference: Money
    parts: tuple[tuple[int, FinancialYear], ...]
    allowance: Money
    verdict: Verdict
    source: str
    note: str

    @property
    def foots(self) -> bool:
        return self.verdict is Verdict.FOOTS

    @property
    def words(self) -> str:
        """The verdict in a sentence."""
        if self.foots:
            return "Foots."
        gap = abs(self.difference.amount)
        side = "more" if self.difference.amount > 0 else "less"
        says = f"Does not foot: the published figure is £{gap:,.2f} {side} than its parts."
        if self.verdict is Verdict.WITHIN_ROUNDING:
            says += f" Rounding could explain up to £{self.allowance.amount:,.0f}."
        return says


@dataclass(frozen=True)
class Schedule:
    """The whole schedule of an agreement: the one source of its tables on pages, in PDFs and workbooks."""

    years: tuple[FinancialYear, ...]
    funds: tuple[FundSchedule, ...]
    in_view: tuple[FundSchedule, ...]
    by_partner: tuple[Total, ...]
    by_fund: tuple[Total, ...]
    by_year: Total
    checks: tuple[Check, ...]
    grants: tuple[GrantFacts, ...]
    groups: tuple[GroupFacts, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.funds or self.in_view)

    @property
    def grand_total(self) -> Money:
        return self.by_year.total

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row that totals count, fund by fund."""
        return tuple(row for fund in self.funds for row in fund.rows)

    @property
    def requested(self) -> tuple[Row, ...]:
        """Sums asked for and not agreed, in no total."""
        return tuple(row for fund in (*self.funds, *self.in_view) for row in fund.requested)

    @property
    def not_firm(self) -> tuple[Row, ...]:
        """Counted rows that are proposed or indicative."""
        return tuple(row for row in self.rows if not row.line.is_firm)

    @property
    def unit(self) -> int:
        """1000 where every fund of the agreement is published in £000, else 1."""
        shown = {fund.fund.unit for fund in self.funds}
        return 1000 if shown == {1000} else 1

    @property
    def columns(self) -> tuple[str, ...]:
        """Headings of the amounts: each year and, where there are several, the total."""
        return (*map(str, self.years), "Total")


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
    words = ", ".join(sorted(labels))
    return words if len({row.line.certainty for row in rows}) == 1 else f"In part {words.lower()}"


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
