"""The days of agreements, for a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from core.days import Asked, Dated, source_of_days
from core.models import User
from partnerships.days import kind_of_day, kinds_called
from partnerships.models import KeptDay


@source_of_days()
def days_of_agreements(user: User, asked: Asked) -> Iterator[Dated]:
    """The days of the agreements that the user may see, in one query."""
    rows = KeptDay.objects.visible_to(user).filter(on__lte=asked.period.ends_on)
    if asked.period.starts_on:
        rows = rows.filter(on__gte=asked.period.starts_on)
    if asked.due:
        rows = rows.filter(is_due=True)
    if asked.kind:
        rows = rows.filter(kind__in=kinds_called(asked.kind))
    for row in rows.select_related("agreement")[: asked.most]:
        if kind := kind_of_day(row.kind):
            named = f"{row.agreement_id} {row.place} {row.what}"
            key = f"{row.kind}-{sha256(named.encode()).hexdigest()[:16]}"
            yield Dated(key, row.on, kind.label, str(row), row.url, row.is_due, kind.permission)
