"""What a schedule is made of and what it says, as values that never change. Amounts are pounds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from core.dates import FinancialYear
from core.money import Money, pounds_in_words
from core.sentences import mid_sentence
from partnerships.as_at import Priced


@dataclass(frozen=True)
class Figure:
    """The amount of a line in one year; `agreed` says by whom and when, or by which source."""

    year: FinancialYear
    amount: Money
    status: str
    status_label: str
    counted: bool
    agreed: str = ""

    @property
    def is_agreed(self) -> bool:
        return self.status == "agreed"


@dataclass(frozen=True)
class Agreed:
    """Figures of one line that were agreed together: by whom and when, or as which source says."""

    line: str
    years: str
    how: str


@dataclass(frozen=True)
class LineFacts:
    """One contribution line as recorded. `contributor_key` tells partners of the same name apart."""

    key: int
    contributor: str
    contributor_key: str
    description: str
    recurrence: str
    given_as: str
    spending: str
    charges: str
    source: str
    source_detail: str
    grant: str
    note: str
    rounded_to: int
    figures: tuple[Figure, ...]

    @property
    def label(self) -> str:
        return f"{self.contributor}: {self.description}" if self.description else self.contributor


@dataclass(frozen=True)
class FundFacts:
    """One fund as recorded; host and pool manager are its own or, without, those of what it belongs to."""

    key: int
    name: str
    kind: str
    kind_label: str
    within: int | None
    host: str
    pool_manager_post: str
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
    remark: str


@dataclass(frozen=True)
class GroupMemberFacts:
    """A partner in a group; `contributor_key` is that of its own lines."""

    key: int
    contributor_key: str
    name: str


@dataclass(frozen=True)
class GroupFacts:
    """Partners whose figure is published as one."""

    key: int
    name: str
    note: str
    members: tuple[GroupMemberFacts, ...]


@dataclass(frozen=True)
class Total:
    """A label with an amount for each year of the schedule, and their sum."""

    label: str
    amounts: tuple[Money | None, ...]
    total: Money
    note: str = ""
    by_status: tuple[tuple[str, Money], ...] = ()  # how much of it is agreed, proposed, indicative

    @property
    def settled(self) -> str:
        """How much of it is agreed, proposed and indicative, in words; nothing where there is no figure."""
        return ", ".join(
            f"{pounds_in_words(amount)} {mid_sentence(label)}"
            for label, amount in self.by_status
            if amount.amount
        )

    @property
    def status(self) -> str:
        """How far it is settled, in words; nothing where there is no figure."""
        return self.note or ("Agreed" if self.by_status else "")

    @property
    def with_total(self) -> tuple[Money | None, ...]:
        """The amounts with their sum as one more column."""
        return (*self.amounts, self.total)


@dataclass(frozen=True)
class Row(Total):
    """A contribution line laid out over the years of the schedule; None where it has no amount.

    `figures` stand beside the amounts; a line of which some sums are only requested has two rows.
    """

    line: LineFacts = field(kw_only=True)
    figures: tuple[Figure | None, ...] = field(kw_only=True)

    @property
    def is_firm(self) -> bool:
        """Every figure of it is agreed."""
        return all(figure.is_agreed for figure in self.figures if figure)


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
    def agreements(self) -> tuple[Agreed, ...]:
        """Who agreed what of its own lines."""
        found: dict[tuple[str, str], list[FinancialYear]] = {}
        for row in self.rows:
            for figure in row.figures:
                if figure and figure.is_agreed:
                    found.setdefault((row.label, figure.agreed), []).append(figure.year)
        return tuple(Agreed(line, years_in_words(years), how) for (line, how), years in found.items())

    @property
    def key(self) -> int:
        return self.fund.key

    @property
    def name(self) -> str:
        return self.fund.name


class Verdict(StrEnum):
    """Whether a published total is the sum of its parts."""

    ADDS_UP = "adds_up"
    WITHIN_ROUNDING = "within_rounding"
    DOES_NOT_ADD_UP = "does_not_add_up"
    NOT_COMPARED = "not_compared"


@dataclass(frozen=True)
class Check:
    """A published total beside the sum of the recorded figures in its scope.

    `parts` are the figures summed: the key of the line and the year of each. `difference` is published
    less recorded. `allowance` is half a unit of the total's own rounding and half a unit of each part that
    is itself published rounded, whose number is `rounded_parts`.
    """

    key: int
    label: str
    scope: str
    published: Money
    recorded: Money
    difference: Money
    parts: tuple[tuple[int, FinancialYear], ...]
    allowance: Money
    rounded_parts: int
    verdict: Verdict
    source: str
    note: str

    @property
    def adds_up(self) -> bool:
        return self.verdict is Verdict.ADDS_UP

    @property
    def differs(self) -> bool:
        """Whether there are parts, and it is not their sum."""
        return self.verdict in (Verdict.WITHIN_ROUNDING, Verdict.DOES_NOT_ADD_UP)

    @property
    def words(self) -> str:
        """The verdict in a sentence."""
        if self.verdict is Verdict.NOT_COMPARED:
            return "No figure is recorded to compare it with."
        if self.adds_up:
            return "Adds up."
        gap = pounds_in_words(self.difference).lstrip("\N{MINUS SIGN}")
        side = "more" if self.difference.amount > 0 else "less"
        says = f"Does not add up: the published figure is {gap} {side} than its parts."
        if self.verdict is Verdict.WITHIN_ROUNDING:
            says += (
                f" Rounding could explain up to {pounds_in_words(self.allowance)}: half a unit of the total"
            )
            if self.rounded_parts:
                parts = "part" if self.rounded_parts == 1 else "parts"
                says += f", and half a unit of each of {self.rounded_parts} rounded {parts}"
            says += "."
        return says


@dataclass(frozen=True)
class Schedule(Priced):
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
    def worth(self) -> Money | None:
        return None if self.is_empty else self.grand_total

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
        """Counted rows of which a figure is proposed or indicative."""
        return tuple(row for row in self.rows if not row.is_firm)

    @property
    def unit(self) -> int:
        """The unit in which every fund of the agreement is published, 1 (pounds) where they differ."""
        shown = {fund.fund.unit for fund in self.funds}
        return shown.pop() if len(shown) == 1 else 1

    @property
    def columns(self) -> tuple[str, ...]:
        """Headings of the amounts: each year and, where there are several, the total."""
        return (*map(str, self.years), "Total")


def years_in_words(years: Iterable[FinancialYear]) -> str:
    """2003/04 to 2005/06 and 2007/08: years that follow one another are told as one."""
    runs: list[list[FinancialYear]] = []
    for year in sorted(years):
        if runs and runs[-1][-1].next == year:
            runs[-1].append(year)
        else:
            runs.append([year])
    told = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    return " and ".join(filter(None, [", ".join(told[:-1]), told[-1]])) if told else ""
