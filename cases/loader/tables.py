"""What is special about some tables: the action that records one, and what may be recorded already."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from djmoney.models.fields import CurrencyField, MoneyField

from budgets.actions import record_agreed_as_reported, save_contributions
from budgets.models import Contribution, Status
from core.fields import FinancialYearField
from core.models import Record, User
from core.reference import table_of
from governance.actions.boards import record_board
from governance.actions.decisions import record_decision
from governance.actions.reports import move_report, record_report
from governance.models import (
    Board,
    CabinetReport,
    Decision,
    Forum,
    Implication,
    LayoutPart,
    ReportRow,
    ReportSection,
    ReportStatus,
)
from partnerships.actions import confirm_party, move_agreement_status, record_agreement
from partnerships.models import Agreement, AgreementStatus, Body, OtherName, Party, Succession

type Table = Mapping[str, Any]


def save_contribution(new: Contribution, *, by: User, at: datetime, why: str) -> None:
    """Save one figure as the grid does; one that is agreed, as its `agreed_source` reports it."""
    fund, status = new.line.fund, Status.PROPOSED if new.is_agreed else new.status
    cells = {(new.line_id, new.year): new.amount}
    save_contributions(fund=fund, cells=cells, status=status, by=by, at=at, why=why)
    if new.is_agreed:
        saved = new.line.contributions.not_retired().get(year=new.year)
        record_agreed_as_reported(
            agreement=fund.agreement,
            figures={saved.pk: saved.amount},
            source=new.agreed_source,
            by=by,
            at=at,
        )


def move_to(record: Record, status: str, *, by: User, at: datetime, why: str) -> None:
    """Take it to that status; a report, that was issued elsewhere, by way of being ready."""
    if isinstance(record, Agreement):
        move_agreement_status(record, to=AgreementStatus(status), by=by, at=at, why=why)
    elif isinstance(record, CabinetReport):
        for to in (ReportStatus.READY, ReportStatus(status)):
            move_report(record, to=to, by=by, at=at, why=why)


# What a table can say besides its fields: the status, by the statuses there are.
STATUSES: dict[type[Record], type[models.TextChoices]] = {
    Agreement: AgreementStatus,
    CabinetReport: ReportStatus,
}
# The actions that record what is more than one row.
RECORDED_BY: dict[type[Record], Any] = {
    Agreement: record_agreement,
    Party: confirm_party,
    Contribution: save_contribution,
    Board: record_board,
    CabinetReport: record_report,
    Decision: record_decision,
}
# Public records, which cases and people share: one that such fields find is left as it is.
SHARED: dict[type[Record], tuple[tuple[str, ...], ...]] = {
    Body: (("gss_code",), ("ods_code",), ("name",)),
    OtherName: (("body", "name"),),
    Succession: (("predecessor", "successor"),),
    Forum: (("body", "name"),),
}
# What is recorded together with what it belongs to: one that these fields find is changed.
MADE_WITH: dict[type[Record], tuple[tuple[str, ...], ...]] = {
    Party: (("agreement", "body"),),
    ReportSection: (("report", "part", "position"),),
    ReportRow: (("section", "position"),),
    Implication: (("report", "title"),),
}


def part_of_the_layout(given: Any, within: Sequence[Record]) -> LayoutPart | None:
    """The part of that number, from 1, of the layout of the report that the row belongs to."""
    layout = next(each.layout for each in within if isinstance(each, CabinetReport))
    parts = list(layout.parts.not_retired())
    return parts[given - 1] if isinstance(given, int) and 0 < given <= len(parts) else None


# Records of reference data that a field names otherwise than by a code.
FOUND_BY: dict[type[Record], Callable[[Any, Sequence[Record]], Record | None]] = {
    LayoutPart: part_of_the_layout
}
# What a field is given as in TOML: the first kind that it is of says.
GIVEN_AS: tuple[tuple[type[models.Field], type | tuple[type, ...], str], ...] = (
    (FinancialYearField, str, 'a financial year, like "2003/04"'),
    (MoneyField, (int, Decimal), "an amount in pounds"),
    (models.BooleanField, bool, "true or false"),
    (models.DateField, date, "a date, like 2003-12-31"),
    (models.IntegerField, int, "a whole number"),
    (models.Field, str, "text, in quotes"),
)


@cache
def models_by_table() -> dict[str, type[Record]]:
    """Every model of records by the name of its table."""
    return {table_of(model): model for model in apps.get_models() if issubclass(model, Record)}


@cache
def fields_of(model: type[Record]) -> dict[str, Any]:
    """The fields that a person can fill in, by name."""
    own = [each for each in model._meta.concrete_fields if each.editable and not each.primary_key]
    return {each.name: each for each in own if not isinstance(each, CurrencyField)}


def may_name(field: models.Field, record: Record) -> bool:
    """Whether it is a reference to such a record."""
    model: Any = field.related_model
    return isinstance(field, models.ForeignKey) and isinstance(record, model)
