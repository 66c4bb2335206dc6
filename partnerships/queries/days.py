"""The days of agreements, for a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from core.dates import Period
from core.days import Dated, source_of_days
from core.models import User
from partnerships.days import kind_of_day
from partnerships.models import KeptDay


@source_of_days()
def days_of_agreements(user: User, period: Period) -> Iterator[Dated]:
    """The days of the agreements that the user may see, in one query."""
    rows = KeptDay.objects.visible_to(user).filter(on__lte=period.ends_on)
    if period.starts_on:
        rows = rows.filter(on__gte=period.starts_on)
    for row in rows.select_related("agreement"):
        if kind := kind_of_day(row.kind):
            named = f"{row.agreement_id} {row.place} {row.what}"
            key = f"{row.kind}-{sha256(named.encode()).hexdigest()[:16]}"
            yield Dated(key, row.on, kind.label, str(row), row.url, row.is_due, kind.permission)
