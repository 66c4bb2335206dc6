"""What a person typed into a form and has not saved: kept for them alone, offered again, dropped in time.

It is no record: nobody but its person ever reads it, it has no history and is deleted, so it is written
outside acts, like a session. Each opening of a form keeps its own, by the one-time key the form carries.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict

if TYPE_CHECKING:
    from core.models import UnsavedWork, User

KEPT_FOR = timedelta(days=30)
# A form with a text of 100,000 characters in each of its boxes is shorter.
LONGEST = 1024 * 1024
MOST_OF_A_PERSON = 50
# What a form carries besides what was typed.
CARRIED = ("csrfmiddlewaretoken", "submission", "keep", "preview", "another", "discard", "restore")


class TooLong(Exception):
    """What was typed is longer than is kept."""


def unsaved_work(person: User, address: str, *, at: datetime) -> QuerySet[UnsavedWork]:
    """What this person typed into this form and did not save, the latest first."""
    return person.unsaved_work.filter(address=address, kept_at__gt=at - KEPT_FOR)


def keep_unsaved(typed: QueryDict, *, of: User, address: str, form_key: UUID, at: datetime) -> None:
    """Keep what was typed, in place of what was kept of the same opening of the form. Raises `TooLong`."""
    kept = typed.copy()
    for name in CARRIED:
        kept.pop(name, None)
    encoded = kept.urlencode()
    if len(encoded) > LONGEST:
        raise TooLong
    of.unsaved_work.update_or_create(
        form_key=form_key,
        defaults={"address": address, "typed": encoded, "kept_at": at},
    )
    drop_unsaved(of.unsaved_work.filter(pk__in=of.unsaved_work.values("pk")[MOST_OF_A_PERSON:]))


def drop_unsaved(rows: QuerySet[UnsavedWork]) -> int:
    """Forget it: it was saved, or its person wants it no more. How many there were."""
    dropped, _ = rows.delete()
    return dropped


def drop_old_unsaved(*, at: datetime) -> int:
    """Forget what nobody came back to."""
    from core.models import UnsavedWork

    return drop_unsaved(UnsavedWork.objects.filter(kept_at__lte=at - KEPT_FOR))
