"""How long an agreement of many clauses takes to read, without variations and with many of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median
from time import perf_counter

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.databases import turn_to
from bench.table import Row
from core import actions
from core.history import act
from core.reference import set_up_user
from partnerships.actions import record_agreement
from partnerships.models import (
    Agreement,
    Body,
    ClauseChange,
    LegalBasis,
    Provision,
    ProvisionKind,
    Variation,
)
from partnerships.queries import agreement_as_at

CLAUSES, VARIATIONS = 200, 50
ROUNDS = 15
MOST = 2.0  # times the reading without variations
FIRST = date(2025, 4, 1)


def measure_variations(size: int) -> Row:
    """Read it as it was first made; vary it, and read it on the first day, amid them and on the last."""
    turn_to(size)
    agreement, kinds = _agreement()
    queries, alone = _reading(agreement, FIRST)
    _vary(agreement, kinds)
    days = (FIRST, FIRST + timedelta(days=VARIATIONS // 2), FIRST + timedelta(days=VARIATIONS))
    varied = [_reading(agreement, day) for day in days]
    most, slowest = (max(each) for each in zip(*varied, strict=True))
    return Row(
        f"As at a day, {CLAUSES} clauses",
        [f"{queries} q {alone:5.0f} ms", f"{VARIATIONS} variations {most} q {slowest:5.0f} ms"],
        f"{slowest / alone:.2f}",
        f"same q, {MOST:.1f}",
        most == queries and slowest <= MOST * alone,
    )


def _reading(agreement: Agreement, on: date) -> tuple[int, float]:
    """How many queries it takes, and how many milliseconds."""
    agreement_as_at(agreement.pk, on=on)  # the first fills caches
    taken = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        agreement_as_at(agreement.pk, on=on)
        taken.append((perf_counter() - begun) * 1000)
    with CaptureQueriesContext(connection) as asked:
        agreement_as_at(agreement.pk, on=on)
    return len(asked), median(taken)


def _agreement() -> tuple[Agreement, list[ProvisionKind]]:
    at = timezone.now()
    by = set_up_user(at=at)
    agreement = Agreement(
        reference="VARIED",
        title="An agreement of many clauses",
        legal_basis=LegalBasis.objects.get(code="nhs-act-2006-s75"),
        kept_by=Body.objects.filter(kind__to_on=None, closed_on=None)[0],
        starts_on=FIRST,
    )
    with act("bench.recorded", by=by, at=at):
        record_agreement(agreement, by=by, at=at)
        kinds = list(_kinds())
        actions.save_new(kinds, at=at)
        clauses = [Provision(agreement=agreement, kind=kind, text=f"{kind} says so.") for kind in kinds]
        actions.save_new(clauses, at=at)
    return agreement, kinds


def _kinds() -> Iterator[ProvisionKind]:
    for number in range(CLAUSES):
        yield ProvisionKind(code=f"matter-{number}", name=f"Matter {number}", position=1000 + number)


def _vary(agreement: Agreement, kinds: list[ProvisionKind]) -> None:
    """Each variation takes effect a day after the one before, changes one clause, and binds."""
    at = timezone.now()
    by = set_up_user(at=at)
    for number, kind in enumerate(kinds[:VARIATIONS], start=1):
        with act("bench.varied", by=by, at=at):
            said = {"position": number, "effective_on": FIRST + timedelta(days=number)}
            variation = Variation(agreement=agreement, title=f"Variation of {kind}", **said)
            actions.record(variation, by=by, at=at)
            actions.record(ClauseChange(variation=variation, kind=kind, text="Otherwise."), by=by, at=at)
            variation.binds = True
            actions.write(variation)
