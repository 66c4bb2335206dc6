"""What the database answers when it cannot do what was asked, in the words of whoever asked."""

from __future__ import annotations

from django.db import DatabaseError, InterfaceError, OperationalError
from psycopg import errors

SAME_MOMENT = (
    "Somebody saved the same thing at the same moment. Nothing of yours was saved. "
    "Check the page and try again."
)
BEING_CHANGED = (
    "Somebody else is changing this at the moment. Nothing was saved; what you typed is below. "
    "Try again in a few seconds."
)
TOO_SLOW = (
    "This took too long and was given up. Nothing was saved; what you typed is below. Try again in a minute."
)

TOLD: dict[type, str] = {
    errors.UniqueViolation: SAME_MOMENT,
    errors.LockNotAvailable: BEING_CHANGED,
    errors.DeadlockDetected: BEING_CHANGED,
    errors.SerializationFailure: BEING_CHANGED,
    errors.QueryCanceled: TOO_SLOW,
}


def told_of(error: DatabaseError) -> str | None:
    """What the person is told whose act came too late or took too long; None for a fault of ours."""
    return TOLD.get(type(error.__cause__))


def is_unreachable(error: BaseException | None) -> bool:
    """Whether the database did not answer at all, or ended the connection."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    answer = getattr(error.__cause__, "sqlstate", None)
    return answer is None or answer.startswith(("08", "57P"))
