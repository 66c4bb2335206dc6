"""The figures of the record that a report prints, for whoever clears it, and which have changed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgets.calculations import Schedule
from core.folding import fold
from core.jinja import money
from core.money import Money
from governance.calculations.references import sums_of

NONE = "No figure: none is recorded"


def printed_figures(schedule: Schedule, *, has_table: bool, referred_to: Iterable[str]) -> tuple[str, ...]:
    """A line for each: of the table of contributions, and of each reference in a text to a sum."""
    named = {fold(each) for each in referred_to}
    in_texts = (f"[{each.name}]: {each.words}" for each in sums_of(schedule) if fold(each.name) in named)
    table = _table(schedule) if has_table else ()
    return tuple(dict.fromkeys((*table, *in_texts))) or (NONE,)


def _table(schedule: Schedule) -> Iterator[str]:
    years = [str(year) for year in schedule.years]
    for fund in schedule.funds:
        for label, row in (*((row.label, row) for row in fund.rows), ("total", fund.total)):
            for year, amount in zip(years, row.amounts, strict=False):
                if amount is not None:
                    yield f"{fund.name}, {label}, {year}: {_money(amount)}"


def _money(amount: Money) -> str:
    """With its pence only where it has any."""
    return money(amount, pence=bool(amount.amount % 1))


def changed_figures(then: Iterable[str], now: Iterable[str]) -> tuple[str, ...]:
    """What differs, in words: "Equipment, Southwark PCT, 2004/05: £303,000, now £310,000"."""
    before, after = _by_name(then), _by_name(now)
    return tuple(
        f"{name}: {before.get(name, 'not printed')}, now {after.get(name, 'not printed')}"
        for name in dict.fromkeys((*before, *after))
        if before.get(name) != after.get(name)
    )


def _by_name(lines: Iterable[str]) -> dict[str, str]:
    return {name: amount for name, _, amount in (line.rpartition(": ") for line in lines)}
