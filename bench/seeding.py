"""The data: one published case with 20 years of figures, and as many copies of it as the size says.

The case is recorded through the product's own actions. Its copies are made by SQL from every row that belongs
to it, with their acts and history, a table at a time: `INSERT … SELECT … generate_series`. A copy's keys are
those of the case plus the number of the copy times `STEP`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.utils import timezone
from django.utils.timezone import localdate

from bench.databases import name_of
from budgets.actions import save_contributions
from budgets.models import ContributionLine, Fund, FundKind, Status
from cases.loader import PAPERS, Case
from config import embedded
from core import actions
from core.dates import FinancialYear
from core.models import Act, Record, User
from core.money import gbp
from core.permissions import Role
from core.reference import load_reference, set_up_user
from governance.actions.reports import record_report
from governance.models import Board, CabinetReport, Forum, Notice
from partnerships.actions import give_role, update_attention
from partnerships.models import Agreement, Body, Concern
from publishing.models import Publishing

STEP = 100_000
PUBLISHES = "publishes-all"
YEARS = range(2004, 2024)
LINES = {"Second pool": 2, "Third pool": 3}
# Of a thousand agreements: how many bodies, and how many agreements are the second body's.
BODIES, FIFTY = 148, 50
# What may stand once only; `k` is the number of the copy.
TOLD_APART = {
    "core_act": {"submission": "NULL", "at": "at - k * interval '17 minutes'"},
    "partnerships_agreement": {"reference": "reference || '-' || k", "title": "title || ' ' || k"},
    "partnerships_body": {"name": "name || ' ' || k", "gss_code": "''", "ods_code": "''"},
    "governance_board": {"name": "name || ' ' || k"},
    "governance_cabinetreport": {"reference": "reference || '-' || k"},
}


@dataclass(frozen=True)
class Person:
    """Somebody who asks, named after how many agreements they see at most."""

    sees: int

    @property
    def email(self) -> str:
        return f"sees-{self.sees}@bench.invalid"


ONE, SOME, ALL = Person(1), Person(FIFTY), Person(1_000)


def record_case() -> None:
    """Record the case that all copies are made of, and the first two people."""
    at = timezone.now() - timedelta(hours=1)
    by = set_up_user(at=at)
    load_reference(by=by, at=at)
    Case(PAPERS / "southwark_2003.toml").load(by=by, at=at)
    agreement = Agreement.objects.get()
    for body in Body.objects.filter(parties__agreement=agreement):
        body.closed_on = None  # what is past needs no attention
        actions.change(body, by=by, at=at)
    for name, lines in LINES.items():
        _record_fund(agreement, name, lines, by=by, at=at)
    first = agreement.reports.get()
    second = CabinetReport(
        agreement=agreement,
        reference=f"{agreement.reference}-R2",
        title="A second report",
        layout=first.layout,
        forum=first.forum,
    )
    record_report(second, by=by, at=at)
    council, trust = (party.body for party in agreement.parties.order_by("pk"))
    _publish(trust, first, by=by, at=at)
    _let_in(ONE, council, by=by, at=at)
    _let_in(ALL, trust, by=by, at=at)


def _record_fund(agreement: Agreement, name: str, lines: int, *, by: User, at: datetime) -> None:
    fund = Fund(agreement=agreement, name=name, kind=FundKind.POOLED, host=agreement.kept_by)
    actions.record(fund, by=by, at=at)
    cells = {}
    for number in range(1, lines + 1):
        line = ContributionLine(
            fund=fund, partner=agreement.kept_by, description=f"Line {number}", position=number
        )
        actions.record(line, by=by, at=at)
        for year in YEARS:
            cells[line.pk, FinancialYear(year)] = gbp(100_000 + 1_000 * number + year)
    save_contributions(fund=fund, cells=cells, status=Status.PROPOSED, by=by, at=at)


def _publish(body: Body, report: CabinetReport, *, by: User, at: datetime) -> None:
    """Let a body that is party to every agreement publish all it can, with an entry of its plan for each."""
    actions.record(
        Publishing(body=body, code=PUBLISHES, **dict.fromkeys(Publishing.Kind, True)), by=by, at=at
    )
    forum = Forum(body=body, name="Board", kind=Forum.Kind.NHS_BOARD)
    actions.record(forum, by=by, at=at)
    today = localdate(at)
    for kind in (Notice.Kind.PLAN, Notice.Kind.PRIVATE_MEETING):
        entry = Notice(
            forum=forum,
            kind=kind,
            report=report,
            matter=f"A pooled budget for equipment: {kind.label}",
            published_on=today,
            due_from_on=today + timedelta(days=60),
        )
        actions.record(entry, by=by, at=at)


def _let_in(person: Person, body: Body, *, by: User, at: datetime) -> None:
    give_role(body=body, email=person.email, name=person.email, role=Role.OFFICER, by=by, at=at)


def grow(size: int) -> None:
    """Make so many agreements of the one, with all that belongs to them, and find what needs attention."""
    case, at = Agreement.objects.get(), timezone.now()
    if size > 1:
        bodies = max(2, BODIES * size // 1_000)
        connection.close()
        with embedded.administrator(name_of(size)) as server, server.transaction():
            # Rows in bulk, complete with their history: the guards would look at each of them again.
            server.execute("SET LOCAL session_replication_role = replica")
            for sql in _Copies(case, size, bodies).statements():
                server.execute(sql)
        second = Body.objects.get(pk=case.kept_by_id + STEP)
        _let_in(SOME, second, by=set_up_user(at=at), at=at)
    keys = [*Agreement.objects.values_list("pk", flat=True)]
    for first in range(0, size, 100):
        update_attention(keys[first : first + 100], on=localdate(at))
    connection.close()
    with embedded.administrator(name_of(size)) as server:
        server.execute("VACUUM ANALYZE")


def counts() -> dict[str, int]:
    """How many there are of what the size is told by."""
    there = {label: apps.get_model(label)._base_manager.count() for label in COUNTED}
    histories = [model for model in apps.get_models() if hasattr(model, "instance_type")]
    return there | {"historical rows": sum(model._base_manager.count() for model in histories)}


COUNTED = (
    "partnerships.Agreement",
    "partnerships.Body",
    "budgets.Fund",
    "budgets.Contribution",
    "governance.CabinetReport",
    "core.Act",
)


class _Copies:
    """What is copied: rows of each table, once for each new agreement or once for each new body."""

    def __init__(self, case: Agreement, size: int, bodies: int) -> None:
        self.size, self.bodies = size, bodies
        council = case.kept_by_id
        self.of_body: dict[Any, set[int]] = {
            Body: {council},
            Forum: {*Forum.objects.filter(body=council).values_list("pk", flat=True)},
        }
        self.of_agreement: dict[Any, set[int]] = {
            Agreement: {case.pk},
            Board: {*Board.objects.filter(oversights__agreement=case).values_list("pk", flat=True)},
            Act: {*case.acts.values_list("pk", flat=True)},
            Concern: {*Concern.objects.filter(agreement=case).values_list("pk", flat=True)},
        }
        while self._find_more():
            pass

    def _find_more(self) -> bool:
        """Add the records that belong to those found so far; say whether there were any."""
        more = False
        for model in (each for each in apps.get_models() if issubclass(each, Record)):
            for field in _references(model):
                if model not in self.of_body and field.related_model in self.of_agreement:
                    named = {f"{field.name}__in": self.of_agreement[field.related_model]}
                    keys = {*model._base_manager.filter(**named).values_list("pk", flat=True)}
                    there = self.of_agreement.setdefault(model, set())
                    more = more or not keys <= there
                    there |= keys
        return more

    def statements(self) -> Iterable[str]:
        for rows, number, copies in (
            (self.of_body, "k", self.bodies),
            (self.of_agreement, f"CASE WHEN k < {FIFTY + 1} THEN 1 ELSE 2 + k % {self.bodies - 1} END", 0),
        ):
            for model, keys in rows.items():
                copies_made = copies or self.size - 1
                yield from self._copied(model, "id", keys, number, copies_made, rows is self.of_agreement)
                if issubclass(model, Record):
                    history = model.history.model
                    yield from self._copied(
                        history, "id", keys, number, copies_made, rows is self.of_agreement
                    )

    def _copied(
        self, model: Any, key: str, keys: set[int], body: str, copies: int, of_agreement: bool
    ) -> Iterable[str]:
        """The rows of one table again, their keys and references moved to those of each copy."""
        if not keys:
            return
        table, own = model._meta.db_table, model._meta.pk.column
        apart = TOLD_APART.get(getattr(model, "instance_type", model)._meta.db_table, {})
        columns = {field.column: f'"{field.column}"' for field in model._meta.concrete_fields}
        for field in _references(model):
            columns[field.column] = self._moved(field, body, of_agreement)
        columns |= {column: f"{column} + k * {STEP}" for column in {key, own}}
        columns |= {column: sql for column, sql in apart.items() if column in columns}
        named = ", ".join(f'"{column}"' for column in columns)
        yield (
            f"INSERT INTO {table} ({named}) SELECT {', '.join(columns.values())}"
            f" FROM {table}, generate_series(1, {copies}) k WHERE {key} IN ({_list(keys)})"
        )
        yield f"SELECT setval(pg_get_serial_sequence('{table}', '{own}'), (SELECT max({own}) FROM {table}))"

    def _moved(self, field: Any, body: str, of_agreement: bool) -> str:
        target, column = field.related_model, f'"{field.column}"'
        if of_agreement and target in self.of_agreement:
            keys, by = self.of_agreement[target], "k"
        elif target in self.of_body:
            keys, by = self.of_body[target], f"({body})"
        else:
            return column
        inside = f"{column} IN ({_list(keys)})" if keys else "false"
        return f"CASE WHEN {inside} THEN {column} + {by} * {STEP} ELSE {column} END"


def _references(model: Any) -> list[Any]:
    return [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]


def _list(keys: Iterable[int]) -> str:
    return ", ".join(map(str, sorted(keys)))
