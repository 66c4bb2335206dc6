"""Tables of contributions, from budgets.calculations.Schedule: nothing in them is typed.

Each fund is shown in the unit its figures are published in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgets.calculations import Check, FundSchedule, GrantFacts, Schedule, Verdict
from core.jinja import NOTHING, in_unit, is_whole_pounds, money, unit_name
from core.money import Money
from documents.blocks import (
    Block,
    Blocks,
    Break,
    Column,
    Look,
    Paragraph,
    Row,
    Section,
    Table,
)
from documents.calculations import (
    MoneyTable,
    TableRow,
    attributes_of,
    fund_table,
    partner_table,
    requested_table,
)
from documents.compositions.parts import cell, day, joined, particulars, typed


def contributions(schedule: Schedule) -> Blocks:
    """All that the schedule says: each fund, the partners' totals, requests, grants and checks."""
    if schedule.is_empty:
        return ()
    return (
        _introduction(schedule),
        *(_fund(each, schedule) for each in schedule.funds),
        *_together(schedule),
        Section("Grants", tuple(map(_grant, schedule.grants))),
        Section("Partners shown together", tuple(_groups(schedule))),
        *_checks(schedule),
    )


def money_tables(caption: str, table: MoneyTable, first: str = "Partner") -> Blocks:
    """The table; one with more years than the page is wide goes on in further tables beneath."""
    parts = table.parts
    if len(parts) == 1:
        return (_money_table(caption, table, first),)
    return tuple(
        _money_table(f"{caption}, part {place} of {len(parts)}", part, first)
        for place, part in enumerate(parts, start=1)
    )


def _introduction(schedule: Schedule) -> Block:
    not_firm = (
        " “Indicative” and “proposed” figures are counted in the totals and are not yet agreed."
        if schedule.not_firm
        else ""
    )
    return Paragraph(
        "Every figure comes from the record of contributions. "
        f"A year is a financial year, 1 April to 31 March.{not_firm}"
    )


def _fund(fund: FundSchedule, schedule: Schedule) -> Block:
    about = particulars(
        [
            ("Kind of fund", fund.fund.kind_label),
            ("Part of", "".join(each.name for each in schedule.funds if each.key == fund.fund.within)),
            ("Host", fund.fund.host),
            ("Pool manager", fund.fund.pool_manager_post),
            ("Held by", fund.fund.holder),
            ("Note", typed(fund.fund.note)),
        ]
    )
    if not (fund.rows or fund.has_parts):
        none_yet = Paragraph("No contribution to this fund is recorded yet.", Look.MISSING)
        return Section(fund.name, (about, none_yet))
    tables = _fund_tables(fund, schedule, f"Contributions to {fund.name}")
    return Section(fund.name, (about, *tables, Paragraph(_attributes(fund), Look.TABLE_NOTE)))


def _fund_tables(fund: FundSchedule, schedule: Schedule, caption: str) -> Blocks:
    first = "Fund" if not fund.rows else "Partner or fund" if fund.has_parts else "Partner"
    return money_tables(caption, fund_table(fund, schedule, with_sum=True), first)


def _attributes(fund: FundSchedule) -> str:
    said = "; ".join(f"{row.label}: {words}" for row in fund.rows if (words := attributes_of(row)))
    return f"{said}." if said else ""


def _together(schedule: Schedule) -> Iterator[Block]:
    if len(schedule.funds) > 1:
        caption = "Contributions of each partner to all funds of the agreement, each sum counted once"
        yield Section("All funds, by partner", money_tables(caption, partner_table(schedule)))
    if schedule.in_view:
        beside = (
            "These are reported beside the agreement. They are no part of it and in none of the totals above."
        )
        tables = (block for each in schedule.in_view for block in _fund_tables(each, schedule, each.name))
        yield Section("Funds in view", (Paragraph(beside), *tables))
    if schedule.requested:
        caption = "Sums that were asked for; they are in no total"
        yield Section("Requested, not agreed", money_tables(caption, requested_table(schedule)))


def _grant(grant: GrantFacts) -> Block:
    return particulars(
        [
            ("Amount", money(grant.amount, pence=False) if grant.amount else ""),
            ("Given by", grant.giver),
            ("Paid to", grant.receiver),
            ("For the fund", grant.fund),
            ("Condition", typed(grant.condition)),
            ("Condition to be met by", day(grant.needed_by)),
            ("Outcome", joined(", ", grant.outcome_label, day(grant.outcome_on))),
            ("Note", typed(grant.note)),
        ],
        grant.name,
    )


def _groups(schedule: Schedule) -> Iterator[Block]:
    for group in schedule.groups:
        members = "; ".join(each.name for each in group.members) or "members not recorded"
        yield Paragraph(f"{group.name}: {members}.")


def _checks(schedule: Schedule) -> Iterator[Block]:
    if not (schedule.rows or schedule.checks):
        return
    sums = "Each total above is the sum of the figures over it." if schedule.rows else ""
    none = "" if schedule.checks else "No total published elsewhere is recorded to check them against."
    yield Section(
        "Whether the totals add up", (Paragraph(joined(" ", sums, none)), _check_table(schedule.checks))
    )


def _check_table(checks: Iterable[Check]) -> Table:
    columns = (
        Column("Published total"),
        Column("Of what"),
        Column("Published", numeric=True),
        Column("Recorded", numeric=True),
        Column("Result"),
    )
    caption = "Totals published elsewhere, beside the sums of the record"
    return Table(columns, tuple(map(_check, checks)), caption)


def _check(check: Check) -> Row:
    look = Look.WARNING if check.verdict == Verdict.DOES_NOT_ADD_UP else Look.PLAIN
    return Row(
        (
            cell(check.label),
            cell(check.scope),
            cell(money(check.published, pence=False)),
            cell(money(check.recorded, pence=False) if check.parts else NOTHING),
            (Paragraph(joined(" ", check.words, check.note), look),),
        )
    )


def _money_table(caption: str, table: MoneyTable, first: str) -> Table:
    """Rows of amounts in £, £000 or £m, with pence only where there are any, and notes only likewise."""
    amounts = [amount for row in table.rows for amount in row.amounts]
    pence = table.unit == 1 and not all(map(is_whole_pounds, amounts))
    has_notes = any(row.note for row in table.rows)
    unit = unit_name(table.unit)
    years = (Column((year, Break(), unit), numeric=True) for year in table.columns)
    notes = [Column("Note")] if has_notes else []

    def amount(value: Money | None) -> str:
        if table.unit == 1:
            return money(value, pence=pence).replace("£", "")
        return in_unit(value, table.unit)

    def row(each: TableRow) -> Row:
        if each.kind == "group":
            return Row((cell(each.label),), each.kind)
        noted = [cell(each.note)] if has_notes else []
        return Row((cell(each.label), *(cell(amount(value)) for value in each.amounts), *noted), each.kind)

    return Table((Column(first), *years, *notes), tuple(map(row, table.rows)), caption)
